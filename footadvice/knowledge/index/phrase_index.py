"""The phrases of the vocabulary, each under the token where it is looked for.

The vocabulary is the data's: the phrases of findings, zones and red flags, and the names of conditions, factors and
tips. Whoever adds a phrase there improves the reading without touching this module.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from footadvice.knowledge.index.summary_fields import Raw
from footadvice.knowledge.records import Condition, Factor, Finding, RedFlag, Tip, Word, Zone
from footadvice.text.lexicon import CONTIGUOUS, PAIN, SURFACE_FORM, Lexicon, Phrase, surface_form

SLACK, NAME_SLACK = 3, 1  # further tokens that may stand between the words of a phrase, and of a name


def phrases(raw: Raw) -> dict[str, dict[str, Any]]:
    """For each token: by how many phrases it is used, and those that hold no rarer one.

    A phrase is [kind, id, tokens, slack], its tokens in one text.
    """
    found = [phrase for phrase in _vocabulary(raw) if phrase.tokens]
    used = Counter(token for phrase in found for token in set(phrase.tokens))
    records: dict[str, dict[str, Any]] = {token: {"used": count, "phrases": []} for token, count in used.items()}
    for phrase in dict.fromkeys(found):
        rarest = min(phrase.tokens, key=used.__getitem__)
        records[rarest]["phrases"].append([phrase.kind, phrase.id, " ".join(phrase.tokens), phrase.slack])
    return records


def lexicon_of(raw: Raw) -> Lexicon:
    """The word groups of the data."""
    return Lexicon({id: record["words"] for id, record in raw(Word).items()})


def signs(raw: Raw, lexicon: Lexicon) -> Iterator[Phrase]:
    """The phrases by which people tell the findings."""
    for id, record in raw(Finding).items():
        for text in record["phrases"]:
            yield _loose("findings", id, text, lexicon)


def _vocabulary(raw: Raw) -> Iterator[Phrase]:
    lexicon = lexicon_of(raw)
    yield from signs(raw, lexicon)
    zones = [_close("zones", id, text, lexicon) for id, record in raw(Zone).items() for text in record["phrases"]]
    yield from zones
    for id, record in raw(RedFlag).items():
        for text in record["phrases"]:
            yield _loose("red_flags", id, text, lexicon)
    places = {token for zone in zones for token in zone.tokens}
    called: tuple[tuple[str, type], ...] = (("conditions", Condition), ("factors", Factor), ("tips", Tip))
    for kind, record_kind in called:
        for id, record in raw(record_kind).items():
            for text in (record["name"], *record.get("other_names", ()), *record.get("misspellings", ())):
                yield from _name(kind, id, text, lexicon, places)


def _name(kind: str, id: str, text: str, lexicon: Lexicon, places: set[str]) -> Iterator[Phrase]:
    """The phrases that name a record; none where too little is left of it: nothing but "toe" of "in-toeing"."""
    if not lexicon.phrase(text):
        return
    found = _close(kind, id, text, lexicon)
    if kind == "conditions" and len(found.tokens) == 1 and found.tokens[0] in lexicon.groups and text.isalpha():
        # "sprain" names it, and "twisted" of the same group only tells of it
        yield found._replace(tokens=(SURFACE_FORM + surface_form(text.lower()),))
    elif kind != "conditions":
        yield found
    elif not (PAIN in found.tokens and set(found.tokens) - {PAIN} <= places):  # "heel pain" names nothing
        yield found
        if len(found.tokens) > 1:  # "a fungal infection in my nail"
            yield found._replace(slack=NAME_SLACK)


def _loose(kind: str, id: str, text: str, lexicon: Lexicon) -> Phrase:
    tokens = lexicon.phrase(text)
    # "bone on bone" must find two bones, so it stands word by word
    return Phrase(kind, id, tokens, SLACK if len(set(tokens)) == len(tokens) else CONTIGUOUS)


def _close(kind: str, id: str, text: str, lexicon: Lexicon) -> Phrase:
    return Phrase(kind, id, lexicon.phrase(text, whole=True), CONTIGUOUS)
