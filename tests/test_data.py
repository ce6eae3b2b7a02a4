"""The shipped knowledge keeps every rule; names reach what they mean, and decoys reach nothing."""

import json
from collections import Counter, defaultdict
from datetime import date
from functools import cache

import pytest

from footadvice.errors import NotFound
from footadvice.knowledge.curation import curate
from footadvice.knowledge.names import resolve
from footadvice.knowledge.records import (
    Condition,
    Exercise,
    Factor,
    Finding,
    Joint,
    Link,
    RedFlag,
    Source,
    Study,
    Tip,
    Zone,
)
from footadvice.knowledge.store import KnowledgeBase, shipped
from footadvice.knowledge.validation import rules
from footadvice.knowledge.validation.diagnostics import Fault
from tests.conftest import Run

BLOG_LINKS = {  # every claim of the blog that the project began with: its ends, and what the evidence makes of it
    "overpronation-to-shin-splints": "strong",
    "hammertoes-to-falls-risk": "moderate",
    "hammertoes-to-balance-problems": "expert_opinion",
    "overpronation-to-knee": "conflicting",
    "overpronation-to-hip": "limited",
    "bunions-to-balance-problems": "limited",
    "bunions-to-gait-change": "conflicting",
    "overpronation-to-plantar-fasciitis": "conflicting",
    "overpronation-to-achilles-tendinopathy": "conflicting",
    "flat-feet-to-overpronation": "limited",
    "flat-feet-to-back": "conflicting",
    "flat-feet-to-posture-change": "limited",
    "flat-feet-to-reduced-shock-absorption": "conflicting",
    "bunions-to-knee": "limited",
    "bunions-to-hip": "limited",
    "overpronation-to-bunions": "moderate",
    "hammertoes-to-ankle": "limited",
    "hammertoes-to-knee": "expert_opinion",
    "hammertoes-to-hip": "expert_opinion",
}


@cache
def _formatted() -> tuple[list[str], list[Fault]]:
    """What `kb format` would write, the stamp and what is derived among it, and the faults by every rule."""
    return curate.format_path(write=False)


@pytest.mark.slow
def test_every_rule_holds() -> None:
    faults = _formatted()[1]
    assert not faults, "\n".join(map(str, faults[:40]))


@pytest.mark.slow
def test_the_files_and_the_stamp_are_those_that_the_formatter_gives() -> None:
    changed = _formatted()[0]
    assert not changed, f"run: footadvice kb format ({', '.join(changed)})"


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        (RedFlag, 80),
        (Link, 110),
        (Exercise, 50),
        (Finding, 150),
        (Joint, 4),
        (Tip, 4),
        (Factor, 15),
        (Zone, 35),
        (Source, 300),
    ],
)
def test_there_is_enough_of_everything(kb: KnowledgeBase, kind: type, least: int) -> None:
    assert len(kb.raw(kind)) >= least


def test_there_are_full_and_short_pages(kb: KnowledgeBase) -> None:
    count = Counter(one.detail for one in kb.all(Condition))
    assert count["full"] >= 90
    assert count["short"] >= 30


def test_every_claim_of_the_blog_is_there_at_its_honest_grade(kb: KnowledgeBase) -> None:
    assert {id: kb.get(Link, id).grade for id in BLOG_LINKS} == BLOG_LINKS
    unproven = {id for id in BLOG_LINKS if not kb.get(Link, id).supported}
    assert unproven == {
        "hammertoes-to-knee", "hammertoes-to-hip", "hammertoes-to-balance-problems", "flat-feet-to-reduced-shock-absorption",
    }  # fmt: skip


def test_the_blogs_advice_is_there(kb: KnowledgeBase) -> None:
    assert set(kb.raw(Tip)) == {"shoes", "pads-and-orthotics", "exercises-and-massage", "seeing-a-podiatrist"}


@pytest.mark.slow
def test_the_icd_codes_exist(kb: KnowledgeBase) -> None:
    icd = pytest.importorskip("simple_icd_10_cm")
    for one in kb.all(Condition):
        for code in one.icd10cm:
            assert icd.is_valid_item(code), f"{one.id}: {code}"


@pytest.mark.parametrize(
    "decoy",
    ["tar heel", "corn on the cob", "foot the bill", "achilles heel of the plan", "cold feet", "square foot", "toe the line",
     "hand", "wrist fracture", "tennis elbow", "trigger finger", "rusty nail", "heel of bread", "sole trader", "hip hop"],
)  # fmt: skip
def test_a_decoy_names_no_condition(kb: KnowledgeBase, decoy: str) -> None:
    with pytest.raises(NotFound):
        resolve(kb, (Condition,), decoy)


@cache
def _grades() -> dict[tuple[str, str], float]:
    data, _ = rules.read_folder(shipped())
    return rules.reading_grades(data)


def test_advice_that_is_nothing_but_exercises_bars_whom_they_all_bar(kb: KnowledgeBase) -> None:
    """Or a page tells somebody in its own words to do what its exercises are kept from."""
    for one in kb.all(Condition):
        for action in one.actions:
            if action.today and action.exercises:
                barred = set.intersection(*({*kb.get(Exercise, id).not_for} for id in action.exercises))
                assert barred <= {*action.not_for}, f"{one.id}: {action.name}: add not_for, then footadvice kb format"


@pytest.mark.slow
def test_the_words_are_plain() -> None:
    grades = _grades()
    assert sum(grades.values()) / len(grades) <= 6.0
    assert max(grades.values()) <= 8.0


@pytest.mark.slow
def test_the_knowledge_base_counts_itself_and_is_as_big_as_it_says(run: Run) -> None:
    info = json.loads(run("kb", "info", "--json").out)
    assert info["faults"] == 0
    assert info["conditions_by_detail"]["full"] >= 90
    assert info["conditions_by_detail"]["short"] >= 30
    least = {"red_flags": 80, "links": 110, "exercises": 50, "findings": 150}
    assert {kind: info["records"][kind] >= count for kind, count in least.items()} == dict.fromkeys(least, True)
    assert info["reading_grade"]["mean"] <= 6
    assert info["reading_grade"]["highest"] <= 8
    assert sum(info["sources_by_kind"].values()) == info["records"]["sources"]


@pytest.mark.slow
def test_a_review_is_due_from_its_day_on() -> None:
    assert curate.info(today=date(2026, 1, 1))[1]["reviews_due"] == []
    assert "conditions.json: bunions" in curate.info(today=date(2040, 1, 1))[1]["reviews_due"]


def test_a_full_description_of_people_belongs_to_one_source(kb: KnowledgeBase) -> None:
    """A long one that stands at two sources was copied from the wrong record."""
    sources: dict[str, set[str]] = defaultdict(set)
    for one in kb.all(Study):
        if len(one.who) > 45:
            sources[one.who].add(one.source)
    assert not {who: found for who, found in sources.items() if len(found) > 1}
