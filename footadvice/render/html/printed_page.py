"""The handout as one HTML file: everything inside it, no script, nothing fetched, and every text escaped."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from math import sqrt
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from footadvice.answers.document import DISCLAIMER
from footadvice.answers.handout_answer import HandoutAnswer
from footadvice.answers.plan_answer import WeekExercise
from footadvice.knowledge.deeds import SPARING
from footadvice.knowledge.vocabulary import GRADES
from footadvice.render.page_items import (
    LEVEL_WORDS,
    RED_FLAG_WORDS,
    WHO_WORDS,
    expected,
    for_whom,
    grade_note,
    long_date,
)
from footadvice.render.svg.body_svg import body, sentences, weeks
from footadvice.render.svg.foot_svg import places

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
# How full a page is with letters of _POINTS: boxes and picture, each letter, the second picture. Measured on US Letter.
_POINTS, _BOXES, _A_LETTER, _BODY, _LINE, _AN_EXERCISE, _FOOT = (
    8.4, 0.17, 0.000145, 0.05, 0.012, 0.015, 0.05,
)  # fmt: skip
_PICTURE = re.compile(r'<svg[^>]* class="(?:body|line)">.*?</svg>', re.DOTALL)
_FULL = 0.9  # of what fits by that measure, for lines break where they will
_FITS = 9.3  # by that measure, a page of letters of 10 points
_MORE = 0.4  # the same for each further page, for what is not torn apart leaves room
# How many exercises, things to do and steps of an exercise, where there is no room for more.
_LESS = ((3, 5, 3), (2, 5, 2), (2, 4, 2), (2, 3, 2), (1, 4, 2), (1, 3, 2), (1, 3, 1))
_LINKS = 3  # told of joints further up, there
_USUAL, _LARGE = (10.0, 11.0), (12.5, 16.0)  # the smallest and the largest letters, in points


def html(answer: HandoutAnswer, *, large_print: bool = False) -> str:
    """The sheet as a whole HTML document: one printed page for one condition, two for several or with a plan.

    Where it would not fit in letters of 10 points, what matters least goes: `_shorter`.

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
    pages = 2 if large_print or len(answer.conditions) > 1 or answer.weeks else 1
    least, most = _LARGE if large_print else _USUAL
    text, points, needed = "", 0.0, _FITS + _MORE * (pages - 1)
    for pictured, shorter in _shorter(answer):
        text, points = _text(environment, shorter, pictured, pages)
        if large_print or points >= needed:
            break
    with_pictures, smaller = _text(environment, shorter, True, pages)  # what was cut may have made room for them
    if smaller >= needed:
        text, points = with_pictures, smaller
    return environment.get_template("page.html.j2").render(
        title=f"{answer.title}: what to do",
        lang="en-GB",
        body=Markup(text),
        large_print=large_print,
        points=round(min(max(points, least), most), 1),
    )


def _text(environment: Environment, answer: HandoutAnswer, pictured: bool, pages: int) -> tuple[str, float]:
    """The body of the page, and how large its letters may be so that it fills no more than `pages`, in points."""
    drawn = {zone.id: zone.number for zone in answer.zones if zone.places and zone.marked}
    ids = {place.id for place in answer.places}
    drawing = body(answer.chain)
    text = environment.get_template("handout.html.j2").render(
        answer=answer,
        # The pictures escape their own texts. One that has no room on paper is seen on a screen.
        foot=Markup(places(answer.zones, title="Where it is", ids=ids) if drawn else ""),
        body=Markup(drawing),
        line=lambda course: Markup(weeks([check.weeks for check in course.checkpoints])),
        pictured=pictured,
        links=sentences(answer.chain),
        plan=list(_weeks(answer)),
        numbers=drawn,
        level_words=LEVEL_WORDS,
        flag_words=RED_FLAG_WORDS,
        grade_note=grade_note,
        expected=expected,
        long_date=long_date,
        for_whom=for_whom,
        who_words=WHO_WORDS,
        days=_DAYS,
        disclaimer=DISCLAIMER,
    )
    full = _BOXES - _FOOT * (not drawn) + _AN_EXERCISE * len(answer.exercises)
    full += _A_LETTER * len(Markup(re.sub(_PICTURE, "", text)).striptags())
    full += (_BODY * bool(drawing) + _LINE * len(answer.conditions)) * pictured
    return text, _POINTS * sqrt(_FULL * pages / full)


def _shorter(answer: HandoutAnswer) -> Iterator[tuple[bool, HandoutAnswer]]:
    """The sheet with and without its picture of the links, and then with less and less of what matters least.

    Warning signs, what to avoid and whom to see stay. What has no room is counted.
    """
    yield True, answer
    yield False, answer
    for exercises, do, steps in _LESS:
        yield False, _cut(answer, exercises, do, steps)
    last = _cut(answer, 1, 3, 1)
    yield False, replace(last, zones=())  # the places stand in words too
    first = tuple(replace(one, course=replace(one.course, checkpoints=())) for one in last.conditions)
    yield False, replace(last, zones=(), conditions=first)


def _cut(answer: HandoutAnswer, exercises: int, do: int, steps: int) -> HandoutAnswer:
    """The sheet with so many exercises, things to do (of one condition), and steps of an exercise.

    What spares a foot or sends to care is never cut.
    """
    room = do + 2 * (len(answer.conditions) - 1)
    kept = tuple(one for place, one in enumerate(answer.do) if place < room or one.action.measure in SPARING)
    return replace(
        answer,
        exercises=tuple(replace(one, steps=one.steps[:steps]) for one in answer.exercises[:exercises]),
        do=kept,
        sources=answer.sources[:1],
        chain=tuple(sorted(answer.chain, key=lambda edge: GRADES.index(edge.grade))[:_LINKS]),
        not_printed=answer.not_printed + len(answer.exercises[exercises:]) + len(answer.do) - len(kept),
    )


def _weeks(answer: HandoutAnswer) -> Iterator[tuple[str, tuple[WeekExercise, ...]]]:
    """The weeks of the plan, those that are alike together, each with its name."""
    for turns, alike in groupby(answer.weeks, key=lambda week: week.exercises):
        first, *rest = alike
        yield f"Weeks {first.week} to {rest[-1].week}" if rest else f"Week {first.week}", turns
