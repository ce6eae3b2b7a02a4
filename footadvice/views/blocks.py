"""What a page is made of: a short list of blocks, which `console`, `plain` and others each show in their own way.

`pages.py` decides what stands on a page and in which order; a view decides how a block looks.
"""

from dataclasses import dataclass

from footadvice.knowledge.records import Level


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    note: str = ""  # other names, code


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Para:
    text: str
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list: "lead: text (note)", with further lines below it."""

    text: str
    lead: str = ""
    note: str = ""
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple[Item, ...]
    mark: str = "-"  # or "1." to number them


@dataclass(frozen=True, slots=True)
class Box:
    """How urgent it is, in words and never by colour alone."""

    level: Level
    title: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the tree that shows how one thing leads to another."""

    text: str
    note: str = ""
    branches: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """A list with one record a line: id and what it is."""

    rows: tuple[tuple[str, ...], ...]


Block = Title | Heading | Para | Items | Box | Branch | Rows
Page = list[Block]
