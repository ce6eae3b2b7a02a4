"""Words -> what somebody reports: findings, places, joints, conditions, people, time, and what they say is not so.

The vocabulary is the data's (`knowledge/derived/phrases.py`): of it only what the words of a text lead to is looked at.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from footadvice.knowledge.names import one_slip
from footadvice.knowledge.records import Finding, Joint, Word, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.text.lexicon import OWN, PAIN, SMALL, Lexicon, Phrase, Token, own_word, sentences
from footadvice.understanding import age_and_duration
from footadvice.understanding.matcher import Hit, best_way, matches, settled
from footadvice.understanding.qualifiers import is_denied, may_be, not_so_now, plainly, tells_of_own

WEEKS, LONG = 14, 84  # days: from when on it has "lasted for weeks", and "for months"
FEW = 4  # words: fewer that we do not know say nothing
LONGEST = 20_000  # characters of a question that are read; the rest is left out, and said to be


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
    begins: list[int] = field(default_factory=list)  # where in the text each sentence begins, in words
    said: list[set[str]] = field(default_factory=list)  # for each sentence, the tokens that are so now
    told: set[str] = field(default_factory=set)  # all tokens that are not denied
    unknown: list[str] = field(default_factory=list)
    age: int | None = None
    days: int | None = None  # how long it has lasted
    length: int = 0  # in words
    cut: bool = False

    def sentence(self, at: int) -> int:
        """The number of the sentence in which the word at that place stands."""
        return bisect_right(self.begins, at)

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
        own = tells_of_own(parts)
        for sentence in map(plainly, parts):
            raw = re.findall(r"[a-z0-9]+", sentence)
            reading.begins.append(offset)
            repairs = self._repairs(raw, reading)
            tokens = self.lexicon.tokens(sentence, repairs)
            self._read_sentence(sentence, raw, tokens, offset, own, reading)
            offset += len(raw) + 1
        reading.length = offset
        reading.age, reading.days = age_and_duration.age(text[:LONGEST]), age_and_duration.days(text[:LONGEST])
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
        not_now = not_so_now(sentence, raw, own)
        maybe = may_be(sentence)
        hits: list[Hit] = []
        spoilt = self._spoilt(raw)
        for anchor in places:
            for phrase in self._phrases(anchor):
                where = said if phrase.kind == "conditions" else places
                bad = spoilt.get((phrase.kind, phrase.id), ())
                ways = matches(phrase, where, where.get(anchor, []), tokens)
                ways = (found for found in ways if not any(tokens[n].at in bad for n in found))
                if found := best_way(ways, tokens, raw, not_now):
                    hits.append((phrase, found))
        hits = settled(hits, tokens, self._implies)
        so = [not is_denied([n], tokens, raw) for n in range(len(tokens))]
        pain = any(so[n] for n in places.get(PAIN, ()))
        for phrase, found in sorted(hits, key=lambda hit: (hit[1][0], -len(hit[1]))):
            first = tokens[found[0]]
            words = " ".join(tokens[n].raw for n in found)
            denied = is_denied(found, tokens, raw)
            hurts = pain and phrase.kind == "zones"
            mention = Mention(phrase.id, words, offset + first.at, denied, first.at in not_now, maybe, hurts)
            getattr(reading, phrase.kind).append(mention)
        reading.pain = reading.pain or pain
        told = [token for token, is_so in zip(tokens, so, strict=True) if is_so]
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
            person = age_and_duration.person(reading.age)
            reading.findings = [m for m in reading.findings if m.id not in age_and_duration.AGES]
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


def _one_slip(word: str, known: str) -> bool:
    return abs(len(known) - len(word)) < 2 and one_slip(word, known)
