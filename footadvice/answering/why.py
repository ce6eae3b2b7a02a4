"""Why one thing leads to another: the paths between them, what no study supports, and what to do about it."""

from collections.abc import Iterable, Iterator

from footadvice.answering import common
from footadvice.answering import joint as joints
from footadvice.answers.evidence_answer import ClaimEvidence
from footadvice.answers.page_answers import Edge, Help, WhyAnswer
from footadvice.answers.parts import Query
from footadvice.knowledge.names import mid_sentence
from footadvice.knowledge.records import Condition, Joint, Link
from footadvice.knowledge.store import KnowledgeBase
from footadvice.reasoning.link_graph import GRADE_WORDS, MAX_LINKS, Chain, Path

_MOST_LINES, _MOST_HELPS, _HELPS_OF_ONE = 4, 6, 2


def why(
    kb: KnowledgeBase, chain: Chain, query: Query, origin: str | None, goal: str, *, studies: bool = False
) -> WhyAnswer:
    """The answer for the ids `origin`, where there is one, and `goal`; see `Advisor.why`."""
    joint = kb.find(Joint, goal)
    ends = joints.ends_of(joint) if joint else (goal,)
    if origin:
        paths = chain.paths(origin, *(end for end in ends if end != origin))
        if joint and origin in joint.struck_by:
            paths = [path for path in paths if len(path.links) == 1]
    else:
        paths = joints.best_paths(kb, chain, joint) if joint else chain.into(goal, longest=1)
    myths = chain.myths(start=origin, end=goal)
    nearest = [] if paths or not origin else _nearest(chain, origin, goal)
    edges = common.edges_of(kb, paths)
    told_myths = tuple(common.edge(kb, link) for link in myths)
    near = tuple(common.edge(kb, link) for link in nearest)
    last = [path.links[-1] for path in paths] + myths
    flags = common.red_flags(kb, joint.red_flags if joint else ())
    helps = tuple(_helps(kb, paths))
    return WhyAnswer(
        query=query,
        start=common.ref(kb, origin) if origin else None,
        end=common.ref(kb, goal),
        verdict=_verdict(kb, origin, goal, paths, myths, nearest),
        grade=paths[0].grade if paths else None,
        paths=tuple(joints.path_note(path) for path in paths),
        nodes=common.nodes_of(kb, (*edges, *told_myths, *near)),
        edges=edges,
        myths=told_myths,
        nearest=near,
        at_work=_first(line for link in last for line in link.at_work),
        not_at_work=_first(line for link in last for line in link.not_at_work),
        helps=helps,
        red_flags=flags,
        sources=common.sources(kb, (*edges, *told_myths, *near, *helps, *flags)),
        evidence=_studies(kb, (*edges, *told_myths, *near)) if studies else (),
    )


def _studies(kb: KnowledgeBase, edges: Iterable[Edge]) -> tuple[ClaimEvidence, ...]:
    from footadvice.answering.evidence import of_link

    return tuple(of_link(kb, kb.get(Link, id)) for id in dict.fromkeys(edge.id for edge in edges))


def _nearest(chain: Chain, origin: str, goal: str) -> list[Link]:
    """What is known of the two ends. An association is shown once for both directions."""
    back = [link for link in chain.out_of(goal) if link.to_id == origin]
    return back or chain.out_of(origin)[:3] + chain.behind(goal)[:3]


def _verdict(
    kb: KnowledgeBase, origin: str | None, goal: str, paths: list[Path], myths: list[Link], nearest: list[Link]
) -> str:
    end = mid_sentence(kb.name_of(goal))
    if not origin:
        return f"{len(paths)} things are linked with it." if paths else f"Nothing that we know of leads to {end}."
    if paths and len(paths[0].links) == 1:
        return common.edge(kb, paths[0].links[0]).says
    if myths:
        return common.edge(kb, myths[0]).says
    if nearest and nearest[0].from_id == goal and nearest[0].to_id == origin:
        return common.edge(kb, nearest[0]).says
    start = mid_sentence(kb.name_of(origin))
    if paths:
        return (
            f"We hold no direct link between {start} and {end}. There is a detour of {len(paths[0].links)} steps. "
            f"Its weakest step: {GRADE_WORDS[paths[0].grade]}."
        )
    joint = kb.find(Joint, goal)
    if joint and origin in joint.struck_by and not paths:
        return f"{kb.name_of(origin)} reaches the {end} itself. It need not go by way of the feet."
    if joint and origin in joint.elsewhere:
        return f"{kb.name_of(origin)} is itself a condition of the {end}."
    return f"We hold no link of up to {MAX_LINKS} steps from {start} to {end}."


def _helps(kb: KnowledgeBase, paths: list[Path]) -> Iterator[Help]:
    """The first things to do at home for each condition on the paths, no measure twice."""
    done: set[str] = set()
    conditions = dict.fromkeys(id for path in paths for id in path.nodes if kb.has(Condition, id))
    for id in conditions:
        home = [a for a in kb.get(Condition, id).actions if a.today and not a.not_for and a.measure not in done]
        for action in home[:_HELPS_OF_ONE] if len(done) < _MOST_HELPS else ():
            done.add(action.measure)
            yield Help(condition=common.ref(kb, id), action=action)


def _first(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines))[:_MOST_LINES]
