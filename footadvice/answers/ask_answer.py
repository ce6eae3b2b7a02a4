"""The answers to free text and to the guided check."""

from typing import ClassVar, Literal

from footadvice.answers.parts import Query, Ref
from footadvice.knowledge.levels import Level, UrgencyLevel
from footadvice.knowledge.provenance import ChangedBy
from footadvice.support.frozen_record import FrozenRecord


class Candidate(FrozenRecord):
    """A condition that it may be. A band, never a percentage; `for` and `against` in words, weightiest first.

    `unlikely` is a condition that was asked about (`why_not`) and that too little speaks for.
    """

    id: str
    name: str
    band: Literal["likely", "possible", "must_not_miss", "elsewhere", "unlikely"]
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    not_told: tuple[str, ...]
    """Signs that it usually has, and that nothing was said of."""
    urgency: Level
    summary: str
    changed_by: tuple[ChangedBy, ...] = ()


class RaisedFlag(FrozenRecord):
    """A red flag, and what in the question raised it."""

    id: str
    name: str
    level: Level
    sign: str
    why: str
    do_now: str
    because: tuple[str, ...]
    changed_by: tuple[ChangedBy, ...] = ()


class DecidingSign(FrozenRecord):
    """A sign that decides where it is uncertain how urgent something is: a yes to it means `level`."""

    red_flag: str
    sign: str
    level: Level


class AskUrgency(FrozenRecord):
    """`none` where nothing was reported that could be urgent: it never means that all is well."""

    level: UrgencyLevel
    text: str
    red_flags: tuple[RaisedFlag, ...]
    certainty: Literal["clear", "uncertain"] = "clear"
    """`uncertain` where like messages are split between what cannot wait and what can."""
    decides: tuple[DecidingSign, ...] = ()


class Heard(FrozenRecord):
    """What was understood of the question, so that a misunderstanding shows."""

    findings: tuple[Ref, ...]
    denied: tuple[Ref, ...]
    zones: tuple[Ref, ...]
    named: tuple[Ref, ...]
    age: int | None
    days: int | None
    unknown: tuple[str, ...]
    cut: bool


class Question(FrozenRecord):
    """The question that would tell most."""

    finding: str
    text: str


class WouldChange(FrozenRecord):
    """One more finding, and the level that it would raise the answer to."""

    finding: str
    question: str
    level: Level
    flag: str


class Meanwhile(FrozenRecord):
    """What is safe whichever of the candidates it is, and what could harm in any of them."""

    do: tuple[str, ...]
    avoid: tuple[str, ...]


class LikeMessage(FrozenRecord):
    """One of the example messages that the question is most like. `likeness`: the cosine of their words, 0 to 1."""

    id: str
    text: str
    label: str
    likeness: float
    words: tuple[str, ...]
    """The words that both have."""


class FiredRule(FrozenRecord):
    """A rule of a red flag that the question met, and whether its level stands."""

    red_flag: str
    level: Level
    because: tuple[str, ...]
    stands: bool


class Explained(FrozenRecord):
    """How the level of an answer came about."""

    usual: UrgencyLevel
    """Of an ordinary case of what is likeliest."""
    alarm: float
    """Of the nearest messages that report a complaint, the share that could not wait."""
    from_messages: Level | None
    """The level that they raise; none if most could wait."""
    rules: tuple[FiredRule, ...]
    messages: tuple[LikeMessage, ...]


class AskAnswer(FrozenRecord):
    """What a question in plain words may be about, how urgent it is, and what is safe meanwhile.

    Out of scope, `in_scope` is false, `conditions` is empty and `answer` says where to turn.
    """

    kind: ClassVar[str] = "ask"
    query: Query
    in_scope: bool
    """Whether it is about feet, ankles or lower legs, or how they bear on knee, hip and back."""
    intent: str
    """What was asked for; more words for it may come."""
    urgency: AskUrgency
    answer: tuple[str, ...]
    """The part of the page that was asked for, in plain sentences."""
    conditions: tuple[Candidate, ...]
    """What it may be, best first."""
    why_not: tuple[Candidate, ...]
    """A condition that was asked about, whether it is among the others or not."""
    joints: tuple[Ref, ...]
    heard: Heard
    next_question: Question | None
    would_change: tuple[WouldChange, ...]
    meanwhile: Meanwhile
    more: tuple[str, ...]
    """Commands that show more."""
    explained: Explained | None = None
    """How the level came about, if that was asked for."""


class Option(FrozenRecord):
    """One thing to choose in a step of the check: its id is what `--zone`, `--yes` or `--no` takes."""

    id: str
    text: str


class Step(FrozenRecord):
    """What the check asks next. `zone`: pick one; `screen`: say yes to all that are so; `question`: yes or no."""

    kind: Literal["zone", "screen", "question"]
    text: str
    options: tuple[Option, ...]


class CheckAnswer(FrozenRecord):
    """Where a guided check stands: what is known so far, and the next `step`; none when it is done."""

    kind: ClassVar[str] = "check"
    query: Query
    zones: tuple[Ref, ...]
    yes: tuple[Ref, ...]
    no: tuple[Ref, ...]
    unsure: tuple[Ref, ...]
    asked: int
    step: Step | None
    in_scope: bool
    intent: str
    urgency: AskUrgency
    conditions: tuple[Candidate, ...]
    why_not: tuple[Candidate, ...]
    """A condition that was asked about, whether it is among the others or not."""
    joints: tuple[Ref, ...]
    would_change: tuple[WouldChange, ...]
    meanwhile: Meanwhile
    more: tuple[str, ...]
