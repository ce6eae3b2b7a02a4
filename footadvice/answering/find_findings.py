"""Looks up findings by words: the ids that a guided check takes."""

from collections import Counter
from collections.abc import Iterable
from math import log

from footadvice.answers.page_answers import Entry, ListAnswer
from footadvice.answers.parts import Query
from footadvice.knowledge.records import Finding
from footadvice.knowledge.store import KnowledgeBase
from footadvice.text.normalize import fold
from footadvice.understanding.reader import Reader

MAX_FOUND = 12
_COVERED = 0.5  # share of the words said, by their weight, that a finding has to have
_AT_LEAST = 5  # of those nearest, where none has as much and none was read
_SHORTEST = 3  # letters; shorter words say little of a sign


def find_findings(kb: KnowledgeBase, reader: Reader, query: Query, words: str) -> ListAnswer:
    """The findings that `words` may mean, at most `MAX_FOUND`: those read in them, then those that share most words.

    Whoever looks takes what is shown for an answer, so what shares a common word alone is not shown.
    """
    read = [one.id for one in reader.read(words).findings]
    shared = _by_shared_words(kb.all(Finding), words, unknown_too=bool(read))
    near = [id for id, covered in shared.items() if covered >= _COVERED]
    ids = dict.fromkeys((*read, *near) if read or near else list(shared)[:_AT_LEAST])
    return ListAnswer(query=query, of="findings", entries=tuple(_entry(kb, id) for id in list(ids)[:MAX_FOUND]))


def _by_shared_words(findings: Iterable[Finding], words: str, *, unknown_too: bool) -> dict[str, float]:
    """Ids, best first, with the share of the words that stand in a name or question; a rarer word weighs more.

    Args:
        unknown_too: whether a word that no finding has counts among the words.
    """
    texts = {one.id: set(fold(f"{one.name} {one.question}").split()) for one in findings}
    seen = Counter(word for text in texts.values() for word in text)
    asked = {word for word in fold(words).split() if len(word) >= _SHORTEST and (unknown_too or word in seen)}
    weight = {word: log(len(texts) / max(seen[word], 1)) for word in asked}
    covered = {id: sum(weight[word] for word in asked & text) for id, text in texts.items()}
    ranked = sorted((id for id in covered if covered[id]), key=lambda id: -covered[id])
    return {id: covered[id] / sum(weight.values()) for id in ranked}


def _entry(kb: KnowledgeBase, id: str) -> Entry:
    one = kb.get(Finding, id)
    return Entry(id=id, name=one.name, aliases=(), summary=one.question, changed_by=kb.changed_by(Finding, id))
