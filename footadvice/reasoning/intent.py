"""What a question asks for, and whether it is in scope."""

import re
from collections.abc import Sequence
from typing import Literal

from footadvice.knowledge.records import Finding, Joint, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.reasoning.cases import Likeness
from footadvice.text.lexicon import ANIMAL
from footadvice.understanding.report import Mention, Report

Intent = Literal[
    "complaint", "condition", "advice", "joint", "exercise", "shoes", "compare", "signs", "out_of_scope", "check"
]
REPORTS = ("complaint", "joint", "check")  # somebody reports signs; a plain question raises no alarm

_SOMEBODY = re.compile(
    r"\b(i|im|ive|id|my|me|mine|myself|he|hes|she|shes|his|her|him|our|we|weve|son|daughter|husband|wife|mum|mom|dad|"
    r"mother|father|patient|presents?|presented|presenting|year[- ]old|y/?o|yo|yrs? old|male|female|man|woman)\b"
)
_ASKS = re.compile(
    r"^\W*((what|whats|which|how|hows|can|could|is|are|does|do|did|why|when|where|who|should|will|would|may|any)"
    r"(?! not\b)|tell me|"
    r"best|(exercises?|stretch(es)?|shoes?|insoles?|treatments?|cures?|remed(y|ies)|signs?|symptoms?|causes?|"
    r"difference)( \w+)? (for|of|between))\b"
)
_SENTENCE_END = re.compile(r"[.!?\n]+")
_DENIES = re.compile(r"^\W*(no|not|never|none|without)\b")
# Compiled by `re` when they are first used: who tells a complaint needs none of them.
_ADVICE = (
    r"\b(get rid|cure|treat|treated|treating|treatment|remed(y|ies)|fix|heal|relieve|help with|what to do|"
    r"what can i do|can i (still |keep )?(run|walk|swim|play|exercise|train|dance|cycle|work|wear)|"
    r"how (do|can|to|should)|prevent|avoid|manage|best way|deal with|advice|tips?|soothe|stop)\b"
)
_SIGNS = r"\b(signs?|symptoms?|look like|looks like|feel like|know if|tell if|serious|dangerous|emergency)\b"
_COMPARE = r"\b(difference between|vs|versus|or is it|(is|could) (it|this|that) .{1,40} or|compared? (to|with))\b"
_EXERCISE = r"\b(ex+c?er[cs]i[sz]es?|stretch(es|ing)?|strengthen(ing)?|workouts?)\b"
_SHOES = r"\b(shoes?|trainers?|sneakers?|boots?|insoles?|orthotics?|inserts?|footwear|sandals?|arch supports?)\b"
_CAUSES = r"\b(cause|causes|caused|lead to|linked|related|affect|affects|strain|due to|because of|from)\b"
# Where an animal is spoken of: the trouble is a person's all the same.
_MINE = (
    r"\bmy (?!(dog|cat|horse|puppy|kitten|pony|hen|rabbit)s?\b)(\w+ ){0,2}(foot|feet|toes?|ankles?|heels?|legs?|knees?|"
    r"hips?|back|calf|calves|shins?|soles?|nails?|skin|thighs?|bones?)\b|"
    r"\b(bit|bitten|scratched|kicked|nipped) (me|my|by)\b"
)
# An animal that is with somebody, or in the way: it is the person who is hurt.
_BESIDE = re.compile(r"\b(with|over|by|walk(ing|ed)?|behind|after|chas(ing|ed)|feed(ing)?|hold(ing)?) (\w+ ){0,2}\w+$")
MAX_PLAIN_WORDS = 16  # of a question that is taken for a plain one though somebody speaks of themselves in it
ELSEWHERE = 0.3  # the share of messages out of scope from which on a text is that too
FEW_ELSEWHERE = 0.1  # a text below this share is in scope where it names a zone, or most messages are alarms
ALARMING = 0.5  # the share of complaints that cannot wait from which on they are alarms
MIN_OF_ONE_CONDITION = 0.15  # a text is in scope from this share of messages about one condition on
# Regions that stay in scope where another part of the body is named, too.
_FOOT_REGIONS = ("foot", "ankle", "lower_leg")


class Scope:
    """Decides the scope: feet, ankles and lower legs; knees, hips and backs as far as the feet bear on them."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._region = {id: raw["region"] for id, raw in kb.brief(Zone).items()}
        self.near = {id for id, raw in kb.brief(Joint).items() if raw.get("role") == "near"}
        self._of_hands_too = {id for id, raw in kb.brief(Zone).items() if raw.get("of_hands_too")}
        self._kind = {id: raw["kind"] for id, raw in kb.brief(Finding).items()}

    def holds(self, reading: Report, text: str, likeness: Likeness) -> bool:
        """Whether a question is in scope: what is in scope in it outweighs what is not.

        Args:
            reading: what is said.
            text: in lower case, without apostrophes.
            likeness: what the nearest messages say.
        """
        if (
            not reading.english
            or self._of_something_else(reading, likeness.elsewhere)
            or self.of_an_animal(reading, text)
        ):
            return False
        spots = self._spots(reading)
        if self._is_like_cases(reading, spots, likeness):
            return True
        speaks = reading.health or reading.conditions or reading.findings or reading.tips or reading.factors
        story = _SOMEBODY.search(text) and all(m.body for m in reading.elsewhere)
        if not (speaks or story):
            return False  # "foot" and "sole" alone are ambiguous: a measure, a fish
        body = {m.words for m in reading.elsewhere if m.body and m.current}
        other = 2 * bool(body) + 1.5 * len({m.words for m in reading.elsewhere if not m.body})
        zones = {m.at: self._region[m.id] in _FOOT_REGIONS for m in spots}
        if body and not zones:
            return False  # a swollen wrist is swollen, and still no foot
        named = {m.id for m in reading.conditions}
        if len(body) < len({m.words for m in reading.elsewhere}) and not any(zones.values()) and not named:
            return False  # a shoe that is glued hurts nobody
        reported = reading.hurts() or reading.findings or named or reading.tips
        if not any(zones.values()) and not reported and not re.search(_CAUSES, text):
            return False  # a knee or a hip is in scope where something is wrong with it
        walking = any(self._kind[m.id] in ("function", "injury") and not m.negated for m in reading.findings)
        mine = sum(2 if is_foot else 1.5 for is_foot in zones.values()) + 1.5 * len(named)
        mine += walking + len(reading.tips) + bool(reading.red_flags and not body)
        mine += 0.5 * len(reading.factors) if mine else 0
        hurts = any(m.hurts and self._region[m.id] != "back" for m in reading.zones)  # backs hurt for many reasons
        signs = 0.4 * min(len(reading.findings), 3) if hurts else 0.25 * min(len(reading.findings), 2)
        return mine > 0 and mine + signs > other

    def of_an_animal(self, reading: Report, text: str) -> bool:
        """Whether an animal limps: it is named first. What an animal did to somebody is in scope."""
        pet = min((m.at for m in reading.elsewhere if m.id == ANIMAL), default=None)
        if pet is None or re.search(_MINE, text) or _BESIDE.search(" ".join(text.split()[: pet + 1])):
            return False
        reported = [m for m in (*reading.zones, *reading.findings) if self._kind.get(m.id) != "person" and m.words]
        hurt = any(self._kind[m.id] == "injury" and not m.negated for m in reading.findings)
        return not hurt and all(pet < m.at for m in reported)

    def _spots(self, reading: Report) -> list[Mention]:
        """The places that hurt or are spoken of; a nail beside a finger is that of the finger."""
        body = any(m.body and m.current for m in reading.elsewhere)
        return [m for m in reading.zones if not m.negated and not (body and m.id in self._of_hands_too)]

    def _is_like_cases(self, reading: Report, spots: Sequence[Mention], likeness: Likeness) -> bool:
        """Whether the nearest messages are about a condition, or hardly any is out of scope beside an alarm."""
        if not likeness.nearest:
            return False
        alarming = likeness.alarm >= ALARMING and not reading.elsewhere
        if likeness.elsewhere < FEW_ELSEWHERE and (alarming or spots):
            return True
        return max(likeness.conditions.values(), default=0.0) >= MIN_OF_ONE_CONDITION and not reading.elsewhere

    def _of_something_else(self, reading: Report, elsewhere: float) -> bool:
        """Whether hardly anything is reported, and the words are more like those about other things."""
        signs = {m.id for m in reading.findings if not m.negated and self._kind[m.id] not in ("person", "place")}
        if len(signs) > 1 or reading.conditions or any(zone.hurts and not zone.negated for zone in reading.zones):
            return False
        return elsewhere > ELSEWHERE


def plainly(report: Report) -> str:
    """The text of a report as the patterns here expect it."""
    return re.sub(r"['\u2019]", "", report.text.lower())


def only_asks(text: str) -> bool:
    """Whether a text as `plainly` gives it asks about things in general, and reports on nobody."""
    asked = [_ASKS.search(sentence) for sentence in _SENTENCE_END.split(text) if sentence.strip()]
    return any(asked) and not _SOMEBODY.search(text)


def intent(report: Report, scope: Scope, likeness: Likeness) -> Intent:
    """What a text wants; a guided check always wants to be checked."""
    if report.answered:
        return "check"
    text = plainly(report)
    if not scope.holds(report, text, likeness):
        return "out_of_scope"
    named = {m.id for m in report.conditions}
    # Words of a name are no signs: "bunions" is no report of a big toe, nor "broken ankle" of a break.
    names = {at for m in report.conditions for at in range(m.at, m.at + len(m.words.split()))}
    reports = [m for m in report.findings if not m.negated] or [m for m in report.zones if m.hurts]
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]
    asks = any(_ASKS.search(one) for one in sentences) and all(
        _ASKS.search(one) or _DENIES.search(one) for one in sentences
    )
    reported = (reports and (_SOMEBODY.search(text) or not asks)) or (named and _SOMEBODY.search(text) and not asks)
    # With "my" or "I" in it a short question about a condition by name is no story yet.
    signs = [m for m in report.findings if m.at not in names]
    plain = asks and named and report.length <= MAX_PLAIN_WORDS and len(signs) <= 2
    if re.search(_COMPARE, text) and len(named) > 1 and not _SOMEBODY.search(text):
        return "compare"
    joints = {m.id for m in report.joints if m.at not in names} - scope.near
    if asks and named and joints and len(sentences) == 1 and re.search(_CAUSES, text):
        return "joint"  # "do my flat feet cause my knee pain"
    if reported and not plain:
        return "complaint"
    if re.search(_EXERCISE, text):
        return "exercise"
    if re.search(_SHOES, text) and _ASKS.search(text):
        return "shoes"
    if joints and (re.search(_CAUSES, text) or not named):
        return "joint"
    if named and re.search(_SIGNS, text):
        return "signs"
    if re.search(_ADVICE, text):
        return "advice"
    if named or _ASKS.search(text):
        return "condition"
    return "complaint"
