"""The answers that compare two or three conditions, and that plan exercises."""

from typing import ClassVar, Literal

from footadvice.answers.ask_answer import Meanwhile
from footadvice.answers.page_answers import Urgency
from footadvice.answers.parts import Query, Ref
from footadvice.knowledge.names import Understood
from footadvice.knowledge.provenance import ChangedBy
from footadvice.knowledge.records import Dose, PainLimit, Source
from footadvice.knowledge.vocabulary import FindingKind, Frequency, Grade, Weekday, Who
from footadvice.support.frozen_record import FrozenRecord


class Compared(FrozenRecord):
    """One of the conditions that stand side by side. `zones`: where it hurts and not all of the others do."""

    understood: Understood
    id: str
    name: str
    summary: str
    urgency: Urgency
    zones: tuple[str, ...]
    changed_by: tuple[ChangedBy, ...] = ()


class Sign(FrozenRecord):
    """A finding, and how often each condition has it, in the order asked; None where the data does not say."""

    id: str
    name: str
    frequency: tuple[Frequency | None, ...]


class SignGroup(FrozenRecord):
    kind: FindingKind
    signs: tuple[Sign, ...]


class TellApart(FrozenRecord):
    """The sign that the page of `of` gives to tell `other` from it."""

    of: str
    other: str
    sign: str


class CompareAnswer(FrozenRecord):
    """Conditions side by side. `urgency` is the highest of all, and its red flags are those of any."""

    kind: ClassVar[str] = "compare"
    query: Query
    urgency: Urgency
    conditions: tuple[Compared, ...]
    tell_apart: tuple[TellApart, ...]
    telling: tuple[SignGroup, ...]  # signs that not all of them have
    shared: tuple[Sign, ...]
    shared_zones: tuple[str, ...]
    meanwhile: Meanwhile
    more: tuple[str, ...]
    sources: tuple[Source, ...]


class ChangeNote(FrozenRecord):
    """What is different for somebody, by the page of the condition or exercise `of`."""

    of: str
    who: tuple[Who, ...]
    text: str
    grade: Grade
    sources: tuple[str, ...]


class Clash(FrozenRecord):
    """One thing that helps one condition and may harm another. The plan goes without it."""

    name: str
    helps: Ref
    says: str  # what the page of `helps` advises
    harms: Ref
    because: str  # what the page of `harms` says
    grade: Grade
    exercises: tuple[str, ...]  # names of those that were left out because of it
    sources: tuple[str, ...]


class LeftOut(FrozenRecord):
    """Something that is advised for a condition and does not stand in the plan, and the reason.

    `who`: it may harm `people`. `clash`: it may harm the condition `by`. `same_part`: it loads the same part as the
    exercise `by`. `clinician`: start it when a clinician agrees. `enough`: there is enough to do for now.
    """

    id: str
    name: str
    reason: Literal["who", "clash", "same_part", "clinician", "enough"]
    people: tuple[Who, ...] = ()
    by: str = ""


class PainNote(FrozenRecord):
    """How much pain an exercise may cause, and the conditions in which that was tested or is only borrowed."""

    exercise: str
    limit: PainLimit
    tested: tuple[str, ...]
    borrowed: tuple[str, ...]


class PlanExercise(FrozenRecord):
    """An exercise of the plan, told in full once. `days_short`: how many days a week the chosen days lack."""

    id: str
    name: str
    goal: str
    conditions: tuple[Ref, ...]
    steps: tuple[str, ...]
    dose: Dose
    dose_basis: str
    progressions: tuple[str, ...]
    stop_if: str
    equipment: tuple[str, ...]
    not_for: tuple[Who, ...]
    changed: tuple[ChangeNote, ...]
    days_short: int
    grade: Grade
    sources: tuple[str, ...]
    changed_by: tuple[ChangedBy, ...] = ()


class WeekExercise(FrozenRecord):
    """One exercise in one week. `harder`: the step that may be due, if what it says is so."""

    id: str
    name: str
    how_many: str
    how_often: str
    days: tuple[Weekday, ...]
    new: bool
    past_tested: bool  # beyond the weeks for which it was tested
    harder: str


class PlanWeek(FrozenRecord):
    """`begins` is its first day (ISO), None where the plan has no start."""

    week: int
    begins: str | None
    exercises: tuple[WeekExercise, ...]


class PlanCheckpoint(FrozenRecord):
    """What to expect after so many weeks, and what to do if it is not so."""

    condition: Ref
    weeks: int
    date: str | None
    expect: str
    otherwise: str


class DoText(FrozenRecord):
    """What is said of a thing to do, and the conditions whose pages say it."""

    text: str
    conditions: tuple[Ref, ...]


class DoNote(FrozenRecord):
    """A thing to do besides the exercises: told once, with what each condition's page says of it.

    `said` has the `texts` with the conditions that each is for: what two pages ask for may differ.
    """

    measure: str
    name: str
    conditions: tuple[Ref, ...]
    texts: tuple[str, ...]
    grade: Grade
    sources: tuple[str, ...]
    said: tuple[DoText, ...]


class AvoidNote(FrozenRecord):
    condition: Ref
    text: str
    grade: Grade
    sources: tuple[str, ...]


class PlanAnswer(FrozenRecord):
    """One plan for one body.

    There are no weeks where a condition cannot wait (`no_plan` is "urgent", and `do` says what to do now), where a
    clinician has to agree before that foot is loaded ("waits"), or where no exercise is left that can begin at home
    ("no_exercise").
    """

    kind: ClassVar[str] = "plan"
    query: Query
    understood: tuple[Understood, ...]
    conditions: tuple[Ref, ...]
    people: tuple[Who, ...]  # whom it is made for: as asked, and as the conditions imply
    urgency: Urgency
    no_plan: Literal["", "urgent", "waits", "no_exercise"]
    starts: str | None
    changed: tuple[ChangeNote, ...]
    unchanged: tuple[Who, ...]  # groups of people for whom nothing we hold differs here
    if_numb: tuple[str, ...]  # names of exercises to leave out if the feet of somebody with diabetes are numb
    clashes: tuple[Clash, ...]
    pain: tuple[PainNote, ...]
    exercises: tuple[PlanExercise, ...]
    weeks: tuple[PlanWeek, ...]
    checkpoints: tuple[PlanCheckpoint, ...]
    left_out: tuple[LeftOut, ...]  # by what it would harm
    later: tuple[LeftOut, ...]
    do: tuple[DoNote, ...]
    avoid: tuple[AvoidNote, ...]
    more: tuple[str, ...]
    sources: tuple[Source, ...]
