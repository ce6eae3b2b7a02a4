"""The page of a joint: one page by default, all that is known with `--full`, or some of its sections."""

from collections.abc import Iterable, Sequence

from footadvice.answers.page_answers import JointPage
from footadvice.knowledge.names import mid_sentence
from footadvice.render.blocks import Block, Heading, Item, Items, Page, Para, Title
from footadvice.render.page_items import (
    action_item,
    changed,
    edge_item,
    on_body,
    path_item,
    red_flag_box,
    red_flag_item,
    reviewed,
    source_blocks,
    statement_item,
    understood,
)
from footadvice.render.page_length import Part, blocks_of, chosen, fitted, part

SECTIONS = ("strains", "myths", "signs", "try", "warnings", "disagreements", "sources")
MAX_LINES = 43  # lines of the short page, before the disclaimer
_FIRST_TO_GO = ("try", "feet", "elsewhere", "strains")


def page(one: JointPage, evidence: bool, full: bool, only: Sequence[str]) -> Page:
    """The short page; or all that is known; or the sections called `only`, below how urgent it is."""
    if only:
        return chosen(sections(one, evidence), only, SECTIONS)
    return blocks_of(sections(one, evidence)) if full or evidence else short(one)


def short(one: JointPage) -> Page:
    """What strains it by how sure that is, what tells that it is the feet or not, and what to try."""
    parts = [
        Part("", tuple(_top(one))),
        Part("strains", (Heading("What in the feet may strain it"), *_drawn(one)), tuple(_by_grade(one)), least=2),
        part("feet", "Signs that it comes from the feet", (Item(s.text) for s in one.from_feet[:3]), least=1),
        part("elsewhere", "Signs that it comes from elsewhere", (Item(s.text) for s in one.from_elsewhere), least=2),
        part("try", "What to try", (action_item(action, False) for action in one.actions), mark="1.", least=2),
        Part("", (Para(f"More: add --full, or --only {', '.join(SECTIONS)}", faint=True),)),
    ]  # fmt: skip
    return fitted(parts, MAX_LINES, _FIRST_TO_GO)


def sections(one: JointPage, evidence: bool) -> list[Part]:
    """Every section, in the order of need."""
    signs = [Para("See also: " + ", ".join(ref.name for ref in one.elsewhere) + ".")] if one.elsewhere else []
    more = Para(f"More: footadvice joint {one.id} --evidence, footadvice why {one.id}", faint=True)
    return [
        Part("", tuple(_top(one))),
        Part("strains", tuple(_paths(one, evidence))),
        part("myths", "No study found, or studies say no", (edge_item(e, evidence) for e in one.not_supported)),
        part("signs", "Signs that it comes from the feet", (statement_item(s, evidence) for s in one.from_feet)),
        part("signs", "Signs that it comes from elsewhere", (statement_item(s, evidence) for s in one.from_elsewhere)),
        Part("signs", tuple(signs)),
        part("try", "What to try", (action_item(action, evidence) for action in one.actions), mark="1."),
        part("warnings", "Warning signs in full", (red_flag_item(flag) for flag in one.red_flags)),
        part("disagreements", "Where studies disagree", (statement_item(s, evidence) for s in one.disagreements)),
        Part("sources", tuple(source_blocks(one.sources, evidence, reviewed(one.reviewed, one.review_due)))),
        *(() if evidence else (Part("", (more,)),)),
    ]


def _top(one: JointPage) -> Iterable[Block]:
    yield from understood(one.understood)
    yield Title(f"{one.name} and the feet")
    yield Para(one.verdict)
    yield from map(Para, changed(one.changed_by))
    yield red_flag_box(one.red_flags)


def _drawn(one: JointPage) -> tuple[Block, ...]:
    """Where on the body the joint is, and how well it is known that the feet reach it."""
    direct = [group for group in one.groups if any(path.nodes[1:] == (one.id,) for path in group.paths)]
    return on_body(one.id, direct[0].grade) if direct else ()


def _by_grade(one: JointPage) -> Iterable[Item]:
    """What reaches the joint without a detour, a line a grade; what no study shows comes last."""
    names = {node.id: node.name for node in one.nodes}
    for group in one.groups:
        direct = [mid_sentence(names[path.nodes[0]]) for path in group.paths if path.nodes[1:] == (one.id,)]
        if direct:
            yield Item(f"{'; '.join(direct)}.", lead=f"{group.words[0].upper()}{group.words[1:]}")
    if one.not_supported:
        myths = [mid_sentence(edge.from_name) for edge in one.not_supported]
        yield Item(f"{'; '.join(myths)}.", lead="No study shows it for")


def _paths(one: JointPage, evidence: bool) -> Iterable[Block]:
    names = {node.id: node.name for node in one.nodes}
    edges = {edge.id: edge for edge in one.edges}
    yield Heading("What in the feet may strain it")
    for group in one.groups:
        yield Para(f"{group.words[0].upper()}{group.words[1:]}:")
        yield Items(tuple(path_item(path, one.id, names, edges, evidence) for path in group.paths))
