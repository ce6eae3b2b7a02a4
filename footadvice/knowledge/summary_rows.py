"""What `KnowledgeBase.brief` has of each record: the types of `index/summary_fields.py`, for a type checker alone."""

from typing import NotRequired, TypedDict

from footadvice.knowledge.levels import Level
from footadvice.knowledge.vocabulary import Commonness, FindingKind, FindingRole, Frequency, Group, Region, Who


class ConditionRow(TypedDict):
    group: Group
    urgency: Level
    how_common: Commonness
    asked: NotRequired[str]
    zones: NotRequired[list[str]]
    findings: dict[str, Frequency]


class FindingRow(TypedDict):
    kind: FindingKind
    implies: NotRequired[list[str]]
    hurts_in: NotRequired[list[str]]
    screens: NotRequired[list[Region]]
    roles: NotRequired[list[FindingRole]]
    who: NotRequired[Who]
    last_age: NotRequired[int]
    from_days: NotRequired[int]
    opposite: NotRequired[str]


class JointRow(TypedDict):
    elsewhere: NotRequired[list[str]]
    role: NotRequired[str]


class RedFlagRow(TypedDict):
    level: Level
    regions: list[Region]
    raised_by: list[list[str]]


class WordRow(TypedDict):
    words: list[str]
    topic: NotRequired[str]


class ZoneRow(TypedDict):
    region: Region
    within: NotRequired[list[str]]
