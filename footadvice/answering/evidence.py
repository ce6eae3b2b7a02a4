"""How well a claim is known: its studies on record, side by side, and the grade that follows from them."""

from collections.abc import Iterable, Iterator
from itertools import chain

from footadvice.answering import common
from footadvice.answers.evidence_answer import ClaimEvidence, EvidenceAnswer, StudyNote
from footadvice.answers.parts import Query
from footadvice.errors import NotFound
from footadvice.knowledge.grading import Grading, direction_of, grade_of_action, grade_of_link
from footadvice.knowledge.names import printable
from footadvice.knowledge.records import Action, Condition, Joint, Link, Source, Study
from footadvice.knowledge.store import KnowledgeBase


def evidence(kb: KnowledgeBase, query: Query, claim: str) -> EvidenceAnswer:
    """The evidence of one claim; see `Advisor.evidence`.

    Raises:
        NotFound: there is no such link, and no such action.
    """
    link = kb.find(Link, claim)
    claims = (of_link(kb, link),) if link else tuple(of_action(kb, claim, action) for action in _actions(kb, claim))
    if not claims:
        from difflib import get_close_matches

        message = f'there is no claim "{printable(claim)}". To see the links, run: footadvice list links'
        raise NotFound(message, tuple(get_close_matches(claim[:160], _all(kb), 3)))
    ids = dict.fromkeys(study.source for one in claims for study in one.studies)
    return EvidenceAnswer(query=query, claims=claims, sources=kb.some(Source, ids))


def of_link(kb: KnowledgeBase, link: Link) -> ClaimEvidence:
    studies = [one for one in kb.all(Study) if link.id in one.links]
    grading = grade_of_link(link, studies, kb.some(Source, link.sources))
    return ClaimEvidence(
        claim=link.id,
        says=common.edge(kb, link).says,
        grade=link.grade,
        carried=grading.grade,
        reason=grading.reason,
        lowered=link.lowered,
        studies=_notes(kb, studies, grading),
    )


def of_action(kb: KnowledgeBase, name: str, action: Action) -> ClaimEvidence:
    studies = [one for one in kb.all(Study) if name in one.actions and one.source in action.sources]
    grading = grade_of_action(action, name, studies, kb.some(Source, action.sources))
    return ClaimEvidence(
        claim=name,
        says=f"{action.name}: {action.text}",
        grade=action.grade,
        carried=grading.grade,
        reason=grading.reason,
        lowered="",
        studies=_notes(kb, studies, grading),
    )


def _actions(kb: KnowledgeBase, claim: str) -> tuple[Action, ...]:
    id, _, measure = claim.partition("/")
    page = kb.find(Condition, id) or kb.find(Joint, id)
    return tuple(action for action in page.actions if action.measure == measure) if page else ()


def _all(kb: KnowledgeBase) -> list[str]:
    """Every claim by its name: the links, and the actions."""
    pages: Iterator[Condition | Joint] = chain(kb.all(Condition), kb.all(Joint))
    actions = (f"{page.id}/{action.measure}" for page in pages for action in page.actions)
    return [*kb.ids(Link), *dict.fromkeys(actions)]


def _notes(kb: KnowledgeBase, studies: Iterable[Study], grading: Grading) -> tuple[StudyNote, ...]:
    order = {id: place for place, id in enumerate(grading.counted)}
    found = sorted(studies, key=lambda one: (order.get(one.id, len(order)), one.id in grading.left_out, one.id))
    return tuple(_note(kb, one, grading) for one in found)


def _note(kb: KnowledgeBase, one: Study, grading: Grading) -> StudyNote:
    return StudyNote(
        id=one.id,
        source=one.source,
        label=_label(kb.get(Source, one.source), one),
        design=one.design,
        year=one.year,
        country=one.country,
        people=one.people,
        who=one.who,
        compared=one.compared,
        outcome=one.outcome,
        effect_measure=one.effect_measure,
        effect=one.effect,
        low=one.low,
        high=one.high,
        direction=direction_of(one),
        indirect=one.indirect,
        read=one.read,
        carries=one.id in grading.counted,
        left_out=grading.left_out.get(one.id, ""),
        notes=one.notes,
    )


def _label(source: Source, one: Study) -> str:
    """ "Menz 2018", or the id of its source where no author is known."""
    if not source.authors:
        return source.id
    return f"{source.authors.split(',')[0].split(' ')[0]} {one.year or source.year or ''}".strip()
