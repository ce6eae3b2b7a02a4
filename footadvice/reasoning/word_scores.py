"""How well the words of a text fit each text of ours, where no phrase of the vocabulary was recognised whole.

What each word is worth stands in the data that is derived (`knowledge/derived/wording.py`).
"""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from footadvice.text.lexicon import ANY

Wording = Mapping[str, Mapping[str, Any]]  # word -> part -> id of the text -> what it is worth


def fit(wording: Wording, words: Collection[str], part: str) -> dict[str, float]:
    """How well each text fits `words`, 0 or more; texts that share no word with them are left out.

    Args:
        wording: for each word what it is worth, by part and id of the text.
        part: which texts are meant: "told" or "page".
    """
    total: dict[str, float] = defaultdict(float)
    for word in sorted(words):  # in order, or sums of the same numbers could differ in their last digit
        own = wording.get(word, {})
        for id, worth in own[part].items() if part in own else ():
            total[id] += worth
    return total


def likeness(wording: Wording, words: Collection[str], part: str, least: int = 1) -> dict[str, float]:
    """How like `words` are to those of each text, in logarithms.

    Args:
        part: which texts are meant: "messages" or "field".
        least: the answer is empty where fewer of the words are known.
    """
    known = sorted(word for word in set(words) if word in wording and part in wording[word])
    if len(known) < least:
        return {}
    score = {id: len(known) * cost for id, cost in wording[ANY][part].items()}
    for word in known:
        for id, worth in wording[word][part].items():
            score[id] += worth
    return score


def shares(like: Mapping[str, float]) -> dict[str, float]:
    """Likenesses as shares that are 1 together."""
    best = max(like.values())
    weight = {id: math.exp(one - best) for id, one in like.items()}
    whole = sum(weight.values())
    return {id: one / whole for id, one in weight.items()}
