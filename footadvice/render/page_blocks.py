"""Which blocks each answer is told in, and in which order. Most urgent first, then what to do today.

The view of an answer is imported when it is shown: a page need not wait for the classes of all others.
"""

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from footadvice.answers.document import DISCLAIMER, Answer
from footadvice.render.blocks import Block, Box, Page, Para
from footadvice.render.page_items import LEVEL_WORDS


def page(answer: Answer, *, evidence: bool = False, full: bool = False, only: Sequence[str] = ()) -> Page:
    """The blocks of an answer, in reading order.

    Args:
        evidence: also the findings, the figures and every source.
        full: all that is known, where a page is short otherwise.
        only: the sections to show of a condition or joint, by name, besides how urgent it is.

    Raises:
        UsageError: there is no such section.
    """
    blocks = list(_blocks(answer, evidence, full, only))
    return blocks if answer.kind == "list" else [*blocks, Para(DISCLAIMER, faint=True)]


def verdict(page: Page) -> Page:
    """How urgent it is once more, for the end of a page whose beginning has scrolled away."""
    boxes = [block for block in page if isinstance(block, Box) and block.title.startswith(LEVEL_WORDS[block.level])]
    return [Box(box.level, box.title) for box in boxes[:1]]


def _blocks(answer: Any, evidence: bool, full: bool, only: Sequence[str]) -> Any:
    match answer.kind:
        case "condition":
            return _several("condition_page", answer.conditions, evidence, full, only)
        case "joint":
            return _several("joint_page", answer.joints, evidence, full, only)
        case "ask" | "check":
            return _view("ask_page").page(answer, full)
        case "map" | "handout":
            return _view("handout_page").page(answer)
        case "why":
            return _view("why_page").why(answer, evidence)
        case "compare":
            return _view("compare_page").compare(answer, evidence)
        case "plan":
            return _view("plan_page").plan(answer, evidence)
        case "evidence":
            return _view("evidence_page").evidence(answer)
        case "find":
            return _view("list_page").found(answer)
    return _view("list_page").entries(answer)


def _several(view: str, pages: Iterable[Any], evidence: bool, full: bool, only: Sequence[str]) -> Iterable[Block]:
    return (block for one in pages for block in _view(view).page(one, evidence, full, only))


def _view(name: str) -> Any:
    return import_module(f"footadvice.render.{name}")
