"""Many questions in one process: how many a second, and whether its memory grows."""

import json
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.startup import SCRIPT

STORIES = Path(__file__).resolve().parent.parent / "data" / "messages" / "stories.jsonl"
MARKS = 5  # how often the memory is looked at


def stories() -> list[str]:
    """What people might ask, each on one line."""
    lines = STORIES.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"].replace("\n", " ") for line in lines]


def measure(questions: int) -> tuple[float, list[tuple[int, float]]]:
    """Questions a second without the start, and (questions answered, MiB in use) along the way.

    The questions are the stories of the tests, over and over: some 30 words each.
    """
    texts = stories()
    process = subprocess.Popen([SCRIPT, "ask", "-", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    seen, began = [], 0.0
    for number in range(questions + 1):
        process.stdin.write(f"{texts[number % len(texts)]}\n".encode())
        process.stdin.flush()
        process.stdout.readline()
        if number == 0:
            began = time.perf_counter()
        if number and number % max(questions // MARKS, 1) == 0:
            seen.append((number, _in_use(process.pid)))
    took = time.perf_counter() - began
    process.stdin.close()
    process.wait()
    return questions / took, seen


def _in_use(pid: int) -> float:
    """MiB that a process holds now; 0 where the system does not tell."""
    if not sys.platform.startswith("linux"):
        return 0.0
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1024**2
