"""The page of one condition, with all that it refers to looked up."""

from collections.abc import Collection, Iterable

from footadvice.answering.common import AT_HOME, edge, fits, level_for, red_flags, sources
from footadvice.answers.page_answers import ConditionPage, ExerciseNote, FindingNote, LookAlikeNote, Urgency
from footadvice.answers.parts import Ref
from footadvice.knowledge.names import Understood
from footadvice.knowledge.records import Action, Condition, Exercise, Finding, Joint, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import Who
from footadvice.reasoning.link_graph import Chain


def condition_page(kb: KnowledgeBase, chain: Chain, understood: Understood, who: tuple[Who, ...]) -> ConditionPage:
    record = kb.get(Condition, understood.id)
    home = [action for action in record.actions if action.today or action.kind in AT_HOME]
    do = tuple(action for action in home if fits(action, who))
    others = [action for action in record.actions if action not in home]
    clinician = tuple(action for action in others if fits(action, who))
    left_out = tuple(action for action in record.actions if action not in (*do, *clinician))
    out = chain.out_of(record.id) + chain.myths(start=record.id)
    effects = [edge(kb, link) for link in out if kb.has(Joint, link.to_id)]
    leads_to = [edge(kb, link) for link in out if not kb.has(Joint, link.to_id)]
    behind = [edge(kb, link) for link in chain.behind(record.id)]
    exercises = _exercises(kb, (*do, *clinician), left_out, who)
    flags = red_flags(kb, record.red_flags)
    parts = (record, *effects, *leads_to, *behind, *exercises, *flags)
    return ConditionPage(
        understood=understood,
        id=record.id,
        name=record.name,
        detail=record.detail,
        other_names=record.other_names,
        icd10cm=record.icd10cm,
        group=record.group,
        summary=record.summary,
        urgency=Urgency(level=level_for(record, who), text=record.urgency_text, red_flags=flags),
        today=tuple(action for action in do if action.today)[:3],
        changes_for_you=tuple(change for change in record.changes if change.who in who),
        zones=tuple(Ref(id=zone.id, name=zone.name, kind="zone") for zone in kb.some(Zone, record.zones)),
        do=do,
        not_for_you=left_out,
        avoid=record.avoid,
        exercises=exercises,
        course=record.course,
        care=record.care,
        clinician=clinician,
        effects=tuple(effects),
        leads_to=tuple(leads_to),
        behind=tuple(behind),
        findings=tuple(
            FindingNote(id=p.finding, name=kb.name(Finding, p.finding), frequency=p.frequency) for p in record.findings
        ),
        look_alikes=tuple(
            LookAlikeNote(id=other.condition, name=kb.name_of(other.condition), sign=other.sign)
            for other in record.look_alikes
        ),
        how_common=record.how_common,
        causes=record.causes,
        changes=record.changes,
        myth=record.myth,
        sources=sources(kb, parts),
        reviewed=record.reviewed,
        review_due=record.review_due,
        changed_by=kb.changed_by(Condition, record.id),
    )


def _exercises(
    kb: KnowledgeBase, kept: Iterable[Action], left_out: Iterable[Action], who: Collection[Who]
) -> tuple[ExerciseNote, ...]:
    """The exercises of the actions that are kept, less what is left out for somebody by action or by exercise.

    How much, and how well it is known, is that of the first action that advises it: the exercise in this condition.
    """
    harmful = {id for action in left_out for id in action.exercises}
    by: dict[str, Action] = {}
    for action in kept:
        for id in action.exercises:
            if id not in harmful:
                by.setdefault(id, action)
    return tuple(
        ExerciseNote(
            id=one.id,
            name=one.name,
            goal=one.goal,
            steps=one.steps,
            dose=by[one.id].dose_of(one),
            progressions=one.progressions,
            stop_if=one.stop_if,
            equipment=one.equipment,
            grade=by[one.id].grade,
            sources=one.sources,
            changed_by=kb.changed_by(Exercise, one.id),
            changes_for_you=tuple(change for change in one.changes if change.who in who),
        )
        for one in kb.some(Exercise, by)
        if fits(one, who)
    )
