"""The guided check at a keyboard: one question after another, back and forth, until nothing is left to ask."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from footadvice.cli import dialogue_lines
from footadvice.cli.dialogue_lines import BACK, HELP, MAP, STOP, Lines, picked
from footadvice.knowledge.levels import ALARMS
from footadvice.knowledge.names import mid_sentence
from footadvice.knowledge.vocabulary import VIEWS
from footadvice.reasoning.guided_check import MAX_QUESTIONS
from footadvice.support.frozen_record import FrozenRecord
from footadvice.support.sanitize import printable

if TYPE_CHECKING:
    from footadvice.answers.ask_answer import AskAnswer, CheckAnswer, Step
    from footadvice.cli.output import Output

_ANSWERS: dict[str, Literal["yes", "no", "unsure"]] = {"y": "yes", "n": "no", "d": "unsure"}


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


def ask_all(turn: Callable[[State], "CheckAnswer"], out: "Output", who: Iterable[str] = ()) -> State:
    """Ask until there is nothing more to ask. "b" goes back one step, "q" ends with what is known.

    Args:
        who: whom it is about, as given: a parent is asked about the child.
    """
    lines = dialogue_lines.lines(out, who)
    done: list[tuple[State, str]] = []  # the state before each answer, and what kind of step was answered
    state, again = State(), False
    warned: set[str] = set()
    while step := (answer := turn(state)).step:
        place = _place(step, [kind for _, kind in done].count("question") + 1)
        typed = lines.typed(step, place, again, _warnings(answer, warned))
        again = True
        if typed == STOP:
            break
        if typed == BACK:
            state, again = (done.pop()[0] if done else state), False
        elif not _shown(typed, step, out, lines) and (after := _after(state, step, typed, out, lines)):
            done.append((state, step.kind))
            state, again = after, False
    return state


def _place(step: "Step", question: int) -> str:
    """How far along the check is.

    Args:
        question: the number of the question, if it is one.
    """
    if step.kind == "zone":
        return "Step 1 of 3."
    if step.kind == "screen":
        return "Step 2 of 3."
    return f"Question {question} of at most {MAX_QUESTIONS}."


def _warnings(answer: "CheckAnswer", warned: set[str]) -> list[str]:
    """What cannot wait, each thing once; the page that comes at the end says it again, and first."""
    new = [flag for flag in answer.urgency.red_flags if flag.level in ALARMS and flag.id not in warned]
    warned |= {flag.id for flag in new}
    return [f"{flag.level.upper()}: {flag.name}. {flag.do_now}" for flag in new]


def _shown(typed: str, step: "Step", out: "Output", lines: Lines) -> bool:
    """Whether something was asked for besides an answer: help, the map, or nothing at all."""
    word, _, view = typed.partition(" ")
    if typed == HELP:
        lines.help(step.kind)
    elif not typed:
        lines.empty(step.kind)
    elif word != MAP or step.kind != "zone":
        return False
    elif out.spoken:
        lines.numbered(option.text for option in step.options)
    elif view in VIEWS:
        out.show_view(view)
    else:
        lines.views()
    return True


def _after(state: State, step: "Step", typed: str, out: "Output", lines: Lines) -> State | None:
    """The state after an answer; None, and a word about it, if the answer cannot be read."""
    ids = [option.id for option in step.options]
    if step.kind == "question" and typed in _ANSWERS:
        return state.answered(_ANSWERS[typed], ids)
    if step.kind == "screen" and typed == "d":
        return replace(state, unsure=(*state.unsure, *ids))
    numbers = "0" if typed == "n" else typed
    if step.kind != "question" and (found := picked(numbers, ids)) is not None:
        if step.kind == "screen":
            others = tuple(id for id in ids if id not in found)
            return replace(state, yes=(*state.yes, *found), no=(*state.no, "screen", *others))
        if found:
            _say_understood((option.text for option in step.options if option.id in found), lines)
            return replace(state, zones=found)
    if step.kind == "zone" and any(map(str.isalpha, typed)):
        return _in_words(state, typed, out, lines)
    lines.say("Please type one of the answers shown. For more, type help.")
    return None


def _in_words(state: State, typed: str, out: "Output", lines: Lines) -> State | None:
    """The state with somebody's own words. If they tell of danger, the next turn says so.

    Words without a place are kept: "he is limping" counts when the foot is named next.
    """
    text = ". ".join(filter(None, (state.text, typed)))
    answer: AskAnswer = out.ask(lambda advisor: advisor.ask(text))
    heard = answer.heard
    if heard.zones or heard.findings:
        _say_understood((ref.name for ref in (*heard.zones, *heard.findings)), lines)
    if not heard.zones:
        lines.say("These words name no place that is known here. Try others, such as heel or big toe, or type map.")
    if not heard.zones and answer.urgency.level not in ALARMS and (typed in state.text or not heard.findings):
        return None
    return replace(state, text=text, zones=tuple(ref.id for ref in heard.zones))


def _say_understood(names: Iterable[str], lines: Lines) -> None:
    lines.say(f"Understood: {'; '.join(printable(mid_sentence(name)) for name in names)}.")
