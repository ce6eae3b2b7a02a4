"""The guided check at a keyboard: what it understands, how far along it is, how wide its lines are."""

import pytest

from footadvice.advisor import Advisor
from footadvice.cli.dialogue_lines import picked
from footadvice.errors import UsageError
from tests.conftest import Run
from tests.test_faults import ON_LINUX, at_a_keyboard

pytestmark = [pytest.mark.slow, pytest.mark.process, ON_LINUX]


def keyed(*keys: str, options: tuple[str, ...] = ()) -> str:
    ended, text = at_a_keyboard([f"{key}\n" for key in keys], "check", *options)
    assert ended == 0, text
    return text.replace("\r", "")


@pytest.mark.parametrize(
    ("typed", "found"),
    [("1,3", "ac"), ("1-3", "abc"), ("1 3", "ac"), ("3-4,1", "cda"), ("0", ""), ("2-", None), ("7", None), ("x", None)],
)
def test_numbers_with_commas_and_rows_of_them_are_read(typed: str, found: str | None) -> None:
    assert picked(typed, list("abcd")) == (None if found is None else tuple(found))


def test_it_says_how_far_along_it_is() -> None:
    text = keyed("under my heel", "0", "n", "q")
    assert text.index("Step 1 of 3") < text.index("Step 2 of 3") < text.index("Question 1 of at most 8")
    assert "Question 2 of at most 8" in text


@pytest.mark.parametrize("none", ["none", "0", "no", "n"])
def test_none_of_the_signs_may_be_said_in_many_ways(none: str) -> None:
    assert "Question 1" in keyed("under my heel", none, "q")


@pytest.mark.parametrize("stop", ["quit", "exit", "stop", "q"])
def test_it_can_be_left(stop: str) -> None:
    assert "not a diagnosis" in keyed("under my heel", stop)


def test_enter_alone_answers_nothing_and_the_signs_are_not_listed_again() -> None:
    text = keyed("under my heel", "", "help", "?", "q")
    assert "Nothing was typed" in text
    assert text.count("A row of them: 1-3") == 2
    assert text.count("Do you have a fever") <= 2  # once in the dialogue, once on the page of what to ask next


def test_an_emergency_is_said_once_and_ends_the_questions() -> None:
    text = keyed("my foot has gone cold, pale and numb")
    assert text.count("EMERGENCY: get help now") == 1
    assert "Step 2" not in text


def test_what_is_urgent_is_shown_in_one_report() -> None:
    text = keyed("my calf is swollen", "q")
    assert text.count("This is general information") == 1


def test_one_view_of_the_map_is_drawn_and_its_numbers_count() -> None:
    text = keyed("map", "map sole", "11", "q")
    assert "map sole, map top" in text
    assert "The top, from above" not in text
    assert "Understood: under the heel, the pad" in text


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_of_the_dialogue_is_wider_than_asked(width: int) -> None:
    text = keyed("my calf is swollen", "help", "d", "help", "q", options=("--width", str(width)))
    assert [line for line in text.splitlines() if len(line) > width + len("my calf is swollen")] == []


def test_without_a_terminal_it_says_that_nothing_is_asked(run: Run) -> None:
    ran = run("check")
    assert ran.code == 0
    assert "no terminal" in ran.err


@pytest.mark.parametrize(("typed", "id"), [("11", "heel-pad"), ("under my heel", "heel-pad"), ("heel", "heel")])
def test_a_place_is_taken_by_number_name_or_id(advisor: Advisor, typed: str, id: str) -> None:
    assert advisor.check([typed]).zones[0].id == id
    found = advisor.map(typed).zone
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize("typed", ["0", "999", "nowhere"])
def test_a_place_that_is_none_is_refused(advisor: Advisor, typed: str) -> None:
    with pytest.raises(UsageError, match="zones"):
        advisor.check([typed])
