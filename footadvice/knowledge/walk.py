"""Ways through all records: every field, every text that a reader is shown, every claim that has a grade."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from footadvice.knowledge import records

Data = Mapping[str, list[Any]]

# Which file the ids in a field belong to. A field not listed here holds no ids.
REFERENCES = {
    "sources": ("sources",),
    "exercises": ("exercises",),
    "red_flags": ("red_flags",),
    "zones": ("zones",),
    "within": ("zones",),
    "hurts_in": ("zones",),
    "measure": ("measures",),
    "finding": ("findings",),
    "implies": ("findings",),
    "raised_by": ("findings",),
    "not_with": ("findings",),
    "condition": ("conditions",),
    "tested_in": ("conditions",),
    "conditions": ("conditions",),
    "elsewhere": ("conditions",),
    "do_not_miss": ("conditions",),
    "from_id": ("conditions", "joints", "factors"),
    "to_id": ("conditions", "joints", "factors"),
}
# Fields whose text nobody reads on a page in plain words: codes, ids, the numbers behind a claim, vocabulary.
_NOT_PROSE = {
    *REFERENCES, "id", "kind", "name", "detail", "group", "figures", "icd10cm", "not_for", "only_for", "regions",
    "band", "frequency", "grade", "relation", "level", "urgency", "view", "region", "reviewed", "review_due",
    "other_names", "misspellings", "people", "asked", "phrases", "told", "decoys", "equipment", "dose_basis",
    "one_way", "title", "publisher", "authors", "doi", "url", "read",
}  # fmt: skip


def walk(data: Data) -> Iterator[tuple[str, Any, str, Any]]:
    """(file, record, field, value) of every field, however deep."""
    for file, found in data.items():
        for record in found:
            for field, value in _fields(record):
                yield file, record, field, value


def _fields(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, tuple):
        for item in value:
            yield from _fields(item)
    elif is_dataclass(value):
        for field in fields(value):
            inside = getattr(value, field.name)
            yield field.name, inside
            yield from _fields(inside)


def texts(value: Any) -> Iterator[str]:
    """The strings in a field itself; records inside it come on their own."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)


def prose(data: Data) -> Iterator[tuple[str, Any, str, str]]:
    for file, record, field, value in walk(data):
        care = field == "who" and file == "conditions" and not _is_group(value)
        if file not in ("sources", "measures", "words") and field not in _NOT_PROSE and (field != "who" or care):
            for text in texts(value):
                yield file, record, field, text


def _is_group(value: Any) -> bool:
    return value in records.Who.__args__  # type: ignore[attr-defined]


def claims(data: Data) -> Iterator[tuple[str, Any, Any]]:
    """Everything that has a grade and sources: statements, actions, courses, links, exercises …"""
    for file, found in data.items():
        for record in found:
            yield from ((file, record, claim) for claim in _graded(record))


def _graded(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        for item in value:
            yield from _graded(item)
    elif is_dataclass(value):
        if hasattr(value, "grade") and hasattr(value, "sources"):
            yield value
        for field in fields(value):
            yield from _graded(getattr(value, field.name))
