"""How the guided check looks: lines within the width, one prompt, and numbers or words for an answer."""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

import typer

from footadvice.knowledge.vocabulary import VIEWS
from footadvice.render.questions import asked_of
from footadvice.support.frozen_record import FrozenRecord

if TYPE_CHECKING:
    from footadvice.answers.ask_answer import Step
    from footadvice.cli.output import Output

BACK, STOP, MAP, HELP = "b", "q", "map", "help"
_WORDS = {
    "back": BACK, "quit": STOP, "exit": STOP, "stop": STOP, ":q": STOP, "h": HELP, "?": HELP,
    "none": "0", "no": "n", "yes": "y", "don't know": "d", "dont know": "d", "unsure": "d",
}  # fmt: skip
_HINTS = {
    "zone": "words, map for numbers, help, b back, q stop",
    "screen": "numbers such as 1,3 or 1-3, 0 none, d don't know, help, b back, q stop",
    "question": "y yes, n no, d don't know, help, b back, q stop",
}
_HELP = {
    "zone": "Say where it hurts in your own words, such as: the back of my heel. "
    "Or type map, pick a view, and give the number of the place.",
    "screen": "Give the numbers of all that are true now, with commas: 2,5. A row of them: 1-3. "
    "Type 0 if none of them is true, and d if you do not know.",
    "question": "Type y, n, or d if you do not know. Not knowing is fine: the careful answer is taken.",
}
_EMPTY = {
    "zone": "Nothing was typed. Where does it hurt? Words will do.",
    "screen": "Nothing was typed. Type 0 if none of these is true.",
    "question": "Nothing was typed. Type y, n, or d if you do not know.",
}
_ALWAYS = "Type b for the question before, and q to stop here and see what is known so far."


class Lines(FrozenRecord):
    """Writes what the check says, wrapped for whoever sees it, and on one line for whoever hears it."""

    columns: int
    spoken: bool
    who: tuple[str, ...] = ()

    def say(self, text: str, lead: str = "") -> None:
        """Print `text` behind `lead`, the lines after the first set in as far."""
        if self.spoken:
            typer.echo(lead + text)
        else:
            typer.echo("\n".join(wrap(text, self.columns, initial_indent=lead, subsequent_indent=" " * len(lead))))

    def typed(self, step: "Step", place: str, again: bool, warnings: Sequence[str]) -> str:
        """Ask a step, or only for its answer if it is asked `again`; what was typed, in the words of this module.

        Args:
            place: how far along the check is.
            warnings: what cannot wait; it stands next to the prompt, where it is in sight.
        """
        if not again:
            typer.echo()
            self.say(f"{place} {asked_of(step.text, self.who)}")
            self._options(step)
        for warning in warnings:
            typer.echo()
            self.say(warning)
        typed = self._read(_HINTS[step.kind])
        return _WORDS.get(typed, typed)

    def help(self, kind: str) -> None:
        self.say(f"{_HELP[kind]} {_ALWAYS}")

    def empty(self, kind: str) -> None:
        self.say(_EMPTY[kind])

    def views(self) -> None:
        """The views of the foot that can be drawn."""
        self.say(f"Which side do you look at? Type {', '.join(f'map {view}' for view in VIEWS)}.")

    def numbered(self, texts: Iterable[str]) -> None:
        for number, text in enumerate(texts, 1):
            self.say(text, f"{number:3} ")

    def _options(self, step: "Step") -> None:
        if step.kind == "zone":
            self.say('Say it in your own words, such as "under my heel".')
        elif step.kind == "screen":
            self.numbered(asked_of(option.text, self.who) for option in step.options)

    def _read(self, hint: str) -> str:
        """A line of the keyboard, in lower case; the end of input means to stop."""
        whole = f"({hint})".replace("q stop", "q\xa0stop")  # the prompt's last words stay together
        *before, prompt = [whole] if self.spoken else wrap(whole, self.columns - 1)
        for line in before:
            typer.echo(line)
        try:
            return input(prompt.replace("\xa0", " ") + " ").strip().lower()
        except EOFError:
            typer.echo()
            return STOP


def lines(out: "Output", who: Iterable[str] = ()) -> Lines:
    return Lines(columns=out.columns, spoken=out.spoken, who=tuple(who))


def picked(typed: str, ids: Sequence[str]) -> tuple[str, ...] | None:
    """What numbers with commas and from-to stand for; 0 is none of them. None if it is no such list.

    >>> picked("1,3-4", ["a", "b", "c", "d"]), picked("0", ["a"]), picked("7", ["a"])
    (('a', 'c', 'd'), (), None)
    """
    numbers: list[int] = []
    for part in typed.replace(" ", ",").split(","):
        first, dash, last = part.partition("-")
        if not part:
            continue
        if not all(end.isascii() and end.isdecimal() and len(end) < 4 for end in (first, last if dash else first)):
            return None
        numbers += range(int(first), int(last if dash else first) + 1)
    if not numbers or max(numbers) > len(ids):
        return None
    return tuple(dict.fromkeys(ids[number - 1] for number in numbers if number))
