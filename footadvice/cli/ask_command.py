"""The commands that understand free text: ask."""

import sys
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from footadvice.cli.options import (
    ByUrgency,
    Color,
    ColorOption,
    Explain,
    Fhir,
    ForOption,
    Full,
    Json,
    Kb,
    NoPager,
    Plain,
    WhyNot,
    Width,
)
from footadvice.cli.page_commands import output_of, who_of

LONGEST_LINE = 100_000  # bytes: more than the characters of a question that are read, whatever their encoding


def ask(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="In plain words; - reads one a line.")],
    for_: ForOption = None,
    full: Full = False,
    why_not: WhyNot = "",
    explain: Explain = False,
    exit_code: ByUrgency = False,
    kb: Kb = None,
    fhir: Fhir = False,
    json: Json = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="As --json, each document on a line of its own.")] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=1, max=64, help="With - and --jsonl: processes that answer.")
    ] = 1,
    plain: Plain = False,
    color: ColorOption = Color.auto,
    width: Width = 0,
    no_pager: NoPager = False,
) -> None:
    """Any question about feet, in plain words.

    What it may be, how urgent it is, what is safe meanwhile, and what would change the answer.

    For example: footadvice ask "my heel hurts when I get up"
    """
    from dataclasses import replace

    from footadvice.cli.fhir_output import only_fhir, show_fhir
    from footadvice.cli.output import exit_by_urgency
    from footadvice.errors import UsageError

    out = output_of(json or jsonl or fhir, plain, color, width, kb, full=full, no_pager=no_pager)
    text = " ".join(question)
    out = replace(out, one_line=jsonl or text == "-")
    who = who_of(for_, out)
    levels: list[str] = []

    def answer(advisor: "Advisor", asked: str) -> "AskAnswer":  # type: ignore[name-defined]  # noqa: F821
        answer = advisor.ask(asked, who, why_not, explained=explain)
        levels.append(answer.urgency.level)
        return answer

    if fhir:
        only_fhir(out, json or jsonl, "-" if text == "-" else None)
        asked = out.ask(lambda advisor: answer(advisor, text))
        from footadvice.export.fhir import bundle

        show_fhir(out, lambda kb, now: bundle(asked, kb, now))
        if exit_code:
            exit_by_urgency(levels)
        return
    if jobs > 1 and not (out.json and text == "-"):
        out.fail(UsageError("--jobs is for many questions: footadvice ask - --jsonl --jobs 4 < questions.txt"))
    if out.json and (jsonl or text == "-"):
        levels = _answer_lines(out, _lines() if text == "-" else [text], who, why_not, explain, jobs)
    elif text == "-":
        out.show_each(_lines(), answer)
    else:
        out.show(lambda advisor: answer(advisor, text))
    if exit_code:
        exit_by_urgency(levels)


def _answer_lines(
    out: "Output",  # type: ignore[name-defined]  # noqa: F821
    lines: Iterable[str],
    who: tuple["Who", ...],  # type: ignore[name-defined]  # noqa: F821
    why_not: str,
    explained: bool,
    jobs: int,
) -> list[str]:
    """Answer each line by one line of JSON; the levels of their urgency, each once."""
    from footadvice.cli.ask_lines import Batch, answers, with_progress

    batch = Batch(overlays=out.overlays, who=who, why_not=why_not, explained=explained)
    levels: set[str] = set()
    with out.errors():
        for text, level in with_progress(answers(lines, batch, jobs)):
            typer.echo(text.encode())
            levels.add(level)
    return sorted(levels)


def _lines() -> Iterator[str]:
    """The questions on standard input, one a line; bytes that are no UTF-8 become a mark, and are not read.

    Of a line without end no more is held than is ever read, so that it needs no more memory than a short one.
    """
    if sys.stdin is None:
        return
    try:
        while line := sys.stdin.buffer.readline(LONGEST_LINE):
            yield line.decode("utf-8", errors="replace").rstrip("\r\n")
            while len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                line = sys.stdin.buffer.readline(LONGEST_LINE)
    except OSError as error:
        from footadvice.errors import UsageError

        raise UsageError(f"the questions cannot be read: {error.strerror or error}") from None
