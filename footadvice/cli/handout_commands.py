"""The commands of what is printed: map, handout."""

from typing import Annotated

import typer

from footadvice.cli.options import (
    Color,
    ColorOption,
    Force,
    ForOption,
    Json,
    Kb,
    NoPager,
    Plain,
    Width,
    complete_condition,
    complete_zone,
)
from footadvice.cli.page_commands import output_of, who_of


def map_(
    zone: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ZONE]", help="A place: heel-pad, inner ankle …", autocompletion=complete_zone),
    ] = None,
    svg: Annotated[
        str | None, typer.Option("--svg", metavar="FILE", help="Draw it as a picture; - is standard output.")
    ] = None,
    force: Force = False,
    kb: Kb = None,
    json: Json = False,
    plain: Plain = False,
    color: ColorOption = Color.auto,
    width: Width = 0,
    no_pager: NoPager = False,
) -> None:
    """The foot with its zones, and what hurts.

    With a zone: what must not be missed there, and what hurts there, most likely first.

    For example: footadvice map, footadvice map heel-pad, footadvice map --svg foot.svg
    """
    out = output_of(json, plain, color, width, kb, no_pager=no_pager)
    name = " ".join(zone) if zone else None
    _one_output(out, svg, json, "--svg -")
    answer = out.ask(lambda advisor: advisor.map(name))
    if svg is not None:
        from footadvice.render.svg.foot_svg import foot

        title = f"The foot: {answer.zone.name}" if answer.zone else "The zones of the foot"
        out.write(svg, foot(answer.zones, title=title), force)
    if json or svg is None:
        out.show(lambda _: answer)


def handout(
    names: Annotated[
        list[str],
        typer.Argument(metavar="CONDITION...", help="One to three conditions.", autocompletion=complete_condition),
    ],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="The HTML file to write; - is standard output.")
    ] = None,
    large_print: Annotated[bool, typer.Option("--large-print", help="Large letters, on two pages.")] = False,
    plan: Annotated[bool, typer.Option("--plan", help="Also the weeks of the plan, on the same sheet.")] = False,
    open_: Annotated[bool, typer.Option("--open", help="Show the file in your browser.")] = False,
    for_: ForOption = None,
    force: Force = False,
    kb: Kb = None,
    json: Json = False,
    plain: Plain = False,
    color: ColorOption = Color.auto,
    width: Width = 0,
    no_pager: NoPager = False,
) -> None:
    """One page to print.

    What to do, and when to get help.

    One to three conditions for one person, with room for a clinician's notes. Without -o its text is shown here.

    For example: footadvice handout bunions -o bunions.html
    """
    from footadvice.errors import UsageError

    out = output_of(json, plain, color, width, kb, no_pager=no_pager)
    who = who_of(for_, out)
    _one_output(out, output, json, "-o -")
    if open_ and output in (None, "-"):
        out.fail(UsageError("--open shows a file. Name one with -o"))
    answer = out.ask(lambda advisor: advisor.handout(names, who, with_plan=plan), names)
    if output is not None:
        from footadvice.render.html.printed_page import html

        out.write(output, html(answer, large_print=large_print), force)
        if "older_adult" in answer.query.who and not large_print:
            typer.echo("For large letters, add --large-print.", err=True)
    if open_ and output:
        import webbrowser
        from pathlib import Path

        webbrowser.open(Path(output).resolve().as_uri())
    if json or output is None:
        out.show(lambda _: answer)


def _one_output(out: "Output", path: str | None, json: bool, option: str) -> None:  # type: ignore[name-defined]  # noqa: F821
    """Standard output holds one document."""
    from footadvice.errors import UsageError

    if path == "-" and json:
        out.fail(UsageError(f"{option} and --json both write to standard output. Give one, or the name of a file"))
