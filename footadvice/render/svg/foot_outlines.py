"""The shape of the foot in each view, for every drawing of it.

Points run round the outline, in the frame that a zone's box is given in (`records.Place`), and a smooth curve goes
through them; a point that stands twice is a corner. They are drawn by eye: an outline shows where a zone is, and
measures nothing.
"""

from bisect import bisect
from collections.abc import Iterator
from functools import cache

from footadvice.knowledge.vocabulary import View
from footadvice.support.frozen_record import FrozenRecord

Point = tuple[float, float]
_STEPS = 6  # points that the curve is given between two of its own


class Outline(FrozenRecord):
    """One view: what it is called in short and in full, what its two ends are, and the points round it.

    `size` is width and height in millimetres of a middling foot.
    """

    name: str
    title: str
    left: str
    right: str
    size: tuple[int, int]
    points: tuple[Point, ...]
    details: tuple[tuple[float, float, float, float], ...] = ()  # nails and ankle bones: ovals, as boxes of the frame


_TOES = (
    (0.045, 0.15), (0.01, 0.075), (0.06, 0.018), (0.17, 0.0), (0.28, 0.018), (0.335, 0.075), (0.345, 0.14),
    (0.375, 0.125), (0.38, 0.07), (0.44, 0.034), (0.505, 0.068), (0.525, 0.145), (0.55, 0.135), (0.56, 0.083),
    (0.615, 0.052), (0.675, 0.086), (0.695, 0.157), (0.715, 0.15), (0.725, 0.106), (0.775, 0.078), (0.83, 0.11),
    (0.845, 0.17), (0.865, 0.167), (0.88, 0.13), (0.925, 0.11), (0.97, 0.14), (0.965, 0.19),
)  # fmt: skip
# Up the front of the ankle, across the leg where it is cut off, and down behind to the heel.
_ANKLE = (
    (0.55, 0.8), (0.545, 1.0), (0.545, 1.0), (0.9, 1.0), (0.9, 1.0), (0.88, 0.8), (0.885, 0.6), (0.93, 0.42),
    (0.99, 0.28), (1.0, 0.14), (0.95, 0.03), (0.84, 0.0),
)  # fmt: skip
OUTLINES: dict[View, Outline] = {
    "sole": Outline(
        name="sole", title="The sole, from below", left="inner side", right="outer side", size=(100, 260),
        points=(
            *_TOES, (0.995, 0.26), (0.985, 0.36), (0.95, 0.52), (0.905, 0.7), (0.885, 0.84), (0.8, 0.945),
            (0.64, 0.995), (0.42, 1.0), (0.23, 0.96), (0.12, 0.87), (0.12, 0.76), (0.185, 0.64), (0.19, 0.54),
            (0.1, 0.42), (0.02, 0.34), (0.0, 0.26), (0.03, 0.19),
        ),
    ),
    "top": Outline(
        name="top", title="The top, from above", left="inner side", right="outer side", size=(100, 260),
        points=(
            *_TOES, (0.995, 0.26), (0.99, 0.36), (0.96, 0.5), (0.92, 0.64), (0.875, 0.78), (0.84, 0.9), (0.83, 1.0),
            (0.83, 1.0), (0.17, 1.0), (0.17, 1.0), (0.16, 0.9), (0.14, 0.78), (0.12, 0.66), (0.1, 0.52), (0.05, 0.4),
            (0.0, 0.32), (0.0, 0.25), (0.03, 0.19),
        ),
        details=(
            (0.1, 0.008, 0.24, 0.05), (0.405, 0.042, 0.475, 0.068), (0.585, 0.06, 0.65, 0.085),
            (0.745, 0.086, 0.81, 0.11), (0.9, 0.117, 0.955, 0.138),
        ),
    ),
    "inner": Outline(
        name="inner side", title="The inner side", left="toes", right="heel", size=(260, 190), points=(
     (0.0, 0.09), (0.03, 0.19), (0.1, 0.245), (0.2, 0.27), (0.34, 0.36), (0.45, 0.48), (0.52, 0.62), *_ANKLE,
     (0.72, 0.025), (0.6, 0.085), (0.46, 0.1), (0.34, 0.05), (0.25, 0.0), (0.15, 0.02), (0.07, 0.01),
 ),
        details=((0.68, 0.46, 0.77, 0.58),),
    ),
    "outer": Outline(
        name="outer side", title="The outer side", left="toes", right="heel", size=(260, 190), points=(
     (0.0, 0.08), (0.03, 0.16), (0.11, 0.2), (0.22, 0.24), (0.34, 0.34), (0.45, 0.47), (0.52, 0.62), *_ANKLE,
     (0.7, 0.012), (0.55, 0.02), (0.4, 0.015), (0.25, 0.0), (0.12, 0.005), (0.04, 0.015),
 ),
        details=((0.685, 0.4, 0.775, 0.53),),
    ),
    "back": Outline(
        name="back", title="The back of heel and calf", left="inner side", right="outer side", size=(110, 250),
        points=(
            (0.31, 0.015), (0.25, 0.07), (0.25, 0.14), (0.27, 0.21), (0.25, 0.27), (0.25, 0.32), (0.3, 0.39),
            (0.31, 0.47), (0.26, 0.56), (0.17, 0.68), (0.12, 0.82), (0.15, 1.0), (0.15, 1.0), (0.85, 1.0),
            (0.85, 1.0), (0.88, 0.82), (0.83, 0.68), (0.74, 0.56), (0.69, 0.47), (0.7, 0.38), (0.76, 0.3),
            (0.76, 0.25), (0.73, 0.2), (0.75, 0.14), (0.75, 0.07), (0.69, 0.015), (0.5, 0.0),
        ),
    ),
    "shin": Outline(
        name="shin", title="The shin, from the front", left="inner side", right="outer side", size=(110, 250),
        points=(
            (0.24, 0.0), (0.24, 0.0), (0.21, 0.1), (0.16, 0.26), (0.08, 0.46), (0.03, 0.62), (0.05, 0.78),
            (0.12, 0.9), (0.13, 1.0), (0.13, 1.0), (0.87, 1.0), (0.87, 1.0), (0.88, 0.9), (0.95, 0.78), (0.97, 0.62),
            (0.92, 0.46), (0.84, 0.26), (0.79, 0.1), (0.76, 0.0), (0.76, 0.0),
        ),
    ),
}  # fmt: skip


def curve(view: View) -> Iterator[tuple[Point, Point, Point]]:
    """The outline as cubic curves, each with its two control points and its end; it starts at the first point."""
    points = OUTLINES[view].points
    count = len(points)
    for i in range(count):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        if (bx, by) != (cx, cy):  # a corner
            yield (bx + (cx - ax) / 6, by + (cy - ay) / 6), (cx - (dx - bx) / 6, cy - (dy - by) / 6), (cx, cy)


def inside(view: View, x: float, y: float) -> bool:
    """Whether a point lies within the outline: a line to it crosses the edge an odd number of times."""
    return bisect(_crossings(view, y), x) % 2 == 1


@cache
def _crossings(view: View, y: float) -> list[float]:
    """Where a level line crosses the edge, from the left; a drawing asks for all points of a row."""
    corners = _corners(view)
    edges = zip(corners, (*corners[1:], corners[0]), strict=True)
    return sorted(ax + (y - ay) / (by - ay) * (bx - ax) for (ax, ay), (bx, by) in edges if (ay > y) != (by > y))


@cache
def _corners(view: View) -> tuple[Point, ...]:
    """The curve as a polygon fine enough for a raster."""
    start = OUTLINES[view].points[0]
    found: list[Point] = []
    for one, two, end in curve(view):
        found += [_along(start, one, two, end, step / _STEPS) for step in range(_STEPS)]
        start = end
    return tuple(found)


def _along(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    """The point at `t` (0 to 1) of a cubic curve."""
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x, y = (sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True)) for axis in (0, 1))
    return x, y
