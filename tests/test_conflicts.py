"""Two pages of one body: no sheet and no plan asks for what it also warns of, and nothing that spares a foot is lost."""

import random
import re
from collections.abc import Iterable
from itertools import combinations
from typing import get_args

import pytest

from footadvice.advisor import Advisor
from footadvice.answering.common import level_for
from footadvice.answers.handout_answer import HandoutAnswer
from footadvice.answers.plan_answer import PlanAnswer
from footadvice.knowledge.levels import ALARMS
from footadvice.knowledge.records import Condition
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import Who

Pair = tuple[str, str]
# What a sentence asks for, and what a sentence on the same paper must then not say. Written as a reader would look.
CONTRADICTIONS = (
    (r"^(?:bandage it|wear a snug bandage)", r"^do not .*bandage|^do not use (?:tight|compression) .*stockings"),
    (r"^(?:put|rest|keep) (?:the foot|the leg|it|your legs?) .*(?:up|above|pillow)|^raise the leg", r"^do not raise (?:it|the leg)"),
    (r"^soak ", r"^do not soak it"),
    (r"^(?:use|try) a (?:wrapped )?warm (?:pack|bath)", r"^do not .*(?:heat on it|hot water bottle)"),
    (r"^rub the (?:knot|legs)|\brub your legs", r"^do not rub (?:it|or massage|the vein)|^do not .* massage it"),
    (r"^(?:walk|keep walking)\b(?!.*(?:only|as little|heel if|flat-footed))|let your child walk|^stay active", r"^stop walking|weight off (?:it|the foot)|^do not walk on it|^do not walk on a hot"),
    (r"^drink (?:plenty|through)|^eat 3 full", r"^do not eat or drink|\bnothing to eat or drink"),
    (r"^(?:hold|use) a (?:wrapped )?(?:cold|ice) pack", r"^go indoors\. take off wet|^keep your whole body warm|^let your feet warm gently"),
    (r"pull the toes up", r"^do not stretch it or pull the toes up"),
)  # fmt: skip


def pairs(kb: KnowledgeBase) -> list[Pair]:
    return list(combinations(kb.raw(Condition), 2))


def sample(kb: KnowledgeBase) -> list[Pair]:
    """A few hundred pairs, those of what cannot wait among them."""
    urgent = [pair for pair in pairs(kb) if any(kb.get(Condition, id).urgency in ALARMS for id in pair)]
    return [*random.Random(7).sample(pairs(kb), 150), *random.Random(8).sample(urgent, 250)]


def sentences(texts: Iterable[str]) -> list[str]:
    return [one.lower() for text in texts for one in re.split(r"(?<=[.?!])\s+", text)]


def contradictions(asked: Iterable[str], warned: Iterable[str]) -> list[str]:
    asking = sentences(asked)
    warning = [*sentences(warned), *asking]
    return [
        f"{one!r} beside {other!r}"
        for ask, warn in CONTRADICTIONS
        for one in asking
        if re.search(ask, one)
        for other in warning
        if re.search(warn, other)
    ]


def of_sheet(answer: HandoutAnswer) -> list[str]:
    asked = [*(one.action.text for one in answer.do), *(text for one in answer.exercises for text in one.steps)]
    return contradictions(asked, (one.text for one in answer.avoid))


def of_plan(answer: PlanAnswer) -> list[str]:
    asked = [
        *(text for one in answer.do for text in one.texts),
        *(text for one in answer.exercises for text in one.steps),
    ]
    return contradictions(asked, (one.text for one in answer.avoid))


def lost(advisor: Advisor, pair: Pair) -> list[str]:
    """What spares a foot or sends to care, stands on a page of what cannot wait, and is on neither paper."""
    kb = advisor.kb
    sheet, plan = advisor.handout(pair), advisor.plan(pair)
    printed = {one.action.measure for one in sheet.do}, {one.measure for one in plan.do}
    first = [
        action
        for id in pair
        if kb.get(Condition, id).urgency in ALARMS
        for action in [one for one in kb.get(Condition, id).actions if one.today][:3]
        if action.measure in ("urgent-care", "full-rest", "crutches", "clinic-review")
    ]
    return [action.name for action in first if not all(action.measure in measures for measures in printed)]


def one_place(pair: Pair) -> bool:
    """A cold pack on a knee cools no toe."""
    return len({id.startswith(("knee-", "osgood-")) for id in pair}) == 1


def faults(advisor: Advisor, pair: Pair) -> list[str]:
    if not one_place(pair):
        return []
    sheet, plan = advisor.handout(pair), advisor.plan(pair)
    return [f"{pair}: {fault}" for fault in (*of_sheet(sheet), *of_plan(plan), *lost(advisor, pair))]


@pytest.mark.slow
def test_no_paper_asks_for_what_it_warns_of(advisor: Advisor, kb: KnowledgeBase) -> None:
    assert not [fault for pair in sample(kb) for fault in faults(advisor, pair)]


@pytest.mark.exhaustive
def test_no_paper_of_any_two_asks_for_what_it_warns_of(advisor: Advisor, kb: KnowledgeBase) -> None:
    assert not [fault for pair in pairs(kb) for fault in faults(advisor, pair)]


@pytest.mark.parametrize(
    ("pair", "gone"),
    [
        ("ankle-sprain compartment-syndrome", "Cool, wrap and raise"),
        ("calf-strain compartment-syndrome", "Cool, wrap and raise"),
        ("ankle-sprain varicose-veins", "Cool, wrap and raise"),
        ("corns-and-calluses foot-ulcer", "Soak, then file"),
        ("ankle-arthritis foot-ulcer", "Warm or cool it"),
        ("gout compartment-syndrome", "Drink water"),
        ("muscle-cramps deep-vein-thrombosis", "Rub it"),
        ("ankle-sprain foot-ulcer", "Walk on it early"),
        ("bunions raynauds", "Cool it when it is sore"),
        ("muscle-cramps achilles-rupture", "Stretch it now"),
    ],
)
def test_a_contradiction_in_the_text_is_found_and_told(advisor: Advisor, pair: str, gone: str) -> None:
    answer = advisor.handout(pair.split())
    assert gone not in {one.action.name for one in answer.do}
    assert gone in {one.left_out for one in answer.contradictions}


def test_a_wrapped_cold_pack_is_no_bandage_and_a_cream_no_massage(advisor: Advisor) -> None:
    kept = {one.action.name for one in advisor.handout(["gout", "foot-ulcer"]).do}
    assert "Cool it" in kept
    assert "Moisturise each day" in {one.action.name for one in advisor.handout(["corns-and-calluses", "dvt"]).do}


def test_a_sore_back_may_be_warmed_whatever_the_foot_has(advisor: Advisor) -> None:
    assert "Use warm or cold packs" in {one.action.name for one in advisor.handout(["low-back-pain", "foot-ulcer"]).do}


@pytest.mark.parametrize("other", ["ankle-sprain", "peroneal-tendinopathy", "complex-regional-pain-syndrome"])
@pytest.mark.parametrize("urgent", ["charcot-foot", "foot-fracture", "lisfranc-injury", "ankle-fracture"])
def test_keeping_off_a_foot_outweighs_every_warning_against_rest(advisor: Advisor, urgent: str, other: str) -> None:
    page = advisor.kb.get(Condition, urgent)
    rest = next(one.name for one in page.actions if one.measure in ("full-rest", "crutches"))
    plan, sheet = advisor.plan([other, urgent]), advisor.handout([other, urgent])
    assert rest in {one.name for one in plan.do}
    assert rest in {one.action.name for one in sheet.do}
    for avoid in (*plan.avoid, *sheet.avoid):
        assert not re.search(r"rest it fully|keep it still|completely still|stop moving", avoid.text), avoid.text


def test_what_is_urgent_for_this_person_gets_no_training_plan(advisor: Advisor, kb: KnowledgeBase) -> None:
    met = 0
    for one in kb.all(Condition):
        for who in get_args(Who):
            if level_for(one, (who, *one.people)) in ALARMS:
                met += one.urgency not in ALARMS
                plan, sheet = advisor.plan(one.id, (who,)), advisor.handout(one.id, (who,))
                assert plan.no_plan == "urgent", (one.id, who)
                assert not plan.weeks
                assert not plan.exercises
                assert not sheet.exercises
    assert met  # or nothing was asked that the level of the page would not have answered


def test_a_small_twist_with_thin_bones_says_why_it_is_urgent(advisor: Advisor) -> None:
    answer = advisor.plan("ankle-sprain", ("thin_bones",))
    assert "thin bones" in answer.urgency.text
    assert "Walk on it early" not in {one.name for one in answer.do}


def test_no_exercise_of_a_plan_is_one_that_another_page_warns_of(advisor: Advisor, kb: KnowledgeBase) -> None:
    for pair in random.Random(9).sample(pairs(kb), 200):
        warned = {id for one in kb.some(Condition, pair) for avoid in one.avoid for id in avoid.exercises}
        assert not warned & {one.id for one in advisor.plan(pair).exercises}, pair
