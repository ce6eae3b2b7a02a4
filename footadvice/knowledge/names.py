"""What somebody typed -> a record, or suggestions. A guess is never taken silently."""

import re
from collections.abc import Iterator
from functools import lru_cache

from footadvice.errors import NotFound, UsageError
from footadvice.knowledge.store import KnowledgeBase
from footadvice.support.frozen_record import FrozenRecord
from footadvice.support.sanitize import printable

MAX_CHARS = 120  # of a typed name; no known name is half as long
_EPONYMS = ("Achilles", "Charcot", "Lisfranc", "Osgood")  # besides those in "'s"
_ICD = r"[a-z]\d[0-9a-z]{1,5}"  # without its dot


class Understood(FrozenRecord, kw_only=False):
    """What was typed and what it was taken for. `how`: `name`, `code` (ICD-10-CM) or `spelling` (a guess)."""

    typed: str
    id: str
    name: str
    how: str


def resolve(kb: KnowledgeBase, kinds: tuple[type, ...], typed: str) -> Understood:
    """The record that `typed` names: by id, name, other name, code, plural or one slip of the keyboard.

    Args:
        kinds: which records are meant; where two share a name, the earlier kind wins.

    Raises:
        UsageError: nothing was typed, or far too much.
        NotFound: no record has that name; with up to three suggestions, best first.
    """
    shown = printable(typed)
    if len(typed) > MAX_CHARS:
        raise UsageError(f"that name has {len(typed)} characters; a name has {MAX_CHARS} at most")
    id = slug(typed)
    if any(kb.has(kind, id) for kind in kinds):  # an id, as most are typed: no need to fold all names
        return Understood(shown, id, kb.name_of(id), "name")
    from footadvice.text.normalize import fold

    key = fold(typed)
    if not key:
        raise UsageError(f"the name is empty. Try: footadvice list {kinds[0].__name__.lower()}s")
    index = _index(kb, kinds)
    if key in index:
        id, sure = index[key]
        return Understood(shown, id, _name(kb, kinds, id), "name" if sure else "spelling")
    if re.fullmatch(_ICD, code := typed.strip().lower().replace(".", "")):
        from footadvice.knowledge.codes import by_code

        return Understood(shown, *by_code(kb, kinds, code, shown), "code")
    near = tuple(dict.fromkeys(index[name][0] for name in index if len(key) > 3 and one_slip(key, name)))
    if len(near) == 1:
        return Understood(shown, near[0], _name(kb, kinds, near[0]), "spelling")
    word = kinds[0].__name__.lower() if len(kinds) == 1 else "condition or joint"
    raise NotFound(f'there is no {word} called "{shown}"', near[:3] or _suggest(key, index))


def one_slip(a: str, b: str) -> bool:
    """Whether one letter left out, added, changed, or swapped with the next makes `a` into `b`.

    >>> one_slip("bunoins", "bunions"), one_slip("gout", "gouts"), one_slip("toe", "heel")
    (True, True, False)
    """
    if a == b or abs(len(a) - len(b)) > 1:
        return a == b
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[i:], b[i:]
    swapped = rest_a[:2] == rest_b[:2][::-1] and rest_a[2:] == rest_b[2:]
    return rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:] or swapped


def slug(name: str) -> str:
    """`name` as an id is written: lower case, words joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['\u2019]", "", name.lower())))


def mid_sentence(name: str) -> str:
    """`name` as it is written within a sentence; a proper name keeps its capital.

    >>> mid_sentence("Flat feet"), mid_sentence("Achilles tendinopathy"), mid_sentence("Morton's neuroma")
    ('flat feet', 'Achilles tendinopathy', "Morton's neuroma")
    """
    first = name.split(maxsplit=1)[0].split("-", maxsplit=1)[0]
    proper = first.endswith("'s") and first not in ("Athlete's", "Jumper's")
    return name if proper or first in _EPONYMS else name[0].lower() + name[1:]


_COUNTED = {"ankle", "calf", "change", "coalition", "cyst", "fracture", "injury", "nerve", "sprain", "tear", "tendon",
            "toe", "ulcer", "wound"}  # fmt: skip


def with_article(name: str) -> str:
    """`name` within a sentence, with an article where English wants one: before one thing that can be counted.

    >>> with_article("ankle sprain"), with_article("tight calf or stiff ankle"), with_article("flat feet")
    ('an ankle sprain', 'a tight calf or stiff ankle', 'flat feet')
    >>> with_article("risk of falls"), with_article("change in how you walk")
    ('the risk of falls', 'a change in how you walk')
    """
    head = re.split(r" (?:in|of|or|and|to|by) ", name, maxsplit=1)[0].split()[-1]
    if head == "risk":
        return f"the {name}"
    if head not in _COUNTED:
        return name
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


def _name(kb: KnowledgeBase, kinds: tuple[type, ...], id: str) -> str:
    return next(kb.name(kind, id) for kind in kinds if kb.has(kind, id))


@lru_cache(maxsize=8)
def _index(kb: KnowledgeBase, kinds: tuple[type, ...]) -> dict[str, tuple[str, bool]]:
    index: dict[str, tuple[str, bool]] = {}
    for kind in reversed(kinds):
        index.update(_names(kb, kind))
    return index


def _names(kb: KnowledgeBase, kind: type) -> Iterator[tuple[str, tuple[str, bool]]]:
    """(folded name, (id, whether it is a real name and not a misspelling)) of every record; ids come last to win."""
    from footadvice.text.normalize import fold

    for sure, field in ((False, "misspellings"), (True, "phrases"), (True, "other_names")):
        for id, raw in kb.raw(kind).items():
            for name in raw.get(field, ()):
                yield fold(name), (id, sure)
    for id, raw in kb.raw(kind).items():
        yield fold(raw["name"]), (id, True)
        yield fold(id), (id, True)


def _suggest(key: str, index: dict[str, tuple[str, bool]]) -> tuple[str, ...]:
    from difflib import SequenceMatcher, get_close_matches  # a miss is rare, so it need not be quick to load

    def likeness(name: str) -> float:
        return SequenceMatcher(None, key, name).ratio()

    typed = set(key.split())
    close = get_close_matches(key, index, n=6, cutoff=0.7)
    shared = sorted((n for n in index if typed & set(n.split()) - {"foot", "pain", "toe"}), key=likeness, reverse=True)
    return tuple(dict.fromkeys(index[name][0] for name in (*close, *shared)))[:3]


__all__ = ["Understood", "mid_sentence", "one_slip", "printable", "resolve", "slug", "with_article"]
