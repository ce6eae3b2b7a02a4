"""A plan as a calendar (RFC 5545): a repeating event for each dose of the day, an all-day event for each checkpoint.

Times are local times of no time zone ("floating"): six in the evening stays six in the evening when the clocks change
and when somebody travels, and no table of time zones has to be right.

A UID is made of the conditions and the exercise or checkpoint, and of nothing else: a plan with another start, other
days or more weeks updates the events of the one before, as its DTSTAMP is newer and its SEQUENCE, the seconds since
2020, is higher. Nothing has to be remembered for that. Two runs differ in those lines alone.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from footadvice.answers.document import DISCLAIMER
from footadvice.answers.plan_answer import PlanAnswer, PlanCheckpoint, PlanExercise, WeekExercise
from footadvice.knowledge.names import mid_sentence
from footadvice.knowledge.vocabulary import WEEKDAYS, Weekday
from footadvice.support.frozen_record import FrozenRecord

_OCTETS = 75  # of a line, without its end
_MINUTES = 15  # the exercises of a time of day follow one another
_DAY = 24 * 60
# Times of day for the doses, in the order in which they are taken; doses are two hours apart or more.
_USUAL = (time(18), time(8), time(13), time(20, 30), time(10, 30), time(15, 30))
_APART = 120
_DAY_NAMES = dict(
    zip(WEEKDAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)
_SINCE = datetime(2020, 1, 1, tzinfo=UTC)
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class Event(FrozenRecord, kw_only=False):
    """One event: its UID, and its other lines."""

    uid: str
    lines: tuple[str, ...]


def calendar(answer: PlanAnswer, stamp: datetime, at: Sequence[time] = (), *, alarms: bool = True) -> str:
    """The text of the calendar file, its lines ended by CR LF.

    Args:
        answer: a plan that has a start and weeks.
        stamp: the moment at which it is made.
        at: the times of day for the doses; usual ones where there are fewer than a dose asks for.
        alarms: whether each event reminds of itself.
    """
    events = list(_events(answer, at))
    return _text(answer, stamp, (_with_alarm(one) if alarms else one for one in events))


def cancellation(answer: PlanAnswer, stamp: datetime, at: Sequence[time] = (), kept: Container[str] = ()) -> str:
    """The text of a calendar file that cancels the events of `answer`, but those with a UID in `kept`."""
    named = ("SUMMARY:", "DTSTART", "DTEND")
    gone = (
        Event(one.uid, (*(line for line in one.lines if line.startswith(named)), "STATUS:CANCELLED"))
        for one in _events(answer, at)
        if one.uid not in kept
    )
    return _text(answer, stamp, gone)


def uids(answer: PlanAnswer, at: Sequence[time] = ()) -> frozenset[str]:
    """The UIDs of the events of a plan."""
    return frozenset(one.uid for one in _events(answer, at))


def times_of_day(count: int, given: Sequence[time]) -> list[time]:
    """When to take `count` doses a day: the given times first, then usual ones that are far enough from them.

    >>> [f"{one:%H:%M}" for one in times_of_day(3, [time(7, 30)])]
    ['07:30', '13:00', '18:00']
    """
    chosen = list(dict.fromkeys(given))[:count]
    for usual in _USUAL:
        if len(chosen) < count and all(abs(_minute(usual) - _minute(one)) >= _APART for one in chosen):
            chosen.append(usual)
    return sorted(chosen)


def _text(answer: PlanAnswer, stamp: datetime, events: Iterable[Event]) -> str:
    name = escape(f"Foot exercises: {_names(one.name for one in answer.conditions)}")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//footadvice//plan//EN", "CALSCALE:GREGORIAN"]
    lines += [f"NAME:{name}", f"X-WR-CALNAME:{name}"]
    written = [
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{int((stamp - _SINCE).total_seconds())}",
    ]
    for one in events:
        lines += ["BEGIN:VEVENT", f"UID:{one.uid}", *written, *one.lines, "END:VEVENT"]
    return "".join(f"{piece}\r\n" for line in (*lines, "END:VCALENDAR") for piece in fold(line))


def _events(answer: PlanAnswer, at: Sequence[time]) -> Iterator[Event]:
    taken: set[int] = set()
    for exercise in answer.exercises:
        if days := _dates(answer, exercise):
            yield from _sessions(answer, exercise, days, at, taken)
    for weeks, points in groupby(answer.checkpoints, key=lambda one: one.weeks):
        yield _checkpoint(answer, weeks, list(points))


def _with_alarm(event: Event) -> Event:
    """An event that reminds of itself: as it begins, or at nine where it takes the whole day."""
    summary = next(line for line in event.lines if line.startswith("SUMMARY:")).removeprefix("SUMMARY:")
    whole_day = any(line.startswith("DTSTART;VALUE=DATE") for line in event.lines)
    trigger = "TRIGGER:PT9H" if whole_day else "TRIGGER:PT0S"
    alarm = ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{summary}", trigger, "END:VALARM")
    return Event(event.uid, (*event.lines, *alarm))


def _sessions(
    answer: PlanAnswer, exercise: PlanExercise, days: list[date], at: Sequence[time], taken: set[int]
) -> Iterator[Event]:
    """One event for each dose of a day, at a minute that no other event has."""
    by_day = ",".join(WEEKDAYS[number][:2].upper() for number in sorted({day.weekday() for day in days}))
    for place, moment in enumerate(times_of_day(exercise.dose.times_a_day or 1, at), 1):
        minute = _free(_minute(moment), taken)
        taken.add(minute)
        begin = datetime.combine(days[0], time(minute // 60, minute % 60))
        yield Event(
            _uid(answer, f"exercise {exercise.id}" + (f" {place}" if place > 1 else "")),
            (
                f"DTSTART:{begin:%Y%m%dT%H%M%S}",
                f"DTEND:{begin + timedelta(minutes=_MINUTES):%Y%m%dT%H%M%S}",
                f"RRULE:FREQ=WEEKLY;COUNT={len(days)};BYDAY={by_day}",
                f"SUMMARY:{escape(exercise.name)}",
                f"DESCRIPTION:{_description(_told(answer, exercise))}",
            ),
        )


def _free(minute: int, taken: Container[int]) -> int:
    """The next minute of the day at which nothing begins; an earlier one where the day is over."""
    later = (one for one in range(minute, _DAY - _MINUTES + 1, _MINUTES) if one not in taken)
    earlier = (one for one in range(minute, -1, -_MINUTES) if one not in taken)
    return next(later, next(earlier, minute))


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _told(answer: PlanAnswer, exercise: PlanExercise) -> Iterator[str]:
    yield exercise.dose.text
    yield from _real_days(answer, exercise)
    yield from exercise.steps
    yield from (note.text for note in exercise.changed)
    if exercise.name in answer.if_numb:
        yield "If any part of your feet is numb, leave this out."
    yield exercise.stop_if


def _real_days(answer: PlanAnswer, exercise: PlanExercise) -> Iterator[str]:
    """On which days it stands here, where that is less than the dose asks for, and for how long it was tested."""
    turns = {week.week: turn for week in answer.weeks for turn in week.exercises if turn.id == exercise.id}
    days = next(iter(turns.values())).days
    if len(days) < len(WEEKDAYS):
        yield f"On: {_names(_DAY_NAMES[day] for day in days)}."
    if exercise.days_short:
        asked = exercise.dose.days_a_week
        yield f"It asks for {asked} days a week, and your days give it {asked - exercise.days_short}."
    if untested := _untested(turns):
        yield f"From week {untested} on: not tested for so long. Go on only if it helps."


def _untested(turns: dict[int, WeekExercise]) -> int:
    return next((week for week, turn in turns.items() if turn.past_tested), 0)


def _dates(answer: PlanAnswer, exercise: PlanExercise) -> list[date]:
    """Every day on which an exercise is done."""
    return [
        date.fromisoformat(week.begins) + timedelta(days=number)
        for week in answer.weeks
        if week.begins
        for turn in week.exercises
        if turn.id == exercise.id
        for number in _offsets(date.fromisoformat(week.begins), turn.days)
    ]


def _offsets(begins: date, days: Iterable[Weekday]) -> list[int]:
    return sorted((WEEKDAYS.index(day) - begins.weekday()) % 7 for day in days)


def _checkpoint(answer: PlanAnswer, weeks: int, points: list[PlanCheckpoint]) -> Event:
    """One event for all that is looked at on one day."""
    day = date.fromisoformat(points[0].date or "")
    several = len(points) > 1
    names = _names(one.condition.name for one in points)
    lines = [
        line
        for one in points
        for line in ((one.condition.name,) if several else ()) + (f"Expect: {one.expect}", f"If not: {one.otherwise}")
    ]
    return Event(
        _uid(answer, f"checkpoint {weeks}"),
        (
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escape(f'Week {weeks}: time to look how it goes ({names})')}",
            f"DESCRIPTION:{_description(lines)}",
            "TRANSP:TRANSPARENT",
        ),
    )


def _names(names: Iterable[str]) -> str:
    """Names in a row: "Bunions, gout and flat feet"."""
    first, *rest = names
    lines = [first, *(name if name in _DAY_NAMES.values() else mid_sentence(name) for name in rest)]
    return lines[0] if len(lines) == 1 else f"{', '.join(lines[:-1])} and {lines[-1]}"


def _description(lines: Iterable[str]) -> str:
    return escape("\n".join((*lines, DISCLAIMER)))


def _uid(answer: PlanAnswer, what: str) -> str:
    conditions = " ".join(sorted(one.id for one in answer.conditions))
    return f"{uuid5(NAMESPACE_URL, f'footadvice plan {conditions} {what}')}@footadvice"


def escape(text: str) -> str:
    """`text` as the value of a property.

    >>> print(escape("2 sets, then rest; go on"))
    2 sets\\, then rest\\; go on
    """
    return text.translate(_ESCAPED)


def fold(line: str) -> list[str]:
    """`line` in pieces of 75 octets or fewer, each but the first begun by a space; no character is cut in two.

    >>> [len(piece.encode()) for piece in fold("x" * 74 + "é" * 40)]
    [74, 75, 7]
    """
    pieces, piece = [], ""
    for character in line:
        if len((piece + character).encode()) > _OCTETS:
            pieces.append(piece)
            piece = " "
        piece += character
    return [*pieces, piece]
