"""How well the words of a text fit each text of ours, where no phrase of the vocabulary was recognised whole.

What each word is worth stands in the data that is derived (`knowledge/derived/wording.py`).
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any


def fit(wording: Mapping[str, Mapping[str, Any]], words: Collection[str], *parts: str) -> dict[str, float]:
    """How well each text fits `words`, 0 or more; texts that share no word with them are left out.

    Args:
        wording: for each word what it is worth, by part and id of the text.
        parts: which texts are meant: "told", "page", "messages".
    """
    total: dict[str, float] = defaultdict(float)
    for word in sorted(set(words)):  # in order, or sums of the same numbers could differ in their last digit
        for part in parts if word in wording else ():
            for id, worth in wording[word].get(part, {}).items():
                total[id] += worth
    return total
