"""The example messages as cases: an inverted index by which the messages most like a text are found.

Each message stands in it in two forms (`text/forms.py`), each as a vector of TF-IDF weights of length one (Salton and
Buckley, Term-weighting approaches in automatic text retrieval, 1988). A word that stands in more than `COMMON` of the
messages tells nothing and is left out; of each other word the `CAP` strongest postings are kept, so that a search
costs the same however many messages there are.

The file holds plain arrays after one line of JSON, in little-endian order, so that nothing is parsed when it is read.
"""

import json
import math
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, get_args

from footadvice.knowledge.vocabulary import Label
from footadvice.text.forms import as_written, folded
from footadvice.text.lexicon import Lexicon

LABELS: tuple[Label, ...] = get_args(Label)
FORMS = ("written", "folded")
NONE = 0xFFFF  # no record
ARRAYS: Mapping[str, Any] = {
    "term_ends": "I",
    "starts": "I",
    "cases": "I",
    "weights": "f",
    "idf": "f",
    "labels": "B",
    "flags": "H",
    "conditions": "H",
}
PER_CASE = 2  # flags, and conditions, that are kept of a message
PLACES = 8192  # terms whose place is remembered: questions have many words in common

Vector = Mapping[str, float]  # a term with the mark of its form -> how often it stands there, damped


def terms(text: str, lexicon: Lexicon) -> tuple[list[str], list[str]]:
    """The terms of a text in each form; a mark before each says which form it is of."""
    return ["w" + word for word in as_written(text)], ["f" + word for word in folded(text, lexicon)]


class CaseIndex:
    """Finds the messages that a text is most like.

    Args:
        stored: what `build` made.
    """

    def __init__(self, stored: bytes) -> None:
        end = stored.index(b"\n") + 1
        self._block: dict[str, memoryview] = {}
        for name, size in json.loads(stored[:end]).items():
            self._block[name] = memoryview(stored)[end : end + size]
            end += size
        self.ids = str(self._block["ids"], "utf-8").split("\n")
        self._vocabulary, self._term_ends = bytes(self._block["vocabulary"]), self._array("term_ends")
        self._starts, self._cases, self._weights, self._idf = map(self._array, ("starts", "cases", "weights", "idf"))
        self.labels, self.flags, self.conditions = map(self._array, ("labels", "flags", "conditions"))
        self._place = lru_cache(maxsize=PLACES)(self._find)

    def _array(self, name: str) -> "memoryview[Any] | array[Any]":
        block = self._block[name]
        if sys.byteorder == "little":
            return block.cast(ARRAYS[name])
        found: array[Any] = array(ARRAYS[name], block.tobytes())
        found.byteswap()
        return found

    def __len__(self) -> int:
        return len(self.labels)

    def name(self, case: int) -> str:
        """The id of the message."""
        return str(self._block["names"], "utf-8").split("\n")[case]

    def groups(self) -> list[str]:
        """Author and situation of each message: what an honest evaluation leaves out together."""
        return str(self._block["groups"], "utf-8").split("\n")

    def by_id(self, shares: Mapping[int, float]) -> dict[str, float]:
        """The shares of flags or conditions by their ids, in place of the numbers that messages have of them."""
        return {self.ids[number]: share for number, share in shares.items() if number != NONE}

    def similar(self, form: Sequence[str]) -> dict[int, float]:
        """The cosine of the terms of one form with each message that shares a term with them."""
        counts = Counter(form)
        places = {term: place for term in counts if (place := self._place(term)) >= 0}
        weights = {place: (1 + math.log(counts[term])) * self._idf[place] for term, place in places.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        scores: dict[int, float] = {}
        cases, strengths, starts = self._cases, self._weights, self._starts
        for place in sorted(weights):  # in order, or sums of the same numbers could differ in their last digit
            weight = weights[place] / length
            low, high = starts[place], starts[place + 1]
            for case, strength in zip(cases[low:high], strengths[low:high], strict=True):
                if case in scores:
                    scores[case] += weight * strength
                else:
                    scores[case] = weight * strength
        return scores

    def knows(self, word: str) -> bool:
        """Whether some message has the word as it is written."""
        return self._place(f"w{word}") >= 0

    def _find(self, term: str) -> int:
        """The number of `term` in the vocabulary; -1 if it is not there."""
        wanted = term.encode()
        place = bisect_left(range(len(self._term_ends)), wanted, key=self._term)
        return place if place < len(self._term_ends) and self._term(place) == wanted else -1

    def _term(self, place: int) -> bytes:
        return self._vocabulary[self._term_ends[place - 1] if place else 0 : self._term_ends[place]]


__all__ = ["ARRAYS", "FORMS", "LABELS", "NONE", "PER_CASE", "CaseIndex", "terms"]
