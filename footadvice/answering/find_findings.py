"""Findings looked up by words: the ids that a guided check takes, for whoever heard the words."""

from collections import Counter
from collections.abc import Mapping
from math import log
from typing import Any

from footadvice.answers.page_answers import Entry, ListAnswer
from footadvice.answers.parts import Query
from footadvice.knowledge.records import Finding
from footadvice.knowledge.store import KnowledgeBase
from footadvice.text.normalize import fold
from footadvice.understanding.reader import Reader

MOST = 12
_SHORTEST = 3  # letters; shorter words say little of a sign


def find_findings(kb: KnowledgeBase, reader: Reader, query: Query, words: str) -> ListAnswer:
    """The findings that `words` may mean, at most `MOST`: first those read in them, then those that share words."""
    read = [one.id for one in reader.read(words).findings]
    ids = dict.fromkeys((*read, *_by_shared_words(kb.raw(Finding), words)))
    return ListAnswer(query=query, of="findings", entries=tuple(_entry(kb, id) for id in list(ids)[:MOST]))


def _by_shared_words(findings: Mapping[str, Any], words: str) -> list[str]:
    """Ids, best first: by the words shared with a name or question, a word counting more the rarer it is."""
    texts = {id: set(fold(f"{raw['name']} {raw['question']}").split()) for id, raw in findings.items()}
    seen = Counter(word for text in texts.values() for word in text)
    asked = {word for word in fold(words).split() if len(word) >= _SHORTEST and word in seen}
    weights = {id: sum(log(len(texts) / seen[word]) for word in asked & text) for id, text in texts.items()}
    return sorted((id for id, weight in weights.items() if weight), key=lambda id: -weights[id])


def _entry(kb: KnowledgeBase, id: str) -> Entry:
    raw = kb.raw(Finding)[id]
    return Entry(id=id, name=raw["name"], aliases=(), summary=raw["question"], changed_by=kb.changed_by(Finding, id))
