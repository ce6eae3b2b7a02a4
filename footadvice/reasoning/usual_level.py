"""How urgent a report is without what the nearest messages raise: its red flags, and the level of an ordinary case."""

import re
from collections.abc import Sequence

from footadvice.knowledge.levels import ALARMS, Level, UrgencyLevel, most_urgent, rank
from footadvice.knowledge.records import Condition
from footadvice.knowledge.store import KnowledgeBase
from footadvice.reasoning.case_levels import is_known_long, unhurried
from footadvice.reasoning.cases import Likeness
from footadvice.reasoning.differential import Case, Differential
from footadvice.reasoning.intent import Intent
from footadvice.reasoning.triage import Raised
from footadvice.text.lexicon import surface_form
from footadvice.text.normalize import fold
from footadvice.understanding.report import Mention, Report

# Somebody believes that they have it now: no sign has to be told besides.
_BELIEVED = re.compile(
    r"\b(i|he|she|we|they)( am|'?m)? (think|reckon|believe|suspect|sure|certain|afraid|positive)\b( \w+'?\w*){0,2} "
    r"(have|has|got|having|is|it'?s|this is|he'?s|she'?s|i'?ve)\b"
)
MANY_DENIALS = 2  # warning signs that somebody says are not there, so that an ordinary case can start at home


class UsualLevel:
    """Finds the level of a report in one knowledge base.

    Args:
        alarming: the findings that can raise a level (`Triage.alarming`).
    """

    def __init__(self, kb: KnowledgeBase, differential: Differential, alarming: frozenset[str]) -> None:
        self._kb, self._differential, self._alarming = kb, differential, alarming

    def level(
        self, intent: Intent, raised: Sequence[Raised], report: Report, case: Case, likeness: Likeness
    ) -> UrgencyLevel:
        """The highest of the red flags, of what is feared or named that cannot wait, and of the ordinary case.

        Args:
            case: what is so of the person by the report alone.
        """
        alarms: list[Level] = [one.level for one in raised]
        if intent in ("complaint", "check"):
            alarms += ["urgent"] if self._fears_an_alarm(report) else []
            alarms += self._named_alarms(report)
        flagged = most_urgent(alarms)
        reports = intent in ("complaint", "check") or (intent == "joint" and (report.findings or report.hurts()))
        if not reports:
            return flagged or "none"
        ordinary = self._ordinary(case, likeness, settles=flagged is None)
        return most_urgent((*alarms, ordinary)) or ordinary

    def _ordinary(self, case: Case, likeness: Likeness, *, settles: bool) -> Level:
        """The level where nothing is urgent: what most of the nearest messages that can wait say.

        Without any, as in a check, it is that of the likeliest condition, with and without what is denied, the milder.

        Args:
            settles: whether what has gone, and several denied warning signs, let it start at home.
        """
        if settles and (
            self._kb.roles.have("settling") & case.present or len(case.absent & self._alarming) >= MANY_DENIALS
        ):
            return "self_care"
        if likeness.nearest:
            return unhurried(likeness, case.present, self._kb.roles)
        if self._kb.roles.have("seen") & case.present:  # a clinician assessed it: no start at home
            return "see_clinician"
        cases = (case._replace(absent=frozenset()), case)
        return max(map(self._of_likeliest, cases if case.absent else cases[:1]), key=rank)

    def _of_likeliest(self, case: Case) -> Level:
        """The level of an ordinary case of what is likeliest; a guess at a name alone never makes it urgent."""
        ranked = self._differential.rank(case)
        usual: Level = self._kb.get(Condition, ranked[0].id).urgency if ranked else "see_clinician"
        return "see_clinician" if usual in ALARMS else usual

    def _named_alarms(self, report: Report) -> set[Level]:
        """The levels of the conditions that cannot wait and that somebody says they have now."""
        if is_known_long(report.present(), self._kb.roles):
            return set()
        named = (m for m in report.conditions if m.affirmed and m.certainty == "certain" and self._is_called(m))
        levels = {self._kb.get(Condition, m.id).urgency for m in named if m.experiencer == "patient"}
        return levels & set(ALARMS)

    def _is_called(self, mention: Mention) -> bool:
        """Whether the words are a name of the condition, and not others of the same meaning."""
        record = self._kb.get(Condition, mention.id)
        said = {surface_form(word) for word in mention.words.split()}
        names = (record.name, *record.other_names, *record.misspellings)
        return any({surface_form(word) for word in fold(name).split()} <= said for name in names)

    def _fears_an_alarm(self, report: Report) -> bool:
        """Whether somebody fears by name what cannot wait: "I hope it is not a clot", "I think I have a clot".

        Signs have to be told besides, unless they believe that they have it.
        """
        feared = (m for m in report.conditions if m.certainty == "possible" and m.affirmed)
        if not any(self._kb.get(Condition, m.id).urgency in ALARMS for m in feared):
            return False
        return bool(report.findings) or bool(_BELIEVED.search(report.text.lower()))


__all__ = ["UsualLevel"]
