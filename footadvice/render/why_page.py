"""The page of a chain: what leads from one thing to another, step by step, and what no study supports."""

from collections.abc import Iterable

from footadvice.answers.page_answers import Edge, PathNote, WhyAnswer
from footadvice.knowledge.names import mid_sentence
from footadvice.reasoning.link_graph import GRADE_WORDS
from footadvice.render.blocks import Block, Branch, Heading, Item, Para, Title
from footadvice.render.page_items import (
    brief_edge_item,
    edge_item,
    help_item,
    listed,
    red_flag_box,
    red_flag_item,
    section,
    source_blocks,
)

_PATHS_SHOWN = 4  # of one start; more would only seem to explain


def why(answer: WhyAnswer, evidence: bool) -> Iterable[Block]:
    start = answer.start.name if answer.start else "The feet"
    yield Title(f"{start} and {mid_sentence(answer.end.name)}")
    yield Para(answer.verdict)
    if answer.red_flags:
        yield red_flag_box(answer.red_flags)
    edges = {edge.id: edge for edge in answer.edges}
    paths = answer.paths[:_PATHS_SHOWN] if answer.start else answer.paths
    if paths:
        yield Heading("From start to end" if answer.start else "What reaches it")
        yield _tree(answer, paths, edges)
        if more := len(answer.paths) - len(paths):
            yield Para(f"{more} longer or weaker detours are left out here. With --json you get them all.", faint=True)
        yield Heading("Step by step")
        yield listed(edge_item(edges[id], evidence) for id in dict.fromkeys(id for path in paths for id in path.edges))
    yield from section("Said, but not supported", (edge_item(edge, evidence) for edge in answer.myths))
    yield from section("The nearest that is known", (brief_edge_item(edge, evidence) for edge in answer.nearest))
    matters = (*answer.at_work, *answer.not_at_work)
    yield from section("Does it matter for you? (our judgement)", map(Item, matters))
    yield from section("What may help", (help_item(help.condition.name, help.action) for help in answer.helps))
    yield from section("Warning signs in full", (red_flag_item(flag) for flag in answer.red_flags))
    if answer.evidence:
        from footadvice.render.evidence_page import of_claim

        shown = {id for path in paths for id in path.edges} | {edge.id for edge in (*answer.myths, *answer.nearest)}
        for claim in answer.evidence:
            if claim.claim in shown:
                yield Title(claim.says, claim.claim)
                yield from of_claim(claim)
    yield from source_blocks(answer.sources, evidence, "")


def _tree(answer: WhyAnswer, paths: tuple[PathNote, ...], edges: dict[str, Edge]) -> Branch:
    """The paths as one tree: forward from the start, or back from the end where anything may be the start."""

    def grow(tails: list[tuple[str, ...]]) -> tuple[Branch, ...]:
        first = dict.fromkeys(tail[0] for tail in tails if tail)
        return tuple(
            Branch(
                edges[id].to_name if answer.start else edges[id].from_name,
                GRADE_WORDS[edges[id].grade],
                grow([tail[1:] for tail in tails if tail and tail[0] == id]),
            )
            for id in first
        )

    root = answer.start or answer.end
    return Branch(root.name, "", grow([path.edges if answer.start else path.edges[::-1] for path in paths]))
