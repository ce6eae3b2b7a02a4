"""The guided check at a keyboard: one question after another, back and forth, until nothing is left to ask."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import typer

from footadvice.knowledge.names import mid_sentence
from footadvice.knowledge.records import SOON
from footadvice.support.frozen_record import FrozenRecord
from footadvice.support.sanitize import printable

if TYPE_CHECKING:
    from footadvice.answers.ask_answer import AskAnswer, CheckAnswer, Step
    from footadvice.cli.output import Output

_BACK, _STOP, _MAP = "b", "q", "map"
_HINTS = {
    "zone": "words, map for numbers, b back, q stop",
    "screen": "numbers with commas, 0 none, d don't know, b back, q stop",
    "question": "y yes, n no, d don't know, b back, q stop",
}
_ANSWERS: dict[str, Literal["yes", "no", "unsure"]] = {
    "y": "yes",
    "yes": "yes",
    "n": "no",
    "no": "no",
    "d": "unsure",
    "?": "unsure",
}


class State(FrozenRecord, kw_only=False):
    """What was answered so far: ids."""

    zones: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    text: str = ""
    """What was said in words: it goes with every turn, for words can raise what no single answer does."""

    def answered(self, field: Literal["yes", "no", "unsure"], ids: Iterable[str]) -> "State":
        """This state with further ids in one of its fields."""
        added = {"yes": self.yes, "no": self.no, "unsure": self.unsure} | {field: (*getattr(self, field), *ids)}
        return State(self.zones, added["yes"], added["no"], added["unsure"], self.text)

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        return (self.zones, self.yes, self.no, self.unsure)


def ask_all(turn: Callable[[State], "CheckAnswer"], out: "Output") -> State:
    """Ask until there is nothing more to ask. "b" goes back one step, "q" ends with what is known."""
    done: list[State] = []
    state = State()
    warned: set[str] = set()
    while step := (answer := turn(state)).step:
        _warn(answer, warned)
        typed = _typed(step)
        if typed == _STOP:
            break
        if typed == _BACK:
            state = done.pop() if done else state
        elif typed == _MAP and step.kind == "zone":
            _show_places(step, out)
        elif after := _after(state, step, typed, out):
            done.append(state)
            state = after
    return state


def _warn(answer: "CheckAnswer", warned: set[str]) -> None:
    """Say at once what cannot wait, each thing once; the page that comes at the end says it again, and first."""
    for flag in answer.urgency.red_flags:
        if flag.level in SOON and flag.id not in warned:
            warned.add(flag.id)
            typer.echo(f"\n{flag.level.upper()}: {flag.name}. {flag.do_now}")


def _typed(step: "Step") -> str:
    typer.echo(f"\n{step.text}")
    if step.kind == "zone":
        typer.echo('Say it in your own words, such as "under my heel".')
    elif step.kind == "screen":
        for number, option in enumerate(step.options, 1):
            typer.echo(f"{number:3} {option.text}")
    try:
        return input(f"({_HINTS[step.kind]}) ").strip().lower()
    except EOFError:  # the end of input is an answer too: stop here
        typer.echo()
        return _STOP


def _show_places(step: "Step", out: "Output") -> None:
    """The numbers of the places: on the map, or as a list for whom nothing is drawn."""
    if not out.spoken:
        out.show_map()
        return
    for number, option in enumerate(step.options, 1):
        typer.echo(f"{number:3} {option.text}")


def _after(state: State, step: "Step", typed: str, out: "Output") -> State | None:
    """The state after an answer; None, and a word about it, if the answer cannot be read."""
    ids = [option.id for option in step.options]
    if step.kind == "question" and typed in _ANSWERS:
        return state.answered(_ANSWERS[typed], ids)
    if step.kind == "screen" and _ANSWERS.get(typed) == "unsure":
        return replace(state, unsure=(*state.unsure, *ids))
    if step.kind != "question" and (picked := _picked(typed, ids)) is not None:
        if step.kind == "screen":
            others = tuple(id for id in ids if id not in picked)
            return replace(state, yes=(*state.yes, *picked), no=(*state.no, "screen", *others))
        if picked:
            _say_understood(option.text for option in step.options if option.id in picked)
            return replace(state, zones=picked)
    if step.kind == "zone" and any(map(str.isalpha, typed)):
        return _in_words(state, typed, out)
    typer.echo("Please type one of the answers shown.")
    return None


def _picked(typed: str, ids: list[str]) -> tuple[str, ...] | None:
    """What numbers with commas stand for; None if it is no such list."""
    numbers = [part.strip() for part in typed.split(",")]
    if not all(part.isdecimal() and int(part) <= len(ids) for part in numbers):
        return None
    return tuple(ids[int(part) - 1] for part in numbers if int(part))


def _in_words(state: State, typed: str, out: "Output") -> State | None:
    """The state with somebody's own words. If they tell of danger, that is shown at once.

    Words without a place are kept: "he is limping" counts when the foot is named next.
    """
    text = ". ".join(filter(None, (state.text, typed)))
    answer: AskAnswer = out.ask(lambda advisor: advisor.ask(text))
    heard = answer.heard
    if answer.urgency.level in SOON:
        out.show(lambda _: answer)
    if heard.zones or heard.findings:
        _say_understood(ref.name for ref in (*heard.zones, *heard.findings))
    if not heard.zones:
        typer.echo("These words name no place that is known here. Try others, such as heel or big toe, or type map.")
    if not heard.zones and (typed in state.text or not heard.findings):
        return None
    return replace(state, text=text, zones=tuple(ref.id for ref in heard.zones))


def _say_understood(names: Iterable[str]) -> None:
    typer.echo(f"Understood: {'; '.join(printable(mid_sentence(name)) for name in names)}.")
