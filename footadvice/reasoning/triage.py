"""Red flags and urgency. Safety stands alone here, and comes first in every answer.

The rules (sources stand with each red flag in the data):
  1. The highest level wins and is shown first.
  2. What somebody is (diabetes, a child) can raise a level; a risk note never blocks a red flag.
  3. A denied sign does not raise; a sign of long ago does not, but a history does.
  4. Nothing found never means "you are fine".
  5. A message that is like those of people who had a red flag of one level, or a higher one, and hardly like any
     others, raises that level too.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from footadvice.knowledge.records import LEVELS, SOON, Finding, Level, RedFlag
from footadvice.knowledge.store import KnowledgeBase
from footadvice.reasoning.word_scores import likeness, shares
from footadvice.support.frozen_record import FrozenRecord
from footadvice.understanding.reader import Reading

# Kinds of finding that are still true when they lie in the past: a clot in 2010 is a history of clots.
_LASTING = ("history", "person")
# What may be denied of one foot and be so of the other.
_OF_ONE_FOOT = {"numb-feet", "poor-circulation"}
# Kinds of finding that a screen asks for: what a person can see or has been through, and who they are.
_SCREENED = ("alarm", "function", "look", "injury", "person", "feel")


# From which share of likeness on a message raises what it is like: tried on messages that were left out in turn, on the
# test stories and on questions of real people, so that it finds more and disturbs hardly more.
LIKE = 0.95
LEAST_WORDS = 4  # fewer known words than these say nothing of a whole message


class Raised(FrozenRecord, kw_only=False):
    """A red flag that was raised, and by what: findings, the words of a whole phrase, or else the whole message."""

    flag: RedFlag
    level: Level
    findings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Triage:
    """Finds red flags by the rules of one knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._wording = kb.derived("wording")
        self._level: dict[str, Level] = {id: raw["level"] for id, raw in kb.brief(RedFlag).items()}
        self._rules = [(id, [frozenset(one) for one in raw["raised_by"]]) for id, raw in kb.brief(RedFlag).items()]
        self._all_ways = dict(self._rules)
        self._ways: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)  # finding -> what it helps to raise
        for id, ways in self._rules:
            for way in ways:
                for finding in way:
                    self._ways[finding].append((id, way))
        self._kind = {id: raw["kind"] for id, raw in kb.brief(Finding).items()}
        # What can raise a level: a denial of it says something about how urgent it is.
        self.alarming = frozenset(finding for _, ways in self._rules for way in ways for finding in way)
        self._lasting = {id for id, kind in self._kind.items() if kind in _LASTING}

    def facts(self, reading: Reading) -> set[str]:
        """The findings that count: those that are so now, and histories however old.

        Who somebody is, they know: "I am not diabetic" outweighs a blood test that is named, or a mother who is.
        """
        not_theirs = {m.id for m in reading.findings if m.denied and self._kind[m.id] == "person"} - _OF_ONE_FOOT
        return reading.present() - not_theirs | {id for id in reading.history() if id in self._lasting}

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
            if (by or id in said) and not self._explained(id, by or (), known, reading):
                flag = self._kb.get(RedFlag, id)
                found.append(Raised(flag, flag.level, tuple(sorted(by or ())), tuple(said.get(id, ()))))
        found += self._alike({one.flag.id for one in found}, reading.said if reading else ())
        return sorted(found, key=lambda one: (LEVELS.index(one.level), -len(one.findings), one.flag.id))

    def _explained(self, id: str, by: Collection[str], known: frozenset[str], reading: Reading | None) -> bool:
        """Whether something else that is so explains a red flag: after a knock a toe is black by bruising.

        Nothing explains it beside a strong sign, such as a smell or a fever, nor where single answers are all that is
        known. What is urgent is explained in its own sentence or in the one before, and by nothing that is added later.
        """
        raw = self._kb.raw(RedFlag)[id]
        others = {finding for finding in raw.get("not_with", ()) if finding in known}
        if not others or reading is None or not reading.begins or not known.isdisjoint(raw.get("strong_signs", ())):
            return False
        if self._level[id] not in SOON:
            return True
        told = [m for m in reading.findings if m.id in by] + [m for m in reading.red_flags if m.id == id]
        signs = {reading.sentence(m.at) for m in told if not m.denied and not m.past}
        causes = {reading.sentence(m.at) for m in reading.findings if m.id in others and not m.denied}
        return not signs or any(sign - cause in (0, 1) for sign in signs for cause in causes)

    def _alike(self, raised: Collection[str], said: Sequence[set[str]]) -> Iterator[Raised]:
        """The red flags whose messages a sentence, or two that follow one another, are like.

        Never more than two, so that whatever is added to a text cannot take away what its other sentences raised.
        """
        like: dict[str, Level] = {}
        for n, words in enumerate(said):
            for window in (words, words | said[n - 1]) if n else (words,):
                for id, level in self._like(likeness(self._wording, window, "messages", LEAST_WORDS)):
                    like[id] = highest((level, like.get(id, level))) or level
        for id, level in like.items():
            if id not in raised:
                yield Raised(self._kb.get(RedFlag, id), level)

    def _like(self, like: Mapping[str, float]) -> Iterator[tuple[str, Level]]:
        """The red flag that a message is most like, if it is like those of its level or of a higher one."""
        best = max(like, key=like.__getitem__, default="")
        if self._level.get(best) not in SOON:
            return
        share = shares(like)
        for n, level in enumerate(SOON, 1):
            alike = {id: one for id, one in share.items() if self._level.get(id) in SOON[:n]}
            if sum(alike.values()) >= LIKE:
                yield max(alike, key=alike.__getitem__), level
                return

    def screen(self, regions: Collection[str], facts: Collection[str], most: int = 10) -> list[str]:
        """What to ask of everybody first whose trouble is in these regions, what decides most of their red flags first.

        It is what the data marks (`Finding.screens`), or else the `most` findings that decide most.
        """
        marked = {id for id, raw in self._kb.brief(Finding).items() if set(regions) & set(raw.get("screens", ()))}
        weight: dict[str, float] = {}
        for id, ways in self._rules:
            raw = self._kb.brief(RedFlag)[id]
            if raw["level"] in SOON and set(regions) & set(raw["regions"]):
                for finding in {f for way in ways for f in way if f in marked or self._kind[f] in _SCREENED}:
                    alone = any(way == {finding} for way in ways)
                    weight[finding] = weight.get(finding, 0.0) + (2.0 if alone else 1.0)
        ranked = sorted(weight, key=lambda finding: (-weight[finding], finding))
        asked = [finding for finding in ranked if finding not in facts]
        return [finding for finding in asked if finding in marked] or asked[:most]

    def _begun(self, known: Collection[str]) -> Iterator[tuple[str, frozenset[str]]]:
        """The red flags with each way of raising them that some known finding belongs to."""
        for finding in sorted(known):
            yield from self._ways.get(finding, ())

    def would_raise(self, facts: Collection[str], above: Level) -> list[tuple[RedFlag, str]]:
        """The red flags above a level that one more finding would raise, and that finding.

        Only what some sign that is known already points to: who somebody is points to nothing. The most urgent come
        first, and of those the ones that most of the known signs belong to.
        """
        known = frozenset(facts)
        signs = {finding for finding in known if self._kind.get(finding) != "person"}
        begun = dict.fromkeys(id for id, _ in self._begun(signs) if LEVELS.index(self._level[id]) < LEVELS.index(above))
        found: dict[str, tuple[int, int, str]] = {}  # the finding that is missing -> how it ranks, and the red flag
        for id in begun:
            for way in self._all_ways[id]:
                if len(missing := way - known) == 1:
                    rank = (LEVELS.index(self._level[id]), -len(way & signs), id)
                    finding = next(iter(missing))
                    found[finding] = min(found.get(finding, rank), rank)
        ranked = sorted(found.items(), key=lambda one: (one[1], one[0]))
        return [(self._kb.get(RedFlag, id), finding) for finding, (_, _, id) in ranked]


def highest(levels: Iterable[Level]) -> Level | None:
    """The most urgent of `levels`; None if there is none."""
    return min(levels, key=LEVELS.index, default=None)
