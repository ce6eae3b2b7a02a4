"""An answer for screen readers and pipes: labelled lines in reading order, no boxes, no columns, no wrapping."""

import re
from collections.abc import Iterator

from footadvice.render.blocks import (
    Block,
    Body,
    Box,
    Branch,
    Drawing,
    Forest,
    Heading,
    Item,
    Items,
    Page,
    Para,
    Rows,
    Table,
    Title,
    Weeks,
)

# Abbreviations of statistics, and the sign of a number, as a screen reader cannot say them: "OR" is heard as a word.
_SAID = {"OR": "odds ratio", "aOR": "adjusted odds ratio", "RR": "risk ratio", "HR": "hazard ratio",
         "MD": "mean difference", "SMD": "standardised difference", "WMD": "weighted difference"}  # fmt: skip
_FIGURE = re.compile(rf"\b(?:{'|'.join(_SAID)})(?=,? (?:of )?-?\d)|(?<![\w.])-(?=\d)| v (?=\d)")

_LENGTHS = {"mm": "millimetre", "cm": "centimetre", "km": "kilometre"}  # "cm" is heard as "see em"
_LENGTH = re.compile(r"(?<=\d) (mm|cm|km)\b")


def render(page: Page) -> str:
    return "\n".join(_spoken(line) for block in page for line in _lines(block)).lstrip("\n") + "\n"


def _spoken(line: str) -> str:
    """A line with its figures in words.

    >>> _spoken("Pain SMD -0.54, falls OR 1.89, 15% v 9%.")
    'Pain standardised difference minus 0.54, falls odds ratio 1.89, 15% against 9%.'
    >>> _spoken("Move your foot 1 cm back, up to 5 cm.")
    'Move your foot 1 centimetre back, up to 5 centimetres.'
    """
    line = _FIGURE.sub(lambda found: _SAID.get(found[0], " against " if found[0] == " v " else "minus "), line)
    return _LENGTH.sub(_length, line)


def _length(found: re.Match[str]) -> str:
    is_one = re.search(r"(?<![\d.])1$", found.string[: found.start()])
    return f" {_LENGTHS[found[1]]}{'' if is_one else 's'}"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Title(text, note):
            yield text + (f" ({note})" if note else "")
        case Heading(text):
            yield ""
            yield f"{text}:"
        case Para(text):
            yield text
        case Items(items, mark):
            for number, item in enumerate(items, 1):
                yield from _item(item, f"{number}." if mark == "1." else mark)
        case Box(_, title, items):
            yield ""
            yield title
            for item in items:
                yield from _item(item, "-")
        case Branch():
            yield from _branch(block, 0)
        case Drawing(_, zones):
            yield from (f"- {zone.number} {zone.name}{': here' * zone.marked}" for zone in zones)
        case Body(parts):
            yield from (f"- {name}: {words}." for name, _, words in parts if words)
        case Weeks(checkpoints):
            *some, end = map(str, checkpoints)
            yield f"See how it is in week{'s ' + ', '.join(some) + ' and' if some else ''} {end}."
        case Table(head, groups):
            for heading, rows in groups:
                yield f"{heading}:"
                for first, *words in rows:
                    told = "; ".join(f"{name}: {word}" for name, word in zip(head[1:], words, strict=True))
                    yield f"- {first}. {told}"
        case Forest(spans):
            from footadvice.render.forest import side

            yield from (f"- {span.label}: {span.said}, {side(span)}" for span in spans)
        case Rows(rows):
            yield from ("\t".join(row) for row in rows)


def _item(item: Item, mark: str) -> Iterator[str]:
    lead = f"{item.lead}: " if item.lead else ""
    note = f" [{item.note}]" if item.note else ""
    yield f"{mark} {lead}{item.text}{note}"
    yield from (f"  {line}" for line in item.below)


def _branch(branch: Branch, depth: int) -> Iterator[str]:
    """The tree in words: a step further in is a step further along."""
    note = f" [{branch.note}]" if branch.note else ""
    yield f"{'  ' * depth}{f'step {depth}: ' if depth else ''}{branch.text}{note}"
    for inner in branch.branches:
        yield from _branch(inner, depth + 1)
