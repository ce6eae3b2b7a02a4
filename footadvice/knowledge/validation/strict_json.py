"""JSON as data files have to be: what other readers let pass is a fault here, and each fault has its line."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from footadvice.knowledge.validation import json_positions
from footadvice.knowledge.validation.diagnostics import Fault
from footadvice.knowledge.validation.json_positions import Path

DEEPEST = 40  # levels of objects and arrays; our deepest record has 6
_MOST_DIGITS = 300  # of a whole number; no float holds as large a one, and Python refuses to read 4301


def parse(name: str, text: str) -> tuple[Any, list[Fault]]:
    """The JSON document in `text`, and what is wrong with it as JSON; None if it cannot be read at all.

    JSON here is strict: no key twice in one object, no NaN, no number too large for a number, `DEEPEST` levels.
    """
    try:
        document = json.loads(
            text, parse_constant=_no_constant, parse_float=_finite, parse_int=_short, object_pairs_hook=_no_twins
        )
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
        document = json.loads(text, parse_constant=lambda _: None, parse_int=lambda n: int(n[: _MOST_DIGITS + 1]))
    except (ValueError, RecursionError):
        return None, [Fault(name, "", "", "is not JSON", "mend it")]
    if _deeper(document):
        return None, [_too_deep(name)]
    found = json_positions.places(text)
    faults = []
    for path, line in found.twins:
        record, key = _record(document, path)[0], str(path[-1])
        faults.append(Fault(name, record, key, f'the key "{key}" stands twice', "drop one", at=path, line=line))
    for path, line, word in found.no_numbers:
        record, inside = _record(document, path)
        message = f"{word[:20]} is {'not a number' if word[-1].isalpha() else 'too large for a number'}"
        field = ".".join(map(str, inside))
        faults.append(Fault(name, record, field, message, "give a number", at=path, line=line))
    return document, faults or [Fault(name, "", "", "is not JSON that every reader takes", "mend it")]


def located(faults: Sequence[Fault], text: str, root: Path = ()) -> list[Fault]:
    """The same faults with the lines of `text`, in which their records stand in the array at `root`."""
    document, _ = parse("", text)
    if document is None or all(fault.line for fault in faults):  # what cannot be read holds no places
        return list(faults)
    found = json_positions.places(text)
    entries = {}
    for key in root:
        document = document.get(key) if isinstance(document, dict) else None
    for place, entry in enumerate(document if isinstance(document, list) else ()):
        if isinstance(entry, dict):
            entries[str(entry.get("id"))] = place  # the last of twins
    with_lines = []
    for fault in faults:
        entry = entries.get(fault.record) if fault.entry is None else fault.entry
        path = fault.at if entry is None else (*root, entry, *fault.at)
        with_lines.append(fault if fault.line else replace(fault, line=found.line(path)))
    return with_lines


def _record(document: Any, path: Path) -> tuple[str, Path]:
    """The id of the record that `path` leads into, and the way on from there; above the records "", and all of it."""
    depth = 3 if path[0] in ("add", "change") else 2  # in an overlay they stand a level deeper
    for key in path[:depth]:
        try:
            document = document[key]
        except (LookupError, TypeError):
            return "", path
    if len(path) < depth or not isinstance(document, dict):
        return "", path
    last = path[depth - 1]
    return str(document.get("id", f"entry {last}" if isinstance(last, int) else last)), path[depth:]


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


def _short(number: str) -> int:
    if len(number) > _MOST_DIGITS:
        raise _PassedOverError
    return int(number)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _PassedOverError
    return found


__all__ = ["located", "parse"]
