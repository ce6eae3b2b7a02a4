"""Qualifies mentions: negated, of another time, of somebody else, or only possible.

ConText (Harkema and others, ConText: an algorithm for determining experiencer, negation and temporal status from
clinical reports, 2009): a cue has a direction and a scope, and the scope ends with its clause. The cues are data
(`data/context_cues.json`), each with an example that a test reads.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from footadvice.knowledge.records import ContextCue
from footadvice.knowledge.store import KnowledgeBase
from footadvice.text.lexicon import NEGATION, Token

REACH = 6  # words behind a negation that it still denies
LONGEST_LIST = 60  # words behind a negation that a list can hold: "no fever, swelling, pins and needles or"
_WORDS = re.compile(r"[a-z0-9]+")
_BREAK = re.compile(r"[a-z0-9]+|[,;:()]| - |\u2013|\u2014|/")
_TURN = frozenset(["but", "however", "although", "though", "except", "yet", "because", "cos", "only", "whereas"])
_JOIN = frozenset(["and", "then", "so", "while"])
_SUBJECT = frozenset(
    """i im ive id my mine it its he hes she shes his her they theyre their there theres the we our this that these
    those now""".split()  # noqa: SIM905
)
_VERB = frozenset(
    """is are was were am has have had got get gets feel feels felt turned turns became went goes goin started starts
    can cant cannot could hurts hurt looks look looked seems noticed woke fell cut twisted broke bitten bit stepped
    dropped trapped crushed swelled swells aches burns burnt burned ran hit keeps keep shot rolled landed trod trodden
    stood stung kicked stubbed banged bashed slipped tripped tore ripped snapped popped burst spilt spilled scalded
    developed came comes began stopped lost took taken bled bleeds will wont suddenly sudden""".split()  # noqa: SIM905
)
_OR = frozenset({"or", "nor"})
_INVERTED = frozenset(["was", "were", "is", "has", "have", "did", "do", "does", "am"])  # "never was it swollen"
# The writer reports on their own body. Without it, the friend whom they mention is the patient.
_OWN = re.compile(
    r"\b(mine|not me|but i|i (just |only |now |also |still )?(have|havent|got|feel|felt|cut|fell)|i have not|ive|"
    r"im (healthy|fine|well)|my (own|left|right|big|little|foot|feet|toes?|toenails?|ankles?|heels?|arch|arches|soles?|"
    r"legs?|knees?|hips?|back|calf|calves|shins?))\b"
)
_OWN_PART = re.compile(
    r"\bmy (own |left |right |big |little |whole |lower )*(foot|feet|toes?|toenails?|ankles?|heels?|arch|arches|soles?|"
    r"legs?|knees?|hips?|back|calf|calves|shins?)\b"
)
_NOBODY = re.compile(r"\b(no ?one|nobody|none) (else )?in (my|our|the|his|her) family\b")
# A question about things in general reports nothing: "what causes chest pain?"
_GENERAL = re.compile(
    r"^\W*(and |so |also )?(what|whats|how|which|who|is|are|can|could|does|do|should|will|tell me|explain|can you)\b"
    r"(?! not\b)"
)
_PERSON = re.compile(
    r"\b(i|im|ive|id|my|me|mine|he|hes|she|shes|his|her|him|our|we|us|it|its|this|these|that|they|their|son|daughter|"
    r"husband|wife|mum|mom|dad|mother|father|baby|child|toddler|one (foot|leg|calf|knee|ankle|toe)|now|today|since|"
    r"suddenly)\b"
)


@dataclass(slots=True)
class Scopes:
    """Which words of one sentence each kind of cue reaches.

    `negated`: for each word that is denied the places of the negations that deny it.
    """

    negated: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    past: set[int] = field(default_factory=set)
    other: set[int] = field(default_factory=set)
    other_history: set[int] = field(default_factory=set)
    hypothetical: set[int] = field(default_factory=set)
    cleared: set[int] = field(default_factory=set)  # what was feared there, a test did not find
    possible: bool = False

    def negate(self, cue: int, words: Iterable[int]) -> None:
        """Note that the negation at the place `cue` denies `words`."""
        for word in words:
            self.negated[word].append(cue)


class Qualifiers:
    """Finds the cues of one knowledge base and how far they reach."""

    def __init__(self, kb: KnowledgeBase) -> None:
        patterns: dict[str, list[str]] = defaultdict(list)
        for raw in kb.raw(ContextCue).values():
            patterns[raw["category"]].append(f"(?:{raw['pattern']})")
        self._cues: Mapping[str, re.Pattern[str]] = {
            # What stands behind a sign may begin with a colon, so it has no edge of a word of its own.
            category: re.compile("|".join(found) if category == "negation_after" else rf"\b(?:{'|'.join(found)})\b")
            for category, found in patterns.items()
        }

    def tells_of_own(self, sentences: Iterable[str]) -> bool:
        """Whether the writer reports on their own body."""
        return any(_OWN.search(sentence) for sentence in sentences)

    def tells_of_own_body(self, sentences: Iterable[str]) -> bool:
        """Whether the writer names a part of their own body."""
        return any(_OWN_PART.search(sentence) for sentence in sentences)

    def plainly(self, sentence: str) -> str:
        """The sentence with "no one in my family" as the plain denial that it is."""
        return _NOBODY.sub("not", sentence)

    def scopes(self, sentence: str, raw: Sequence[str], tokens: Sequence[Token], own: bool) -> Scopes:
        """Which words of a sentence each cue reaches.

        Args:
            sentence: in lower case, with its punctuation.
            raw: its words.
            tokens: its words as they are compared.
            own: whether the writer tells of a body of their own anywhere in the text.
        """
        breaks = _breaks(sentence)
        found = Scopes()
        places, clauses = _Places(sentence), _Clauses(raw, breaks)
        pseudo = {n for cue in self._find("pseudo_negation", sentence) for n in places.inside(cue)}
        for token in tokens:
            if token.text == NEGATION and token.at not in pseudo and not _is_hoped(raw, token.at):
                found.negate(token.at, _denied(token.at, raw, breaks))
        for cue in self._find("negation_before", sentence):
            end = max(places.inside(cue), default=-1)
            if end not in pseudo:
                found.negate(end, _denied(end, raw, breaks))
        for cue in self._find("negation_after", sentence):
            first = places.first_from(cue.start())
            if not pseudo & set(places.inside(cue)):
                found.negate(first, _before(first, raw, breaks))
        found.past = self._past(sentence, raw, clauses, places)
        for cue in self._find("hypothetical", sentence):
            inside = places.inside(cue)
            clauses.reach(found.hypothetical, max(inside, default=0) + 1)
            found.hypothetical.update(inside)
        if own:
            for cue in self._find("other_person", sentence):
                clauses.reach(found.other, max(places.inside(cue), default=0) + 1)
            for cue in self._find("other_history", sentence):
                place = places.first_from(cue.start())
                if place not in found.other_history:  # or its clause is there
                    found.other_history.update(clauses.of(place))
        found.cleared = set(
            range(max((places.first_from(cue.start()) for cue in self._find("cleared", sentence)), default=0))
        )
        if _GENERAL.search(sentence) and not _PERSON.search(sentence):
            found.hypothetical = set(range(len(raw)))
        found.possible = bool(self._cues["possible"].search(sentence)) if "possible" in self._cues else False
        return found

    def _find(self, category: str, sentence: str) -> Iterable[re.Match[str]]:
        cue = self._cues.get(category)
        return cue.finditer(sentence) if cue else ()

    def _past(self, sentence: str, raw: Sequence[str], clauses: "_Clauses", places: "_Places") -> set[int]:
        found: set[int] = set()
        began = {n for cue in _BEGAN.finditer(sentence) for n in places.inside(cue)}
        done: set[range] = set()
        for cue in self._find("past", sentence):
            clause = clauses.of(places.first_from(cue.start()))
            if not began.isdisjoint(clause):
                continue
            own = places.inside(cue)
            alone = all(raw[n].isdigit() or raw[n] in _ABOUT for n in clause if n not in own)
            if alone and clause.stop < len(raw):  # "3 years ago, I had a clot"
                clause = range(clause.start, clauses.of(clause.stop).stop)
            if clause not in done:
                done.add(clause)
                found.update(range(clause.start, next((n for n in clause if raw[n] in _TODAY), clause.stop)))
        return found


# What began then is not over, nor what has been so since; and what comes after these words is of today.
_BEGAN = re.compile(
    r"\b(start(s|ed|ing)?|beg[au]n|came on|(first )?noticed|appeared|developed|"
    r"(?<!years )(?<!months )since (?!then)|still|again)\b"
)
_ABOUT = frozenset("a about over some several few many couple of two three four five six ten in".split())  # noqa: SIM905
_TODAY = frozenset({"now", "today", "tonight", "lately", "currently"})


class _Places:
    """From a place in the text of a sentence to the number of a word."""

    def __init__(self, sentence: str) -> None:
        spans = [match.span() for match in _WORDS.finditer(sentence)]
        self._starts, self._ends = [low for low, _ in spans], [high for _, high in spans]

    def inside(self, cue: re.Match[str]) -> range:
        """The numbers of the words that a cue is made of."""
        return range(bisect_right(self._ends, cue.start()), bisect_left(self._starts, cue.end()))

    def first_from(self, start: int) -> int:
        """The number of the first word that ends behind `start`."""
        return bisect_right(self._ends, start)


class _Clauses:
    """Where the clauses of one sentence begin and end, found once for all its cues."""

    def __init__(self, raw: Sequence[str], breaks: set[int]) -> None:
        self._raw, self._breaks = raw, breaks

    @cached_property
    def _begins(self) -> list[int]:
        return [0, *(n for n in range(1, len(self._raw)) if _new(n, self._raw, self._breaks))]

    def of(self, place: int) -> range:
        """The words of the clause in which the word `place` stands."""
        number = bisect_right(self._begins, place)
        return range(self._begins[number - 1], (*self._begins[number : number + 1], len(self._raw))[0])

    def reach(self, found: set[int], first: int) -> None:
        """Add to `found` the words from `first` to the end of its clause; where it holds `first`, it holds them all."""
        if first < len(self._raw) and first not in found:
            found.update(range(first, self.of(first).stop))


def _breaks(sentence: str) -> set[int]:
    """The numbers of the words before which a comma, a bracket, a dash or the like stands."""
    found, word = set(), 0
    for part in _BREAK.findall(sentence):
        if part[0].isalnum():
            word += 1
        else:
            found.add(word)
    return found


def _is_hoped(raw: Sequence[str], at: int) -> bool:
    """ "I hope that it is not a clot" is a fear, and no denial."""
    return any(word.startswith(("hope", "hoping", "pray")) for word in raw[max(at - 5, 0) : at])


def _starts_anew(n: int, raw: Sequence[str], breaks: set[int]) -> bool:
    """Whether a new clause begins with the word `n`: a turn, a subject, or a join or pause before a verb or subject."""
    if raw[n] in _TURN:
        return True
    ahead = raw[n + 1 : n + 4] if raw[n] in _JOIN else raw[n : n + 3]
    if raw[n] in _JOIN or n in breaks:
        return bool(ahead) and (ahead[0] in _SUBJECT or any(word in _VERB for word in ahead[:3]))
    return False


def _denied(at: int, raw: Sequence[str], breaks: set[int]) -> frozenset[int]:
    """The words behind the negation at `at` that it denies: to the end of its clause, or of a list that "or" holds."""
    found: set[int] = set()
    for n in range(at + 1, min(len(raw), at + 1 + LONGEST_LIST)):
        if n > at + REACH and not _listed(n, raw):
            break
        if n == at + 1 and (raw[n] in _TURN or n in breaks):
            break  # "it was nothing, but": the "no" stands alone
        if n > at + 1 and (_starts_anew(n, raw, breaks) or (raw[n] in _SUBJECT and raw[n - 1] not in _INVERTED)):
            break
        if n in breaks and n > at + 1 and not _listed(n, raw):
            break
        found.add(n)
    return frozenset(found)


def _listed(n: int, raw: Sequence[str]) -> bool:
    """Whether what follows is the rest of a list of things: "no fever, swelling or redness"."""
    for word in raw[n : n + 8]:
        if word in _OR:
            return True
        if word in _SUBJECT or word in _VERB or word in _TURN:
            return False
    return False


def _before(first: int, raw: Sequence[str], breaks: set[int]) -> frozenset[int]:
    """The words of the clause that ends before the word `first`."""
    found: set[int] = set()
    for n in range(first - 1, max(first - 1 - REACH - 2, -1), -1):
        found.add(n)
        if n in breaks or raw[n] in _TURN or raw[n] in _JOIN:
            break
    return frozenset(found)


def _new(n: int, raw: Sequence[str], breaks: set[int]) -> bool:
    return raw[n] in _TURN or n in breaks or (raw[n] in _JOIN and _starts_anew(n, raw, breaks))


def is_negated(found: Sequence[int], tokens: Sequence[Token], scopes: Scopes) -> bool:
    """Whether one of the words of a mention is denied, by a negation that is no part of it."""
    words = {n for spot in found for n in range(tokens[spot].at, tokens[spot].at + tokens[spot].raw.count(" ") + 1)}
    return any(cue not in words for n in words for cue in scopes.negated.get(n, ()))


def attributes(place: int, last: int, scopes: Scopes) -> dict[str, Any]:
    """Temporality, experiencer and certainty of what begins at the word `place` and ends at `last`."""
    likely = "possible" if scopes.possible else "certain"
    return {
        "temporality": "past" if place in scopes.past else "current",
        "experiencer": next((who for who in ("other", "other_history") if place in getattr(scopes, who)), "patient"),
        "certainty": "hypothetical" if {place, last} & scopes.hypothetical else likely,
    }


__all__ = ["Qualifiers", "Scopes", "attributes", "is_negated"]
