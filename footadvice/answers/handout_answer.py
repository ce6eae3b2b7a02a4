"""The answers of the map of the foot and of the printed handout."""

from typing import ClassVar

from footadvice.answers.page_answers import Edge, ExerciseNote, Urgency
from footadvice.answers.parts import Query, RedFlagNote, Ref
from footadvice.answers.plan_answer import PlanWeek
from footadvice.knowledge.levels import Level
from footadvice.knowledge.names import Understood
from footadvice.knowledge.provenance import ChangedBy, Heading
from footadvice.knowledge.records import Action, Avoid, Care, Change, Course, Place, Source
from footadvice.support.frozen_record import FrozenRecord


class MapZone(FrozenRecord):
    """One zone under the number that every drawing and list of it uses. `places` is empty where no view shows it."""

    number: int
    id: str
    name: str
    region: str
    within: tuple[str, ...]
    places: tuple[Place, ...]
    marked: bool


class ZoneCondition(FrozenRecord):
    """A condition of a place, and how urgent an ordinary case of it is."""

    id: str
    name: str
    summary: str
    urgency: Level
    urgency_text: str
    changed_by: tuple[ChangedBy, ...] = ()


class ZonePage(FrozenRecord):
    """What hurts in one zone. `must_not_miss` stands apart from the rest, however rare it is."""

    understood: Understood
    id: str
    name: str
    red_flags: tuple[RedFlagNote, ...]
    must_not_miss: tuple[ZoneCondition, ...]
    conditions: tuple[ZoneCondition, ...]  # the rest, most usual first
    left_out: int  # conditions that are rarer here and not told


class MapAnswer(FrozenRecord):
    """The zones in the order of their numbers, and one of them in full if it was asked for."""

    kind: ClassVar[str] = "map"
    query: Query
    zone: ZonePage | None
    zones: tuple[MapZone, ...]
    more: tuple[str, ...]


class HandoutCondition(FrozenRecord):
    """What a handout says of one condition in its own words; `reviewed` and `review_due` are days."""

    id: str
    name: str
    summary: str
    urgency_text: str
    course: Course
    changes: tuple[Change, ...]  # for those whom it is for
    reviewed: str
    review_due: str
    changed_by: tuple[ChangedBy, ...] = ()


class Advice(FrozenRecord):
    """One thing to do; `conditions` are the names of those that it helps."""

    action: Action
    conditions: tuple[str, ...]


class Contradiction(FrozenRecord):
    """Where two pages say the opposite: the advice that was left out, and what stands on the other page."""

    left_out: str
    of: str
    because_of: str
    says: str


class HandoutAnswer(FrozenRecord):
    """One printed sheet for one body: what stands on it, in the order of its sections.

    `not_printed` counts the things to do and exercises that had no room; `sources` are the weightiest of
    `sources_in_all`. `if_numb`: names of exercises to leave out if the feet of somebody with diabetes are numb.
    """

    kind: ClassVar[str] = "handout"
    query: Query
    title: str
    urgency: Urgency
    conditions: tuple[HandoutCondition, ...]
    places: tuple[Ref, ...]
    zones: tuple[MapZone, ...]
    do: tuple[Advice, ...]
    not_for_you: tuple[Action, ...]
    contradictions: tuple[Contradiction, ...]
    avoid: tuple[Avoid, ...]
    exercises: tuple[ExerciseNote, ...]
    if_numb: tuple[str, ...]
    chain: tuple[Edge, ...]  # what studies or experts say that it does to joints further up; no myths
    care: tuple[Care, ...]
    not_printed: int
    sources: tuple[Source, ...]
    sources_in_all: int
    review_due: str
    more: tuple[str, ...]
    heading: Heading | None = None  # of a clinic, by its overlay
    weeks: tuple[PlanWeek, ...] = ()  # of the plan, where the sheet holds it too
