"""Whether what is said is so, now, and of the person who needs help: denial, time, other people, what could be.

A small relative of ConText (Harkema and others, ConText: an algorithm for determining negation, experiencer and
temporal status from clinical reports, 2009): words that turn the meaning, and how far they reach.
"""

import re
from collections.abc import Iterable, Sequence

from footadvice.text.lexicon import NEGATION, Token

REACH = 5  # tokens after a "no" that it still denies
# What is said behind a sign or a place that nothing is wrong with: "hips move freely", "breathing is completely fine".
_FINE = re.compile(
    r"(and everything else )?((is|are|was|were|feels?|looks?|moves?|seems?|still|all|both|completely|absolutely|"
    r"perfectly|totally|quite|been|pretty|otherwise) ){1,4}"
    r"(fine|normal|ok|okay|freely|all right|alright|healthy|unremarkable)\b"
    r"(?! (until|till|yesterday|before|at first|then|when|in|if|as long|with|after|size|but|for))"
)
_BEFORE_FINE = frozenset(
    """and is are was were feel feels look looks move moves seem seems still all both completely absolutely perfectly
    totally quite been pretty otherwise""".split()  # noqa: SIM905 - as in `folding.SMALL`
)
# Where a denial ends: a new thought begins.
_TURN = frozenset({"but", "however", "although", "though", "except", "yet", "because", "now", "only"})
_SUBJECT = frozenset({"i", "im", "ive", "my", "it", "its", "he", "hes", "she", "shes", "they", "there", "theres", "his", "her", "the", "we"})  # fmt: skip # noqa: E501
_NOT_DENYING = frozenset({"only", "doubt", "sure", "idea", "matter", "longer", "help", "worse", "better", "improving", "different", "stop", "joke"})  # fmt: skip # noqa: E501
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
    r"\b(but|whereas|though) (mine|my own|"
    r"(im|i am|ive been|i was|i have been) (tested|checked|not (a )?(diabetic|smoker))|"
    r"i (dont|do not|havent|have not|never) (have|had|got) (it|any|that|this|them|diabetes|one)|"
    r"(ive|i have) (never|not) (had|got) (it|any|that|this|them|one))\b"
)
# The writer tells of a body of their own; without it, the friend of whom they tell is who needs help.
_OWN = re.compile(
    r"\b(mine|my (own|left|right|big|little|foot|feet|toes?|toenails?|ankles?|heels?|arch|arches|soles?|legs?|knees?|"
    r"hips?|back|calf|calves|shins?))\b"
)
_IF = re.compile(r"\b(what if|in case (he|she|it|i|they)|if (he|she|it|they) (ever )?(gets?|got|gives?|starts?))\b")
_MAYBE = re.compile(
    r"\b((could|might) (it|this|that)|what if|worried|afraid|scared|hope|do i have|have i got|wondering if|rule out|"
    r"(signs?|symptoms?|risk) of|sounds like)\b"
)


def tells_of_own(sentences: Iterable[str]) -> bool:
    """Whether the writer tells of a body of their own."""
    return any(_OWN.search(sentence) for sentence in sentences)


def plainly(sentence: str) -> str:
    """The sentence with "no one in my family" as the plain denial that it is."""
    return _NOBODY.sub("not", sentence)


def may_be(sentence: str) -> bool:
    """Whether it speaks of what could be, or of what is feared."""
    return bool(_MAYBE.search(sentence))


def not_so_now(sentence: str, raw: Sequence[str], own: bool) -> range:
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


def is_denied(found: list[int], tokens: list[Token], raw: list[str]) -> bool:
    """Whether a "no" before the words denies them, or a "fine" behind: near, in one thought, no part of the phrase."""
    first, last = tokens[found[0]], tokens[found[-1]]
    behind = last.at + last.raw.count(" ") + 1
    if raw[behind : behind + 1] and raw[behind] in _BEFORE_FINE and _FINE.match(" ".join(raw[behind : behind + 8])):
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
