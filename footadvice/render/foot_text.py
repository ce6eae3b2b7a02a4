"""The foot drawn with characters: outline, zones and their numbers, from the same outlines and boxes as the picture.

Each view is a raster of cells, each cell of one zone, of the foot between zones, or of none. A character stands on
each corner of four cells, and shows which of its four arms part two zones; so borders take no room of their own.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise, product, zip_longest
from textwrap import wrap

from footadvice.answers.handout_answer import MapZone
from footadvice.knowledge.vocabulary import UPWARD, View
from footadvice.render.svg.foot_outlines import inside

_GAP, _NAMES = 3, 30  # columns between drawing and names, and what the names need
OUTSIDE, FOOT = 0, -1  # cells that are of no zone; a zone's cells hold its number
Cells = list[list[int]]
# Columns and rows of cells. Where zones are thin, rows stand closer to one another: (how far down the view, row).
_SIZES: dict[View, tuple[int, tuple[tuple[float, int], ...]]] = {
    "sole": (28, ((0, 0), (0.03, 1), (0.17, 4), (0.22, 6), (0.38, 10), (0.72, 15), (0.86, 18), (1, 21))),
    "top": (28, ((0, 0), (0.03, 1), (0.09, 3), (0.18, 6), (0.22, 8), (0.38, 12), (0.56, 15), (0.8, 18), (1, 21))),
    "back": (22, ((0, 0), (1, 18))),
    "shin": (22, ((0, 0), (1, 14))),
    "inner": (38, ((0, 0), (1, 14))),
    "outer": (38, ((0, 0), (1, 14))),
}
# The character for a corner's arms: up 1, right 2, down 4, left 8. No border ends there, so none has a single arm.
_LINES = "   └ │┌├ ┘─┴┐┤┬┼"
_ASCII = "   ` |.+ '-+.+++"
_FILL, _ASCII_FILL = "░", ":"


def draw(view: View, zones: Iterable[MapZone], *, ascii_only: bool = False) -> list[str]:
    """One view as lines of characters, at most 39 wide and 22 high.

    Args:
        zones: the zones to draw; a marked one is filled.
        ascii_only: for terminals that know no lines.
    """
    here = [zone for zone in zones if any(place.view == view for place in zone.places)]
    cells = raster(view, here)
    lines = [[_corner(cells, row, column, ascii_only) for column in _range(cells[0])] for row in _range(cells)]
    for zone in here:
        free = _free(cells, zone.number)
        if zone.marked:
            for row, column in free:
                lines[row][column] = _ASCII_FILL if ascii_only else _FILL
        row, column = _spot(free, zone.number)
        label = str(zone.number)
        lines[row][column : column + len(label)] = label
    return ["".join(line).rstrip() for line in lines]


def with_names(view: View, zones: Sequence[MapZone], width: int, *, ascii_only: bool = False) -> list[str]:
    """One view with the names of its zones beside it, or below it where the terminal is narrow.

    Args:
        width: columns of the terminal; too few for the drawing, and the names stand alone.
    """
    drawn = draw(view, zones, ascii_only=ascii_only)
    wide = max(map(len, drawn)) + _GAP
    beside = width >= wide + _NAMES
    names = [line for zone in zones for line in _name(zone, width - wide if beside else width)]
    if not beside:
        return [*(drawn if width >= wide - _GAP else []), *names]
    top = max(len(drawn) - len(names), 0) // 2  # the names stand half way down
    names = [""] * top + names
    return [f"{one:{wide}}{other}".rstrip() for one, other in zip_longest(drawn, names, fillvalue="")]


def _name(zone: MapZone, width: int) -> list[str]:
    here = " (here)" if zone.marked else ""
    return wrap(f"{zone.number:2} {zone.name}{here}", width, subsequent_indent="   ", break_on_hyphens=False)


def raster(view: View, zones: Sequence[MapZone]) -> Cells:
    """The cells of a view, row by row from the top: a zone's number, `FOOT` or `OUTSIDE`."""
    columns, rows = _SIZES[view]
    down = [_fraction(row + 0.5, rows) for row in range(rows[-1][1])]
    if view in UPWARD:
        down = [1 - y for y in down]
    return [[_zone_at(view, zones, (column + 0.5) / columns, y) for column in range(columns)] for y in down]


def _fraction(row: float, rows: Sequence[tuple[float, int]]) -> float:
    """How far down the view a row is."""
    (y0, r0), (y1, r1) = next(pair for pair in pairwise(rows) if row <= pair[1][1])
    return y0 + (row - r0) / (r1 - r0) * (y1 - y0)


def _zone_at(view: View, zones: Iterable[MapZone], x: float, y: float) -> int:
    if not inside(view, x, y):
        return OUTSIDE
    for zone in zones:
        for place in zone.places:
            x0, y0, x1, y1 = place.box
            if place.view == view and x0 <= x < x1 and y0 <= y < y1:
                return zone.number
    return FOOT


def _range(cells: Sequence[object]) -> range:
    """The corners along a side: one more than its cells."""
    return range(len(cells) + 1)


def _around(cells: Cells, row: int, column: int) -> tuple[int, int, int, int]:
    """The four cells round a corner: above left, above right, below left, below right."""

    def at(r: int, c: int) -> int:
        return cells[r][c] if 0 <= r < len(cells) and 0 <= c < len(cells[0]) else OUTSIDE

    return at(row - 1, column - 1), at(row - 1, column), at(row, column - 1), at(row, column)


def _corner(cells: Cells, row: int, column: int, ascii_only: bool) -> str:
    a, b, c, d = _around(cells, row, column)
    arms = (a != b) + 2 * (b != d) + 4 * (c != d) + 8 * (a != c)
    return (_ASCII if ascii_only else _LINES)[arms]


def _free(cells: Cells, number: int) -> list[tuple[int, int]]:
    """The corners that lie within a zone."""
    corners = product(range(1, len(cells)), range(1, len(cells[0])))
    return [corner for corner in corners if set(_around(cells, *corner)) == {number}]


def _spot(free: Sequence[tuple[int, int]], number: int) -> tuple[int, int]:
    """Where the number of a zone begins: as near its middle as it fits."""
    length = len(str(number))
    found = [(r, c) for r, c in free if all((r, c + i) in free for i in range(length))] or list(free)
    row, column = (sum(corner[axis] for corner in free) / len(free) for axis in (0, 1))
    return min(found, key=lambda at: (abs(at[0] - row) * 2 + abs(at[1] + (length - 1) / 2 - column), at))
