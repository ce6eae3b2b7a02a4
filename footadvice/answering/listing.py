"""All records of one kind, each on a line."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

from footadvice.answers.page_answers import PLACES, Entry, ListAnswer
from footadvice.answers.parts import Query
from footadvice.errors import UsageError
from footadvice.knowledge import records
from footadvice.knowledge.names import printable, slug
from footadvice.knowledge.store import KnowledgeBase

# What `list` can list: the word for it, the kind of record, and the line that says what an entry is.
_LISTS: dict[str, tuple[type, Callable[[Any], str]]] = {
    "conditions": (records.Condition, lambda raw: raw["summary"]),
    "joints": (records.Joint, lambda raw: raw["verdict"]),
    "zones": (records.Zone, lambda raw: f"{raw['region'].replace('_', ' ')}: {raw['phrases'][0]}"),
    "exercises": (records.Exercise, lambda raw: f"{raw['goal']} {raw['dose']['text']}"),
    "red-flags": (records.RedFlag, lambda raw: f"{raw['level']}: {raw['sign']}"),
    "findings": (records.Finding, lambda raw: raw["question"]),
    "factors": (records.Factor, lambda raw: raw["summary"]),
    "tips": (records.Tip, lambda raw: raw["text"]),
    "links": (records.Link, lambda raw: f"{raw['grade'] if raw['supported'] else 'myth'}: {raw['mechanism']}"),
    "sources": (records.Source, lambda raw: f"{raw['kind']}, {raw.get('year', 'no year')}: {raw['publisher']}"),
}
LISTS = tuple(_LISTS)


def listing(kb: KnowledgeBase, query: Query, of: str, word: str = "") -> ListAnswer:
    """All records of one kind; `of` is one of `LISTS`. With a word, those that have it in an id, name or place.

    Raises:
        UsageError: there is no such list; with suggestions.
    """
    if of not in _LISTS:
        raise UsageError(
            f'there is no list of "{printable(of)}". There are: {", ".join(LISTS)}',
            tuple(get_close_matches(of[:40], LISTS, 3)),  # nothing longer is near
        )
    kind, summary = _LISTS[of]
    entries = tuple(
        Entry(
            id=id,
            name=_title(kb, raw),
            aliases=_aliases(raw),
            summary=summary(raw),
            changed_by=kb.changed_by(kind, id),
            place=_place(kb, raw["zones"]) if of == "conditions" else "",
        )
        for id, raw in kb.raw(kind).items()
    )
    wanted = slug(word)
    kept = tuple(entry for entry in entries if not wanted or _has(entry, wanted))
    return ListAnswer(query=query, of=of, entries=kept)


def _has(entry: Entry, wanted: str) -> bool:
    return any(wanted in slug(text) for text in (entry.id, entry.name, entry.place, *entry.aliases))


def _place(kb: KnowledgeBase, zones: Sequence[str]) -> str:
    """Where a condition hurts first of all."""
    zone = kb.raw(records.Zone)[zones[0]]
    there = (zones[0], *zone.get("within", ()), zone["region"])
    return next((place for place, parts in PLACES.items() if any(part in there for part in parts)), "The whole foot")


def _title(kb: KnowledgeBase, raw: Any) -> str:
    if "from_id" in raw:
        return f"{kb.name_of(raw['from_id'])} -> {kb.name_of(raw['to_id'])}"
    return str(raw.get("name") or raw.get("title"))


def _aliases(raw: Any) -> tuple[str, ...]:
    names = (raw.get("name", ""), *raw.get("other_names", ()), *raw.get("misspellings", ()))
    return tuple(dict.fromkeys(found for name in names if (found := slug(name)) and found != raw["id"]))
