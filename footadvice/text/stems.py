"""Words -> stems: the forms of one word get one stem, and those of two words stay apart.

Snowball's English stemmer parts fewer families ("clear" and "clearly"), but joins "hard" and "hardly", "bare" and
"barely", which tell another sign each.
"""

import re

_SUFFIXES = ("ing", "ed", "es", "s")
# "hop" of "hoping" and "spin" of "spine" lost an e, where "hopping" and "spinning" have two of their last letter.
_LOST_E = re.compile(r"[^aeiouy]+[aeiou][^aeiouywxh]")
# Words that only look like a form of another: "evening" is none of "even".
_WHOLE = frozenset("evening earring news testes buses gases during nothing everything something morning".split())  # noqa: SIM905


def stem(word: str) -> str:
    """`word` without its plural, -ing, -ed or -ness, roughly.

    >>> [stem(w) for w in ("bunions", "stubbed", "running", "dresses", "gas", "bleed", "bleeding")]
    ['bunion', 'stub', 'run', 'dress', 'gas', 'bleed', 'bleed']
    >>> [stem(w) for w in ("hoping", "hopping", "spines", "spinning", "shine", "shins", "doses", "evenings")]
    ['hope', 'hop', 'spine', 'spin', 'shine', 'shin', 'dose', 'evening']
    >>> [stem(w) for w in ("injuries", "dried", "coldness", "heaviness", "raised", "raise")]
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
    left = word[: -len(suffix)]
    if suffix == "s" or (suffix == "es" and left[-1] not in "sxzh"):
        return left if left in _WHOLE else _without_e(word[:-1])
    if suffix in ("ing", "ed") and left[-1] == left[-2] and len(left) > 3 and left[-1] not in "lsz":
        return left[:-1]
    return _without_e(f"{left}e" if _LOST_E.fullmatch(left) else left)


def _without_e(left: str) -> str:
    """`left` without the last letter of "rupture", which "ruptured" and "rupturing" lose."""
    lost = len(left) > 4 and left[-1] == "e" and left[-2] not in "eo" and not _LOST_E.fullmatch(left[:-1])
    return left[:-1] if lost else left
