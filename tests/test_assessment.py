"""A text becomes a Report, an Assessment and an answer: each made once, and changed by nobody."""

from dataclasses import FrozenInstanceError
from unittest import mock

import pytest

from footadvice.advisor import Advisor
from footadvice.knowledge.levels import ALARMS, LEVELS, URGENCY_LEVELS, each_at_its_most_urgent, is_above, rank
from footadvice.knowledge.records import RedFlag
from footadvice.knowledge.store import KnowledgeBase
from footadvice.reasoning.triage import Raised
from footadvice.understanding.reader import Reader

TEXT = "my foot is cold, pale and numb. no fever"


def test_a_report_cannot_be_changed(advisor: Advisor) -> None:
    report = advisor.reader.read(TEXT)
    with pytest.raises(FrozenInstanceError):
        report.age = 3  # type: ignore[misc]
    assert isinstance(report.findings, tuple)


def test_assessing_twice_gives_the_same_and_leaves_the_report(advisor: Advisor) -> None:
    report, again = advisor.reader.read(TEXT), advisor.reader.read(TEXT)
    first = advisor.assessor.assess(report)
    assert advisor.assessor.assess(report) == first
    assert report == again
    assert first.report is report


@pytest.mark.parametrize("text", [TEXT, "my toe is red and sore. it has been so for weeks"])
def test_a_text_is_read_once(advisor: Advisor, text: str) -> None:
    with mock.patch.object(Reader, "_read", autospec=True, side_effect=Reader._read) as read:
        advisor.ask(text)
        assert read.call_count == 1
        advisor.check(["toe"], text=text)
        assert read.call_count == 2


def test_beside_an_emergency_the_likely_emergencies_come_first(advisor: Advisor) -> None:
    answer = advisor.ask("my foot is cold, pale and numb")
    assert answer.conditions[0].urgency == "emergency"
    assert "raynauds" in {one.id for one in answer.conditions[1:]}


def test_a_plain_question_keeps_the_named_condition_first(advisor: Advisor) -> None:
    assert advisor.ask("what is gout").conditions[0].id == "gout"


def test_red_flags_stand_most_urgent_first(advisor: Advisor) -> None:
    for text in (
        TEXT,
        "both my feet tingle, my legs are weak and numb, since today",
        "hot swollen calf, I cannot breathe",
    ):
        levels = [rank(flag.level) for flag in advisor.ask(text).urgency.red_flags]
        assert levels == sorted(levels)


def test_what_the_words_raised_stands_whatever_is_answered(advisor: Advisor) -> None:
    said = advisor.assessor.assess(advisor.reader.read(TEXT)).raised
    assert said
    answer = advisor.check(["whole-foot"], no=["screen"], text=TEXT)
    assert {one.flag.id for one in said} <= {flag.id for flag in answer.urgency.red_flags}


def test_levels_have_one_order() -> None:
    assert [rank(level) for level in URGENCY_LEVELS] == [0, 1, 2, 3, 4]
    assert URGENCY_LEVELS[:-1] == LEVELS
    assert is_above("emergency", "urgent")
    assert not is_above("self_care", "see_clinician")
    assert not is_above("urgent", "urgent")
    assert ALARMS == ("emergency", "urgent")


def test_each_flag_stands_once_at_its_more_urgent_level(kb: KnowledgeBase) -> None:
    one, other = list(kb.all(RedFlag))[:2]
    mild = [Raised(one, "see_clinician"), Raised(other, "urgent"), Raised(one, "emergency"), Raised(other, "self_care")]
    found = each_at_its_most_urgent(mild, lambda raised: raised.flag.id)
    assert [(raised.flag.id, raised.level) for raised in found] == [(one.id, "emergency"), (other.id, "urgent")]


def test_each_role_is_read_from_the_data(kb: KnowledgeBase) -> None:
    roles = kb.roles
    assert roles.of_age(0) == "baby"
    assert roles.of_age(8) == "child"
    assert roles.of_age(72) == "older-adult"
    assert roles.of_people(("pregnancy", "diabetes")) == {"pregnant", "diabetes"}
    assert roles.opposites["no-injury"] == "injury-recent"
    assert [days for days, _ in roles.spans] == [84, 14]
