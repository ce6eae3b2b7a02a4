"""The door: Pydantic looks at every byte of knowledge that comes from outside, once.

Strict adapters over the plain records of `records.py`: unknown keys are refused, nothing is converted,
and each fault names the file, the record and the field. The shipped data passed here when it was
written, so a look-up does not import this module (see `base.py`).
"""

import dataclasses
import functools
import json
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from footadvice.errors import LONGEST
from footadvice.knowledge import records
from footadvice.knowledge.canonical import SCHEMA_VERSION
from footadvice.showing import printable


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a data file, and how to mend it."""

    file: str
    record: str
    field: str
    message: str
    repair: str = ""
    rule: str = "shape"
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = ": ".join(part for part in (self.file, self.record, self.field) if part)
        return printable(f"{place}: {self.message}" + (f" ({self.repair})" if self.repair else ""), LONGEST)


for _name in vars(records):
    _kind = getattr(records, _name)
    if isinstance(_kind, type) and dataclasses.is_dataclass(_kind):
        _kind.__pydantic_config__ = {"extra": "forbid", "strict": True}  # type: ignore[attr-defined]


@functools.cache
def adapter(file: str) -> TypeAdapter[Any]:
    """The adapter for one record of the data file called `file`, such as "conditions"."""
    return TypeAdapter(records.FILES[file])


def check_text(file: str, text: str | bytes) -> tuple[list[Any], list[Fault]]:
    """The records in the JSON `text` of the data file `file`, and what is wrong with the others.

    Args:
        file: a key of `records.FILES`; it names the array inside the document.
        text: the whole document: `{"schema_version": 1, "<file>": [...]}`.
    """
    name = f"{file}.json"
    try:
        document = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_twins)
    except (ValueError, RecursionError) as error:
        return [], [Fault(name, "", "", f"is not JSON: {_first_line(error)}")]
    if not isinstance(document, dict) or set(document) != {"schema_version", file}:
        return [], [Fault(name, "", "", f'must be an object with the keys "schema_version" and "{file}"')]
    if document["schema_version"] != SCHEMA_VERSION:
        return [], [Fault(name, "", "schema_version", f"must be {SCHEMA_VERSION}")]
    if not isinstance(document[file], list):
        return [], [Fault(name, "", file, "must be an array")]
    return check_records(file, document[file])


def check_records(file: str, raw: list[Any]) -> tuple[list[Any], list[Fault]]:
    """The records that `raw` holds, and a fault for each field that is not as it should be."""
    good, faults = [], []
    for place, entry in enumerate(raw):
        try:
            # By way of JSON: there a list may stand for a tuple, and nothing else is converted.
            good.append(adapter(file).validate_json(json.dumps(entry)))
        except ValidationError as error:
            label = str(entry.get("id") or f"entry {place}") if isinstance(entry, dict) else f"entry {place}"
            faults += [
                Fault(f"{file}.json", label, ".".join(map(str, fault["loc"])), fault["msg"])
                for fault in error.errors(include_url=False)
            ]
    return good, faults


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is not a number")


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twin = next(key for i, (key, _) in enumerate(pairs) if key in dict(pairs[:i]))
        raise ValueError(f'the key "{twin}" stands twice in one object')
    return found


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


__all__ = ["SCHEMA_VERSION", "Fault", "adapter", "check_records", "check_text"]
