"""The shape of every document, for whoever reads them by program: schema."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from footadvice.cli.options import Color, ColorOption, Fhir, Json, Plain, Width, complete_schema
from footadvice.cli.page_commands import output_of


def schema(
    kind: Annotated[
        str, typer.Argument(help="Which one; all are listed if left out.", autocompletion=complete_schema)
    ] = "",
    write: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="Write every schema into this folder, a new or an empty one.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over the schemas that are in it.")] = False,
    fhir: Fhir = False,
    json: Json = False,
    plain: Plain = False,
    color: ColorOption = Color.auto,
    width: Width = 0,
) -> None:
    """The JSON Schema of an answer or a data file.

    For example: footadvice schema condition, footadvice schema error, footadvice schema data/conditions
    """
    from footadvice.answering import json_schemas
    from footadvice.knowledge.canonical import to_text
    from footadvice.support.sanitize import printable

    out = output_of(json or fhir, plain, color, width)
    if fhir:
        _fhir(out, kind)
    elif write is not None:
        with out.errors():
            paths = [printable(str(path), 4096) for path in _written(write, force)]
        typer.echo(_document(paths) if json else "\n".join(paths))
    elif kind:
        with out.errors():
            typer.echo(to_text(json_schemas.schema(kind)).encode(), nl=False)
    else:
        out.show(lambda _: json_schemas.listing())


def _fhir(out: "Output", kind: str) -> None:  # type: ignore[name-defined]  # noqa: F821
    """Print what answers as FHIR refer to: the Questionnaire of the guided check, or the extension of the level."""
    from footadvice.cli.fhir_output import show_fhir
    from footadvice.errors import UsageError
    from footadvice.export.fhir_definitions import questionnaire, urgency_level

    made = {"questionnaire": questionnaire, "urgency-level": urgency_level}
    if kind not in made:
        out.fail(UsageError(f"--fhir has: {', '.join(made)}. Try: footadvice schema questionnaire --fhir"))
    show_fhir(out, lambda kb, now: made[kind](kb))


def _written(folder: str, force: bool) -> Iterator[Path]:
    """Write every schema into `folder`; what is there is written over if it is a schema and `force` is given.

    Raises:
        UsageError: no folder was named, or something is in it; nothing was written.
        NotWritten: it cannot be written.
    """
    from footadvice.answering import json_schemas
    from footadvice.cli.output_files import write_whole
    from footadvice.errors import NotWritten, UsageError
    from footadvice.support.sanitize import printable

    target, shown = Path(folder), printable(folder, 200)
    if not folder.strip():
        raise UsageError("the name of the folder is empty")
    texts = json_schemas.texts()
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())) and not force:
            raise UsageError(f"{shown}: is there already. Name a new or an empty folder, or --force to write over it")
        if other := next((target / name for name in texts if not _replaceable(target / name)), None):
            raise UsageError(f"{printable(str(other), 200)}: is no schema, and is not written over. Name a new folder")
        for name in texts:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritten(f"{shown}: cannot be written: {error.strerror}. Name another folder") from None
    for name, text in texts.items():
        write_whole(str(target / name), text.encode(), force=force)
        yield target / name


def _replaceable(path: Path) -> bool:
    """Whether nothing is there, or a JSON Schema."""
    return not path.exists() or (path.is_file() and b'"$schema"' in path.read_bytes())


def _document(paths: list[str]) -> bytes:
    from footadvice.answers.document import SCHEMA_VERSION, to_json

    return to_json({"schema_version": SCHEMA_VERSION, "kind": "written", "files": paths}).encode()
