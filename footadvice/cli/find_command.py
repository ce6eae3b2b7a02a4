"""The commands that find a page or a command: find, help."""

from typing import Annotated

import typer

from footadvice.cli.options import Color, ColorOption, Json, Kb, NoPager, Plain, Width
from footadvice.cli.page_commands import output_of


def find(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="What to look for, such as numb.")],
    kb: Kb = None,
    json: Json = False,
    plain: Plain = False,
    color: ColorOption = Color.auto,
    width: Width = 0,
    no_pager: NoPager = False,
) -> None:
    """Where a word stands: names, signs and pages.

    For example: footadvice find numb, footadvice find night splint
    """
    out = output_of(json, plain, color, width, kb, no_pager=no_pager)
    out.show(lambda advisor: advisor.find(" ".join(words)))


def help_(
    context: typer.Context,
    command: Annotated[str, typer.Argument(metavar="[COMMAND]", help="Which one; all of them if left out.")] = "",
) -> None:
    """What a command does, and its options.

    For example: footadvice help plan
    """
    from footadvice.errors import NotFound
    from footadvice.support.sanitize import printable

    root = context.find_root()
    found = root.command.get_command(root, command) if command else root.command  # type: ignore[attr-defined]
    if not found:
        raise NotFound(f'there is no command "{printable(command)}". All of them: footadvice help')
    shown = type(root)(found, info_name=command, parent=root) if command else root
    typer.echo(found.get_help(shown))
