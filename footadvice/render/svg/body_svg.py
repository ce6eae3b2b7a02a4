"""Two small pictures beside the words: what a condition may do to back, hip, knee and ankle, and the weeks it takes.

What is said by a mark is said in words too, so that neither colour nor sight is needed. A line feed stands between
words, for programs that drop the picture and keep its letters.
"""

from collections.abc import Iterable, Sequence
from html import escape

from footadvice.answers.page_answers import Edge
from footadvice.knowledge.vocabulary import GRADES, Grade
from footadvice.reasoning.link_graph import GRADE_WORDS

# Where each joint is on the figure, and the height of the words beside it, from the top.
_JOINTS: dict[str, tuple[int, int, int]] = {
    "back": (40, 46, 40), "hip": (32, 74, 72), "knee": (29, 103, 104), "ankle": (27, 132, 136),
}  # fmt: skip
_WORDS, _WIDTH, _HEIGHT = 92, 300, 150
_SQUARES: dict[Grade, int] = {"strong": 3, "moderate": 2, "limited": 1, "conflicting": 0, "expert_opinion": 0}
_FIGURE = (
    '<g fill="none" stroke="currentColor" opacity=".3" stroke-linecap="round" stroke-linejoin="round">'
    '<circle cx="40" cy="14" r="9" stroke-width="4"/><path d="M40 28V66" stroke-width="15"/>'
    '<path d="M31 32L18 66M49 32L62 66" stroke-width="6"/><path d="M35 72L29 103L27 132M45 72L51 103L53 132" '
    'stroke-width="9"/><path d="M27 138H17M53 138H63" stroke-width="7"/></g>'
)


def body(edges: Iterable[Edge]) -> str:
    """A small body with a mark at each joint that is reached, as one `<svg>`; empty if none is.

    Filled squares count the grade, one to three; a "?" stands where studies disagree, an open square for opinion.

    Args:
        edges: of one or several conditions; of those to one joint the best known is drawn.
    """
    best: dict[str, Edge] = {}
    for edge in sorted(edges, key=lambda edge: GRADES.index(edge.grade)):
        if edge.supported and edge.to_id in _JOINTS:
            best.setdefault(edge.to_id, edge)
    if not best:
        return ""
    drawn = "\n".join(_joint(*place, best.get(joint)) for joint, place in _JOINTS.items())
    told = " ".join(edge.says for edge in best.values())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="body-title body-desc" '
        f'viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="14" fill="currentColor" class="body">'
        f'<title id="body-title">What it may do to other joints</title><desc id="body-desc">{escape(told)}</desc>'
        f"\n{_FIGURE}{drawn}</svg>"
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


def _joint(x: int, y: int, words: int, edge: Edge | None) -> str:
    """A dot on the figure; for a joint that is reached also a line, the mark of the grade, and words."""
    if edge is None:
        return f'<circle cx="{x}" cy="{y}" r="3" fill="none" stroke="currentColor"/>'
    line = f'<path d="M{x} {y}L74 {words}H{_WORDS - 6}" fill="none" stroke="currentColor"/>'
    name = f'<tspan font-weight="bold">{escape(edge.to_name)}</tspan>'
    grade = escape(GRADE_WORDS[edge.grade].removesuffix(", no study found"))
    text = f'<text x="{_WORDS + 38}" y="{words + 5}">{name} {grade}</text>'
    return f'{line}<circle cx="{x}" cy="{y}" r="5"/>{_mark(edge.grade, words)}\n{text}'


def _mark(grade: Grade, y: int) -> str:
    if grade == "conflicting":
        return f'<text x="{_WORDS}" y="{y + 5}" font-weight="bold">?</text>'
    if grade == "expert_opinion":
        return f'<rect x="{_WORDS}" y="{y - 5}" width="9" height="9" fill="none" stroke="currentColor"/>'
    squares = (f'<rect x="{_WORDS + 12 * n}" y="{y - 5}" width="9" height="9"/>' for n in range(_SQUARES[grade]))
    return "".join(squares)


def weeks(checkpoints: Sequence[int]) -> str:
    """The weeks from today to the last checkpoint as a line, each number as far along as its week, as one `<svg>`."""
    if not checkpoints:
        return ""
    start, span = 16, 228
    ends = [(start, "today")]
    for week in checkpoints:
        nearest = ends[-1][0] + 26  # so that no number covers another
        ends.append((max(start + round(span * week / checkpoints[-1]), nearest), str(week)))
    ticks = "".join(f'<circle cx="{x}" cy="8" r="4"/>' for x, _ in ends)
    words = "\n".join(f'<text x="{x}" y="27" text-anchor="middle">{word}</text>' for x, word in ends[1:])
    *some, end = map(str, checkpoints)
    told = f"weeks {', '.join(some)} and {end}" if some else f"week {end}"
    last = ends[-1][0]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Checkpoints in {told}" viewBox="0 0 320 32" '
        f'font-family="sans-serif" font-size="14" fill="currentColor" class="line">'
        f'<path d="M{start} 8H{last}" stroke="currentColor" stroke-width="2"/>{ticks}'
        f'<text x="0" y="27">today</text>\n{words}\n<text x="{last + 14}" y="27">weeks</text></svg>'
    )
