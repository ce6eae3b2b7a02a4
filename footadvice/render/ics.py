"""A plan as a calendar (RFC 5545): one repeating event an exercise, one all-day event a checkpoint.

Times are local times of no time zone ("floating"): six in the evening stays six in the evening when the clocks change
and when somebody travels, and no table of time zones has to be right.

A UID is made of the conditions and the exercise or checkpoint, and of nothing else: a plan with another start, other
days or more weeks updates the events of the one before, as its DTSTAMP is newer. Two runs differ in that line alone.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from footadvice.answers.document import DISCLAIMER
from footadvice.answers.plan_answer import PlanAnswer, PlanCheckpoint, PlanExercise
from footadvice.knowledge.names import mid_sentence
from footadvice.knowledge.records import WEEKDAYS, Weekday

_OCTETS = 75  # of a line, without its end
_FIRST_HOUR, _MINUTES = 18, 15  # the exercises of a day follow one another
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar(answer: PlanAnswer, stamp: datetime) -> str:
    """The text of the calendar file, its lines ended by CR LF.

    Args:
        answer: a plan that has a start and weeks.
        stamp: the moment at which it is made.
    """
    stamped = f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    events = [*_sessions(answer), *(_checkpoint(answer, one) for one in answer.checkpoints)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//footadvice//plan//EN", "CALSCALE:GREGORIAN"]
    for uid, *rest in events:
        lines += ["BEGIN:VEVENT", uid, stamped, "SEQUENCE:0", *rest, "END:VEVENT"]
    return "".join(f"{piece}\r\n" for line in (*lines, "END:VCALENDAR") for piece in fold(line))


def _sessions(answer: PlanAnswer) -> Iterator[list[str]]:
    for place, exercise in enumerate(answer.exercises):
        days = _dates(answer, exercise)
        if days:
            yield _session(answer, exercise, days, place)


def _session(answer: PlanAnswer, exercise: PlanExercise, days: list[date], place: int) -> list[str]:
    begin = datetime(days[0].year, days[0].month, days[0].day, _FIRST_HOUR) + timedelta(minutes=place * _MINUTES)
    by_day = ",".join(WEEKDAYS[number][:2].upper() for number in sorted({day.weekday() for day in days}))
    numb = ["If any part of your feet is numb, leave this out."] if exercise.name in answer.if_numb else []
    told = [exercise.dose.text, *exercise.steps, *(note.text for note in exercise.changed), *numb, exercise.stop_if]
    return [
        _uid(answer, f"exercise {exercise.id}"),
        f"DTSTART:{begin:%Y%m%dT%H%M%S}",
        f"DTEND:{begin + timedelta(minutes=_MINUTES):%Y%m%dT%H%M%S}",
        f"RRULE:FREQ=WEEKLY;COUNT={len(days)};BYDAY={by_day}",
        f"SUMMARY:{escape(exercise.name)}",
        f"DESCRIPTION:{_description(told)}",
    ]


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


def _checkpoint(answer: PlanAnswer, one: PlanCheckpoint) -> list[str]:
    day = date.fromisoformat(one.date or "")
    return [
        _uid(answer, f"checkpoint {one.condition.id} {one.weeks}"),
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escape(f'Week {one.weeks}: how is your {mid_sentence(one.condition.name)}?')}",
        f"DESCRIPTION:{_description([f'Expect: {one.expect}', f'If not: {one.otherwise}'])}",
        "TRANSP:TRANSPARENT",
    ]


def _description(told: Iterable[str]) -> str:
    return escape("\n".join((*told, DISCLAIMER)))


def _uid(answer: PlanAnswer, what: str) -> str:
    conditions = " ".join(sorted(one.id for one in answer.conditions))
    return f"UID:{uuid5(NAMESPACE_URL, f'footadvice plan {conditions} {what}')}@footadvice"


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
