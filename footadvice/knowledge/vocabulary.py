"""What the fields of a record may hold: texts of a shape, numbers within bounds, and the words of each list."""

from typing import Annotated, Any, Literal, get_args

from footadvice.support.frozen_record import FrozenRecord


class Shape(FrozenRecord, kw_only=False):
    """What a text has to look like. Pydantic asks by this method's name; nothing else reads it."""

    pattern: str = r"^\S(.*\S)?$"
    most: int = 300

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return {**handler(source), "pattern": self.pattern, "min_length": 1, "max_length": self.most}


class Span(FrozenRecord, kw_only=False):
    """Between which two numbers a number has to lie. Asked for like `Shape`."""

    least: float
    most: float

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return {**handler(source), "ge": self.least, "le": self.most}


Slug = Annotated[str, Shape(r"^[a-z0-9]+(-[a-z0-9]+)*$", 80)]
Line = Annotated[str, Shape(most=160)]
Text = Annotated[str, Shape(most=600)]
Long = Annotated[str, Shape(most=1500)]
Day = Annotated[str, Shape(r"^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", 10)]
IcdCode = Annotated[str, Shape(r"^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$", 8)]
Doi = Annotated[str, Shape(r"^10\.\d{4,9}/\S+$", 120)]
Url = Annotated[str, Shape(r"^https?://\S+$", 400)]
Count = Annotated[int, Span(1, 1000)]
Weeks = Annotated[int, Span(0, 520)]
Age = Annotated[int, Span(0, 130)]
Share = Annotated[float, Span(0, 1)]
Year = Annotated[int, Span(1800, 2099)]
People = Annotated[int, Span(1, 100_000_000)]
ActionName = Annotated[str, Shape(r"^[a-z0-9-]+/[a-z0-9-]+$", 160)]  # condition/measure

Grade = Literal["strong", "moderate", "limited", "conflicting", "expert_opinion"]
GRADES: tuple[Grade, ...] = get_args(Grade)  # best first
Label = Literal["emergency", "urgent", "see_clinician", "self_care", "can_wait", "question", "out_of_scope"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
Frequency = Literal["always", "very_often", "often", "sometimes", "rarely", "never"]
Commonness = Literal["very_common", "common", "uncommon", "rare"]
Relation = Literal["leads_to", "strains", "associated_with"]
Region = Literal["foot", "ankle", "lower_leg", "knee", "hip", "back"]
Who = Literal[
    "diabetes", "child", "pregnancy", "runner", "older_adult", "blood_thinners", "poor_circulation",
    "numb_feet", "weak_immunity", "inflammatory_arthritis", "thin_bones",
]  # fmt: skip
Group = Literal[
    "heel", "arch", "forefoot", "toes", "nails", "skin", "ankle", "tendon", "lower_leg", "nerve", "circulation",
    "joint_disease", "infection", "injury", "child", "elsewhere",
]  # fmt: skip
ActionKind = Literal["self_care", "load", "exercise", "footwear", "orthosis", "medicine", "clinician", "surgery"]
# What the reasoning takes a finding for. settling: it has gone or nearly so, or was found harmless. seen: a clinician
# saw it. known_long: it is old, or was seen before. new: it began these days. each_foot: it can be denied of one foot
# and be so of the other. child_only: a sign that none but a child can show.
FindingRole = Literal["settling", "seen", "known_long", "new", "each_foot", "child_only", "disease"]
FindingKind = Literal[
    "place", "pain", "timing", "trigger", "look", "feel", "function", "injury", "history", "person", "alarm"
]
View = Literal["sole", "top", "inner", "outer", "back", "shin"]
VIEWS: tuple[View, ...] = ("sole", "top", "back", "shin", "inner", "outer")  # in the order in which the map tells them
UPWARD: tuple[View, ...] = ("back", "shin", "inner", "outer")  # the views whose y counts from the floor
SourceKind = Literal[
    "guideline", "systematic_review", "trial", "cohort", "cross_sectional", "public_health", "textbook"
]
Design = Literal[
    "guideline", "meta_analysis", "systematic_review", "trial", "cohort", "cross_sectional", "case_control",
    "case_series", "laboratory", "narrative",
]  # fmt: skip
EffectMeasure = Literal[
    "none", "odds_ratio", "relative_risk", "hazard_ratio", "smd", "mean_difference", "correlation", "share"
]
Direction = Literal["for", "against", "unclear"]
