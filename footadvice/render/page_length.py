"""The parts of a page, and how a page is kept short: what matters least is shortened first.

A page is measured at 80 columns whatever the terminal has, so that it says the same everywhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from footadvice.errors import UsageError
from footadvice.render.blocks import Block, Body, Box, Heading, Item, Items, Page, Para, Title, Weeks
from footadvice.support.frozen_record import FrozenRecord
from footadvice.support.sanitize import printable

COLUMNS = 80


class Part(FrozenRecord, kw_only=False):
    """One section of a page.

    Args:
        name: how `--only` calls it; empty for what stands on every page.
        blocks: what it shows, its heading first; or what stands before its items.
        items: its list.
        mark: of the list, as in `Items`.
        least: how many of the items a short page keeps at least; None for all of them.
    """

    name: str
    blocks: tuple[Block, ...]
    items: tuple[Item, ...] = ()
    mark: str = "-"
    least: int | None = None

    def shown(self) -> Page:
        if not self.items and (self.least == 0 or all(isinstance(block, Heading) for block in self.blocks)):
            return []
        return [*self.blocks, *((Items(self.items, self.mark),) if self.items else ())]


def part(name: str, heading: str, items: Iterable[Item], *, mark: str = "-", least: int | None = None) -> Part:
    """A heading with a list below it; nothing where the list is empty."""
    return Part(name, (Heading(heading),), tuple(items), mark, least)


def blocks_of(parts: Iterable[Part]) -> Page:
    return [block for part in parts for block in part.shown()]


def chosen(parts: Iterable[Part], only: Sequence[str], known: Sequence[str]) -> Page:
    """What stands on every page, and the sections called `only`.

    Raises:
        UsageError: there is no such section.
    """
    if unknown := [name for name in only if name not in known]:
        raise UsageError(f'there is no section "{printable(unknown[0])}" here. There are: {", ".join(known)}')
    return blocks_of(one for one in parts if not one.name or one.name in only)


def fitted(parts: Sequence[Part], most: int, first_to_go: Sequence[str]) -> Page:
    """The parts on at most `most` lines, if they can be made to fit.

    Args:
        first_to_go: the names of what may lose items, what matters least first. An item goes from the end.
    """
    kept = {part.name or str(number): part for number, part in enumerate(parts)}
    length = sum(map(lines, blocks_of(kept.values())))
    for name in first_to_go:
        while length > most and name in kept and len(kept[name].items) > (kept[name].least or 0):
            before = sum(map(lines, kept[name].shown()))
            kept[name] = replace(kept[name], items=kept[name].items[:-1])
            length += sum(map(lines, kept[name].shown())) - before
    return blocks_of(kept.values())


def lines(block: Block) -> int:
    """How many lines a block takes; only for the kinds of block that a short page is made of."""
    match block:
        case Heading(text):
            return 1 + _wrapped(text, COLUMNS)
        case Title(text, note):
            return _wrapped(f"{text}  {note}", COLUMNS)
        case Para(text):
            return _wrapped(text, COLUMNS)
        case Items(items, mark):
            return sum(_item(item, COLUMNS - len(mark) - 1) for item in items)
        case Box(_, title, items):
            return 2 + _wrapped(title, COLUMNS - 4) + sum(_item(item, COLUMNS - 4) for item in items)
        case Body(parts):
            return len(parts)
        case Weeks():
            return 1
    return 0


def _item(item: Item, width: int) -> int:
    lead = f"{item.lead}: " if item.lead else ""
    note = f" [{item.note}]" if item.note else ""
    return _wrapped(f"{lead}{item.text}{note}", width) + sum(_wrapped(below, width) for below in item.below)


def _wrapped(text: str, width: int) -> int:
    lines, column = 1, 0
    for word in text.split(" "):
        if column and column + 1 + len(word) > width:
            lines, column = lines + 1, 0
        column += len(word) + (1 if column else 0)
    return lines
