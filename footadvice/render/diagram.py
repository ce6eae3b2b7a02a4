"""The chain as a diagram for documents: Mermaid or Graphviz. The grade stands on each arrow, and in its stroke."""

import json

from footadvice.answers.page_answers import Edge, WhyAnswer
from footadvice.knowledge.records import Grade
from footadvice.reasoning.link_graph import GRADE_WORDS

_ARROWS: dict[Grade, str] = {
    "strong": "==>",
    "moderate": "-->",
    "limited": "-->",
    "conflicting": "-.->",
    "expert_opinion": "-.->",
}
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
    lines += [f'    {_id(node.id)}["{_quoted(node.name)}"]' for node in answer.nodes]
    for edge in answer.edges:
        lines.append(f'    {_id(edge.from_id)} {_ARROWS[edge.grade]}|"{GRADE_WORDS[edge.grade]}"| {_id(edge.to_id)}')
    lines += [f'    {_id(myth.from_id)} x--x|"not supported"| {_id(myth.to_id)}' for myth in answer.myths]
    return "\n".join(lines) + "\n"


def dot(answer: WhyAnswer) -> str:
    """The paths as a Graphviz digraph. Myths have no arrowhead."""
    lines = ["digraph why {", "    rankdir=LR;", '    node [shape=box, style=rounded, fontname="sans-serif"];']
    lines += [f"    {_string(node.id)} [label={_string(node.name)}];" for node in answer.nodes]
    lines += [_arrow(edge, f"style={_STYLES[edge.grade]}", GRADE_WORDS[edge.grade]) for edge in answer.edges]
    lines += [_arrow(myth, "style=dotted, dir=none", "not supported") for myth in answer.myths]
    return "\n".join([*lines, "}"]) + "\n"


def _arrow(edge: Edge, style: str, label: str) -> str:
    return f"    {_string(edge.from_id)} -> {_string(edge.to_id)} [{style}, label={_string(label)}];"


def _id(id: str) -> str:
    return id.replace("-", "_")


def _quoted(text: str) -> str:
    return text.replace('"', "#quot;")


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
