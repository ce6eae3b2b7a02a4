"""What a knowledge base of another size costs: in one process, once loaded, and as a whole process.

python -m benchmarks.growth FOLDER measures one folder and prints JSON; `measure` does so in a process of its own.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import batch
from benchmarks.generator import grow
from benchmarks.startup import peak, run
from footadvice.advisor import Advisor
from footadvice.knowledge.records import Condition
from footadvice.knowledge.store import KnowledgeBase

PACKAGE = Path(__file__).resolve().parent.parent / "footadvice"
AGAIN = 50  # look-ups of which the median is taken


def measure(conditions: int, rounds: int = 5) -> dict[str, float]:
    """Milliseconds by what was done, and MiB, on a knowledge base of that many conditions (0: as shipped)."""
    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "data"
        grow(data, conditions)
        shutil.copytree(PACKAGE, Path(name) / "footadvice")
        page = (sys.executable, "-m", "footadvice", "condition", "bunions", "--json")
        mebibytes = peak(page, {}, cwd=Path(name))
        seconds = statistics.median(run(page, {}, cwd=Path(name)) for _ in range(rounds))
        inside = subprocess.run(
            [sys.executable, "-m", "benchmarks.growth", str(data)], capture_output=True, check=True, cwd=PACKAGE.parent
        )
    found: dict[str, float] = json.loads(inside.stdout)
    return {**found, "condition --json, whole process": 1000 * seconds, "its peak memory, MiB": mebibytes}


def inside(folder: Path) -> dict[str, float]:
    """Milliseconds of the processor for each step in this process, from the first reading of `folder` on."""
    found: dict[str, float] = {}
    advisor = Advisor(KnowledgeBase(folder))
    found["first look-up, with its reading"] = _once(lambda: advisor.condition(["bunions"]))
    found["look-up by id, once read"] = _again(lambda: advisor.condition(["bunions"]))
    found["first look-up by another name"] = _once(lambda: advisor.condition(["hallux valgus"]))
    found["look-up by another name, once read"] = _again(lambda: advisor.condition(["hallux valgus"]))
    found["first why knee"] = _once(lambda: advisor.why(None, "knee"))
    found["why flat-feet back, once read"] = _again(lambda: advisor.why("flat-feet", "back"))
    found["first ask"] = _once(lambda: advisor.ask("my heel hurts when I get up"))
    stories = iter(batch.stories())
    found["ask, once read"] = _again(lambda: advisor.ask(next(stories)))
    return {"conditions": len(advisor.kb.raw(Condition)), **found}


def _once(do: Callable[[], object]) -> float:
    began = time.process_time()
    do()
    return 1000 * (time.process_time() - began)


def _again(do: Callable[[], object]) -> float:
    return statistics.median(_once(do) for _ in range(AGAIN))


if __name__ == "__main__":
    print(json.dumps(inside(Path(sys.argv[1]))))
