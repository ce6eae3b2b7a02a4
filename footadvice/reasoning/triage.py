"""Red flags and urgency. Safety stands alone here, and comes first in every answer.

The rules (sources stand with each red flag in the data):
  1. The highest level wins and is shown first.
  2. What somebody is (diabetes, a child) can raise a level; a risk note never blocks a red flag.
  3. A denied sign does not raise; a sign of long ago does not, but a history does.
  4. Nothing found never means "you are fine".
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from footadvice.frozen import Frozen
from footadvice.knowledge.base import KnowledgeBase
from footadvice.knowledge.records import LEVELS, Finding, Level, RedFlag
from footadvice.reasoning.language import Reading

# Kinds of finding that are still true when they lie in the past: a clot in 2010 is a history of clots.
_LASTING = ("history", "person")
# Kinds of finding that a screen asks for: what a person can see or has been through, and who they are.
_SCREENED = ("alarm", "function", "look", "injury", "person", "feel")


class Raised(Frozen, kw_only=False):
    """A red flag that was raised, and by what: findings, or the words of a whole phrase."""

    flag: RedFlag
    findings: tuple[str, ...]
    words: tuple[str, ...]


class Triage:
    """Finds red flags by the rules of one knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._rules = [(id, [frozenset(one) for one in raw["raised_by"]]) for id, raw in kb.raw(RedFlag).items()]
        self._ways: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)  # finding -> what it helps to raise
        for id, ways in self._rules:
            for way in ways:
                for finding in way:
                    self._ways[finding].append((id, way))
        self._kind = {id: raw["kind"] for id, raw in kb.raw(Finding).items()}
        # What can raise a level: a denial of it says something about how urgent it is.
        self.alarming = frozenset(finding for _, ways in self._rules for way in ways for finding in way)
        self._lasting = {id for id, kind in self._kind.items() if kind in _LASTING}

    def facts(self, reading: Reading) -> set[str]:
        """The findings that count: those that are so now, and histories however old."""
        return reading.present() | {id for id in reading.history() if id in self._lasting}

    def raised(self, facts: Collection[str], reading: Reading | None = None) -> list[Raised]:
        """The red flags that `facts` raise, or that `reading` names in a whole phrase; most urgent first."""
        said: dict[str, list[str]] = {}
        for mention in reading.red_flags if reading else ():
            if not mention.denied and not mention.past:
                said.setdefault(mention.id, []).append(mention.words)
        found, known = [], frozenset(facts)
        whole = {id: way for id, way in self._begun(known) if way <= known}
        for id in sorted({*whole, *said}):
            by = whole.get(id)
            if (by or id in said) and not known.intersection(self._kb.raw(RedFlag)[id].get("not_with", ())):
                flag = self._kb.get(RedFlag, id)
                found.append(Raised(flag, tuple(sorted(by or ())), tuple(said.get(id, ()))))
        return sorted(found, key=lambda one: (LEVELS.index(one.flag.level), -len(one.findings), one.flag.id))

    def screen(self, regions: Collection[str], facts: Collection[str], most: int = 10) -> list[str]:
        """The findings that decide most of the urgent red flags of these regions: what to ask of everybody first."""
        weight: dict[str, float] = {}
        for id, ways in self._rules:
            raw = self._kb.raw(RedFlag)[id]
            if raw["level"] in ("emergency", "urgent") and set(regions) & set(raw["regions"]):
                for finding in {finding for way in ways for finding in way if self._kind[finding] in _SCREENED}:
                    alone = any(way == {finding} for way in ways)
                    weight[finding] = weight.get(finding, 0.0) + (2.0 if alone else 1.0)
        ranked = sorted(weight, key=lambda finding: (-weight[finding], finding))
        return [finding for finding in ranked if finding not in facts][:most]

    def _begun(self, known: Collection[str]) -> Iterator[tuple[str, frozenset[str]]]:
        """The red flags with each way of raising them that some known finding belongs to."""
        for finding in sorted(known):
            yield from self._ways.get(finding, ())

    def would_raise(self, facts: Collection[str], above: Level) -> list[tuple[RedFlag, str]]:
        """The red flags above a level that one more finding would raise, and that finding."""
        known = frozenset(facts)
        found: dict[str, RedFlag] = {}
        for id, way in self._begun(known):
            flag = self._kb.get(RedFlag, id)
            if LEVELS.index(flag.level) < LEVELS.index(above) and len(missing := way - known) == 1:
                found.setdefault(next(iter(missing)), flag)
        return [(flag, finding) for finding, flag in sorted(found.items(), key=lambda f: LEVELS.index(f[1].level))]


def highest(levels: Iterable[Level]) -> Level | None:
    """The most urgent of `levels`; None if there is none."""
    return min(levels, key=LEVELS.index, default=None)
