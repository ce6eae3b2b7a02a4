"""The handout as one HTML file: everything inside it, no script, nothing fetched, and every text escaped."""

from math import sqrt
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from footadvice.answers.document import DISCLAIMER
from footadvice.answers.handout_answer import HandoutAnswer
from footadvice.render.page_items import LEVEL_WORDS, RED_FLAG_WORDS, WHO_WORDS, changed, for_whom, grade_note
from footadvice.render.svg.chain_svg import chain
from footadvice.render.svg.foot_svg import places

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
# How full a page is with letters of _POINTS: boxes and picture, each letter, the second picture. Measured on US Letter.
_POINTS, _BOXES, _A_LETTER, _CHAIN = 8.4, 0.17, 0.000145, 0.1
_FULL = 0.9  # of what fits by that measure, for lines break where they will
_USUAL, _LARGE = (8.0, 11.0), (12.5, 16.0)  # the smallest and the largest letters, in points


def html(answer: HandoutAnswer, *, large_print: bool = False) -> str:
    """The sheet as a whole HTML document: one printed page for one condition, two for several.

    Args:
        large_print: letters of 12.5 points at least, on two pages; several conditions then take more.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    drawn = {zone.id: zone.number for zone in answer.zones if zone.places and zone.marked}
    ids = {place.id for place in answer.places}
    links = chain(answer.chain)
    body = environment.get_template("handout.html.j2").render(
        answer=answer,
        # Both pictures escape their own texts.
        foot=Markup(places(answer.zones, title="Where it is", ids=ids) if drawn else ""),
        chain=Markup(links),
        numbers=drawn,
        level_words=LEVEL_WORDS,
        flag_words=RED_FLAG_WORDS,
        grade_note=grade_note,
        for_whom=for_whom,
        who_words=WHO_WORDS,
        changed=changed,
        days=_DAYS,
        disclaimer=DISCLAIMER,
    )
    pages = 2 if large_print or len(answer.conditions) > 1 else 1
    points = _points(len(Markup(body).striptags()), bool(links), pages, *(_LARGE if large_print else _USUAL))
    return environment.get_template("page.html.j2").render(
        title=f"{answer.title}: what to do", lang="en-GB", body=Markup(body), large_print=large_print, points=points
    )


def _points(letters: int, pictured: bool, pages: int, least: float, most: float) -> float:
    """How large the letters may be so that this many of them fill no more than `pages`, in points."""
    full = _BOXES + _A_LETTER * letters + _CHAIN * pictured
    return round(min(max(_POINTS * sqrt(_FULL * pages / full), least), most), 1)
