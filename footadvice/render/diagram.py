"""The chain as a diagram for documents: Mermaid or Graphviz. The grade stands on each arrow, and in its stroke."""

import json

from footadvice.answers.page_answers import Edge, WhyAnswer
from footadvice.answers.parts import Ref
from footadvice.knowledge.vocabulary import Grade
from footadvice.reasoning.link_graph import GRADE_WORDS

_ARROWS: dict[Grade, str] = {
    "strong": "==>",
    "moderate": "-->",
    "limited": "-->",
    "conflicting": "-.->",
    "expert_opinion": "-.->",
}
NO_LINK = "no link known"
_STYLES: dict[Grade, str] = {
    "strong": "bold",
    "moderate": "solid",
    "limited": "solid",
    "conflicting": "dashed",
    "expert_opinion": "dotted",
}


def mermaid(answer: WhyAnswer) -> str:
    """The paths as a Mermaid flowchart. Myths are drawn as a crossed line: never as a cause."""
    lines = ["flowchart LR"]
    lines += [f'    {_id(node.id)}["{_quoted(node.name)}"]' for node in _nodes(answer)]
    for edge in _edges(answer):
        lines.append(f'    {_id(edge.from_id)} {_ARROWS[edge.grade]}|"{GRADE_WORDS[edge.grade]}"| {_id(edge.to_id)}')
    lines += [f'    {_id(myth.from_id)} x--x|"not supported"| {_id(myth.to_id)}' for myth in answer.myths]
    if _unlinked(answer) and answer.start:
        lines.append(f'    {_id(answer.start.id)} x-.-x|"{_quoted(_unlinked_label(answer))}"| {_id(answer.end.id)}')
    return "\n".join(lines) + "\n"


def dot(answer: WhyAnswer) -> str:
    """The paths as a Graphviz digraph. Myths have no arrowhead."""
    lines = ["digraph why {", "    rankdir=LR;", '    node [shape=box, style=rounded, fontname="sans-serif"];']
    lines += ['    edge [fontname="sans-serif"];']
    lines += [f"    {_string(node.id)} [label={_string(node.name)}];" for node in _nodes(answer)]
    lines += [_arrow(edge, f"style={_STYLES[edge.grade]}", GRADE_WORDS[edge.grade]) for edge in _edges(answer)]
    lines += [_arrow(myth, "style=dotted, dir=none", "not supported") for myth in answer.myths]
    if _unlinked(answer) and answer.start:
        ends = f"{_string(answer.start.id)} -> {_string(answer.end.id)}"
        lines.append(f"    {ends} [style=dotted, dir=none, color=gray, label={_string(_unlinked_label(answer))}];")
    return "\n".join([*lines, "}"]) + "\n"


def _unlinked(answer: WhyAnswer) -> bool:
    return not _edges(answer) and not answer.myths


def _edges(answer: WhyAnswer) -> list[Edge]:
    """The edges of the paths; where there is no path, a link that is known the other way round."""
    ends = {answer.start.id, answer.end.id} if answer.start else set()
    return [*answer.edges, *(edge for edge in answer.nearest if {edge.from_id, edge.to_id} == ends)]


def _unlinked_label(answer: WhyAnswer) -> str:
    """What stands between two ends without a link: some conditions are of the joint itself, so need none."""
    return NO_LINK if answer.verdict.startswith("We hold no link") else answer.verdict.removesuffix(".")


def _nodes(answer: WhyAnswer) -> list[Ref]:
    """What an arrow touches, with both ends; `nodes` also names what is known of the ends apart."""
    drawn = {id for edge in (*_edges(answer), *answer.myths) for id in (edge.from_id, edge.to_id)}
    if not _unlinked(answer):
        return [node for node in answer.nodes if node.id in drawn]
    if answer.start:
        return [answer.start, answer.end]
    return [Ref(id=answer.end.id, name=f"{answer.end.name}: {NO_LINK}", kind=answer.end.kind)]


def _arrow(edge: Edge, style: str, label: str) -> str:
    return f"    {_string(edge.from_id)} -> {_string(edge.to_id)} [{style}, label={_string(label)}];"


def _id(id: str) -> str:
    return id.replace("-", "_")


def _quoted(text: str) -> str:
    return text.replace('"', "#quot;")


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
