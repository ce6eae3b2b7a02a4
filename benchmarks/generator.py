"""A knowledge base of any size that keeps every rule: the shipped one, with copies of its short conditions."""

import json
import random
import shutil
from pathlib import Path
from typing import Any

from footadvice.knowledge import canonical, outside_files
from footadvice.knowledge.curation import curate
from footadvice.knowledge.store import shipped
from footadvice.knowledge.validation import schema_gate

LINKS_EACH, SEED = 3, 1
FIRST = 100_000  # the number of the first copy: a name may hold no number that somebody could ring
GRADES = ("limited", "conflicting", "expert_opinion")  # what a link may have without studies of its own on record


def grow(folder: Path, conditions: int) -> None:
    """Write a knowledge base of that many conditions, and three links to each new one, to `folder`; validated, stamped.

    Raises:
        ValueError: what was made breaks a rule, so it would measure something else.
    """
    shutil.copytree(shipped(), folder)
    draw = random.Random(SEED)
    found, links = _records(folder, "conditions"), _records(folder, "links")
    joints = [joint["id"] for joint in _records(folder, "joints")]
    like = [one for one in found if one["detail"] == "short" and one["urgency"] == "self_care"]
    new = [_copy(like[n % len(like)], FIRST + n) for n in range(len(found), conditions)]
    ids = [one["id"] for one in (*found, *new)]
    drawn = ((one["id"], draw.choice(joints if draw.random() < 0.1 else ids)) for one in new for _ in range(LINKS_EACH))
    model = next(link for link in links if link["supported"] and link["relation"] == "associated_with")
    ends = sorted({(start, end) for start, end in drawn if start < end})
    _write(folder, "conditions", found + new)
    _write(folder, "links", links + [_link(model, start, end, draw.choice(GRADES)) for start, end in ends])
    outside_files.MOST_BYTES = schema_gate.MOST_RECORDS = (
        2**30
    )  # what is measured may be larger than what somebody may hand in
    _, faults = curate.format_path(folder)
    if errors := [fault for fault in faults if fault.severity == "error"]:
        raise ValueError(f"{len(errors)} faults, the first: {errors[0]}")


def _copy(like: dict[str, Any], number: int) -> dict[str, Any]:
    """A condition like another, with a name of its own; nothing else names it back, so it names nothing."""
    dropped = ("misspellings", "look_alikes")
    kept = {key: value for key, value in like.items() if key not in dropped}
    names = [f"{name} {number}" for name in like["other_names"]]
    return {**kept, "id": f"{like['id']}-{number}", "name": f"{like['name']} {number}", "other_names": names}


def _link(model: dict[str, Any], start: str, end: str, grade: str) -> dict[str, Any]:
    against = {"evidence_against": "Some studies found no such thing."} if grade == "conflicting" else {}
    return {**model, **against, "id": f"{start}-to-{end}", "from_id": start, "to_id": end, "grade": grade}


def _records(folder: Path, file: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / f"{file}.json").read_text(encoding="utf-8"))[file]
    return found


def _write(folder: Path, file: str, found: list[dict[str, Any]]) -> None:
    text = canonical.to_text({"schema_version": canonical.SCHEMA_VERSION, file: found})
    (folder / f"{file}.json").write_text(text, encoding="utf-8", newline="\n")
