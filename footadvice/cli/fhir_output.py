"""An answer printed as FHIR R4."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import typer

from footadvice.cli.output import Output, advisor_with
from footadvice.errors import UsageError
from footadvice.knowledge.store import KnowledgeBase


def show_fhir(out: Output, made: Callable[[KnowledgeBase, datetime], dict[str, Any]]) -> None:
    """Print the resource that `made` gives for this moment, or end with the error."""
    from footadvice.answers.document import to_json

    with out.errors():
        typer.echo(to_json(made(advisor_with(out.overlays).kb, datetime.now(UTC))).encode())


def only_fhir(out: Output, json: bool, other: str | None) -> None:
    """Refuse a second form on standard output, by the name of its option."""
    if json or other:
        out.fail(UsageError(f"--fhir and {'--json' if json else other} both write to standard output. Give one"))
