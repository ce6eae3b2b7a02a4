"""How a foot condition may reach ankle, knee, hip and back, as one SVG picture: a leg, and a line for each link.

The grade stands in the stroke of a line, and in the words beside the picture (`sentences`). Only a link that strains
or leads to something has an arrowhead; what studies do not support is not drawn.
"""

from collections.abc import Iterable, Sequence
from html import escape

from footadvice.answers.page_answers import Edge
from footadvice.knowledge.records import Grade
from footadvice.reasoning.link_graph import GRADE_WORDS

# Where each joint stands in the picture, from the top; the line of each link begins at the foot.
_JOINTS: dict[str, tuple[int, int]] = {"back": (54, 22), "hip": (60, 64), "knee": (70, 108), "ankle": (58, 150)}
_TOES = (104, 164)
_LABEL = 158
_WIDTH, _HEIGHT = 240, 178
_STROKES: dict[Grade, str] = {
    "strong": 'stroke-width="3.4"',
    "moderate": 'stroke-width="2.2"',
    "limited": 'stroke-width="1.3"',
    "conflicting": 'stroke-width="1.6" stroke-dasharray="7 4"',
    "expert_opinion": 'stroke-width="1.6" stroke-dasharray="1.5 4"',
}


def chain(edges: Iterable[Edge]) -> str:
    """The picture as one `<svg>` element; empty if no link reaches a joint that it shows."""
    links = [edge for edge in edges if edge.supported and edge.to_id in _JOINTS]
    if not links:
        return ""
    parts = [_joint(joint, to) for joint in _JOINTS if (to := [edge for edge in links if edge.to_id == joint])]
    drawn = "\n".join(parts)  # a line feed, or a reader without pictures runs the names together
    told = " ".join(edge.says for edge in links)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="chain-title chain-desc" '
        f'viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="14" fill="currentColor" class="chain">'
        f'<title id="chain-title">From the foot up</title><desc id="chain-desc">{escape(told)}</desc>'
        f"{_HEAD}{_LEG}{drawn}</svg>"
    )


_HEAD = (
    '<defs><marker id="chain-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
    'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8Z"/></marker></defs>'
)
_LEG = (
    '<g fill="none" stroke="currentColor" opacity=".2" stroke-linecap="round" stroke-linejoin="round">'
    '<path d="M54 16L54 22L60 64" stroke-width="28"/><path d="M60 64L70 108" stroke-width="23"/>'
    '<path d="M70 108L58 150" stroke-width="17"/><path d="M55 162L100 165" stroke-width="13"/></g>'
    f'<circle cx="{_TOES[0]}" cy="{_TOES[1]}" r="4"/>'
)


def sentences(edges: Iterable[Edge]) -> list[tuple[str, str]]:
    """Each joint of the picture with what is said of it, for the text beside it: a picture may be lost on its way."""
    links = [edge for edge in edges if edge.supported and edge.to_id in _JOINTS]
    return [
        (edge.to_name, f"{GRADE_WORDS[edge.grade].capitalize()}. {edge.says}")
        for joint in reversed(_JOINTS)
        for edge in links
        if edge.to_id == joint
    ]


def _joint(joint: str, edges: Sequence[Edge]) -> str:
    """A joint with its lines and its name."""
    x, y = _JOINTS[joint]
    lines = "".join(_link(edge, x, y, number) for number, edge in enumerate(edges))
    name = f'<text x="{_LABEL}" y="{y + 5}" font-weight="bold">{escape(edges[0].to_name)}</text>'
    return f'{lines}<circle cx="{x}" cy="{y}" r="5"/>{name}'


def _link(edge: Edge, x: int, y: int, number: int) -> str:
    """A line from the foot that bows out in front of the leg; several to one joint lie side by side."""
    bow = 146 - y // 8 + 8 * number
    head = "" if edge.relation == "associated_with" else ' marker-end="url(#chain-head)"'
    return (
        f'<path d="M{_TOES[0]} {_TOES[1]}C{bow} {_TOES[1] - 24} {bow} {y + 16} {x + 9} {y + 4 * number}" fill="none" '
        f'stroke="currentColor" {_STROKES[edge.grade]}{head}/>'
    )
