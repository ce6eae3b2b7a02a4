"""How the level of an answer came about: the rules that fired, and the example messages that the question is like."""

from footadvice.answers.ask_answer import Explained, FiredRule, LikeMessage
from footadvice.knowledge.case_index import terms
from footadvice.knowledge.records import Finding, Message
from footadvice.knowledge.store import KnowledgeBase
from footadvice.reasoning.assessment import Assessment
from footadvice.reasoning.case_levels import case_level
from footadvice.text.lexicon import Lexicon

MOST_MESSAGES = 8
DIGITS = 2  # of a share, after the point


def explain(kb: KnowledgeBase, assessment: Assessment) -> Explained:
    """What made the level of an assessment."""
    like = assessment.likeness
    stands = {(one.flag.id, one.level) for one in assessment.raised}
    said = {term for written, _ in assessment.report.terms for term in written}
    return Explained(
        usual=assessment.usual,
        alarm=round(like.alarm, DIGITS),
        from_messages=case_level(like),
        rules=tuple(
            FiredRule(
                red_flag=one.flag.id,
                level=one.level,
                because=tuple(kb.name(Finding, id) for id in one.findings) or one.words,
                stands=(one.flag.id, one.level) in stands,
            )
            for one in assessment.fired
        ),
        messages=tuple(_like(kb, number, cosine, said) for number, cosine in like.nearest[:MOST_MESSAGES]),
    )


def _like(kb: KnowledgeBase, number: int, cosine: float, said: set[str]) -> LikeMessage:
    message = kb.get(Message, kb.cases.name(number))
    written, _ = terms(message.text, Lexicon({}))
    common = dict.fromkeys(term[1:] for term in written if term in said and len(term) > 3)
    return LikeMessage(
        id=message.id,
        text=message.text,
        label=message.label,
        likeness=round(min(cosine, 1.0), DIGITS),
        words=tuple(common),
    )


__all__ = ["explain"]
