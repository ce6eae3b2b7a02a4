"""Sentences -> tokens: words that mean the same are one token, and small words are left out.

The vocabulary of the data and the text of a user go through the same `Lexicon`: a phrase matches whatever folds to it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from footadvice.text.normalize import sentences, without_apostrophes
from footadvice.text.stems import stem

# Ids of the word groups that the matching of phrases is written around.
NEGATION, PAIN, INABILITY, BOTH, ANIMAL = "neg", "pain", "cannot", "both", "pet"
NEEDED_GROUPS = (NEGATION, PAIN, INABILITY, BOTH, ANIMAL)
SURFACE_FORM = "="  # prefix of a token that is compared as it is written, and not as its word group
CONTIGUOUS = 0  # the slack of a phrase that stands word by word, as it is written
# Words that carry no sign of their own. Prepositions of place are not among them: "under the heel" is a place.
SMALL = frozenset(
    """
    a about after again ago all also always am an and any anyone anything are as at be because been being but by
    can could did do does doing done even ever every few for from get gets getting go goes going got had has
    have having he her here hers him his how i id if ill im in into is it its ive just keep keeps kind know like
    lot made make makes many may maybe me might mine more most much my myself now of off often ok on or other
    our over own please quite s seem seems she should since so some someone something sometimes sort still such
    t take than thanks that the their them then there these they thing things think this those though through
    til till to too try trying until up us use used using usually ve was we well were what when where which
    while who why will with would yes yet you your yourself re ll d m really bit little part area areas side
    sides place spot hi hello help common commonly
    cause causes caused causing
    """.split()  # noqa: SIM905 - a list of words is easier to read than a list of strings
)
_KEPT = frozenset({"side", "sides", "little", "up", "off", "over", "after", "all", "go", "get", "ago", "now", "always"})
_ALSO = dict.fromkeys(("feet", "legs", "ankles", "calves"), BOTH)
_ALSO |= dict.fromkeys(("toe", "toes", "heel", "heels", "forefoot", "midfoot", "sole", "soles", "instep"), "foot")
# What follows "in" where it says a direction and not a place.
_AFTER_ADVERB = frozenset({"when", "and", "but", "if", "as", "while", "so", "too", "or", "at", "since"})
_WORD = re.compile(r"[a-z0-9]+")
_PAUSE = re.compile(r"[a-z0-9]+|[,:()]| - |\u2013|\u2014")
PAUSE = 2  # how many words a pause (a comma, a dash, a bracket) counts for when words have to stand near one another


class Token(NamedTuple):
    """One word of a sentence.

    `text` is what it is compared by, `at` its place among all words, `raw` as typed, `reach` its place for nearness;
    `also` is what else it says where words need not stand together: a toe is of the foot, and "ankles" are both.
    """

    text: str
    at: int
    raw: str
    reach: int = 0
    also: str = ""


class Phrase(NamedTuple):
    """What is said in a few words: `id` of the kind `kind` ("findings").

    `tokens` stand in any order with up to `slack` others between them, or word by word if that is `CONTIGUOUS`.
    """

    kind: str
    id: str
    tokens: tuple[str, ...]
    slack: int


class Lexicon:
    """The word groups: every word of a group is one token, and so are its plural and its -ing and -ed.

    Args:
        groups: what stands for a group -> its words; a group may hold terms of several words.
    """

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self.fold = lru_cache(maxsize=20_000)(self._fold)  # a text has few words, and says them often
        self._one: dict[str, str] = {}
        self._many: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}  # by their first two words
        for id, words in groups.items():
            for word in words:
                parts = _words(word)
                if len(parts) == 1:
                    self._one.setdefault(parts[0], id)
                elif parts:
                    self._many.setdefault((parts[0], parts[1]), []).append((parts, id))
        for terms in self._many.values():
            terms.sort(key=lambda term: -len(term[0]))
        self._firsts = frozenset(first for first, _ in self._many)
        self.groups = frozenset(groups)

    def tokens(self, sentence: str, known: Mapping[str, str] | None = None) -> list[Token]:
        """The tokens of one sentence that `sentences` gave, small words left out.

        Args:
            known: spelling repairs, wrong word -> right word.
        """
        raw, pauses = [], []
        for part in _PAUSE.findall(sentence):
            if part[0].isalnum():
                raw.append(known.get(part, part) if known else part)
                pauses.append(0)
            elif pauses:
                pauses[-1] = PAUSE
        paused = [0, *accumulate(pauses)]
        return [
            Token(text, at, " ".join(raw[at:end]), n + paused[at], _ALSO.get(raw[at], ""))
            for n, (at, end, text) in enumerate(self._terms(raw))
        ]

    def _terms(self, raw: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """(place, place after it, what it is compared by) of each term, small words left out."""
        at = 0
        while at < len(raw):
            word, end = raw[at], at + 1
            if word == "in" and (end == len(raw) or raw[end] in _AFTER_ADVERB):
                text = "in"  # "rolls in", not "in the morning"
            elif word in self._firsts and (terms := self._many.get((word, raw[end] if end < len(raw) else ""))):
                end, text = self._term(terms, raw, at)
            else:
                text = self.fold(word)
            if text:
                yield at, end, text
            at = end

    def _term(self, terms: Iterable[tuple[tuple[str, ...], str]], raw: Sequence[str], at: int) -> tuple[int, str]:
        """The longest of `terms` that stands here, or else the one word."""
        for parts, id in terms:
            if tuple(raw[at : at + len(parts)]) == parts:
                return at + len(parts), id
        return at + 1, self.fold(raw[at])

    def words(self, texts: Iterable[str]) -> Iterator[str]:
        """The words of `texts`, each by what it is compared by."""
        for sentence in (one for text in texts for one in sentences(text)):
            yield from (term for _, _, term in self._terms(_WORD.findall(sentence)))

    def phrase(self, text: str, *, whole: bool = False) -> tuple[str, ...]:
        """The tokens that a phrase of the vocabulary is matched by.

        Empty where folding leaves too little of it, unless all of it has to stand word by word (`whole`): "a bit sore"
        must not match whatever hurts.
        """
        found = [term for sentence in sentences(text) for term in self._terms(_WORD.findall(sentence))]
        if not whole and len(found) == 1:
            ((at, end, _),) = found
            if len(_WORD.findall(text.replace("'", ""))) > end - at:
                return ()
        return tuple([text for _, _, text in found])

    def _fold(self, word: str) -> str:
        """What one word is compared by; "" for a small word."""
        if word in self._one:
            return self._one[word]
        if word in SMALL and word not in _KEPT:
            return ""
        form = stem(word)
        return self._one.get(form, form)

    def __contains__(self, word: str) -> bool:
        return word in self._one or word in self._firsts or word in SMALL


@lru_cache(maxsize=20_000)
def surface_form(word: str) -> str:
    """What a word is by itself, whatever group it belongs to: "oedema" is a name, and "swollen" a sign."""
    return stem(word)


def _words(term: str) -> tuple[str, ...]:
    """The words of a term of a word group."""
    if term.isascii() and term.isalnum():
        return (term.lower(),)  # as most are
    return tuple(_WORD.findall(without_apostrophes(term.lower())))
