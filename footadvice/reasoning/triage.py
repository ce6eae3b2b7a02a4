"""Red flags and urgency. Safety stands alone here, and comes first in every answer.

The rules (sources stand with each red flag in the data):
  1. The highest level wins and is shown first.
  2. What somebody is (diabetes, a child) can raise a level; a risk note never blocks a red flag.
  3. A denied sign does not raise; a sign of long ago does not, but a history does.
  4. Nothing found never means "you are fine".
  5. A message that is most like those that could not wait is raised too (`reasoning/case_levels.py`).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from footadvice.knowledge.levels import ALARMS, Level, is_above, rank
from footadvice.knowledge.records import Finding, RedFlag, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.support.frozen_record import FrozenRecord
from footadvice.understanding.report import ANSWERED, Report

# Kinds of finding that are still true when they lie in the past: a clot in 2010 is a history of clots.
_LASTING = ("history", "person")
PERSONAL = 6  # warning signs that are asked first because of who somebody is
# Kinds of finding that a screen asks for: what a person can see or has been through, and who they are.
_SCREENED = ("alarm", "function", "look", "injury", "person", "feel")


class Raised(FrozenRecord, kw_only=False):
    """A red flag that was raised, and by what.

    Args:
        findings, words: what a rule raised it by: findings, or the words of a whole phrase.
        signs: where the nearest messages raised it, the first findings that are reported.
    """

    flag: RedFlag
    level: Level
    findings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()

    @property
    def by_rule(self) -> bool:
        return bool(self.findings or self.words)


class Triage:
    """Finds red flags by the rules of one knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._level: dict[str, Level] = {id: raw["level"] for id, raw in kb.brief(RedFlag).items()}
        self._rules = [(id, [frozenset(one) for one in raw["raised_by"]]) for id, raw in kb.brief(RedFlag).items()]
        self._criteria = dict(self._rules)
        # A finding -> the red flags that it helps to raise, each with the criterion.
        self._criteria_with: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for id, criteria in self._rules:
            for criterion in criteria:
                for finding in criterion:
                    self._criteria_with[finding].append((id, criterion))
        self._kind = {id: raw["kind"] for id, raw in kb.brief(Finding).items()}
        # What can raise a level: a denial of it says something about how urgent it is.
        self.alarming = frozenset(
            finding for _, criteria in self._rules for criterion in criteria for finding in criterion
        )
        self._screens = {id: set(raw.get("screens", ())) for id, raw in kb.brief(Finding).items()}
        region = {id: raw["region"] for id, raw in kb.brief(Zone).items()}
        self._regions = {
            id: {region[zone] for zone in raw.get("hurts_in", ())} for id, raw in kb.brief(Finding).items()
        }
        self._lasting = {id for id, kind in self._kind.items() if kind in _LASTING}

    def facts(self, reading: Report) -> set[str]:
        """The findings that count: the current ones, and histories however old.

        Who somebody is, they know: "I am not diabetic" outweighs a blood test that is named, or a mother who is.
        """
        not_theirs = {
            m.id for m in reading.findings if m.negated and self._kind[m.id] == "person"
        } - self._kb.roles.have("each_foot")
        return reading.present(self._lasting) - not_theirs | (reading.history() & self._lasting)

    def raised(self, facts: Collection[str], reading: Report | None = None) -> list[Raised]:
        """The red flags that `facts` raise, or that `reading` names in a whole phrase; most urgent first."""
        said: dict[str, list[str]] = {}
        for mention in reading.red_flags if reading else ():
            if mention.affirmed:
                said.setdefault(mention.id, []).append(mention.words)
        found, known = [], frozenset(facts)
        whole = {id: criterion for id, criterion in self._begun(known) if criterion <= known}
        for id in sorted({*whole, *said}):
            by = whole.get(id)
            if (by or id in said) and not self._explained(id, by or (), known, reading):
                flag = self._kb.get(RedFlag, id)
                found.append(Raised(flag, flag.level, tuple(sorted(by or ())), tuple(said.get(id, ()))))
        return sorted(found, key=lambda one: (rank(one.level), -len(one.findings), one.flag.id))

    def _explained(self, id: str, by: Collection[str], known: frozenset[str], reading: Report | None) -> bool:
        """Whether something else that is so explains a red flag: after a knock a toe is black by bruising.

        Nothing explains it beside a strong sign, such as a smell or a fever, nor can an answer explain it, only what
        was said with it. What is urgent is explained in its own sentence or in the one before, and by nothing later.
        """
        flag = self._kb.get(RedFlag, id)
        if reading is None or not known.isdisjoint(flag.strong_signs):
            return False
        explaining = known.intersection(flag.not_with)
        causes = {m.at for m in reading.findings if m.id in explaining and not m.negated and m.at != ANSWERED}
        if not causes or flag.level not in ALARMS:
            return bool(causes)
        mentions = [m for m in reading.findings if m.id in by] + [m for m in reading.red_flags if m.id == id]
        signs = {reading.sentence(m.at) for m in mentions if m.affirmed}
        told_in = {reading.sentence(at) for at in causes}
        return not signs or any(sign - cause in (0, 1) for sign in signs for cause in told_in)

    def screen(self, regions: Collection[str], facts: Collection[str], most: int = 10) -> list[str]:
        """What to ask of everybody first whose trouble is in these regions, what decides most of their red flags first.

        It is what the data marks (`Finding.screens`), or else the `most` findings that decide most; before it comes
        what with who somebody is raises most.
        """
        marked = {id for id, raw in self._kb.brief(Finding).items() if set(regions) & set(raw.get("screens", ()))}
        weight: dict[str, float] = {}
        for criteria in self._urgent_criteria(regions):
            for finding in {
                f for criterion in criteria for f in criterion if f in marked or self._kind[f] in _SCREENED
            }:
                weight[finding] = weight.get(finding, 0.0) + (2.0 if {finding} in criteria else 1.0)
        ranked = sorted(weight, key=lambda finding: (-weight[finding], finding))
        asked = [finding for finding in ranked if finding not in facts]
        usual = [finding for finding in asked if finding in marked] or asked[:most]
        return list(dict.fromkeys([*self._personal(regions, facts), *usual]))

    def _urgent_criteria(self, regions: Collection[str]) -> Iterator[list[frozenset[str]]]:
        """The ways to raise each red flag of these regions that cannot wait."""
        for id, criteria in self._rules:
            raw = self._kb.brief(RedFlag)[id]
            if raw["level"] in ALARMS and set(regions) & set(raw["regions"]):
                yield criteria

    def _personal(self, regions: Collection[str], facts: Collection[str]) -> list[str]:
        """The signs that belong to most criteria of a red flag with who somebody is: a child that limps."""
        persons = {finding for finding in facts if self._kind.get(finding) == "person"}
        found = Counter(
            finding
            for criteria in self._urgent_criteria(regions)
            for criterion in criteria
            if criterion & persons
            for finding in criterion - persons
            if finding not in facts and self._kind[finding] in _SCREENED and self._kind[finding] != "person"
        )
        return sorted(found, key=lambda finding: (-found[finding], finding))[:PERSONAL]

    def _begun(self, known: Collection[str]) -> Iterator[tuple[str, frozenset[str]]]:
        """The red flags with each way of raising them that some known finding belongs to."""
        for finding in sorted(known):
            yield from self._criteria_with.get(finding, ())

    def _is_asked(self, missing: str, known: Collection[str], never: Collection[str]) -> bool:
        """Whether it makes sense to ask for the sign that is missing beside the known ones of its way."""
        if missing in never or any(self._kind[finding] != "place" for finding in known):
            return missing not in never
        return any(self._screens[missing] & self._regions[place] for place in known)

    def would_raise(self, facts: Collection[str], above: Level) -> list[tuple[RedFlag, str]]:
        """The red flags above a level that one more finding would raise, and that finding.

        Only what some sign that is known already points to: who somebody is points to nothing, their age they have
        told or not, and where it hurts points to what everybody is asked alone. The most urgent come first, and of
        those what completes most ways.
        """
        known = frozenset(facts)
        signs = {finding for finding in known if self._kind.get(finding) != "person"}
        never = self._kb.roles.are_ages()
        if not known & self._kb.roles.of_people(("child",)):
            never |= self._kb.roles.have("child_only")
        found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)  # the missing finding -> what it would raise
        for id in dict.fromkeys(id for id, _ in self._begun(signs)):
            if is_above(self._level[id], above):
                for criterion in self._criteria[id]:
                    missing, *more = sorted(criterion - known) or [""]
                    if missing and not more and self._is_asked(missing, criterion & signs, never):
                        found[missing].append((rank(self._level[id]), -len(criterion & signs), id))
        best = {finding: min(ranks) for finding, ranks in found.items()}
        order = sorted(found, key=lambda f: (best[f][0], -sum(r[0] == best[f][0] for r in found[f]), best[f], f))
        return [(self._kb.get(RedFlag, best[finding][2]), finding) for finding in order]
