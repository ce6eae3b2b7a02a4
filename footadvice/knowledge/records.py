"""What the knowledge base may hold: one plain, frozen record a kind.

The standard library alone, so that reading the shipped data needs nothing else. What a field may hold stands in
`vocabulary.py`; `footadvice.knowledge.validation.schema_gate` enforces it on every byte from outside.

    Condition   what can be wrong, with Presence, LookAlike, Statement, Action, Course, Care, Change, Myth
    Link        one graded statement "from -> to"; an unsupported one is a myth and never a cause
    Joint, Factor                 where links end: a joint; a habit, a load or an outcome that is no condition
    RedFlag, Finding, Zone        what a person may report, and what outranks everything
    Word, ContextCue, Message     in which words
    Exercise, Measure, Tip        what to do
    Source, Study                 where it is known from, and what one of them found on one question
"""

from typing import Annotated, Literal

from footadvice.knowledge.levels import Level
from footadvice.knowledge.vocabulary import (
    ActionKind,
    ActionName,
    Age,
    Commonness,
    Count,
    Day,
    Design,
    Direction,
    Doi,
    EffectMeasure,
    FindingKind,
    FindingRole,
    Frequency,
    Grade,
    Group,
    IcdCode,
    Label,
    Line,
    Long,
    People,
    Region,
    Relation,
    Shape,
    Share,
    Slug,
    SourceKind,
    Text,
    Url,
    View,
    Weeks,
    Who,
    Year,
)
from footadvice.support.frozen_record import FrozenRecord


class Statement(FrozenRecord):
    """Something that is claimed or advised, with how well it is known and from where."""

    text: Text
    grade: Grade
    sources: tuple[Slug, ...]
    figures: Long = ""  # the numbers behind it; shown on request


class Dose(FrozenRecord):
    """How much of an exercise to begin with: `text` in words, and its numbers.

    `dose_basis` of the exercise says which numbers come from a source and which are our own cautious start.
    """

    text: Line
    days_a_week: Count
    sets: Count | None = None
    reps: Count | None = None
    reps_most: Count | None = None
    hold_seconds: Count | None = None
    minutes: Count | None = None
    times_a_day: Count | None = None
    weeks: Count | None = None  # for how long it was tested


class PairDose(FrozenRecord):
    """How much of an exercise in one condition, where that is not what the exercise says of itself."""

    exercise: Slug
    dose: Dose


class Action(FrozenRecord):
    """One thing that helps. `measure` names the thing itself, so that several conditions can be compared."""

    name: Line
    kind: ActionKind
    measure: Slug
    text: Text
    today: bool  # a person can do it at home today
    grade: Grade
    sources: tuple[Slug, ...]
    figures: Long = ""
    exercises: tuple[Slug, ...] = ()
    doses: tuple[PairDose, ...] = ()  # of those exercises that are done otherwise here
    not_for: tuple[Who, ...] = ()

    def dose_of(self, exercise: "Exercise") -> Dose:
        """How much of one of its exercises."""
        return next((one.dose for one in self.doses if one.exercise == exercise.id), exercise.dose)


class Avoid(FrozenRecord):
    """One thing that makes it worse. `measure` is empty where nothing else would recommend the thing."""

    text: Text
    grade: Grade
    sources: tuple[Slug, ...]
    measure: Slug | None = None
    exercises: tuple[Slug, ...] = ()  # those that do the very thing


class Presence(FrozenRecord):
    """How often a finding is present in a condition: a judgement by the rubric in CONTRIBUTING."""

    finding: Slug
    frequency: Frequency


class LookAlike(FrozenRecord):
    """Another condition that it is mistaken for, and the sign that tells them apart.

    The other page names this one back, unless `one_way` says why it does not.
    """

    condition: Slug
    sign: Text
    one_way: Text = ""


class HowCommon(FrozenRecord):
    band: Commonness
    text: Text
    grade: Grade
    sources: tuple[Slug, ...]


class Checkpoint(FrozenRecord):
    """What to expect `weeks` after starting, and what to do if it is not so."""

    weeks: Weeks
    expect: Text
    otherwise: Text


class Course(FrozenRecord):
    """How long it usually lasts; `known` is false where no figure was found, and the text says so."""

    known: bool
    text: Text
    grade: Grade
    sources: tuple[Slug, ...]
    figures: Long = ""
    checkpoints: tuple[Checkpoint, ...] = ()


class Care(FrozenRecord):
    """Whom to see, and when."""

    who: Line
    when: Text


class Change(FrozenRecord):
    """What is different for somebody with diabetes, a child, a runner …"""

    who: Who
    text: Text
    grade: Grade
    sources: tuple[Slug, ...]
    urgency: Level | None = None  # how urgent it is for them, where that is more than for others


class Myth(FrozenRecord):
    belief: Text
    truth: Text
    grade: Grade
    sources: tuple[Slug, ...]


class Condition(FrozenRecord):
    """Something that can be wrong with a foot, or (a short record) elsewhere, that people ask about."""

    id: Slug
    name: Line
    detail: Literal["full", "short"]
    other_names: tuple[Line, ...]
    misspellings: tuple[Line, ...] = ()
    icd10cm: tuple[IcdCode, ...] = ()
    group: Group
    summary: Text
    people: tuple[Who, ...] = ()  # whom anybody with it is: a child, somebody with numb feet
    urgency: Level  # of an ordinary case
    urgency_text: Text  # what that means, in one or two short sentences
    red_flags: tuple[Slug, ...]  # those that matter most here, worst first
    zones: tuple[Slug, ...]  # where it hurts, most usual first
    findings: tuple[Presence, ...]
    how_common: HowCommon
    asked: Literal["often", "sometimes", "seldom"] = (
        "seldom"  # how often people ask of it: a judgement from searches and visits
    )
    look_alikes: tuple[LookAlike, ...] = ()
    causes: tuple[Statement, ...] = ()  # what causes it and who gets it
    actions: tuple[Action, ...] = ()  # most useful first
    avoid: tuple[Avoid, ...] = ()
    exercise_waits: bool = False  # a bone or joint that exercise could harm until a clinician agrees
    course: Course
    care: tuple[Care, ...]
    changes: tuple[Change, ...] = ()
    myth: Myth | None = None
    sources: tuple[Slug, ...]  # of what carries none of its own: what it is, its signs, look-alikes, whom to see
    reviewed: Day
    review_due: Day


class Link(FrozenRecord):
    """One statement that `from_id` strains, leads to or goes with `to_id`, as well as it is known.

    `supported` is false where studies looked and found nothing, or nobody has looked: a myth.
    """

    id: Slug
    from_id: Slug
    to_id: Slug
    relation: Relation
    supported: bool
    grade: Grade
    mechanism: Text  # how it is thought to work, one plain sentence
    evidence_for: Text
    evidence_against: Text = ""
    figures: Long
    caveat: Text
    lowered: Text = ""  # why the grade is lower than its studies would carry
    at_work: tuple[Line, ...] = ()  # signs that this link matters for somebody
    not_at_work: tuple[Line, ...] = ()
    sources: tuple[Slug, ...]


class Joint(FrozenRecord):
    id: Slug
    name: Line
    other_names: tuple[Line, ...]
    # near: in scope itself, so a question about it is a complaint; place: the foot, which no text means as a joint
    role: Literal["joint", "near", "place"] = "joint"
    verdict: Text  # how strong the link from the feet is, one line
    red_flags: tuple[Slug, ...]
    from_feet: tuple[Statement, ...]  # signs that it comes from the feet
    from_elsewhere: tuple[Statement, ...]
    elsewhere: tuple[Slug, ...] = ()  # conditions of the joint itself
    struck_by: tuple[Slug, ...] = ()  # what reaches the joint itself, and not by way of the feet
    actions: tuple[Action, ...]
    disagreements: tuple[Statement, ...]
    zones: tuple[Slug, ...]
    sources: tuple[Slug, ...]
    reviewed: Day
    review_due: Day


class Factor(FrozenRecord):
    """An end of a link that is no condition: a load or habit (exposure), or what may come of it (outcome)."""

    id: Slug
    name: Line
    other_names: tuple[Line, ...] = ()
    kind: Literal["exposure", "outcome"]
    summary: Text
    sources: tuple[Slug, ...]


class PainLimit(FrozenRecord):
    """How much pain an exercise may cause, of 10, if it is back to usual by the next morning."""

    most: Count
    tested_in: tuple[Slug, ...] = ()  # conditions; for any other the limit is borrowed
    grade: Grade
    sources: tuple[Slug, ...]


class Exercise(FrozenRecord):
    id: Slug
    name: Line
    other_names: tuple[Line, ...] = ()
    kind: Literal["strength", "stretch", "balance", "mobility", "massage", "walking", "running"]
    goal: Text
    steps: tuple[Text, ...]
    dose: Dose
    dose_basis: Text  # which source each number comes from, and what is missing
    progressions: tuple[Text, ...] = ()
    stop_if: Text
    pain: PainLimit | None = None  # None: no more than a mild ache
    equipment: tuple[Line, ...] = ()
    not_for: tuple[Who, ...] = ()
    changes: tuple[Change, ...] = ()
    grade: Grade
    figures: Long
    sources: tuple[Slug, ...]


class RedFlag(FrozenRecord):
    """A sign that outranks everything else.

    `raised_by` holds sets of findings: all of one set together raise it. `only_for` is a condition of the
    person without which it does not apply; `higher_risk` never blocks it.
    """

    id: Slug
    name: Line
    level: Level
    sign: Text
    why: Text
    do_now: Text
    regions: tuple[Region, ...]
    raised_by: tuple[tuple[Slug, ...], ...]
    not_with: tuple[Slug, ...] = ()  # findings that explain it another way: a black toe after a knock
    strong_signs: tuple[Slug, ...] = ()  # findings beside which nothing explains it another way: a smell, a fever
    stands: bool = False  # whether it stays urgent however unlike the text is to alarms: it may hold a life or a limb
    only_for: tuple[Who, ...] = ()
    applies_when: Text = ""
    higher_risk: Text = ""
    phrases: tuple[Line, ...]  # how people write it
    conditions: tuple[Slug, ...] = ()  # what it can be a sign of, where we have a page
    sources: tuple[Slug, ...]
    reviewed: Day
    review_due: Day


class Finding(FrozenRecord):
    """A controlled sign, the question that asks for it, and the many ways people write it."""

    id: Slug
    kind: FindingKind
    name: Line
    question: Line
    phrases: tuple[Line, ...]
    decoys: tuple[Line, ...] = ()  # what must not be taken for it
    implies: tuple[Slug, ...] = ()  # findings that are true whenever this is
    hurts_in: tuple[Slug, ...] = ()  # zones; pain in one of them is this finding
    screens: tuple[Region, ...] = ()  # everybody whose trouble is there is asked for it first
    roles: tuple[FindingRole, ...] = ()
    who: Who | None = None  # it says that somebody is one of these people
    last_age: Age | None = None  # it says that somebody is at most so old, and older than the age before it
    from_days: Count | None = None  # it says that something has lasted for so long
    opposite: Slug | None = None  # the finding that is not so where this is, and the other way round


class Place(FrozenRecord):
    """A rectangle on one drawing of the foot: x0, y0, x1, y1 as fractions of it.

    Sole, top and back: x from the inner edge to the outer; sole and top: y from the toes to the heel; back: y from
    the floor up. Inner and outer side: x from the toes to the heel, y from the floor up. Shin: x from inner to outer.
    """

    view: View
    box: tuple[Share, Share, Share, Share]


class Zone(FrozenRecord):
    """A place on the foot, leg or back, and the ways people write it. It carries no side."""

    id: Slug
    name: Line
    region: Region
    places: tuple[Place, ...] = ()  # none where no drawing shows it
    phrases: tuple[Line, ...]
    decoys: tuple[Line, ...] = ()  # what must not be taken for it
    within: tuple[Slug, ...] = ()  # the wider zones that it belongs to
    do_not_miss: tuple[Slug, ...] = ()  # conditions
    of_hands_too: bool = False  # whether hands have it as well: a nail


class Word(FrozenRecord):
    """Words that mean the same to us: `id` stands for all of them when phrases and questions are compared.

    `topic` "health" marks words that speak of the body's health at all (without one, a foot may be a measure), and
    "elsewhere" another part of the body, or an animal; "off_topic" what has nothing to do with health.
    """

    id: Slug
    words: tuple[Line, ...]
    topic: Literal["", "health", "elsewhere", "off_topic"] = ""


class ContextCue(FrozenRecord):
    """Words that say how what stands near them is meant; see `understanding/qualifiers.py`.

    `pattern` is a regular expression over plain lower-case text without apostrophes. `example` is a text whose sign
    that is swollen, sore or named is meant as `expects` says; empty where the example shows something else.
    """

    id: Slug
    category: Literal[
        "pseudo_negation", "negation_before", "negation_after", "past", "hypothetical", "other_person",
        "other_history", "possible", "cleared",
    ]  # fmt: skip
    pattern: Annotated[str, Shape(most=1200)]
    example: Line
    expects: Literal["affirmed", "negated", "past", "hypothetical", "other", "possible", ""]


class Message(FrozenRecord):
    """What somebody may write, in our own words, and how urgent a careful reader finds it.

    `label` is a level; or `can_wait` (no alarm, and no level judged), `question` (a plain question: nobody reports a
    complaint), `out_of_scope`. Messages of one author about one `situation` are paraphrases of each other: an honest
    evaluation leaves all of them out together.
    """

    id: Slug
    text: Long
    label: Label
    red_flags: tuple[Slug, ...] = ()  # those that it raises; of a message that can wait, those that it nearly raises
    conditions: tuple[Slug, ...] = ()  # what a careful reader would think of, best first
    author: Slug
    situation: Slug


class Measure(FrozenRecord):
    """The thing that an action does ("ice", "heel-lift"), whichever condition it is for.

    `one_at_a_time`: its exercises load the same part, so that nobody should do two of them.
    """

    id: Slug
    name: Line
    one_at_a_time: bool = False


class Tip(FrozenRecord):
    """General foot-health advice that fits whatever is wrong."""

    id: Slug
    name: Line
    other_names: tuple[Line, ...] = ()
    text: Text
    points: tuple[Statement, ...]


class Code(FrozenRecord):
    """ICD-10-CM codes that mean the same but for side, encounter or degree, by their own words, and where they lead.

    Made from the codes of the conditions by `python -m tests.icd_families`, which has the few that lead elsewhere.
    """

    id: Slug
    name: Line  # what they have in common
    codes: tuple[IcdCode, ...]
    conditions: tuple[Slug, ...] = ()
    joints: tuple[Slug, ...] = ()
    zones: tuple[Slug, ...] = ()


class Source(FrozenRecord):
    id: Slug
    kind: SourceKind
    title: Long
    publisher: Text
    authors: Text = ""
    year: Year | None = None
    doi: Doi | None = None
    url: Url | None = None
    read: Literal["full_text", "abstract", "excerpt"]  # how much of it was read for this


class Study(FrozenRecord):
    """What one source found on one question, for the claims that rest on it; `knowledge/grading.py` grades by it.

    `direction` is seen from those claims. "unclear": not significant, and the interval still holds an effect that
    matters; or the figure is of something else. Only a tight null, or the reverse, is "against".
    """

    id: Slug
    source: Slug
    links: tuple[Slug, ...] = ()
    actions: tuple[ActionName, ...] = ()
    design: Design
    year: Year | None = None
    country: Line = ""
    people: People | None = None
    cohort: Slug | None = None  # the people that several papers report on: they count once
    follow_up: bool = False  # a review of studies that followed people over time; cohorts and trials do
    pooled_in: tuple[Slug, ...] = ()  # the sources of reviews that hold it already: it counts once
    who: Text
    compared: Text
    outcome: Text
    effect_measure: EffectMeasure = "none"
    effect: float | None = None
    low: float | None = None  # the 95 % interval
    high: float | None = None
    direction: Direction
    indirect: Text = ""  # why it does not measure the very thing that is claimed
    read: Literal["full_text", "abstract", "excerpt", "secondary", "not_read"]  # "secondary": in another paper
    superseded_by: Slug | None = None  # the source that replaced it
    retracted: bool = False
    notes: Long = ""


# The file of each kind of record, in the order in which they are listed.
FILES: dict[str, type] = {
    "conditions": Condition,
    "joints": Joint,
    "links": Link,
    "factors": Factor,
    "red_flags": RedFlag,
    "findings": Finding,
    "zones": Zone,
    "words": Word,
    "context_cues": ContextCue,
    "messages": Message,
    "exercises": Exercise,
    "measures": Measure,
    "tips": Tip,
    "codes": Code,
    "sources": Source,
    "studies": Study,
}
