"""Whether a text is in English, the one language that is read."""

import re
from collections.abc import Iterable

# Small words of German, Danish, Dutch, Spanish, Portuguese, French, Italian, Polish, Filipino, Hindi and Turkish that
# are rare in English messages: of the example messages none that is in English has two of them and a fourth of its
# words among them.
_OTHER_LANGUAGES = frozenset(
    """der und ist ich mein meine meinen mit nicht auf bei ein eine wenn habe seit mich wie sich dem den jeg har ondt
    nar og det ikke el las los por que con una tengo duele desde cuando mis je ne mes est depuis une pas avec quand
    il di quando sono ho mio mia alla che boli mnie jest sie nie po ang ko sa ng mga ako aking mijn het een niet bij
    dor nao meu minha ao hai mera meri kya kar ve bir benim mon""".split()  # noqa: SIM905
)
MIN_DISTINCT, MIN_SHARE = 2, 0.25


def is_english(sentences: Iterable[str]) -> bool:
    """Whether sentences in plain lower case are in English, or in nothing that is known here.

    >>> is_english(["my heel hurts"]), is_english(["mein fuss ist rot"])
    (True, False)
    """
    words = [word for sentence in sentences for word in re.findall(r"[a-z0-9]+", sentence)]
    others = [word for word in words if word in _OTHER_LANGUAGES]
    return len(set(others)) < MIN_DISTINCT or len(others) < MIN_SHARE * len(words)
