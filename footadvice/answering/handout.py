"""What stands on a printed handout: the pages of one to three conditions, merged for one body and cut to its size."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from footadvice.answering.conflicts import Conflict, Conflicts
from footadvice.answers.handout_answer import Advice, Contradiction, HandoutAnswer, HandoutCondition, MapZone
from footadvice.answers.page_answers import ConditionPage, ExerciseNote
from footadvice.answers.parts import Query
from footadvice.answers.plan_answer import Clash, PlanAnswer
from footadvice.errors import UsageError
from footadvice.knowledge.names import mid_sentence
from footadvice.knowledge.provenance import Heading
from footadvice.knowledge.records import Action, Avoid, Care, Course, Source
from footadvice.knowledge.vocabulary import SourceKind

T = TypeVar("T")
MOST_CONDITIONS = 3
_ROOM_DO, _ROOM_EXERCISES, _ROOM_SOURCES = (5, 8, 9), (3, 5, 6), 3  # on a sheet for one, two, three conditions
_WEIGHT: tuple[SourceKind, ...] = (
    "guideline", "systematic_review", "public_health", "trial", "cohort", "textbook", "cross_sectional",
)  # fmt: skip


def handout(
    query: Query,
    pages: Sequence[ConditionPage],
    zones: tuple[MapZone, ...],
    plan: PlanAnswer,
    conflicts: Conflicts,
    heading: Heading | None = None,
    *,
    with_plan: bool = False,
) -> HandoutAnswer:
    """The sheet for one body with all of these conditions.

    Args:
        pages: the page of each condition, for the person whom it is for.
        zones: the map, with the zones of these conditions marked.
        plan: the plan for this body. The sheet takes its exercises alone: no two that load the same part, none that
            harms another condition, and none where something has to be seen first.
        conflicts: where these pages contradict each other.
        heading: what a clinic puts at the top.
        with_plan: whether the weeks of the plan stand on it.

    Raises:
        UsageError: more conditions than a sheet has room for.
    """
    if len(pages) > MOST_CONDITIONS:
        raise UsageError(f"a handout has room for {MOST_CONDITIONS} conditions. Make one for each")
    met = [one for one in conflicts.found if one.whole and not _planned(one.action)]
    advice = _advice(pages, conflicts)
    left_out = (*(one.action for one in met if not one.stays), *(one for page in pages for one in page.not_for_you))
    exercises = _exercises(pages, (one.id for one in plan.exercises), left_out)
    harmful = {one.id for one in plan.left_out}
    do = tuple(one for one in advice if _stands(one.action, harmful))
    room_do, room_exercises = (room[len(pages) - 1] for room in (_ROOM_DO, _ROOM_EXERCISES))
    room_exercises = len(exercises) if with_plan else room_exercises
    ids = [page.id for page in pages]
    sources = _once((source.id, source) for page in pages for source in page.sources)
    return HandoutAnswer(
        query=query,
        title=_joined([page.name for page in pages]),
        urgency=plan.urgency,
        conditions=tuple(map(_condition, pages)),
        places=_once((zone.id, zone) for page in pages for zone in page.zones),
        zones=zones,
        do=do[:room_do],
        not_for_you=_once((action.name, action) for page in pages for action in page.not_for_you),
        contradictions=(
            *_once((f"{told.left_out} {told.of} {told.because_of}", told) for told in map(_told, met)),
            *(_planned_without(clash) for clash in plan.clashes if clash.exercises),
        ),
        avoid=_once((one.text, one) for page in pages for one in page.avoid if one.text not in conflicts.silenced),
        exercises=exercises[:room_exercises],
        if_numb=tuple(one.name for one in exercises[:room_exercises] if one.name in plan.if_numb),
        chain=_once((edge.id, edge) for page in pages for edge in page.effects if edge.supported),
        care=_care(pages),
        not_printed=len(do[room_do:]) + len(exercises[room_exercises:]) + _swaps(plan),
        sources=_weightiest(pages, sources),
        sources_in_all=len(sources),
        review_due=min(page.review_due for page in pages),
        more=(f"footadvice handout {' '.join(ids)} -o handout.html", *(f"footadvice condition {id}" for id in ids)),
        heading=heading,
        weeks=plan.weeks if with_plan else (),
    )


def _once(told: Iterable[tuple[str, T]]) -> tuple[T, ...]:
    """The parts of several conditions, each once, in their order."""
    found: dict[str, T] = {}
    for key, value in told:
        found.setdefault(key, value)
    return tuple(found.values())


def _joined(names: Sequence[str]) -> str:
    """The names as one: "Ingrown toenail, flat feet and Sever's disease"."""
    first, *rest = (name if place == 0 else mid_sentence(name) for place, name in enumerate(names))
    return " and ".join((", ".join((first, *rest[:-1])), rest[-1])) if rest else first


def _condition(page: ConditionPage) -> HandoutCondition:
    return HandoutCondition(
        id=page.id,
        name=page.name,
        summary=page.summary,
        urgency_text=page.urgency.text,
        course=page.course,
        changes=page.changes_for_you,
        reviewed=page.reviewed,
        review_due=page.review_due,
        changed_by=page.changed_by,
    )


def _told(met: Conflict) -> Contradiction:
    page, other, action, caution = met.condition.name, met.other.name, met.action, met.caution
    if met.stays:
        says = f"{action.name}. {action.text}"
        return Contradiction(left_out=caution.text, of=other, because_of=page, says=says)
    return Contradiction(left_out=action.name, of=page, because_of=other, says=caution.text)


def _advice(pages: Sequence[ConditionPage], conflicts: Conflicts) -> tuple[Advice, ...]:
    """What to do for any of the conditions, in turn: each one's best first, nothing twice, nothing that clashes."""
    ways: dict[str, list[tuple[ConditionPage, Action]]] = {}
    for _, page, action in sorted(_ranked(pages, conflicts), key=lambda told: told[0]):
        if action not in conflicts.dropped:
            ways.setdefault(action.measure, []).append((page, action))
    return tuple(Advice(action=way[0][1], conditions=_names(page for page, _ in way)) for way in ways.values())


def _ranked(
    pages: Sequence[ConditionPage], conflicts: Conflicts
) -> Iterable[tuple[tuple[bool, int, int, int], ConditionPage, Action]]:
    """Every action with its rank: what can be done today first, then the more urgent condition, then its own page."""
    ranks = {one.id: conflicts.urgency_rank(one) for one in conflicts.conditions}
    for number, page in enumerate(pages):
        for place, action in enumerate(page.do):
            yield (action not in page.today, ranks[page.id], place, number), page, action


def _names(pages: Iterable[ConditionPage]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(page.name for page in pages))


def _exercises(
    pages: Sequence[ConditionPage], planned: Iterable[str], left_out: Iterable[Action]
) -> tuple[ExerciseNote, ...]:
    """The exercises of the plan, without those of anything that was left out here."""
    notes = {note.id: note for page in pages for note in page.exercises}
    for action in left_out:
        for id in action.exercises:
            notes.pop(id, None)
    return tuple(notes[id] for id in planned if id in notes)


def _stands(action: Action, harmful: Iterable[str]) -> bool:
    """Whether an action stands among the things to do."""
    return not _planned(action) and not set(action.exercises) & set(harmful)


def _planned(action: Action) -> bool:
    """Whether the plan decides on it: it takes its exercises with their doses, or says what they would harm."""
    return action.today and bool(action.exercises)


def _planned_without(clash: Clash) -> Contradiction:
    """What the plan leaves out, for its exercises harm another condition."""
    return Contradiction(left_out=clash.name, of=clash.helps.name, because_of=clash.harms.name, says=clash.because)


def _swaps(plan: PlanAnswer) -> int:
    """How many exercises are as good, and had no room in the plan."""
    return sum(one.reason == "enough" for one in plan.later)


def _care(pages: Sequence[ConditionPage]) -> tuple[Care, ...]:
    """Whom to see, each once, with every reason to."""
    whens: dict[str, list[str]] = {}
    for care in _once((care.when, care) for page in pages for care in page.care):
        whens.setdefault(care.who, []).append(care.when)
    return tuple(Care(who=who, when=" ".join(when)) for who, when in whens.items())


def _weightiest(pages: Sequence[ConditionPage], sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources that most of the advice rests on, guidelines before others."""
    advice: list[Action | Avoid | ExerciseNote | Course] = []
    for page in pages:
        advice += (*page.do, *page.avoid, *page.exercises, page.course)
    told = Counter(id for part in advice for id in part.sources)
    ranked = sorted(sources, key=lambda source: (source.id not in told, _WEIGHT.index(source.kind), -told[source.id]))
    return tuple(ranked[:_ROOM_SOURCES])
