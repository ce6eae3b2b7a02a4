"""Where a word stands: in a name, among the signs of a condition, or anywhere on its page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from footadvice.answers.page_answers import FindAnswer, Found, FoundIn
from footadvice.answers.parts import Query
from footadvice.knowledge.records import Condition, Finding, Joint, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.text.normalize import fold

_MAX_FOUND = 12
_BEGINNING = 4  # letters from which on a word stands for those that begin with it
_COMMANDS: dict[type, str] = {Condition: "condition", Joint: "joint", Zone: "map"}
_BESIDES = (
    "id",
    "name",
    "other_names",
    "misspellings",
    "icd10cm",
    "sources",
    "findings",
    "red_flags",
    "zones",
    "group",
)


def find(kb: KnowledgeBase, query: Query, typed: str) -> FindAnswer:
    """Every record that has all the typed words in one text: those with a name of it first, then signs, then pages."""
    words = fold(typed).split()
    found: dict[tuple[str, str], Found] = {}
    for one in (
        *sorted(_by_name(kb, words), key=lambda one: not _exactly(one, words)),
        *_by_sign(kb, words),
        *_by_page(kb, words),
    ):
        found.setdefault((one.kind, one.id), one)
    return FindAnswer(query=query, found=tuple(found.values())[:_MAX_FOUND], left_out=max(len(found) - _MAX_FOUND, 0))


def _by_name(kb: KnowledgeBase, words: Sequence[str]) -> Iterator[Found]:
    for kind, command in _COMMANDS.items():
        for id, raw in kb.raw(kind).items():
            names = (raw["name"], *raw.get("other_names", ()), *raw.get("phrases", ()))
            if name := next((name for name in names if _has(name, words)), None):
                yield _found(command, id, raw, "name", name)


def _exactly(one: Found, words: Sequence[str]) -> bool:
    """Whether the words are a name as they stand, and not only in one."""
    return fold(one.text).split() == list(words)


def _by_sign(kb: KnowledgeBase, words: Sequence[str]) -> Iterator[Found]:
    signs = {
        id: str(raw["name"])
        for id, raw in kb.raw(Finding).items()
        if any(_has(text, words) for text in (raw["name"], raw["question"], *raw.get("phrases", ())))
    }
    for id, raw in kb.raw(Condition).items():
        if sign := next((signs[one["finding"]] for one in raw["findings"] if one["finding"] in signs), None):
            yield _found("condition", id, raw, "sign", sign)


def _by_page(kb: KnowledgeBase, words: Sequence[str]) -> Iterator[Found]:
    for id, raw in kb.raw(Condition).items():
        texts = (text for key, value in raw.items() if key not in _BESIDES for text in _texts(value))
        if text := next((text for text in texts if _has(text, words)), None):
            yield _found("condition", id, raw, "page", text)


def _found(command: str, id: str, raw: Mapping[str, Any], where: FoundIn, text: str) -> Found:
    kind = "zone" if command == "map" else command
    return Found(kind=kind, id=id, name=raw["name"], where=where, text=text, more=f"footadvice {command} {id}")


def _has(text: str, words: Sequence[str]) -> bool:
    there = fold(text).split()
    return bool(words) and all(any(_is(word, other) for other in there) for word in words)


def _is(word: str, other: str) -> bool:
    return word == other or (len(word) >= _BEGINNING and other.startswith(word))


def _texts(value: Any) -> Iterator[str]:
    """The sentences within a record."""
    if isinstance(value, str):
        if " " in value:
            yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _BESIDES:
                yield from _texts(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _texts(inner)
