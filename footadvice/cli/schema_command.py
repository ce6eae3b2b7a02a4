"""The shape of every document, for whoever reads them by program: schema."""

from pathlib import Path
from typing import Annotated

import typer

from footadvice.cli.options import Color, ColorOption, Json, Plain, Width, complete_schema
from footadvice.cli.page_commands import output_of


def schema(
    kind: Annotated[
        str, typer.Argument(help="Which one; all are listed if left out.", autocompletion=complete_schema)
    ] = "",
    write: Annotated[Path | None, typer.Option(readable=False, help="Write every schema into this folder.")] = None,
    json: Json = False,
    plain: Plain = False,
    color: ColorOption = Color.auto,
    width: Width = 0,
) -> None:
    """The JSON Schema of an answer or a data file.

    For example: footadvice schema condition, footadvice schema error, footadvice schema data/conditions
    """
    from footadvice.answering import json_schemas
    from footadvice.errors import NotFound
    from footadvice.knowledge.canonical import to_text
    from footadvice.support.sanitize import printable

    out = output_of(json, plain, color, width)
    if write:
        for path in json_schemas.write(write):
            typer.echo(printable(str(path), 4096))
    elif kind:
        try:
            typer.echo(to_text(json_schemas.schema(kind)).encode(), nl=False)
        except NotFound as error:
            out.fail(error)
    else:
        out.show(lambda _: json_schemas.listing())
