"""python -m benchmarks [--rounds 15] [--sizes 0,1000,10000] [--messages 200000] [--questions 100000].

It measures, and writes PERFORMANCE.md.
"""

import argparse
import os
import platform
from datetime import date
from pathlib import Path

from benchmarks import batch, growth, many_messages, startup

REPORT = Path(__file__).resolve().parent.parent / "PERFORMANCE.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"


def main() -> None:
    asked = _arguments()
    parts = [
        f"Measured {date.today().isoformat()}: {platform.system()}, {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}; load when it began {os.getloadavg()[0]:.1f}.",
        _startup(startup.measure(asked.rounds)),
    ]
    if asked.sizes:
        parts.append(_growth([growth.measure(int(size)) for size in asked.sizes.split(",")]))
    if asked.messages:
        parts.append(_messages(asked.messages, *many_messages.measure(asked.messages)))
    if asked.questions:
        parts.append(_batch(*batch.measure(asked.questions)))
    before, _, rest = REPORT.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    text = "\n\n".join([before + BEGIN, *parts, END]) + after
    REPORT.write_text(text, encoding="utf-8", newline="\n")
    print(*parts, sep="\n\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="of the whole processes; the median is told")
    parser.add_argument("--sizes", default="0,1000,10000", help="conditions (0: as shipped); empty: none")
    parser.add_argument("--messages", type=int, default=200_000, help="example messages to compare with; 0: ours alone")
    parser.add_argument("--questions", type=int, default=100_000, help="of the batch; 0: none")
    return parser.parse_args()


def _startup(rows: list[startup.Row]) -> str:
    lines = [
        "| whole process | ms | to `python -c pass` | to the three imports | goal | peak MiB |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        goal = "" if row.goal is None else f"{row.goal:.2f}"
        figures = f"{row.milliseconds:.0f} | {row.to_bare:.1f} | {row.to_imports:.2f} | {goal} | {row.mebibytes:.0f}"
        lines.append(f"| `{row.name}` | {figures} |")
    return "\n".join(lines)


def _growth(columns: list[dict[str, float]]) -> str:
    """One row a step, one column a size."""
    lines = [
        "| " + " | ".join(["milliseconds, by conditions", *(f"{one['conditions']:,.0f}" for one in columns)]) + " |"
    ]
    lines.append("|---" + "|--:" * len(columns) + "|")
    for step in list(columns[0])[1:]:
        lines.append("| " + " | ".join([step, *(f"{one[step]:,.1f}" for one in columns)]) + " |")
    return "\n".join(lines)


def _messages(number: int, ours: float, grown: float) -> str:
    times = f"{ours:.1f} ms of the processor with ours, {grown:.1f} with {number:,} ({grown / ours:.2f} times)"
    return f"A question by the number of example messages: {times}."


def _batch(a_second: float, seen: list[tuple[int, float]]) -> str:
    memory = ", ".join(f"{mebibytes:.0f} MiB after {number:,}" for number, mebibytes in seen)
    return f"`ask -`: {a_second:.0f} questions a second once started, of some 30 words each. In use: {memory}."


if __name__ == "__main__":
    main()
