"""The nearest messages: which are found, how they vote, and what a longer text takes nothing away from."""

from collections.abc import Collection
from typing import Any

import pytest

from footadvice.knowledge.case_index import CaseIndex, terms
from footadvice.knowledge.index.case_postings import build
from footadvice.reasoning.cases import MOST_RUNS, NOTHING, RUN, Cases, Likeness, Terms
from footadvice.text.lexicon import Lexicon
from footadvice.text.normalize import sentences

LEXICON = Lexicon({"neg": ["no", "not"], "swollen": ["swollen", "puffy"], "foot": ["foot"]})


def message(id: str, text: str, label: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "text": text, "label": label, "author": "a", "situation": id, **more}


MESSAGES = [
    message("bite", "a snake bit my leg in the garden", "emergency", red_flags=["bite"]),
    message("clot", "one calf is swollen and hot after a flight", "urgent", red_flags=["dvt"], conditions=["clot"]),
    message("heel", "heel sore in the morning when I get up", "self_care", conditions=["plantar"]),
    message("fever", "no fever and my shin is sore", "see_clinician"),
    message("dog", "my dog eats grass in the park", "out_of_scope"),
    *(message(f"other-{n}", f"word{n} and word{n + 1}", "can_wait") for n in range(20)),
]
INDEX = CaseIndex(build(MESSAGES, LEXICON))
CASES = Cases(INDEX)


def like(text: str, leave_out: Collection[int] = ()) -> Likeness:
    return CASES.like([terms(sentence, LEXICON) for sentence in sentences(text)], leave_out)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Snake bit me in the garden", "bite"),
        ("my calf went puffy on a flight", "clot"),  # folded it is swollen
        ("sore heel, mornings", "heel"),
    ],
)
def test_the_most_like_message_comes_first(text: str, first: str) -> None:
    case, _ = like(text).nearest[0]
    assert INDEX.name(case) == first


def test_votes_are_shares_and_name_what_they_are_of() -> None:
    found = like("one calf is swollen after a flight")
    assert sum(found.labels) == pytest.approx(1)
    assert max(found.flags, key=found.flags.__getitem__) == "dvt"
    assert max(found.conditions, key=found.conditions.__getitem__) == "clot"
    assert found.alarm > 0.5


def test_a_message_that_is_left_out_does_not_vote() -> None:
    text = "a snake bit my leg in the garden"
    assert like(text, {0}).flags == {} or "bite" not in like(text, {0}).flags


def test_what_is_denied_is_another_word() -> None:
    written, folded = terms("no fever. my foot is swollen, not puffy", LEXICON)
    assert {"wno_fever", "wfoot", "wno_puffy"} <= set(written)
    assert {"fswollen", "fno_swollen"} <= set(folded)


def test_words_that_are_not_known_say_nothing() -> None:
    assert like("zzz qqq").alarm == 0
    assert like("").nearest == ()


def test_a_long_text_takes_nothing_from_its_most_alarming_run() -> None:
    alarm = "a snake bit my leg in the garden"
    padding = "word3 and word4. " * 12
    assert like(padding + alarm + ". " + padding).alarm > like(padding).alarm
    assert like(padding + alarm).nearest


def test_a_text_of_any_length_is_compared_in_so_many_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[Terms] = []
    monkeypatch.setattr(Cases, "_votes", lambda self, run, leave_out: compared.append(run) or NOTHING)
    for length in (1, RUN, RUN + 1, MOST_RUNS + RUN, 1000):
        compared.clear()
        CASES.like([([f"w{n}"], []) for n in range(length)])
        assert len(compared) <= MOST_RUNS
        for start in range(max(length - RUN + 1, 1)):  # each run of so many sentences stands whole in one of them
            run = [f"w{n}" for n in range(start, min(start + RUN, length))]
            assert any(set(run) <= set(written) for written, _ in compared)
