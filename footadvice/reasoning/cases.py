"""What the example messages say of a text: how urgent those are that it is most like, and what they are about.

The nearest messages vote, each with a weight that falls with its distance, in both forms of the text; the votes are
shares of the whole. A long text is compared run by run of its sentences, and the most alarming run counts, so that
what is added to a text cannot take away what other sentences say.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from heapq import heapify, heapreplace
from typing import NamedTuple

from footadvice.knowledge import levels
from footadvice.knowledge.case_index import LABELS, PER_CASE, CaseIndex
from footadvice.knowledge.vocabulary import Label
from footadvice.support.cancellation import check_cancelled

NEAREST = 80  # messages that vote, in each form
SHARPNESS = 10.0  # a vote is exp(-SHARPNESS * (1 - cosine))
RUN = 6  # sentences in a row that are compared as one text
MOST_RUNS = 48  # of one text; a longer one is compared in longer runs, which hold each run of `RUN` sentences
ALARMS = tuple(LABELS.index(level) for level in levels.ALARMS)
QUESTION, OUT_OF_SCOPE = LABELS.index("question"), LABELS.index("out_of_scope")
MIN_COMPLAINTS = 0.8  # a smaller share of complaints counts as this one, so that a few votes among others are no alarm

Terms = tuple[Sequence[str], Sequence[str]]  # in each form


class Likeness(NamedTuple):
    """What the nearest messages say, in shares of the votes that are 1 together.

    Args:
        labels: by label, in the order of `LABELS`.
        flags, conditions: by id; a message may vote for several.
        nearest: (number of the message, cosine), the most like first.
    """

    labels: tuple[float, ...]
    flags: Mapping[str, float]
    conditions: Mapping[str, float]
    nearest: tuple[tuple[int, float], ...]

    @property
    def elsewhere(self) -> float:
        """The share of the messages that are out of scope."""
        return self.labels[OUT_OF_SCOPE]

    @property
    def alarm(self) -> float:
        """Of the messages that report a complaint, the share that cannot wait."""
        return self.of_complaints(*levels.ALARMS)

    def of_complaints(self, *labels: Label) -> float:
        """Of the messages that report a complaint, the share that has one of these labels."""
        complaints = 1.0 - self.elsewhere - self.labels[QUESTION]
        return sum(self.labels[LABELS.index(label)] for label in labels) / max(complaints, MIN_COMPLAINTS)


NOTHING = Likeness((0.0,) * len(LABELS), {}, {}, ())


class Cases:
    """Compares texts with the example messages of one knowledge base."""

    def __init__(self, index: CaseIndex) -> None:
        self._index = index

    def like(self, parts: Sequence[Terms], leave_out: Collection[int] = ()) -> Likeness:
        """What the messages say that the most alarming run of sentences is like.

        Args:
            parts: the terms of each sentence of a text (`Report.terms`).
            leave_out: numbers of messages that do not count: for an honest evaluation.
        """
        count = max(len(parts) - RUN + 1, 1)
        step = -(-count // MOST_RUNS)
        runs = [_joined(parts[n : n + RUN + step - 1]) for n in range(0, count, step)]
        return max((self._votes(run, leave_out) for run in runs), key=lambda one: one.alarm, default=NOTHING)

    def most_alarming(self, parts: Sequence[Terms]) -> float:
        """The highest share of alarms (`Likeness.alarm`) of one sentence alone; `parts` as in `like`."""
        return max((self.like([part]).alarm for part in parts), default=0.0)

    def _votes(self, run: Terms, leave_out: Collection[int]) -> Likeness:
        check_cancelled()
        weights: dict[int, float] = defaultdict(float)  # each form has one vote in all
        nearest: dict[int, float] = {}
        for form in run:
            scores = self._index.similar(form)
            for case in leave_out:
                scores.pop(case, None)
            best = _highest(scores)
            votes = {case: math.exp(SHARPNESS * (cosine - 1)) for case, cosine in best}
            whole = sum(votes.values())
            for case, vote in votes.items():
                weights[case] += vote / whole
            for case, cosine in best:
                nearest[case] = max(cosine, nearest.get(case, 0.0))
        return self._tally(weights, nearest)

    def _tally(self, weights: Mapping[int, float], nearest: Mapping[int, float]) -> Likeness:
        whole = sum(weights.values()) or 1.0
        labels = [0.0] * len(LABELS)
        flags: dict[int, float] = defaultdict(float)
        conditions: dict[int, float] = defaultdict(float)
        index = self._index
        for case, weight in weights.items():
            share, label, at = weight / whole, index.labels[case], case * PER_CASE
            labels[label] += share
            if label in ALARMS:
                for flag in index.flags[at : at + PER_CASE]:
                    flags[flag] += share
            for condition in index.conditions[at : at + PER_CASE]:
                conditions[condition] += share
        ranked = sorted(nearest.items(), key=lambda one: (-weights[one[0]], one[0]))
        return Likeness(tuple(labels), index.by_id(flags), index.by_id(conditions), tuple(ranked))


def _highest(scores: Mapping[int, float]) -> list[tuple[int, float]]:
    """The `NEAREST` highest scores, highest first, of equals the first found.

    It is `heapq.nlargest` without a key, which is called for thousands of scores of which few are high.
    """
    items = iter(scores.items())
    heap = [(score, -n, case) for n, (case, score) in zip(range(NEAREST), items, strict=False)]
    heapify(heap)
    least, order = heap[0][0] if heap else 0.0, -NEAREST
    for case, score in items:
        if score > least:
            heapreplace(heap, (score, order, case))
            least, order = heap[0][0], order - 1
    return [(case, score) for score, _, case in sorted(heap, reverse=True)]


def _joined(parts: Sequence[Terms]) -> Terms:
    return [term for written, _ in parts for term in written], [term for _, folded in parts for term in folded]


__all__ = ["NOTHING", "Cases", "Likeness", "Terms"]
