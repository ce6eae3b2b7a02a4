"""One place where anything is printed: an answer by one view, an error, and the streams made safe for both."""

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO, TypeVar

import typer

from footadvice.advisor import Advisor
from footadvice.answers.document import Answer, document, error_document, to_json
from footadvice.answers.page_answers import WhyAnswer
from footadvice.errors import ExitCode, FootAdviceError, NotFound, UsageError
from footadvice.support.frozen_record import FrozenRecord
from footadvice.support.sanitize import PLAINLY, printable

if TYPE_CHECKING:
    from footadvice.knowledge.vocabulary import View
    from footadvice.render.blocks import Block, Page

NARROWEST, USUAL = 20, 80
A = TypeVar("A")
_CODES = {"see_clinician": ExitCode.SEE_CLINICIAN, "urgent": ExitCode.URGENT, "emergency": ExitCode.EMERGENCY}


@cache  # one for the whole process: a guided check asks many times
def advisor_with(overlays: tuple[Path, ...]) -> Advisor:
    plain_advisor = Advisor()
    if not overlays:
        return plain_advisor
    from footadvice.knowledge.overlays.overlay import lay

    return Advisor(lay(plain_advisor.kb, overlays))


class Output(FrozenRecord):
    """How an answer is to be shown."""

    json: bool = False
    one_line: bool = False
    """Whether an error as JSON has one line, as the answers beside it."""
    plain: bool = False
    color: str = "auto"
    width: int = 0
    overlays: tuple[Path, ...] = ()
    evidence: bool = False
    full: bool = False
    only: tuple[str, ...] = ()
    paged: bool = True
    pager: str | None = None
    """The program for long pages that the settings name."""
    imperial: bool = False

    def show(self, ask: Callable[[Advisor], Answer], names: Sequence[str] = ()) -> None:
        """Ask one thing and show the answer, or the error, in the way that was chosen.

        Args:
            names: what was typed as names, for a hint where one means nothing here.
        """
        with self.errors(names):
            advisor = advisor_with(self.overlays)
            self._print(ask(advisor), advisor)

    @contextmanager
    def errors(self, names: Sequence[str] = ()) -> Iterator[None]:
        """Whatever fails inside ends the run with its error, in the way that was chosen; `names` as in `show`."""
        try:
            yield
        except FootAdviceError as error:
            self.fail(error, names)

    def ask(self, ask: Callable[[Advisor], A], names: Sequence[str] = ()) -> A:
        """Ask one thing and give the answer back, or end with the error. `names` as in `show`."""
        try:
            return ask(advisor_with(self.overlays))
        except FootAdviceError as error:
            self.fail(error, names)

    def show_each(self, lines: Iterable[str], ask: Callable[[Advisor, str], Answer]) -> None:
        """Show the answer to one question a line, in order; an error names its line."""
        with self.errors():
            advisor = advisor_with(self.overlays)
            for number, line in enumerate(lines, 1):
                try:
                    replace(self, paged=False)._print(ask(advisor, line), advisor)
                except UsageError as error:
                    typer.echo(f"Error: {error.message}. (line {number})", err=True)

    def draw(self, ask: Callable[[Advisor], WhyAnswer], language: str) -> None:
        """Ask for a chain and print it as a diagram."""
        from footadvice.render import diagram

        made = {"mermaid": diagram.mermaid, "dot": diagram.dot}[language]
        with self.errors():
            typer.echo(made(ask(advisor_with(self.overlays))), nl=False)

    def write(self, path: str, text: str, force: bool) -> None:
        """Write a file that was asked for and say so, or end with the error; see `files.write_whole`."""
        from footadvice.cli.output_files import write_whole

        with self.errors():
            write_whole(path, text.encode(), force=force)
        if path != "-":
            typer.echo(f"Written: {printable(path, 200)}", err=True)

    @property
    def spoken(self) -> bool:
        """True for screen readers and pipes: nothing is drawn."""
        return self.plain or bool(os.environ.get("ACCESSIBLE"))

    @property
    def columns(self) -> int:
        """How wide a line may be."""
        return min(max(self.width or _columns(), NARROWEST), 88)

    def show_view(self, view: "View") -> None:
        """Draw one view of the foot with the numbers of its zones."""
        from footadvice.render.handout_page import drawing

        answer = self.ask(lambda advisor: advisor.map())
        replace(self, paged=False)._print_page(list(drawing(view, answer.zones)))

    def show_page(self, page: "Iterable[Block]") -> None:
        """Show a page that is no answer of its own."""
        self._print_page(list(page))

    def fail(self, error: FootAdviceError, names: Sequence[str] = ()) -> NoReturn:
        if self.json:
            typer.echo(to_json(error_document(error), compact=self.one_line).encode())
        else:
            typer.echo(f"Error: {error.message.removesuffix('.')}.", err=True)
            for hint in self._hints(error, names):
                typer.echo(hint, err=True)
        raise typer.Exit(error.exit_code)

    def _hints(self, error: FootAdviceError, names: Sequence[str]) -> Sequence[str]:
        """What to try after an error, a line each."""
        near = [f"Did you mean: {', '.join(error.suggestions)}?"] if error.suggestions else []
        if not names or not isinstance(error, NotFound):
            return near
        from footadvice.cli.bare_words import hints

        leads = hints(advisor_with(self.overlays), names, joint="joint" in error.message.split('"')[0])
        return leads if len(leads) == 1 else [*leads, *near]  # one lead is sure

    def _print(self, answer: Answer, advisor: Advisor) -> None:
        if self.json:
            typer.echo(to_json(document(answer, advisor.kb.about)).encode())
            return
        from footadvice.render import page_blocks

        page = page_blocks.page(answer, evidence=self.evidence, full=self.full, only=self.only)
        if self.imperial:
            from footadvice.render.units import imperial

            page = imperial(page)
        self._print_page(page, page_blocks.verdict(page))

    def _print_page(self, page: "Page", verdict: "Page | None" = None) -> None:
        """Print a page: on a screen that it is too long for, with its verdict once more, and through the pager."""
        from footadvice.cli import pager

        screen = pager.screen()
        if not screen:
            self._draw(page, None)
            return
        text = self._drawn(page)
        long = not screen.holds(text)
        text += self._drawn(verdict) if long and verdict else ""
        command = pager.chosen(self.pager) if long and self.paged and not self.spoken else ""
        if not command or not pager.show(text, command):
            sys.stdout.write(text)

    def _drawn(self, page: "Page") -> str:
        """A page as the text that standard output would get."""
        encoding = sys.stdout.encoding or "utf-8"
        held = io.TextIOWrapper(io.BytesIO(), encoding, errors=PLAINLY, newline="")
        self._draw(page, held)
        held.seek(0)
        return held.read()

    def _draw(self, page: "Page", file: TextIO | None) -> None:
        """Draw a page into `file`, else onto standard output."""
        if self.spoken:
            from footadvice.render import plain

            typer.echo(plain.render(page), nl=False, file=file)
            return
        from rich.console import Console

        from footadvice.render import terminal

        colour = self.coloured()
        console = Console(
            file=file,
            force_terminal=colour,
            color_system="standard" if colour else None,
            no_color=not colour,
            width=max(self.width or _columns(), NARROWEST),
            height=25,  # of no use to a page, but Rich asks the terminal at every line if it is not told
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
        )
        terminal.show(page, console)

    def coloured(self) -> bool:
        """--color, else NO_COLOR, else FORCE_COLOR, else whether a terminal that knows colour is there."""
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if forced := os.environ.get("FORCE_COLOR"):
            return forced != "0"
        return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")


def exit_by_urgency(levels: Iterable[str]) -> NoReturn:
    """End with the code of the highest level; 0 says that none was found, never that all is well."""
    raise typer.Exit(max((_CODES.get(level, ExitCode.ANSWERED) for level in levels), default=ExitCode.ANSWERED))


def _columns() -> int:
    if (sys.stdout is None or not sys.stdout.isatty()) and "COLUMNS" not in os.environ:
        return USUAL
    try:
        return int(os.environ.get("COLUMNS") or os.get_terminal_size().columns) or USUAL
    except (ValueError, OSError):
        return USUAL
