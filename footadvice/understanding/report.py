"""The `Report` of a text: mentions of known records, each with its four attributes."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any, Literal, NamedTuple

from footadvice.support.frozen_record import FrozenRecord

Temporality = Literal["current", "past"]
Experiencer = Literal["patient", "other", "other_history"]
Certainty = Literal["certain", "possible", "hypothetical"]
Terms = tuple[tuple[str, ...], tuple[str, ...]]  # of a sentence, as written and folded
ANSWERED = -1  # where a sign "stands" that was answered, and not said in the text
KNOWN_WORDS = 4  # fewer words than these, none of which we know, say nothing


class Mention(NamedTuple):
    """Something that was recognised: its id, the words that say it, where in the text they begin, and how it is meant.

    The four attributes are ConText's (Harkema and others, 2009). `possible`: feared, or not excluded; it counts.
    `hypothetical`: asked or read about, or what could come; it does not. `other_history`: a disease or a trait that is
    somebody else's, where a sign of the same sentence may still be the patient's.
    """

    id: str
    words: str
    at: int
    negated: bool = False
    temporality: Temporality = "current"
    experiencer: Experiencer = "patient"
    certainty: Certainty = "certain"
    hurts: bool = False  # a place in whose sentence something hurts
    body: bool = False  # of what is not our field: another part of the body

    @property
    def current(self) -> bool:
        """Whether it is current, the patient's, and a fact or a fear."""
        return self.temporality == "current" and self.experiencer != "other" and self.certainty != "hypothetical"

    @property
    def affirmed(self) -> bool:
        """Whether it is current, the patient's, and not negated."""
        return self.current and not self.negated


class Answered(NamedTuple):
    """What a guided check knows besides its signs.

    Args:
        screened: whether all warning signs were asked for.
        unsure: whether somebody does not know of one of them.
    """

    screened: bool
    unsure: bool


class Report(FrozenRecord):
    """What was understood of a text, first mention first in every list."""

    text: str = ""  # without the "why not gout?" that it may hold
    findings: tuple[Mention, ...] = ()
    zones: tuple[Mention, ...] = ()
    joints: tuple[Mention, ...] = ()
    conditions: tuple[Mention, ...] = ()
    factors: tuple[Mention, ...] = ()
    tips: tuple[Mention, ...] = ()
    red_flags: tuple[Mention, ...] = ()  # whole phrases of a red flag
    elsewhere: tuple[Mention, ...] = ()  # what is not our field
    pain: bool = False  # something hurts
    health: bool = False  # some word speaks of health at all
    begins: tuple[int, ...] = ()  # where in the text each sentence begins, in words
    affirmed_tokens: frozenset[str] = frozenset()
    terms: tuple[Terms, ...] = ()
    """What each sentence is compared with the example messages by: its terms, as written and folded."""
    unknown: tuple[str, ...] = ()
    age: int | None = None
    days: int | None = None  # how long it has lasted
    length: int = 0  # in words
    cut: bool = False
    english: bool = True
    why_not: str | None = None
    """The condition of which the text asks why it is not that."""
    answered: Answered | None = None  # by a guided check

    def sentence(self, at: int) -> int:
        """The number of the sentence in which the word at that place stands."""
        return bisect_right(self.begins, at)

    def present(self, not_of_others: Iterable[str] = ()) -> set[str]:
        """The affirmed findings.

        Args:
            not_of_others: ids of traits and diseases: those of somebody else do not count.
        """
        traits = set(not_of_others)
        return {m.id for m in self.findings if m.affirmed and not (m.experiencer == "other_history" and m.id in traits)}

    def absent(self) -> set[str]:
        """The findings that are said not to be so, and nowhere said to be."""
        return {m.id for m in self.findings if m.negated and m.current} - {m.id for m in self.findings if not m.negated}

    def history(self) -> set[str]:
        """The findings that were so once, of the patient."""
        return {
            m.id
            for m in self.findings
            if m.temporality == "past"
            and m.experiencer == "patient"
            and m.certainty != "hypothetical"
            and not m.negated
        }

    def spoke_of_something(self) -> bool:
        """Whether anything was recognised at all, or so much was said that it is about something."""
        heard = (self.findings, self.zones, self.conditions, self.factors, self.tips, self.red_flags, self.elsewhere)
        return self.health or any(heard) or self.length > KNOWN_WORDS

    def hurts(self) -> bool:
        """Whether pain is spoken of."""
        return any(zone.hurts for zone in self.zones) or self.pain


@dataclass(slots=True)
class Draft:
    """A report while its text is read: what it has several of as lists."""

    findings: list[Mention] = field(default_factory=list)
    zones: list[Mention] = field(default_factory=list)
    joints: list[Mention] = field(default_factory=list)
    conditions: list[Mention] = field(default_factory=list)
    factors: list[Mention] = field(default_factory=list)
    tips: list[Mention] = field(default_factory=list)
    red_flags: list[Mention] = field(default_factory=list)
    elsewhere: list[Mention] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    terms: list[Terms] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    affirmed_tokens: set[str] = field(default_factory=set)
    pain: bool = False
    health: bool = False
    age: int | None = None
    days: int | None = None
    length: int = 0
    cut: bool = False
    english: bool = True

    @classmethod
    def of(cls, report: Report) -> "Draft":
        """A draft that goes on from a report."""
        held = ((one.name, getattr(report, one.name)) for one in fields(cls))
        lists: dict[str, Any] = {name: list(value) if isinstance(value, tuple) else value for name, value in held}
        return cls(**{**lists, "affirmed_tokens": set(report.affirmed_tokens)})

    def report(self, **more: Any) -> Report:
        """The report, with further fields of it."""
        held = ((one.name, getattr(self, one.name)) for one in fields(self))
        lists = {name: tuple(value) if isinstance(value, list) else value for name, value in held}
        return Report(**{**lists, "affirmed_tokens": frozenset(self.affirmed_tokens), **more})


__all__ = ["ANSWERED", "Answered", "Draft", "Mention", "Report", "Terms"]
