"""The door: Pydantic looks at every byte of knowledge that comes from outside, once.

Strict adapters over the plain records of `records.py`: unknown keys are refused, nothing is converted,
and each fault names the file, the record and the field. The shipped data passed here when it was
written, so a look-up does not import this module (see `base.py`).
"""

import dataclasses
import functools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from footadvice.folding import printable
from footadvice.knowledge import lines, marks, records
from footadvice.knowledge.canonical import SCHEMA_VERSION
from footadvice.knowledge.marks import About

MOST_RECORDS = 10_000  # of one kind in one file
DEEPEST = 40  # levels of objects and arrays; our deepest record has 6
Path = lines.Path


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a data file, and how to mend it.

    `at` leads to it from the record, or from the top of the file where no record is named; `entry` is the record's
    place in its array where its id does not tell. `line` is 0 until somebody looks it up (`located`).
    """

    file: str
    record: str
    field: str
    message: str
    repair: str = ""
    rule: str = "shape"
    severity: Literal["error", "warning"] = "error"
    at: Path = ()
    entry: int | None = None
    line: int = 0

    def __str__(self) -> str:
        file = f"{self.file}:{self.line}" if self.line else self.file
        place = ": ".join(printable(part, 200) for part in (file, self.record, self.field) if part)
        return f"{place}: {printable(self.message, 400)}" + (f" ({self.repair})" if self.repair else "")


for _name, _kind in (*vars(records).items(), *vars(marks).items()):
    if isinstance(_kind, type) and dataclasses.is_dataclass(_kind):
        _kind.__pydantic_config__ = {"extra": "forbid", "strict": True}  # type: ignore[attr-defined]

# What Pydantic says of a kind of fault, in our words where they are plainer, and how to mend it.
_WORDS: dict[str, tuple[str, str]] = {
    "missing": ("is missing", "add it"),
    "extra_forbidden": ("is no field of this record", "delete it, or mend its name"),
    "string_pattern_mismatch": ("", "write it in that form"),
    "string_too_long": ("", "make it shorter"),
    "string_too_short": ("is empty", "fill it, or leave the field out"),
    "literal_error": ("", "take one of these"),
}


@functools.cache
def adapter(file: str) -> TypeAdapter[Any]:
    """The adapter for one record of the data file called `file`, such as "conditions"."""
    return TypeAdapter(records.FILES[file])


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
    """A fault if the document called `name` is of no version that we know. `true` is no number, whatever Python says."""
    version = document.get("schema_version")
    if version == SCHEMA_VERSION and type(version) is int:
        return []
    return [Fault(name, "", "schema_version", f"must be {SCHEMA_VERSION}", at=("schema_version",))]


def parse(name: str, text: str) -> tuple[Any, list[Fault]]:
    """The JSON document in `text`, and what is wrong with it as JSON; None if it cannot be read at all.

    JSON here is strict: no key twice in one object, no NaN, no number too large for a number, `DEEPEST` levels.
    """
    try:
        document = json.loads(text, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_no_twins)
        return (None, [_too_deep(name)]) if _deeper(document) else (document, [])
    except RecursionError:
        return None, [_too_deep(name)]
    except _PassedOverError:
        return _parse_on(name, text)
    except json.JSONDecodeError as error:
        return None, [Fault(name, "", "", f"is not JSON: {error.msg}", "mend it there", line=error.lineno)]
    except ValueError as error:
        return None, [Fault(name, "", "", f"is not JSON: {str(error).splitlines()[0]}", "mend it")]


def _parse_on(name: str, text: str) -> tuple[Any, list[Fault]]:
    """What can be read of a document with twin keys or words for numbers, and a fault for each of these."""
    try:
        document = json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None, [Fault(name, "", "", "is not JSON", "mend it")]
    if _deeper(document):
        return None, [_too_deep(name)]
    found = lines.places(text)
    faults = []
    for path, line in found.twins:
        label, key = _label(document, path), str(path[-1])
        faults.append(Fault(name, label, key, f'the key "{key}" stands twice', "drop one", at=path, line=line))
    for path, line, word in found.no_numbers:
        label, field = _label(document, path), ".".join(map(str, path[2:]))
        faults.append(Fault(name, label, field, f"{word} is not a number", "give a number", at=path, line=line))
    return document, faults or [Fault(name, "", "", "holds a number that is too large", "give a smaller one")]


def check_records(file: str, raw: list[Any]) -> tuple[list[Any], list[Fault]]:
    """The records that `raw` holds, and a fault for each field that is not as it should be."""
    if len(raw) > MOST_RECORDS:
        return [], [Fault(f"{file}.json", "", file, f"holds more than {MOST_RECORDS} records", "split it", at=(file,))]
    good, faults = [], []
    for place, entry in enumerate(raw):
        label = str(entry.get("id") or f"entry {place}") if isinstance(entry, dict) else f"entry {place}"
        record, found = check_value(adapter(file), entry)
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


def check_about(raw: Any) -> list[Fault]:
    """What is wrong with the document that says which knowledge this is."""
    return check_value(TypeAdapter(About), raw)[1]


def located(faults: Iterable[Fault], text: str, root: Path = ()) -> list[Fault]:
    """The same faults with the lines of `text`, in which their records stand in the array at `root`."""
    found = lines.places(text)
    entries = {}
    document, _ = parse("", text)
    for key in root:
        document = document.get(key) if isinstance(document, dict) else None
    for place, entry in enumerate(document if isinstance(document, list) else ()):
        if isinstance(entry, dict):
            entries[str(entry.get("id"))] = place  # the last of twins
    told = []
    for fault in faults:
        entry = entries.get(fault.record) if fault.entry is None else fault.entry
        path = fault.at if entry is None else (*root, entry, *fault.at)
        told.append(fault if fault.line else replace(fault, line=found.line(path)))
    return told


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
    elif isinstance(raw, str):
        if odd := [c for c in raw if not c.isprintable()]:
            message = f"holds a character that cannot be shown: U+{ord(odd[0]):04X}"
            yield Fault("", "", ".".join(map(str, at)), message, "take it out", at=at)


def _label(document: Any, path: Path) -> str:
    """The id of the record that `path` leads into; "" above the records."""
    for key in path[:2]:
        try:
            document = document[key]
        except (LookupError, TypeError):
            return ""
    return str(document.get("id", f"entry {path[1]}")) if len(path) > 1 and isinstance(document, dict) else ""


def _deeper(document: Any) -> bool:
    level, depth = [document], 0
    while level and depth <= DEEPEST:
        level = [value for one in level if isinstance(one, dict | list) for value in _inside(one)]
        depth += 1
    return bool(level)


def _inside(one: Any) -> Iterable[Any]:
    return one.values() if isinstance(one, dict) else one


def _too_deep(name: str) -> Fault:
    return Fault(name, "", "", f"is nested deeper than {DEEPEST} levels", "make it flatter")


class _PassedOverError(Exception):
    """Something that other readers of JSON let pass."""


def _no_constant(_: str) -> None:
    raise _PassedOverError


def _finite(number: str) -> float:
    if (value := float(number)) in (float("inf"), float("-inf")):
        raise _PassedOverError
    return value


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _PassedOverError
    return found


__all__ = [
    "SCHEMA_VERSION",
    "Fault",
    "adapter",
    "check_about",
    "check_records",
    "check_text",
    "check_value",
    "check_version",
    "field_adapter",
    "located",
    "parse",
]
