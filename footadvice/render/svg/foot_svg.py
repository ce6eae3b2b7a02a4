"""The foot as an SVG picture: outlines, numbered zones and a legend; black on white, no script, nothing fetched.

Without a style sheet it prints in black and white. In a page, `currentColor` and the class names let the page set
the ink. What is marked is hatched and named, so that colour carries nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import product
from textwrap import wrap

from footadvice.answers.handout_answer import MapZone
from footadvice.knowledge.records import Place
from footadvice.knowledge.vocabulary import UPWARD, VIEWS, View
from footadvice.render.svg.foot_outlines import OUTLINES, curve, inside

_SCALE = 1.55  # pixels a millimetre
_GAP, _TITLE, _LINE, _TEXT = 34, 40, 19, 13  # pixels
_NARROW = 1.3  # of the size of its number: how wide a zone has to be to hold it
_PER_LETTER = 0.55  # of the size of the text: the width of a middling letter
_WIDEST, _LARGE, _MOST_VIEWS = 1120, 30, 3
_GRID = 12  # steps in which the middle of what is seen of a zone is looked for
_HATCH = 7  # pixels from one line of the hatching to the next, along a side
_ROOM, _RISE = 0.05, 0.015  # of the width and height of a view: what half a number takes


def foot(zones: Sequence[MapZone], *, title: str) -> str:
    """The whole map with its legend, as one `<svg>` element.

    Args:
        zones: every zone; those that are `marked` are hatched. If any is, the others stand without number and name.
        title: what the picture is, for those who cannot see it.
    """
    return _picture(title, [_cell(view, _shown(view, zones)) for view in VIEWS], _PAPER)


def places(zones: Sequence[MapZone], *, title: str, ids: Collection[str]) -> str:
    """The marked zones alone, in large numbers and without a legend, on up to three views, as one `<svg>` element.

    Args:
        zones: every zone; those that are `marked` are hatched.
        title: what the picture is, for those who cannot see it.
        ids: the zones that are numbered, for a list beside the picture; the others are part of a wide place.
    """
    return _picture(title, [_plate(view, _shown(view, zones), ids) for view in _telling(zones)])


def _telling(zones: Iterable[MapZone]) -> list[View]:
    """Up to three views: each the one that shows most of what the others do not."""
    left = {zone.id: {place.view for place in zone.places} for zone in zones if zone.marked and zone.places}
    views: list[View] = []
    while left and len(views) < _MOST_VIEWS:
        views.append(max(VIEWS, key=lambda view: sum(view in seen for seen in left.values())))
        left = {id: seen for id, seen in left.items() if views[-1] not in seen}
    return sorted(views, key=VIEWS.index)


def _picture(title: str, cells: Sequence["_Cell"], paper: str = "") -> str:
    rows = _rows(cells)
    width = max(sum(cell.width for cell in row) + _GAP * (len(row) + 1) for row in rows)
    parts, top = [], 0.0
    for row in rows:
        left = float(_GAP)
        for cell in row:
            parts.append(f'<g transform="translate({left:g} {top:g})">{cell.svg}</g>')
            left += cell.width + _GAP
        top += max(cell.height for cell in row)
    told = "; ".join(f"{zone.number} {zone.name}" for cell in cells for zone in cell.shown)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="foot-title foot-desc" '
        f'viewBox="0 0 {width:g} {top:g}" font-family="sans-serif" font-size="{_TEXT}" '
        f'fill="currentColor" color="#000" class="foot">'
        f'<title id="foot-title">{escape(title)}</title><desc id="foot-desc">{escape(told)}.</desc>'
        f"{paper}{''.join(parts)}</svg>\n"
    )


_PAPER = '<rect width="100%" height="100%" fill="#fff"/>'  # or it cannot be read in a dark window


class _Cell:
    """One view with its legend, and the room that it takes in pixels."""

    def __init__(self, svg: str, width: float, height: float, shown: Sequence[MapZone]) -> None:
        self.svg, self.width, self.height, self.shown = svg, width, height, shown


def _rows(cells: Sequence[_Cell]) -> list[list[_Cell]]:
    """The views in rows, as many beside one another as fit."""
    rows: list[list[_Cell]] = [[]]
    for cell in cells:
        if rows[-1] and sum(c.width + _GAP for c in (*rows[-1], cell)) + _GAP > _WIDEST:
            rows.append([])
        rows[-1].append(cell)
    return rows


def _shown(view: View, zones: Iterable[MapZone]) -> list[MapZone]:
    """The zones that are numbered and named in a view: the marked ones, or all if none is."""
    found = list(zones)
    marked = any(zone.marked for zone in found)
    return [z for z in found if (z.marked or not marked) and any(p.view == view for p in z.places)]


def _cell(view: View, shown: Sequence[MapZone]) -> _Cell:
    outline = OUTLINES[view]
    width, height = (side * _SCALE for side in outline.size)
    ends = (
        f'<text y="{_TITLE + height + 22:g}" font-size="11">{escape(outline.left)}</text>'
        f'<text x="{width:g}" y="{_TITLE + height + 22:g}" font-size="11" text-anchor="end">'
        f"{escape(outline.right)}</text>"
    )
    legend, lines = _legend(shown, _TITLE + height + 46, width)
    svg = (
        f'<text y="24" font-weight="bold" font-size="15">{escape(outline.title)}</text>'
        f'<g transform="translate(0 {_TITLE})">{_drawn(view, shown, _TEXT)}</g>{ends}{legend}'
    )
    return _Cell(svg, max(width, _legend_width(width)), _TITLE + height + 46 + lines * _LINE, shown)


def _plate(view: View, shown: Sequence[MapZone], ids: Collection[str]) -> _Cell:
    """One view alone, with what it is called below it, in letters that can be read when it is small."""
    width, height = (side * _SCALE for side in OUTLINES[view].size)
    title = f'<text y="{height + 46:g}" font-size="{_LARGE}">{escape(OUTLINES[view].name)}</text>'
    drawn = _drawn(view, shown, _LARGE, ids)
    return _Cell(f'<g transform="translate(0 6)">{drawn}</g>{title}', max(width, 170), height + 58, shown)


def _drawn(view: View, shown: Iterable[MapZone], size: int, ids: Collection[str] | None = None) -> str:
    """The outline and the zones; their numbers in letters of `size` pixels, of the zones in `ids` if it is given."""
    path, clip = _path(view), f"foot-{view}"
    here = [(zone, place) for zone in shown for place in zone.places if place.view == view]
    zones = "".join(_zone(zone, place, clip) for zone, place in here)
    numbered = [(zone, place) for zone, place in here if ids is None or zone.id in ids]
    rims, numbers = ("".join(_number(*one, size, rim=rim) for one in numbered) for rim in (True, False))
    return (
        f'<clipPath id="{clip}"><path d="{path}"/></clipPath><path d="{path}" class="skin" fill="#fff"/>'
        f'{_details(view)}{zones}<path d="{path}" fill="none" stroke="currentColor" stroke-width="2.2"/>{rims}{numbers}'
    )


def _zone(zone: MapZone, place: Place, clip: str) -> str:
    left, top, right, bottom = _corners(place.view, place.box)
    box = f'x="{left:g}" y="{top:g}" width="{right - left:g}" height="{bottom - top:g}"'
    hatched = _hatching(left, top, right, bottom, clip) if zone.marked else ""
    return f'{hatched}<rect {box} clip-path="url(#{clip})" fill="none" stroke="currentColor" stroke-dasharray="4 3"/>'


def _hatching(left: float, top: float, right: float, bottom: float, clip: str) -> str:
    """Slanting lines over a box. Lines and no pattern, for some programs draw a pattern as a solid block."""
    lines = []
    across = left + top + _HATCH
    while across < right + bottom:  # on each line, x + y is the same
        x0, x1 = max(left, across - bottom), min(right, across - top)
        lines.append(f"M{x0:.1f} {across - x0:.1f}L{x1:.1f} {across - x1:.1f}")
        across += _HATCH
    path = "".join(lines)
    drawn = 'class="hatch" fill="none" stroke="currentColor" stroke-width="1.6"'
    return f'<path d="{path}" clip-path="url(#{clip})" {drawn}/>'


def _number(zone: MapZone, place: Place, size: int, *, rim: bool) -> str:
    """The number of a zone, or the rim of paper that lies under it, so that no line strikes it out.

    They are two texts, for not every program knows `paint-order`: there the rim would cover the number.
    """
    left, _, right, _ = _corners(place.view, place.box)
    x, y = _middle(place)
    if right - left < _NARROW * size:  # beside the outline, where there is room
        x = left - size * 0.75 if x < OUTLINES[place.view].size[0] * _SCALE / 2 else right + size * 0.75
    at = f'x="{x:g}" y="{y + size * 0.36:g}" text-anchor="middle" font-size="{size}"'
    number = 'class="number"'
    edge = f'class="rim" fill="#fff" stroke="#fff" stroke-width="{size * 0.35:g}" stroke-linejoin="round"'
    return f"<text {at} {edge if rim else number}>{zone.number}</text>"


def _details(view: View) -> str:
    """What makes it look like a foot: nails, ankle bones."""
    ovals = []
    for x0, y0, x1, y1 in OUTLINES[view].details:
        left, top, right, bottom = _corners(view, (x0, y0, x1, y1))
        middle = f'cx="{(left + right) / 2:g}" cy="{(top + bottom) / 2:g}"'
        radii = f'rx="{(right - left) / 2:g}" ry="{(bottom - top) / 2:g}"'
        ovals.append(f'<ellipse {middle} {radii} fill="none" stroke="currentColor" stroke-opacity=".45"/>')
    return "".join(ovals)


def _legend_width(width: float) -> float:
    return max(width, 225.0)


def _legend(shown: Iterable[MapZone], top: float, width: float) -> tuple[str, int]:
    """The names under a view, wrapped to its width; and how many lines they take."""
    letters = int((_legend_width(width) - 26) / (_TEXT * _PER_LETTER))
    parts, line = [], 0
    for zone in shown:
        y = top + line * _LINE
        parts.append(f'<text x="20" y="{y:g}" text-anchor="end" font-weight="bold">{zone.number}</text>')
        for words in wrap(zone.name, letters, break_on_hyphens=False) or [""]:
            parts.append(f'<text x="27" y="{top + line * _LINE:g}">{escape(words)}</text>')
            line += 1
    return "".join(parts), line


def _path(view: View) -> str:
    start = _scaled(view, *OUTLINES[view].points[0])
    bends = (" ".join(f"{x:g} {y:g}" for x, y in (_scaled(view, *point) for point in bend)) for bend in curve(view))
    return f"M{start[0]:g} {start[1]:g}{''.join(f'C{bend}' for bend in bends)}Z"


def _scaled(view: View, x: float, y: float) -> tuple[float, float]:
    """A point of the frame in pixels, from the top left."""
    width, height = OUTLINES[view].size
    return round(x * width * _SCALE, 1), round((1 - y if view in UPWARD else y) * height * _SCALE, 1)


def _corners(view: View, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A box of the frame in pixels: left, top, right, bottom."""
    (left, one), (right, other) = _scaled(view, *box[:2]), _scaled(view, *box[2:])
    return left, min(one, other), right, max(one, other)


@lru_cache(maxsize=256)
def _middle(place: Place) -> tuple[float, float]:
    """Where the number of a zone stands, in pixels: near the middle of what is seen of it."""
    x0, y0, x1, y1 = place.box
    seen = list(_seen(place)) or [((x0 + x1) / 2, (y0 + y1) / 2)]
    room = min(_ROOM, (x1 - x0) / 2)
    steps = [room * step / _GRID for step in range(-_GRID, _GRID + 1)]
    around = list(product(steps, (-_RISE, 0, _RISE)))
    x, y = (sum(point[axis] for point in seen) / len(seen) for axis in (0, 1))
    seen.sort(key=lambda point: (point[0] - x) ** 2 + (point[1] - y) ** 2)
    fits = (one for one in seen if all(inside(place.view, one[0] + right, one[1] + up) for right, up in around))
    return _scaled(place.view, *next(fits, seen[0]))


def _seen(place: Place) -> Iterator[tuple[float, float]]:
    """Points all over what the outline leaves of a zone."""
    x0, y0, x1, y1 = place.box
    for i, j in product(range(_GRID + 1), repeat=2):
        x, y = x0 + i / _GRID * (x1 - x0), y0 + j / _GRID * (y1 - y0)
        if inside(place.view, x, y):
            yield x, y
