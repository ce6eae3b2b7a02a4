"""Whole processes from start to end, each beside a bare interpreter and the three imports, in turn."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

SCRIPT = str(Path(sys.executable).with_name("footadvice"))
BARE = (sys.executable, "-c", "pass")
IMPORTS = (sys.executable, "-c", "import typer, rich.console, pydantic")
COMPLETION = "completion of a name"
# What is run, and what its ratio to the three imports is meant to be at most.
COMMANDS: dict[str, tuple[tuple[str, ...], float | None]] = {
    "python -c pass": (BARE, None),
    "the three imports": (IMPORTS, None),
    "--version": ((SCRIPT, "--version"), 0.65),
    "--help": ((SCRIPT, "--help"), 0.90),
    COMPLETION: ((SCRIPT,), 0.70),
    "condition bunions --json": ((SCRIPT, "condition", "bunions", "--json"), 0.70),
    "joint knee --json": ((SCRIPT, "joint", "knee", "--json"), 0.70),
    "list conditions --json": ((SCRIPT, "list", "conditions", "--json"), 0.70),
    "condition bunions": ((SCRIPT, "condition", "bunions"), 1.00),
    "joint knee": ((SCRIPT, "joint", "knee"), 1.00),
    'ask "my heel hurts when I get up"': ((SCRIPT, "ask", "my heel hurts when I get up"), 1.10),
}
_COMPLETING = {
    "_FOOTADVICE_COMPLETE": "complete_bash",
    "COMP_WORDS": "footadvice condition bun",
    "COMP_CWORD": "2",
}
_START = """
import os, sys
_, _, usage = os.wait4(os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ), 0)
print(usage.ru_maxrss, file=sys.stderr)
"""


class Row(NamedTuple):
    """One command: milliseconds, the medians of its ratios within a round, its peak memory in MiB."""

    name: str
    milliseconds: float
    to_bare: float
    to_imports: float
    goal: float | None
    mebibytes: float


def measure(rounds: int) -> list[Row]:
    """Every command once a round, in turn, so that what else the machine does befalls all alike."""
    memory = {name: peak(command, _more(name)) for name, (command, _) in COMMANDS.items()}  # this warms the disk too
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, (command, _) in COMMANDS.items():
            times[name].append(run(command, _more(name)))
    bare, imports = times["python -c pass"], times["the three imports"]
    return [
        Row(
            name,
            1000 * statistics.median(own),
            _ratio(own, bare),
            _ratio(own, imports),
            COMMANDS[name][1],
            memory[name],
        )
        for name, own in times.items()
    ]


def run(command: tuple[str, ...], more: dict[str, str], cwd: Path | None = None) -> float:
    """Seconds from start to end of one process."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_env(more), cwd=cwd, check=False)
    return time.perf_counter() - began


def peak(command: tuple[str, ...], more: dict[str, str], cwd: Path | None = None) -> float:
    """The most memory that one process held, in MiB.

    A process inherits the peak of the one that started it, so a small one has to start it.
    """
    start = (sys.executable, "-S", "-c", _START, *command)
    done = subprocess.run(start, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_env(more), cwd=cwd, check=True)
    return int(done.stderr.split()[-1]) / (1024**2 if sys.platform == "darwin" else 1024)


def _more(name: str) -> dict[str, str]:
    return _COMPLETING if name == COMPLETION else {}


def _env(more: dict[str, str]) -> dict[str, str]:
    # Without bytecode on disk, whatever is not installed would be compiled anew each time.
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"} | more


def _ratio(own: list[float], other: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(own, other, strict=True))
