"""The picture of effects: a line each, its interval drawn around its effect, all to one scale.

In characters that every terminal has; whoever does not see it is told on which side of no effect each one lies.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from math import log

from footadvice.render.blocks import Span

_HALF = 16  # characters to either side of no effect
_LABEL = 24


def lines(spans: Iterable[Span], width: int) -> Iterator[str]:
    """The picture, each scale with its ends below it; no wider than `width`, the labels shortened for it."""
    label = max(min(_LABEL, width - 2 * _HALF - 4), 6)
    for (none, reach, by_factors), some in groupby(sorted(spans, key=_scale), key=_scale):
        for span in some:
            yield f"{span.label[:label]:<{label}} {_drawn(span)}"
        least, most = (f"{none / reach:g}", f"{none * reach:g}") if by_factors else (f"{-reach:g}", f"{reach:g}")
        yield f"{'':<{label}} {least:<{_HALF}}{none:g}{most:>{_HALF}}"


def side(span: Span) -> str:
    """On which side of no effect the interval lies, in words."""
    if span.low < span.none < span.high:
        return "on both sides of no effect"
    return "above no effect" if span.effect > span.none else "below no effect"


def _scale(span: Span) -> tuple[float, float, bool]:
    return (span.none, span.reach, span.by_factors)


def _drawn(span: Span) -> str:
    """Such as "                |  --o---      ". Arrows say that it goes on beyond the picture."""
    drawn = [" "] * (2 * _HALF + 1)
    drawn[_HALF] = "|"
    low, effect, high = (_place(value, span) for value in (span.low, span.effect, span.high))
    for place in range(max(low, 0), min(high, 2 * _HALF) + 1):
        drawn[place] = "-"
    for place, sign in ((max(low, 0), "<" * (low < 0)), (min(high, 2 * _HALF), ">" * (high > 2 * _HALF))):
        drawn[place] = sign or drawn[place]
    if 0 <= effect <= 2 * _HALF:
        drawn[effect] = "o"
    return "".join(drawn).rstrip()


def _place(value: float, span: Span) -> int:
    """Where a value stands, from 0 at the left; below it or beyond twice `_HALF` it is outside."""
    by = log(value / span.none) / log(span.reach) if span.by_factors else (value - span.none) / span.reach
    return _HALF + round(by * _HALF)
