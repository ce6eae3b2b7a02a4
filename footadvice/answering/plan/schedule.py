"""Exercises -> weeks: which of them one body does, when each joins, on which days, and how it gets harder.

No study says how to join the exercises of several conditions. These rules are our own careful ones:
  1. At most `MAX_AT_A_TIME` exercises at a time. Those for most conditions and with the best evidence come first,
     and no two that load the same part (`one_at_a_time` of a measure): of those, what the page of the most urgent
     condition advises.
  2. `FIRST` of them begin in week 1, then one a week, so that it shows which one makes a foot sore.
  3. Never more often than the dose says. Strength and running on 3 days a week or fewer have a day of rest between.
  4. The steps of an exercise are spread over the weeks for which it was tested, 12 where nobody tested it. A step is
     taken only when its own words are met, whatever the week.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations

from footadvice.knowledge.records import Checkpoint, Dose, Exercise
from footadvice.knowledge.vocabulary import WEEKDAYS, Grade, Weekday
from footadvice.reasoning.link_graph import rank
from footadvice.support.frozen_record import FrozenRecord

MAX_AT_A_TIME, FIRST = 4, 2
USUAL_WEEKS, MOST_WEEKS = 12, 52
_RESTED = ("strength", "running")
_TIMES = {1: "once", 2: "twice"}


class Offer(FrozenRecord):
    """An exercise that somebody could do, and what speaks for it."""

    exercise: Exercise
    measure: str
    one_at_a_time: bool
    conditions: tuple[str, ...]  # ids of those whose pages advise it, or one that loads the same part
    grade: Grade  # of the action that advises it
    place: tuple[int, int]  # of that action on its page, and within it: most useful first
    yields: bool = False  # a more urgent condition's page loads the same part in its own way


class Later(FrozenRecord, kw_only=False):
    """An exercise that is left for later, and the one that stands in for it, if one does."""

    offer: Offer
    instead: Exercise | None


class Turn(FrozenRecord):
    """One exercise in one week. `harder` is the step that may be due, "" where none is."""

    exercise: Exercise
    days: tuple[Weekday, ...]
    new: bool
    past_tested: bool  # beyond the weeks for which it was tested
    harder: str


def choose(offers: Iterable[Offer]) -> tuple[list[Offer], list[Later]]:
    """The exercises to begin with, best first, and those that are left for later."""
    ordered = _in_turns(sorted(offers, key=_worth))
    chosen: list[Offer] = []
    later: list[Later] = []
    for offer in ordered:
        same = next((one for one in chosen if one.one_at_a_time and one.measure == offer.measure), None)
        if same or len(chosen) == MAX_AT_A_TIME:
            later.append(Later(offer, same.exercise if same else None))
        else:
            chosen.append(offer)
    return chosen, later


def _worth(offer: Offer) -> tuple[bool, int, int, tuple[int, int]]:
    return (offer.yields, -len(offer.conditions), rank(offer.grade), offer.place)


def _in_turns(ordered: Sequence[Offer]) -> list[Offer]:
    """The best exercise of each measure before the second of any: a plan trains more than one thing."""
    seen: dict[str, int] = {}
    turns: list[tuple[int, int]] = []
    for number, offer in enumerate(ordered):
        seen[offer.measure] = seen.get(offer.measure, 0) + 1
        turns.append((seen[offer.measure], number))
    return [ordered[number] for _, number in sorted(turns)]


def week(chosen: Sequence[Offer], number: int, days: Sequence[Weekday]) -> tuple[Turn, ...]:
    """What is done in week `number`, counted from 1, by somebody who can train on `days`."""
    turns = []
    for place, offer in enumerate(chosen):
        joined = max(1, place - FIRST + 2)
        if joined <= number:
            turns.append(_turn(offer.exercise, number - joined, days))
    return tuple(turns)


def _turn(exercise: Exercise, done: int, days: Sequence[Weekday]) -> Turn:
    """The turn of an exercise that somebody has done for `done` weeks."""
    steps = exercise.progressions
    tested = exercise.dose.weeks
    step = done * len(steps) // (tested or USUAL_WEEKS)
    return Turn(
        exercise=exercise,
        days=spread(days, exercise),
        new=done == 0,
        past_tested=tested is not None and done >= tested,
        harder=steps[min(step, len(steps) - 1)] if steps else "",
    )


def spread(days: Sequence[Weekday], exercise: Exercise) -> tuple[Weekday, ...]:
    """The days of the week for an exercise: as many as its dose asks for, out of `days`, as far apart as can be."""
    wanted = exercise.dose.days_a_week
    least = 2 if wanted <= 3 and exercise.kind in _RESTED else 1
    numbers = sorted({WEEKDAYS.index(day) for day in days})
    for count in range(min(wanted, len(numbers)), 1, -1):
        best = max(combinations(numbers, count), key=_gap)
        if _gap(best) >= least:
            return tuple(WEEKDAYS[number] for number in best)
    return tuple(WEEKDAYS[number] for number in numbers[:1])


def _gap(numbers: Sequence[int]) -> int:
    """The fewest days from one training day to the next, around the week.

    >>> _gap((0, 2, 4)), _gap((0, 1, 3)), _gap((0, 6))
    (2, 1, 1)
    """
    return min((after - before) % 7 for before, after in zip(numbers, (*numbers[1:], numbers[0]), strict=True))


def how_many(dose: Dose) -> str:
    """The amount of one session in words, from its numbers, or as its text begins where there are too few.

    >>> how_many(Dose(text="", days_a_week=3, sets=3, reps=1, hold_seconds=20))
    '3 holds of 20 seconds'
    >>> how_many(Dose(text="", days_a_week=3, sets=3, reps=8, reps_most=12, hold_seconds=2))
    '3 sets of 8 to 12, each held for 2 seconds'
    """
    if dose.minutes and not dose.reps:
        return f"{dose.minutes} minutes"
    if not dose.reps or not dose.sets:
        return dose.text.split(".", maxsplit=1)[0]
    reps = f"{dose.reps} to {dose.reps_most}" if dose.reps_most else str(dose.reps)
    if dose.hold_seconds and 1 in (dose.sets, dose.reps):
        count = reps if dose.sets == 1 else str(dose.sets)
        return f"{count} hold{'s' * (count != '1')} of {dose.hold_seconds} seconds"
    held = f", each held for {dose.hold_seconds} seconds" if dose.hold_seconds else ""
    return f"{reps} times{held}" if dose.sets == 1 else f"{dose.sets} sets of {reps}{held}"


def how_often(dose: Dose, days: int) -> str:
    """How often on how many days, in words. `days` is how many somebody has for it.

    >>> how_often(Dose(text="", days_a_week=7, times_a_day=3), 7), how_often(Dose(text="", days_a_week=3), 2)
    ('3 times a day, every day', '2 days a week')
    """
    week = "every day" if days == 7 else f"{days} day{'s' * (days > 1)} a week"
    times = dose.times_a_day or 1
    return f"{_TIMES.get(times, f'{times} times')} a day, {week}" if dose.times_a_day else week


def length(checkpoints: Iterable[Checkpoint]) -> int:
    """How many weeks a plan takes if nobody says: to the last checkpoint of the usual course, or 12."""
    return min(max((one.weeks for one in checkpoints), default=USUAL_WEEKS), MOST_WEEKS)
