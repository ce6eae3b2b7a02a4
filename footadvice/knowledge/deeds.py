"""What a text of a page asks somebody to do, and what it warns them not to do: bandage, raise, soak, heat, rub, walk.

One measure may hold several deeds ("Cool, wrap and raise"), so two pages can contradict each other where their
measures differ. Each deed has two patterns, one for a sentence that asks for it and one for a sentence that warns of
it. A sentence that forbids or limits a deed never asks for it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from footadvice.support.frozen_record import FrozenRecord


class Deed(FrozenRecord):
    """One thing that can be done to a foot. `whole_body`: it matters wherever the two conditions are."""

    asked: str
    warned: str
    whole_body: bool = False


_NOT = r"\b(?:do not|don't|never|not|no|nothing|avoid|without|stop|take off|leave (?:out|off))\b"
_LESS = (
    r"\b(?:only|as little|cut|less|as far as (?:it|you must)|until walking|pain free|free of pain|once walk\w*"
    r"|when walk\w*|could not|how far|each time|for all walking|toward|before a|if walking|few and short)\b"
)
_RUB = r"\b(?:rub|massage)\b(?! (?:hard|in|off|or press on))"
DEEDS: dict[str, Deed] = {
    "bandage": Deed(
        asked=r"\bbandag\w+|\bwrap (?:it|the)\b(?! loosely)|\bcompression (?:bandage|stocking)",
        warned=rf"{_NOT}.*(?:\bbandag\w*|\bwrap\b|\bsleeves?\b|\bstockings?\b)",
    ),
    "raise": Deed(
        asked=r"\brais(?:e|ed|ing) (?:it|and\b|the (?:leg|foot)|your (?:legs?|foot))|\b(?:legs?|foot|it) raised"
        r"|\b(?:foot|legs?|it) (?:up|higher)\b|\babove (?:hip|your hip|your heart)|higher than the hip"
        r"|\bon (?:a )?pillows?\b",
        warned=rf"{_NOT}.*\brais(?:e|ing) (?:it|the (?:leg|foot))\b",
    ),
    "soak": Deed(
        asked=r"\bsoak (?!up)|\bwarm bath\b|\bwarm, not hot, water",
        warned=rf"{_NOT}.*(?:\bsoak\b|\bin the bath\b|\bget it wet\b)",
    ),
    "heat": Deed(
        asked=r"\bwarm (?:pack|bath|or cold pack|the joint)|\bheat pack",
        warned=rf"{_NOT}.*(?:\bheat\b|\bheaters?\b|\bhot (?:water|bath|pad)\b|\bfire\b)",
    ),
    "cool": Deed(
        asked=r"\b(?:ice|cold) pack\b|\bfrozen peas\b|\bwith a wrapped pack\b|\bice wrapped\b",
        warned=r"\bout of the cold\b|\bwhole body warm\b|\bfeet warm\b",
    ),
    "rub": Deed(asked=r"\b(?:rub (?:the|your|it)\b(?! in)|stretch or rub\b|massage\b)", warned=rf"{_NOT}.*{_RUB}"),
    "stretch": Deed(
        asked=r"\bstretch\b|\bpull the toes (?:up|back)\b",
        warned=rf"{_NOT}.*(?:\bstretch it\b(?! hard)|\bpull the toes up\b)",
    ),
    "barefoot": Deed(asked=r"\bbarefoot\b", warned=rf"{_NOT}.*\b(?:barefoot|bare feet)\b"),
    "walk": Deed(
        asked=r"\bwalk(?:ing)?\b|\b(?:stay|be|keep) active\b|\bkeep moving\b|\bdaily tasks\b|\bbalance on\b"
        r"|\bstand on one\b|\bexercise (?:often|most days)\b|\bfitness exercise\b",
        warned=rf"{_NOT}.*\b(?:(?:stand or )?walk(?:ing)? on (?:it|a hot)|walk it off|by walking)\b"
        r"|\bweight off (?:it|the (?:foot|joint)|any)\b|\bkeep off (?:it|the foot)\b|\bno weight\b",
        whole_body=True,
    ),
    "walk far": Deed(
        asked=r"\bwalk.*\b(?:minutes|each day|every day|most days|as you like|often|until the leg)\b"
        r"|\b(?:stay|be|keep) active\b|\bexercise often\b|\bfitness exercise\b",
        warned=r"\bwalk (?:only|flat-footed and only|as little)\b",
        whole_body=True,
    ),
    "run": Deed(
        asked=r"\brun(?:ning)?\b.*\b(?:as you like|as before)\b|\bchild (?:walk and )?run\b|\bwalk (?:and|or) run\b"
        r"|\brun (?:in trainers|on)\b",
        warned=rf"(?:{_NOT}|\bkeep .* off\b).*\brun(?:ning)?\b(?! (?:through|on (?:rough|when)|too soon))",
        whole_body=True,
    ),
    "eat or drink": Deed(
        asked=r"\bdrink (?:plenty|through|enough|water)\b|\beat (?:3|heart|a balanced)|\beat and drink enough\b",
        warned=r"\b(?:not|nothing to) eat or drink\b",
        whole_body=True,
    ),
}
# Advice against too much rest. It never outweighs a page that says to keep off a foot.
AGAINST_REST = rf"{_NOT}.*\b(?:rest it fully|still for|keep it still|completely still|stop moving|sit or lie for)\b"
# Measures that only spare a foot or send to care. No other page may take them away.
SPARING = frozenset({"urgent-care", "full-rest", "crutches", "clinic-review"})
KEEPS_OFF = frozenset({"full-rest", "crutches"})  # those that keep weight off it
LOCAL = frozenset(name for name, deed in DEEDS.items() if not deed.whole_body)


@lru_cache(maxsize=4096)
def asked(text: str) -> frozenset[str]:
    """The deeds that a text asks for.

    >>> sorted(asked("Use a wrapped ice pack. Bandage it by day. Rest it above hip level."))
    ['bandage', 'cool', 'raise']
    >>> sorted(asked("Do not walk on it. Wear socks that soak up sweat."))
    []
    """
    return frozenset(
        name for sentence in _sentences(text) for name, deed in DEEDS.items() if _asks(deed.asked, sentence)
    )


@lru_cache(maxsize=4096)
def warned(text: str) -> frozenset[str]:
    """The deeds that a text warns of, or allows only where nothing else is possible.

    >>> sorted(warned("Do not soak it in the bath or use heat on it.")), sorted(warned("Keep all weight off the foot."))
    (['heat', 'soak'], ['walk'])
    """
    sentences = tuple(_sentences(text))
    return frozenset(name for name, deed in DEEDS.items() if any(re.search(deed.warned, one) for one in sentences))


def _asks(pattern: str, sentence: str) -> bool:
    limited = re.search(_LESS, sentence) and re.search(r"\bwalk", sentence)
    return not limited and any(
        not re.search(_NOT, sentence[: found.start()]) for found in re.finditer(pattern, sentence)
    )


def against_rest(text: str) -> bool:
    """Whether a text warns of too much rest: "Do not rest it fully for weeks." """
    return any(re.search(AGAINST_REST, sentence) for sentence in _sentences(text))


def _sentences(text: str) -> Iterator[str]:
    """The sentences of `text`, each without the case it begins with: "With no pain, let your child run"."""
    for sentence in re.split(r"(?<=[.?!;:])\s+", text.lower().replace("\u2019", "'")):
        yield re.sub(
            r"^(?:if|with no|when)\b[^,]*\b(?:no|not|nothing)\b[^,]*, ", "", re.sub(r"^with no\b[^,]*, ", "", sentence)
        )


__all__ = ["DEEDS", "KEEPS_OFF", "LOCAL", "SPARING", "against_rest", "asked", "warned"]
