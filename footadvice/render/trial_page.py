"""What an overlay changes in one answer, side by side: our knowledge alone, and with the overlay on it."""

from collections.abc import Iterable, Iterator

from footadvice.answers.ask_answer import AskAnswer
from footadvice.render.blocks import Block, Para, Table, Title
from footadvice.render.page_items import LEVEL_WORDS

_CONDITIONS = 5
Row = tuple[str, str, str]


def trial(question: str, before: AskAnswer, after: AskAnswer) -> Iterable[Block]:
    """The page of a trial.

    Args:
        before: the answer of our knowledge alone.
        after: that with the overlay.
    """
    rows = [row for row in _rows(before, after) if row[1] != row[2]]
    yield Title(question)
    if not rows:
        yield Para("The overlay changes nothing in this answer.")
        return
    yield Table(("What it changes", "Without it", "With it"), (("", tuple(rows)),))


def changed(before: AskAnswer, after: AskAnswer) -> list[dict[str, str]]:
    """What differs, for a program."""
    return [{"what": what, "without": old, "with": new} for what, old, new in _rows(before, after) if old != new]


def _rows(before: AskAnswer, after: AskAnswer) -> Iterator[Row]:
    for (what, old), (_, new) in zip(_said(before), _said(after), strict=True):
        yield what, old or "nothing", new or "nothing"


def _said(answer: AskAnswer) -> Iterator[tuple[str, str]]:
    yield "Covered", "yes" if answer.in_scope else "no"
    yield "How urgent", "no level" if answer.urgency.level == "none" else LEVEL_WORDS[answer.urgency.level]
    yield "Warning signs", "; ".join(flag.name for flag in answer.urgency.red_flags)
    yield "It may be", "; ".join(one.name for one in answer.conditions[:_CONDITIONS])
    yield "Understood", "; ".join(sign.name for sign in answer.heard.findings)
    yield "Safe to do", "; ".join(answer.meanwhile.do)
    yield "What to avoid", "; ".join(answer.meanwhile.avoid)
