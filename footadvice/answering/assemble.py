"""Answers are put together here: a record, with what it refers to looked up and told in place."""

from collections.abc import Collection, Iterable
from typing import Any

from footadvice.answers.page_answers import (
    ConditionPage,
    Edge,
    ExerciseNote,
    FindingNote,
    JointPage,
    LookAlikeNote,
    PathGroup,
    PathNote,
    Urgency,
)
from footadvice.answers.parts import RedFlagNote, Ref
from footadvice.knowledge.names import Understood, mid_sentence
from footadvice.knowledge.records import (
    GRADES,
    LEVELS,
    Action,
    Condition,
    Exercise,
    Factor,
    Finding,
    Joint,
    Level,
    Link,
    RedFlag,
    Source,
    Who,
    Zone,
)
from footadvice.knowledge.store import KnowledgeBase
from footadvice.reasoning.link_graph import GRADE_WORDS, Chain, Path, says

AT_RISK: frozenset[Who] = frozenset({"diabetes", "numb_feet", "poor_circulation"})
AT_HOME = ("self_care", "load", "exercise", "footwear", "orthosis")  # kinds of action that need nobody else


def condition_page(kb: KnowledgeBase, chain: Chain, understood: Understood, who: tuple[Who, ...]) -> ConditionPage:
    record = kb.get(Condition, understood.id)
    home = [action for action in record.actions if action.today or action.kind in AT_HOME]
    do = tuple(action for action in home if fits(action, who))
    others = [action for action in record.actions if action not in home]
    clinician = tuple(action for action in others if fits(action, who))
    left_out = tuple(action for action in record.actions if action not in (*do, *clinician))
    out = chain.out_of(record.id) + chain.myths(start=record.id)
    joints = kb.raw(Joint)
    effects = [edge(kb, link) for link in out if link.to_id in joints]
    leads_to = [edge(kb, link) for link in out if link.to_id not in joints]
    behind = [edge(kb, link) for link in chain.behind(record.id)]
    exercises = _exercises(kb, (*do, *clinician), left_out, who)
    flags = red_flags(kb, record.red_flags)
    told = (record, *effects, *leads_to, *behind, *exercises, *flags)
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
            FindingNote(id=p.finding, name=str(kb.raw(Finding)[p.finding]["name"]), frequency=p.frequency)
            for p in record.findings
        ),
        look_alikes=tuple(
            LookAlikeNote(id=other.condition, name=kb.name_of(other.condition), sign=other.sign)
            for other in record.look_alikes
        ),
        how_common=record.how_common,
        causes=record.causes,
        changes=record.changes,
        myth=record.myth,
        sources=sources(kb, told),
        reviewed=record.reviewed,
        review_due=record.review_due,
        changed_by=kb.changed_by(Condition, record.id),
    )


def fits(advice: Action | Exercise, who: Iterable[Who]) -> bool:
    """Whether an action or exercise harms none of those whom it is for."""
    return not set(advice.not_for) & set(who)


def level_for(condition: Condition, who: Iterable[Who]) -> Level:
    """How urgent a condition is for somebody: the highest of what it is for most, and for each group they are of.

    Somebody whose feet are at risk does not start at home alone, whatever most people may do.
    """
    people = set(who)
    levels: list[Level] = [change.urgency for change in condition.changes if change.urgency and change.who in people]
    if AT_RISK & people:
        levels.append("see_clinician")
    return min((condition.urgency, *levels), key=LEVELS.index)


def joint_page(kb: KnowledgeBase, chain: Chain, understood: Understood) -> JointPage:
    record = kb.get(Joint, understood.id)
    paths = best_paths(kb, chain, record)
    edges = edges_of(kb, paths)
    myths = tuple(edge(kb, link) for link in chain.myths(end=record.id))
    groups = tuple(
        PathGroup(grade=grade, words=GRADE_WORDS[grade], paths=tuple(path_note(p) for p in paths if p.grade == grade))
        for grade in GRADES
        if any(path.grade == grade for path in paths)
    )
    flags = red_flags(kb, record.red_flags)
    return JointPage(
        understood=understood,
        id=record.id,
        name=record.name,
        verdict=record.verdict,
        red_flags=flags,
        groups=groups,
        not_supported=myths,
        nodes=nodes_of(kb, edges),
        edges=edges,
        from_feet=record.from_feet,
        from_elsewhere=record.from_elsewhere,
        elsewhere=tuple(ref(kb, id) for id in record.elsewhere),
        actions=record.actions,
        disagreements=record.disagreements,
        sources=sources(kb, (record, *edges, *myths, *flags)),
        reviewed=record.reviewed,
        review_due=record.review_due,
        changed_by=kb.changed_by(Joint, record.id),
    )


def ends_of(joint: Joint) -> tuple[str, ...]:
    """Where the chain to a joint ends: at the joint, or at a condition of the joint itself."""
    return (joint.id, *joint.elsewhere)


def best_paths(kb: KnowledgeBase, chain: Chain, joint: Joint) -> list[Path]:
    """For each start the one path to the joint that is best supported, a direct one before any detour.

    What studies do not support is told as a myth, and is not led in again by a detour. Nor is a condition that comes
    from elsewhere: a pinched nerve goes with heel pain, and does not strain the back by way of the heel.
    """
    conditions = kb.raw(Condition)
    myths = {myth.from_id for myth in chain.myths(end=joint.id)}
    best: dict[str, Path] = {}
    for path in sorted(chain.into(*ends_of(joint)), key=lambda p: (p.nodes[-1] != joint.id, len(p.links) > 1)):
        start = path.nodes[0]
        led_in = len(path.links) > 1 and start in conditions and conditions[start]["group"] == "elsewhere"
        if not led_in and not myths & set(path.nodes):
            best.setdefault(path.nodes[0], path)
    return sorted(best.values(), key=lambda path: (GRADES.index(path.grade), len(path.links), path.nodes))


def path_note(path: Path) -> PathNote:
    return PathNote(grade=path.grade, nodes=path.nodes, edges=tuple(link.id for link in path.links))


def edges_of(kb: KnowledgeBase, paths: Iterable[Path]) -> tuple[Edge, ...]:
    """The edges of all paths, each once, in the order in which the paths use them."""
    links = {link.id: link for path in paths for link in path.links}
    return tuple(edge(kb, link) for link in links.values())


def nodes_of(kb: KnowledgeBase, edges: Iterable[Edge]) -> tuple[Ref, ...]:
    ids = dict.fromkeys(id for one in edges for id in (one.from_id, one.to_id))
    return tuple(ref(kb, id) for id in ids)


def ref(kb: KnowledgeBase, id: str) -> Ref:
    """The condition, joint or factor with that id."""
    kind = next(kind for kind in (Condition, Joint, Factor) if id in kb.raw(kind))
    return Ref(id=id, name=str(kb.raw(kind)[id]["name"]), kind=kind.__name__.lower())


def edge(kb: KnowledgeBase, link: Link) -> Edge:
    start, end = ref(kb, link.from_id), ref(kb, link.to_id)
    return Edge(
        id=link.id,
        from_id=link.from_id,
        from_name=start.name,
        to_id=link.to_id,
        to_name=end.name,
        relation=link.relation,
        supported=link.supported,
        grade=link.grade,
        says=says(link, _within(start, link), _within(end, link)),
        mechanism=link.mechanism,
        evidence_for=link.evidence_for,
        evidence_against=link.evidence_against,
        figures=link.figures,
        caveat=link.caveat,
        at_work=link.at_work,
        not_at_work=link.not_at_work,
        sources=link.sources,
        changed_by=kb.changed_by(Link, link.id),
    )


def _within(node: Ref, link: Link) -> str:
    """How an end of a link is called within a sentence: a joint is strained, but it is its pain that is linked."""
    name = mid_sentence(node.name)
    if node.kind != "joint":
        return name
    return f"the {name}" if link.relation == "strains" else f"{name} pain"


def red_flags(kb: KnowledgeBase, ids: Iterable[str]) -> tuple[RedFlagNote, ...]:
    return tuple(
        RedFlagNote(
            id=flag.id,
            name=flag.name,
            level=flag.level,
            sign=flag.sign,
            why=flag.why,
            do_now=flag.do_now,
            applies_when=flag.applies_when,
            sources=flag.sources,
            changed_by=kb.changed_by(RedFlag, flag.id),
        )
        for flag in kb.some(RedFlag, ids)
    )


def all_red_flags(kb: KnowledgeBase, conditions: Iterable[Condition]) -> tuple[RedFlagNote, ...]:
    """The red flags of any of the conditions, each once, worst first."""
    ids = dict.fromkeys(id for one in conditions for id in one.red_flags)
    return tuple(sorted(red_flags(kb, ids), key=lambda flag: LEVELS.index(flag.level)))


def sources(kb: KnowledgeBase, told: Iterable[Any]) -> tuple[Source, ...]:
    """Every source that what is told cites, each once, in the order of telling."""
    return kb.some(Source, dict.fromkeys(id for part in told for id in _cited(part)))


def _cited(value: Any) -> Iterable[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _cited(item)
    elif hasattr(value, "__dataclass_fields__"):
        yield from getattr(value, "sources", ())
        for name in value.__dataclass_fields__:
            if name != "sources":
                yield from _cited(getattr(value, name))


def _exercises(
    kb: KnowledgeBase, kept: Iterable[Action], left_out: Iterable[Action], who: Collection[Who]
) -> tuple[ExerciseNote, ...]:
    """The exercises of the actions that are kept, less what is left out for somebody by action or by exercise."""
    harmful = {id for action in left_out for id in action.exercises}
    ids = dict.fromkeys(id for action in kept for id in action.exercises if id not in harmful)
    return tuple(
        ExerciseNote(
            id=one.id,
            name=one.name,
            goal=one.goal,
            steps=one.steps,
            dose=one.dose,
            progressions=one.progressions,
            stop_if=one.stop_if,
            equipment=one.equipment,
            grade=one.grade,
            sources=one.sources,
            changed_by=kb.changed_by(Exercise, one.id),
            changes_for_you=tuple(change for change in one.changes if change.who in who),
        )
        for one in kb.some(Exercise, ids)
        if fits(one, who)
    )
