"""What a page is made of: a short list of blocks, which `console`, `plain` and others each show in their own way.

`pages.py` decides what stands on a page and in which order; a view decides how a block looks.
"""

from typing import TYPE_CHECKING

from footadvice.knowledge.levels import Level
from footadvice.knowledge.vocabulary import View
from footadvice.support.frozen_record import FrozenRecord

if TYPE_CHECKING:
    from footadvice.answers.handout_answer import MapZone


class Title(FrozenRecord, kw_only=False):
    text: str
    note: str = ""  # other names, code


class Heading(FrozenRecord, kw_only=False):
    text: str


class Para(FrozenRecord, kw_only=False):
    text: str
    faint: bool = False


class Item(FrozenRecord, kw_only=False):
    """One point of a list: "lead: text (note)", with further lines below it."""

    text: str
    lead: str = ""
    note: str = ""
    below: tuple[str, ...] = ()


class Items(FrozenRecord, kw_only=False):
    items: tuple[Item, ...]
    mark: str = "-"  # or "1." to number them


class Box(FrozenRecord, kw_only=False):
    """How urgent it is, in words and never by colour alone."""

    level: Level
    title: str
    items: tuple[Item, ...] = ()


class Branch(FrozenRecord, kw_only=False):
    """A node of the tree that shows how one thing leads to another."""

    text: str
    note: str = ""
    branches: tuple["Branch", ...] = ()


class Rows(FrozenRecord, kw_only=False):
    """A list with one record a line: id and what it is."""

    rows: tuple[tuple[str, ...], ...]


class Drawing(FrozenRecord, kw_only=False):
    """One view of the foot. Whoever does not see it gets the names of its zones all the same."""

    view: View
    zones: tuple["MapZone", ...]  # those that it shows


class Table(FrozenRecord, kw_only=False):
    """Things side by side: a column for each. A row is what is compared, then each one's word on it."""

    head: tuple[str, ...]  # the first is the heading of what is compared
    groups: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]  # a heading, and its rows


class Span(FrozenRecord, kw_only=False):
    """An effect and its interval. `none` is where there is no effect; the picture reaches `reach` to either side.

    `by_factors`: a ratio, so that half is as far from 1 as twice. `said` is the same in words.
    """

    label: str
    effect: float
    low: float
    high: float
    none: float
    reach: float
    by_factors: bool
    said: str


class Forest(FrozenRecord, kw_only=False):
    """Effects one below the other, so that the eye sees whether they agree."""

    spans: tuple[Span, ...]


class Body(FrozenRecord, kw_only=False):
    """A small body, and beside it how sure anyone is that a condition reaches each part of it, from the back down."""

    parts: tuple[tuple[str, str, str], ...]  # name, mark, and the mark in words


class Weeks(FrozenRecord, kw_only=False):
    """The weeks from today to the last checkpoint as a line, with a number at each."""

    checkpoints: tuple[int, ...]


Block = Title | Heading | Para | Items | Box | Branch | Rows | Drawing | Table | Forest | Body | Weeks
Page = list[Block]
