"""Weights of single words for each condition (BM25), for texts in which no whole phrase is recognised.

For conditions Okapi BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009): a word that few texts
use says more than one that many use, a word said often little more than one said once, and a long text wins nothing by
length.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from footadvice.knowledge.index.phrase_index import lexicon_of, signs
from footadvice.knowledge.index.summary_fields import Raw
from footadvice.knowledge.records import Condition
from footadvice.text.lexicon import Lexicon

SATURATION = 1.2  # k1 of BM25: how soon a word that is said again adds nothing
COMMON = 0.5  # a word at or below this rarity stands in six texts of ten, and tells nothing
LENGTH = 0.3  # b of BM25: how much a long text is held against its words
# What a point of BM25 adds to the score of a condition: in the words for its signs, and in its page.
SIGNS, PAGE = 0.26, 0.27
USUAL = {"always": 1.0, "very_often": 1.0, "often": 0.67, "sometimes": 0.33}  # how much the words for a sign weigh
DIGITS = 3  # of a worth, after the point

Texts = Mapping[str, Mapping[str, float]]  # id -> word -> how often it is said, or how much it weighs
Said = Callable[[str], Iterable[str]]  # a text -> its words, each by what it is compared by
Worths = dict[str, dict[str, float]]  # word -> id -> what it is worth


def wording(raw: Raw) -> dict[str, dict[str, Any]]:
    """For each word what it is worth, by id of the text.

    `page`: in the words for its signs, and in its page.
    """
    lexicon = lexicon_of(raw)
    said = cache(lambda text: tuple(lexicon.words([text])))  # the same message counts for several parts
    found = {
        "page": _sum(worths(_signs(raw, lexicon), SIGNS), worths(_pages(raw, said), PAGE)),
    }
    words = sorted({word for one in found.values() for word in one})
    return {word: {part: _rounded(one[word]) for part, one in found.items() if word in one} for word in words}


def worths(texts: Texts, weight: float) -> Worths:
    """What each word is worth in each text that has it; words that tell nothing are left out.

    Args:
        weight: what a point of BM25 is worth.
    """
    length = {id: sum(words.values()) for id, words in texts.items()}
    usual = sum(length.values()) / max(len(texts), 1) or 1.0
    slow = {id: SATURATION * (1 - LENGTH + LENGTH * own / usual) for id, own in length.items()}
    counts: Worths = defaultdict(dict)
    for id, words in texts.items():
        for word, count in words.items():
            counts[word][id] = count
    found: Worths = {}
    for word, own in counts.items():
        rarity = math.log(1 + (len(texts) - len(own) + 0.5) / (len(own) + 0.5))
        if rarity > COMMON:
            best = weight * rarity * (SATURATION + 1)
            found[word] = {id: best * count / (count + slow[id]) for id, count in own.items()}
    return found


def counted(said: Said, texts: Iterable[str], *, once: bool = False) -> dict[str, float]:
    """How often each word is said in `texts`; or in how many of them, if each counts `once`."""
    words = Counter(word for text in texts for word in (set(said(text)) if once else said(text)))
    return {word: float(words[word]) for word in sorted(words)}


def _signs(raw: Raw, lexicon: Lexicon) -> Texts:
    """The words by which people tell the signs of each condition, those of its usual signs weighing most."""
    said: dict[str, set[str]] = defaultdict(set)
    for phrase in signs(raw, lexicon):
        said[phrase.id] |= set(phrase.tokens)
    weights: dict[str, dict[str, float]] = {}
    for id, record in raw(Condition).items():
        own = weights[id] = {}
        for one in record["findings"]:
            usual = USUAL.get(one["frequency"], 0.0)
            own |= {word: max(own.get(word, 0.0), usual) for word in sorted(said[one["finding"]]) if usual}
    return weights


def _pages(raw: Raw, said: Said) -> Texts:
    return {id: counted(said, _page(record)) for id, record in raw(Condition).items()}


def _page(record: Mapping[str, Any]) -> Iterator[str]:
    """The texts of a condition's page that say what it is and what is done about it."""
    yield from (record["name"], *record.get("other_names", ()), record["summary"])
    yield from (cause["text"] for cause in record.get("causes", ()))
    yield from (part[key] for part in record.get("actions", ()) for key in ("name", "text"))
    yield from (part["text"] for part in record.get("avoid", ()))


def _sum(one: Worths, other: Worths) -> Worths:
    total: Worths = defaultdict(dict)
    for part in (one, other):
        for word, own in part.items():
            for id, worth in own.items():
                total[word][id] = total[word].get(id, 0.0) + worth
    return total


def _rounded(own: Mapping[str, float]) -> dict[str, float]:
    return {id: round(worth, DIGITS) for id, worth in own.items()}
