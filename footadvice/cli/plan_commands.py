"""The commands whose answers somebody takes along: compare, plan."""

from typing import TYPE_CHECKING, Annotated

import typer

from footadvice.cli.options import (
    Color,
    ColorOption,
    Evidence,
    Fhir,
    Force,
    ForOption,
    Json,
    Kb,
    NoPager,
    Plain,
    Width,
    complete_condition,
    listed,
)
from footadvice.cli.page_commands import output_of, who_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from footadvice.answers.plan_answer import PlanAnswer
    from footadvice.errors import NotFound
    from footadvice.knowledge.vocabulary import Weekday

_Names = Annotated[
    list[str],
    typer.Argument(metavar="NAME...", help="Names, other names or ICD-10-CM codes.", autocompletion=complete_condition),
]


def compare(
    names: _Names,
    evidence: Evidence = False,
    kb: Kb = None,
    json: Json = False,
    plain: Plain = False,
    color: ColorOption = Color.auto,
    width: Width = 0,
    no_pager: NoPager = False,
) -> None:
    """Two or three conditions side by side.

    The signs that tell them apart, what they share, how urgent each is, and what is safe meanwhile.

    For example: footadvice compare plantar-fasciitis tarsal-tunnel-syndrome
    """
    output_of(json, plain, color, width, kb, evidence=evidence, no_pager=no_pager).show(
        lambda advisor: advisor.compare(names), names
    )


def plan(
    names: _Names,
    weeks: Annotated[
        int | None,
        typer.Option("--weeks", metavar="N", min=1, max=52, help="How long; else as the usual course, or 12."),
    ] = None,
    days: Annotated[
        list[str] | None,
        typer.Option("--days", metavar="DAYS", help="Days you can train: mon,wed,fri. Else every day."),
    ] = None,
    start: Annotated[str, typer.Option("--start", metavar="DATE", help="The first day, such as 2027-01-31.")] = "",
    ics: Annotated[
        str | None, typer.Option("--ics", metavar="FILE", help="Also write a calendar; - for standard output.")
    ] = None,
    ics_cancel: Annotated[
        str | None,
        typer.Option("--ics-cancel", metavar="FILE", help="Write a calendar that cancels what --ics does not hold."),
    ] = None,
    at: Annotated[
        list[str] | None, typer.Option("--at", metavar="TIME", help="Times of day in the calendar: 07:30,18:00.")
    ] = None,
    alarms: Annotated[bool, typer.Option("--alarm/--no-alarm", help="Whether its events remind of themselves.")] = True,
    for_: ForOption = None,
    evidence: Evidence = False,
    force: Force = False,
    kb: Kb = None,
    fhir: Fhir = False,
    json: Json = False,
    plain: Plain = False,
    color: ColorOption = Color.auto,
    width: Width = 0,
    no_pager: NoPager = False,
) -> None:
    """Exercises, week by week, in one plan.

    Which, how many, how often, how to make it harder, when to stop, what to expect, and what was left out and why.

    For example: footadvice plan plantar-fasciitis, footadvice plan "flat feet" bunions --for diabetes --ics plan.ics
    """
    from footadvice.cli.fhir_output import only_fhir, show_fhir
    from footadvice.errors import UsageError

    out = output_of(json or fhir, plain, color, width, kb, evidence=evidence, no_pager=no_pager)
    who = who_of(for_, out)
    if fhir:
        only_fhir(out, json, "--ics -" if "-" in (ics, ics_cancel) else None)
    if ics == "-" and json:
        out.fail(UsageError("--json and --ics - both write to standard output. Name a file for the calendar"))
    with out.errors():
        first = _start(start) if start else None if ics is None and ics_cancel is None else _today()
        chosen = _days(days) if any(days or ()) else None
        times = _times(at)
    answer = out.ask(lambda advisor: advisor.plan(names, who, weeks, chosen, first), names)
    if ics == "-" and not answer.weeks:  # a page would be read as a calendar
        out.fail(_no_calendar(answer))
    if ics is not None:
        with out.errors():
            said = _write(answer, ics, times, alarms, force)
        if not json:
            typer.echo(
                said if start or not answer.weeks else f"No --start was given: it starts today.\n{said}", err=True
            )
    if ics_cancel is not None:
        whole = out.ask(lambda advisor: advisor.plan(names, who, 52, chosen, first))
        out.write(ics_cancel, _cancelling(whole, answer if ics is not None else None, times), force)
    if fhir:
        from footadvice.export.fhir_plan import plan_bundle

        show_fhir(out, lambda kb, now: plan_bundle(answer, kb, now))
    elif "-" not in (ics, ics_cancel):
        out.show(lambda advisor: answer)


def _write(answer: "PlanAnswer", file: str, at: "Sequence[time]", alarms: bool, force: bool) -> str:
    """Write the calendar; what to say of it. Where there is no plan there is nothing to write."""
    from datetime import UTC, date, datetime

    from footadvice.cli.output_files import write_whole
    from footadvice.render.ics import calendar
    from footadvice.support.sanitize import printable

    if not answer.weeks:
        return "No calendar was written, for there is no plan to put in it."
    write_whole(file, calendar(answer, datetime.now(UTC), at, alarms=alarms).encode(), force=force)
    where = "standard output" if file == "-" else printable(file, 300)
    past = "\nThat day is past." if date.fromisoformat(answer.starts or "") < date.today() else ""
    return f"Calendar from {answer.starts}: {where}{past}"


def _cancelling(whole: "PlanAnswer", kept: "PlanAnswer | None", at: "Sequence[time]") -> str:
    """A calendar that cancels the events of the longest plan, but for those of the plan that is kept."""
    from datetime import UTC, datetime

    from footadvice.render.ics import cancellation, uids

    return cancellation(whole, datetime.now(UTC), at, uids(kept, at) if kept and kept.weeks else ())


def _no_calendar(answer: "PlanAnswer") -> "NotFound":
    """That there is no plan to write to standard output, and what to do instead."""
    from footadvice.errors import NotFound
    from footadvice.render.page_items import LEVEL_WORDS

    words = f"{LEVEL_WORDS[answer.urgency.level]}. {answer.urgency.text}"
    return NotFound(f"there is no exercise plan to put in a calendar. {words} For the page, leave out --ics -")


def _start(typed: str) -> "date":
    """The date that was typed, in the one form that cannot be misread."""
    import re
    from datetime import date

    from footadvice.errors import UsageError
    from footadvice.support.sanitize import printable

    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", typed, re.ASCII):
            return date.fromisoformat(typed)
    except ValueError:
        pass  # the 31st of June
    raise UsageError(f'--start "{printable(typed)}" is no date. Write it as 2027-01-31') from None


def _times(typed: list[str] | None) -> "tuple[time, ...]":
    """The times of day, in their order."""
    import re
    from datetime import time

    from footadvice.errors import UsageError
    from footadvice.support.sanitize import printable

    found = {word: re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", word, re.ASCII) for word in listed(typed)}
    if wrong := next((word for word, match in found.items() if not match), ""):
        raise UsageError(f'--at "{printable(wrong)}" is no time. Write it as 07:30')
    return tuple(sorted({time(int(match[1]), int(match[2])) for match in found.values() if match}))


def _today() -> "date":
    from datetime import date

    return date.today()


def _days(typed: list[str] | None) -> "tuple[Weekday, ...]":
    """The days of the week, in their order."""
    from footadvice.errors import UsageError
    from footadvice.knowledge.vocabulary import WEEKDAYS
    from footadvice.support.sanitize import printable

    words = [word.lower() for word in listed(typed)]
    for word in words:
        if word not in WEEKDAYS:
            raise UsageError(f'--days does not know "{printable(word)}". It knows: {", ".join(WEEKDAYS)}')
    if not words:
        raise UsageError("--days names no day. Write it as mon,wed,fri")
    return tuple(day for day in WEEKDAYS if day in words)
