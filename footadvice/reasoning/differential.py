"""Findings -> ranked conditions, each with what speaks for and against it.

A score is a sum of logarithms: how common the condition is, and for each finding how much more often it is present
in this condition than in the others. The frequencies are judgements (see the data's notes), so a score ranks and is
never shown: bands, not percentages.
"""

import functools
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import repeat
from typing import TYPE_CHECKING, Literal, NamedTuple

from footadvice.knowledge.levels import ALARMS
from footadvice.knowledge.records import Condition, Finding, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.reasoning.word_scores import fit
from footadvice.support.frozen_record import FrozenRecord

if TYPE_CHECKING:
    from footadvice.knowledge.summary_rows import ConditionRow

Band = Literal["likely", "possible", "must_not_miss", "elsewhere", "unlikely"]
CHANCE = {"always": 0.97, "very_often": 0.85, "often": 0.5, "sometimes": 0.15, "rarely": 0.03, "never": 0.004}
RAREST, MOST_USUAL = 0.02, 0.5  # how often a finding may be present where no record says so
# What each thing adds to a score. The frequencies are judgements and the findings of one person go together, so what
# follows from them is weighed and not taken as it is: these weights rank best in the test stories and in questions of
# real people, each fifth of them ranked by weights that were fitted to the others.
PRIOR = {"very_common": 0.0, "common": -0.2, "uncommon": -0.6, "rare": -1.0}
ASKED = {"often": 1.2, "sometimes": 0.4, "seldom": -0.5}
# Times the logarithm of how much more often a finding is present.
SPEAKS_FOR, SPEAKS_AGAINST, DENIED_SIGN = 0.15, 1.6, 0.95
UNLISTED = -0.65  # a finding that the record does not list
UNLISTED_SHARE = 0.6  # how often it is present then, as a share of its base rate
UNSAID = -0.85  # penalty for each defining finding that people would mention and that was not mentioned
UNSAID_PERSON = -0.8  # the same for what somebody is: a child is said to be one
VOTES = 11.0  # times the root of the share of the nearest messages that are about the condition
OTHER_AGE = -1.1  # somebody of another age than the condition is of
NAMED = 2.9  # that somebody names the condition themselves
# What its words add stands with what is derived from the data (`knowledge/derived/wording.py`).
# Where it is: a condition's first zone, another of its zones, the foot of what begins elsewhere, a wide place that
# holds one of them, a spot in a wide zone of it ("the heel", where the whole foot aches), and any other place.
FIRST_ZONE, OTHER_ZONE, AFAR_ZONE, WIDE_ZONE, DIFFUSE_ZONE, NO_ZONE = 2.2, 1.3, 0.5, 0.7, 0.2, -1.9
WORTH_SAYING = 0.05  # a weight below this is no reason
WORTH_A_GUESS = 2.5  # what words alone have to weigh for a condition to be thought of
LIKELY = 1.2  # how far behind the best a condition is still likely
MAX_RANKED = 12
TOLD_KINDS = ("person", "history", "injury", "look", "function")
PAINFUL_KINDS = ("pain", "trigger", "timing")


class Ranked(FrozenRecord, kw_only=False):
    """A condition with its score, and the findings (or zones) that speak for and against it, weightiest first."""

    id: str
    score: float
    band: Band
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


class Case(NamedTuple):
    """What is known of one person.

    Args:
        present, absent: ids of findings that are and are not so.
        zones: where it is; any of them may be the place.
        named: conditions that were named.
        hurts: whether pain was spoken of at all.
        words: the tokens of the text that are not denied.
        votes: for each condition its share of the nearest messages.
    """

    present: frozenset[str]
    absent: frozenset[str] = frozenset()
    zones: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    hurts: bool = False
    words: frozenset[str] = frozenset()
    votes: tuple[tuple[str, float], ...] = ()


class Evidence(NamedTuple):
    """One thing that was said, and what it adds to the score of each condition.

    Args:
        name: of a finding, or "no " and a finding, "named", "zone" or "words".
        weights: what it adds, by condition.
        otherwise: what it adds for every other condition.
        speaks_for: the conditions for which it weighs enough to be a reason.
    """

    name: str
    weights: Mapping[str, float]
    otherwise: float
    speaks_for: Collection[str]


class Differential:
    """Ranks the conditions of one knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._conditions = kb.brief(Condition)
        self._chance: dict[str, dict[str, float]] = {
            id: {finding: CHANCE[frequency] for finding, frequency in raw["findings"].items()}
            for id, raw in self._conditions.items()
        }
        self._listed: dict[str, dict[str, float]] = defaultdict(dict)  # finding -> condition -> how often it is present
        for id, chances in self._chance.items():
            for finding, chance in chances.items():
                self._listed[finding][id] = chance
        self._usual = self._how_usual()
        self._ages = kb.roles.are_ages()
        self._wider = {id: set(raw.get("within", ())) for id, raw in kb.brief(Zone).items()}
        self._region = {id: raw["region"] for id, raw in kb.brief(Zone).items()}
        kinds = {id: raw["kind"] for id, raw in kb.brief(Finding).items()}
        self._askable = {id for id, kind in kinds.items() if kind not in ("person", "history")}
        self._prior: dict[str, float] = {}
        self._painful: dict[str, float] = {}
        self._defining: dict[str, frozenset[str]] = {}
        self._people: dict[str, set[str]] = {}
        for id, chances in self._chance.items():
            raw = self._conditions[id]
            self._prior[id] = PRIOR[raw["how_common"]] + ASKED[raw.get("asked", "seldom")]
            painful = max((p for f, p in chances.items() if kinds[f] in PAINFUL_KINDS), default=0.1)
            self._painful[id] = math.log((painful + 0.1) / 0.8)
            self._defining[id] = frozenset(
                f for f, p in chances.items() if p >= CHANCE["very_often" if kinds[f] in TOLD_KINDS else "always"]
            )
            self._people[id] = {f for f, p in chances.items() if kinds[f] == "person" and p >= CHANCE["very_often"]}
        self._wording = kb.derived("wording")

    @functools.lru_cache(maxsize=4)  # noqa: B019 - one answer ranks the same case for its list and for its level
    def rank(self, case: Case) -> tuple[Ranked, ...]:
        """The conditions that something speaks for, best first, `MAX_RANKED` of them."""
        evidence = self._evidence(case)
        found = list(set[str]().union(*(one.speaks_for for one in evidence)))
        ranks = zip([-score for score in self._scores(found, evidence, case)], found, strict=True)
        scored = nsmallest(MAX_RANKED, ranks)
        best = -scored[0][0] if scored else 0.0
        return tuple(_ranked(id, -score, _band(-score, best, self._conditions[id]), evidence) for score, id in scored)

    def explain(self, id: str, case: Case) -> Ranked:
        """What speaks for and against one condition, whether it is among the ranked ones or not."""
        if listed := next((one for one in self.rank(case) if one.id == id), None):
            return listed
        evidence = self._evidence(case)
        (score,) = self._scores([id], evidence, case)
        return _ranked(id, score, "unlikely", evidence)

    @functools.lru_cache(maxsize=4)  # noqa: B019 - as `rank`
    def _evidence(self, case: Case) -> Sequence[Evidence]:
        """Each thing that was said, with what it adds."""
        # In order of their names: sums of the same numbers in another order could differ in their last digit.
        found = [self._present(finding) for finding in sorted(case.present & self._usual.keys())]
        found += [self._absent(finding) for finding in sorted(case.absent & self._usual.keys())]
        if case.named:
            found.append(_evidence("named", dict.fromkeys(case.named & self._conditions.keys(), NAMED)))
        if case.zones:
            found.append(self._place(case.zones))
        if case.words:
            found.append(self._words(case))
        return found

    @functools.cache  # noqa: B019 - one Differential lives as long as its knowledge base
    def _present(self, finding: str) -> Evidence:
        """What a finding adds that is so: by how often it is in a condition, or `UNLISTED` if its record has none."""
        usual = self._usual[finding]
        weights = {id: _weighed(chance, usual) for id, chance in self._listed[finding].items()}
        return _evidence(finding, weights, UNLISTED)

    @functools.cache  # noqa: B019 - as above
    def _absent(self, finding: str) -> Evidence:
        rest = 1 - self._usual[finding]
        weights = {id: DENIED_SIGN * math.log((1 - chance) / rest) for id, chance in self._listed[finding].items()}
        return _evidence(f"no {finding}", weights)

    @functools.lru_cache(maxsize=256)  # noqa: B019 - as above
    def _place(self, zones: frozenset[str]) -> Evidence:
        logs = [log.values() for log in self._zone_logs(sorted(zones))]
        means = (sum(fits) / len(fits) for fits in zip(*logs, strict=True))
        return _evidence("zone", dict(zip(self._conditions, means, strict=True)))

    def _words(self, case: Case) -> Evidence:
        weights = dict(self._worded(case.words, "page"))
        for id, share in case.votes:
            if id in self._conditions:
                weights[id] = weights.get(id, 0.0) + VOTES * math.sqrt(share)
        return _evidence("words", weights, least=WORTH_A_GUESS)

    @functools.lru_cache(maxsize=4)  # noqa: B019 - the same words are asked for twice in one answer
    def _worded(self, words: frozenset[str], part: str) -> Mapping[str, float]:
        return fit(self._wording, words, part)

    def best_question(self, candidates: Iterable[Ranked], known: Collection[str], most: int = 6) -> str | None:
        """The unasked finding that tells the leading candidates most apart; None if none does."""
        leading = list(candidates)[:most]
        if len(leading) < 2:
            return None
        weights = [math.exp(min(one.score - leading[0].score, 0.0)) for one in leading]
        worth: dict[str, float] = {}
        for finding in {f for one in leading for f in self._chance[one.id]} & self._askable - set(known):
            chances = [self._chance[one.id].get(finding, self._usual[finding] * UNLISTED_SHARE) for one in leading]
            mean = sum(w * p for w, p in zip(weights, chances, strict=True)) / sum(weights)
            worth[finding] = sum(w * (p - mean) ** 2 for w, p in zip(weights, chances, strict=True))
        return max(sorted(worth), key=worth.__getitem__, default=None)

    def _how_usual(self) -> Mapping[str, float]:
        """For each finding, how often it is present where nothing else is known."""
        total: dict[str, float] = defaultdict(float)
        for chances in self._chance.values():
            for finding, chance in chances.items():
                total[finding] += chance
        count = max(len(self._conditions), 1)
        return {finding: min(max(sum_ / count, RAREST), MOST_USUAL) for finding, sum_ in total.items()}

    def _scores(self, ids: Sequence[str], evidence: Iterable[Evidence], case: Case) -> Iterator[float]:
        """The score of each condition: how common it is, what was said, and what was not."""
        # By columns, which Python's own loops in C go through: a large base has thousands of conditions to score.
        said = [map(one.weights.get, ids, repeat(one.otherwise)) for one in evidence]
        for id, weights in zip(ids, zip(repeat(0.0, len(ids)), *said, strict=True), strict=True):
            unsaid = 0.0 if id in case.named else self._unsaid(id, case.present)
            yield self._prior[id] + sum(weights) + unsaid + (self._painful[id] if case.hurts else 0.0)

    def _unsaid(self, id: str, present: frozenset[str]) -> float:
        """What it takes away that people do not tell what defines the condition, or who it is of."""
        weight = UNSAID * min(len(self._defining[id] - present), 3)
        if (people := self._people[id]) and not people & present:
            other = people & self._ages and present & self._ages
            weight += UNSAID_PERSON + (OTHER_AGE if other else 0.0)
        return weight

    def _zone_logs(self, zones: Collection[str]) -> list[Mapping[str, float]]:
        """For each of the narrowest places that were named, how well it fits each condition."""
        wide = {wider for zone in zones for wider in self._wider[zone]}  # "heel, the back of it" is the back of it
        return [self._zone_log(zone) for zone in zones if zone not in wide]

    @functools.cache  # noqa: B019 - one Differential lives as long as its knowledge base
    def _zone_log(self, zone: str) -> Mapping[str, float]:
        return {id: self._fit(raw.get("zones", ()), zone) for id, raw in self._conditions.items()}

    def _fit(self, zones: Sequence[str], zone: str) -> float:
        if zone in zones:
            # What begins elsewhere may be felt in the foot.
            afar = self._region[zone] == "foot" != self._region[zones[0]]
            return FIRST_ZONE if zone == zones[0] else AFAR_ZONE if afar else OTHER_ZONE
        if any(zone in self._wider.get(mine, ()) for mine in zones):
            return WIDE_ZONE
        return DIFFUSE_ZONE if any(mine in self._wider[zone] for mine in zones) else NO_ZONE


def usual_findings(kb: KnowledgeBase, id: str) -> list[str]:
    """The findings that somebody with a condition has often or more, most usual first."""
    chances = {finding: CHANCE[often] for finding, often in kb.brief(Condition)[id]["findings"].items()}
    return [f for f, p in sorted(chances.items(), key=lambda item: -item[1]) if p >= CHANCE["often"]]


@functools.cache
def _weighed(chance: float, usual: float) -> float:
    """What a finding adds that is so, by how often it is present in a condition and in general."""
    log = math.log(chance / usual)
    return (SPEAKS_FOR if log > 0 else SPEAKS_AGAINST) * log


def _evidence(name: str, weights: Mapping[str, float], otherwise: float = 0.0, least: float = WORTH_SAYING) -> Evidence:
    return Evidence(name, weights, otherwise, [id for id, weight in weights.items() if weight > least])


def _ranked(id: str, score: float, band: Band, evidence: Iterable[Evidence]) -> Ranked:
    weights = [(one.name, one.weights.get(id, one.otherwise)) for one in evidence]
    weights.sort(key=lambda item: (-abs(item[1]), item[0]))
    return Ranked(
        id,
        score,
        band,
        tuple([name for name, weight in weights if weight > WORTH_SAYING]),
        tuple([name for name, weight in weights if weight < -WORTH_SAYING and weight != UNLISTED]),
    )


def _band(score: float, best: float, raw: "ConditionRow") -> Band:
    if raw["group"] == "elsewhere":
        return "elsewhere"
    if raw["urgency"] in ALARMS:
        return "must_not_miss"
    return "likely" if score >= best - LIKELY else "possible"
