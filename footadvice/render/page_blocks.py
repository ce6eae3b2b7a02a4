"""Which blocks each answer is told in, and in which order. Most urgent first, then what to do today."""

from collections.abc import Iterable, Sequence

from footadvice.answers.ask_answer import AskAnswer, CheckAnswer
from footadvice.answers.document import DISCLAIMER, Answer
from footadvice.answers.evidence_answer import EvidenceAnswer
from footadvice.answers.handout_answer import HandoutAnswer, MapAnswer
from footadvice.answers.page_answers import (
    PLACES,
    ConditionAnswer,
    Entry,
    FindAnswer,
    JointAnswer,
    ListAnswer,
    WhyAnswer,
)
from footadvice.answers.plan_answer import CompareAnswer, PlanAnswer
from footadvice.render.blocks import Block, Box, Heading, Item, Page, Para, Rows
from footadvice.render.page_items import LEVEL_WORDS, changed, section

_FOUND = {"name": "In a name", "sign": "Among the signs", "page": "On the page"}


def page(answer: Answer, *, evidence: bool = False, full: bool = False, only: Sequence[str] = ()) -> Page:
    """The blocks of an answer, in reading order.

    Args:
        evidence: also the findings, the figures and every source.
        full: all that is known, where a page is short otherwise.
        only: the sections to show of a condition or joint, by name, besides how urgent it is.

    Raises:
        UsageError: there is no such section.
    """
    match answer:
        case ConditionAnswer():
            from footadvice.render import condition_page

            blocks = [block for one in answer.conditions for block in condition_page.page(one, evidence, full, only)]
        case JointAnswer():
            from footadvice.render import joint_page

            blocks = [block for one in answer.joints for block in joint_page.page(one, evidence, full, only)]
        case WhyAnswer():
            from footadvice.render import why_page

            blocks = list(why_page.why(answer, evidence))
        case EvidenceAnswer():
            from footadvice.render import evidence_page

            blocks = list(evidence_page.evidence(answer))
        case AskAnswer() | CheckAnswer():
            from footadvice.render import ask_page

            blocks = ask_page.page(answer, full)
        case MapAnswer() | HandoutAnswer():
            from footadvice.render import handout_page

            blocks = list(handout_page.page(answer))
        case CompareAnswer():
            from footadvice.render import compare_page

            blocks = list(compare_page.compare(answer, evidence))
        case PlanAnswer():
            from footadvice.render import plan_page

            blocks = list(plan_page.plan(answer, evidence))
        case ListAnswer():
            return list(_list(answer))
        case FindAnswer():
            blocks = list(_find(answer))
    return [*blocks, Para(DISCLAIMER, faint=True)]


def verdict(page: Page) -> Page:
    """How urgent it is once more, for the end of a page whose beginning has scrolled away."""
    boxes = [block for block in page if isinstance(block, Box) and block.title.startswith(LEVEL_WORDS[block.level])]
    return [Box(box.level, box.title) for box in boxes[:1]]


def _list(answer: ListAnswer) -> Iterable[Block]:
    """A line a record; conditions by place."""
    places: dict[str, list[Entry]] = {}
    for entry in answer.entries:
        places.setdefault(entry.place, []).append(entry)
    for place in [place for place in ("", *PLACES) if place in places]:
        yield from (Heading(place),) if place else ()
        yield Rows(tuple((entry.id, entry.name, _listed(entry)) for entry in places[place]))
    if not answer.entries:
        yield Para(f'Nothing here has that word. To look on every page: footadvice find "{answer.query.text[-1]}"')


def _find(answer: FindAnswer) -> Iterable[Block]:
    """Those with the word in a name, then those with it among the signs, then anywhere on the page."""
    for where, heading in _FOUND.items():
        some = (one for one in answer.found if one.where == where)
        yield from section(heading, (Item(one.text, lead=one.name, below=(one.more,)) for one in some))
    if answer.left_out:
        yield Para(f"{answer.left_out} more have it too. Give one word more to see fewer.")
    if not answer.found:
        yield Para(f'Nothing here has that word. To ask in your own words: footadvice ask "{answer.query.text[0]}"')


def _listed(entry: Entry) -> str:
    return " ".join((entry.summary, *changed(entry.changed_by)))
