"""Finds the phrases of the vocabulary in a sentence, and drops those whose words belong to an adjacent match."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from footadvice.text.lexicon import (
    BOTH,
    CONTIGUOUS,
    INABILITY,
    NEGATION,
    PAIN,
    SURFACE_FORM,
    Phrase,
    Token,
    surface_form,
)
from footadvice.understanding.qualifiers import Scopes, is_negated

_ORDERED = frozenset({NEGATION, INABILITY})  # "no pain" is not "pain, no"
Hit = tuple[Phrase, list[int]]  # a phrase, and the places of its tokens
_SHARED = frozenset({PAIN, BOTH})  # words that many findings of one sentence may use


def _said_by(token: Token) -> tuple[str, str]:
    """What a token is compared by: as one of its group, and by itself."""
    return token.text, SURFACE_FORM + surface_form(token.raw)


def best_match(found_at: Iterable[list[int]], tokens: list[Token], scopes: Scopes) -> list[int]:
    """Of the matches of a phrase the affirmed and current one with its words closest together; empty if there is none.

    "No fever last week but now I have a fever" reports a fever.
    """

    def worse(found: list[int]) -> tuple[bool, int]:
        place = tokens[found[0]].at
        elsewhen = place in scopes.past or place in scopes.other or place in scopes.hypothetical
        return elsewhen or is_negated(found, tokens, scopes), found[-1] - found[0]

    return min(found_at, key=worse, default=[])


def matches(phrase: Phrase, places: dict[str, list[int]], spots: list[int], tokens: list[Token]) -> Iterator[list[int]]:
    """Each way in which the phrase's tokens stand in the sentence: their places, in order."""
    if len(phrase.tokens) == 1:
        yield from ([n] for n in spots if phrase.slack != CONTIGUOUS or phrase.tokens[0] in _said_by(tokens[n]))
    elif all(token in places for token in phrase.tokens):
        if phrase.slack == CONTIGUOUS:
            for start in places[phrase.tokens[0]]:
                if all(start + n < len(tokens) and tokens[start + n].text == t for n, t in enumerate(phrase.tokens)):
                    yield list(range(start, start + len(phrase.tokens)))
            return
        window = len(phrase.tokens) + phrase.slack
        for spot in spots:
            found = [min(places[token], key=lambda n: abs(n - spot)) for token in phrase.tokens]
            near = tokens[max(found)].reach - tokens[min(found)].reach < window
            if near and (found == sorted(found) or not _ORDERED & set(phrase.tokens)):
                yield sorted(set(found))


def drop_overlapping_matches(hits: list[Hit], tokens: list[Token], implies: Mapping[str, Sequence[str]]) -> list[Hit]:
    """`hits` without the findings whose words belong to an adjacent match of another finding.

    In "black dots on my foot" it is the dots that are black, and in "can hardly bear weight" it is the weight that
    cannot be borne. A place may serve many findings, and so may words of which one finding follows from the other.
    """

    def akin(one: str, other: str) -> bool:
        return one == other or other in implies.get(one, ()) or one in implies.get(other, ())

    places = {n for phrase, found in hits if phrase.kind == "zones" for n in found}
    whole = [(one.id, set(found)) for one, found in hits if one.kind == "findings" and _as_written(one, found, tokens)]
    taken: dict[int, set[str]] = defaultdict(set)
    for id, spots in whole:
        for n in spots - places:
            if tokens[n].text not in _SHARED:
                taken[n].add(id)

    def borrows(phrase: Phrase, found: list[int]) -> bool:
        if phrase.kind != "findings" or len(found) < 2:
            return False
        if any(set(found) < spots and not akin(id, phrase.id) for id, spots in whole):
            return True
        return not _as_written(phrase, found, tokens) and any(
            taken[n] and not any(akin(id, phrase.id) for id in taken[n]) for n in found
        )

    return [hit for hit in hits if not borrows(*hit)]


def without_denials(hits: list[Hit], tokens: list[Token], scopes: Scopes) -> list[Hit]:
    """`hits` without those that take for a sign what denies it.

    "Calf swollen, the other is not" is a sign that holds a "not"; "calf is not swollen" has the same words.
    """
    denied = [(phrase.id, set(found)) for phrase, found in hits if is_negated(found, tokens, scopes)]

    def denies(phrase: Phrase, found: list[int]) -> bool:
        holds_no = any(tokens[n].text == NEGATION for n in found)
        return holds_no and any(id == phrase.id and words < set(found) for id, words in denied)

    return [hit for hit in hits if not denies(*hit)]


def _as_written(phrase: Phrase, found: list[int], tokens: list[Token]) -> bool:
    """Whether two words or more of a phrase stand together and in its order."""
    together = len(found) > 1 and found[-1] - found[0] == len(found) - 1
    return together and all(t in (tokens[n].text, tokens[n].also) for n, t in zip(found, phrase.tokens, strict=False))
