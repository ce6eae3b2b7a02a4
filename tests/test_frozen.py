"""The base of records and answers holds what it promises."""

from dataclasses import FrozenInstanceError, replace

import pytest

from footadvice.support.frozen_record import FrozenRecord


class Shoe(FrozenRecord):
    size: int
    laces: str = "two"


class Toe(FrozenRecord, kw_only=False):
    number: int
    name: str = ""


def test_values_are_given_by_name_with_defaults() -> None:
    assert Shoe(size=42) == Shoe(size=42, laces="two") != Shoe(size=43)
    assert repr(Shoe(size=42)) == "Shoe(laces='two', size=42)"
    assert len({Shoe(size=42), Shoe(laces="two", size=42)}) == 1
    assert replace(Shoe(size=42), laces="none").laces == "none"


def test_few_values_may_be_given_by_place_and_matched_by_it() -> None:
    match Toe(1, "big"):
        case Toe(number, name):
            assert (number, name) == (1, "big")


@pytest.mark.parametrize(
    ("values", "said"), [({}, "needs size"), ({"size": 1, "heel": 2}, "does not know heel"), ({"heel": 2}, "heel")]
)
def test_a_missing_or_unknown_value_is_refused_by_name(values: dict[str, int], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        Shoe(**values)  # type: ignore[arg-type]


def test_too_many_values_by_place_are_refused() -> None:
    with pytest.raises(TypeError, match="by place"):
        Toe(1, "big", "red")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="by place"):
        Shoe(42)  # type: ignore[misc]


def test_nothing_can_be_changed() -> None:
    shoe = Shoe(size=42)
    with pytest.raises(FrozenInstanceError):
        shoe.size = 43  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del shoe.size
