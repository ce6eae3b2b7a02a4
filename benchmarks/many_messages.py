"""What a question costs where there are many times as many example messages.

python -m benchmarks.many_messages NUMBER prints milliseconds of the processor a question, with ours and with NUMBER.
"""

import random
import statistics
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks import batch
from footadvice.advisor import Advisor
from footadvice.knowledge.case_index import CaseIndex
from footadvice.knowledge.index.case_postings import build
from footadvice.knowledge.index.phrase_index import lexicon_of
from footadvice.knowledge.records import Message
from footadvice.knowledge.store import KnowledgeBase

QUESTIONS, SEED = 300, 1
CHANGED = 0.3  # of the words of a copy, taken from other messages


def measure(messages: int) -> tuple[float, float]:
    """Milliseconds of the processor a question: with the messages as shipped, and with that many.

    Both answer the same questions in turn, so that what else the machine does befalls both alike.
    """
    ours, grown = Advisor(), Advisor(KnowledgeBase())
    raw = grown.kb.raw
    index = CaseIndex(build(_grown(list(raw(Message).values()), messages), lexicon_of(raw)))
    grown.kb.__dict__["cases"] = index  # in place of its own
    times: tuple[list[float], list[float]] = ([], [])
    for text in batch.stories()[:QUESTIONS]:
        for advisor, taken in zip((ours, grown), times, strict=True):
            began = time.process_time()
            advisor.ask(text)
            taken.append(1000 * (time.process_time() - began))
    return statistics.median(times[0]), statistics.median(times[1])


def _grown(found: list[Mapping[str, Any]], number: int) -> Iterator[Mapping[str, Any]]:
    """`found` and copies of them, each with some of its words changed, `number` in all."""
    yield from found
    draw = random.Random(SEED)
    words = [word for one in found for word in one["text"].split()]
    for n in range(len(found), number):
        one = found[n % len(found)]
        text = " ".join(draw.choice(words) if draw.random() < CHANGED else word for word in one["text"].split())
        yield {**one, "id": f"{one['id']}-{n}", "text": text}


if __name__ == "__main__":
    print(*(f"{milliseconds:.2f}" for milliseconds in measure(int(sys.argv[1]))))
