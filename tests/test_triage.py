"""Safety: the highest level wins, denial and past are read, and nothing found is never reassurance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footadvice.advisor import Advisor
from footadvice.knowledge.levels import Level, is_above, most_urgent
from footadvice.knowledge.records import RedFlag
from footadvice.knowledge.store import KnowledgeBase
from footadvice.reasoning.triage import Triage
from footadvice.understanding.reader import Reader
from tests.small import Records, small

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
    triage = advisor.assessor.triage
    for flag in advisor.kb.all(RedFlag):
        for way in flag.raised_by:
            raised = triage.raised(set(way))
            assert flag.id in {one.flag.id for one in raised}, (flag.id, way)
            top = most_urgent(one.flag.level for one in raised)
            assert top is not None
            assert not is_above(flag.level, top)


def test_a_finding_that_is_a_denial_raises_nothing(advisor: Advisor) -> None:
    triage = advisor.assessor.triage
    for flag in advisor.kb.all(RedFlag):
        for way in flag.raised_by:
            rest = set(way) - {"no-injury", "no-pain"}
            if rest and rest != {"burn"}:  # a burn that does not hurt is a deep one
                top = most_urgent(one.level for one in triage.raised(rest))
                assert rest == set(way) or (top and not is_above(flag.level, top)), (flag.id, way)


@pytest.mark.slow
def test_every_red_flag_recognises_most_of_its_phrases(advisor: Advisor) -> None:
    """A whole phrase of a red flag, said by itself, raises that level or a higher one."""
    missed = []
    total = 0
    for flag in advisor.kb.all(RedFlag):
        for phrase in flag.phrases:
            total += 1
            answer = advisor.ask(f"{phrase}. what should i do about my foot and leg pain")
            if is_above(flag.level, answer.urgency.level):
                missed.append((flag.id, phrase, answer.urgency.level))
    assert len(missed) <= 0.02 * total, missed[:20]


@pytest.mark.parametrize(
    "text",
    [
        "I took 30 paracetamol because my foot pain won't stop",
        "my feet are so bad I feel suicidal",
        "I want to end it all",
        "my husband has collapsed and is not responding",
        "my throat is swelling after a bee sting on my foot",
        "I have chest pain, last ECG was years ago",
    ],
)
def test_an_emergency_of_any_field_is_one_and_says_where_to_turn(text: str) -> None:
    answer = _ADVISOR.ask(text)
    assert answer.urgency.level == "emergency"
    assert "emergency" in answer.urgency.red_flags[0].do_now or "ambulance" in answer.urgency.red_flags[0].do_now


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("what is gout and I can't breathe", "emergency"),
        ("how long does a broken toe take to heal? mine turned black and smells", "emergency"),
        ("My foot is cold, pale and numb and my last check was 3 years ago", "emergency"),
        ("are bunions painful. my calf is swollen and the other one isn't", "urgent"),
    ],
)
def test_an_alarm_inside_a_question_is_triaged(text: str, least: str) -> None:
    assert ORDER.index(level(text)) >= ORDER.index(least)


def test_an_injury_explains_a_sign_of_its_own_sentence_only() -> None:
    assert level("i dropped a tin on my foot and my toe has gone black") != "emergency"
    assert level("my toe has gone black. yesterday i banged my shin on the bed") == "emergency"
    assert level("my toe has gone black and smells. felt like someone kicked the back of my ankle") == "emergency"


def test_what_a_raised_flag_can_be_a_sign_of_is_among_what_must_not_be_missed() -> None:
    answer = _ADVISOR.ask("my calf is swollen and the other one isn't")
    assert {one.id: one.band for one in answer.conditions}["deep-vein-thrombosis"] == "must_not_miss"


@pytest.mark.parametrize(
    "denial", ["no injury", "no one in my family has had cancer", "not swollen", "no pain at night"]
)
@pytest.mark.parametrize("story", ["my 11 year old gymnast has heel pain", "my toe is red", *STORIES])
def test_no_denial_of_any_kind_raises_the_urgency(story: str, denial: str) -> None:
    assert ORDER.index(level(f"{story}. {denial}.")) <= max(ORDER.index(level(story)), ORDER.index("self_care"))


def test_whom_it_is_for_can_only_raise(advisor: Advisor) -> None:
    for story in STORIES:
        usual = level(story)
        for who in ("diabetes", "child", "blood_thinners", "numb_feet"):
            assert ORDER.index(advisor.ask(story, (who,)).urgency.level) >= ORDER.index(usual)  # type: ignore[arg-type]


def test_nothing_found_is_not_reassurance(advisor: Advisor) -> None:
    answer = advisor.ask("how do i get rid of corns")
    assert answer.urgency.level == "none"
    assert "does not mean that all is well" in answer.urgency.text


# From here on a small knowledge base: its signs and red flags are no others than these.
SIGNS: Records = {
    "fever": {"kind": "alarm", "phrases": ["fever"]},
    "red": {"kind": "look", "phrases": ["red"]},
    "numb": {"kind": "feel", "phrases": ["numb"]},
    "fall": {"kind": "injury", "phrases": ["fell"]},
    "limp": {"kind": "function", "phrases": ["limping"]},
    "diabetic": {"kind": "person", "phrases": ["diabetic"]},
    "clot-once": {"kind": "history", "phrases": ["clot"]},
    "night": {"kind": "timing", "phrases": ["at night"]},
}
FLAGS: Records = {
    "infection": {"raised_by": [["fever", "red"]], "phrases": ["pus is running out"]},
    "clot": {
        "level": "emergency",
        "raised_by": [["clot-once"]],
        "phrases": ["calf like wood"],
        "regions": ["lower_leg"],
    },
    "ulcer": {"raised_by": [["diabetic", "numb"], ["diabetic", "red"]], "not_with": ["fall"]},
    "break": {"level": "see_clinician", "raised_by": [["fall", "limp"]], "regions": ["foot", "ankle"]},
}
SMALL = small(findings=SIGNS, red_flags=FLAGS)


def raised(text: str, kb: KnowledgeBase = SMALL) -> list[tuple[str, str]]:
    """The red flags that a text raises, each with its level."""
    triage, reading = Triage(kb), Reader(kb).read(text)
    return [(one.flag.id, one.level) for one in triage.raised(triage.facts(reading), reading)]


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("it is red and i have a fever", ["infection"]),
        ("it is red", []),
        ("it is red. no fever", []),
        ("it was red last year. i have a fever", []),
        ("pus is running out", ["infection"]),
        ("no pus is running out", []),
        ("pus was running out last year", []),
        ("pus was running out last year. now pus is running out", ["infection"]),
        ("i had a clot years ago", ["clot"]),
        ("i never had a clot", []),
        ("i was diabetic last year, now it is red", ["ulcer"]),
        ("i am diabetic and numb", ["ulcer"]),
        ("i am diabetic and numb since i fell", []),
        ("i am limping since i fell", ["break"]),
    ],
)
def test_a_flag_is_raised_by_current_findings(text: str, flags: list[str]) -> None:
    assert [id for id, _ in raised(text)] == flags


def test_the_most_urgent_flag_comes_first_then_what_is_best_founded() -> None:
    everything = "i fell and was limping. it is red with fever, and i had a clot. pus is running out"
    assert raised(everything) == [("clot", "emergency"), ("infection", "urgent"), ("break", "see_clinician")]
    known = small(findings=SIGNS, red_flags={"b": {"raised_by": [["red"]]}, "a": {"raised_by": [["red"]]}, "z": {"raised_by": [["red", "numb"]]}})  # fmt: skip
    assert [id for id, _ in raised("red and numb", known)] == ["z", "a", "b"]


def test_a_flag_says_what_raised_it() -> None:
    triage, reading = (
        Triage(SMALL),
        Reader(SMALL).read("it is red with fever. pus is running out. pus ran, still running"),
    )
    [one] = triage.raised(triage.facts(reading), reading)
    assert (one.findings, one.words[0]) == (("fever", "red"), "pus running out")
    [one] = triage.raised({"clot-once", "red"})
    assert (one.flag.id, one.findings, one.words) == ("clot", ("clot-once",), ())


def test_the_screen_asks_what_decides_most_of_the_urgent_flags_there() -> None:
    triage = Triage(SMALL)
    assert triage.screen(["foot"], ()) == ["red", "diabetic", "fever", "numb"]
    assert triage.screen(["foot", "lower_leg"], {"red"}, most=2) == ["diabetic", "fever"]
    assert triage.screen(["lower_leg", "ankle"], ()) == []  # a history is not asked for in a screen
    assert triage.screen(["knee"], ()) == []


def test_a_sign_that_decides_alone_is_asked_before_one_that_needs_another() -> None:
    alone = {"b": {"raised_by": [["red"], ["red", "numb"]]}, "c": {"raised_by": [["numb", "fever"]]}}
    assert Triage(small(findings=SIGNS, red_flags=alone)).screen(["foot"], ())[:2] == ["numb", "red"]
    more = {**alone, "d": {"level": "emergency", "raised_by": [["fall"]]}}
    assert Triage(small(findings=SIGNS, red_flags=more)).screen(["foot"], ())[:2] == ["fall", "numb"]
    many = {f"sign-{n}": {"kind": "feel", "phrases": []} for n in range(15)}
    flags = {"any": {"raised_by": [[id] for id in many]}}
    assert len(Triage(small(findings=many, red_flags=flags)).screen(["foot"], ())) == 10


def test_one_more_sign_that_would_make_it_more_urgent_is_named() -> None:
    triage = Triage(SMALL)

    def asked(facts: set[str], above: Level) -> list[tuple[str, str]]:
        return [(flag.id, finding) for flag, finding in triage.would_raise(facts, above)]

    assert asked({"red"}, "self_care") == [("infection", "fever"), ("ulcer", "diabetic")]
    assert asked({"red"}, "urgent") == []
    assert asked({"limp"}, "self_care") == [("break", "fall")]
    assert asked({"limp"}, "see_clinician") == []
    assert asked({"limp", "red"}, "self_care")[-1] == ("break", "fall")
    assert asked({"red", "fever"}, "self_care") == [("ulcer", "diabetic")]  # the infection is raised already
    assert asked(set(), "self_care") == []


def test_alarming_findings_are_those_of_any_criterion() -> None:
    assert Triage(SMALL).alarming == {"fever", "red", "clot-once", "diabetic", "numb", "fall", "limp"}


def test_most_urgent_of_several_levels() -> None:
    assert most_urgent(["self_care", "emergency", "urgent"]) == "emergency"
    assert most_urgent(["self_care", "see_clinician"]) == "see_clinician"
    assert most_urgent([]) is None
