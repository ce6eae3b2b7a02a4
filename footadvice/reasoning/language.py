"""Words -> what somebody reports: findings, places, joints, conditions, people, time, and what they say is not so.

The vocabulary is the data's (`knowledge/derived/phrases.py`): of it only what the words of a text lead to is looked at.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from footadvice.folding import CLOSE, NEGATION, OWN, PAIN, SMALL, Lexicon, Phrase, Token, own_word, sentences
from footadvice.knowledge.base import KnowledgeBase
from footadvice.knowledge.records import Finding, Joint, Word, Zone
from footadvice.reasoning import times
from footadvice.reasoning.names import one_slip

_ORDERED = frozenset({NEGATION, "cannot"})  # "no pain" is not "pain, no"
REACH = 5  # tokens after a "no" that it still denies
WEEKS, LONG = 14, 84  # days: from when on it has "lasted for weeks", and "for months"
FEW = 4  # words: fewer that we do not know say nothing
LONGEST = 20_000  # characters of a question that are read; the rest is left out, and said to be
# What is said behind a sign or a place that nothing is wrong with: "hips move freely", "breathing is completely fine".
_FINE = re.compile(
    r"(and everything else )?((is|are|was|were|feels?|looks?|moves?|seems?|still|all|both|completely|absolutely|"
    r"perfectly|totally|quite|been|pretty|otherwise) ){1,4}"
    r"(fine|normal|ok|okay|freely|all right|alright|healthy|unremarkable)\b"
    r"(?! (until|till|yesterday|before|at first|then|when|in|if|as long|with|after|size|but|for))"
)
# Where a denial ends: a new thought begins.
_TURN = frozenset({"but", "however", "although", "though", "except", "yet", "because", "now", "only"})
_SUBJECT = frozenset(
    (
        "i",
        "im",
        "ive",
        "my",
        "it",
        "its",
        "he",
        "hes",
        "she",
        "shes",
        "they",
        "there",
        "theres",
        "his",
        "her",
        "the",
        "we",
    )
)
_NOT_DENYING = frozenset(
    (
        "only",
        "doubt",
        "sure",
        "idea",
        "matter",
        "longer",
        "help",
        "worse",
        "better",
        "improving",
        "different",
        "stop",
        "joke",
    )
)
_PAST = re.compile(
    r"\b((years?|months|yrs?) (ago|back)|(?<!since )last (year|month|spring|summer|autumn|winter)|"
    r"as (a )?(child|kid|teenager)|when i was|used to|in (19|20)\d\d|previously|in the past|"
    r"a while (ago|back)|had [a-z ]{1,60} then)\b"
)
_NOBODY = re.compile(r"\b(no ?one|nobody|none) (else )?in (my|our|the|his|her) family\b")
# Where somebody speaks of something else: "my foot is cold and my last check was 3 years ago".
_NEW_CLAUSE = re.compile(
    r"(,|;| - |\b(and|but|because|so|while|though)\b) ?"
    r"(?=(i|im|ive|my|mine|he|she|his|her|it|its|the|they|there|now|last)\b)"
)
# What began then is not over, nor what has been so since; and what comes after these words is of today.
_BEGAN = re.compile(r"\b(start(s|ed|ing)?|beg[au]n|came on|(first )?noticed|appeared|developed|since|still|again)\b")
_TODAY = frozenset({"now", "today", "tonight", "lately", "currently"})
_OTHERS = re.compile(r"\b(my (friend|mate|neighbou?r|colleague|boss)s?(?! (dog|cat))|someone i know)\b")
_KIN = re.compile(
    r"\bmy (mum|mom|mother|dad|father|brother|sister|aunt|auntie|uncle|cousin|gran|nan|granny|grandad|grandmother|"
    r"grandfather|grandma|grandpa|husband|wife|partner|friend|neighbou?r|colleague|boss)\b"
)
# What the writer says of themselves then: that they have it not.
_BUT_I = re.compile(
    r"\b(but|whereas|though) ((im|i am) not (?!sure|certain)|i (dont|do not|havent|have not|never) (have|had|got)|"
    r"(ive|i have) (never|not|been (tested|checked|told im not))|i was (tested|checked)|mine|my own)\b"
)
# The writer tells of a body of their own; without it, the friend of whom they tell is who needs help.
_OWN = re.compile(
    r"\b(ive|mine|i (have|feel|got|get|also|dont|am)|im (?!with|worried|scared|asking|not sure)|"
    r"my (own|left|right|foot|feet|toes?|ankles?|heels?|legs?|knees?|hips?|back|calf|shins?))\b"
)
_IF = re.compile(r"\b(what if|in case (he|she|it|i|they)|if (he|she|it|they) (ever )?(gets?|got|gives?|starts?))\b")
_MAYBE = re.compile(
    r"\b((could|might) (it|this|that)|what if|worried|afraid|scared|hope|do i have|have i got|wondering if|rule out|"
    r"(signs?|symptoms?|risk) of|sounds like)\b"
)


Hit = tuple[Phrase, list[int]]  # a phrase, and the places of its tokens
_SHARED = frozenset({PAIN, "both"})  # words that many findings of one sentence may use


class Mention(NamedTuple):
    """Something that was recognised: its id, the words that say it, and where in the text they begin."""

    id: str
    words: str
    at: int
    denied: bool = False
    past: bool = False
    maybe: bool = False
    pain: bool = False  # a place in whose sentence something hurts


@dataclass(slots=True)
class Reading:
    """What was understood of a text, first mention first in every list."""

    findings: list[Mention] = field(default_factory=list)
    zones: list[Mention] = field(default_factory=list)
    joints: list[Mention] = field(default_factory=list)
    conditions: list[Mention] = field(default_factory=list)
    factors: list[Mention] = field(default_factory=list)
    tips: list[Mention] = field(default_factory=list)
    red_flags: list[Mention] = field(default_factory=list)  # whole phrases of a red flag
    elsewhere: list[Mention] = field(default_factory=list)  # what is not our field; `pain` if it is of the body
    pain: bool = False  # something hurts
    health: bool = False  # some word speaks of health at all
    said: list[set[str]] = field(default_factory=list)  # for each sentence, the tokens that are so now
    told: set[str] = field(default_factory=set)  # all tokens that are not denied
    unknown: list[str] = field(default_factory=list)
    age: int | None = None
    days: int | None = None  # how long it has lasted
    length: int = 0  # in words
    cut: bool = False

    def words(self) -> frozenset[str]:
        """All tokens that are not denied."""
        return frozenset(self.told)

    def present(self) -> set[str]:
        """The findings that are so now."""
        return {m.id for m in self.findings if not m.denied and not m.past}

    def absent(self) -> set[str]:
        """The findings that are said not to be so, and nowhere said to be."""
        return {m.id for m in self.findings if m.denied} - {m.id for m in self.findings if not m.denied}

    def spoke_of_something(self) -> bool:
        """Whether anything was recognised at all, or so much was said that it is about something."""
        heard = (self.findings, self.zones, self.conditions, self.factors, self.tips, self.red_flags, self.elsewhere)
        return self.health or any(heard) or self.length > FEW

    def hurts(self) -> bool:
        """Whether pain is spoken of."""
        return any(zone.pain for zone in self.zones) or self.pain

    def history(self) -> set[str]:
        return {m.id for m in self.findings if m.past and not m.denied}


class Reader:
    """Reads text by the vocabulary of one knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        groups = kb.brief(Word)
        self.lexicon = Lexicon({id: raw["words"] for id, raw in groups.items()})
        topic = {id: raw.get("topic") for id, raw in groups.items()}
        self._elsewhere = {id for id in topic if topic[id] in ("elsewhere", "off_topic")}
        self._body = {id for id in topic if topic[id] == "elsewhere"}
        self._health = {id for id in topic if topic[id] == "health"}
        self._implies = {id: raw.get("implies", ()) for id, raw in kb.brief(Finding).items()}
        self._hurts = {id: set(raw["hurts_in"]) for id, raw in kb.brief(Finding).items() if "hurts_in" in raw}
        self._region = {id: raw["region"] for id, raw in kb.brief(Zone).items()}
        self._joints = {id: raw.get("elsewhere", ()) for id, raw in kb.brief(Joint).items() if id != "foot"}
        self._vocabulary = kb.derived("phrases")
        self._decoys = kb.derived("brief")["decoys"]["records"]  # (kind, id, words), by the first word
        self._phrases = lru_cache(maxsize=4096)(self._phrases_at)
        self._right_word = lru_cache(maxsize=4096)(self._nearest)

    def read(self, text: str) -> Reading:
        """What `text` reports. Any text may be given; what is beyond `LONGEST` characters is not read."""
        reading = Reading(cut=len(text) > LONGEST)
        offset = 0
        parts = sentences(text[:LONGEST])
        own = any(_OWN.search(sentence) for sentence in parts)
        for sentence in (_NOBODY.sub("not", part) for part in parts):
            raw = re.findall(r"[a-z0-9]+", sentence)
            repairs = self._repairs(raw, reading)
            tokens = self.lexicon.tokens(sentence, repairs)
            self._read_sentence(sentence, raw, tokens, offset, own, reading)
            offset += len(raw) + 1
        reading.length = offset
        reading.age, reading.days = times.age(text[:LONGEST]), times.days(text[:LONGEST])
        self.add_implied(reading)
        return reading

    def _phrases_at(self, token: str) -> tuple[Phrase, ...]:
        """The phrases that are looked for where `token` stands."""
        if token not in self._vocabulary:
            return ()
        found = self._vocabulary[token]["phrases"]
        return tuple([Phrase(kind, id, tuple(tokens.split()), slack) for kind, id, tokens, slack in found])

    def _used(self, token: str) -> int:
        """By how many phrases `token` is used."""
        return int(self._vocabulary[token]["used"]) if token in self._vocabulary else 0

    def _repairs(self, raw: Iterable[str], reading: Reading) -> dict[str, str]:
        """Words that we do not know -> the one word of ours that is one slip away; the others are noted as unknown."""
        repairs = {}
        for word in raw:
            if len(word) < 4 or word in self.lexicon or word.isdigit() or self.lexicon.fold(word) in self._vocabulary:
                continue
            if right := self._right_word(word):
                repairs[word] = right
            elif word not in reading.unknown:
                reading.unknown.append(word)
        return repairs

    def _nearest(self, word: str) -> str:
        """Our word that is one slip away from a long unknown one: of several the one that ends alike, or the most used.

        Both are compared without their endings too: "acilles" is one slip from "achilles", which we know as "achille".
        """
        if len(word) < 6:
            return ""
        forms = {word, self.lexicon.fold(word)}
        near = [w for w in self._by_start.get(word[0], ()) if any(_one_slip(form, w) for form in forms)]
        return max(near, key=lambda w: (w[-1] == word[-1], self._used(self.lexicon.fold(w))), default="")

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        words = defaultdict(list)
        for word in sorted({*self._vocabulary, *self.lexicon._one}):
            if len(word) > 4 and word not in SMALL:
                words[word[0]].append(word)
        return words

    def _read_sentence(
        self, sentence: str, raw: list[str], tokens: list[Token], offset: int, own: bool, reading: Reading
    ) -> None:
        places: dict[str, list[int]] = defaultdict(list)
        for n, token in enumerate(tokens):
            places[token.text].append(n)
            if token.text in self.lexicon.groups:
                places[OWN + own_word(token.raw)].append(n)
        said = {word: list(spots) for word, spots in places.items()}  # what is said outright: a toe is no foot
        for n, token in enumerate(tokens):
            if token.also:
                places[token.also].append(n)
        not_now = _not_so_now(sentence, raw, own)
        maybe = bool(_MAYBE.search(sentence))
        hits: list[Hit] = []
        spoilt = self._spoilt(raw)
        for anchor in places:
            for phrase in self._phrases(anchor):
                where = said if phrase.kind == "conditions" else places
                bad = spoilt.get((phrase.kind, phrase.id), ())
                ways = _matches(phrase, where, where.get(anchor, []), tokens)
                ways = (found for found in ways if not any(tokens[n].at in bad for n in found))
                if found := _so_or_first(ways, tokens, raw, not_now):
                    hits.append((phrase, found))
        hits = _settled(hits, tokens, self._implies)
        for phrase, found in sorted(hits, key=lambda hit: (hit[1][0], -len(hit[1]))):
            first = tokens[found[0]]
            words = " ".join(tokens[n].raw for n in found)
            denied = _denied(found, tokens, raw)
            hurts = phrase.kind == "zones" and any(not _denied([n], tokens, raw) for n in places.get(PAIN, ()))
            mention = Mention(phrase.id, words, offset + first.at, denied, first.at in not_now, maybe, hurts)
            getattr(reading, phrase.kind).append(mention)
        reading.pain = reading.pain or any(not _denied([n], tokens, raw) for n in places.get(PAIN, ()))
        told = [token for n, token in enumerate(tokens) if not _denied([n], tokens, raw)]
        reading.told.update(token.text for token in told)
        reading.said.append({token.text for token in told if token.at not in not_now})
        for token in tokens:
            reading.health = reading.health or token.text in self._health
            if token.text in self._elsewhere:
                past, body = token.at in not_now, token.text in self._body
                reading.elsewhere.append(Mention(token.text, token.raw, offset + token.at, past=past, pain=body))

    def _spoilt(self, raw: list[str]) -> dict[tuple[str, str], set[int]]:
        """The places of words that a decoy uses, for the record whose decoy it is: "back of my heel" is no back."""
        spoilt: dict[tuple[str, str], set[int]] = defaultdict(set)
        for start, word in enumerate(raw):
            for kind, id, words in self._decoys.get(word, ()):
                decoy = words.split()
                if raw[start : start + len(decoy)] == decoy:
                    spoilt[kind, id] |= set(range(start, start + len(decoy)))
        return spoilt

    def add_implied(self, reading: Reading) -> None:
        """Add what follows from what was said: a child from an age, swelling from a swollen leg, pain from a place."""
        if reading.age is not None:  # an age outranks "boy", and "kid" of a grown man
            person = times.person(reading.age)
            reading.findings = [m for m in reading.findings if m.id not in times.AGES]
            reading.findings.append(Mention(person, f"aged {reading.age}", 0))
        for least, id in ((LONG, "lasted-months"), (WEEKS, "lasted-weeks")):
            if reading.days and reading.days >= least and id not in {m.id for m in reading.findings}:
                reading.findings.append(Mention(id, f"{reading.days} days", 0))
        for id, zones in self._hurts.items():
            hurting = [m for m in reading.zones if m.id in zones and m.pain]
            if hurting and id not in {m.id for m in reading.findings}:
                m = hurting[0]
                reading.findings.append(Mention(id, m.words, m.at, m.denied, m.past, m.maybe))
        for mention in list(reading.findings):
            if not mention.denied:
                for id in self._implies.get(mention.id, ()):
                    if id not in {m.id for m in reading.findings}:
                        reading.findings.append(
                            Mention(id, mention.words, mention.at, False, mention.past, mention.maybe)
                        )
        joints = [(self._region[m.id], m) for m in reading.zones] + [
            (joint, m) for m in reading.conditions for joint in self._joints if m.id in self._joints[joint]
        ]
        for joint, m in joints:
            if joint in self._joints and joint not in {known.id for known in reading.joints}:
                reading.joints.append(Mention(joint, m.words, m.at, m.denied))


def _settled(hits: list[Hit], tokens: list[Token], implies: Mapping[str, Sequence[str]]) -> list[Hit]:
    """`hits` without the findings that borrow a word from another that is said in one breath.

    In "black dots on my foot" it is the dots that are black, and in "can hardly bear weight" it is the weight that
    cannot be borne. A place may serve many findings, and so may words of which one finding follows from the other.
    """

    def akin(one: str, other: str) -> bool:
        return one == other or other in implies.get(one, ()) or one in implies.get(other, ())

    places = {n for phrase, found in hits if phrase.kind == "zones" for n in found}
    whole = [(phrase.id, set(found)) for phrase, found in hits if phrase.kind == "findings" and _in_one(found)]
    taken: dict[int, set[str]] = defaultdict(set)
    for id, spots in whole:
        for n in spots - places:
            if tokens[n].text not in _SHARED:
                taken[n].add(id)

    def borrows(phrase: Phrase, found: list[int]) -> bool:
        if phrase.kind != "findings" or len(found) < 2:
            return False
        if any(set(found) < spots and not akin(id, phrase.id) for id, spots in whole):
            return True
        return not _in_one(found) and any(taken[n] and not any(akin(id, phrase.id) for id in taken[n]) for n in found)

    return [hit for hit in hits if not borrows(*hit)]


def _in_one(found: list[int]) -> bool:
    """Whether two words or more stand together."""
    return len(found) > 1 and found[-1] - found[0] == len(found) - 1


def _not_so_now(sentence: str, raw: Sequence[str], own: bool) -> range:
    """The words of a sentence that tell of another time, of somebody else, or of what could be."""
    kin, but = _KIN.search(sentence), _BUT_I.search(sentence)
    if kin and but and kin.start() < but.start():
        return range(_words_before(sentence, but.start()))
    if (past := _PAST.search(sentence)) and not _BEGAN.search(sentence):
        told = _clause(sentence, past)
    elif _IF.search(sentence) or (own and _OTHERS.search(sentence)):
        told = range(len(raw))
    else:
        return range(0)
    return range(told.start, next((n for n in told if n < len(raw) and raw[n] in _TODAY), told.stop))


def _clause(sentence: str, time: re.Match[str]) -> range:
    """The words of the clause in which a time is told; of the next one too if it tells nothing but the time."""
    turns = [turn.start() for turn in _NEW_CLAUSE.finditer(sentence)]
    start = max((turn for turn in turns if turn < time.start()), default=0)
    ends = [*(turn for turn in turns if turn >= time.end()), len(sentence)]
    words = [_words_before(sentence, place) for place in (start, *ends[:2])]
    alone = words[1] - words[0] <= len(time[0].split()) + 1
    return range(words[0], words[-1 if alone else 1])


def _words_before(sentence: str, place: int) -> int:
    return len(re.findall(r"[a-z0-9]+", sentence[:place]))


def _one_slip(word: str, known: str) -> bool:
    return abs(len(known) - len(word)) < 2 and one_slip(word, known)


def _said_by(token: Token) -> tuple[str, str]:
    """What a token is compared by: as one of its group, and by itself."""
    return token.text, OWN + own_word(token.raw)


def _so_or_first(ways: Iterator[list[int]], tokens: list[Token], raw: list[str], not_now: range) -> list[int]:
    """Of the places where a phrase stands, the first where it is said to be so now; or else the first; empty if none.

    "No fever last week but now I have a fever" reports a fever.
    """
    first = next(ways, [])
    so = (
        one
        for one in chain([first], ways)
        if one and tokens[one[0]].at not in not_now and not _denied(one, tokens, raw)
    )
    return next(so, first)


def _matches(
    phrase: Phrase, places: dict[str, list[int]], spots: list[int], tokens: list[Token]
) -> Iterator[list[int]]:
    """Each way in which the phrase's tokens stand in the sentence: their places, in order."""
    if len(phrase.tokens) == 1:
        yield from ([n] for n in spots if phrase.slack != CLOSE or phrase.tokens[0] in _said_by(tokens[n]))
    elif all(token in places for token in phrase.tokens):
        if phrase.slack == CLOSE:
            for start in places[phrase.tokens[0]]:
                if all(start + n < len(tokens) and tokens[start + n].text == t for n, t in enumerate(phrase.tokens)):
                    yield list(range(start, start + len(phrase.tokens)))
            return
        window = len(phrase.tokens) + phrase.slack
        for spot in spots:
            found = [min(places[token], key=lambda n: abs(n - spot)) for token in phrase.tokens]
            near = tokens[max(found)].reach - tokens[min(found)].reach < window
            if near and (found == sorted(found) or not _ORDERED & set(phrase.tokens)):
                yield sorted(set(found))


def _denied(found: list[int], tokens: list[Token], raw: list[str]) -> bool:
    """Whether a "no" before the words denies them, or a "fine" behind: near, in one thought, no part of the phrase."""
    first, last = tokens[found[0]], tokens[found[-1]]
    if _FINE.match(" ".join(raw[last.at + len(last.raw.split()) :][:8])):
        return True
    if any(tokens[n].text == NEGATION and n not in found for n in range(found[0], found[-1])):
        return True  # "the skin is not broken"
    for n in range(found[0] - 1, max(found[0] - 1 - REACH, -1), -1):
        token = tokens[n]
        between = raw[token.at + 1 : first.at]
        if _TURN & set(between):
            return False
        if token.text == NEGATION and n not in found:
            if "hope" in raw[max(token.at - 4, 0) : token.at]:
                return False  # "I hope that it is not a clot" is a fear, and no denial
            after = raw[token.at + 1 : token.at + 2]
            if _NOT_DENYING & set(after) or (token.raw == "no" and after == ["1"]):
                return False
            return not (_SUBJECT & set(between[1:]) and len(between) > 2)
    return False
