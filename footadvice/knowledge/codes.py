"""An ICD-10-CM code -> the page, joint or place that it means.

Codes lead to the same only where they differ in side, encounter or degree by their own words (`data/codes.json`). A
code is never cut down to a shorter one: "pain in right foot" is not "pain in lower leg".
"""

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from footadvice.errors import NotFound
from footadvice.knowledge.records import Code, Condition, Joint, Zone
from footadvice.knowledge.store import KnowledgeBase

_FIELDS: Mapping[type, str] = {Condition: "conditions", Joint: "joints", Zone: "zones"}
_WAYS = {Condition: "footadvice condition {}", Joint: "footadvice joint {}", Zone: "footadvice map {}"}
_CATEGORY = 3  # characters: the disease or injury, without its site


def by_code(kb: KnowledgeBase, kinds: tuple[type, ...], code: str, shown: str) -> tuple[str, str]:
    """The id and name of the one record that a code means.

    Args:
        kinds: which records are meant; the first of them that the code leads to counts.
        code: in small letters, without its dot.
        shown: the code as it was typed.

    Raises:
        NotFound: it leads to none of them, or to several; with suggestions.
    """
    for kind in kinds:
        ids = tuple(dict.fromkeys(_leads_to(kb, kind, code)))
        if len(ids) > 1:
            raise NotFound(f'"{shown}" is the code of more than one condition', ids[:3])
        if ids:
            return ids[0], kb.name(kind, ids[0])
    for kind, way in _WAYS.items():
        if id := next(_leads_to(kb, kind, code), ""):
            raise NotFound(f'"{shown}" is the code of {kb.name(kind, id)}. Try: {way.format(id)}')
    near = tuple(dict.fromkeys(_near(kb, code)))[:3]
    names = ", ".join(kb.name(Condition, id) for id in near)
    raise NotFound(f'"{shown}" is no code of ours' + (f"; near it: {names}" if near else ""), near)


def _leads_to(kb: KnowledgeBase, kind: type, code: str) -> Iterator[str]:
    field = _FIELDS.get(kind, "")
    if kind is Condition:  # an overlay may add a code to a page
        exactly = [id for id, raw in kb.raw(kind).items() if code in _bare(raw.get("icd10cm", ()))]
        yield from exactly
        if exactly:
            return
    yield from (id for raw in kb.raw(Code).values() if code in _bare(raw["codes"]) for id in raw.get(field, ()))


def _near(kb: KnowledgeBase, code: str) -> Iterator[str]:
    """Conditions with codes of the same category, those with most of the code in common first."""
    found = [
        (sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(code, own, strict=False))), id)
        for id, raw in kb.raw(Condition).items()
        for own in _bare(raw.get("icd10cm", ()))
    ]
    near = (one for one in found if one[0] >= _CATEGORY)
    yield from (id for _, id in sorted(near, key=lambda one: -one[0]))


def _bare(codes: Any) -> tuple[str, ...]:
    return tuple(code.lower().replace(".", "") for code in codes)
