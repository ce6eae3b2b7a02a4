"""Two small pictures in characters: the body with what a condition may do to it, and the weeks until it is better."""

from collections.abc import Sequence
from textwrap import wrap

_FIGURE = (" o ", "/|\\", " | ", "/ \\")  # the back, the hip, the knee and the ankle stand beside it
_LINE, _ASCII_LINE = "\u2500", "-"
_SPAN = 48  # columns of the longest line of weeks


def body(parts: Sequence[tuple[str, str, str]], width: int) -> list[str]:
    """The figure with a line for each of four parts: name, mark, words.

    >>> print("\\n".join(body([("back", "?", "studies disagree"), ("hip", "-", "no study shows it"),
    ...                        ("knee", "##", "moderate evidence"), ("ankle", "", "nothing known")], 80)))
     o   back   ?    studies disagree
    /|\\  hip    -    no study shows it
     |   knee   ##   moderate evidence
    / \\  ankle       nothing known

    Args:
        width: columns that there are; words go on below, set in as far.
    """
    lines = []
    for figure, (name, mark, words) in zip(_FIGURE, parts, strict=True):
        before = f"{figure}  {name:6} {mark:4} "
        indent = " " * len(before)
        told = wrap(words, max(width, len(before) + 12), initial_indent=before, subsequent_indent=indent)
        lines += told or [before.rstrip()]
    return lines


def weeks(checkpoints: Sequence[int], width: int, *, ascii_only: bool = False) -> str:
    """The line of weeks, each number as far along as its week.

    >>> weeks((2, 6, 12), 40, ascii_only=True)
    'today ----2--------6------------12 weeks'

    Args:
        checkpoints: their weeks, in order.
        width: columns that there are.
    """
    stroke = _ASCII_LINE if ascii_only else _LINE
    span = max(min(_SPAN, width - len("today  weeks")) - 2, len(checkpoints) * 3)
    line = ""
    for week in checkpoints:
        place = round(span * week / checkpoints[-1])
        line += stroke * max(place - len(line), 1) + str(week)
    return f"today {line} weeks"
