"""The page of a condition: one page by default, all that is known with `--full`, or some of its sections."""

import re
from collections.abc import Iterable, Sequence

from footadvice.answers.page_answers import ConditionPage
from footadvice.knowledge.levels import ALARMS
from footadvice.knowledge.names import mid_sentence
from footadvice.knowledge.records import Care, Change, Checkpoint
from footadvice.render.blocks import Block, Heading, Item, Page, Para, Title, Weeks
from footadvice.render.page_items import (
    FREQUENCY_WORDS,
    action_item,
    body,
    brackets,
    brief_edge_item,
    change_items,
    changed,
    edge_item,
    exercise_item,
    expected,
    grade_note,
    joints_line,
    left_out_item,
    red_flag_item,
    reviewed,
    same_words,
    sign_item,
    source_blocks,
    statement_item,
    understood,
    urgency_box,
)
from footadvice.render.page_length import Part, blocks_of, chosen, fitted, part

SECTIONS = ("today", "warnings", "helps", "avoid", "exercises", "course", "care", "clinician", "links", "look-alikes",
            "causes", "people", "myth", "signs", "sources")  # fmt: skip
MAX_LINES = 58  # lines of the short page, before the disclaimer
_FIRST_TO_GO = ("people", "checks", "causes", "look-alikes", "helps", "care", "avoid", "course")
_TELLS = 9  # words; a shorter first sentence ("It is long.") tells too little by itself
_HIDDEN = "helps, exercises, clinician, links, people, sources"


def page(one: ConditionPage, evidence: bool, full: bool, only: Sequence[str]) -> Page:
    """The short page; or all that is known; or the sections called `only`, below how urgent it is."""
    if only:
        return chosen(sections(one, evidence), only, SECTIONS)
    return blocks_of(sections(one, evidence)) if full or evidence else short(one)


def short(one: ConditionPage) -> Page:
    """What it is, how urgent, what to do today, what to avoid, how long, whom to see, and what else it may be."""
    soon = one.urgency.level in ALARMS
    flags = [flag for flag in one.urgency.red_flags if flag.level in ALARMS] if soon else []
    rest = [mid_sentence(action.name) for action in one.do if action not in one.today]
    also = (Item(f"{'; '.join(rest)}.", lead="Also"),) if rest else ()
    more = f"More: add --full, or --only {_HIDDEN}"
    parts = [
        Part("", tuple(_top(one, brief=soon))),
        part("", "Left out for you: ask first", map(left_out_item, one.not_for_you)),
        part("", "What to do today", (action_item(action, False) for action in one.today), mark="1."),
        Part("helps", (), () if soon else also, least=0),
        part("", "Warning signs in full", (red_flag_item(flag, brief=True) for flag in flags)),
        part("avoid", "What to avoid", (Item(avoid.text) for avoid in one.avoid[:3]), least=1),
        _course(one, soon),
        Part("checks", (), tuple(map(_checkpoint, one.course.checkpoints[: 0 if soon else 1])), least=0),
        part("care", "Whom to see, and when", (Item(c.when, lead=c.who) for c in _soonest(one, soon)), least=1 + soon),
        _look_alikes(one, soon),
        part("causes", "Why it happens", (Item(cause.text) for cause in one.causes[:2]), least=0),
        part("people", "What is different for some people", change_items(_others(one)), least=0),
        Part("", tuple(_elsewhere(one, soon))),
        Part("", (Para(more, faint=True),)),
    ]
    return fitted(parts, MAX_LINES, _FIRST_TO_GO)


def sections(one: ConditionPage, evidence: bool) -> list[Part]:
    """Every section, in the order of need."""
    return [Part("", tuple(_top(one))), *_at_home(one, evidence), *_with_help(one, evidence), *_about(one, evidence)]


def _top(one: ConditionPage, brief: bool = False) -> Iterable[Block]:
    yield from understood(one.understood)
    others = [other for other in one.other_names if not same_words(other, one.name)]
    yield Title(one.name, ", ".join((*others[: 2 if brief else 3], *one.icd10cm[:1])))
    yield Para(one.summary)
    yield from map(Para, changed(one.changed_by))
    # "See somebody the same day" for this very person comes before what holds for most.
    text = " ".join((*(change.text for change in one.changes_for_you), one.urgency.text))
    flags = tuple(flag for flag in one.urgency.red_flags if flag.level == "emergency" or not brief)
    yield urgency_box(one.urgency.level, text, flags)
    if one.zones and not brief:
        yield Para(f"Where: {'; '.join(zone.name for zone in one.zones)}.")


def _elsewhere(one: ConditionPage, soon: bool) -> Iterable[Block]:
    """What it may do to back, hip, knee and ankle: drawn, or in a line where there is less room."""
    if soon or not one.effects:
        yield from map(Para, joints_line(one.effects))
    else:
        yield Heading("What it may do to back, hip, knee and ankle")
        yield body(one.effects, one.zones)


def _weeks(one: ConditionPage) -> tuple[Block, ...]:
    weeks = tuple(check.weeks for check in one.course.checkpoints)
    return (Weeks(weeks),) if len(weeks) > 1 else ()


def _course(one: ConditionPage, soon: bool) -> Part:
    """How long it takes; where help is urgent a sentence or two of it, if there is room."""
    if not soon:
        return Part("", (Heading("How long it takes"), Para(one.course.text), *_weeks(one)))
    first, *rest = one.course.text.split(". ")
    if rest and len(first.split()) < _TELLS:
        first = f"{first}. {rest[0]}"
    return part("course", "How long it takes", (Item(f"{first.rstrip('.')}."),), least=0)


def _soonest(one: ConditionPage, soon: bool) -> Sequence[Care]:
    """Whom to see; where help is urgent first whom to see now and today, for the last go where there is no room."""
    later = {"Now": 0, "Today": 1}
    return sorted(one.care, key=lambda care: later.get(re.split(r"\W", care.when)[0], 2)) if soon else one.care


def _checkpoint(check: Checkpoint) -> Item:
    return Item(expected(check.expect, check.otherwise), lead=f"Week {check.weeks}")


def _look_alikes(one: ConditionPage, soon: bool) -> Part:
    """The first three by their sign and the others by name; where help is urgent, all by name."""
    first = () if soon else one.look_alikes[:3]
    names = [mid_sentence(other.name) for other in one.look_alikes[len(first) :]]
    if soon and names:
        return Part("", (Para(f"It could be something else: {'; '.join(names)}."),))
    named = (Item(f"{'; '.join(names)}.", lead="Also"),) if names else ()
    items = (*(sign_item(other.sign, other.name) for other in first), *named)
    return part("look-alikes", "It could be something else", items, least=1)


def _others(one: ConditionPage) -> list[Change]:
    return [change for change in one.changes if change not in one.changes_for_you]


def _at_home(one: ConditionPage, evidence: bool) -> Iterable[Part]:
    yield part("today", "Left out for you: ask first", map(left_out_item, one.not_for_you))
    yield part("today", "What to do today", (action_item(action, evidence) for action in one.today), mark="1.")
    yield part("warnings", "Warning signs in full", (red_flag_item(flag) for flag in one.urgency.red_flags))
    rest = [action for action in one.do if action not in one.today]
    shoes = [action for action in rest if action.kind in ("footwear", "orthosis")]
    yield part("helps", "What else helps", (action_item(a, evidence) for a in rest if a not in shoes))
    yield part("helps", "Shoes and insoles", (action_item(action, evidence) for action in shoes))
    yield part("avoid", "What to avoid", (Item(a.text, note=grade_note(a.grade, evidence)) for a in one.avoid))
    yield part("exercises", "Exercises", (exercise_item(exercise, evidence) for exercise in one.exercises))


def _with_help(one: ConditionPage, evidence: bool) -> Iterable[Part]:
    long = one.course.text + brackets(grade_note(one.course.grade, evidence))
    course: Page = [Heading("How long it takes"), Para(long)]
    course += [Para(one.course.figures, faint=True)] if evidence and one.course.figures else []
    course += _weeks(one)
    yield Part("course", tuple(course), tuple(map(_checkpoint, one.course.checkpoints)))
    yield part("care", "Whom to see, and when", (Item(care.when, lead=care.who) for care in one.care))
    yield part("clinician", "What a clinician may do", (action_item(action, evidence) for action in one.clinician))
    if one.effects:
        heading = (Heading("Links to ankle, knee, hip and back"), body(one.effects, one.zones))
        yield Part("links", heading, tuple(edge_item(edge, evidence) for edge in one.effects))
    brief = edge_item if evidence else brief_edge_item
    yield part("links", "What else it is linked with", (brief(e, evidence) for e in one.leads_to))
    yield part("links", "What may lie behind it", (brief(e, evidence) for e in one.behind))


def _about(one: ConditionPage, evidence: bool) -> Iterable[Part]:
    signs = (sign_item(other.sign, other.name) for other in one.look_alikes)
    yield part("look-alikes", "It could be something else", signs)
    causes = [Item(one.how_common.text), *(statement_item(cause, evidence) for cause in one.causes)]
    yield part("causes", "Who gets it, and why", causes)
    yield part("people", "What is different for some people", change_items(_others(one)))
    if one.myth:
        said = f'"{one.myth.belief.rstrip(".")}." {one.myth.truth}{brackets(grade_note(one.myth.grade, evidence))}'
        yield Part("myth", (Heading("Often said"), Para(said)))
    if evidence:
        signs = (Item(f.name, note=FREQUENCY_WORDS[f.frequency]) for f in one.findings)
        yield part("signs", "Signs, and how often (our judgement)", signs)
    yield Part("sources", tuple(source_blocks(one.sources, evidence, reviewed(one.reviewed, one.review_due))))
    if not evidence:
        yield Part("", (Para(f"More: footadvice condition {one.id} --evidence", faint=True),))
