"""Many questions: one a line, each answered by one JSON document a line, in order, over one process or several."""

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from footadvice.answers.document import document, error_document, to_json
from footadvice.cli.output import advisor_with
from footadvice.errors import FootAdviceError, UsageError
from footadvice.knowledge.vocabulary import Who
from footadvice.support.frozen_record import FrozenRecord

_CHUNK = 16  # questions that a process gets at a time
_AHEAD = 3  # chunks a process that are read before their turn; so a file of any length needs the same memory
_TOLD_EVERY = 100  # answers between two lines of progress
Answered = tuple[str, str]
"""A document as a line, and the level of its urgency."""
Numbered = tuple[int, str]
"""A question with the number of its line, from 1."""


class Batch(FrozenRecord):
    """How each question is asked."""

    overlays: tuple[Path, ...] = ()
    who: tuple[Who, ...] = ()
    why_not: str = ""
    explained: bool = False

    def answer(self, line: Numbered) -> Answered:
        """The answer to one question; a fault of the question is an error document that names it.

        Raises:
            NotFound, KnowledgeBaseError: what no question can be answered with.
        """
        number, text = line
        advisor = advisor_with(self.overlays)
        try:
            answer = advisor.ask(text, self.who, self.why_not, explained=self.explained)
        except UsageError as error:
            query = {"text": [text[:200]], "who": list(self.who)}
            return to_json({**error_document(error), "line": number, "query": query}, compact=True), "none"
        return to_json(document(answer, advisor.kb.about), compact=True), answer.urgency.level

    def answer_all(self, lines: list[Numbered]) -> list[Answered]:
        return [self.answer(line) for line in lines]


def answers(lines: Iterable[str], batch: Batch, jobs: int = 1) -> Iterator[Answered]:
    """The answers in the order of the questions.

    Args:
        jobs: how many processes answer; each reads the knowledge for itself.

    Raises:
        FootAdviceError: one of the processes ended before its time.
    """
    numbered = enumerate(lines, 1)
    if jobs == 1:
        yield from map(batch.answer, numbered)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    pending: deque[Future[list[Answered]]] = deque()
    try:
        while chunk := list(islice(numbered, _CHUNK)):
            pending.append(pool.submit(batch.answer_all, chunk))
            if len(pending) >= jobs * _AHEAD:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    except BrokenProcessPool:
        raise FootAdviceError("a process that answers was ended from outside. Ask the rest with fewer --jobs") from None
    finally:
        pool.shutdown(cancel_futures=True)


def with_progress(answered: Iterable[Answered]) -> Iterator[Answered]:
    """The same answers; at a terminal whose output goes elsewhere, it is said now and then how many there are."""
    shown = sys.stderr is not None and sys.stderr.isatty() and not (sys.stdout and sys.stdout.isatty())
    count = 0
    for count, one in enumerate(answered, 1):
        yield one
        if shown and count % _TOLD_EVERY == 0:
            print(f"\r{count:,} answered", end="", file=sys.stderr, flush=True)
    if shown and count >= _TOLD_EVERY:
        print(f"\r{count:,} answered", file=sys.stderr)
