"""The page of one joint: what in the feet may strain it, how well that is known, and when it is not the feet."""

from footadvice.answering.common import edge, edges_of, nodes_of, red_flags, ref, sources
from footadvice.answers.page_answers import JointPage, PathGroup, PathNote
from footadvice.knowledge.names import Understood
from footadvice.knowledge.records import Joint
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import GRADES
from footadvice.reasoning.link_graph import GRADE_WORDS, Chain, Path


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

    A detour stands only where each step leads to the next: what merely goes together makes no chain. What studies do
    not support is told as a myth, and is not led in again by a detour. Nor is what strikes the joint itself: weight
    loads a knee, and need not wear a foot first.
    """
    refused = {myth.from_id for myth in chain.myths(end=joint.id)}
    best: dict[str, Path] = {}
    for path in sorted(chain.into(*ends_of(joint)), key=lambda p: (p.nodes[-1] != joint.id, len(p.links) > 1)):
        detour = len(path.links) > 1 and (path.nodes[0] in joint.struck_by or not path.is_causal)
        if not detour and not refused & set(path.nodes):
            best.setdefault(path.nodes[0], path)
    return sorted(best.values(), key=lambda path: (GRADES.index(path.grade), len(path.links), path.nodes))


def path_note(path: Path) -> PathNote:
    return PathNote(grade=path.grade, nodes=path.nodes, edges=tuple(link.id for link in path.links))
