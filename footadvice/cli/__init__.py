"""The command line: read the arguments, ask the advisor one thing, show it with one view.

Only Typer and small modules are imported here; a command is imported when it is called, and imports what it needs.
"""

import contextlib
import errno
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

import footadvice
from footadvice.errors import ExitCode, FootAdviceError, UsageError
from footadvice.support.sanitize import PLAINLY, printable

# The \b keeps Typer from filling the lines into one, and the spaces make them code in docs/COMMANDS.md.
EXAMPLES = """\b
    footadvice condition bunions          what to do, and when to get help
    footadvice joint knee                 what strains it, and how sure anyone is
    footadvice ask "my heel hurts"        any question in plain words
    footadvice why flat-feet back         the chain between them, with grades
    footadvice plan plantar-fasciitis     exercises, week by week
    footadvice map heel-pad               what hurts there, and what not to miss
    footadvice handout gout -o gout.html  one page to print
    footadvice list conditions            all that can be asked for
    footadvice condition M20.1 --json     by ICD-10-CM code, for a script
"""

# The commands in the order of their telling, each with where its function stands (or its Typer app, for a group).
COMMANDS = {
    "condition": "footadvice.cli.page_commands:condition",
    "joint": "footadvice.cli.page_commands:joint",
    "ask": "footadvice.cli.ask_command:ask",
    "check": "footadvice.cli.check_command:check",
    "why": "footadvice.cli.page_commands:why",
    "compare": "footadvice.cli.plan_commands:compare",
    "plan": "footadvice.cli.plan_commands:plan",
    "map": "footadvice.cli.handout_commands:map_",
    "handout": "footadvice.cli.handout_commands:handout",
    "list": "footadvice.cli.page_commands:list_",
    "find": "footadvice.cli.find_command:find",
    "schema": "footadvice.cli.schema_command:schema",
    "mcp": "footadvice.cli.mcp_command:mcp",
    "kb": "footadvice.cli.kb_command:app",
    "config": "footadvice.cli.config_command:config",
    "help": "footadvice.cli.find_command:help_",
}
GROUPS = {
    "For you": ("ask", "check", "condition", "joint", "map", "find", "list"),
    "Take it with you": ("plan", "handout"),
    "How sure it is": ("why", "compare"),
    "Data and other programs": ("schema", "kb", "mcp", "config", "help"),
}


class _Group(TyperGroup):
    """Imports and builds a command when it is called for, and tells an error as JSON where JSON was asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            self.commands.update((name, self.get_command(ctx, name)) for name in COMMANDS)  # to suggest the nearest
            return None
        if cmd_name not in self.commands:
            self.commands[cmd_name] = _command(cmd_name)
        return self.commands[cmd_name]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            from footadvice.cli.bare_words import as_command

            args = as_command(args, list(COMMANDS))
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        completion = [arg for arg in args if arg in ("--install-completion", "--show-completion")]
        if completion and len(args) > 1 and not ctx.resilient_parsing:
            raise UsageError(f"{completion[0]} takes nothing more: it is for the shell that it runs in")
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for heading, names in GROUPS.items():
            with formatter.section(heading):
                formatter.write_dl([(name, self.get_command(ctx, name).get_short_help_str(70)) for name in names])

    def invoke(self, ctx: Any) -> Any:
        given = {*getattr(ctx, "_protected_args", ()), *ctx.args}
        try:
            return super().invoke(ctx)
        except Exception as error:
            # Typer keeps its usage errors private; they are known by what they offer.
            failure = UsageError(error.format_message()) if hasattr(error, "format_message") else error
            if not given & {"--json", "--jsonl", "--fhir"} or not isinstance(failure, FootAdviceError):
                raise
            from footadvice.answers.document import error_document, to_json

            typer.echo(to_json(error_document(failure), compact="--jsonl" in given).encode())
            raise typer.Exit(failure.exit_code) from None


def _version(wanted: bool) -> None:
    if wanted:
        from footadvice.knowledge.store import KnowledgeBase

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
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """A kind foot-health advisor: what it is, how urgent it is, what to do, and why elsewhere hurts."""


def _command(name: str) -> Any:
    """The command as Typer runs it."""
    module, _, what = COMMANDS[name].partition(":")
    found = getattr(import_module(module), what)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name)(found)
        found = alone
    command = typer.main.get_command(found)
    command.name = name  # the reference of commands asks for it
    return command


def main() -> None:
    """The command line from its streams to its exit code."""
    if sys.stderr is None:  # closed; or what is meant for it would go to standard output
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - it is open as long as the program runs
    if sys.stdout is None:
        _end("the answer cannot be written: standard output is closed")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what a terminal cannot show loses its accent, or is a question mark
            stream.reconfigure(errors=PLAINLY)
    try:
        app(prog_name="footadvice")
    except FootAdviceError as error:
        typer.echo(f"Error: {error.message}.", err=True)
        sys.exit(error.exit_code)
    except OSError as error:  # a full disk, a stream that was taken away, a folder that nobody may write to
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or Python tries to write it once more at its end
        if _reader_went_away(error):
            sys.exit(ExitCode.FAILED)
        what = f"{printable(str(error.filename), 200)}:" if error.filename else "the answer cannot be written:"
        _end(f"{what} {error.strerror or error}")
    except (KeyError, ValueError):  # a shell that asks for a completion and gives no line to complete
        if "_FOOTADVICE_COMPLETE" not in os.environ:
            raise
        sys.exit(ExitCode.FAILED)  # without a word, for it would stand in what is being typed


def _reader_went_away(error: OSError) -> bool:
    """Whether the other end of a pipe was closed. Windows has no signal for it, and calls it an invalid argument."""
    return error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL and not error.filename)


def _end(message: str) -> NoReturn:
    with contextlib.suppress(OSError):  # standard error may be as full
        typer.echo(f"Error: {message}.", err=True)
    sys.exit(ExitCode.FAILED)
