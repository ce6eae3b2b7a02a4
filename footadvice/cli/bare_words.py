"""What to do with words that begin with no command: they are tried as a name, then as a question, and it is said."""

from collections.abc import Sequence
from difflib import get_close_matches
from itertools import takewhile

import typer

from footadvice.advisor import Advisor
from footadvice.answering.listing import LISTS
from footadvice.cli.options import overlays
from footadvice.cli.output import advisor_with
from footadvice.errors import NotFound, UsageError
from footadvice.knowledge.levels import ALARMS
from footadvice.knowledge.names import resolve
from footadvice.knowledge.records import Condition, Joint, Zone
from footadvice.support.sanitize import printable

# Words of other programs for what we call otherwise.
_ALSO = {"search": ["find"], "version": ["--version"]}
_KINDS = {Condition: "condition", Joint: "joint", Zone: "map"}


def as_command(args: Sequence[str], commands: Sequence[str]) -> list[str]:
    """The arguments with the command that they mean in front of them; unchanged where they mean none.

    Args:
        args: what was typed, options and all.
        commands: the names of the commands: a slip in one of them is no question.
    """
    words = list(takewhile(lambda word: not word.startswith("-"), args))
    text = " ".join(words)
    if words and words[0] in _ALSO:
        return [*_ALSO[words[0]], *args[1:]]
    meant = _meant(text, words, commands)
    if not meant:
        return list(args)
    shown = f'"{printable(text)}"' if " " in text else printable(text)
    typer.echo(f"There is no command {shown}, so this is: footadvice {meant} {shown}", err=True)
    return [*meant.split(), text, *args[len(words) :]]


def _meant(text: str, words: Sequence[str], commands: Sequence[str]) -> str:
    """The command that answers `text`; empty if none does."""
    if text in LISTS:
        return "list"
    advisor = advisor_with(overlays(None))
    if command := _named(advisor, text):
        return command
    if get_close_matches(words[0], commands):
        return ""
    asked = advisor.ask(text)
    return "ask" if len(words) > 1 or asked.in_scope or asked.urgency.level in ALARMS else ""


def hints(advisor: Advisor, names: Sequence[str], joint: bool = False) -> list[str]:
    """Where names that mean nothing may lead: to the same words in quotes, to what hurts at a place, to a question.

    Args:
        joint: whether the name of a joint was wanted; there are few, so all are told.
    """
    text = " ".join(names)
    if len(names) > 1 and _named(advisor, text):
        return [f'A name of several words needs quotes: "{printable(text)}"']
    if joint:
        return [f"The joints are: {', '.join(advisor.kb.ids(Joint))}."]
    asked = advisor.ask(text)
    if not asked.in_scope or not asked.heard.zones + asked.heard.findings:
        return []
    first = sorted(asked.conditions, key=lambda one: one.band != "must_not_miss")[:3]
    near = ", ".join(f"{one.name} ({one.id})" for one in first)
    places = [f"What hurts there: footadvice map {place.id}" for place in asked.heard.zones[:1]]
    found = [f"These words may be about: {near}."] if near else []
    return [*found, *places, f'To ask in your own words: footadvice ask "{printable(text)}"']


def _named(advisor: Advisor, text: str) -> str:
    """The command that shows what has this name; empty if nothing has."""
    for kind, command in _KINDS.items():
        try:
            resolve(advisor.kb, (kind,), text)
        except (NotFound, UsageError):
            continue
        return command
    return ""
