"""How what is said is meant: each cue by its example, and frames around alarms that were written without seeing the cues."""

import json
import random
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from itertools import permutations
from typing import Any

import pytest

from footadvice.advisor import Advisor
from footadvice.knowledge.records import ContextCue
from footadvice.knowledge.store import KnowledgeBase
from footadvice.understanding.report import Mention
from tests.conftest import ROOT

FRAMES = json.loads((ROOT / "tests" / "frames.json").read_text(encoding="utf-8"))
LEVELS = ("none", "self_care", "see_clinician", "urgent", "emergency")
ALARMS = (
    "my foot has gone cold, white and numb",
    "a snake bit my ankle",
    "the bone is sticking out through my skin",
    "my calf is swollen and I am short of breath",
    "my toe has turned black and it smells",
    "I can't feel between my legs and I can't pee",
    "blood will not stop coming from the cut on my foot",
    "my knee is hot, red and swollen and I have a fever",
)
HALVES = (("my foot has gone cold", "white and numb"), ("my calf is swollen and hot", "and I cannot breathe properly"))
SIGNS = ("chest pain", "a swollen calf", "a fever", "numbness between the legs", "a black toe", "a blood clot")
# Frames that still change a level, each with why; the share of all others is held by the tests.
KNOWN_FAULTS = {
    "It's probably nothing, but {X}.": "a careless word is taken for a denial of a likely cause",
    "Maybe it's silly, maybe not, but {X}.": "the same",
}


def level(advisor: Advisor, text: str) -> int:
    return LEVELS.index(advisor.ask(text).urgency.level)


def meant(mention: Mention) -> set[str]:
    """Every word by which `ContextCue.expects` may call how a mention is meant."""
    words = {mention.temporality, mention.certainty, "negated" if mention.negated else ""}
    words.add("other" if mention.experiencer.startswith("other") else "")
    return words | ({"affirmed"} if mention.affirmed else set())


def test_each_cue_does_what_its_example_says(kb: KnowledgeBase, advisor: Advisor) -> None:
    for cue in kb.all(ContextCue):
        re.compile(cue.pattern)
        report = advisor.reader.read(cue.example)
        mentions = [m for m in (*report.findings, *report.conditions) if m.words and not m.words.startswith("aged")]
        assert mentions, cue.id
        if cue.expects:
            assert any(cue.expects in meant(one) for one in mentions), (cue.id, cue.example, mentions)


def harmless() -> Iterator[tuple[str, str, str]]:
    """(frame, the alarm alone, the alarm in the frame)."""
    for kind in ("harmless_before", "harmless_behind"):
        for frame in FRAMES[kind]:
            for alarm in ALARMS:
                yield frame, f"{alarm[0].upper()}{alarm[1:]}.", frame.replace("{X}", alarm)
    for frame in FRAMES["harmless_inside"]:
        for first, second in HALVES:
            yield frame, f"{first}, {second}", frame.replace("{A}", first).replace("{B}", second)


def silent() -> Iterator[tuple[str, str]]:
    """(frame, a sign that the frame denies or does not report)."""
    for kind in ("denials", "non_reports"):
        for frame in FRAMES[kind]:
            for sign in SIGNS:
                yield frame, f"My heel is a bit sore. {frame.replace('{N}', sign)}"


def _sampled(found: list[tuple[str, ...]], most: int) -> list[tuple[str, ...]]:
    return random.Random(3).sample(found, most)


@pytest.mark.parametrize("most", [150, pytest.param(1400, marks=pytest.mark.exhaustive)])
@pytest.mark.slow
def test_a_harmless_clause_lowers_no_alarm(advisor: Advisor, most: int) -> None:
    cases = [one for one in harmless() if one[0] not in KNOWN_FAULTS]
    lowered = [
        (framed, alone) for _, alone, framed in _sampled(cases, most) if level(advisor, framed) < level(advisor, alone)
    ]
    assert len(lowered) <= most * 0.02, lowered[:10]


@pytest.mark.parametrize("most", [150, pytest.param(900, marks=pytest.mark.exhaustive)])
def test_what_is_denied_or_not_reported_raises_nothing(advisor: Advisor, most: int) -> None:
    cases = [one for one in silent() if one[0] not in KNOWN_FAULTS]
    raised = [text for _, text in _sampled(cases, most) if level(advisor, text) >= LEVELS.index("urgent")]
    assert len(raised) <= most * 0.08, raised[:10]


@pytest.mark.parametrize(
    "text",
    [
        "A snake bit my ankle when I was gardening.",
        "In the past hour my foot has gone cold, white and numb.",
        "Previously well, foot suddenly cold, pale and numb.",
        "I had a blister and then the toe turned black and smelly.",
        "My foot is cold, white and numb, what if it gets worse?",
        "My foot is cold, white and numb and my brother had it but mine is worse.",
        "No fever, no injury, no swelling, foot suddenly went cold, white and numb.",
        "Not diabetic, not a smoker, foot is cold, white and numb.",
        "I don't smoke and have a cold, pale and numb foot",
        "my foot doesn't hurt. It is cold, pale and numb",
        "I spilt boiling water on\nmy foot and it has blistered.",
    ],
)
def test_an_emergency_beside_harmless_words_is_one(advisor: Advisor, text: str) -> None:
    assert advisor.ask(text).urgency.level == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "My heel hurts. My calf isn't swollen.",
        "My heel is sore. Chest pain: no. Fever: no.",
        "my heel is sore and my friend has diabetes",
        "my foot is sore and swollen. what if I get diabetes",
        "My heel is sore. The scan is negative for a blood clot.",
    ],
)
def test_what_is_not_so_raises_nothing(advisor: Advisor, text: str) -> None:
    assert advisor.ask(text).urgency.level not in ("urgent", "emergency")


FORMS = {
    "wrapped at 25": lambda text: textwrap.fill(text, 25),
    "wrapped at 40": lambda text: textwrap.fill(text, 40),
    "an acute for an apostrophe": lambda text: text.replace("'", "\u00b4"),
    "a left quote": lambda text: text.replace("'", "\u2018"),
    "a letter apostrophe": lambda text: text.replace("'", "\u02bc"),
    "a prime": lambda text: text.replace("'", "\u2032"),
    "an entity": lambda text: text.replace("'", "&#39;"),
    "a soft hyphen": lambda text: text.replace("o", "\u00ado"),
    "joined by a dash": lambda text: f"my heel is dry - {text}",
    "joined by a slash": lambda text: f"dry heel / {text}",
    "in brackets": lambda text: f"my heel is dry ({text})",
    "behind a break": lambda text: f"My heel is dry.<br>{text}",
    "and a common ache": lambda text: f"{text} and my skin is dry",
    "with a corn": lambda text: f"I've had a small corn on my little toe for a while. {text}.",
    "before a corn": lambda text: f"{text}. I've had a small corn on my little toe for a while.",
    "with a denial": lambda text: f"{text}. No allergies.",
    "out of a list": lambda text: f"- dry heels\n- {text}",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.slow
def test_the_form_of_a_text_lowers_no_alarm(advisor: Advisor, form: str) -> None:
    alarms = (*ALARMS, "I twisted my ankle and can't put any weight on it", "one calf is swollen after a long flight")
    lowered = [alarm for alarm in alarms if level(advisor, FORMS[form](alarm)) < level(advisor, alarm)]
    assert not lowered


def test_the_order_of_sentences_does_not_matter(advisor: Advisor) -> None:
    parts = ("I am 45.", "My heel is dry.", "My foot has gone cold, white and numb.", "I don't smoke.")
    assert {level(advisor, " ".join(order)) for order in permutations(parts)} == {LEVELS.index("emergency")}


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("45 year old mum here, my 4 year old is limping", 4),
        ("I am 34 years old and my 2 year old won't put weight on her leg", 2),
        ("My 3 year old won't walk and has a fever. I'm 45.", 3),
        ("My grandson, 3, refuses to walk. I'm 70 years old.", 3),
        ("I'm 29 and my baby's leg is swollen", None),
        ("my two year old won't walk", 2),
        ("I'm 45, my 3 year old jumped on my foot", 45),
        ("my mum is 82 and fell", 82),
    ],
)
def test_the_age_is_that_of_whom_the_text_is_about(advisor: Advisor, text: str, age: int | None) -> None:
    assert advisor.reader.read(text).age == age


@pytest.mark.parametrize(
    "text",
    [
        "The doctor said it was nothing, but one calf is swollen after a long flight",
        "I am not diabetic and trod on a rusty nail",
        "my toes are white, cold and numb",
        "my foot has gone cold, white and numb, can I still go to work tomorrow?",
        "Is it OK to wait till Monday if I can't feel between my legs and I can't pee?",
        "I haven't told anyone yet that my toe has turned black and it smells",
        "I'm not diabetic and blood will not stop coming from the cut on my foot",
        "I am thinking about suicide because of this foot",
        "history of DVT, sore calf",
        "Diagnosed diabetic last year, now a blister on my toe",
    ],
)
def test_what_stands_beside_it_takes_no_alarm_away(advisor: Advisor, text: str) -> None:
    assert level(advisor, text) >= LEVELS.index("urgent")


@pytest.mark.parametrize(
    "text",
    [
        "My heel is a bit sore. A friend of mine had chest pain.",
        "My heel is a bit sore. My neighbour has a blood clot.",
        "What would it mean if my toe turned black?",
        "I am not suicidal, my foot just hurts",
    ],
)
def test_what_is_of_others_or_only_thought_of_raises_nothing(advisor: Advisor, text: str) -> None:
    assert level(advisor, text) < LEVELS.index("urgent")


def test_what_cannot_be_ruled_out_was_not_checked(advisor: Advisor) -> None:
    for text in ("the doctor can't rule out a clot in my calf", "a clot has not been ruled out"):
        assert "checked-clear" not in advisor.reader.read(text).present()
    assert "checked-clear" in advisor.reader.read("a clot was ruled out").present()


@pytest.mark.parametrize(
    "text",
    [
        "Knee aches after football. My temp is 37.1 and I feel grand.",
        "shin splints again, temperature 36.4, no other bother",
        "Broke my leg in march, healed lovely, it is only stiff on stairs",
        "ankle broken in 94, sore when it rains",
        "Forty years since I broke my ankle on the ice, it aches in frost",
        "walked pain free for the first time in 6 years, just a bit stiff today",
        "small graze on the heel, it stopped bleeding straight away and looks clean",
        "what is cauda equina, it came up in a quiz",
        "ankles puffy after a hot day on my feet, both, goes overnight",
        "physio pressed the bones of my foot one by one, none sore, arch just tired",
    ],
)
def test_what_is_harmless_in_these_words_raises_nothing(advisor: Advisor, text: str) -> None:
    assert advisor.ask(text).urgency.level not in ("urgent", "emergency")


@pytest.mark.parametrize(
    "text",
    [
        "Hip sore since yesterday, temperature 38.6 and shivering",
        "I was jogging with the dog when I noticed one calf swollen and hot",
        "tripped over the cat, ankle huge, can't put any weight on it",
        "could not rule out a clot they said, calf still sore and thick",
        "It started in March and the foot drops more each day, now I cannot lift it at all",
        "everything has gone dark in my left eye",
        "lost the sight of one eye this morning, knee is fine",
    ],
)
def test_what_cannot_wait_in_these_words_is_raised(advisor: Advisor, text: str) -> None:
    assert advisor.ask(text).urgency.level in ("urgent", "emergency")


@pytest.mark.parametrize(
    ("text", "years"),
    [("79, slipped on the stairs, hip sore", 79), ("he's three and limps", 3), ("61F sore big toe", 61)],
)
def test_an_age_may_be_said_in_few_words(advisor: Advisor, text: str, years: int) -> None:
    assert advisor.ask(text).heard.age == years


def lines_run(do: Callable[[], object]) -> int:
    """How many lines of Python are run: it does not depend on the machine."""
    count = 0

    def trace(frame: object, event: str, arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        do()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("words", ["no ", "no fever or ", "3 years ago ", "if he ", "it is ", "pain ", "no pain. "])
def test_a_text_of_twice_the_length_takes_no_more_than_twice_the_work(advisor: Advisor, words: str) -> None:
    once, twice = (words * (length // len(words)) for length in (1000, 2000))
    advisor.reader.read(once)  # what is worked out once is worked out now
    assert lines_run(lambda: advisor.reader.read(twice)) < 2.2 * lines_run(lambda: advisor.reader.read(once))


@pytest.mark.parametrize(
    "text",
    [
        "My heel is a bit sore. I don't have a cold white foot.",
        "Arch aches after work. No cold foot, no white toes, no swelling.",
        "I thought my shin was broken, but the doctor is certain it is not. Bruised, that's all.",
        "grandad had a stroke. my own feet are just tired after a shift",
        "our landlord has leg ulcers and diabetes; mine is a small blister from new boots",
    ],
)
def test_what_is_denied_cleared_or_of_others_raises_nothing(advisor: Advisor, text: str) -> None:
    assert advisor.ask(text).urgency.level not in ("urgent", "emergency")
