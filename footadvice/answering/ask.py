"""The answer to free text: what was understood, how urgent it is, what it may be, what is safe meanwhile."""

from collections.abc import Iterable, Sequence

from footadvice.answering import assessment_words as words
from footadvice.answering import topic_words
from footadvice.answering.common import fits
from footadvice.answering.explain import explain
from footadvice.answering.meanwhile import meanwhile
from footadvice.answers.ask_answer import AskAnswer, Heard, Question
from footadvice.answers.parts import Query
from footadvice.knowledge.names import mid_sentence, printable
from footadvice.knowledge.records import Condition, Finding, Joint, Tip, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import Who
from footadvice.reasoning.assessment import Assessment
from footadvice.reasoning.differential import usual_findings
from footadvice.reasoning.intent import plainly
from footadvice.reasoning.topic import topic
from footadvice.text.normalize import even_spaces
from footadvice.understanding.report import Report

MAX_UNKNOWN = 12  # words that were not understood
_ELSEWHERE = (
    "This tool knows feet, ankles and lower legs, and how they bear on knees, hips and the back.",
    "For anything else, ask a pharmacist, a doctor or your local health advice line.",
)
_ENGLISH_ONLY = (
    "This tool reads English only, and this seems to be another language.",
    "If it may be urgent, call your emergency number or your local health advice line.",
)
_NOTHING_HEARD = (
    "Nothing in this was understood. Where does it hurt, what does it look like, and since when?",
    'Try: footadvice ask "my heel hurts when I get up". Or be asked: footadvice check.',
)
_FIELDS = ("condition", "advice", "signs", "exercise")  # plain questions that one field of a page may answer
_SOON = {"emergency": "It is an emergency.", "urgent": "Get seen today."}


def ask(kb: KnowledgeBase, text: str, assessment: Assessment, *, explained: bool = False) -> AskAnswer:
    """The answer to one question.

    Args:
        text: the question as it was written.
        assessment: what follows from it.
        explained: whether the answer says how its level came about.
    """
    report, best = assessment.report, words.best_conditions(kb, assessment)
    asked = assessment.next_question
    return AskAnswer(
        query=Query(text=(printable(even_spaces(text), 200),), who=assessment.who),
        in_scope=assessment.in_scope,
        intent=assessment.intent,
        urgency=words.urgency(kb, assessment),
        answer=tuple(_answer(kb, assessment, best)),
        conditions=words.candidates(kb, assessment),
        why_not=words.why_not(kb, assessment),
        joints=words.refs(kb, Joint, report.joints),
        heard=_heard(kb, report),
        next_question=Question(finding=asked, text=words.question(kb, asked)) if asked else None,
        would_change=words.would_change(kb, assessment),
        meanwhile=meanwhile(kb, best if assessment.intent == "complaint" else (), assessment.level),
        more=words.more(kb, assessment, best),
        explained=explain(kb, assessment) if explained else None,
    )


def _answer(kb: KnowledgeBase, assessment: Assessment, best: Sequence[Condition]) -> Iterable[str]:
    """The part of a page that was asked for."""
    wants, report = assessment.intent, assessment.report
    if not assessment.in_scope and not report.english:
        yield from _ENGLISH_ONLY
        return
    if not assessment.in_scope:
        yield from _ELSEWHERE if report.spoke_of_something() else _NOTHING_HEARD
        return
    first = best[0] if best else None
    tip = kb.find(Tip, report.tips[0].id) if report.tips else None
    joint = next((one for one in kb.some(Joint, (m.id for m in report.joints)) if one.role == "joint"), None)
    about = topic(plainly(report)) if wants in _FIELDS else None
    if about == "care" and not report.conditions:
        yield from topic_words.WHOM
    elif wants == "joint" and joint:
        yield joint.verdict
        yield "Most causes of pain there lie elsewhere than in the feet."
    elif about and first and (wants != "exercise" or about == "activity"):
        yield from topic_words.lines_about(kb, about, first, assessment.who)
    elif wants in ("exercise", "shoes") and first and report.conditions:
        kinds = ("exercise",) if wants == "exercise" else ("footwear", "orthosis")
        yield from _advice(first, assessment.who, kinds)
    elif tip and wants in ("exercise", "shoes"):
        yield from (point.text for point in tip.points)
    elif not first:
        yield "Too little was understood to say what it may be. Try saying where it is, and what makes it worse."
    elif wants == "advice":
        yield first.summary
        yield from _advice(first, assessment.who)
    elif wants == "signs":
        yield from _signs(kb, first)
    elif wants == "compare":
        named = {m.id for m in report.conditions}
        yield from (f"{one.name}: {one.summary}" for one in best if one.id in named)
    elif wants == "condition":
        yield from (first.summary, first.urgency_text, first.course.text)


def _advice(condition: Condition, who: Iterable[Who], kinds: Sequence[str] = ()) -> Iterable[str]:
    """What helps and fits somebody: of some kinds, or all that can be done today."""
    fitting = (action for action in condition.actions if fits(action, who))
    return (action.text for action in fitting if (action.kind in kinds if kinds else action.today))


def _signs(kb: KnowledgeBase, condition: Condition) -> Iterable[str]:
    yield condition.summary
    yield f"{_SOON.get(condition.urgency, '')} {condition.urgency_text}".strip()
    names = (kb.name(Finding, finding) for finding in usual_findings(kb, condition.id))
    yield "Usual signs: " + "; ".join(mid_sentence(name) for name in names) + "."


def _heard(kb: KnowledgeBase, report: Report) -> Heard:
    return Heard(
        findings=words.refs(kb, Finding, [m for m in report.findings if m.affirmed]),
        denied=words.refs(kb, Finding, [m for m in report.findings if m.negated]),
        zones=words.refs(kb, Zone, report.zones),
        named=words.refs(kb, Condition, report.conditions),
        age=report.age,
        days=report.days,
        unknown=report.unknown[:MAX_UNKNOWN],
        cut=report.cut,
    )


__all__ = ["ask"]
