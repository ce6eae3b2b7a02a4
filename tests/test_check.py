"""The guided check never becomes milder when more is said, and what words raised is kept to the end."""

import json
import random

import pytest

from footadvice.advisor import Advisor
from footadvice.cli.check_dialogue import State, _after
from footadvice.cli.dialogue_lines import Lines
from footadvice.cli.output import Output
from footadvice.errors import UsageError
from footadvice.knowledge.records import Finding, RedFlag, Zone
from tests.conftest import Run

_ADVISOR = Advisor()
KB = _ADVISOR.kb
FINDINGS = sorted(KB.raw(Finding))
ZONES = sorted(KB.raw(Zone))
WAYS = sorted({tuple(sorted(way)) for raw in KB.raw(RedFlag).values() for way in raw["raised_by"]})
EXPLAINING = sorted({id for raw in KB.raw(RedFlag).values() for id in raw.get("not_with", ())})
LINES = Lines(columns=80, spoken=True)
ORDER = ("none", "self_care", "see_clinician", "urgent", "emergency")


def flags(signs: set[str]) -> set[str]:
    return {one.flag.id for one in _ADVISOR.assessor.triage.raised(signs)}


def level(*args: object, **kwargs: object) -> int:
    return ORDER.index(_ADVISOR.check(*args, **kwargs).urgency.level)  # type: ignore[arg-type]


@pytest.mark.parametrize("extra", EXPLAINING)
def test_no_further_sign_takes_away_what_was_raised(extra: str) -> None:
    for way in WAYS:
        assert flags(set(way)) <= flags({*way, extra}), (way, extra)


@pytest.mark.exhaustive
@pytest.mark.parametrize("extra", FINDINGS)
def test_no_sign_at_all_takes_away_what_was_raised(extra: str) -> None:
    for way in WAYS:
        assert flags(set(way)) <= flags({*way, extra}), (way, extra)


def grown(seed: int) -> None:
    """One check to which a yes is added again and again: what is raised stays, and no level falls that was raised."""
    rolled = random.Random(seed)
    yes = [*rolled.choice(WAYS)]
    zones, text = [rolled.choice(ZONES)], rolled.choice(["", "my foot hurts", "my toe is black since I stubbed it"])
    no = ["screen"] if rolled.random() < 0.5 else []
    before, held = -1, set[str]()
    for _ in range(4):
        answer = _ADVISOR.check(zones, yes, [id for id in no if id not in yes], text=text)
        now, raised = ORDER.index(answer.urgency.level), {flag.id for flag in answer.urgency.red_flags}
        assert held <= raised, (seed, yes, text)
        assert now >= before or before < ORDER.index("urgent"), (seed, yes, text)
        before, held = now, raised
        yes.append(rolled.choice([id for id in FINDINGS if id not in yes]))


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 200, 50))
def test_a_check_that_grows_never_falls(start: int) -> None:
    for seed in range(start, start + 50):
        grown(seed)


@pytest.mark.exhaustive
def test_a_check_that_grows_never_falls_in_thousands() -> None:
    for seed in range(5_000):
        grown(seed)


@pytest.mark.parametrize(
    "text",
    [
        "my toe has gone black and smells. yesterday i banged my shin on the bed",
        "my ankle is bent at a funny angle after I fell and the skin is torn",
        "cut my foot on glass and the blood won't stop",
        "my calf is swollen and the other one isn't",
    ],
)
def test_what_the_first_words_raised_is_kept_to_the_end(text: str) -> None:
    at_first = _ADVISOR.ask(text).urgency
    state, out = State(), Output(plain=True)
    step = _ADVISOR.check().step
    assert step is not None
    after = _after(state, step, text.lower(), out, LINES)
    turns = 0
    while after and (step := _ADVISOR.check(*after.parts, text=after.text).step):
        after, turns = _after(after, step, "0" if step.kind == "screen" else "n", out, LINES), turns + 1
        assert turns < 20
    assert after is not None
    last = _ADVISOR.check(*after.parts, text=after.text).urgency
    assert ORDER.index(last.level) >= ORDER.index(at_first.level)
    assert {flag.id for flag in at_first.red_flags} <= {flag.id for flag in last.red_flags}


def test_findings_given_before_the_zone_are_kept() -> None:
    out, step = Output(plain=True), _ADVISOR.check(who=("child",)).step
    assert step is not None
    limping = _after(State(), step, "he is limping", out, LINES)
    assert limping is not None
    assert not limping.zones
    placed = _after(limping, step, "his foot", out, LINES)
    assert placed is not None
    assert placed.zones
    answer = _ADVISOR.check(*placed.parts, who=("child",), text=placed.text)
    assert "limping" in {ref.id for ref in answer.yes}
    assert answer.urgency.level in ("urgent", "emergency")


def test_a_level_needs_no_place_once_a_sign_was_raised() -> None:
    assert level(yes=["breathless", "chest-pain"]) == ORDER.index("emergency")


@pytest.mark.parametrize("answers", [{"yes": ["fever"], "unsure": ["fever"]}, {"no": ["fever"], "unsure": ["fever"]}])
def test_a_sign_is_answered_once(answers: dict[str, list[str]]) -> None:
    with pytest.raises(UsageError, match="Give it once"):
        _ADVISOR.check(["calf"], **answers)  # type: ignore[arg-type]


def test_not_knowing_is_no_denial() -> None:
    answer = _ADVISOR.check(["calf"], no=["screen"], unsure=["chest-pain"])
    assert "chest-pain" not in {ref.id for ref in answer.no}
    assert level(["calf"], no=["screen"], unsure=["chest-pain"]) >= ORDER.index("see_clinician")


def test_no_injury_takes_no_clot_off_the_list() -> None:
    answer = _ADVISOR.check(["calf"], yes=["calf-swollen-one-side"], no=["screen", "no-injury"])
    assert answer.conditions[0].id == "deep-vein-thrombosis"
    assert answer.more[0] == "footadvice condition deep-vein-thrombosis"


@pytest.mark.parametrize(
    ("zone", "signs"), [("whole-foot", {"limping", "fever", "child-refuses-walk"}), ("hip", {"limping", "fever"})]
)
def test_a_child_is_asked_the_signs_of_a_child_first(zone: str, signs: set[str]) -> None:
    step = _ADVISOR.check([zone], who=("child",)).step
    assert step is not None
    assert signs <= {option.id for option in step.options[:6]}


def test_check_does_not_ask_what_for_already_says() -> None:
    answer = _ADVISOR.check(["toes"], who=("diabetes",))
    assert answer.step is not None
    assert "diabetes" not in {option.id for option in answer.step.options}
    assert "diabetes" not in {ref.id for ref in _ADVISOR.check(["toes"], no=["screen"], who=("diabetes",)).no}


@pytest.mark.parametrize(
    "text", ["my calf is swollen and sore", "my mum fell yesterday and her foot hurts", "my heel hurts at first"]
)
def test_what_would_change_it_is_about_this_person(text: str) -> None:
    answer = _ADVISOR.ask(text)
    asked = {one.finding for one in answer.would_change}
    assert asked or answer.urgency.level == "emergency"
    assert not asked & {"baby", "child", "teenager", "baby-leg-still", "child-refuses-walk", "cold-exposure"}
    assert not asked & {ref.id for ref in answer.heard.findings}


LONG_SORE, FIRST_STEPS = "my heel has hurt for two years", ["--yes", "first-steps-worst", "--no", "screen"]


@pytest.mark.parametrize(
    ("words", "given", "level"),
    [
        ("my heel is a bit sore", FIRST_STEPS, "self_care"),
        (LONG_SORE, FIRST_STEPS, "see_clinician"),  # the words by themselves are a visit
        ("my foot has gone cold, pale and numb", FIRST_STEPS, "emergency"),
        ("my calf is swollen since the flight", ["--no", "calf-swollen-one-side,swelling-one-leg,screen"], "urgent"),
        ("my calf is a bit sore", ["--yes", "swelling-one-leg,breathless"], "emergency"),  # the answers by themselves
        (LONG_SORE, [], "see_clinician"),
        ("my heel is a bit sore", [], "none"),  # nothing was asked yet, so nobody is told to stay at home
    ],
)
def test_of_words_and_answers_the_more_careful_counts(run: Run, words: str, given: list[str], level: str) -> None:
    ran = run("check", "--text", words, *given, "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["urgency"]["level"], told["query"]["text"]) == (0, level, [words])


def test_words_about_something_else_are_said_to_be_so(run: Run) -> None:
    ran = run("check", "--text", "what is the capital of France", "--plain")
    assert (ran.code, "ask a doctor" in ran.out) == (0, True)
