"""A text that asks why it is not some condition: "my toe is red, why not gout?"."""

import re
from collections.abc import Callable
from itertools import islice

_WHY_NOT = re.compile(r"(?:\b(?:and|but|so) )?\bwhy (?:not|is(?: it|nt it|n't it| this)(?: not)?|can'?t it be)\b", re.I)
_WORD = re.compile(r"\w+")
NAMED_WITHIN = 8  # words after a "why not" in which the name is looked for


def without_why_not(text: str, condition_in: Callable[[str], str | None]) -> tuple[str, str | None]:
    """`text` without its "why not gout?", and the condition that it asks about; all that is said besides is kept.

    Where nothing else is said, it asks for the signs of that condition.

    Args:
        condition_in: gives the condition that some words name.
    """
    if found := _WHY_NOT.search(text):
        for word in islice(_WORD.finditer(text, found.end()), NAMED_WITHIN):
            name = text[found.end() : word.end()]
            if id := condition_in(name):
                rest = f"{text[: found.start()]} {text[word.end() :]}"
                return rest if _WORD.search(rest) else f"signs of {name}", id
    return text, None


__all__ = ["without_why_not"]
