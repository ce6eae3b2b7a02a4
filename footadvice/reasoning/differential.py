"""Findings -> ranked conditions, each with what speaks for and against it.

A score is a sum of logarithms: how common the condition is, and for each finding how much more often it is present
in this condition than in the others. The frequencies are judgements (see the data's notes), so a score ranks and is
never shown: bands, not percentages.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from footadvice.knowledge.base import KnowledgeBase
from footadvice.knowledge.records import Condition, Finding, Zone

Band = Literal["likely", "possible", "must_not_miss", "elsewhere"]
CHANCE = {"always": 0.97, "very_often": 0.85, "often": 0.5, "sometimes": 0.15, "rarely": 0.03, "never": 0.004}
PRIOR = {"very_common": 0.0, "common": -0.5, "uncommon": -1.4, "rare": -2.3}
FLOOR, CEILING = 0.02, 0.5  # how often a finding may be present where no record says so
ASKED = {"often": 0.9, "sometimes": 0.3, "seldom": -0.4}
UNSAID = -0.5  # for each sign that defines a condition, that people would tell of themselves, and that was not told
TOLD_KINDS = ("person", "history", "injury", "look", "function")
PAINFUL_KINDS = ("pain", "trigger", "timing")
NAMED = 3.0  # what it is worth that somebody names the condition themselves
FIRST_ZONE, OTHER_ZONE, WIDE_ZONE, NO_ZONE = 0.6, 0.4, 0.3, 0.03


@dataclass(frozen=True, slots=True)
class Ranked:
    """A condition with its score, and the findings (or zones) that speak for and against it, weightiest first."""

    id: str
    score: float
    band: Band
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


class Differential:
    """Ranks the conditions of one knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._conditions = kb.raw(Condition)
        self._chance: dict[str, dict[str, float]] = {
            id: {one["finding"]: CHANCE[one["frequency"]] for one in raw["findings"]}
            for id, raw in self._conditions.items()
        }
        self._usual = self._how_usual()
        self._wider = {id: set(raw.get("within", ())) for id, raw in kb.raw(Zone).items()}
        self._narrower: dict[str, set[str]] = defaultdict(set)
        for id, wide in self._wider.items():
            for one in wide:
                self._narrower[one].add(id)
        kinds = {id: raw["kind"] for id, raw in kb.raw(Finding).items()}
        self._defining = {
            id: [f for f, p in chances.items() if p >= CHANCE["very_often" if kinds[f] in TOLD_KINDS else "always"]]
            for id, chances in self._chance.items()
        }
        self._painful = {
            id: max((p for f, p in chances.items() if kinds[f] in PAINFUL_KINDS), default=0.1)
            for id, chances in self._chance.items()
        }
        self._askable = {id for id, raw in kb.raw(Finding).items() if raw["kind"] not in ("person", "history")}

    def rank(
        self,
        present: Collection[str],
        absent: Collection[str] = (),
        zones: Collection[str] = (),
        named: Collection[str] = (),
        hurts: bool = False,
    ) -> list[Ranked]:
        """All conditions that anything speaks for, best first.

        Args:
            present, absent: ids of findings that are and are not so.
            zones: where it is; any of them may be the place.
            named: conditions that were named.
            hurts: whether pain was spoken of at all.
        """
        scored = [self._score(id, present, absent, zones, named, hurts) for id in self._conditions]
        found = [one for one in scored if one.speaks_for]
        found.sort(key=lambda one: (-one.score, one.id))
        best = found[0].score if found else 0.0
        return [_banded(one, best, self._conditions[one.id]) for one in found]

    def best_question(self, candidates: Iterable[Ranked], known: Collection[str], most: int = 6) -> str | None:
        """The unasked finding that tells the leading candidates most apart; None if none does."""
        leading = list(candidates)[:most]
        if len(leading) < 2:
            return None
        weights = [math.exp(min(one.score - leading[0].score, 0.0)) for one in leading]
        worth: dict[str, float] = {}
        for finding in {f for one in leading for f in self._chance[one.id]} & self._askable - set(known):
            chances = [self._p(one.id, finding) for one in leading]
            mean = sum(w * p for w, p in zip(weights, chances, strict=True)) / sum(weights)
            worth[finding] = sum(w * (p - mean) ** 2 for w, p in zip(weights, chances, strict=True))
        return max(sorted(worth), key=worth.__getitem__, default=None)

    def why(
        self, id: str, present: Collection[str], absent: Collection[str] = (), zones: Collection[str] = ()
    ) -> Ranked:
        """The score of any condition, listed or not: its reasons for and against."""
        return self._score(id, present, absent, zones, (), False)

    def expected(self, id: str, least: float = 0.5) -> list[str]:
        """The findings that a condition usually has, most usual first."""
        return [f for f, p in sorted(self._chance[id].items(), key=lambda item: -item[1]) if p >= least]

    def _how_usual(self) -> Mapping[str, float]:
        """For each finding, how often it is present where a record does not speak of it."""
        total: dict[str, float] = defaultdict(float)
        for chances in self._chance.values():
            for finding, chance in chances.items():
                total[finding] += chance
        count = max(len(self._conditions), 1)
        return {finding: min(max(sum_ / count, FLOOR), CEILING) for finding, sum_ in total.items()}

    def _p(self, id: str, finding: str) -> float:
        return self._chance[id].get(finding, self._usual.get(finding, FLOOR) * 0.6)

    def _score(
        self,
        id: str,
        present: Collection[str],
        absent: Collection[str],
        zones: Collection[str],
        named: Collection[str],
        hurts: bool,
    ) -> Ranked:
        own, usual = self._chance[id], self._usual
        weights: dict[str, float] = {}
        for finding in present:
            if finding in usual:
                weights[finding] = math.log(self._p(id, finding) / usual[finding])
        for finding in absent:
            if finding in own:
                weights[f"no {finding}"] = math.log((1 - own[finding]) / (1 - usual[finding]))
        if zones:
            weights["zone"] = self._zone_weight(id, zones)
        if id in named:
            weights["named"] = NAMED
        raw = self._conditions[id]
        score = PRIOR[raw["how_common"]["band"]] + ASKED[raw.get("asked", "seldom")] + sum(weights.values())
        score += max(UNSAID * sum(f not in present for f in self._defining[id]), 3 * UNSAID) * (id not in named)
        if hurts:
            score += math.log((self._painful[id] + 0.1) / 0.8)
        ordered = sorted(weights.items(), key=lambda item: (-abs(item[1]), item[0]))
        return Ranked(
            id,
            score,
            "possible",
            tuple(name for name, weight in ordered if weight > 0.15),
            tuple(name for name, weight in ordered if weight < -0.15),
        )

    def _zone_weight(self, id: str, zones: Collection[str]) -> float:
        """How well the places fit. People name a wide place and then the spot: only the narrowest ones count."""
        own = self._conditions[id].get("zones", ())
        narrow = [zone for zone in zones if not self._narrower[zone] & set(zones)]
        fits = [self._fit(own, zone) for zone in narrow]
        return sum(math.log(fit / 0.12) for fit in fits) / max(len(fits), 1) if fits else 0.0

    def _fit(self, own: Sequence[str], zone: str) -> float:
        if zone in own:
            return FIRST_ZONE if zone == own[0] else OTHER_ZONE
        near = any(zone in self._wider.get(mine, ()) or mine in self._wider[zone] for mine in own)
        return WIDE_ZONE if near else NO_ZONE


def _banded(one: Ranked, best: float, raw: Mapping[str, object]) -> Ranked:
    band: Band = "likely" if one.score >= best - 1.2 else "possible"
    if raw["group"] == "elsewhere":
        band = "elsewhere"
    elif raw["urgency"] in ("emergency", "urgent"):
        band = "must_not_miss"
    return Ranked(one.id, one.score, band, one.speaks_for, one.speaks_against)
