"""Keeps an answer with overlays at least as careful as the answer of the knowledge without them.

Overlays bring words, findings and conditions of their own, and these decide how a text is heard. So the same is asked
of our knowledge alone, and of the two answers the more careful one counts.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TypeVar

from footadvice.answering.assessment_words import LEVEL_TEXT, MEANWHILE_OF
from footadvice.answering.meanwhile import meanwhile
from footadvice.answers.ask_answer import AskAnswer, Candidate, CheckAnswer, Meanwhile, Step, WouldChange
from footadvice.knowledge.levels import UrgencyLevel, each_at_its_most_urgent, is_above, rank
from footadvice.knowledge.records import Condition
from footadvice.knowledge.store import KnowledgeBase

A = TypeVar("A", AskAnswer, CheckAnswer)


def never_milder(kb: KnowledgeBase, answer: A, baseline: A) -> A:
    """`answer`, with all that makes `baseline` more careful: its level and red flags, what not to miss and what to do.

    Args:
        kb: the knowledge with overlays on it.
        answer: from the knowledge with overlays on it.
        baseline: to the same question, from the knowledge without them.
    """
    if baseline.in_scope and not answer.in_scope:
        return baseline
    level = min(answer.urgency.level, baseline.urgency.level, key=rank)
    flags = each_at_its_most_urgent((*answer.urgency.red_flags, *baseline.urgency.red_flags), lambda one: one.id)
    shown = {one.id for one in answer.conditions}
    missed: list[Candidate] = [
        one for one in baseline.conditions if one.band == "must_not_miss" and one.id not in shown
    ]
    return replace(
        answer,
        urgency=replace(
            answer.urgency,
            level=level,
            text=LEVEL_TEXT[level],
            red_flags=tuple(flags),
        ),
        conditions=(*answer.conditions, *missed),
        would_change=tuple(_would_raise(level, (*answer.would_change, *baseline.would_change))),
        meanwhile=_meanwhile(kb, level, (baseline, answer)),
    )


def screened_by_both(answer: CheckAnswer, baseline: CheckAnswer) -> CheckAnswer:
    """A check that asks for our warning signs too, however many an overlay adds."""
    known_ids, theirs = baseline.step, answer.step
    if not known_ids or not theirs or not known_ids.kind == theirs.kind == "screen":
        return answer
    options = tuple({option.id: option for option in (*known_ids.options, *theirs.options)}.values())
    return replace(answer, step=Step(kind="screen", text=theirs.text, options=options))


def known(ids: Collection[str], known_ids: Collection[str]) -> tuple[str, ...]:
    """Those of `ids` that our knowledge alone has; "screen" is no finding, and always known."""
    return tuple(id for id in ids if id in known_ids or id == "screen")


def _would_raise(level: UrgencyLevel, shown: Iterable[WouldChange]) -> list[WouldChange]:
    """What would raise the answer above `level`, most urgent first, each sign of a red flag once."""
    found = {(one.finding, one.flag): one for one in shown if is_above(one.level, level)}
    return sorted(found.values(), key=lambda one: rank(one.level))


def _meanwhile(kb: KnowledgeBase, level: UrgencyLevel, answers: Iterable[AskAnswer | CheckAnswer]) -> Meanwhile:
    """What is safe for the likely conditions of both answers."""
    asked = [answer for answer in answers if answer.intent in ("complaint", "check")]
    likely = dict.fromkeys(one.id for answer in asked for one in answer.conditions[:MEANWHILE_OF])
    return meanwhile(kb, kb.some(Condition, likely), level)
