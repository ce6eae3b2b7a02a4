"""How long `why` takes on a knowledge base of 10,000 conditions and 30,000 links.

    python benchmarks/why_at_scale.py

The big base is the shipped one with copies of its conditions, and links drawn at random between them and to the
joints. Two times are printed for each question: the first, with the files read, and the median of ten after it.
"""

import json
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from footadvice.advisor import Advisor
from footadvice.knowledge import canonical, curate
from footadvice.knowledge.base import KnowledgeBase, shipped

CONDITIONS, LINKS, SEED = 10_000, 30_000, 1
GRADES = ("strong", "moderate", "limited", "conflicting", "expert_opinion")
QUESTIONS = ((None, "knee"), ("flat-feet", "back"), ("bunions", "knee"), ("hammertoes", "hip"))


def grow(folder: Path) -> None:
    """Write the big knowledge base to `folder`, stamped, so that it is read as the shipped one is."""
    draw = random.Random(SEED)
    for file in shipped().glob("*.json"):
        (folder / file.name).write_bytes(file.read_bytes())
    conditions, links = _records(folder, "conditions"), _records(folder, "links")
    joints = [joint["id"] for joint in _records(folder, "joints")]
    first = [one for one in conditions if one["detail"] == "short"]
    while len(conditions) < CONDITIONS:
        number, like = len(conditions), first[len(conditions) % len(first)]
        conditions.append(
            {**like, "id": f"{like['id']}-{number}", "name": f"{like['name']} {number}", "other_names": []}
        )
    ids = [one["id"] for one in conditions]
    known = {link["id"] for link in links}
    while len(links) < LINKS:
        start, end = draw.choice(ids), draw.choice(joints) if draw.random() < 0.1 else draw.choice(ids)
        if start != end and (id := f"{start}-to-{end}") not in known:
            known.add(id)
            grade = draw.choice(GRADES)
            links.append({**links[0], "id": id, "from_id": start, "to_id": end, "grade": grade, "supported": True})
    _write(folder, "conditions", conditions)
    _write(folder, "links", links)
    (folder / curate.STAMP).write_text(curate.stamp(folder), encoding="utf-8")


def _records(folder: Path, file: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / f"{file}.json").read_text(encoding="utf-8"))[file]
    return found


def _write(folder: Path, file: str, found: list[dict[str, Any]]) -> None:
    text = canonical.to_text({"schema_version": canonical.SCHEMA_VERSION, file: found})
    (folder / f"{file}.json").write_text(text, encoding="utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        grow(folder)
        for start, end in QUESTIONS:
            began = time.perf_counter()
            advisor = Advisor(KnowledgeBase(folder))
            answer = advisor.why(start, end)
            first = time.perf_counter() - began
            again = []
            for _ in range(10):
                began = time.perf_counter()
                advisor.why(start, end)
                again.append(time.perf_counter() - began)
            print(
                f"why {start or ''} {end}: {len(answer.paths)} paths, "
                f"first {1000 * first:.0f} ms, then {1000 * statistics.median(again):.0f} ms"
            )


if __name__ == "__main__":
    main()
