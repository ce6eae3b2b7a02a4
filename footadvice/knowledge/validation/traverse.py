"""Ways through all records: every field, every text that a reader is shown, every claim that has a grade."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple, get_args

from footadvice.knowledge.vocabulary import Who

At = tuple[str | int, ...]
Data = Mapping[str, list[Any]]


class Records(dict[str, list[Any]]):
    """The records of each file.

    Args:
        lost: the entries that did not pass the gate, by file: what points to them is not missing, and what they name
            is not unused.
        unread: the files that could not be read as one.
        only: the records to walk through, by file and id, where the others are known to be sound; all if left out.
    """

    def __init__(
        self,
        records: Data,
        lost: Mapping[str, Sequence[Any]] | None = None,
        unread: frozenset[str] = frozenset(),
        only: Collection[tuple[str, str]] | None = None,
    ) -> None:
        super().__init__(records)
        self.lost, self.unread, self.only = lost or {}, unread, only

    @cached_property
    def spots(self) -> "list[Spot]":
        """Every field of the records to walk through: all rules go the same way."""
        return list(_spots(self))

    @cached_property
    def claims(self) -> "list[Spot]":
        """Everything that has a grade and sources, in the records to walk through."""
        return list(_claims(self))


def lost(data: Data, *files: str) -> frozenset[str]:
    """The ids of those entries of `files` that did not pass the gate."""
    entries = (one for file in files for one in data.lost.get(file, ())) if isinstance(data, Records) else ()
    return frozenset(str(one.get("id")) for one in entries if isinstance(one, dict))


def lost_texts(data: Data) -> frozenset[str]:
    """Every text in the entries that did not pass the gate."""
    entries = (one for found in data.lost.values() for one in found) if isinstance(data, Records) else ()
    return frozenset(said for one in entries for said in strings(one))


def unread(data: Data) -> frozenset[str]:
    """The files that could not be read as one."""
    return data.unread if isinstance(data, Records) else frozenset()


class Spot(NamedTuple):
    """One field, and the way to it from its record."""

    file: str
    record: Any
    field: str
    value: Any
    at: At


# Which file the ids in a field belong to. A field not listed here holds no ids.
REFERENCES = {
    "sources": ("sources",),
    "exercises": ("exercises",),
    "exercise": ("exercises",),
    "red_flags": ("red_flags",),
    "zones": ("zones",),
    "within": ("zones",),
    "hurts_in": ("zones",),
    "measure": ("measures",),
    "finding": ("findings",),
    "implies": ("findings",),
    "opposite": ("findings",),
    "raised_by": ("findings",),
    "not_with": ("findings",),
    "strong_signs": ("findings",),
    "condition": ("conditions",),
    "tested_in": ("conditions",),
    "conditions": ("conditions",),
    "joints": ("joints",),
    "elsewhere": ("conditions",),
    "do_not_miss": ("conditions",),
    "from_id": ("conditions", "joints", "factors"),
    "to_id": ("conditions", "joints", "factors"),
    "struck_by": ("conditions", "factors"),
    "links": ("links",),
    "source": ("sources",),
    "superseded_by": ("sources",),
    "pooled_in": ("sources",),
}
# Fields whose text nobody reads on a page in plain words: codes, ids, the numbers behind a claim, vocabulary.
_NOT_PROSE = {
    *REFERENCES, "id", "kind", "name", "detail", "group", "figures", "icd10cm", "codes", "not_for", "only_for",
    "regions", "band", "frequency", "grade", "relation", "level", "urgency", "view", "region", "reviewed",
    "review_due", "other_names", "misspellings", "people", "asked", "phrases", "decoys", "equipment", "dose_basis",
    "one_way", "lowered", "title", "publisher", "authors", "doi", "url", "read",
}  # fmt: skip


def walk(data: Data) -> Iterable[Spot]:
    """Every field, however deep."""
    return data.spots if isinstance(data, Records) else _spots(data)


def _spots(data: Data) -> Iterator[Spot]:
    for file, found in data.items():
        if file == "messages":  # thousands, with a rule of their own for what they point to
            continue
        for record in _walked(data, file, found):
            for field, value, at in _fields(record, ()):
                yield Spot(file, record, field, value, at)


def _walked(data: Data, file: str, found: list[Any]) -> list[Any]:
    only = data.only if isinstance(data, Records) else None
    return found if only is None else [record for record in found if (file, record.id) in only]


def _fields(value: Any, at: At) -> Iterator[tuple[str, Any, At]]:
    for record, there in _records(value, at):
        for name in _names(type(record)):  # type: ignore[arg-type]
            inside = getattr(record, name)
            yield name, inside, (*there, name)
            yield from _fields(inside, (*there, name))


def _records(value: Any, at: At) -> Iterator[tuple[Any, At]]:
    """The record that `value` is, or those that it holds; among texts there is none."""
    if isinstance(value, tuple):
        if value and not isinstance(value[0], str):
            for place, item in enumerate(value):
                yield from _records(item, (*at, place))
    elif is_dataclass(value):
        yield value, at


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def texts(value: Any) -> Iterator[str]:
    """The strings in a field itself; records inside it come on their own."""
    return (text for text, _ in placed_texts(value, ()))


def placed_texts(value: Any, at: At) -> Iterator[tuple[str, At]]:
    """The strings in a field itself, each with the way to it."""
    if isinstance(value, str):
        yield value, at
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from placed_texts(item, (*at, place))


def prose(data: Data) -> Iterator[Spot]:
    """Every text that a reader is shown; the value is the text."""
    for spot in walk(data):
        care = spot.field == "who" and spot.file == "conditions" and not _is_group(spot.value)
        shown = spot.field not in _NOT_PROSE and (spot.field != "who" or care)
        if shown and spot.file not in ("sources", "studies", "measures", "words", "context_cues", "messages"):
            for text, at in placed_texts(spot.value, spot.at):
                yield spot._replace(value=text, at=at)


def _is_group(value: Any) -> bool:
    return value in get_args(Who)


def claims(data: Data) -> Iterable[Spot]:
    """Everything that has a grade and sources: statements, actions, courses, links, exercises …"""
    return data.claims if isinstance(data, Records) else _claims(data)


def _claims(data: Data) -> Iterator[Spot]:
    for file, found in data.items():
        for record in _walked(data, file, found) if file != "messages" else ():  # thousands, and none claims anything
            for claim, at in _graded(record, ()):
                yield Spot(file, record, _label(claim), claim, at)


def _graded(value: Any, at: At) -> Iterator[tuple[Any, At]]:
    for record, there in _records(value, at):
        if hasattr(record, "grade") and hasattr(record, "sources"):
            yield record, there
        for name in _names(type(record)):  # type: ignore[arg-type]
            yield from _graded(getattr(record, name), (*there, name))


def _label(claim: Any) -> str:
    said = getattr(claim, "name", "") or getattr(claim, "text", "") or getattr(claim, "truth", "")
    return f'{type(claim).__name__.lower()} "{said[:40]}"'


def strings(value: Any) -> Iterator[str]:
    """Every text in a piece of JSON, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)
