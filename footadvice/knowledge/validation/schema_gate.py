"""The gate: Pydantic validates each byte of knowledge that comes from outside, once.

Strict adapters over the plain records of `records.py`: unknown keys are refused, nothing is converted,
and each fault names the file, the record and the field. The shipped data passed here when it was
written, so a look-up does not import this module (see `base.py`).
"""

import dataclasses
import functools
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from footadvice.knowledge import provenance, records
from footadvice.knowledge.canonical import SCHEMA_VERSION
from footadvice.knowledge.validation.diagnostics import Fault
from footadvice.knowledge.validation.json_positions import Path
from footadvice.knowledge.validation.strict_json import parse

MOST_RECORDS = 10_000  # of one kind in one file


for _name, _kind in (*vars(records).items(), *vars(provenance).items()):
    if isinstance(_kind, type) and dataclasses.is_dataclass(_kind):
        _kind.__pydantic_config__ = {"extra": "forbid", "strict": True}  # type: ignore[attr-defined]

# What Pydantic says of a kind of fault, in our words where they are plainer, and how to mend it.
_WORDS: dict[str, tuple[str, str]] = {
    "missing": ("is missing", "add it"),
    "missing_keyword_only_argument": ("is missing", "add it"),
    "unexpected_keyword_argument": ("is no field of this record", "delete it, or mend its name"),
    "string_pattern_mismatch": ("", "write it in that form"),
    "string_too_long": ("", "make it shorter"),
    "string_too_short": ("is empty", "fill it, or leave the field out"),
    "literal_error": ("", "take one of these"),
}


@functools.cache
def adapter(kind: type) -> TypeAdapter[Any]:
    """The adapter for one record of a kind, such as `Condition`."""
    return TypeAdapter(kind)


@functools.cache
def field_adapter(kind: type, field: str) -> TypeAdapter[Any]:
    """The adapter for one field of a kind of record."""
    annotation: Any = next(one.type for one in dataclasses.fields(kind) if one.name == field)
    return TypeAdapter(annotation)


def check_text(file: str, text: str) -> tuple[list[Any], list[Fault]]:
    """The records in the JSON `text` of the data file `file`, and what is wrong with the others.

    Args:
        file: a key of `records.FILES`; it names the array inside the document.
        text: the whole document: `{"schema_version": 1, "<file>": [...]}`.
    """
    name = f"{file}.json"
    document, faults = parse(name, text)
    if document is None and faults:
        return [], faults
    if not isinstance(document, dict) or set(document) != {"schema_version", file}:
        return [], [*faults, Fault(name, "", "", f'must be an object with the keys "schema_version" and "{file}"')]
    faults += check_version(name, document)
    if not isinstance(document[file], list):
        return [], [*faults, Fault(name, "", file, "must be an array", "put the records in [ ]", at=(file,))]
    good, found = check_records(file, document[file])
    broken = {fault.at for fault in faults}  # a word that is no number has been told of
    faults += [fault for fault in found if (file, fault.entry, *fault.at) not in broken]
    return good, faults


def check_version(name: str, document: dict[str, Any]) -> list[Fault]:
    """A fault if the document called `name` is of no version that we know. `true` is not 1."""
    version = document.get("schema_version")
    if version == SCHEMA_VERSION and type(version) is int:
        return []
    message, repair = f"must be {SCHEMA_VERSION}", f"write {SCHEMA_VERSION}, or get the footadvice that it is for"
    return [Fault(name, "", "schema_version", message, repair, at=("schema_version",))]


def check_records(file: str, raw: list[Any]) -> tuple[list[Any], list[Fault]]:
    """The records that `raw` holds, and a fault for each field that is not as it should be."""
    if len(raw) > MOST_RECORDS:
        return [], [Fault(f"{file}.json", "", file, f"holds more than {MOST_RECORDS} records", "split it", at=(file,))]
    good, faults = [], []
    for place, entry in enumerate(raw):
        label = str(entry.get("id") or f"entry {place}") if isinstance(entry, dict) else f"entry {place}"
        record, found = check_one(records.FILES[file], entry)
        if found:
            faults += [replace(one, file=f"{file}.json", record=label, entry=place) for one in found]
        else:
            good.append(record)
    return good, faults


def check_value(door: TypeAdapter[Any], raw: Any) -> tuple[Any, list[Fault]]:
    """What `raw` is once it has passed `door`, and its faults, which name no file and no record yet."""
    if odd := list(_unprintable(raw)):
        return None, odd
    try:
        # By way of JSON: there a list may stand for a tuple, and nothing else is converted.
        return door.validate_json(json.dumps(raw)), []
    except ValidationError as error:
        return None, [_fault(one) for one in error.errors(include_url=False)]


def check_one(kind: type, raw: Any) -> tuple[Any, list[Fault]]:
    """What `raw` is as a record of `kind`, and what is wrong with it."""
    return check_value(adapter(kind), raw)


def _fault(said: Any) -> Fault:
    words, repair = _WORDS.get(said["type"], ("", "mend the value"))
    message = said["msg"].replace("Input should", "should").replace("String should", "should")
    at = tuple(said["loc"])
    return Fault("", "", ".".join(map(str, at)), words or message, repair, at=at)


def _unprintable(raw: Any, at: Path = ()) -> Iterator[Fault]:
    """A fault for each text that could command a terminal, or turn its reader's eye: control and format characters."""
    if isinstance(raw, dict):
        for key, value in raw.items():
            yield from _unprintable(key, (*at, key))
            yield from _unprintable(value, (*at, key))
    elif isinstance(raw, list):
        for place, value in enumerate(raw):
            yield from _unprintable(value, (*at, place))
    elif isinstance(raw, str) and not raw.isprintable():
        if odd := [c for c in raw if not c.isprintable()]:
            message = f"holds a character that cannot be shown: U+{ord(odd[0]):04X}"
            yield Fault("", "", ".".join(map(str, at)), message, "take it out", at=at)


__all__ = [
    "SCHEMA_VERSION",
    "Fault",
    "adapter",
    "check_one",
    "check_records",
    "check_text",
    "check_value",
    "check_version",
    "field_adapter",
]
