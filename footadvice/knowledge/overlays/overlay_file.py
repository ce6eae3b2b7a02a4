"""An overlay as a file: what it may hold, and what is wrong with it by itself.

    {"schema_version": 1,
     "overlay": {"id": "riverside", "name": "Riverside foot clinic", "version": "2026.11"},
     "heading": {"name": "Riverside foot clinic", "telephone": "01234 567890", "address": "1 River Road"},
     "add": {"conditions": [...], "sources": [...]},
     "change": {"conditions": {"bunions": {"care": [...]}}}}

`heading` stands at the top of printed pages, with a "logo" as a data URI too. `add` holds whole records with ids of
their own, `change` the fields of records that are there already.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from footadvice.knowledge import canonical, records
from footadvice.knowledge.outside_files import UnreadableError, read_text
from footadvice.knowledge.overlays.merge_rules import MAY_CHANGE, Raw
from footadvice.knowledge.provenance import Heading, OverlayName
from footadvice.knowledge.store import build
from footadvice.knowledge.validation import schema_gate
from footadvice.knowledge.validation.diagnostics import Fault
from footadvice.knowledge.validation.strict_json import located, parse
from footadvice.knowledge.validation.traverse import At

MOST_FILES = 100
PARTS = ("schema_version", "overlay", "heading", "add", "change")
# Word groups and cues decide how every warning sign is understood, zones which are asked for, codes what they lead to.
ADDED = tuple(file for file in records.FILES if file not in ("words", "zones", "codes", "context_cues"))


@dataclass(frozen=True, slots=True)
class Overlay:
    """What one file adds and changes: entries that passed the gate, each with its place in the file."""

    file: str
    text: str
    by: OverlayName
    add: Mapping[str, Mapping[int, Raw]]
    change: Mapping[str, Mapping[str, Raw]]
    lost: Mapping[str, list[Any]]  # what did not pass
    heading: Heading | None = None


def files_of(path: Path) -> list[Path]:
    """The file at `path`, or the JSON files in the folder there, by name; hidden ones are passed over.

    Raises:
        UnreadableError: nothing is there, no JSON file is in it, or too many are.
    """
    try:
        if not path.is_dir():
            path.stat()
            return [path]
        found = sorted(one for one in path.iterdir() if one.suffix == ".json" and one.name[0] != ".")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no path"
        raise UnreadableError(f"cannot be read: {reason}", "mend the path, or who may read it") from None
    if not found:
        raise UnreadableError("holds no JSON file", "give the path of an overlay, or put one there")
    if len(found) > MOST_FILES:
        raise UnreadableError(f"holds more than {MOST_FILES} JSON files", "join them")
    return found


def read(path: Path) -> tuple[Overlay | None, list[Fault]]:
    """The overlay in the file `path`, and its faults; None if it is not even the frame of one."""
    name = str(path)
    try:
        text = read_text(path)
    except UnreadableError as error:
        return None, [Fault(name, "", "", error.message, error.repair, line=error.line)]
    document, faults = parse(name, text)
    if document is None and faults:
        return None, faults
    if not isinstance(document, dict) or not {"schema_version", "overlay"} <= set(document):
        message = 'must be an object with "schema_version", "overlay", and "add" or "change"'
        return None, [*faults, Fault(name, "", "", message, "see: footadvice kb new condition my-own", line=1)]
    faults += schema_gate.check_version(name, document)
    by, found = schema_gate.check_one(OverlayName, document["overlay"])
    faults += [_moved(fault, name, "", ("overlay",), "overlay") for fault in found]
    heading, found = schema_gate.check_one(Heading, document["heading"]) if "heading" in document else (None, [])
    faults += [_moved(fault, name, "", ("heading",), "heading") for fault in found]
    for key in sorted(set(document) - {*PARTS, "$schema"}):
        repair = f"there are: {', '.join(PARTS)}"
        faults.append(Fault(name, "", key, "is no part of an overlay", repair, at=(key,)))
    faulty = {fault.at for fault in faults}
    add, change, lost, found = _entries(name, document)
    faults += [fault for fault in found if fault.at not in faulty]
    overlay = Overlay(name, text, by, add, change, lost, heading) if by else None
    return overlay, located(faults, text)


def in_form(overlay: Overlay) -> str:
    """The canonical text of `overlay`: files, ids and fields in the order in which our data has them."""
    add = {file: overlay.add[file] for file in records.FILES if file in overlay.add}
    change = {file: overlay.change[file] for file in records.FILES if file in overlay.change}
    document: dict[str, Any] = {"schema_version": canonical.SCHEMA_VERSION, "overlay": canonical.bare(overlay.by)}
    if overlay.heading:
        document["heading"] = canonical.bare(overlay.heading)
    if add:
        document["add"] = {
            file: [canonical.bare(build(records.FILES[file], raw)) for raw in sorted(found.values(), key=_id)]
            for file, found in add.items()
        }
    if change:
        document["change"] = {
            file: {id: _in_order(MAY_CHANGE[file], raw) for id, raw in sorted(found.items())}
            for file, found in change.items()
        }
    return canonical.to_text(document)


def _in_order(fields: Iterable[str], raw: Raw) -> Raw:
    return {field: raw[field] for field in fields if field in raw}


def _id(raw: Raw) -> str:
    return str(raw["id"])


def _entries(name: str, document: Raw) -> tuple[dict[str, Any], dict[str, Any], dict[str, list[Any]], list[Fault]]:
    """What `document` adds and changes, as far as it passes; what does not, and why not."""
    add, change, lost, faults = dict[str, Any](), dict[str, Any](), dict[str, list[Any]](), list[Fault]()
    for file, entries in _sections(name, document, "add", ADDED, list, faults):
        found = schema_gate.check_records(file, entries)[1]
        places = {fault.entry for fault in found}
        broken = set(range(len(entries))) if None in places else places
        add[file] = {n: one for n, one in enumerate(entries) if n not in broken}
        lost[file] = [one for n, one in enumerate(entries) if n in broken]
        faults += [_moved(one, name, one.record, ("add", file, *_place(one))) for one in found]
    for file, entries in _sections(name, document, "change", tuple(MAY_CHANGE), dict, faults):
        change[file], found = _changes(name, file, entries)
        faults += found
    if not faults and not add and not change and "heading" not in document:
        faults.append(Fault(name, "", "", "adds and changes nothing", 'fill "add" or "change"'))
    return add, change, lost, faults


def _sections(
    name: str, document: Raw, part: str, known: tuple[str, ...], kind: type, faults: list[Fault]
) -> Iterator[tuple[str, Any]]:
    """The sections of "add" or "change" by the file that they speak of; what is none goes to `faults`."""
    sections = document.get(part, {})
    if not isinstance(sections, dict):
        faults.append(Fault(name, "", part, "must be an object", "name in it what it is about", at=(part,)))
        return
    for file, entries in sections.items():
        if file in known and isinstance(entries, kind):
            yield file, entries
            continue
        shape = "must be an array of records" if kind is list else "must be an object of ids"
        message = shape if file in known else f"is nothing that an overlay can {part}"
        repair = f"there are: {', '.join(known)}"
        faults.append(Fault(name, "", f"{part}.{file}", message, repair, at=(part, file)))


def _changes(name: str, file: str, entries: Raw) -> tuple[dict[str, Raw], list[Fault]]:
    good: dict[str, Raw] = {}
    faults: list[Fault] = []
    if len(entries) > schema_gate.MOST_RECORDS:
        message = f"changes more than {schema_gate.MOST_RECORDS} records"
        return good, [Fault(name, "", file, message, "split it", at=("change", file))]
    for id, fields in entries.items():
        at: At = ("change", file, id)
        if not isinstance(fields, dict) or not fields:
            faults.append(Fault(name, id, "", "must be an object of fields", "name the fields to change", at=at))
            continue
        kept = {}
        for field, value in fields.items():
            if field not in MAY_CHANGE[file]:
                repair = f"it can change: {', '.join(MAY_CHANGE[file])}"
                faults.append(Fault(name, id, field, "is not for an overlay to change", repair, at=(*at, field)))
                continue
            door = schema_gate.field_adapter(records.FILES[file], field)
            found = schema_gate.check_value(door, value)[1]
            faults += [_moved(one, name, id, (*at, field), field) for one in found]
            if not found:
                kept[field] = value
        good[id] = kept
    return good, faults


def _place(fault: Fault) -> At:
    return () if fault.entry is None else (fault.entry,)


def _moved(fault: Fault, name: str, record: str, root: At, field: str = "") -> Fault:
    """A fault of a part as a fault of the file, with the way to it from the top."""
    said = ".".join(part for part in (field, fault.field) if part)
    return replace(fault, file=name, record=record, field=said, at=(*root, *fault.at), entry=None)


__all__ = ["Overlay", "files_of", "in_form", "read"]
