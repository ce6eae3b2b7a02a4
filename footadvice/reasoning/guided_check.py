"""The guided check, turn by turn: the warning signs first, then the questions that tell most."""

from collections.abc import Collection, Sequence
from itertools import combinations
from typing import Literal

from footadvice.errors import UsageError
from footadvice.knowledge.levels import ALARMS, Level
from footadvice.knowledge.records import Finding, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import Who
from footadvice.reasoning.assessment import Assessment, Assessor
from footadvice.support.frozen_record import FrozenRecord
from footadvice.support.sanitize import printable
from footadvice.understanding.reader import Reader
from footadvice.understanding.report import Answered, Report

MAX_QUESTIONS = 8  # after the warning signs
SCREEN = "screen"  # among what is answered "no": none of the screen's signs is so that was not answered otherwise


class Answers(FrozenRecord):
    """What was answered so far: ids of zones and findings. `text` is what was said in words before."""

    zones: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    text: str = ""


def refuse_unknown(kb: KnowledgeBase, answers: Answers) -> None:
    """Refuse what no check can ask.

    Raises:
        UsageError: an id is no finding's, or is answered in two ways.
    """
    answered = {"yes": answers.yes, "no": answers.no, "unsure": answers.unsure}
    for way, ids in answered.items():
        for id in ids:
            if not kb.has(Finding, id) and not (id == SCREEN and way == "no"):
                raise UsageError(f'"{printable(id)}" is not among the findings. Try: footadvice list findings')
    for (one, ids), (other, others) in combinations(answered.items(), 2):
        if both := sorted({*ids} & {*others} - {SCREEN}):
            raise UsageError(f'"{both[0]}" is answered {one} and {other}. Give it once')


class NextStep(FrozenRecord, kw_only=False):
    """What is asked next: one of all zones, which of some findings are so, or whether one is."""

    kind: Literal["zone", "screen", "question"]
    findings: tuple[str, ...] = ()


class Turn(FrozenRecord, kw_only=False):
    """Where a guided check stands: what follows so far, and the next step; None when it is done.

    It is out of scope where nothing but words was given, and they are of something else.
    """

    assessment: Assessment
    step: NextStep | None
    in_scope: bool


class GuidedCheck:
    """Asks turn by turn; it keeps nothing between the turns."""

    def __init__(self, kb: KnowledgeBase, reader: Reader, assessor: Assessor) -> None:
        self._kb, self._reader, self._assessor = kb, reader, assessor

    def turn(self, answers: Answers, who: tuple[Who, ...] = (), why_not: str | None = None) -> Turn:
        """What follows from the answers so far, and what to ask next.

        Args:
            who: what is known of the person besides.
            why_not: the id of a condition of which it shall be told what speaks for and against it.
        """
        report = self._reader.read(answers.text) if answers.text.strip() else Report(length=1)
        before = self._assessor.assess(report, who) if answers.text.strip() else None
        known = self._assessor.triage.facts(report) | self._kb.roles.of_people(who)
        zones = tuple(dict.fromkeys((*(m.id for m in report.zones if not m.negated), *answers.zones)))
        screen = self._screen(zones, known)
        report = self._with_answers(report, answers, zones, screen, known)
        assessment = self._assessor.assess(report, who, why_not, before)
        given = any((answers.zones, answers.yes, answers.no, answers.unsure))
        if before and not before.in_scope and report.spoke_of_something() and not given:
            return Turn(assessment, None, in_scope=False)
        return Turn(assessment, self._step(assessment, answers, zones, screen, known), in_scope=True)

    def _with_answers(
        self, report: Report, answers: Answers, zones: Sequence[str], screen: Sequence[str], known: set[str]
    ) -> Report:
        so = self._with_implied({*answers.yes, *known})
        no = (*answers.no, *(screen if SCREEN in answers.no else ()))
        denied = [id for id in no if id not in {SCREEN, *so, *answers.unsure}]
        screened = bool(zones) and _is_screened({*answers.yes, *answers.no, *known}, screen)
        answered = Answered(screened=screened, unsure=bool({*answers.unsure} & {*screen}))
        return self._reader.with_answers(report, zones, answers.yes, denied, answered)

    def _step(
        self,
        assessment: Assessment,
        answers: Answers,
        zones: Sequence[str],
        screen: Sequence[str],
        known: Collection[str],
    ) -> NextStep | None:
        """What to ask next; nothing in an emergency, for help comes first.

        Args:
            known: what was known before anything was answered.
        """
        if assessment.level == "emergency":
            return None
        if not zones:
            return NextStep("zone")
        answered = {*answers.yes, *answers.no, *answers.unsure, *known}
        if not _is_screened(answered, screen):
            return NextStep("screen", tuple(id for id in screen if id not in answered))
        finding = self._question(assessment, answered, len(answered - {SCREEN, *screen}))
        return NextStep("question", (finding,)) if finding else None

    def _question(self, assessment: Assessment, answered: Collection[str], asked: int) -> str | None:
        """The finding to ask for: first what would raise the level, then what tells the likeliest apart.

        Args:
            asked: how many questions were asked.
        """
        known = assessment.facts | {*answered} | {m.id for m in assessment.report.findings}
        known |= {other for one, other in self._kb.roles.opposites.items() if one in known}
        signs = assessment.facts - set(self._kb.roles.of_who.values())
        above: Level = "urgent" if assessment.level == "urgent" else "see_clinician"
        if asked < MAX_QUESTIONS // 2:
            for _, finding in self._assessor.triage.would_raise(signs, above):
                if finding not in known:
                    return finding
        if assessment.level in ALARMS or asked >= MAX_QUESTIONS:  # what is left to ask would change nothing
            return None
        return self._assessor.differential.best_question(assessment.ranked, known)

    def _screen(self, zones: Sequence[str], facts: Collection[str]) -> list[str]:
        """The warning signs to ask of everybody whose trouble is in these zones, those of the person first."""
        regions = {zone.region for zone in self._kb.some(Zone, zones)}
        return self._assessor.triage.screen(regions, facts)

    def _with_implied(self, ids: Collection[str]) -> set[str]:
        """`ids` and all that is so whenever they are."""
        brief, found, ahead = self._kb.brief(Finding), set(ids), list(ids)
        while ahead:
            implied = set(brief[ahead.pop()].get("implies", ())) - found
            found |= implied
            ahead += implied
        return found


def _is_screened(answered: set[str], screen: Sequence[str]) -> bool:
    """Whether all the warning signs were asked. One that the text reports does not answer the others."""
    return SCREEN in answered or answered >= set(screen)


__all__ = ["MAX_QUESTIONS", "Answers", "GuidedCheck", "NextStep", "Turn", "refuse_unknown"]
