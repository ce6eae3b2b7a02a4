"""The commands of `evaluation`; see the package."""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.figures import ALARM, LEVELS, Tally
from evaluation.held_out import HonestAdvisor
from footadvice.knowledge.records import Message

SEED = 1  # the sample of messages is always the same


def messages(most: int) -> Tally:
    """Answer a sample of the messages, each without those of its author about its situation."""
    honest, tally = HonestAdvisor(), Tally()
    known = [one for one in honest.advisor.kb.raw(Message).values() if one["author"] != "first"]
    for one in random.Random(SEED).sample(known, min(most, len(known))):
        hidden = honest.groups[f"{one['author']}/{one['situation']}"]
        got = honest.level(one["text"], hidden)
        if one["label"] in LEVELS:
            tally.level(got, [one["label"]])
        elif one["label"] == "question":
            tally.count("plain question: no alarm", LEVELS[got] < ALARM)
    return tally


def questions(path: Path, situations: Path | None) -> Iterator[tuple[dict[str, Any], list[int], HonestAdvisor]]:
    """Each question with the messages to leave out, and who answers."""
    honest = HonestAdvisor()
    told = json.loads(situations.read_text("utf-8")) if situations else {}
    retold = {question: situation for situation, question in told.items()}
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        yield item, honest.situations.get(retold.get(item["id"], ""), []), honest


def scored(path: Path, situations: Path | None) -> Tally:
    tally = Tally()
    for item, hidden, honest in questions(path, situations):
        got = honest.level(item["text"], hidden)
        if item["triage"] and item["second"]:
            tally.level(got, [item["triage"], item["second"]])
        elif not item["triage"] and not item["second"] and item.get("kind") in ("info", "advice"):
            tally.count("plain question: no alarm", LEVELS[got] < ALARM)
    return tally


def rules(path: Path) -> str:
    """For each red flag: alarms that its rules raise, those that no other flag raises, false alarms, likewise."""
    right, alone, wrong, wrong_alone = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for item, _, honest in questions(path, None):
        if not (item["triage"] and item["second"]):
            continue
        labels = [LEVELS[item["triage"]], LEVELS[item["second"]]]
        triage = honest.advisor.assessor.triage
        report = honest.advisor.reader.read(item["text"])
        raised = triage.raised(triage.facts(report), report)
        flags = {one.flag.id for one in raised if LEVELS[one.level] >= ALARM}
        if min(labels) >= ALARM:
            right.update(flags)
            alone.update(flags if len(flags) == 1 else ())
        elif max(labels) < ALARM:
            wrong.update(flags)
            wrong_alone.update(flags if len(flags) == 1 else ())
    lines = ["| red flag | alarms | it alone | false alarms | it alone |", "|---|---|---|---|---|"]
    for flag in sorted({*right, *wrong}, key=lambda id: (right[id] - wrong[id], id)):
        lines.append(f"| {flag} | {right[flag]} | {alone[flag]} | {wrong[flag]} | {wrong_alone[flag]} |")
    return "\n".join(lines)


def thresholds(path: Path, situations: Path | None) -> str:
    """Alarms and false alarms of the nearest messages alone, by the share from which on they raise one."""
    shares: dict[bool, list[float]] = {True: [], False: []}
    for item, hidden, honest in questions(path, situations):
        if item["triage"] and item["second"]:
            labels = [LEVELS[item["triage"]], LEVELS[item["second"]]]
            report = honest.advisor.reader.read(item["text"])
            alarm = honest.cases.like(report.terms, hidden).alarm
            if min(labels) >= ALARM or max(labels) < ALARM:
                shares[min(labels) >= ALARM].append(alarm)
    lines = ["| from | alarms | false alarms |", "|---|---|---|"]
    for percent in range(35, 75, 5):
        heard, false = (sum(one >= percent / 100 for one in shares[is_alarm]) for is_alarm in (True, False))
        lines.append(f"| {percent} % | {heard} of {len(shares[True])} | {false} of {len(shares[False])} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("what", choices=("messages", "questions", "rules", "thresholds"))
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--situations", type=Path)
    parser.add_argument("--most", type=int, default=2000, help="how many messages are answered")
    options = parser.parse_args()
    if options.what != "messages" and options.file is None:
        parser.error(f"{options.what} needs a file of questions")
    if options.what == "messages":
        print(messages(options.most).table())
    elif options.what == "questions":
        print(scored(options.file, options.situations).table())
    elif options.what == "rules":
        print(rules(options.file))
    else:
        print(thresholds(options.file, options.situations))


if __name__ == "__main__":
    main()
