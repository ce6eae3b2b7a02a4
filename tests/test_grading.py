"""A grade follows from what the studies of a claim found, and moves when one of them turns out otherwise."""

from typing import Any

import pytest

from footadvice.knowledge import records as r
from footadvice.knowledge import vocabulary
from footadvice.knowledge.grading import grade_of, grade_of_action, grade_of_link
from footadvice.knowledge.records import Link, Source, Study
from footadvice.knowledge.store import KnowledgeBase


def study(id: str, design: str, direction: str = "for", people: int | None = None, **other: Any) -> Study:
    sound = {"source": id, "who": "x", "compared": "x", "outcome": "x", "read": "abstract", "people": people}
    return Study(**{"id": id, "design": design, "direction": direction, **sound, **other})


REVIEW = study("review", "meta_analysis", people=900, effect_measure="odds_ratio", effect=2.0, low=1.5, high=2.7)
COHORT = study("cohort", "cohort", people=639)
SURVEY = study("survey", "cross_sectional", people=2000)
SMALL = study("small", "case_control", people=40)
LABORATORY = study("laboratory", "laboratory", people=20)
NULL = study("null", "cohort", "against", people=900)
UNCLEAR = study("unclear", "systematic_review", "unclear", people=900)

GRADES: list[tuple[str, tuple[Study, ...], str]] = [
    ("a review and a cohort that agree", (REVIEW, COHORT), "strong"),
    ("a review alone", (REVIEW,), "moderate"),
    ("a large cohort alone", (COHORT,), "moderate"),
    ("two large surveys", (SURVEY, study("other", "cross_sectional", people=700)), "moderate"),
    ("one survey", (SURVEY,), "limited"),
    ("two reviews of surveys: nobody was followed", (REVIEW, study("second", "meta_analysis", effect=1.0)), "moderate"),
    ("a small comparison", (SMALL,), "limited"),
    ("a laboratory, however often", (LABORATORY, study("again", "laboratory", people=900)), "limited"),
    ("overviews measure nothing", (study("overview", "narrative"),), "expert_opinion"),
    ("nothing", (), "expert_opinion"),
    ("a cohort each way", (COHORT, NULL), "conflicting"),
    ("a review and a small study the other way", (REVIEW, study("no", "case_control", "against", 60)), "moderate"),
    ("a survey each way", (SURVEY, study("no", "case_control", "against", 200)), "conflicting"),
    ("only unclear", (UNCLEAR,), "expert_opinion"),
    ("a doubt keeps it from strong", (REVIEW, COHORT, UNCLEAR), "moderate"),
]


@pytest.mark.parametrize(("why", "studies", "grade"), GRADES)
def test_the_grade_of_some_studies(why: str, studies: tuple[Study, ...], grade: str) -> None:
    assert grade_of(studies).grade == grade, why
    assert grade_of(studies[::-1]).grade == grade, "their order does not matter"


PLANTED: list[tuple[str, dict[str, Any], str]] = [
    ("retracted", {"retracted": True}, "was retracted"),
    ("replaced", {"superseded_by": "newer"}, "was replaced by newer"),
    ("not read", {"read": "not_read"}, "was not read"),
]


@pytest.mark.parametrize(("why", "changes", "said"), PLANTED)
def test_what_cannot_count_moves_the_grade_and_says_why(why: str, changes: dict[str, Any], said: str) -> None:
    spoiled = study("cohort", "cohort", people=639, **{"read": "abstract", **changes})
    found = grade_of((REVIEW, spoiled))
    assert (grade_of((REVIEW, COHORT)).grade, found.grade) == ("strong", "moderate"), why
    assert found.left_out == {"cohort": said}


def test_the_wrong_arm_moves_the_grade() -> None:
    arm = study("cohort", "cohort", people=639, indirect="Both groups had insoles.")
    assert (grade_of((COHORT,)).grade, grade_of((arm,)).grade) == ("moderate", "limited")


def test_not_significant_is_no_proof_for_it_and_none_against_it() -> None:
    told = study("cohort", "cohort", people=639, effect_measure="odds_ratio", effect=2.15, low=0.87, high=5.3)
    assert grade_of((told,)).grade == "expert_opinion"
    assert grade_of((told,), "against").grade == "expert_opinion"
    assert grade_of((REVIEW, told)).grade == "moderate"


def test_one_group_of_people_counts_once() -> None:
    papers = [study(f"paper-{n}", "cross_sectional", people=900, cohort="one-town") for n in range(3)]
    assert grade_of(papers).grade == "limited"
    held = study("cohort", "cohort", people=639, pooled_in=("review",))
    assert grade_of((REVIEW, held)).grade == "moderate"


def test_the_reason_says_what_there_is() -> None:
    assert grade_of((COHORT, SURVEY)).reason == "1 cohort (of 639 people) and 1 survey (of 2,000 people), for it."
    assert grade_of(()).reason == "No study measured it."


def test_without_studies_the_kinds_of_source_are_a_ceiling() -> None:
    review = Source(id="s", kind="systematic_review", title="T", publisher="P", read="abstract")
    link = Link(
        id="a-to-b", from_id="a", to_id="b", relation="strains", supported=True, grade="limited", mechanism="x",
        evidence_for="x", figures="x", caveat="x", sources=("s",),
    )  # fmt: skip
    action = r.Action(name="A", kind="load", measure="m", text="x", today=True, grade="limited", sources=("s",))
    assert grade_of_link(link, (), (review,)).grade == "limited"
    assert grade_of_action(action, "a/m", (), (review,)).grade == "moderate"


def test_our_grades_are_at_most_what_their_studies_carry(kb: KnowledgeBase) -> None:
    for link in kb.all(Link):
        carried = grade_of_link(link, kb.all(Study), kb.some(Source, link.sources)).grade
        assert vocabulary.GRADES.index(link.grade) >= vocabulary.GRADES.index(carried), link.id
        assert bool(link.lowered) == (link.grade != carried), link.id


def test_every_shipped_link_rests_on_studies(kb: KnowledgeBase) -> None:
    of = {id for study in kb.all(Study) for id in study.links}
    assert {link.id for link in kb.all(Link)} == of
