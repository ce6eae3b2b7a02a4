"""The page of a plan: when to stop and get help first, then the exercises, the weeks, and what was left out and why."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from footadvice.answers.parts import Ref
from footadvice.answers.plan_answer import (
    ChangeNote,
    Clash,
    DoNote,
    LeftOut,
    PainNote,
    PlanAnswer,
    PlanCheckpoint,
    PlanExercise,
    PlanWeek,
    WeekExercise,
)
from footadvice.knowledge.names import mid_sentence
from footadvice.knowledge.vocabulary import Who
from footadvice.render.blocks import Block, Box, Heading, Item, Para, Title
from footadvice.render.compare_page import joined
from footadvice.render.page_items import (
    LEVEL_WORDS,
    WHO_WORDS,
    changed,
    expected,
    flags_by_level,
    grade_note,
    listed,
    long_date,
    red_flag_item,
    section,
    source_blocks,
    understood,
)

_NO_PLAN = {
    "urgent": "There is no exercise plan yet. This has to be seen first, for exercise now could do harm. "
    "Ask whoever sees you when you may start. Then come back for a plan.",
    "waits": "There is no exercise plan yet. This has to be checked or heal first, for load now could do harm. "
    "Ask a clinician when you may start. Then come back for a plan.",
    "no_exercise": "We hold no exercise that can safely start at home for this. What does help stands below.",
}
_DAYS = {"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday",
         "sat": "Saturday", "sun": "Sunday"}  # fmt: skip
_PERSONS = ("child", "runner", "older_adult")  # whom one is; the others one has
_OUR_ORDER = "No study has joined these exercises, so the order of the weeks is our own careful choice."
_OUR_RULES = (
    "Each week names the amount to start with. If you do more by then, keep to that. "
    "A next step may come sooner or later than its week. Take it only when its words are true, one step at a time."
)


def plan(answer: PlanAnswer, evidence: bool) -> Iterable[Block]:
    for one in answer.understood:
        yield from understood(one)
    yield Title(_title(answer), _length(answer))
    yield _stop_box(answer)
    if answer.no_plan != "urgent":
        yield Para(answer.urgency.text)
    if answer.no_plan:
        yield Para(_NO_PLAN[answer.no_plan])
    elif answer.urgency.level == "see_clinician":
        yield Para("Have it checked before you begin, and take this plan along.")
    several = len(answer.conditions) > 1
    if answer.no_plan == "urgent":
        yield from section("What to do now", (_do_item(note, several, evidence) for note in answer.do))
    else:
        yield from _programme(answer, evidence)
    yield from section("What to avoid", (_avoid_items(answer, evidence)))
    yield from section("Warning signs in full", map(red_flag_item, answer.urgency.red_flags))
    yield from section("More", map(Item, answer.more))
    yield from source_blocks(answer.sources, evidence, "")


def _stop_box(answer: PlanAnswer) -> Box:
    """What cannot wait says so first; else the signs to stop for stand before all that can be done at home."""
    level, flags = answer.urgency.level, flags_by_level(answer.urgency.red_flags)
    if answer.no_plan == "urgent":
        return Box(level, f"{LEVEL_WORDS[level]}. {answer.urgency.text}", flags)
    title = f"{LEVEL_WORDS[level]}. Stop and get help if one of these is true:"
    return Box(level, title, flags)


def _programme(answer: PlanAnswer, evidence: bool) -> Iterable[Block]:
    several = len(answer.conditions) > 1
    told = [note for note in answer.changed if note.text not in answer.urgency.text]
    alone = "" if several else answer.conditions[0].name
    yield from section("What is different for you", (_change_item(note, alone, evidence) for note in told))
    if answer.unchanged:
        yield Para(f"We hold nothing that differs here for: {_who(answer.unchanged)}. Ask your clinician.")
    if answer.if_numb:
        yield Para(f"If any part of your feet is numb, leave out: {'; '.join(answer.if_numb)}. Add --for numb-feet.")
    yield from section("What helps one and may harm the other", (_clash_item(one, evidence) for one in answer.clashes))
    yield from section("The exercises", (_exercise_item(one, several, evidence) for one in answer.exercises), mark="1.")
    if answer.exercises:
        yield Heading("How much pain is all right")
        others = "All others" if answer.pain else "Every exercise"
        mild = [Item("no more than a mild ache.", lead=others)] if len(answer.pain) < len(answer.exercises) else []
        yield listed((*map(_pain_item, answer.pain), *mild))
        yield Heading("Week by week")
        yield Para(f"{_OUR_ORDER} {_OUR_RULES}" if len(answer.exercises) > 1 else _OUR_RULES)
        yield from _weeks(answer.weeks)
    yield from section("Checkpoints", (_checkpoint_item(one, several) for one in answer.checkpoints))
    yield from section("Left out, for it may harm", map(_left_out_item, answer.left_out))
    yield from section("Left for later", map(_left_out_item, answer.later))
    also = "What else to do" if answer.exercises else "What to do"
    yield from section(also, (_do_item(note, several, evidence) for note in answer.do))


def _title(answer: PlanAnswer) -> str:
    names = joined(one.name for one in answer.conditions)
    return f"A plan for {mid_sentence(names)}" if answer.weeks else f"{names}: no exercise plan yet"


def _length(answer: PlanAnswer) -> str:
    parts = [f"{len(answer.weeks)} weeks" if len(answer.weeks) > 1 else "1 week"] if answer.weeks else []
    parts += [f"from {long_date(answer.starts)}"] if answer.starts and answer.weeks else []
    return ", ".join((*parts, *([f"for: {_who(answer.people)}"] if answer.people else ())))


def _who(people: Iterable[Who]) -> str:
    return ", ".join(WHO_WORDS[who] for who in people)


def _change_item(note: ChangeNote, alone: str, evidence: bool) -> Item:
    """What changes for somebody; of what, unless it is of the one condition alone."""
    of = "" if note.of == alone else f" ({note.of})"
    return Item(note.text, f"{_with(note.who)}{of}", grade_note(note.grade, evidence, note.sources))


def _with(people: Sequence[Who]) -> str:
    """Somebody by what they are or have: "For a child", "With diabetes"."""
    return f"{'For' if people[0] in _PERSONS else 'With'} {_who(people)}"


def _clash_item(clash: Clash, evidence: bool) -> Item:
    left = f"So it is left out: {'; '.join(clash.exercises)}." if clash.exercises else "So it is not in this plan."
    below = (f"For {mid_sentence(clash.helps.name)}: {clash.says}", f"But {mid_sentence(clash.harms.name)}: "
             f"{clash.because}", f"{left} Ask a clinician which matters more for you.")  # fmt: skip
    return Item(
        f"it may help {mid_sentence(clash.helps.name)} and harm {mid_sentence(clash.harms.name)}.",
        clash.name,
        grade_note(clash.grade, evidence, clash.sources),
        below,
    )


def _exercise_item(one: PlanExercise, several: bool, evidence: bool) -> Item:
    below = [*([f"For: {_names(one.conditions)}."] if several else []), f"How much: {one.dose.text}"]
    if evidence:
        below.append(f"From: {one.dose_basis}")
    if one.equipment:
        below.append(f"You need: {', '.join(one.equipment)}.")
    below += [f"{_with(note.who)}: {note.text}" for note in one.changed]
    if one.days_short:
        asked = one.dose.days_a_week
        below.append(f"It asks for {asked} days a week, and your days give it {asked - one.days_short}.")
    below.append(f"Stop: {one.stop_if}")
    if one.not_for:
        below.append(f"Not for: {_who(one.not_for)}.")
    below += changed(one.changed_by)
    return Item(" ".join(one.steps), one.name, grade_note(one.grade, evidence, one.sources), tuple(below))


def _pain_item(note: PainNote) -> Item:
    told = f"up to {note.limit.most} out of 10, if it is back to usual by the next morning."
    tested = f" Tested in: {'; '.join(note.tested)}." if note.tested else ""
    borrowed = f" It was not tested for: {'; '.join(note.borrowed)}." if note.borrowed else ""
    return Item(told + tested + borrowed, note.exercise, grade_note(note.limit.grade, False))


def _weeks(weeks: Iterable[PlanWeek]) -> Iterable[Block]:
    """Weeks that are alike are told once, and of others what is not as in the week before."""
    before: dict[str, str] = {}
    for now, alike in groupby(weeks, key=lambda week: {one.name: _amount(one) + one.harder for one in week.exercises}):
        first, *rest = alike
        name = f"Weeks {first.week} to {rest[-1].week}" if rest else f"Week {first.week}"
        yield Heading(f"{name}, from {long_date(first.begins)}" if first.begins else name)
        same = [mid_sentence(name) for name, amount in now.items() if before.get(name) == amount]
        items = [_week_item(one) for one in first.exercises if before.get(one.name) != now[one.name]]
        yield listed((*items, *([Item(f"{'; '.join(same)}.", lead="As before")] if same else [])))
        before |= now


def _amount(one: WeekExercise) -> str:
    days = "" if len(one.days) == 7 else f" ({', '.join(_DAYS[day] for day in one.days)})"
    past = " Not tested for longer than this: go on only if it helps." if one.past_tested else ""
    return f"{one.how_many}. {one.how_often[0].upper()}{one.how_often[1:]}{days}.{past}"


def _week_item(one: WeekExercise) -> Item:
    below = (f"Next step: {one.harder}",) if one.harder else ()
    return Item(_amount(one), one.name, "new" if one.new else "", below)


def _checkpoint_item(one: PlanCheckpoint, several: bool) -> Item:
    when = f"Week {one.weeks}" + (f", {long_date(one.date)}" if one.date else "")
    return Item(
        expected(one.expect, one.otherwise), f"{when} ({mid_sentence(one.condition.name)})" if several else when
    )


def _left_out_item(one: LeftOut) -> Item:
    by = mid_sentence(one.by) if one.by else ""
    reasons = {
        "who": f"it may harm with {_who(one.people)}.",
        "clash": f"it may harm {by}.",
        "same_part": f"it loads the same part as: {by}. Do one of them at a time.",
        "clinician": "start it when a clinician says so.",
        "enough": "the other exercises are enough to begin with. Take this one instead when one of them is easy.",
    }
    return Item(reasons[one.reason], lead=one.name)


def _do_item(note: DoNote, several: bool, evidence: bool) -> Item:
    told = f"{note.name} ({_names(note.conditions)})" if several else note.name
    if len(note.said) == 1:
        return Item(note.said[0].text, told, grade_note(note.grade, evidence, note.sources))
    said = " ".join(f"{_names(one.conditions)}: {one.text}" if several else one.text for one in note.said)
    return Item(said, told, grade_note(note.grade, evidence, note.sources))


def _names(conditions: Iterable[Ref]) -> str:
    return "; ".join(ref.name for ref in conditions)


def _avoid_items(answer: PlanAnswer, evidence: bool) -> Iterable[Item]:
    for note in answer.avoid:
        lead = note.condition.name if len(answer.conditions) > 1 else ""
        yield Item(note.text, lead, grade_note(note.grade, evidence, note.sources))
