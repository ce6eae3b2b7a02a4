"""How well the words of a text fit a condition, where no phrase of the vocabulary was recognised whole.

Okapi BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009): a word that few conditions use says
more than one that many use, a word said often little more than one said once, and a long text wins nothing by length.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

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
        usual_length = sum(sum(words.values()) for words in texts.values()) / max(len(texts), 1) or 1.0
        said_in: dict[str, int] = defaultdict(int)
        for words in texts.values():
            for word in words:
                said_in[word] += 1
        self._worth: dict[str, dict[str, float]] = defaultdict(dict)
        for id, words in texts.items():
            slow = SATURATION * (1 - LENGTH + LENGTH * sum(words.values()) / usual_length)
            for word, count in words.items():
                rarity = math.log(1 + (len(texts) - said_in[word] + 0.5) / (said_in[word] + 0.5))
                if rarity > COMMON:
                    self._worth[word][id] = weight * rarity * count * (SATURATION + 1) / (count + slow)

    def __add__(self, other: "Wording") -> "Wording":
        """Both in one: it fits as well as the two do together."""
        both = Wording({})
        for word in {*self._worth, *other._worth}:
            mine, theirs = self._worth.get(word, {}), other._worth.get(word, {})
            both._worth[word] = {id: mine.get(id, 0.0) + theirs.get(id, 0.0) for id in {**mine, **theirs}}
        return both

    def fit(self, words: Collection[str]) -> dict[str, float]:
        """How well each text fits `words`, 0 or more; texts that share no word with them are left out."""
        total: dict[str, float] = defaultdict(float)
        for word in sorted(set(words)):  # in order, or sums of the same numbers could differ in their last digit
            for id, worth in self._worth.get(word, {}).items():
                total[id] += worth
        return total


def counted(words: Iterable[str]) -> dict[str, float]:
    """How often each word is said."""
    counts: dict[str, float] = defaultdict(float)
    for word in words:
        counts[word] += 1.0
    return counts
