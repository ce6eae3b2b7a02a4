"""How well the words of a text fit a condition, where no phrase of the vocabulary was recognised whole.

Okapi BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009): a word that few conditions use says
more than one that many use, a word said often little more than one said once, and a long text wins nothing by length.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

SATURATION = 1.2  # k1 of BM25: how soon a word that is said again adds nothing
COMMON = 0.5  # a word at or below this rarity stands in six texts of ten, and tells nothing
LENGTH = 0.3  # b of BM25: how much a long text is held against its words


class Wording:
    """The words of texts, ready to be compared with those of a question.

    Args:
        texts: id -> word -> how often it is said, or how much it weighs.
        weight: what a point is worth.
    """

    def __init__(self, texts: Mapping[str, Mapping[str, float]], weight: float = 1.0) -> None:
        self._texts, self._weight = texts, weight
        length = {id: sum(words.values()) for id, words in texts.items()}
        usual = sum(length.values()) / max(len(texts), 1) or 1.0
        self._slow = {id: SATURATION * (1 - LENGTH + LENGTH * own / usual) for id, own in length.items()}
        self._parts: tuple[Wording, ...] = (self,)

    def __add__(self, other: "Wording") -> "Wording":
        """Both in one: it fits as well as the two do together."""
        both = Wording({})
        both._parts = self._parts + other._parts
        return both

    def fit(self, words: Collection[str]) -> dict[str, float]:
        """How well each text fits `words`, 0 or more; texts that share no word with them are left out."""
        total: dict[str, float] = defaultdict(float)
        for word in sorted(set(words)):  # in order, or sums of the same numbers could differ in their last digit
            for id, worth in self._worth(word).items():
                total[id] += worth
        return total

    @lru_cache(maxsize=4096)  # noqa: B019 - one Wording lives as long as its knowledge base
    def _worth(self, word: str) -> dict[str, float]:
        """What one word is worth in each text that has it; found out when the word is first asked about."""
        worth: dict[str, float] = defaultdict(float)
        for part in self._parts:
            counts = {id: words[word] for id, words in part._texts.items() if word in words}
            rarity = math.log(1 + (len(part._texts) - len(counts) + 0.5) / (len(counts) + 0.5))
            for id, count in counts.items() if rarity > COMMON else ():
                worth[id] += part._weight * rarity * count * (SATURATION + 1) / (count + part._slow[id])
        return worth


def counted(words: Iterable[str]) -> dict[str, float]:
    """How often each word is said."""
    counts: dict[str, float] = defaultdict(float)
    for word in words:
        counts[word] += 1.0
    return counts
