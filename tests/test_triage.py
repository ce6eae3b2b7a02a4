"""Safety: the highest level wins, denial and past are read, and nothing found is never reassurance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footadvice.advisor import Advisor
from footadvice.knowledge.records import RedFlag
from footadvice.reasoning.triage import LEVELS, highest

ORDER = ("none", "self_care", "see_clinician", "urgent", "emergency")
_ADVISOR = Advisor()
STORIES = [
    "my heel hurts in the morning",
    "the ball of my foot burns when i walk in tight shoes",
    "i rolled my ankle and it is swollen",
    "my big toe nail is thick and yellow",
    "my knee aches on stairs",
]
ALARMS = [
    ("my foot has gone cold, pale and numb", "emergency"),
    ("i have diabetes and a new sore on my foot", "urgent"),
    ("the bone is sticking out of the skin", "emergency"),
    ("i can't put weight on it after i twisted my ankle", "urgent"),
    ("my calf is swollen and i am short of breath", "emergency"),
]


def level(text: str) -> str:
    return _ADVISOR.ask(text).urgency.level


@pytest.mark.parametrize(("text", "least"), ALARMS)
def test_an_alarm_is_heard(text: str, least: str) -> None:
    assert ORDER.index(level(text)) >= ORDER.index(least)


@given(st.sampled_from(STORIES), st.sampled_from(ALARMS))
def test_adding_a_red_flag_never_lowers_the_urgency(story: str, alarm: tuple[str, str]) -> None:
    both = level(f"{story}. {alarm[0]}.")
    assert ORDER.index(both) >= max(ORDER.index(level(story)), ORDER.index(alarm[1]))


@given(
    st.sampled_from(STORIES),
    st.sampled_from(
        ["no fever", "without swelling", "no numbness", "it is not red", "i don't have diabetes", "no chest pain"]
    ),
)
def test_adding_a_denial_never_raises_the_urgency(story: str, denial: str) -> None:
    assert ORDER.index(level(f"{story}. {denial}.")) <= max(ORDER.index(level(story)), ORDER.index("self_care"))


@pytest.mark.parametrize(("alarm", "least"), ALARMS)
def test_an_alarm_is_heard_on_either_side_of_a_why_not(alarm: str, least: str) -> None:
    for text in (f"my heel hurts. why not gout? {alarm}", f"why not gout, {alarm}", f"{alarm}, so why is it not gout?"):
        answer = _ADVISOR.ask(text)
        assert ORDER.index(answer.urgency.level) >= ORDER.index(least)
        assert [one.id for one in answer.why_not] == ["gout"]


@given(st.sampled_from([*STORIES, *(text for text, _ in ALARMS)]), st.randoms())
def test_case_spacing_and_punctuation_do_not_matter(text: str, random: object) -> None:
    assert level(text.upper()) == level(f"  {text.replace(' ', '   ')} !!") == level(text)


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("my ankle is sore but there is no fever and it is not hot or red", "see_clinician"),
        ("what are the signs of a blood clot in the leg", "none"),
        ("is foot drop an emergency", "none"),
    ],
)
def test_no_alarm_without_cause(text: str, most: str) -> None:
    assert ORDER.index(level(text)) <= ORDER.index(most)


def test_every_red_flag_is_raised_by_each_of_its_ways(advisor: Advisor) -> None:
    triage = advisor.asking.triage
    for flag in advisor.kb.all(RedFlag):
        for way in flag.raised_by:
            raised = triage.raised(set(way))
            assert flag.id in {one.flag.id for one in raised}, (flag.id, way)
            top = highest(one.flag.level for one in raised)
            assert top is not None
            assert LEVELS.index(top) <= LEVELS.index(flag.level)


def test_every_red_flag_hears_most_of_its_own_phrases(advisor: Advisor) -> None:
    """A whole phrase of a red flag, said by itself, raises that level or a higher one."""
    missed = []
    total = 0
    for flag in advisor.kb.all(RedFlag):
        for phrase in flag.phrases:
            total += 1
            answer = advisor.ask(f"{phrase}. what should i do about my foot and leg pain")
            if answer.urgency.level not in LEVELS or LEVELS.index(answer.urgency.level) > LEVELS.index(flag.level):
                missed.append((flag.id, phrase, answer.urgency.level))
    assert len(missed) <= 0.02 * total, missed[:20]


def test_whom_it_is_for_can_only_raise(advisor: Advisor) -> None:
    for story in STORIES:
        usual = level(story)
        for who in ("diabetes", "child", "blood_thinners", "numb_feet"):
            assert ORDER.index(advisor.ask(story, (who,)).urgency.level) >= ORDER.index(usual)  # type: ignore[arg-type]


def test_nothing_found_is_not_reassurance(advisor: Advisor) -> None:
    answer = advisor.ask("how do i get rid of corns")
    assert answer.urgency.level == "none"
    assert "does not mean that all is well" in answer.urgency.text
