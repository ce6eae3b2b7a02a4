"""Two or three conditions side by side: danger first, then what parts them, what they share, what is safe meanwhile."""

import json

import pytest

from footadvice.advisor import Advisor
from footadvice.answering.meanwhile import meanwhile
from footadvice.errors import UsageError
from footadvice.knowledge.levels import rank
from footadvice.knowledge.records import Condition
from footadvice.knowledge.store import KnowledgeBase
from tests.conftest import Run

PAIR = ("plantar-fasciitis", "tarsal-tunnel-syndrome")


def test_every_sign_of_either_stands_once_and_where_it_belongs(advisor: Advisor, kb: KnowledgeBase) -> None:
    answer = advisor.compare(PAIR)
    told = [sign.id for group in answer.telling for sign in group.signs] + [sign.id for sign in answer.shared]
    assert sorted(told) == sorted({p.finding for name in PAIR for p in kb.get(Condition, name).findings})
    for group in answer.telling:
        assert all({None, "rarely", "never", "sometimes"} & {*sign.frequency} for sign in group.signs)
    assert all({*sign.frequency} <= {"always", "very_often", "often"} for sign in answer.shared)


def test_the_frequencies_stand_in_the_order_in_which_the_conditions_were_asked(advisor: Advisor) -> None:
    def of(names: tuple[str, ...]) -> dict[str, tuple[str | None, ...]]:
        answer = advisor.compare(names)
        return {sign.id: sign.frequency for group in answer.telling for sign in group.signs}

    there, back = of(PAIR), of(PAIR[::-1])
    assert there == {id: words[::-1] for id, words in back.items()}
    assert there["first-steps-worst"] == ("very_often", None)


def test_both_pages_say_how_to_tell_the_other(advisor: Advisor) -> None:
    told = advisor.compare(PAIR).tell_apart
    assert [(one.of, one.other) for one in told] == [
        ("Plantar fasciitis", "Tarsal tunnel syndrome"),
        ("Tarsal tunnel syndrome", "Plantar fasciitis"),
    ]
    assert "burns, tingles or goes numb" in told[0].sign


def test_danger_of_any_comes_first_and_leaves_nothing_to_do_at_home(advisor: Advisor, run: Run) -> None:
    answer = advisor.compare(("plantar-fasciitis", "deep-vein-thrombosis"))
    levels = [flag.level for flag in answer.urgency.red_flags]
    assert answer.urgency.level == "urgent"
    assert levels == sorted(levels, key=rank)
    assert {flag.id for flag in answer.urgency.red_flags} >= {"dvt", "diabetic-foot-new-problem"}
    assert answer.meanwhile.do == ()
    page = run("compare", "plantar-fasciitis", "dvt", "--plain").out
    assert page.index("URGENT: get seen today") < page.index("Get help NOW") < page.index("The telling signs")


def test_what_is_safe_meanwhile_harms_none_of_them(advisor: Advisor) -> None:
    """Calf stretches help plantar fasciitis, and squeeze the cord on the bone in the other."""
    alone = advisor.compare(("plantar-fasciitis", "heel-fat-pad-syndrome")).meanwhile.do
    with_insertional = advisor.compare(("plantar-fasciitis", "insertional-achilles-tendinopathy")).meanwhile
    assert "Strengthen the calf" not in with_insertional.do
    assert "Stretch the calf" not in with_insertional.do
    assert {"Wear supportive, cushioned shoes", "Cut down running or standing"} & {*with_insertional.do}
    assert alone


def test_a_lift_that_loads_the_ball_of_the_foot_is_not_safe_meanwhile(kb: KnowledgeBase) -> None:
    pair = [kb.get(Condition, id) for id in ("achilles-tendinopathy", "mortons-neuroma")]
    assert "Use a heel lift" not in meanwhile(kb, pair, "self_care").do
    assert "Use a heel lift" in meanwhile(kb, pair[:1], "self_care").do


def test_compare_shows_what_may_harm_any_of_three(advisor: Advisor, kb: KnowledgeBase) -> None:
    names = ("plantar-fasciitis", "heel-fat-pad-syndrome", "tarsal-tunnel-syndrome")
    told = advisor.compare(names).meanwhile.avoid
    assert {*told} == {avoid.text for name in names for avoid in kb.get(Condition, name).avoid}


def test_where_room_is_short_each_candidate_has_its_first_warning(kb: KnowledgeBase) -> None:
    three = [kb.get(Condition, id) for id in ("plantar-fasciitis", "bunions", "tarsal-tunnel-syndrome")]
    assert {one.avoid[0].text for one in three} <= {*meanwhile(kb, three, "self_care").avoid}


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("gout",), "two or three conditions, not 1"),
        (("gout", "corns", "bunions", "blisters"), "two or three conditions, not 4"),
        (("bunions", "gout", "hallux valgus"), "Bunions is named twice"),
    ],
)
def test_too_few_too_many_or_the_same_is_said(advisor: Advisor, names: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        advisor.compare(names)


def test_every_pair_of_look_alikes_can_be_compared(advisor: Advisor, kb: KnowledgeBase) -> None:
    for one in kb.all(Condition):
        for other in one.look_alikes[:1]:
            answer = advisor.compare((one.id, other.condition))
            assert answer.tell_apart
            assert answer.urgency.level == min((one.urgency, kb.get(Condition, other.condition).urgency), key=rank)


def test_a_table_where_there_is_room_and_blocks_where_there_is_not(run: Run) -> None:
    wide = run("compare", *PAIR, env={"COLUMNS": "80"}).out
    narrow = run("compare", *PAIR, env={"COLUMNS": "40"}).out
    plain = run("compare", *PAIR, "--plain").out
    row = next(line for line in wide.splitlines() if "Sharp or stabbing pain" in line)
    assert "often" in row
    assert "not listed" in row
    assert "Tarsal tunnel syndrome: not listed" in narrow
    assert "- Sharp or stabbing pain. Plantar fasciitis: often; Tarsal tunnel syndrome: not listed" in plain
    assert not set("│╭") & set(plain)


def test_the_json_has_what_the_page_has(run: Run) -> None:
    document = json.loads(run("compare", "planter fasciitis", "gout", "--json").out)
    assert [one["id"] for one in document["conditions"]] == ["plantar-fasciitis", "gout"]
    assert document["conditions"][0]["understood"]["how"] == "spelling"
    assert document["urgency"]["level"] == "urgent"
    assert {"tell_apart", "telling", "shared", "shared_zones", "meanwhile", "more", "sources"} <= document.keys()
