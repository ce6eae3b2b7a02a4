"""What was said is read: signs, places, denials, past, ages, times, slips of the keyboard."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footadvice.advisor import Advisor
from footadvice.folding import sentences
from footadvice.knowledge.records import Finding
from footadvice.reasoning.language import LONGEST, Reading

_ADVISOR = Advisor()
_READER = _ADVISOR.asking.reader
_SAID = [text for raw in _ADVISOR.kb.raw(Finding).values() for text in raw["phrases"]]


def read(text: str) -> Reading:
    return _READER.read(text)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("I have a fever", "fever"),
        ("no swelling but it is bruised", "bruising"),
        ("it's itchy between my toes", "itchy"),
        ("my toes are numb", "numbness"),
        ("i am diabetic", "diabetes"),
    ],
)
def test_a_sign_is_found(text: str, finding: str) -> None:
    assert finding in read(text).present()


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("no fever", "fever"),
        ("there isn't any swelling", "swelling"),
        ("it is not numb", "numbness"),
        ("without bruising", "bruising"),
        ("no swelling, redness or bruising", "bruising"),
    ],
)
def test_a_denied_sign_is_denied(text: str, finding: str) -> None:
    reading = read(text)
    assert finding not in reading.present()
    assert finding in reading.absent()


def test_a_denial_ends_where_a_new_thought_begins() -> None:
    assert "swelling" in read("no fever but my ankle is swollen").present()


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("my 10 year old", 10),
        ("I am 67", 67),
        ("a 4-year-old boy", 4),
        ("aged 45", 45),
        ("for 3 years", None),
        ("6 feet", None),
    ],
)
def test_an_age_is_read_and_a_time_is_none(text: str, age: int | None) -> None:
    assert read(text).age == age


def test_an_age_says_what_somebody_is() -> None:
    assert "child" in read("my 8 year old limps").present()
    assert "older-adult" in read("I am 72 and my foot hurts").present()


@pytest.mark.parametrize(
    ("text", "days"), [("for 3 weeks", 21), ("a couple of days", 2), ("six months", 180), ("today", None)]
)
def test_how_long_it_lasts(text: str, days: int | None) -> None:
    assert read(text).days == days


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("pain under my heel", "heel-pad"),
        ("the back of my heel is sore", "heel-back"),
        ("between my toes", "between-toes"),
        ("ball of my foot", "ball-of-foot"),
        ("outside of my ankle hurts", "ankle-outer-front"),
    ],
)
def test_a_place_is_found(text: str, zone: str) -> None:
    assert zone in {m.id for m in read(text).zones}


@pytest.mark.parametrize("text", ["the back of my heel", "I went back to work", "back in the day"])
def test_back_is_not_always_the_back(text: str) -> None:
    assert "back" not in {m.id for m in read(text).zones}


def test_a_slip_of_the_keyboard_is_repaired_and_other_words_are_named() -> None:
    reading = read("my ankel is swolllen since the zorbing")
    assert "swelling" in reading.present()
    assert "zorbing" in reading.unknown


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "no " * 300_000, "my foot hurts. " * 70_000, "\x00\x1b[31m" * 100_000]
)
def test_a_megabyte_of_anything_is_read_in_bounded_time(text: str) -> None:
    started = time.process_time()
    assert read(text).cut == (len(text) > LONGEST)
    assert time.process_time() - started < 20


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    read(text)


@given(st.text(alphabet="abins,.-' (\u00e9\u2013", max_size=40) | st.sampled_from(_SAID))
def test_words_are_those_of_the_tokens(text: str) -> None:
    lexicon = _READER.lexicon
    assert list(lexicon.words([text])) == [token.text for part in sentences(text) for token in lexicon.tokens(part)]
    assert all(part == part.lower() for part in sentences(text))


def test_what_is_so_now_is_not_of_the_past() -> None:
    reading = read("I had my knee replaced last year and now it is hot, red and swollen")
    assert {"redness", "swelling", "hot-to-touch"} <= reading.present()


def test_a_phrase_that_says_a_word_twice_needs_it_twice() -> None:
    assert "grinding" not in read("the bone in my foot is sore").present()
    assert "grinding" in read("it feels like bone on bone").present()


def test_what_somebody_else_has_is_theirs_where_the_writer_has_it_not() -> None:
    assert "black-skin" not in read("My mother had a black toe but I am not diabetic and mine just itch").present()


@pytest.mark.parametrize(
    "text",
    [
        "my mum has a black toe but i dont know if she is diabetic",
        "my mum has a black toe but im not sure if she is diabetic",
        "my friend has a black toe. should he see somebody?",
    ],
)
def test_somebody_who_asks_for_another_is_heard(text: str) -> None:
    assert "black-skin" in read(text).present()


@pytest.mark.parametrize(
    "text",
    [
        "6 months ago my foot went numb and it is still numb",
        "two years ago i broke my ankle and my foot is numb since",
        "it started 6 months ago with a numb foot",
    ],
)
def test_what_began_long_ago_and_goes_on_is_not_of_the_past(text: str) -> None:
    assert "numbness" in read(text).present()


def test_what_was_last_month_is_over() -> None:
    assert "fever" not in read("he was in hospital last month with a limp and a fever").present()


def test_a_word_of_one_sign_is_not_lent_to_another() -> None:
    assert "black-skin" not in read("tiny black dots under my heel").present()
    assert "severe-pain" not in read("i can hardly bear weight on it").present()


@pytest.mark.parametrize("text", ["my hips move freely", "breathing is completely fine, my hip is fine"])
def test_what_is_fine_does_not_hurt(text: str) -> None:
    assert not {m.id for m in read(f"sore knee but {text}").zones if m.id == "hip" and not m.denied}


def test_fine_until_yesterday_is_not_fine() -> None:
    assert "hip" in {m.id for m in read("my hip was fine until yesterday, now it hurts").zones if not m.denied}


def test_a_name_is_said_by_its_own_word() -> None:
    assert "leg-and-ankle-swelling" in {m.id for m in read("what is oedema").conditions}
    assert not read("my toe is red, hot and swollen").conditions
