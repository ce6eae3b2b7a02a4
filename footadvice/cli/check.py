"""The guided check: by keyboard at a terminal, or turn by turn for another tool."""

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

import typer

from footadvice.cli.options import (
    ByUrgency,
    Color,
    ColorOption,
    ForOption,
    Json,
    Kb,
    Plain,
    WhyNot,
    Width,
    complete_findings,
    complete_zones,
    listed,
)
from footadvice.cli.pages import output_of, who_of
from footadvice.frozen import Frozen


class _State(Frozen, kw_only=False):
    """What was answered so far: ids."""

    zones: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


def check(
    zone: Annotated[
        list[str] | None,
        typer.Option(help="Where it is: ids of zones, with commas.", autocompletion=complete_zones),
    ] = None,
    yes: Annotated[
        list[str] | None,
        typer.Option(help="Findings that are so: ids, with commas.", autocompletion=complete_findings),
    ] = None,
    no: Annotated[
        list[str] | None,
        typer.Option(
            help='Findings that are not so; "screen": no warning sign is.',
            autocompletion=complete_findings,
        ),
    ] = None,
    unsure: Annotated[
        list[str] | None,
        typer.Option(help="Findings that nobody knows of.", autocompletion=complete_findings),
    ] = None,
    for_: ForOption = None,
    why_not: WhyNot = "",
    exit_code: ByUrgency = False,
    json: Json = False,
    plain: Plain = False,
    color: ColorOption = Color.auto,
    width: Width = 0,
    kb: Kb = None,
) -> None:
    """A guided check: warning signs, then at most 8 questions.

    At a terminal it asks. For a script, give what is known and read the next question from the answer:

    footadvice check --zone heel --yes first-steps-worst --no screen --json
    """
    from footadvice.cli.output import exit_by_urgency

    out = output_of(json, plain, color, width, kb)
    who = who_of(for_, out)
    state = _State(*map(listed, (zone, yes, no, unsure)))
    if not (json or zone or yes or no or unsure) and _at_a_terminal():
        state = _ask_all(lambda state: out.ask(lambda advisor: advisor.check(*_parts(state), who=who)), out)
    answer = out.ask(lambda advisor: advisor.check(*_parts(state), who=who, why_not=why_not))
    out.show(lambda _: answer)
    if exit_code:
        exit_by_urgency([answer.urgency.level])


def _at_a_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _parts(state: _State) -> tuple[tuple[str, ...], ...]:
    return (state.zones, state.yes, state.no, state.unsure)


def _ask_all(turn: Callable[[_State], "CheckAnswer"], out: "Output") -> _State:  # type: ignore[name-defined]  # noqa: F821
    """Ask until there is nothing more to ask. "b" goes back one step, "q" ends with what is known."""
    done: list[_State] = []
    state = _State()
    while step := turn(state).step:
        answer = _prompt(step, out)
        if answer == "q":
            break
        if answer == "b":
            state = done.pop() if done else state
            continue
        after = _after(state, step, answer)
        if after is None:
            typer.echo("Please type one of the answers shown.")
            continue
        done.append(state)
        state = after
    return state


def _prompt(step: "Step", out: "Output") -> str:  # type: ignore[name-defined]  # noqa: F821
    if drawn := step.kind == "zone" and not out.spoken:
        out.show_map()
    typer.echo(f"\n{step.text}")
    if step.kind == "question":
        hint = "y yes, n no, d don't know, b back, q stop"
    else:
        for number, option in enumerate(step.options, 1) if not drawn else ():
            typer.echo(f"{number:3} {option.text}")
        hint = (
            "numbers with commas, b back, q stop"
            if step.kind == "zone"
            else "numbers with commas, 0 none, b back, q stop"
        )
    try:
        return input(f"({hint}) ").strip().lower()
    except EOFError:  # the end of input is an answer too: stop here
        typer.echo()
        return "q"


def _after(state: _State, step: "Step", answer: str) -> _State | None:  # type: ignore[name-defined]  # noqa: F821
    """The state after an answer; None if the answer cannot be read."""
    ids = [option.id for option in step.options]
    if step.kind == "question":
        field = {"y": "yes", "yes": "yes", "n": "no", "no": "no", "d": "unsure", "?": "unsure"}.get(answer)
        return replace(state, **{field: (*getattr(state, field), ids[0])}) if field else None
    numbers = [part.strip() for part in answer.split(",")]
    if not all(part.isdecimal() and int(part) <= len(ids) for part in numbers):
        return None
    picked = tuple(ids[int(part) - 1] for part in numbers if int(part))
    if step.kind == "zone":
        return replace(state, zones=picked) if picked else None
    others = tuple(id for id in ids if id not in picked)
    return replace(state, yes=(*state.yes, *picked), no=(*state.no, "screen", *others))
