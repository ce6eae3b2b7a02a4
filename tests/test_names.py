"""What people type arrives, and a guess is never taken silently."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footadvice.errors import FootAdviceError, NotFound, UsageError
from footadvice.knowledge.names import printable, resolve
from footadvice.knowledge.records import Code, Condition, Joint, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.text.normalize import fold

ALL = (Condition,)


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("bunions", "bunions"),
        ("bunion", "bunions"),
        ("BUNION!", "bunions"),
        ("hallux valgus", "bunions"),
        ("Hallux  Valgus", "bunions"),
        ("Fallen Arches", "flat-feet"),
        ("flat foot", "flat-feet"),
        ("flat-feet", "flat-feet"),
        ("hammer toe", "hammertoes"),
        ("plantar fasciitis", "plantar-fasciitis"),
        ("heel spur", "plantar-fasciitis"),
        ("medial tibial stress syndrome", "shin-splints"),
        ("achilles tendonitis", "achilles-tendinopathy"),
        ("pes cavus", "high-arches"),
    ],
)
def test_other_names_plurals_case_and_punctuation(kb: KnowledgeBase, typed: str, id: str) -> None:
    found = resolve(kb, ALL, typed)
    assert (found.id, found.how) == (id, "name")


@pytest.mark.parametrize("typed", ["M20.1", "m2010", "M20.10", "m20.12"])
def test_an_icd_code_or_its_category(kb: KnowledgeBase, typed: str) -> None:
    found = resolve(kb, ALL, typed)
    assert (found.id, found.how) == ("bunions", "code")


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("S93.401D", "ankle-sprain"), ("s93401s", "ankle-sprain"), ("M21.371", "foot-drop"), ("M77.4", "metatarsalgia"),
        ("L97.411", "foot-ulcer"), ("L97.529", "foot-ulcer"), ("L89.610", "foot-ulcer"), ("L89.623", "foot-ulcer"),
        ("L03.031", "cellulitis"), ("L02.611", "infected-wound"), ("S92.352B", "fifth-metatarsal-fracture"),
    ],
)  # fmt: skip
def test_side_encounter_and_degree_of_a_code_do_not_matter(kb: KnowledgeBase, typed: str, id: str) -> None:
    assert (found := resolve(kb, ALL, typed)).id == id
    assert found.how == "code"


@pytest.mark.parametrize(("typed", "id"), [("M79.671", "whole-foot"), ("M79.675", "whole-foot"), ("S90.31XA", "whole-foot"), ("M25.561", "knee")])  # fmt: skip
def test_a_code_of_a_place_leads_there_and_to_no_condition(kb: KnowledgeBase, typed: str, id: str) -> None:
    with pytest.raises(NotFound) as caught:
        resolve(kb, (Condition,), typed)
    assert re.search(rf"is the code of .*\. Try: footadvice (?:map|joint) {id}$", caught.value.message)
    assert resolve(kb, (Joint,) if id == "knee" else (Zone,), typed).id == id


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("M21.331", "foot-drop"), ("M14.611", "charcot-foot"), ("L74.510", "sweaty-feet"), ("L08.82", "pitted-keratolysis"),
        ("G47.63", "muscle-cramps"), ("R26.81", "toe-walking"), ("S90.811A", "black-toenail"), ("M20.1X", "bunions"),
        ("S93.601A", "lisfranc-injury"), ("M79.601", "growing-pains"), ("I87", "chronic-venous-insufficiency"),
    ],
)  # fmt: skip
def test_a_code_is_not_cut_down_to_that_of_another_page(kb: KnowledgeBase, typed: str, near: str) -> None:
    with pytest.raises(NotFound) as caught:
        resolve(kb, ALL, typed)
    assert f'"{typed}" is no code of ours' in caught.value.message
    assert near in caught.value.suggestions
    assert f"near it: {kb.name_of(caught.value.suggestions[0])}" in caught.value.message


def test_a_code_far_from_ours_leads_nowhere(kb: KnowledgeBase) -> None:
    with pytest.raises(NotFound) as caught:
        resolve(kb, ALL, "J45.909")
    assert caught.value.message.endswith("is no code of ours")
    assert caught.value.suggestions == ()


@pytest.mark.slow
def test_every_code_that_leads_to_a_page_means_what_one_of_its_codes_means(kb: KnowledgeBase) -> None:
    icd = pytest.importorskip("simple_icd_10_cm")
    from tests.icd_families import ELSEWHERE, codes, description, families, meaning

    assert list(kb.all(Code)) == families(kb), "run: python -m tests.icd_families, and footadvice kb format"
    meanings = {
        one.id: {code[:3] + meaning(description(code)) for code in one.icd10cm} for one in kb.all(Condition)
    }  # fmt: skip
    met = 0
    for code in [code for code in codes() if code[0] in "BEGILMRST" and icd.is_leaf(code)][::29]:
        try:
            found = resolve(kb, (Condition,), code)
        except NotFound:
            continue
        met += 1
        assert code[:3] + meaning(description(code)) in meanings[found.id] or code.startswith(tuple(ELSEWHERE)), code
    assert met > 7


def test_a_code_of_several_conditions_is_not_guessed(kb: KnowledgeBase) -> None:
    with pytest.raises(NotFound) as caught:
        resolve(kb, ALL, "M20")
    assert 2 <= len(caught.value.suggestions) <= 3


@pytest.mark.parametrize(
    ("typed", "id"),
    [("bunyon", "bunions"), ("bunoin", "bunions"), ("planter fasciitis", "plantar-fasciitis"), ("gowt", "gout")],
)
def test_a_slip_of_the_keyboard_is_said_to_be_one(kb: KnowledgeBase, typed: str, id: str) -> None:
    found = resolve(kb, ALL, typed)
    assert (found.id, found.how) == (id, "spelling")


def test_more_doubt_gives_suggestions_and_no_answer(kb: KnowledgeBase) -> None:
    with pytest.raises(NotFound) as caught:
        resolve(kb, ALL, "plantr fasitis foot")
    assert "plantar-fasciitis" in caught.value.suggestions
    assert len(caught.value.suggestions) <= 3


@pytest.mark.parametrize("typed", ["zzz", "kidney", "asdf qwer"])
def test_nonsense_gets_no_answer(kb: KnowledgeBase, typed: str) -> None:
    with pytest.raises(NotFound):
        resolve(kb, ALL, typed)


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "\x00\x1b", "x" * 10_000])
def test_no_name_at_all_or_far_too_much(kb: KnowledgeBase, typed: str) -> None:
    with pytest.raises(UsageError):
        resolve(kb, ALL, typed)


@pytest.mark.parametrize(
    ("typed", "id"), [("knees", "knee"), ("Lower Back", "back"), ("spine", "back"), ("hips", "hip")]
)
def test_joints_have_names_too(kb: KnowledgeBase, typed: str, id: str) -> None:
    assert resolve(kb, (Joint,), typed).id == id


def test_every_name_in_the_data_finds_its_own_record(kb: KnowledgeBase) -> None:
    for one in kb.all(Condition):
        for name in (one.id, one.name, *one.other_names, *one.misspellings):
            assert resolve(kb, ALL, name).id == one.id, f"{name!r} of {one.id}"


def test_one_slip_in_any_long_name_finds_it_or_suggests_it(kb: KnowledgeBase) -> None:
    for one in kb.all(Condition):
        if len(one.name) > 7:
            slipped = one.name[:4] + one.name[5:]
            try:
                assert resolve(kb, ALL, slipped).id == one.id
            except NotFound as error:
                assert one.id in error.suggestions, slipped


@given(st.text(max_size=200))
def test_whatever_is_typed_is_answered_or_refused(typed: str) -> None:
    try:
        resolve(_KB, ALL, typed)
    except FootAdviceError as error:
        assert all(c.isprintable() for c in error.message)


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_more_of_a_plain_word(text: str) -> None:
    assert fold(fold(text).upper()) == fold(fold(text))


def test_what_is_shown_back_is_safe_for_a_terminal() -> None:
    assert printable("\x1b[31mred\x07") == "?[31mred?"


_KB = KnowledgeBase()
