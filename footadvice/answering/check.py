"""The guided check: where it stands, and what it asks next, in words."""

from footadvice.answering import assessment_words as words
from footadvice.answering.foot_map import numbered
from footadvice.answering.meanwhile import meanwhile
from footadvice.answers.ask_answer import CheckAnswer, Option, Step
from footadvice.answers.parts import Query
from footadvice.knowledge.names import printable
from footadvice.knowledge.records import Finding, Joint, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.reasoning.guided_check import SCREEN, Answers, NextStep, Turn


def check(kb: KnowledgeBase, answers: Answers, turn: Turn) -> CheckAnswer:
    """One turn of the guided check.

    Args:
        answers: what was answered so far.
        turn: what follows from it.
    """
    assessment = turn.assessment
    report, best = assessment.report, words.best_conditions(kb, assessment)
    return CheckAnswer(
        query=Query(text=(printable(answers.text, 200),) if answers.text.strip() else (), who=assessment.who),
        zones=words.refs(kb, Zone, report.zones),
        yes=words.refs(kb, Finding, [m for m in report.findings if m.affirmed]),
        no=words.refs(kb, Finding, [m for m in report.findings if m.negated]),
        unsure=words.refs_to(kb, Finding, answers.unsure),
        asked=len({*answers.no, *answers.unsure} - {SCREEN}) + len(answers.yes),
        step=_step(kb, turn.step) if turn.step else None,
        in_scope=turn.in_scope,
        intent="check",
        urgency=words.urgency(kb, assessment),
        conditions=words.candidates(kb, assessment),
        why_not=words.why_not(kb, assessment),
        joints=words.refs(kb, Joint, report.joints),
        would_change=words.would_change(kb, assessment),
        meanwhile=meanwhile(kb, best, assessment.level),
        more=words.more(kb, assessment, best),
    )


def _step(kb: KnowledgeBase, step: NextStep) -> Step:
    if step.kind == "zone":  # every zone, under the number that it has on the map
        places = tuple(Option(id=id, text=kb.name(Zone, id)) for id in numbered(kb))
        return Step(kind="zone", text="Where is it?", options=places)
    options = tuple(Option(id=id, text=words.question(kb, id)) for id in step.findings)
    text = "First, the warning signs. Which of these are true?" if step.kind == "screen" else options[0].text
    return Step(kind=step.kind, text=text, options=options)


__all__ = ["check"]
