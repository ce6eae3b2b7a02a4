"""How urgent something is, and the one order of it.

A level is a word in the data and in every answer. Compared as texts, "self_care" would stand below "urgent" by its
letters alone; so whoever compares two levels does it by the functions here.
"""

from collections.abc import Callable, Iterable
from typing import Literal, Protocol, TypeVar, get_args

Level = Literal["emergency", "urgent", "see_clinician", "self_care"]
UrgencyLevel = Literal["emergency", "urgent", "see_clinician", "self_care", "none"]
"""`none`: nothing was reported that could be urgent. It never means that all is well."""
LEVELS: tuple[Level, ...] = get_args(Level)  # most urgent first
ALARMS = LEVELS[:2]  # what cannot wait
URGENCY_LEVELS: tuple[UrgencyLevel, ...] = get_args(UrgencyLevel)
_RANKS: dict[str, int] = {level: rank for rank, level in enumerate(URGENCY_LEVELS)}
L = TypeVar("L", bound=str)


class _Leveled(Protocol):
    @property
    def level(self) -> str: ...


T = TypeVar("T", bound=_Leveled)


def rank(level: str) -> int:
    """The place of a level in the order, 0 for the most urgent: what to sort by.

    >>> sorted(["self_care", "urgent", "none", "emergency"], key=rank)
    ['emergency', 'urgent', 'self_care', 'none']
    """
    return _RANKS[level]


def is_above(level: str, other: str) -> bool:
    """Whether `level` is more urgent than `other`."""
    return _RANKS[level] < _RANKS[other]


def most_urgent(levels: Iterable[L]) -> L | None:
    """The most urgent of `levels`; None if there is none."""
    return min(levels, key=rank, default=None)


def each_at_its_most_urgent(items: Iterable[T], id_of: Callable[[T], str]) -> list[T]:
    """The items, most urgent first; of those with one id the first that is the most urgent."""
    found: dict[str, T] = {}
    for item in items:
        held = found.setdefault(id_of(item), item)
        if is_above(item.level, held.level):
            found[id_of(item)] = item
    return sorted(found.values(), key=lambda item: rank(item.level))


__all__ = [
    "ALARMS",
    "LEVELS",
    "URGENCY_LEVELS",
    "Level",
    "UrgencyLevel",
    "each_at_its_most_urgent",
    "is_above",
    "most_urgent",
    "rank",
]
