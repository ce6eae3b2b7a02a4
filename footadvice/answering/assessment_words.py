"""An assessment in words: what `ask` and `check` say alike."""

from collections.abc import Iterable, Sequence

from footadvice.answers.ask_answer import AskUrgency, Candidate, DecidingSign, RaisedFlag, WouldChange
from footadvice.answers.parts import Ref
from footadvice.knowledge.levels import UrgencyLevel
from footadvice.knowledge.records import Condition, Finding, Joint, RedFlag, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.reasoning.assessment import Assessment
from footadvice.reasoning.differential import Ranked, usual_findings
from footadvice.reasoning.triage import Raised
from footadvice.understanding.report import Mention, Report

MEANWHILE_OF = 3  # candidates, the first ones, by which it is said what to do meanwhile
NOT_READ = "This was not read, so nothing is said about how urgent it is."
LEVEL_TEXT: dict[UrgencyLevel, str] = {
    "emergency": "Call an ambulance or go to the emergency department.",
    "urgent": "Ask for an urgent slot, go to urgent care, or ring an advice line.",
    "see_clinician": "See a doctor, podiatrist or physiotherapist.",
    "self_care": "Get help if it gets worse or is no better in 2 weeks. "
    "Finding no warning sign does not mean that all is well.",
    "none": "Nothing you wrote is a warning sign that we know of. That does not mean that all is well.",
}
_MAX_FOR, _MAX_AGAINST, _MAX_UNSAID = 5, 4, 3  # reasons of one candidate


def best_conditions(kb: KnowledgeBase, assessment: Assessment) -> tuple[Condition, ...]:
    """The first candidates: those by which it is said what to do meanwhile."""
    return kb.some(Condition, (one.id for one in assessment.candidates[:MEANWHILE_OF]))


def urgency(kb: KnowledgeBase, assessment: Assessment) -> AskUrgency:
    """The level with its red flags, and what decides it where it is uncertain."""
    return AskUrgency(
        level=assessment.level,
        text=LEVEL_TEXT[assessment.level] if assessment.report.english or assessment.raised else NOT_READ,
        red_flags=tuple(_red_flag(kb, one) for one in assessment.raised),
        certainty="uncertain" if assessment.uncertain else "clear",
        decides=tuple(DecidingSign(red_flag=flag.id, sign=flag.sign, level=flag.level) for flag in assessment.deciding),
    )


def _red_flag(kb: KnowledgeBase, raised: Raised) -> RaisedFlag:
    flag = raised.flag
    because = _names(kb, raised.findings) or tuple(f'"{words}"' for words in raised.words) or _names(kb, raised.signs)
    return RaisedFlag(
        id=flag.id,
        name=flag.name,
        level=raised.level,
        sign=flag.sign,
        why=flag.why,
        do_now=flag.do_now,
        because=because or ("what you tell",),
        changed_by=kb.changed_by(RedFlag, flag.id),
    )


def candidates(kb: KnowledgeBase, assessment: Assessment) -> tuple[Candidate, ...]:
    return tuple(_candidate(kb, one, assessment.report) for one in assessment.candidates)


def why_not(kb: KnowledgeBase, assessment: Assessment) -> tuple[Candidate, ...]:
    """What speaks for and against the condition that was asked about, if one was."""
    return (_candidate(kb, assessment.why_not, assessment.report),) if assessment.why_not else ()


def _candidate(kb: KnowledgeBase, one: Ranked, report: Report) -> Candidate:
    record = kb.get(Condition, one.id)
    spoken_of = {mention.id for mention in report.findings}
    unsaid = [finding for finding in usual_findings(kb, one.id) if finding not in spoken_of]
    return Candidate(
        id=one.id,
        name=record.name,
        band=one.band,
        speaks_for=tuple(_reason(kb, name, report) for name in _telling(one.speaks_for)[:_MAX_FOR]),
        speaks_against=tuple(_reason(kb, name, report) for name in one.speaks_against[:_MAX_AGAINST]),
        not_told=_names(kb, unsaid[:_MAX_UNSAID]),
        urgency=record.urgency,
        summary=record.summary,
        changed_by=kb.changed_by(Condition, one.id),
    )


def _telling(reasons: Sequence[str]) -> Sequence[str]:
    """The reasons that tell something: that the words fit is one only where there is no other."""
    return [name for name in reasons if name != "words"] or reasons


def _reason(kb: KnowledgeBase, name: str, report: Report) -> str:
    if name == "zone":
        said = dict.fromkeys(m.id for m in report.zones)
        wide = {wider for zone in kb.some(Zone, said) for wider in zone.within}
        return "Where it is: " + ", ".join(kb.name(Zone, zone) for zone in said if zone not in wide)
    if name == "named":
        return "You named it"
    if name == "words":
        return "Your words are close to those of people who had it"
    finding = kb.name(Finding, name.removeprefix("no "))
    return f"{finding} (you said no)" if name.startswith("no ") else finding


def would_change(kb: KnowledgeBase, assessment: Assessment) -> tuple[WouldChange, ...]:
    return tuple(
        WouldChange(finding=finding, question=question(kb, finding), level=flag.level, flag=flag.name)
        for flag, finding in assessment.would_raise
    )


def question(kb: KnowledgeBase, finding: str) -> str:
    """The question that asks for a finding."""
    return kb.get(Finding, finding).question


def refs(kb: KnowledgeBase, kind: type, mentions: Iterable[Mention]) -> tuple[Ref, ...]:
    """The records that are mentioned, each once, in the order of their mention."""
    return refs_to(kb, kind, dict.fromkeys(m.id for m in mentions))


def refs_to(kb: KnowledgeBase, kind: type, ids: Iterable[str]) -> tuple[Ref, ...]:
    """The records of one kind with these ids."""
    return tuple(Ref(id=id, name=kb.name(kind, id), kind=kind.__name__.lower()) for id in ids)


def more(kb: KnowledgeBase, assessment: Assessment, best: Sequence[Condition]) -> tuple[str, ...]:
    """The commands that show more, most useful first."""
    if not assessment.in_scope:
        return ()
    wants = assessment.intent
    joints = kb.some(Joint, (m.id for m in assessment.report.joints))
    joint = next((f"footadvice joint {one.id}" for one in joints if one.role == "joint" or wants == "joint"), "")
    pages = [f"footadvice condition {one.id}" for one in best[: 2 if assessment.reports else 1]]
    return tuple(filter(None, [joint, *pages] if wants == "joint" else [*pages, joint]))


def _names(kb: KnowledgeBase, findings: Iterable[str]) -> tuple[str, ...]:
    return tuple(kb.name(Finding, id) for id in findings)


__all__ = [
    "LEVEL_TEXT", "MEANWHILE_OF", "best_conditions", "candidates", "more", "question", "refs", "refs_to", "urgency",
    "why_not", "would_change",
]  # fmt: skip
