"""The curator's commands: kb validate, kb format, kb info."""

from pathlib import Path
from typing import Annotated

import typer

from footadvice.cli.options import Json
from footadvice.errors import ExitCode

app = typer.Typer(
    help="Check the data and bring it into form.", no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

_Folder = Annotated[Path | None, typer.Argument(help="The folder with the data files; ours if left out.")]


@app.command()
def validate(folder: _Folder = None, json: Json = False) -> None:
    """Check every data rule and print all faults.

    Each with file, record, field, what is wrong and how to mend it. Errors would stop an answer; warnings would not.
    """
    from footadvice.answers.contract import plain, to_json
    from footadvice.knowledge import curate

    faults = curate.validate(folder)
    if json:
        typer.echo(to_json({"schema_version": 1, "kind": "validation", "faults": plain(tuple(faults))}).encode())
    else:
        for fault in faults:
            typer.echo(f"{fault.severity}: {fault}")
        typer.echo(f"{len(faults)} faults." if faults else "No faults.")
    if faults:
        raise typer.Exit(ExitCode.FAILED)


@app.command()
def info(folder: _Folder = None, json: Json = False) -> None:
    """Count what is in it: records, grades, sources, reading grade, reviews that are due."""
    from footadvice.answers.contract import plain, to_json
    from footadvice.knowledge import curate
    from footadvice.knowledge.base import KnowledgeBase

    about = KnowledgeBase(folder).about  # a folder that is none of ours ends here
    found = curate.info(folder)
    if json:
        typer.echo(to_json({"schema_version": 1, "kind": "info", "knowledge_base": plain(about), **found}).encode())
        return
    for key, value in found.items():
        if isinstance(value, dict):
            typer.echo(f"{key.replace('_', ' ').capitalize()}")
            for name, count in value.items():
                said = ", ".join(f"{one['id']} {one['grade']}" for one in count) if isinstance(count, list) else count
                typer.echo(f"  {name.replace('_', ' ')}: {said}")
        else:
            said = (", ".join(value) or "none") if isinstance(value, list) else value
            typer.echo(f"{key.replace('_', ' ').capitalize()}: {said}")


@app.command("format")
def format_(
    folder: _Folder = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 if something would change.")] = False,
) -> None:
    """Bring the data files into canonical form, and stamp them if they keep every rule."""
    from footadvice.knowledge import curate

    changed, faults = curate.format_folder(folder, write=not check)
    for name in changed:
        typer.echo(f"{name}: {'would change' if check else 'written'}")
    for fault in faults:
        typer.echo(str(fault), err=True)
    if faults:
        typer.echo(f"{len(faults)} faults: not stamped.", err=True)
    if faults or (check and changed):
        raise typer.Exit(ExitCode.FAILED)
