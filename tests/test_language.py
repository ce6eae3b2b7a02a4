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
