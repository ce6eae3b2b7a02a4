"""What several answers need: levels for a person, links as edges, red flags, sources."""

from collections.abc import Iterable, Sequence
from typing import Any

from footadvice.answers.page_answers import Edge, Urgency
from footadvice.answers.parts import RedFlagNote, Ref
from footadvice.knowledge.levels import ALARMS, Level, rank
from footadvice.knowledge.names import mid_sentence, with_article
from footadvice.knowledge.records import Action, Condition, Exercise, Factor, Joint, Link, RedFlag, Source
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import Who
from footadvice.reasoning.link_graph import Path, says

AT_RISK: frozenset[Who] = frozenset({"diabetes", "numb_feet", "poor_circulation"})
AT_HOME = ("self_care", "load", "exercise", "footwear", "orthosis")  # kinds of action that need nobody else


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
    return min((condition.urgency, *levels), key=rank)


def urgency_of_all(kb: KnowledgeBase, conditions: Sequence[Condition], people: Sequence[Who]) -> Urgency:
    """How urgent one body with all of the conditions is: the highest level, and every red flag of any, worst first.

    The text begins with what makes it more urgent for these people, then what the most urgent pages say, and all
    that cannot wait: a page that is raised silences no other.
    """
    levels = [level_for(one, people) for one in conditions]
    worst = min(levels, key=rank)
    risk = AT_RISK & set(people)
    mine = [change for one in conditions for change in one.changes if change.who in people]
    first = [change.text for change in mine if change.who in risk or change.urgency in ALARMS]
    soon = sorted((one for one in conditions if one.urgency in ALARMS), key=lambda one: rank(one.urgency))
    most = soon or [one for one in conditions if one.urgency == worst] or list(conditions)
    texts = (one.urgency_text if len(conditions) == 1 else f"{one.name}: {one.urgency_text}" for one in most)
    return Urgency(level=worst, text=" ".join(dict.fromkeys((*first, *texts))), red_flags=all_red_flags(kb, conditions))


def edges_of(kb: KnowledgeBase, paths: Iterable[Path]) -> tuple[Edge, ...]:
    """The edges of all paths, each once, in the order in which the paths use them."""
    links = {link.id: link for path in paths for link in path.links}
    return tuple(edge(kb, link) for link in links.values())


def nodes_of(kb: KnowledgeBase, edges: Iterable[Edge]) -> tuple[Ref, ...]:
    ids = dict.fromkeys(id for one in edges for id in (one.from_id, one.to_id))
    return tuple(ref(kb, id) for id in ids)


def ref(kb: KnowledgeBase, id: str) -> Ref:
    """The condition, joint or factor with that id."""
    kind = next(kind for kind in (Condition, Joint, Factor) if kb.has(kind, id))
    return Ref(id=id, name=kb.name(kind, id), kind=kind.__name__.lower())


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
        return with_article(name)
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
    return tuple(sorted(red_flags(kb, ids), key=lambda flag: rank(flag.level)))


def sources(kb: KnowledgeBase, parts: Iterable[Any]) -> tuple[Source, ...]:
    """Every source that the parts of an answer cite, each once, in their order."""
    return kb.some(Source, dict.fromkeys(id for part in parts for id in _cited(part)))


def _cited(value: Any) -> Iterable[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _cited(item)
    elif hasattr(value, "__dataclass_fields__"):
        yield from getattr(value, "sources", ())
        for name in value.__dataclass_fields__:
            if name != "sources":
                yield from _cited(getattr(value, name))
