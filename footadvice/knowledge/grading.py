"""The grade of a claim, worked out from what its studies found.

After the thinking of GRADE (Guyatt et al., BMJ 2008;336:924): design first, then how many studies there are that do
not share their people, whether they agree, how exact they are, and whether they measured the very thing.

    strong          two reviews, or a review and a cohort or trial that is not in it, and in one people were followed;
                    or a pooled review of 1,000 people or more who were followed, with its interval
    moderate        one review, one large cohort or trial, two large surveys, or a review without figures and a survey
    limited         anything less that was measured: small, in a laboratory, of a stand-in, or read in another paper
    conflicting     what speaks on the other side weighs half as much or more
    expert_opinion  nobody measured it, or what was found is unclear

What was retracted, replaced or not read carries nothing, nor does what is unclear. But a large study or a review that
is unclear, or any that says the reverse, keeps a grade from being strong; two keep a single study from being moderate.
People who are in several papers, or in a review too, count once.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from footadvice.knowledge.records import Action, Link, Source, Study
from footadvice.knowledge.vocabulary import GRADES, Direction, Grade, SourceKind
from footadvice.support.frozen_record import FrozenRecord

LARGE, LARGE_SURVEY, LARGE_POOL = 100, 500, 1000  # people in a cohort or trial, in a survey, in a pooled review
REVIEWS = frozenset({"meta_analysis", "systematic_review", "guideline"})
IN_TIME = frozenset({"trial", "cohort"})
_RATIOS = ("odds_ratio", "relative_risk", "hazard_ratio")
MEASURED = REVIEWS | IN_TIME | {"cross_sectional", "case_control", "laboratory", "case_series"}
# What a study weighs against one that says the reverse. "thin" is a review that gives no figure at all.
_POINTS = {"review": 4, "firm": 3, "thin": 2, "survey": 2, "small": 1, "weak": 1}
_WORDS: dict[str, tuple[str, str]] = {
    "guideline": ("guideline", "guidelines"),
    "meta_analysis": ("pooled review", "pooled reviews"),
    "systematic_review": ("review", "reviews"),
    "trial": ("trial", "trials"),
    "cohort": ("cohort", "cohorts"),
    "cross_sectional": ("survey", "surveys"),
    "case_control": ("comparison of people with and without it", "comparisons of people with and without it"),
    "case_series": ("series of cases", "series of cases"),
    "laboratory": ("laboratory study", "laboratory studies"),
    "narrative": ("overview", "overviews"),
}
# The best grade that a kind of source can carry where no study of it is on record.
_BY_KIND: dict[SourceKind, Grade] = {
    "guideline": "moderate", "systematic_review": "moderate", "trial": "moderate", "cohort": "moderate",
    "cross_sectional": "limited", "public_health": "limited", "textbook": "limited",
}  # fmt: skip


class Grading(FrozenRecord):
    """A grade, and why it is that one. The studies are ids."""

    grade: Grade
    reason: str
    counted: tuple[str, ...]  # those that carry it
    left_out: Mapping[str, str]  # those that carry nothing, and why


def grade_of(studies: Iterable[Study], side: Direction = "for") -> Grading:
    """The grade of a claim that rests on `studies`.

    Args:
        studies: every study of the claim that is on record, in any order.
        side: what the claim says of them; "against" for a link that studies do not support.
    """
    found = sorted(studies, key=lambda one: (-_POINTS[_weight(one)], -(one.people or 0), one.id))
    left_out = _left_out(found)
    counted = [one for one in found if one.id not in left_out]
    agreeing = [one for one in counted if direction_of(one) == side]
    unclear = [one for one in counted if direction_of(one) == "unclear"]
    opposing = [one for one in counted if one not in agreeing and one not in unclear]
    grade = _grade(agreeing, opposing, unclear)
    return Grading(
        grade=grade,
        reason=_reason(agreeing, opposing, unclear, side),
        counted=tuple(one.id for one in (*agreeing, *opposing)),
        left_out=left_out,
    )


def grade_of_link(link: Link, studies: Iterable[Study], sources: Iterable[Source]) -> Grading:
    """The grade of a link; without studies on record what the kinds of its sources can carry, `limited` at most.

    Args:
        studies: those of the link; others are not looked at.
        sources: those that the link cites.
    """
    agreeing = [one for one in studies if link.id in one.links]
    if agreeing:
        return grade_of(agreeing, "for" if link.supported else "against")
    return grade_of_kinds(sources, best="limited")


def grade_of_action(action: Action, name: str, studies: Iterable[Study], sources: Iterable[Source]) -> Grading:
    """The grade of the action `name` ("condition/measure"), by its studies or else by the kinds of its sources."""
    agreeing = [one for one in studies if name in one.actions and one.source in action.sources]
    return grade_of(agreeing) if agreeing else grade_of_kinds(sources, best="moderate")


def grade_of_kinds(sources: Iterable[Source], best: Grade) -> Grading:
    """The best grade that the kinds of some sources can carry, and no better than `best`."""
    kinds = {source.kind for source in sources}
    grade = min((max(_BY_KIND[kind], best, key=GRADES.index) for kind in kinds), key=GRADES.index, default=GRADES[-1])
    said = ", ".join(sorted(kind.replace("_", " ") for kind in kinds)) or "none"
    return Grading(grade=grade, reason=f"No study is on record. Kinds of source: {said}.", counted=(), left_out={})


def _left_out(studies: Sequence[Study]) -> dict[str, str]:
    """Why a study carries nothing: by itself, or because its people are counted in a better one already."""
    found: dict[str, str] = {}
    seen: dict[tuple[str, Direction], str] = {}
    sources = {one.source for one in studies if _weight(one) == "review" and direction_of(one) != "unclear"}
    for one in studies:
        group = (one.cohort or one.source, direction_of(one))
        pooled = sources.intersection(one.pooled_in)
        if why := _unfit(one):
            found[one.id] = why
        elif pooled:
            found[one.id] = f"is in the review {min(pooled)} already"
        elif group in seen:
            found[one.id] = f"has the people of {seen[group]}"
        else:
            seen[group] = one.id
    return found


def direction_of(one: Study) -> Direction:
    """What a study says of its claims: "unclear" where it is put as for it and its interval holds no effect too."""
    none = 1.0 if one.effect_measure in _RATIOS else 0.0
    in_doubt = one.low is not None and one.high is not None and one.low < none < one.high
    return "unclear" if one.direction == "for" and in_doubt else one.direction


def _unfit(one: Study) -> str:
    if one.retracted:
        return "was retracted"
    if one.superseded_by:
        return f"was replaced by {one.superseded_by}"
    return "was not read" if one.read == "not_read" else "measured nothing" if one.design not in MEASURED else ""


def _grade(agreeing: Sequence[Study], opposing: Sequence[Study], unclear: Sequence[Study]) -> Grade:
    if not agreeing:
        return "expert_opinion"
    if 2 * _points(opposing) >= _points(agreeing):
        return "conflicting"
    doubts = sum(_weight(one) in ("review", "firm") for one in unclear) + len(opposing)
    many = Counter(map(_weight, agreeing))
    reviews, firm, thin = many["review"], many["firm"], many["thin"]
    held = {one.source for one in agreeing}
    apart = any(_weight(one) == "firm" and not held.intersection(one.pooled_in) for one in agreeing)
    in_time = any(in_time_order(one) for one in agreeing)
    many_agree = (reviews and reviews + firm > 1) or (thin and apart and len(agreeing) > 2)
    if in_time and not doubts and (many_agree or any(map(_large_pool, agreeing))):
        return "strong"
    large = sum(_weight(one) == "survey" and (one.people or 0) >= LARGE_SURVEY for one in agreeing)
    enough = reviews or firm or large > 1 or (thin and thin + many["survey"] + many["small"] > 1)
    alone = doubts > 1 and len(agreeing) - many["weak"] < 2
    return "moderate" if enough and not alone else "limited"


def in_time_order(one: Study) -> bool:
    """Whether people were followed, so that what came first is known."""
    return one.design in IN_TIME or one.follow_up


def _weight(one: Study) -> str:
    if one.indirect or one.read == "secondary" or one.design in ("laboratory", "case_series", "narrative"):
        return "weak"
    if one.design == "systematic_review" and not one.follow_up and one.effect is None and one.people is None:
        return "thin"
    if one.design in REVIEWS:
        return "review"
    large = one.low is not None if one.people is None else one.people >= LARGE
    if one.design in IN_TIME and large:
        return "firm"
    return "survey" if one.people is None or large else "small"


def _large_pool(one: Study) -> bool:
    """A pooled review of trials or cohorts that is large and exact enough to stand alone."""
    large = one.design == "meta_analysis" and one.follow_up and (one.people or 0) >= LARGE_POOL
    return large and one.low is not None and _weight(one) == "review"


def _points(studies: Sequence[Study]) -> int:
    return sum(_POINTS[_weight(one)] for one in studies)


def _reason(agreeing: Sequence[Study], opposing: Sequence[Study], unclear: Sequence[Study], side: Direction) -> str:
    """Such as "1 cohort of 639 people and 1 survey, for it"."""
    other = "against" if side == "for" else "for"
    parts = [f"{_listed(some)}, {word} it" for some, word in ((agreeing, side), (opposing, other)) if some]
    if unclear:
        parts.append(f"{_listed(unclear)}, unclear")
    said = "; ".join(parts) or "no study measured it"
    return said[0].upper() + said[1:] + "."


def _listed(studies: Sequence[Study]) -> str:
    by_design: dict[str, list[Study]] = {}
    for one in studies:
        by_design.setdefault(one.design, []).append(one)
    return " and ".join(_counted(design, some) for design, some in by_design.items())


def _counted(design: str, some: Sequence[Study]) -> str:
    people = max(one.people or 0 for one in some)
    size = f" ({'the largest ' * (len(some) > 1)}of {people:,} people)" if people else ""
    return f"{len(some)} {_WORDS[design][len(some) > 1]}{size}"
