"""What a curator does to a folder of data: check it, bring it into form, stamp it."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from footadvice.files import replace_whole
from footadvice.knowledge import canonical, records, rules
from footadvice.knowledge.base import checksum, shipped
from footadvice.knowledge.gate import Fault
from footadvice.knowledge.walk import claims

STAMP = "checked.json"


def validate(folder: Path | None = None) -> list[Fault]:
    """Every fault of the data in `folder` (ours if left out), the stamp included."""
    folder = folder or shipped()
    faults = rules.check_folder(folder)
    if not faults and _read(folder / STAMP) != stamp(folder):
        faults = [Fault(STAMP, "", "", "does not fit the data", "run: footadvice kb format", "stamp")]
    return faults


def format_folder(folder: Path | None = None, *, write: bool = True) -> tuple[list[str], list[Fault]]:
    """Bring the files in `folder` into canonical form and stamp them.

    Returns:
        The names of the files that changed (or would), and the faults that keep the folder from its stamp.
        A file that does not pass the gate is left as it is.
    """
    folder = folder or shipped()
    data, faults = rules.read_folder(folder)
    broken = {fault.file for fault in faults}
    changed = []
    for file, found in data.items():
        name = f"{file}.json"
        text = canonical.dump(file, found)
        if name not in broken and _read(folder / name) != text:
            changed.append(name)
            if write:
                replace_whole(folder / name, text.encode())
    faults = faults or rules.check(data)
    if not faults and _read(folder / STAMP) != (text := stamp(folder)):
        changed.append(STAMP)
        if write:
            replace_whole(folder / STAMP, text.encode())
    return changed, faults


def info(folder: Path | None = None, *, today: date | None = None) -> dict[str, Any]:
    """What is in the knowledge base, in numbers.

    Args:
        folder: the data files; ours if left out.
        today: the day from which reviews count as due; this day if left out.

    Returns:
        Counts of records by kind, of conditions by detail, of graded claims and links by grade, of sources by kind;
        the reading grades (school years); the records whose review is due; the number of faults.
    """
    folder = folder or shipped()
    data, faults = rules.read_folder(folder)
    grades = rules.reading_grades(data)
    hardest = sorted(((grade, *key) for key, grade in grades.items()), reverse=True)[:5]
    now = (today or date.today()).isoformat()
    reviewed = [(file, record) for file in ("conditions", "joints", "red_flags") for record in data.get(file, ())]
    return {
        "records": {file: len(found) for file, found in data.items()},
        "conditions_by_detail": _counts(one.detail for one in data.get("conditions", ())),
        "red_flags_by_level": _counts(one.level for one in data.get("red_flags", ())),
        "links_by_grade": _counts(one.grade if one.supported else "not_supported" for one in data.get("links", ())),
        "claims_by_grade": _counts(claim.grade for file, _, claim in claims(data) if file != "links"),
        "sources_by_kind": _counts(one.kind for one in data.get("sources", ())),
        "reading_grade": {
            "mean": round(sum(grades.values()) / max(len(grades), 1), 2),
            "highest": max(grades.values(), default=0.0),
            "hardest": [{"file": f"{file}.json", "id": id, "grade": grade} for grade, file, id in hardest],
        },
        "reviews_due": [f"{file}.json: {record.id}" for file, record in reviewed if record.review_due <= now],
        "faults": len(faults or rules.check(data)),
    }


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def stamp(folder: Path) -> str:
    """The text of `checked.json`: a checksum of each file, and one of the definitions that they were checked by."""
    files = {file: checksum((folder / f"{file}.json").read_bytes()) for file in records.FILES}
    return canonical.to_text({"schema_version": canonical.SCHEMA_VERSION, "definitions": definitions(), "files": files})


def definitions() -> str:
    """A fingerprint of what records may be: the text of `records.py`, whatever its line ends."""
    text = Path(records.__file__).read_text(encoding="utf-8")
    return hashlib.sha256(text.encode()).hexdigest()


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
