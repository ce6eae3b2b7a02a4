"""The levels that the nearest messages raise, and the urgent rules that they lower to a visit."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from footadvice.knowledge.finding_roles import FindingRoles
from footadvice.knowledge.levels import ALARMS, Level
from footadvice.knowledge.records import RedFlag
from footadvice.knowledge.store import KnowledgeBase
from footadvice.reasoning.cases import Cases, Likeness, Terms
from footadvice.reasoning.triage import Raised
from footadvice.text.forms import DENIED
from footadvice.understanding.report import Report

# Shares of the nearest messages from which on they raise a level: fitted by `python -m evaluation`.
ALARM = 0.51  # that cannot wait
DOUBT = 0.35  # that cannot wait, below which what is urgent by rule is for a visit
KNOWN_DOUBT = 0.45  # the same where it is old, or a clinician has seen it
EMERGENCY = 0.30  # that are emergencies, where most cannot wait
CLEARLY = 1.1  # times as many messages that start at home as that need a visit
FLAG = 0.12  # that raise one red flag: it is named
UNCERTAIN, CERTAIN = 0.45, 0.62  # that cannot wait: between the two the messages are split
_ABILITIES = frozenset(
    """feel felt feeling move movement moving walk stand bend bent lift push press pass pee wee urinate straighten come
    carry bear able grip control strength power pulse speak see breathe wake""".split()  # noqa: SIM905
)
MOST_SIGNS = 3  # that are named as the reason of a red flag that no rule raised
MOST_DECIDING = 3  # signs that are asked for then


def standing(
    raised: Sequence[Raised],
    facts: Collection[str],
    likeness: Likeness,
    reading: Report,
    cases: Cases,
    roles: FindingRoles,
) -> list[Raised]:
    """The red flags as they stand: what is urgent by rule and yet unlike alarms is for a visit.

    Emergencies stand whatever else is said, and so does what is marked so in the data. Where the whole text is unlike
    alarms, the sentences in which the signs stand are compared alone, so that what is said besides takes nothing away.
    """
    doubt = KNOWN_DOUBT if is_known_long(facts, roles) else DOUBT
    urgent = [one for one in raised if one.level == "urgent" and not one.flag.stands]
    if not urgent or likeness.alarm >= doubt or cases.most_alarming(_sentences_of(urgent, reading)) >= doubt:
        return list(raised)
    return [replace(one, level="see_clinician") if one in urgent else one for one in raised]


def _sentences_of(raised: Sequence[Raised], reading: Report) -> list[Terms]:
    """The terms of the sentences in which signs of these red flags stand."""
    signs = {id for one in raised for id in one.findings}
    flags = {one.flag.id for one in raised}
    said = [m.at for m in reading.findings if m.id in signs] + [m.at for m in reading.red_flags if m.id in flags]
    return [reading.terms[n] for n in sorted({reading.sentence(at) - 1 for at in said})]


def is_known_long(facts: Collection[str], roles: FindingRoles) -> bool:
    """Whether the trouble is old, or a clinician has seen it, and nothing of it began these days."""
    return not roles.have("known_long").isdisjoint(facts) and roles.have("new").isdisjoint(facts)


def unhurried(likeness: Likeness, facts: Collection[str], roles: FindingRoles) -> Level:
    """The level where nothing is urgent: what most of the nearest messages say; a visit where it is old or was seen.

    Of the messages, each answered without its own paraphrases, 82 % get their level so, and 73 % by the usual level of
    the likeliest condition.
    """
    at_home = likeness.of_complaints("self_care") > CLEARLY * likeness.of_complaints("see_clinician")
    return "self_care" if at_home and not is_known_long(facts, roles) else "see_clinician"


def raised_by_cases(
    kb: KnowledgeBase, likeness: Likeness, raised: Sequence[Raised], signs: tuple[str, ...] = ()
) -> list[Raised]:
    """The red flags that the nearest messages raise besides those that were raised by rule.

    Args:
        likeness: what the nearest messages say.
        raised: what the rules raised.
        signs: the findings that are reported.
    """
    level = case_level(likeness)
    if level is None or any(one.level in {level, "emergency"} for one in raised):
        return []
    flags = {id: share for id, share in likeness.flags.items() if kb.find(RedFlag, id)}
    best = max(flags, key=lambda id: (flags[id], id), default="")
    if not best or flags[best] < FLAG or best in {one.flag.id for one in raised}:
        return []
    return [Raised(kb.get(RedFlag, best), level, signs=signs[:MOST_SIGNS])]


def case_level(likeness: Likeness) -> Level | None:
    """The level that the nearest messages raise; None if most of them can wait."""
    if likeness.alarm < ALARM:
        return None
    return "emergency" if likeness.of_complaints("emergency") >= EMERGENCY else "urgent"


def rests_on_denials(report: Report, cases: Cases) -> bool:
    """Whether the nearest messages raise a level for what is denied alone: without those words they would not.

    What somebody cannot do or feel is no denial of a sign: "no feeling in my toe", "I have not passed water".
    """
    denied = {term[1 + len(DENIED) :] for part in report.terms for form in part for term in form if _is_denied(term)}
    if not denied or not denied.isdisjoint(_ABILITIES):
        return False
    said = [(_without_denied(written), _without_denied(folded)) for written, folded in report.terms]
    return case_level(cases.like(said)) is None


def _without_denied(form: Sequence[str]) -> list[str]:
    return [term for term in form if not _is_denied(term)]


def _is_denied(term: str) -> bool:
    return term.startswith(DENIED, 1)  # after the letter of its form


def is_uncertain(likeness: Likeness, rules: Sequence[Raised]) -> bool:
    """Whether the nearest messages are split between what cannot wait and what can, and no rule decides."""
    return UNCERTAIN <= likeness.alarm < CERTAIN and not any(one.level in ALARMS for one in rules)


def deciding(kb: KnowledgeBase, likeness: Likeness) -> list[RedFlag]:
    """The red flags that most alarms among the nearest messages raise: their signs decide."""
    flags = sorted(likeness.flags, key=lambda id: (-likeness.flags[id], id))
    found = [flag for id in flags if (flag := kb.find(RedFlag, id)) and flag.level in ALARMS]
    return found[:MOST_DECIDING]


__all__ = [
    "case_level",
    "deciding",
    "is_known_long",
    "is_uncertain",
    "raised_by_cases",
    "rests_on_denials",
    "standing",
    "unhurried",
]
