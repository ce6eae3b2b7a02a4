"""What the red flags know: sums of signs, said as ids or in words, each beside what is near it and can wait."""

from itertools import permutations

import pytest

from footadvice.advisor import Advisor
from footadvice.knowledge.levels import most_urgent
from footadvice.knowledge.records import Finding

_ADVISOR = Advisor()
ORDER = ("none", "self_care", "see_clinician", "urgent", "emergency")


def level_of_text(text: str) -> int:
    return ORDER.index(_ADVISOR.ask(text).urgency.level)


def level_of_signs(signs: set[str]) -> str:
    return most_urgent(one.level for one in _ADVISOR.assessor.triage.raised(signs)) or "none"


SUMS = [
    ("cold-foot white-pale numbness", "emergency"),
    ("joint-injected swelling", "urgent"),
    ("joint-injected throbbing-pain", "urgent"),
    ("joint-injected fever", "emergency"),
    ("steroid-injection swelling", "urgent"),
    ("recent-surgery swelling-both-legs", "urgent"),
    ("cannot-stand-at-all", "urgent"),
    ("cannot-stand-at-all older-adult", "emergency"),
    ("cannot-bear-weight began-today", "urgent"),
    ("both-legs-weak", "urgent"),
    ("both-legs-weak older-adult", "emergency"),
    ("body-swollen", "urgent"),
    ("body-swollen breathless", "emergency"),
    ("child unsteady sudden-onset", "urgent"),
    ("ankle-pain fever", "urgent"),
    ("weak-immunity swelling", "urgent"),
    ("wound-dirty", "urgent"),
    ("wound-deep", "urgent"),
    ("side-numb-cold", "emergency"),
    ("weak-leg sudden-onset", "emergency"),
    ("broken-now", "urgent"),
    ("broken-now cannot-bear-weight", "emergency"),
    ("sugar-very-high open-sore", "emergency"),
    ("sugar-very-high foot-pain", "urgent"),
    ("cannot-move-limb", "emergency"),
    ("clot-named", "urgent"),
    ("clot-named breathless", "emergency"),
    ("stroke-named", "emergency"),
    ("hands-numb-too both-legs-weak", "emergency"),
    ("thinner-stopped calf-pain", "urgent"),
    ("drugs-alcohol cannot-move-limb", "emergency"),
    ("head-belly-hurt", "urgent"),
    ("head-belly-hurt blood-thinners", "emergency"),
    ("nail-lost bleeding", "urgent"),
    ("hardly-walk swelling", "urgent"),
    ("back-pain sexual-change", "emergency"),
    ("leg-pain no-urge-to-wee", "emergency"),
    ("worst-headache", "emergency"),
    ("sight-lost", "emergency"),
    ("double-sight", "emergency"),
    ("part-cut-off", "emergency"),
    ("gun-machine-wound", "emergency"),
    ("stubbed-toe toe-bent", "emergency"),
    ("rash-not-fading", "urgent"),
]
NEAR = [
    "cold-foot",
    "steroid-injection",
    "joint-injected",
    "drugs-alcohol",
    "thinner-stopped",
    "began-today",
    "hands-numb-too",
    "sexual-change",
    "migraine",
    "nail-lost",
    "body-aches",
    "hardly-walk",
    "unsteady older-adult",
    "stubbed-toe",
]


@pytest.mark.parametrize(("signs", "least"), SUMS)
def test_signs_add_up(signs: str, least: str) -> None:
    assert ORDER.index(level_of_signs(set(signs.split()))) >= ORDER.index(least)


@pytest.mark.parametrize("signs", NEAR)
def test_a_sign_that_needs_another_raises_nothing_alone(signs: str) -> None:
    assert ORDER.index(level_of_signs(set(signs.split()))) < ORDER.index("urgent")


@pytest.mark.parametrize("order", list(permutations(["cold", "pale", "numb"])))
@pytest.mark.parametrize("form", ["my foot is {}, {} and {}", "my foot is {}. It is {}. It is {}.", "foot {} {} {}"])
def test_a_cold_pale_numb_foot_is_an_emergency_in_any_order(order: tuple[str, ...], form: str) -> None:
    assert level_of_text(form.format(*order)) == ORDER.index("emergency")


SAID = [
    ("grandma had a tumble and her groin is agony", "emergency"),
    ("my mother has fallen and can no longer stand", "emergency"),
    ("our little boy will not walk today", "emergency"),
    ("the toddler is refusing to stand", "emergency"),
    ("he fell off a horse and cannot move his leg", "emergency"),
    ("the mower blade caught my foot", "emergency"),
    ("my shin is haemorrhaging", "emergency"),
    ("battery acid splashed on my ankle", "emergency"),
    ("swallowed 40 tablets for the pain in my knee", "emergency"),
    ("sore back, and my penis is numb", "emergency"),
    ("sciatica and no urge to wee at all", "emergency"),
    ("I went blind in one eye and my foot aches", "emergency"),
    ("my sugars are very high and the foot sore is open", "emergency"),
    ("I banged my head and hurt my ankle", "urgent"),
    ("a deep gash on my calf", "urgent"),
    ("my knee throbs and is swollen since it was drained", "urgent"),
    ("ankle aches and I get chills", "urgent"),
    ("my foot has gone gray, cold and numb", "emergency"),
    ("think I have broken my ankle", "urgent"),
]
CAN_WAIT = [
    "my toenail fell off, it does not hurt",
    "my arches have fallen and my feet ache",
    "I fell asleep in my shoes and my feet itch",
    "the uric acid test was fine and my heel aches",
    "I need knee surgery for my worn knee one day",
    "my temperature is 36.6 and my heel is sore",
    "I cannot stand the seams of my socks",
    "I broke in my new boots and have a corn",
    "the left side of my heel is numb after long runs",
    "I took 10 steps and my heel ached",
    "my usual migraine, and my bunion aches",
]


@pytest.mark.parametrize(("text", "least"), SAID)
def test_a_warning_sign_in_plain_words_is_recognised(text: str, least: str) -> None:
    assert level_of_text(text) >= ORDER.index(least)


@pytest.mark.parametrize("text", CAN_WAIT)
def test_what_only_sounds_like_a_warning_sign_raises_none_by_rule(text: str) -> None:
    """By rule: how near a text comes to the messages of others is judged by `reasoning/case_levels.py`."""
    triage, report = _ADVISOR.assessor.triage, _ADVISOR.reader.read(text)
    levels = {one.level for one in triage.raised(triage.facts(report), report)}
    assert not levels & {"urgent", "emergency"}


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("I stubbed my toe and it has gone black and smells", "emergency"),
        ("my toe and its nail have turned black and I have poor circulation", "emergency"),
        ("I have Raynaud's. My foot is cold, white and numb and in constant pain", "emergency"),
    ],
)
def test_nothing_explains_a_sign_away_beside_a_stronger_one(text: str, least: str) -> None:
    assert level_of_text(text) >= ORDER.index(least)


def test_single_answers_explain_nothing_away(advisor: Advisor) -> None:
    for extra in ("stubbed-toe", "nail-black", "dropped-on-foot", "colour-changes-cold"):
        assert level_of_signs({"black-skin", extra}) == "emergency"
        assert level_of_signs({"foot-cold-pale-numb", extra}) == "emergency"


def test_no_question_turns_its_answer_around(advisor: Advisor) -> None:
    asked = {id: raw["question"] for id, raw in advisor.kb.raw(Finding).items()}
    assert [id for id, question in asked.items() if question.startswith("Is it true that there was no")] == []


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("gout", "Keep taking it in an attack"),
        ("gout", "first attack, or one unlike those before"),
        ("achilles-tendinopathy", "A steroid can weaken the cord"),
        ("foot-fracture", "treat a low sugar"),
        ("broken-toe", "points the wrong way"),
    ],
)
def test_the_pages_say_what_keeps_people_from_harm(advisor: Advisor, page: str, says: str) -> None:
    assert says in str(advisor.condition(page).conditions[0])


def test_the_joints_of_the_back_and_the_knee_show_their_warning_signs(advisor: Advisor) -> None:
    shown = {joint: str(advisor.joint(joint).joints[0]) for joint in ("back", "knee")}
    assert all(id in shown["back"] for id in ("spine-crush-fracture", "leg-weakness-back-pain", "cauda-equina"))
    assert all(id in shown["knee"] for id in ("teen-hip-knee-limp", "bone-pain-night-lump-adult"))
    assert "sex feels different" in shown["back"]


@pytest.mark.parametrize(
    "name", ["clot in the lung", "critical limb ischaemia", "compartment syndrome", "cauda equina", "a broken hip"]
)
def test_a_named_emergency_is_one(name: str) -> None:
    assert level_of_text(f"I have {name}. No fever.") == ORDER.index("emergency")
