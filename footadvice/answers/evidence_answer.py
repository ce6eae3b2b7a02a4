"""The answer to how well a claim is known: its studies side by side, and the grade that they carry."""

from typing import ClassVar

from footadvice.answers.parts import Query
from footadvice.knowledge.records import Source
from footadvice.knowledge.vocabulary import Design, Direction, EffectMeasure, Grade
from footadvice.support.frozen_record import FrozenRecord


class StudyNote(FrozenRecord):
    """What one study found. `direction` is as it counts: not significant is unclear, whatever it is told as."""

    id: str
    source: str
    label: str
    """Its first author and year, or the id of its source."""
    design: Design
    year: int | None
    country: str
    people: int | None
    who: str
    compared: str
    outcome: str
    effect_measure: EffectMeasure
    effect: float | None
    low: float | None
    """The 95 % interval, with `high`."""
    high: float | None
    direction: Direction
    indirect: str
    read: str
    carries: bool
    """Whether the grade rests on it."""
    left_out: str
    """Why it counts for nothing, where it does not."""
    notes: str


class ClaimEvidence(FrozenRecord):
    """One claim, with its grade, the grade that its studies carry, and the studies, those that carry it first."""

    claim: str
    says: str
    grade: Grade
    carried: Grade
    reason: str
    lowered: str
    """Why the grade is lower than that."""
    studies: tuple[StudyNote, ...]


class EvidenceAnswer(FrozenRecord):
    """The studies of one claim: a link by its id, or an action as "condition/measure"."""

    kind: ClassVar[str] = "evidence"
    query: Query
    claims: tuple[ClaimEvidence, ...]
    sources: tuple[Source, ...]
