"""`Report` -> `Assessment`: all that follows from what somebody said, decided once and put into words elsewhere."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from footadvice.knowledge.levels import ALARMS, UrgencyLevel, each_at_its_most_urgent, rank
from footadvice.knowledge.records import Condition, RedFlag
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import Who
from footadvice.reasoning.case_levels import (
    case_level,
    deciding,
    is_uncertain,
    raised_by_cases,
    rests_on_denials,
    standing,
)
from footadvice.reasoning.cases import Cases, Likeness
from footadvice.reasoning.differential import Case, Differential, Ranked
from footadvice.reasoning.intent import REPORTS, Intent, Scope, intent, only_asks, plainly
from footadvice.reasoning.topic import topic
from footadvice.reasoning.triage import Raised, Triage
from footadvice.reasoning.usual_level import UsualLevel
from footadvice.support.frozen_record import FrozenRecord
from footadvice.understanding.report import Answered, Report

MAX_CANDIDATES, MIN_CANDIDATES = 8, 3
MAX_BEHIND = 3.5  # how far the score of a further candidate may lie behind the best
MAX_WOULD_RAISE = 4
NAMES_FIRST = ("condition", "advice", "signs", "compare", "shoes", "exercise")  # what is asked of a named condition


class Assessment(FrozenRecord):
    """What follows from a report.

    `facts` are the findings that count, with what is known of the person besides. `fired` is what the rules raised,
    `raised` what of it stands with what the nearest messages and, in a check, the words before it raised. `usual` is
    the level without the messages. `ranked` has the conditions by likelihood, `candidates` those that are worth
    telling, what a raised alarm can be a sign of first. `would_raise` has red flags that one more finding would raise
    above `level`, with that finding.
    """

    report: Report
    who: tuple[Who, ...]
    intent: Intent
    facts: frozenset[str]
    likeness: Likeness
    fired: tuple[Raised, ...]
    raised: tuple[Raised, ...]
    usual: UrgencyLevel
    level: UrgencyLevel
    uncertain: bool
    deciding: tuple[RedFlag, ...]
    ranked: tuple[Ranked, ...]
    candidates: tuple[Ranked, ...]
    why_not: Ranked | None
    next_question: str | None
    would_raise: tuple[tuple[RedFlag, str], ...]

    @property
    def in_scope(self) -> bool:
        return self.intent != "out_of_scope"

    @property
    def reports(self) -> bool:
        """Whether somebody reports signs."""
        return self.intent in REPORTS


class _Urgency(NamedTuple):
    """The red flags that the rules fired, those that stand, the level without the nearest messages, and with them."""

    fired: list[Raised]
    raised: list[Raised]
    usual: UrgencyLevel
    level: UrgencyLevel


class Assessor:
    """Assesses reports by one knowledge base. Built once, it assesses many.

    Args:
        cases: compares texts with the example messages; all those of `kb` if left out.
    """

    def __init__(self, kb: KnowledgeBase, cases: Cases | None = None) -> None:
        self._kb = kb
        self.cases = cases or Cases(kb.cases)
        self.triage = Triage(kb)
        self.differential = Differential(kb)
        self._scope = Scope(kb)
        self._levels = UsualLevel(kb, self.differential, self.triage.alarming)

    def assess(
        self, report: Report, who: tuple[Who, ...] = (), why_not: str | None = None, before: Assessment | None = None
    ) -> Assessment:
        """What follows from a report.

        Args:
            report: what somebody said, or answered in a guided check.
            who: what is known of the person besides.
            why_not: the id of a condition; what speaks for and against it is worked out too.
            before: of a guided check, what its words alone gave: no answer makes it milder.
        """
        likeness = self.cases.like(report.terms)
        wants = intent(report, self._scope, likeness)
        case = _case(report, self.triage.facts(report), likeness)
        facts = case.present | self._kb.roles.of_people(who)
        urgency = self._urgency(report, wants, case, facts, likeness, before)
        case = case._replace(present=facts)
        ranked = self._ranked(report, case, wants)
        likely = _likely(ranked)
        missed = self._missed(likely, urgency.raised, case)
        before_raised = before.raised if before else ()
        raised = each_at_its_most_urgent((*urgency.raised, *before_raised), lambda one: one.flag.id)
        uncertain = wants in REPORTS and is_uncertain(likeness, [one for one in raised if one.by_rule])
        return Assessment(
            report=report,
            who=who,
            intent=wants,
            facts=facts,
            likeness=likeness,
            fired=tuple(urgency.fired),
            raised=tuple(raised),
            usual=urgency.usual,
            level=urgency.level,
            uncertain=uncertain,
            deciding=tuple(deciding(self._kb, likeness) if uncertain else ()),
            ranked=ranked,
            candidates=self._dangerous_first(likely, missed, raised, wants),
            why_not=self.differential.explain(why_not, case) if why_not else None,
            next_question=self._next_question(report, (*likely, *missed), facts, wants, who),
            would_raise=self._would_raise(report, facts, urgency.level, wants, who),
        )

    def _urgency(
        self,
        report: Report,
        wants: Intent,
        case: Case,
        facts: frozenset[str],
        likeness: Likeness,
        before: Assessment | None,
    ) -> _Urgency:
        """The level with what raised it.

        Args:
            case: what is so of the person by the report alone.
            facts: that, and what is known of the person besides.
        """
        fired = self._fired(report, facts, wants)
        by_messages = case_level(likeness) if wants in REPORTS else None
        if by_messages and rests_on_denials(report, self.cases):
            by_messages = None
        raised = self._raised(report, facts, fired, likeness, messages=by_messages is not None)
        usual = self._levels.level(wants, raised, report, case, likeness)
        level = min(usual, by_messages, key=rank) if by_messages and usual != "none" else usual
        return _Urgency(fired, raised, usual, _of_check(level, report.answered, before) if report.answered else level)

    def _fired(self, report: Report, facts: Collection[str], wants: Intent) -> list[Raised]:
        """The red flags that the rules raise; a question that reports nothing raises only what cannot wait.

        One that only names a condition raises nothing: "how common is cauda equina".
        """
        if wants == "out_of_scope" and self._scope.of_an_animal(report, plainly(report)):
            return []
        fired = self.triage.raised(facts, report)
        if wants in REPORTS:
            return fired
        named = {m.words for m in report.conditions} if only_asks(plainly(report)) else set()
        return [one for one in fired if one.level in ALARMS and (one.findings or not named.issuperset(one.words))]

    def _raised(
        self, report: Report, facts: Collection[str], fired: Sequence[Raised], likeness: Likeness, *, messages: bool
    ) -> list[Raised]:
        """The red flags that stand: those of the rules, and that of the nearest messages if they raise a level."""
        raised = (
            list(fired) if report.answered else standing(fired, facts, likeness, report, self.cases, self._kb.roles)
        )
        signs = tuple(dict.fromkeys(m.id for m in report.findings if m.affirmed))
        return raised + raised_by_cases(self._kb, likeness, raised, signs) if messages else raised

    def _ranked(self, report: Report, case: Case, wants: Intent) -> tuple[Ranked, ...]:
        """The conditions by likelihood; those first that a question asks of by name."""
        if wants == "out_of_scope":
            return ()
        if wants in NAMES_FIRST and not report.conditions and topic(plainly(report)) == "care":
            return ()  # "which doctor should I see for my feet" is about no condition
        ranked = self.differential.rank(case)
        named = list(dict.fromkeys(m.id for m in report.conditions if not m.negated))
        if wants not in NAMES_FIRST or not named:
            return ranked
        return tuple(sorted(ranked, key=lambda one: named.index(one.id) if one.id in named else len(named)))

    def _missed(self, likely: Sequence[Ranked], raised: Sequence[Raised], case: Case) -> list[Ranked]:
        """What a raised alarm can be a sign of, cannot wait and is not among the likely candidates."""
        ids = sorted(_flagged(raised) - {one.id for one in likely}) if likely else ()
        grave = (id for id in ids if self._kb.get(Condition, id).urgency in ALARMS)
        return [replace(self.differential.explain(id, case), band="must_not_miss") for id in grave]

    def _dangerous_first(
        self, likely: Sequence[Ranked], missed: Sequence[Ranked], raised: Sequence[Raised], wants: Intent
    ) -> tuple[Ranked, ...]:
        """The candidates with the dangerous ones first, the most urgent of them before the others.

        A check has asked for each sign: beside an alarm every candidate counts that it can be a sign of or that must
        not be missed. Free text can be misread: there, beside an emergency by rule, the likely emergencies count.
        """
        if wants not in REPORTS:
            return (*likely, *missed)
        urgency = {one.id: self._kb.get(Condition, one.id).urgency for one in (*likely, *missed)}
        if wants != "check":
            emergency = any(one.level == "emergency" and one.by_rule for one in raised)
            dangerous = {one.id for one in likely if emergency and urgency[one.id] == "emergency"}
        elif any(one.level in ALARMS for one in raised):
            flagged = _flagged(raised)
            dangerous = {one.id for one in (*likely, *missed) if one.id in flagged or one.band == "must_not_miss"}
        else:
            dangerous = set()
        order = {id: rank(level if id in dangerous else "none") for id, level in urgency.items()}
        return tuple(sorted((*likely, *missed), key=lambda one: order[one.id]))

    def _next_question(
        self, report: Report, candidates: Sequence[Ranked], facts: frozenset[str], wants: Intent, who: Collection[Who]
    ) -> str | None:
        """The finding that tells the candidates most apart; none in a check, which has its own steps."""
        if report.answered or not (who or wants in REPORTS or wants == "out_of_scope"):
            return None
        return self.differential.best_question(candidates, facts | {m.id for m in report.findings})

    def _would_raise(
        self, report: Report, facts: frozenset[str], level: UrgencyLevel, wants: Intent, who: Collection[Who]
    ) -> tuple[tuple[RedFlag, str], ...]:
        """The first red flags that one more finding would raise above `level`, but for what was spoken of."""
        if wants == "out_of_scope" or not (who or wants in REPORTS):
            return ()
        known = {m.id for m in report.findings}
        found = self.triage.would_raise(facts, "self_care" if level == "none" else level)
        return tuple([one for one in found if one[1] not in known][:MAX_WOULD_RAISE])


def _of_check(level: UrgencyLevel, answered: Answered, before: Assessment | None) -> UrgencyLevel:
    """The level of a guided check: the more careful of what was answered and of the words by themselves.

    A level that can wait is named only where the warning signs were answered, or where the words alone make it a
    visit. Whoever does not know of one of the signs is not told to start at home.
    """
    said: UrgencyLevel = before.level if before else "none"
    found: UrgencyLevel = min(level, "see_clinician", key=rank) if answered.unsure else level
    found = min(found, said, key=rank)
    if found in ALARMS or answered.screened:
        return found
    return "see_clinician" if said == "see_clinician" else "none"


def _likely(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The first candidates, and further ones that are not far behind the best."""
    return [
        one
        for n, one in enumerate(ranked[:MAX_CANDIDATES])
        if n < MIN_CANDIDATES or one.score > ranked[0].score - MAX_BEHIND
    ]


def _flagged(raised: Sequence[Raised]) -> set[str]:
    """The conditions that a raised alarm can be a sign of."""
    return {id for one in raised if one.level in ALARMS for id in one.flag.conditions}


def _case(report: Report, facts: Collection[str], likeness: Likeness) -> Case:
    return Case(
        present=frozenset(facts),
        absent=frozenset(report.absent()),
        zones=frozenset(m.id for m in report.zones if not m.negated),
        named=frozenset(m.id for m in report.conditions if not m.negated),
        hurts=report.hurts(),
        words=report.affirmed_tokens,
        votes=tuple(sorted(likeness.conditions.items())),
    )


__all__ = ["Assessment", "Assessor"]
