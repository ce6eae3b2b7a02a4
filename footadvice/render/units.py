"""Lengths for those who think in inches and miles: beside what a page says, never instead of it."""

import re
from typing import Any

from footadvice.render.blocks import Page
from footadvice.support.frozen_record import FrozenRecord

_LENGTH = re.compile(r"\b(\d+(?:\.\d+)?)(?: to (\d+(?:\.\d+)?))? (mm|cm|km)\b")
_IN = {"mm": (0.03937, "inches"), "cm": (0.3937, "inches"), "km": (0.6214, "miles")}


def imperial(page: Page) -> Page:
    """The blocks of a page, each length with inches or miles behind it."""
    return [_with_inches(block) for block in page]


def _with_inches(value: Any) -> Any:
    if isinstance(value, str):
        return _LENGTH.sub(_told, value)
    if isinstance(value, tuple):
        return tuple(map(_with_inches, value))
    if type(value).__module__ == "footadvice.render.blocks" and isinstance(value, FrozenRecord):
        return type(value)(**{name: _with_inches(held) for name, held in vars(value).items()})
    return value


def _told(match: re.Match[str]) -> str:
    """What was found, and the same in inches or miles.

    >>> imperial_text = _LENGTH.sub(_told, "by 1 cm or more, 2 to 3 cm, over 5 km")
    >>> imperial_text
    'by 1 cm (0.4 inches) or more, 2 to 3 cm (0.8 to 1.2 inches), over 5 km (3.1 miles)'
    """
    factor, unit = _IN[match[3]]
    amounts = " to ".join(f"{float(number) * factor:.1f}" for number in match.groups()[:2] if number)
    return f"{match[0]} ({amounts} {unit})"
