"""Normalises text: case, accents, apostrophes, invisible characters and line breaks."""

import re

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHE = re.compile(r"['\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4\uff07`]|&#0*39;|&rsquo;|&apos;")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_HTML_BREAK = re.compile(r"<\s*/?\s*(?:br|p)\s*/?\s*>", re.IGNORECASE)
# A line that was cut by its width, and no thought that ends: small letters go on behind it, or "I".
_WRAPPED = re.compile(r"(?<![.!?;:\n])[ \t]*\n[ \t]*(?=[a-z]|I\b)(?![-*]|\d+[.)])")
_POSSESSIVE = re.compile(r"(?<=[a-z]{3})'s\b")  # "ankle's sore" is one ankle
# It looks for an end where a run of marks begins: at each mark of "....x" it would walk the run again.
_STRONG_END = re.compile(r"(?<![.!?;\n])[.!?;\n]+(?=\s|$)|\n")
_IRREGULAR = {"feet": "foot", "calves": "calf", "bursae": "bursa", "metatarsi": "metatarsus"}


def fold(text: str) -> str:
    """`text` as it is compared: no case, accents, apostrophes, punctuation or plurals.

    >>> fold("Fallen  ARCHES!"), fold("Morton's neuroma"), fold("flat-feet"), fold("Haglünd")
    ('fallen arch', 'morton neuroma', 'flat foot', 'haglund')
    """
    found = _WORD.findall(_APOSTROPHE.sub("", _without_accents(text).lower()))
    return " ".join([_singular(word) for word in found])


def _without_accents(text: str) -> str:
    """`text` without accents."""
    if text.isascii():
        return text
    import unicodedata  # a megabyte, and plain English needs none of it

    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("es") and word[-3] in "hx":
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word


def sentences(text: str) -> list[str]:
    """The sentences of `text`, folded to plain lower case; punctuation inside a sentence is kept."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return [text.lower()]  # as most phrases are: nothing to cut, and nothing to take out
    joined = _WRAPPED.sub(" ", _HTML_BREAK.sub(".\n", _INVISIBLE.sub("", text)))
    plain = _POSSESSIVE.sub("", _without_accents(_APOSTROPHE.sub("'", joined).lower())).replace("'", "")
    return [part for part in _STRONG_END.split(plain) if part and part.strip()]


def even_spaces(text: str) -> str:
    """`text` with one space where there are several; line feeds stay, for a blank line or a list ends a sentence."""
    return re.sub(r"[^\S\n]+", " ", text)


def without_apostrophes(text: str) -> str:
    """`text` without apostrophes of any kind: "can't" is "cant"."""
    return _APOSTROPHE.sub("", text)
