"""The studies of a claim, in the order in which they carry its grade, each with a line that shows its effect."""

from collections.abc import Iterable

from footadvice.answers.evidence_answer import ClaimEvidence, EvidenceAnswer, StudyNote
from footadvice.reasoning.link_graph import GRADE_WORDS
from footadvice.render.blocks import Block, Forest, Heading, Item, Items, Para, Span, Title
from footadvice.render.page_items import source_blocks

# How an effect is called; at which value there is none; how far the picture reaches, and whether by factors.
_MEASURES: dict[str, tuple[str, float, float, bool]] = {
    "odds_ratio": ("odds ratio", 1, 8, True),
    "relative_risk": ("risk ratio", 1, 8, True),
    "hazard_ratio": ("hazard ratio", 1, 8, True),
    "smd": ("standardised difference", 0, 2, False),
    "correlation": ("correlation", 0, 1, False),
}
_READ = {
    "full_text": "read whole",
    "abstract": "read: abstract",
    "excerpt": "read: excerpt",
    "secondary": "read in another paper",
    "not_read": "not read",
}


def evidence(answer: EvidenceAnswer) -> Iterable[Block]:
    for claim in answer.claims:
        yield Title(claim.says, claim.claim)
        yield from of_claim(claim)
    yield from source_blocks(answer.sources, True, "")


def of_claim(claim: ClaimEvidence) -> Iterable[Block]:
    """Why the grade is what it is, then study by study."""
    yield Para(f"Grade: {GRADE_WORDS[claim.grade]}. {claim.reason}")
    if claim.lowered:
        yield Para(f"By its studies it could be: {GRADE_WORDS[claim.carried]}. It is lower for this: {claim.lowered}")
    for heading, some in (
        ("Studies that count", [one for one in claim.studies if one.carries]),
        ("Studies that are unclear", [one for one in claim.studies if not one.carries and not one.left_out]),
        ("Studies that do not count", [one for one in claim.studies if one.left_out]),
    ):
        if some:
            yield Heading(heading)
            yield Items(tuple(map(_item, some)))
    spans = tuple(span for one in claim.studies if not one.left_out and (span := _span(one)))
    if spans:
        yield Heading("Their effects, with 95 % intervals")
        yield Forest(spans)


def _item(one: StudyNote) -> Item:
    facts = [one.design.replace("_", " "), one.country, f"{one.people:,} people" if one.people else "", _READ[one.read]]
    below = [", ".join(fact for fact in facts if fact) + ".", f"Who: {one.who}. Compared: {one.compared}."]
    below += [f"Indirect: {one.indirect}"] * bool(one.indirect)
    below += [f"Left out: it {one.left_out}."] * bool(one.left_out)
    effect = f": {_effect(one)}" if one.effect is not None else ""
    return Item(f"{one.outcome}{effect}", one.label, one.direction, tuple(below))


def _effect(one: StudyNote) -> str:
    word = _MEASURES[one.effect_measure][0] if one.effect_measure in _MEASURES else one.effect_measure.replace("_", " ")
    range = f" ({one.low:g} to {one.high:g})" if one.low is not None and one.high is not None else ""
    return f"{word} {one.effect:g}{range}"


def _span(one: StudyNote) -> Span | None:
    if one.effect is None or one.effect_measure not in _MEASURES:
        return None
    _, none, reach, by_factors = _MEASURES[one.effect_measure]
    low, high = (one.effect if end is None else end for end in (one.low, one.high))
    if by_factors and low <= 0:
        return None
    return Span(one.label, one.effect, low, high, none, reach, by_factors, _effect(one))
