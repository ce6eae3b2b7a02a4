"""The two small pictures in SVG: what they show is said in words too, and grades differ without colour."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from footadvice.advisor import Advisor
from footadvice.knowledge.records import Condition
from footadvice.knowledge.vocabulary import GRADES
from footadvice.reasoning.link_graph import GRADE_WORDS
from footadvice.render.html.printed_page import html
from footadvice.render.svg.body_svg import body, weeks
from tests.conftest import Doctored, Run
from tests.evil import spoilt


def test_each_grade_has_a_mark_of_its_own(advisor: Advisor) -> None:
    edge = advisor.condition("flat-feet").conditions[0].effects[0]
    drawn = {grade: body([replace(edge, grade=grade, supported=True, to_id="knee")]) for grade in GRADES}
    marks = {grade: re.sub(re.escape(GRADE_WORDS[grade].split(",")[0]), "", one) for grade, one in drawn.items()}
    assert len(set(marks.values())) == len(GRADES)
    assert all('fill="#' not in one for one in drawn.values())


def test_what_no_study_shows_is_not_drawn_and_the_rest_is_said(advisor: Advisor) -> None:
    for id in advisor.kb.raw(Condition):
        effects = advisor.condition(id).conditions[0].effects
        picture = body(effects)
        shown = {edge.to_name for edge in effects if edge.supported and edge.to_id in ("back", "hip", "knee", "ankle")}
        assert set(re.findall(r'bold">(\w+)</tspan>', picture)) == shown
        assert bool(picture) == bool(shown)
        if picture:
            assert picture in html(advisor.handout(id))


@pytest.mark.parametrize("checkpoints", [[2], [1, 2], [2, 6, 12], [1, 2, 52], [6, 12, 52]])
def test_the_numbers_of_the_weeks_stand_apart_and_in_the_picture(checkpoints: list[int]) -> None:
    picture = weeks(checkpoints)
    places = [int(x) for x in re.findall(r'<text x="(\d+)" y="27" text-anchor="middle">', picture)]
    assert len(places) == len(checkpoints)
    assert all(later - before >= 22 for before, later in pairwise(places))
    assert places[-1] < 280
    assert str(checkpoints[-1]) in picture
    assert weeks([]) == ""


def test_hostile_names_stay_text(doctored: Doctored) -> None:
    page = Advisor(doctored(spoilt)).condition("flat-feet").conditions[0]
    assert "<script" not in body(page.effects)


def test_a_joint_stands_on_the_body_with_its_mark(run: Run) -> None:
    drawn = run("joint", "hip").out
    assert "/|\\  hip    #    the feet may reach it: limited evidence" in drawn
    assert " |   knee\n" in drawn
    plain = run("joint", "hip", "--plain").out
    assert "- hip: the feet may reach it: limited evidence." in plain
    assert "- knee: " not in plain
