"""The curator's commands: kb validate, format, info, diff, new, try, evidence."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from footadvice.cli.options import Color, ColorOption, Json, Kb, Plain, Width, overlays
from footadvice.errors import ExitCode, FootAdviceError

app = typer.Typer(
    help="Check the data, bring it into form, compare it, add to it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

_PATH_HELP = "A folder of data files, an overlay, or a folder of overlays; our data if left out."
_Path = Annotated[Path | None, typer.Argument(metavar="[PATH]", readable=False, help=_PATH_HELP)]


@app.command()
def validate(path: _Path = None, json: Json = False) -> None:
    """Check every data rule and print all faults.

    Each with file, line, record, field, what is wrong and how to mend it. Errors would stop an answer, and exit with 1.
    Warnings would not.
    """
    from footadvice.knowledge.curation import curate

    with _errors_told(json):
        faults = curate.validate(path)
    errors = sum(fault.severity == "error" for fault in faults)
    if json:
        shown = ("file", "line", "record", "field", "message", "repair", "rule", "severity")
        told = [{key: _shown(getattr(fault, key)) for key in shown} for fault in faults]
        _print_json("validation", {"errors": errors, "warnings": len(faults) - errors, "faults": told})
    else:
        for fault in faults:
            typer.echo(f"{fault.severity}: {fault}")
        typer.echo(f"{errors} errors, {len(faults) - errors} warnings." if faults else "No faults.")
    if errors:
        raise typer.Exit(ExitCode.FAILED)


@app.command()
def info(path: _Path = None, kb: Kb = None, json: Json = False) -> None:
    """What is in it, and which reviews are due.

    Records, grades, sources, reading grade and overlays.
    """
    from footadvice.answers.document import plain
    from footadvice.knowledge.curation import curate

    with _errors_told(json):
        about, found = curate.info(path, overlays(kb))
    if json:
        _print_json("info", {"knowledge_base": plain(about), **found})
        return
    typer.echo(f"Knowledge base {about.version}, reviewed {about.reviewed}")
    for one in about.overlays:
        typer.echo(f"With the overlay {one.id}: {one.name}, {one.version}")
    for line in _lines(found):
        typer.echo(line)


@app.command("format")
def format_(
    path: _Path = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 if something would change.")] = False,
) -> None:
    """Bring files into canonical form.

    Data that keeps every rule is stamped, and what is derived from it made anew.
    """
    from footadvice.knowledge.curation import curate
    from footadvice.support.sanitize import printable

    with _errors_told():
        changed, faults = curate.format_path(path, write=not check)
    for name in changed:
        typer.echo(f"{printable(name, 200)}: {'would change' if check else 'written'}")
    for fault in faults:
        typer.echo(str(fault), err=True)
    if faults:
        where = f" {printable(str(path), 200)}" if path else ""
        typer.echo(f"{len(faults)} faults. To see all of it, run: footadvice kb validate{where}", err=True)
    if faults or (check and changed):
        raise typer.Exit(ExitCode.FAILED)


@app.command()
def diff(
    old: Annotated[
        Path, typer.Argument(readable=False, help="A folder of data files, or an overlay to lay over ours.")
    ],
    new: Annotated[Path | None, typer.Argument(readable=False, help="The same, later; our data if left out.")] = None,
    json: Json = False,
) -> None:
    """What changed in the advice, in words.

    Urgency, warning signs, actions, grades, links, sources.
    """
    from footadvice.answers.document import plain
    from footadvice.knowledge.curation import curate
    from footadvice.knowledge.curation.knowledge_diff import differences, moves

    with _errors_told(json):
        found = differences(curate.records_at(old), curate.records_at(new))
    moved = moves(found)
    if json:
        told = {"old": str(old), "new": str(new or ""), "changes": plain(tuple(found)), "moved": moved}
        _print_json("diff", told)
        return
    for of, ways in moved.items():
        for way, names in ways.items():
            typer.echo(f"{of.capitalize()} {way}: {len(names)} ({'; '.join(names)})")
    headings = {"less": "Less careful than before", "more": "More careful than before", "same": "What else changed"}
    for careful, heading in headings.items():
        some = [one for one in found if one.careful == careful]
        if some:
            typer.echo(f"{heading}:")
        for one in some:
            typer.echo(f"- {one.says}")
            if one.what == "changed":
                typer.echo(f"  was: {one.old or 'nothing'}\n  now: {one.new or 'nothing'}")
    if not found:
        typer.echo("Nothing changed in the advice.")


@app.command()
def new(
    kind: Annotated[str, typer.Argument(help="condition")],
    id: Annotated[str, typer.Argument(metavar="ID", help="Its id: small letters and digits, words joined by hyphens.")],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="A new file to write it to.")
    ] = None,
) -> None:
    """The beginning of a condition of your own.

    It is an overlay to fill in.

    It passes every rule as it is. What is still to be written shows as warnings.

    For example: footadvice kb new condition sore-heel -o mine.json
    """
    from footadvice.cli.output_files import write_whole
    from footadvice.errors import UsageError
    from footadvice.knowledge.curation import template
    from footadvice.knowledge.store import KnowledgeBase
    from footadvice.support.sanitize import printable

    with _errors_told():
        if kind != "condition":
            raise UsageError(f'there is no template of a "{printable(kind)}". There is: condition')
        text = template.condition(KnowledgeBase(), id)
        write_whole("-" if output is None else output, text.encode(), force=False)
        if output not in (None, "-"):
            typer.echo(f"{printable(output)}: written. Fill it in, then run: footadvice kb validate with its path")


@app.command()
def evidence(
    claim: Annotated[
        str, typer.Argument(metavar="CLAIM", help="A link, such as bunions-to-knee, or an action: condition/measure.")
    ],
    json: Json = False,
    plain: Plain = False,
    color: ColorOption = Color.auto,
    width: Width = 0,
    kb: Kb = None,
) -> None:
    """The studies of one claim side by side, and why its grade is what it is.

    Each with what it compared, its effect and interval, and whether it speaks for the claim. What was retracted,
    replaced or not read is told, and carries nothing.

    For example: footadvice kb evidence flat-feet-to-back, footadvice kb evidence ankle-sprain/ankle-brace
    """
    from footadvice.cli.page_commands import output_of

    output_of(json, plain, color, width, kb).show(lambda advisor: advisor.evidence(claim))


@app.command("try")
def try_(
    overlay: Annotated[Path, typer.Argument(metavar="OVERLAY", readable=False, help="A file or a folder of overlays.")],
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="In plain words.")],
    json: Json = False,
    plain: Plain = False,
    color: ColorOption = Color.auto,
    width: Width = 0,
) -> None:
    """What an overlay changes in one answer, side by side.

    For example: footadvice kb try clinic.json "my heel hurts in the morning"
    """
    from footadvice.cli.output import Output, advisor_with
    from footadvice.render import trial_page

    asked = " ".join(question)
    with _errors_told(json):
        before, after = (advisor_with(laid).ask(asked) for laid in ((), (overlay,)))
    if json:
        _print_json("trial", {"question": asked, "changes": trial_page.changed(before, after)})
    else:
        out = Output(plain=plain, color=color.value, width=width, paged=False)
        out.show_page(trial_page.trial(asked, before, after))


@contextmanager
def _errors_told(json: bool = False) -> Iterator[None]:
    """Tells an error plainly, as JSON where that was asked for, and ends with its exit code."""
    try:
        yield
    except FootAdviceError as error:
        from footadvice.cli.output import Output

        Output(json=json).fail(error)


def _shown(value: str | int) -> str | int:
    from footadvice.support.sanitize import printable

    return printable(value, 400) if isinstance(value, str) else value


def _print_json(kind: str, own: Mapping[str, Any]) -> None:
    from footadvice.answers.document import SCHEMA_VERSION, to_json

    typer.echo(to_json({"schema_version": SCHEMA_VERSION, "kind": kind, **own}).encode())


def _lines(found: Mapping[str, Any]) -> Iterator[str]:
    for key, value in found.items():
        name = key.replace("_", " ").capitalize()
        if isinstance(value, dict):
            yield name
            for inner, said in value.items():
                yield f"  {inner.replace('_', ' ')}: {_said(said)}"
        else:
            yield f"{name}: {_said(value)}"


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{how.replace('_', ' ')}: {', '.join(fields)}" for how, fields in value.items())
    if isinstance(value, list):
        told = [f"{one['id']} {one['grade']}" if isinstance(one, dict) else one for one in value]
        return "; ".join(told) or "none"
    return str(value)
