"""The guided check: by keyboard at a terminal, or turn by turn for another tool."""

import sys
from typing import Annotated

import typer

from footadvice.cli.options import (
    ByUrgency,
    Color,
    ColorOption,
    Fhir,
    ForOption,
    Full,
    Json,
    Kb,
    NoPager,
    Plain,
    WhyNot,
    Width,
    complete_findings,
    complete_zones,
    listed,
)
from footadvice.cli.page_commands import output_of, who_of


def check(
    zone: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PLACE",
            help="Where it is: a name, or a number of the map; several with commas.",
            autocompletion=complete_zones,
        ),
    ] = None,
    yes: Annotated[
        list[str] | None,
        typer.Option(metavar="SIGN", help="Findings that are so: ids, with commas.", autocompletion=complete_findings),
    ] = None,
    no: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SIGN",
            help='Findings that are not so; "screen": no warning sign is.',
            autocompletion=complete_findings,
        ),
    ] = None,
    unsure: Annotated[
        list[str] | None,
        typer.Option(metavar="SIGN", help="Findings that nobody knows of.", autocompletion=complete_findings),
    ] = None,
    text: Annotated[
        str, typer.Option(metavar="WORDS", help="What was said in words; the more careful of both counts.")
    ] = "",
    for_: ForOption = None,
    full: Full = False,
    why_not: WhyNot = "",
    exit_code: ByUrgency = False,
    kb: Kb = None,
    fhir: Fhir = False,
    json: Json = False,
    plain: Plain = False,
    color: ColorOption = Color.auto,
    width: Width = 0,
    no_pager: NoPager = False,
) -> None:
    """A guided check, one question at a time.

    The warning signs come first, then at most 8 questions.
    At a terminal it asks. For a script, give what is known and read the next question from the answer:

    footadvice check --text "my heel hurts" --yes first-steps-worst --no screen --json
    """
    from footadvice.cli.check_dialogue import State, ask_all
    from footadvice.cli.output import exit_by_urgency

    out = output_of(json or fhir, plain, color, width, kb, full=full, no_pager=no_pager)
    who = who_of(for_, out)
    state = State(listed(zone), listed(yes), listed(no), listed(unsure), text)
    nothing_given = not (json or fhir or zone or yes or no or unsure or text.strip())
    if nothing_given and not _at_a_terminal():
        typer.echo("This is no terminal, so nothing is asked. Give what is known: footadvice help check", err=True)
    elif nothing_given:
        state = ask_all(
            lambda state: out.ask(lambda advisor: advisor.check(*state.parts, who=who, text=state.text)), out, who
        )
    answer = out.ask(lambda advisor: advisor.check(*state.parts, who=who, why_not=why_not, text=state.text))
    if fhir:
        from footadvice.cli.fhir_output import only_fhir, show_fhir
        from footadvice.export.fhir import bundle

        only_fhir(out, json, None)
        show_fhir(out, lambda kb, now: bundle(answer, kb, now))
    else:
        out.show(lambda _: answer)
    if exit_code:
        exit_by_urgency([answer.urgency.level])


def _at_a_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
