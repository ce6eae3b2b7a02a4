"""Text -> what it is compared by. Names and free text, the data's and the user's, go through the same door.

`fold` is for names: no case, accents, punctuation or plurals. `Lexicon` is for sentences: words that mean the same are
one token, small words are left out, and so a phrase in the data matches whatever folds to it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

NEGATION = "neg"  # the id of the word group that says no
PAIN = "pain"  # and of that of all that hurts
OWN = "="  # stands before a word that is meant by itself and not for its group
CLOSE = 0  # the slack of a phrase that stands word by word, as it is written
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
_ALSO = dict.fromkeys(("feet", "legs", "ankles", "calves"), "both")
_ALSO |= dict.fromkeys(("toe", "toes", "heel", "heels", "forefoot", "midfoot", "sole", "soles", "instep"), "foot")
# What follows "in" where it says a direction and not a place.
_AFTER_ADVERB = frozenset({"when", "and", "but", "if", "as", "while", "so", "too", "or", "at", "since"})
_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHE = re.compile(r"['\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4\uff07`]|&#0*39;|&rsquo;|&apos;")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_HTML_BREAK = re.compile(r"<\s*/?\s*(?:br|p)\s*/?\s*>", re.IGNORECASE)
# A line that was cut by its width, and no thought that ends: small letters go on behind it, or "I".
_WRAPPED = re.compile(r"(?<![.!?;:\n])[ \t]*\n[ \t]*(?=[a-z]|I\b)(?![-*]|\d+[.)])")
_POSSESSIVE = re.compile(r"(?<=[a-z]{3})'s\b")  # "ankle's sore" is one ankle
_PAUSE = re.compile(r"[a-z0-9]+|[,:()]| - |\u2013|\u2014")
PAUSE = 2  # how many words a pause (a comma, a dash, a bracket) counts for when words have to stand near one another
# It looks for an end where a run of marks begins: at each mark of "....x" it would walk the run again.
_STRONG_END = re.compile(r"(?<![.!?;\n])[.!?;\n]+(?=\s|$)|\n")
_SUFFIXES = ("ing", "ed", "es", "s")


_IRREGULAR = {"feet": "foot", "calves": "calf", "bursae": "bursa", "metatarsi": "metatarsus"}


def fold(text: str) -> str:
    """`text` as it is compared: no case, accents, apostrophes, punctuation or plurals.

    >>> fold("Fallen  ARCHES!"), fold("Morton's neuroma"), fold("flat-feet"), fold("Haglünd")
    ('fallen arch', 'morton neuroma', 'flat foot', 'haglund')
    """
    found = _WORD.findall(_APOSTROPHE.sub("", _bare(text).lower()))
    return " ".join([_singular(word) for word in found])


def _bare(text: str) -> str:
    """`text` without accents."""
    if text.isascii():
        return text
    import unicodedata  # a megabyte, and plain English needs none of it

    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("es") and word[-3] in "hx":
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word


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

    `tokens` stand in any order with up to `slack` others between them, or word by word if that is `CLOSE`.
    """

    kind: str
    id: str
    tokens: tuple[str, ...]
    slack: int


def sentences(text: str) -> list[str]:
    """The sentences of `text`, folded to plain lower case; punctuation inside a sentence is kept."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return [text.lower()]  # as most phrases are: nothing to cut, and nothing to take out
    joined = _WRAPPED.sub(" ", _HTML_BREAK.sub(".\n", _INVISIBLE.sub("", text)))
    plain = _POSSESSIVE.sub("", _bare(_APOSTROPHE.sub("'", joined).lower())).replace("'", "")
    return [part for part in _STRONG_END.split(plain) if part and part.strip()]


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
        stem = _stem(word)
        return self._one.get(stem, stem)

    def __contains__(self, word: str) -> bool:
        return word in self._one or word in self._firsts or word in SMALL


@lru_cache(maxsize=20_000)
def own_word(word: str) -> str:
    """What a word is by itself, whatever group it belongs to: "oedema" is a name, and "swollen" a sign."""
    return _stem(word)


def _words(term: str) -> tuple[str, ...]:
    """The words of a term of a word group."""
    if term.isascii() and term.isalnum():
        return (term.lower(),)  # as most are
    return tuple(_WORD.findall(_APOSTROPHE.sub("", term.lower())))


# "hop" of "hoping" and "spin" of "spine" lost an e, where "hopping" and "spinning" have two of their last letter.
_LOST_E = re.compile(r"[^aeiouy]+[aeiou][^aeiouywxh]")
# Words that only look like a form of another: "evening" is none of "even".
_WHOLE = frozenset("evening earring news testes buses gases during nothing everything something morning".split())  # noqa: SIM905


def _stem(word: str) -> str:
    """`word` without its plural, -ing, -ed or -ness, roughly.

    >>> [_stem(w) for w in ("bunions", "stubbed", "running", "dresses", "gas", "bleed", "bleeding")]
    ['bunion', 'stub', 'run', 'dress', 'gas', 'bleed', 'bleed']
    >>> [_stem(w) for w in ("hoping", "hopping", "spines", "spinning", "shine", "shins", "doses", "evenings")]
    ['hope', 'hop', 'spine', 'spin', 'shine', 'shin', 'dose', 'evening']
    >>> [_stem(w) for w in ("injuries", "dried", "coldness", "heaviness", "raised", "raise")]
    ['injury', 'dry', 'cold', 'heavy', 'rais', 'rais']
    """
    if word in _WHOLE or len(word) < 4:
        return word
    for suffix, end in (("iness", "y"), ("ness", ""), ("ies", "y"), ("ied", "y")):
        if word.endswith(suffix) and len(word) - len(suffix) >= (2 if end else 3):
            return word[: -len(suffix)] + end
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith(("ss", "us", "is", "eed")):
            return _without_suffix(word, suffix)
    return _without_e(word)


def _without_suffix(word: str, suffix: str) -> str:
    stem = word[: -len(suffix)]
    if suffix == "s" or (suffix == "es" and stem[-1] not in "sxzh"):
        return stem if stem in _WHOLE else _without_e(word[:-1])
    if suffix in ("ing", "ed") and stem[-1] == stem[-2] and len(stem) > 3 and stem[-1] not in "lsz":
        return stem[:-1]
    return _without_e(f"{stem}e" if _LOST_E.fullmatch(stem) else stem)


def _without_e(stem: str) -> str:
    """`stem` without the last letter of "rupture", which "ruptured" and "rupturing" lose."""
    lost = len(stem) > 4 and stem[-1] == "e" and stem[-2] not in "eo" and not _LOST_E.fullmatch(stem[:-1])
    return stem[:-1] if lost else stem
