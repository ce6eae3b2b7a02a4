"""The studies of a claim, side by side: what each found, whether it counts, and the grade that they carry."""

import json

import pytest

from footadvice.advisor import Advisor
from footadvice.errors import NotFound
from footadvice.render import forest
from footadvice.render.blocks import Span
from tests.conftest import Run


def span(effect: float, low: float, high: float, *, none: float = 1, reach: float = 8) -> Span:
    return Span("Menz 2018", effect, low, high, none, reach, none == 1, "said")


def test_a_claim_says_its_grade_the_reason_and_each_study(advisor: Advisor) -> None:
    claim = advisor.evidence("ankle-pain-to-knee").claims[0]
    assert (claim.grade, claim.carried) == ("moderate", "moderate")
    assert "1 cohort" in claim.reason
    (study,) = claim.studies
    assert (study.effect, study.low, study.high, study.direction, study.carries) == (2.53, 1.34, 4.8, "for", True)


def test_a_lower_grade_says_why_and_what_its_studies_would_carry(advisor: Advisor) -> None:
    claim = advisor.evidence("flat-feet-to-shin-splints").claims[0]
    assert (claim.grade, claim.carried) == ("moderate", "strong")
    assert claim.lowered


def test_what_does_not_count_is_told_with_its_reason(run: Run) -> None:
    out = " ".join(run("kb", "evidence", "overpronation-to-plantar-fasciitis").out.split())
    assert "Studies that do not count" in out
    assert "Left out: it was replaced by van-leeuwen-2016-plantar." in out


def test_an_action_has_its_studies_too(advisor: Advisor) -> None:
    claim = advisor.evidence("ankle-sprain/ankle-brace").claims[0]
    assert claim.grade == "strong"
    assert {study.source for study in claim.studies} == {"bellows-2018", "doherty-2017-ankle"}


@pytest.mark.parametrize("typed", ["bunions-to-kne", "bunions", "bunions/nothing", "/", "", "-to-"])
def test_what_is_no_claim_is_not_found(advisor: Advisor, typed: str) -> None:
    with pytest.raises(NotFound):
        advisor.evidence(typed)


def test_a_misspelt_claim_is_suggested(advisor: Advisor) -> None:
    with pytest.raises(NotFound) as caught:
        advisor.evidence("bunions-to-kne")
    assert "bunions-to-knee" in caught.value.suggestions


def test_why_with_evidence_tells_the_studies_of_each_step(run: Run) -> None:
    assert json.loads(run("why", "flat-feet", "back", "--json").out)["evidence"] == []
    told = json.loads(run("why", "flat-feet", "back", "--json", "--evidence").out)["evidence"]
    assert "flat-feet-to-back" in [claim["claim"] for claim in told]
    assert all(claim["studies"] for claim in told)
    assert "Studies that count" in run("why", "flat-feet", "back", "--evidence").out


def test_the_picture_has_one_scale_and_fits() -> None:
    drawn = list(forest.lines((span(2, 1.5, 4), span(0.5, 0.25, 0.9), span(20, 6, 80)), 60))
    assert [line.index("o") for line in drawn[:2]] == [24 + 1 + 16 + 5, 24 + 1 + 16 - 5]
    assert drawn[2].endswith(">")
    assert all(len(line) <= 60 for line in drawn)
    assert "0.125" in drawn[3]
    assert drawn[3].split()[1:] == ["1", "8"]
    assert all(len(line) <= 40 for line in forest.lines((span(2, 1.5, 4),), 40))


def test_who_does_not_see_it_is_told_the_side(run: Run) -> None:
    assert forest.side(span(2, 1.5, 4)) == "above no effect"
    assert forest.side(span(0.5, 0.2, 0.9)) == "below no effect"
    assert forest.side(span(1.2, 0.8, 1.9)) == "on both sides of no effect"
    assert forest.side(span(-0.7, -0.9, -0.4, none=0, reach=2)) == "below no effect"
    out = run("kb", "evidence", "ankle-pain-to-knee", "--plain").out
    assert "odds ratio 2.53 (1.34 to 4.8), above no effect" in out
    assert "--o" not in out
