"""The command line: read the arguments, ask the advisor one thing, show it with one view.

Only Typer and small modules are imported here; what a command needs it imports itself.
"""

import os
import sys
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import footadvice
from footadvice.errors import ExitCode, FootAdviceError

# The \b keeps Typer from filling the lines into one.
EXAMPLES = """\b
footadvice condition bunions          what to do, and when to get help
footadvice joint knee                 what strains it, and how sure anyone is
footadvice ask "my heel hurts"        any question in plain words
footadvice why flat-feet back         the chain between them, with grades
footadvice plan plantar-fasciitis     exercises, week by week
footadvice list conditions            all that can be asked for
footadvice condition M20.1 --json     by ICD-10-CM code, for a script
"""


class _Group(TyperGroup):
    """Tells a usage error as JSON where JSON was asked for, and keeps commands in the order of their telling."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: Any) -> Any:
        as_json = "--json" in (*getattr(ctx, "_protected_args", ()), *ctx.args)
        try:
            return super().invoke(ctx)
        except Exception as error:
            # Typer keeps its usage errors private; they are known by what they offer.
            if not as_json or not hasattr(error, "format_message"):
                raise
            from footadvice.answers.contract import error_document, to_json
            from footadvice.errors import UsageError

            typer.echo(to_json(error_document(UsageError(error.format_message()))).encode())
            raise typer.Exit(ExitCode.USAGE) from None


def _version(wanted: bool) -> None:
    if wanted:
        from footadvice.knowledge.base import KnowledgeBase

        typer.echo(f"footadvice {footadvice.__version__} (knowledge base {KnowledgeBase().about.version})")
        raise typer.Exit


app = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
    epilog=f"Examples:\n\n{EXAMPLES}\nIt informs; it does not diagnose. It needs no network and stores nothing.",
)


@app.callback()
def _footadvice(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it.")] = False,
) -> None:
    """A kind foot-health advisor: what it is, how urgent it is, what to do, and why elsewhere hurts."""


def _register() -> None:
    from footadvice.cli import ask, check, kb, pages, plans

    for command in (
        pages.condition,
        pages.joint,
        ask.ask,
        check.check,
        pages.why,
        plans.compare,
        plans.plan,
        pages.list_,
    ):
        app.command(command.__name__.rstrip("_"))(command)
    app.add_typer(kb.app, name="kb")


_register()


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what a terminal cannot show becomes a question mark, not a crash
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="footadvice")
    except FootAdviceError as error:
        typer.echo(f"Error: {error.message}.", err=True)
        sys.exit(error.exit_code)
    except OSError as error:  # a full disk, a stream that was taken away
        if sys.stdout is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or Python tries to write it once more at its end
        typer.echo(f"Error: the answer cannot be written: {error.strerror}.", err=True)
        sys.exit(ExitCode.FAILED)
