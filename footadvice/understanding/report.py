"""What somebody said, understood: mentions of what we know, each with how it is meant."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Temporality = Literal["current", "past"]
Experiencer = Literal["patient", "other", "other_history"]
Certainty = Literal["certain", "possible", "hypothetical"]
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
        """Whether it is told of the patient, of now, and as a fact or a fear."""
        return self.temporality == "current" and self.experiencer != "other" and self.certainty != "hypothetical"

    @property
    def affirmed(self) -> bool:
        """Whether it is so now, of the patient."""
        return self.current and not self.negated


@dataclass(slots=True)
class Report:
    """What was understood of a text, first mention first in every list."""

    findings: list[Mention] = field(default_factory=list)
    zones: list[Mention] = field(default_factory=list)
    joints: list[Mention] = field(default_factory=list)
    conditions: list[Mention] = field(default_factory=list)
    factors: list[Mention] = field(default_factory=list)
    tips: list[Mention] = field(default_factory=list)
    red_flags: list[Mention] = field(default_factory=list)  # whole phrases of a red flag
    elsewhere: list[Mention] = field(default_factory=list)  # what is not our field
    pain: bool = False  # something hurts
    health: bool = False  # some word speaks of health at all
    begins: list[int] = field(default_factory=list)  # where in the text each sentence begins, in words
    affirmed_tokens: set[str] = field(default_factory=set)
    # What each sentence is compared with the example messages by: its terms, as written and folded.
    terms: list[tuple[list[str], list[str]]] = field(default_factory=list)
    votes: dict[str, float] = field(default_factory=dict)  # by condition: its share of the nearest messages
    unknown: list[str] = field(default_factory=list)
    age: int | None = None
    days: int | None = None  # how long it has lasted
    length: int = 0  # in words
    cut: bool = False

    def sentence(self, at: int) -> int:
        """The number of the sentence in which the word at that place stands."""
        return bisect_right(self.begins, at)

    def words(self) -> frozenset[str]:
        """All tokens that are not negated."""
        return frozenset(self.affirmed_tokens)

    def present(self, not_of_others: Iterable[str] = ()) -> set[str]:
        """The findings that are so now.

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


__all__ = ["Mention", "Report"]
