"""Derived data: made from the records once, and stored beside them, so that no question waits for it.

    brief     the few fields of every record that a question goes through
    phrases   for each token of a phrase: how many phrases use it, and those that are looked for where it stands
    wording   for each token of a text: what it is worth as a sign of each condition and page
    cases     the example messages, by the words in which they are told: an inverted index of plain arrays

`footadvice kb format` writes them to the folder `derived` and stamps them with the data that they were made from.
`KnowledgeBase.derived` reads them where the stamp fits, and makes them in memory where it does not: one code either
way, so the answers are the same.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from footadvice.knowledge.canonical import SCHEMA_VERSION
from footadvice.knowledge.index.case_postings import build
from footadvice.knowledge.index.phrase_index import lexicon_of, phrases
from footadvice.knowledge.index.summary_fields import Raw, brief
from footadvice.knowledge.index.word_weights import wording
from footadvice.knowledge.records import Message

Entry = Mapping[str, Any]
_MAKERS: Mapping[str, Callable[[Raw], Mapping[str, Entry]]] = {"brief": brief, "phrases": phrases, "wording": wording}


CASES = "cases.bin"
FILES = (*(f"{name}.json" for name in _MAKERS), CASES)
# The modules whose text decides what is made: what they made is made anew when one of them changes.
_PACKAGE = Path(__file__).parent.parent.parent
SOURCES = sorted(
    path for some in ("knowledge/index/*.py", "knowledge/case_index.py", "text/*.py") for path in _PACKAGE.glob(some)
)


def make_cases(raw: Raw) -> bytes:
    """The index of the example messages."""
    return build(raw(Message).values(), lexicon_of(raw))


def make(name: str, raw: Raw) -> Mapping[str, Entry]:
    """The records of one derived file, by id."""
    return {id: {"id": id, **record} for id, record in _MAKERS[name](raw).items()}


def texts(raw: Raw) -> dict[str, str]:
    """The text of each derived file, by its name: in the form that `Entries` cuts, with a line for each field."""
    return {name: _text(name, make(name, raw)) for name in _MAKERS}


def contents(raw: Raw) -> dict[str, bytes]:
    """The content of every derived file, by the file's name."""
    return {f"{name}.json": text.encode() for name, text in texts(raw).items()} | {CASES: make_cases(raw)}


def _text(name: str, records: Mapping[str, Entry]) -> str:
    entries = ",\n".join(_lines(record) for _, record in sorted(records.items()))
    return f'{{\n  "schema_version": {SCHEMA_VERSION},\n  "{name}": [\n{entries}\n  ]\n}}\n'


def _lines(record: Entry) -> str:
    fields = ",\n".join(f"      {_json(key)}: {_json(value)}" for key, value in record.items())
    return f"    {{\n{fields}\n    }}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


__all__ = ["FILES", "SOURCES", "Raw", "contents", "make", "make_cases", "texts"]
