"""What is set, and where each value comes from: config."""

import os
from typing import Annotated

import typer

from footadvice.cli.options import Json, Plain


def config(
    json: Json = False,
    plain: Plain = False,
    path: Annotated[bool, typer.Option("--path", help="Only where the settings file is, or would be.")] = False,
) -> None:
    """Your settings, and where each value comes from.

    They stand in a file of your own: for, plain, width, pager, units. Nothing about a complaint is ever stored.

    For example: footadvice config
    """
    from footadvice.cli.output import Output
    from footadvice.cli.settings import path as file
    from footadvice.errors import UsageError
    from footadvice.support.sanitize import printable

    shown = printable(str(file() or ""), 300)
    if path:
        typer.echo(shown)
        return
    try:
        values = _values()
    except UsageError as error:
        Output(json=json).fail(error)
    if json:
        from footadvice.answers.document import SCHEMA_VERSION, to_json

        settings = [{"name": name, "value": value, "from": source} for name, value, source in values]
        typer.echo(to_json({"schema_version": SCHEMA_VERSION, "kind": "config", "file": shown, "settings": settings}))
        return
    there = (found := file()) is not None and found.is_file()
    typer.echo(f"Settings file: {shown or 'none'}{'' if there else ' (not there)'}")
    for name, value, source in values:
        typer.echo(f"{name} = {printable(value, 200)}  ({source})")


def _values() -> list[tuple[str, str, str]]:
    """Name, value, and where it comes from, of everything that can be set."""
    from footadvice.cli import pager
    from footadvice.cli.options import overlays
    from footadvice.cli.settings import settings

    held = settings()
    env = os.environ.get
    plain = (("true" if held.plain else None, "settings"), ("true" if env("ACCESSIBLE") else None, "ACCESSIBLE"))
    width = ((held.width, "settings"), (env("COLUMNS"), "COLUMNS"))
    colour = (("never" if env("NO_COLOR") else None, "NO_COLOR"), (env("FORCE_COLOR") and "always", "FORCE_COLOR"))
    kb = ", ".join(map(str, overlays(None)))
    return [
        ("for", ", ".join(held.for_ or ()) or "nobody in particular", _from(held.for_)),
        ("plain", *_first(*plain, usual="false")),
        ("width", *_first(*width, usual="that of the terminal")),
        ("pager", pager.chosen(held.pager) or "none", pager.source(held.pager)),
        ("units", held.units or "metric", _from(held.units)),
        ("color", *_first(*colour, usual="auto")),
        ("kb", kb or "none", "settings folder" if env("FOOTADVICE_KB") is None else "FOOTADVICE_KB"),
    ]


def _from(value: object) -> str:
    return "default" if value is None else "settings"


def _first(*found: tuple[str | int | None, str], usual: str) -> tuple[str, str]:
    """The first of several values that is there, and where it comes from; else the usual one."""
    return next(((str(value), source) for value, source in found if value), (usual, "default"))
