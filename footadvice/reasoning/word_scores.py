"""Scores each condition by the words of a text, where no whole phrase was recognised.

What each word is worth stands in the data that is derived (`knowledge/derived/wording.py`).
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

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
