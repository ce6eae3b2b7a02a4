"""What a curator does to a folder of data: check it, bring it into form, stamp it."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from footadvice import __version__
from footadvice.knowledge import canonical, index, levels, messages, records, vocabulary
from footadvice.knowledge.messages import MESSAGES
from footadvice.knowledge.outside_files import UnreadableError
from footadvice.knowledge.overlays import overlay
from footadvice.knowledge.overlays.merge_rules import MAY_CHANGE, WAYS
from footadvice.knowledge.overlays.overlay_file import files_of, in_form, read
from footadvice.knowledge.provenance import About
from footadvice.knowledge.records import FILES
from footadvice.knowledge.store import DERIVED, MADE_FROM, STAMP, KnowledgeBase, checksum, shipped
from footadvice.knowledge.validation import rules
from footadvice.knowledge.validation.diagnostics import Fault
from footadvice.knowledge.validation.traverse import Records, claims
from footadvice.support.atomic_write import replace_whole


def is_data(path: Path) -> bool:
    """Whether `path` is a folder of data files like ours, and not an overlay or a folder of overlays."""
    try:
        return any((path / name).exists() for name in ("about.json", "conditions.json"))
    except OSError:  # a folder that may not be entered: whoever reads it tells so
        return False


def validate(path: Path | None = None) -> list[Fault]:
    """Every fault of the data folder or overlay at `path` (our data if left out), the stamp included."""
    path = path or shipped()
    if not is_data(path):
        return overlay.check(KnowledgeBase(), path)
    return rules.check_folder(path) or [
        Fault(name, "", "", "does not fit the data", "run: footadvice kb format", "stamp") for name in _stale(path)
    ]


def _stale(folder: Path) -> list[str]:
    """The derived files that the stamp does not hold, or else the stamp if it is not of this data and this code.

    A stamp that fits says what was made; it is quicker to read than to make all of it again.
    """
    sums = {name: checksum(_read(folder / DERIVED / name) or b"") for name in index.FILES}
    try:
        stamp = json.loads(_read(folder / STAMP) or b"")
        stamped = stamp[DERIVED]["files"]
        changed = [f"{DERIVED}/{name}" for name in index.FILES if stamped[name.partition(".")[0]] != sums[name]]
    except (ValueError, LookupError, TypeError):
        return [STAMP]
    return changed or [STAMP] * (stamp != _stamp(folder, sums))


def format_path(path: Path | None = None, *, write: bool = True) -> tuple[list[str], list[Fault]]:
    """Bring the data files, or the overlays, at `path` into canonical form.

    What is derived from data that keeps every rule is made anew, and the data stamped.

    Returns:
        The names of the files that changed (or would), and the faults that keep a file from its form or the folder
        from its stamp. A file that does not pass the gate is left as it is.
    """
    path = path or shipped()
    return _format_data(path, write) if is_data(path) else _format_overlays(path, write)


def _format_data(folder: Path, write: bool) -> tuple[list[str], list[Fault]]:
    data, faults = rules.read_folder(folder)
    broken = {fault.file for fault in faults}
    texts = {f"{file}.json": canonical.dump(file, found) for file, found in data.items() if file != MESSAGES}
    texts |= _message_texts(folder, data[MESSAGES])
    changed = _put(folder, {name: text.encode() for name, text in texts.items() if name not in broken}, write)
    faults = faults or rules.check(data)
    if not any(fault.severity == "error" for fault in faults):
        changed += _put(folder, _made(folder, data), write)
    return changed, faults


def _format_overlays(path: Path, write: bool) -> tuple[list[str], list[Fault]]:
    changed, faults = list[str](), list[Fault]()
    try:
        files = files_of(path)
    except UnreadableError as error:
        return [], [Fault(str(path), "", "", error.message, error.repair)]
    for file in files:
        one, found = read(file)
        faults += found
        if one and not found:
            changed += _put(file.parent, {file.name: in_form(one).encode()}, write)
    return changed, faults


def _put(folder: Path, contents: Mapping[str, bytes], write: bool) -> list[str]:
    """Write those files that are not as they should be; their names."""
    changed = [name for name, content in contents.items() if _read(folder / name) != content]
    for name in changed if write else ():
        (folder / name).parent.mkdir(exist_ok=True)
        replace_whole(folder / name, contents[name])
    return changed


def open_at(path: Path | None = None, overlays: Sequence[Path] = ()) -> KnowledgeBase:
    """The data folder at `path` with overlays on it; our data with an overlay, if that is what is at `path`.

    Raises:
        KnowledgeBaseError: they cannot be read, or break a rule.
    """
    path = path or shipped()
    if is_data(path):
        kb = KnowledgeBase(path)
    else:
        kb, overlays = KnowledgeBase(), (path, *overlays)
    return overlay.lay(kb, overlays) if overlays else kb


def records_at(path: Path | None = None) -> Records:
    """All records of what is at `path`, by file; see `open_at`."""
    return _records(open_at(path))


def _records(kb: KnowledgeBase) -> Records:
    return Records({file: list(kb.all(kind)) for file, kind in FILES.items()})


def info(
    path: Path | None = None, overlays: Sequence[Path] = (), *, today: date | None = None
) -> tuple[About, dict[str, Any]]:
    """What is in the knowledge base, in numbers.

    Args:
        path, overlays: as `open_at` takes them.
        today: the day from which reviews count as due; this day if left out.

    Returns:
        Which knowledge it is, and: counts of records by kind, of conditions by detail, of graded claims and links by
        grade, of sources by kind; the reading grades (school years); the records whose review is due; the number of
        faults; what overlays touched, and what they may touch.
    """
    kb = open_at(path, overlays)
    data = _records(kb)
    grades = rules.reading_grades(data)
    hardest = sorted(((grade, *key) for key, grade in grades.items()), reverse=True)[:5]
    now = (today or date.today()).isoformat()
    reviewed = [(file, record) for file in ("conditions", "joints", "red_flags") for record in data[file]]
    return kb.about, {
        "records": {file: len(found) for file, found in data.items()},
        "conditions_by_detail": _counts(one.detail for one in data["conditions"]),
        "red_flags_by_level": _counts(one.level for one in data["red_flags"]),
        "links_by_grade": _counts(one.grade if one.supported else "not_supported" for one in data["links"]),
        "claims_by_grade": _counts(spot.value.grade for spot in claims(data) if spot.file != "links"),
        "sources_by_kind": _counts(one.kind for one in data["sources"]),
        "reading_grade": {
            "mean": round(sum(grades.values()) / max(len(grades), 1), 2),
            "highest": max(grades.values(), default=0.0),
            "hardest": [{"file": f"{file}.json", "id": id, "grade": grade} for grade, file, id in hardest],
        },
        "reviews_due": [f"{file}.json: {record.id}" for file, record in reviewed if record.review_due <= now],
        "faults": len(rules.check(data, without=(rules.no_country_is_assumed,) if kb.about.overlays else ())),
        "changed_by_overlays": _touched(kb, data),
        "overlays_may": {file: _ways(file) for file in MAY_CHANGE},
    }


def _touched(kb: KnowledgeBase, data: Records) -> dict[str, list[str]]:
    """What overlays added and changed, by file."""
    found: dict[str, list[str]] = {}
    for file, some in data.items():
        for record in some:
            for mark in kb.changed_by(FILES[file], record.id):
                fields = f": {', '.join(mark.fields)}" if mark.fields else ""
                found.setdefault(file, []).append(f"{record.id} {mark.how} by {mark.overlay.id}{fields}")
    return found


def _ways(file: str) -> dict[str, list[str]]:
    """The fields that an overlay may change in a file, by what it may do to them."""
    found: dict[str, list[str]] = {}
    for field, way in MAY_CHANGE[file].items():
        found.setdefault(WAYS[way], []).append(field)
    return found


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _made(folder: Path, data: Records) -> dict[str, bytes]:
    """The content of each file that is made from `data`, by its name in `folder`: what is derived, and the stamp."""
    bare = {FILES[file]: _by_id(found) for file, found in data.items()}
    made = index.contents(bare.__getitem__)
    stamp = _stamp(folder, {name: checksum(content) for name, content in made.items()})
    return {f"{DERIVED}/{name}": content for name, content in made.items()} | {STAMP: canonical.to_text(stamp).encode()}


def _stamp(folder: Path, derived: Mapping[str, str]) -> dict[str, Any]:
    """The stamp of the data as it stands in `folder`.

    It holds a checksum of each file, and one of the definitions that they were checked by; for what is derived also
    the checksums of the data that it was made from, and which code made it.

    Args:
        derived: the checksum of each derived file, by its name.
    """
    sums = {file: checksum((folder / f"{file}.json").read_bytes()) for file in FILES if file != MESSAGES}
    sums[MESSAGES] = checksum(messages.joined(folder))
    return {
        "schema_version": canonical.SCHEMA_VERSION,
        "definitions": _fingerprint(Path(str(module.__file__)) for module in (levels, vocabulary, records)),
        "files": sums,
        DERIVED: {
            "made_by": __version__,
            "code": _fingerprint(index.SOURCES),
            "made_from": {file: sums[file] for file in MADE_FROM},
            "files": {name.partition(".")[0]: sum_ for name, sum_ in derived.items()},
        },
    }


def _message_texts(folder: Path, found: Iterable[Any]) -> dict[str, str]:
    """The canonical text of each message file, by its name; the order of its lines is kept."""
    by_id = {message.id: messages.line(message) for message in found}
    return {
        f"{MESSAGES}/{path.name}": "".join(
            by_id[json.loads(one)["id"]] for one in path.read_text("utf-8").split("\n") if one.strip()
        )
        for path in messages.files(folder)
        if found
    }


def _by_id(found: Iterable[Any]) -> dict[str, dict[str, Any]]:
    """Records as they stand in a file that is in canonical form."""
    return {record.id: canonical.bare(record) for record in sorted(found, key=lambda record: record.id)}


def _fingerprint(sources: Iterable[Path]) -> str:
    """What tells the text of these modules from any other, whatever their line ends."""
    texts = [path.read_text(encoding="utf-8") for path in sources]
    return hashlib.sha256("".join(texts).encode()).hexdigest()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
