"""The two forms in which a text is compared with the example messages: its words as written, and folded.

They err differently: as written, "swollen" and "puffy" are strangers; folded, "fell" and "fall over" are one. A word
that a "no" reaches is another word ("no_fever"), so that "no fever, can walk" is near messages that say the same.
The reach is NegEx's (Chapman and others, 2001), cut to what a bag of words needs.
"""

import re
from collections.abc import Iterator

from footadvice.text.lexicon import NEGATION, Lexicon
from footadvice.text.normalize import sentences

REACH = 5  # words behind a "no" that it still denies
DENIED = "no_"  # prefix of a term that is negated
_NO = frozenset(
    """no not never without none nor dont doesnt didnt isnt arent wasnt werent cant cannot couldnt wont hasnt havent
    hadnt denies neither aint""".split()  # noqa: SIM905 - a list of words is easier to read than a list of strings
)
_TURN = frozenset(
    "but however although though except yet because i my it he she they we its now until since when".split()  # noqa: SIM905
)
_PART = re.compile(r"[^a-z0-9 ]+")


def as_written(text: str) -> Iterator[str]:
    """The words of `text` as written, those that are denied marked."""
    for sentence in sentences(text):
        for part in _PART.split(sentence):
            yield from _marked(part.split(), _NO)


def folded(text: str, lexicon: Lexicon) -> Iterator[str]:
    """What the words of `text` fold to, those that are denied marked."""
    for sentence in sentences(text):
        for part in _PART.split(sentence):
            yield from _marked([token.text for token in lexicon.tokens(part)], frozenset({NEGATION}))


def _marked(words: list[str], no: frozenset[str]) -> Iterator[str]:
    left = 0
    for word in words:
        if word in no:
            left = REACH
            yield word
            continue
        left = 0 if word in _TURN else max(left - 1, 0)
        yield DENIED + word if left else word


__all__ = ["DENIED", "as_written", "folded"]
