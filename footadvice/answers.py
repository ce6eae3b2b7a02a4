"""What every question is answered with: the JSON contract, one model a kind of answer.

`document(answer, about)` is the whole contract in one place: the envelope, then the answer's own keys in the order
in which they stand here. Within a `SCHEMA_VERSION` keys are only added. Views read the same models.
"""

import json
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, ClassVar, Literal

from footadvice.errors import FootAdviceError
from footadvice.knowledge.base import About
from footadvice.knowledge.records import (
    Action,
    Avoid,
    Care,
    Change,
    Course,
    Dose,
    Grade,
    HowCommon,
    Level,
    Myth,
    Relation,
    Source,
    Statement,
    Who,
)
from footadvice.reasoning.names import Understood

SCHEMA_VERSION = 1
UrgencyLevel = Literal["emergency", "urgent", "see_clinician", "self_care", "none"]
DISCLAIMER = "This is general information, not a diagnosis. If you are worried or getting worse, get medical help."


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What was asked, as it was typed, and for whom."""

    text: tuple[str, ...]
    who: tuple[Who, ...] = ()


@dataclass(frozen=True, slots=True)
class Ref:
    """A record that is named here and told of elsewhere."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlagNote:
    id: str
    name: str
    level: Level
    sign: str
    why: str
    do_now: str
    applies_when: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """How urgent an ordinary case is, and the red flags that make it more so, worst first."""

    level: Level
    text: str
    red_flags: tuple[RedFlagNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingNote:
    id: str
    name: str
    frequency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAlikeNote:
    id: str
    name: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseNote:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PathNote:
    """A way along the edges; `grade` is that of its weakest edge. Nodes and edges are ids."""

    grade: Grade
    nodes: tuple[str, ...]
    edges: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathGroup:
    grade: Grade
    words: str
    paths: tuple[PathNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionPage:
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
    today: tuple[Action, ...]  # the first three of `do` that can be done at home today
    changes_for_you: tuple[Change, ...]  # those of `changes` that were asked for
    zones: tuple[Ref, ...]
    do: tuple[Action, ...]  # at home, most useful first
    not_for_you: tuple[Action, ...]  # taken out of `do` because of whom it is for
    avoid: tuple[Avoid, ...]
    exercises: tuple[ExerciseNote, ...]
    course: Course
    care: tuple[Care, ...]
    clinician: tuple[Action, ...]  # what a clinician may do, in the usual order
    effects: tuple[Edge, ...]  # on the joints, myths last
    leads_to: tuple[Edge, ...]  # other conditions and outcomes
    behind: tuple[Edge, ...]  # what may lie behind it
    findings: tuple[FindingNote, ...]
    look_alikes: tuple[LookAlikeNote, ...]
    how_common: HowCommon
    causes: tuple[Statement, ...]
    changes: tuple[Change, ...]
    myth: Myth | None
    sources: tuple[Source, ...]
    reviewed: str
    review_due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JointPage:
    understood: Understood
    id: str
    name: str
    verdict: str
    red_flags: tuple[RedFlagNote, ...]
    groups: tuple[PathGroup, ...]  # what strains it, by grade, best first
    not_supported: tuple[Edge, ...]  # beliefs that no study supports
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionAnswer:
    kind: ClassVar[str] = "condition"
    query: Query
    conditions: tuple[ConditionPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JointAnswer:
    kind: ClassVar[str] = "joint"
    query: Query
    joints: tuple[JointPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a list. `aliases` are slugs that mean the same record."""

    id: str
    name: str
    aliases: tuple[str, ...]
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAnswer:
    """The records of one kind. In JSON the entries stand under the kind's name: {"conditions": [...]}."""

    kind: ClassVar[str] = "list"
    query: Query
    of: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """What may help along a path, and the condition whose page tells of it."""

    condition: Ref
    action: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyAnswer:
    """The chain from `start` (or from anywhere) to `end`, the direct link first, then detours, best supported first.

    `grade` is the first path's weakest link; None where there is no path.
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
    nearest: tuple[Edge, ...]  # what is known of the two ends, where no path was found
    at_work: tuple[str, ...]
    not_at_work: tuple[str, ...]
    helps: tuple[Help, ...]
    red_flags: tuple[RedFlagNote, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A condition that it may be. A band, never a percentage; `for` and `against` in words, weightiest first."""

    id: str
    name: str
    band: Literal["likely", "possible", "must_not_miss", "elsewhere"]
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    urgency: Level
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisedFlag:
    """A red flag, and what in the question raised it."""

    id: str
    name: str
    level: Level
    sign: str
    why: str
    do_now: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskUrgency:
    """`none` where nothing was reported that could be urgent: it never means that all is well."""

    level: UrgencyLevel
    text: str
    red_flags: tuple[RaisedFlag, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was understood of the question, so that a misunderstanding shows."""

    findings: tuple[Ref, ...]
    denied: tuple[Ref, ...]
    zones: tuple[Ref, ...]
    named: tuple[Ref, ...]
    age: int | None
    days: int | None
    unknown: tuple[str, ...]
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The question that would tell most."""

    finding: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WouldChange:
    """One more finding, and the level that it would raise the answer to."""

    finding: str
    question: str
    level: Level
    flag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """What is safe whichever of the candidates it is, and what could harm in any of them."""

    do: tuple[str, ...]
    avoid: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAnswer:
    kind: ClassVar[str] = "ask"
    query: Query
    in_scope: bool
    intent: str
    urgency: AskUrgency
    answer: tuple[str, ...]  # the part of the page that was asked for, in plain sentences
    conditions: tuple[Candidate, ...]
    joints: tuple[Ref, ...]
    heard: Heard
    next_question: Question | None
    would_change: tuple[WouldChange, ...]
    meanwhile: Meanwhile
    more: tuple[str, ...]  # commands that show more


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose in a step of the check: its id is what `--zone`, `--yes` or `--no` takes."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What the check asks next. `zone`: pick one; `screen`: say yes to all that are so; `question`: yes or no."""

    kind: Literal["zone", "screen", "question"]
    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswer:
    """Where a guided check stands. `step` is None when it is done; `result` is what is known so far."""

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
    joints: tuple[Ref, ...]
    would_change: tuple[WouldChange, ...]
    meanwhile: Meanwhile
    more: tuple[str, ...]


Answer = ConditionAnswer | JointAnswer | ListAnswer | WhyAnswer | AskAnswer | CheckAnswer


def document(answer: Answer, about: About) -> dict[str, Any]:
    """The answer as JSON has it: envelope, own keys, disclaimer."""
    own = {name.name: plain(getattr(answer, name.name)) for name in fields(answer)}
    if isinstance(answer, ListAnswer):
        own[answer.of.replace("-", "_")] = own.pop("entries")
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": answer.kind,
        "knowledge_base": {"version": about.version, "reviewed": about.reviewed},
        **own,
        "disclaimer": DISCLAIMER,
    }


def error_document(error: FootAdviceError) -> dict[str, Any]:
    return {"error": {"code": error.code, "message": error.message, "suggestions": list(error.suggestions)}}


def to_json(document: dict[str, Any], *, compact: bool = False) -> str:
    """One JSON document: raw UTF-8, keys in their order; on one line if `compact`."""
    if compact:
        return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return json.dumps(document, ensure_ascii=False, indent=2)


# "for" and "against" are what a reader of JSON expects, and "for" is no name that Python allows.
_KEYS = {"speaks_for": "for", "speaks_against": "against"}


def plain(value: Any) -> Any:
    """Dataclasses as dicts and tuples as lists, all the way down."""
    if is_dataclass(value):
        return {_KEYS.get(field.name, field.name): plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value
