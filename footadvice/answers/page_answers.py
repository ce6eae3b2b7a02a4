"""The answers that are a page of knowledge: condition, joint, why, list."""

from typing import ClassVar, Literal

from footadvice.answers.evidence_answer import ClaimEvidence
from footadvice.answers.parts import Query, RedFlagNote, Ref
from footadvice.knowledge.levels import Level
from footadvice.knowledge.names import Understood
from footadvice.knowledge.provenance import ChangedBy
from footadvice.knowledge.records import Action, Avoid, Care, Change, Course, Dose, HowCommon, Myth, Source, Statement
from footadvice.knowledge.vocabulary import Frequency, Grade, Relation
from footadvice.support.frozen_record import FrozenRecord


class Urgency(FrozenRecord):
    """How urgent an ordinary case is, and the red flags that make it more so, worst first."""

    level: Level
    text: str
    red_flags: tuple[RedFlagNote, ...]


class FindingNote(FrozenRecord):
    """A sign of the condition, and how often it is there (the words and shares are in CONTRIBUTING)."""

    id: str
    name: str
    frequency: Frequency


class LookAlikeNote(FrozenRecord):
    """A condition that it is mistaken for, and the sign that tells them apart."""

    id: str
    name: str
    sign: str


class ExerciseNote(FrozenRecord):
    """An exercise: how to do it, how much, when to stop, and what is different for those whom it is for."""

    id: str
    name: str
    goal: str
    steps: tuple[str, ...]
    dose: Dose
    progressions: tuple[str, ...]
    stop_if: str
    equipment: tuple[str, ...]
    grade: Grade
    sources: tuple[str, ...]
    changed_by: tuple[ChangedBy, ...] = ()
    changes_for_you: tuple[Change, ...] = ()


class Edge(FrozenRecord):
    """One link, with `says`: the honest sentence for its grade. `supported` is false for a myth."""

    id: str
    from_id: str
    from_name: str
    to_id: str
    to_name: str
    relation: Relation
    supported: bool
    grade: Grade
    says: str
    mechanism: str
    evidence_for: str
    evidence_against: str
    figures: str
    caveat: str
    at_work: tuple[str, ...]
    not_at_work: tuple[str, ...]
    sources: tuple[str, ...]
    changed_by: tuple[ChangedBy, ...] = ()


class PathNote(FrozenRecord):
    """A way along the edges; `grade` is that of its weakest edge. Nodes and edges are ids."""

    grade: Grade
    nodes: tuple[str, ...]
    edges: tuple[str, ...]


class PathGroup(FrozenRecord):
    """The paths of one grade; `words` says the grade to a reader."""

    grade: Grade
    words: str
    paths: tuple[PathNote, ...]


class ConditionPage(FrozenRecord):
    """All that is known of one condition, in the order in which a page tells it."""

    understood: Understood
    id: str
    name: str
    detail: Literal["full", "short"]
    other_names: tuple[str, ...]
    icd10cm: tuple[str, ...]
    group: str
    summary: str
    urgency: Urgency
    today: tuple[Action, ...]
    """The first three of `do` that can be done at home today."""
    changes_for_you: tuple[Change, ...]
    """Those of `changes` that were asked for."""
    zones: tuple[Ref, ...]
    do: tuple[Action, ...]
    """At home, most useful first."""
    not_for_you: tuple[Action, ...]
    """Taken out of `do` because of whom it is for."""
    avoid: tuple[Avoid, ...]
    exercises: tuple[ExerciseNote, ...]
    course: Course
    care: tuple[Care, ...]
    clinician: tuple[Action, ...]
    """What a clinician may do, in the usual order."""
    effects: tuple[Edge, ...]
    """On the joints, myths last."""
    leads_to: tuple[Edge, ...]
    """Other conditions and outcomes."""
    behind: tuple[Edge, ...]
    """What may lie behind it."""
    findings: tuple[FindingNote, ...]
    look_alikes: tuple[LookAlikeNote, ...]
    how_common: HowCommon
    causes: tuple[Statement, ...]
    changes: tuple[Change, ...]
    myth: Myth | None
    sources: tuple[Source, ...]
    reviewed: str
    review_due: str
    changed_by: tuple[ChangedBy, ...] = ()


class JointPage(FrozenRecord):
    """What strains one joint, how well that is known, and what tells that the feet have nothing to do with it."""

    understood: Understood
    id: str
    name: str
    verdict: str
    red_flags: tuple[RedFlagNote, ...]
    groups: tuple[PathGroup, ...]
    """What strains it, by grade, best first."""
    not_supported: tuple[Edge, ...]
    """Beliefs that no study supports."""
    nodes: tuple[Ref, ...]
    edges: tuple[Edge, ...]
    from_feet: tuple[Statement, ...]
    from_elsewhere: tuple[Statement, ...]
    elsewhere: tuple[Ref, ...]
    actions: tuple[Action, ...]
    disagreements: tuple[Statement, ...]
    sources: tuple[Source, ...]
    reviewed: str
    review_due: str
    changed_by: tuple[ChangedBy, ...] = ()


class ConditionAnswer(FrozenRecord):
    """The page of each condition that was named, in the order asked; no condition twice."""

    kind: ClassVar[str] = "condition"
    query: Query
    conditions: tuple[ConditionPage, ...]


class JointAnswer(FrozenRecord):
    """The page of each joint that was named, in the order asked; no joint twice."""

    kind: ClassVar[str] = "joint"
    query: Query
    joints: tuple[JointPage, ...]


# The places under which a list has conditions, from the toes upward, each with the widest zones or regions of it.
PLACES = {
    "Toes and toenails": ("toes",),
    "Ball of the foot": ("ball-of-foot",),
    "Arch and top of the foot": ("arch", "top-of-foot", "inner-foot", "outer-foot"),
    "Heel": ("heel",),
    "The whole foot": ("whole-foot", "both-feet"),
    "Ankle": ("ankle",),
    "Lower leg": ("lower_leg",),
    "Knee": ("knee",),
    "Hip and thigh": ("hip",),
    "Back": ("back",),
}


class Entry(FrozenRecord):
    """One line of a list. `aliases` are slugs that mean the same record."""

    id: str
    name: str
    aliases: tuple[str, ...]
    summary: str
    changed_by: tuple[ChangedBy, ...] = ()
    place: str = ""
    """Of a condition: the part of the body under which a list has it."""


class ListAnswer(FrozenRecord):
    """The records of one kind. In JSON the entries stand under the kind's name: {"conditions": [...]}."""

    kind: ClassVar[str] = "list"
    query: Query
    of: str
    entries: tuple[Entry, ...]


FoundIn = Literal["name", "sign", "page"]


class Found(FrozenRecord):
    """A record that has what was looked for, and the text that has it. `kind`: condition, joint or zone."""

    kind: str
    id: str
    name: str
    where: FoundIn
    text: str
    more: str
    """The command that shows it."""


class FindAnswer(FrozenRecord):
    """The records in which a word stands: in a name, among the signs, or anywhere on the page; in that order."""

    kind: ClassVar[str] = "find"
    query: Query
    found: tuple[Found, ...]
    left_out: int
    """How many more there are."""


class Help(FrozenRecord):
    """What may help along a path, and the condition whose page tells of it."""

    condition: Ref
    action: Action


class WhyAnswer(FrozenRecord):
    """The chain from `start` (or from anywhere) to `end`, the direct link first, then detours, best supported first.

    `grade` is that of the first path's weakest link; there is none where there is no path.
    """

    kind: ClassVar[str] = "why"
    query: Query
    start: Ref | None
    end: Ref
    verdict: str
    grade: Grade | None
    paths: tuple[PathNote, ...]
    nodes: tuple[Ref, ...]
    edges: tuple[Edge, ...]
    myths: tuple[Edge, ...]
    nearest: tuple[Edge, ...]
    """What is known of the two ends, where no path was found."""
    at_work: tuple[str, ...]
    not_at_work: tuple[str, ...]
    helps: tuple[Help, ...]
    red_flags: tuple[RedFlagNote, ...]
    sources: tuple[Source, ...]
    evidence: tuple[ClaimEvidence, ...] = ()
    """The studies of each edge of the paths and each myth, where they were asked for."""
