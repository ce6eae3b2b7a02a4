"""Builds the index of the example messages; `knowledge/case_index.py` says what it holds, and reads it."""

import json
import math
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from footadvice.knowledge.case_index import ARRAYS, LABELS, NONE, PER_CASE, terms
from footadvice.text.lexicon import Lexicon

COMMON = 0.15  # the share of messages from which on a word tells nothing
CAP = 400  # postings of a word that are kept


def build(messages: Iterable[Mapping[str, Any]], lexicon: Lexicon) -> bytes:
    """The index of `messages`, as it is stored."""
    found = list(messages)
    counted = [[Counter(form) for form in terms(one["text"], lexicon)] for one in found]
    known = Counter(term for forms in counted for form in forms for term in form)
    idf = {t: math.log((1 + len(found)) / (1 + n)) + 1 for t, n in known.items() if n <= max(COMMON * len(found), 1)}
    postings: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for case, forms in enumerate(counted):
        for form in forms:
            for term, weight in _normal(form, idf).items():
                postings[term].append((-weight, case))
    ids = sorted({id for one in found for id in (*one.get("red_flags", ()), *one.get("conditions", ()))})
    number = {id: n for n, id in enumerate(ids)}
    vocabulary = sorted(postings)
    parts: dict[str, array[Any]] = {name: array(code) for name, code in ARRAYS.items()}
    for term in vocabulary:
        parts["term_ends"].append(len(term.encode()) + (parts["term_ends"][-1] if parts["term_ends"] else 0))
        parts["starts"].append(len(parts["cases"]))
        parts["idf"].append(idf[term])
        for weight, case in sorted(sorted(postings[term])[:CAP], key=lambda one: one[1]):
            parts["cases"].append(case)
            parts["weights"].append(-weight)
    parts["starts"].append(len(parts["cases"]))
    for one in found:
        parts["labels"].append(LABELS.index(one["label"]))
        for name, field in (("flags", "red_flags"), ("conditions", "conditions")):
            mine = [number[id] for id in one.get(field, ())][:PER_CASE]
            parts[name].extend(mine + [NONE] * (PER_CASE - len(mine)))
    names, groups = [one["id"] for one in found], [f"{one['author']}/{one['situation']}" for one in found]
    return _stored(parts, vocabulary, {"ids": ids, "names": names, "groups": groups})


def _normal(form: Mapping[str, int], idf: Mapping[str, float]) -> dict[str, float]:
    """TF-IDF weights of one form, of length one."""
    weights = {term: (1 + math.log(n)) * idf[term] for term, n in form.items() if term in idf}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def _stored(parts: Mapping[str, "array[Any]"], vocabulary: list[str], lists: Mapping[str, list[str]]) -> bytes:
    blocks = [(name, "\n".join(found).encode()) for name, found in lists.items()]
    blocks.append(("vocabulary", "".join(vocabulary).encode()))
    for name, part in parts.items():
        if sys.byteorder == "big":
            part.byteswap()
        blocks.append((name, part.tobytes()))
    head = json.dumps({name: len(block) for name, block in blocks}).encode() + b"\n"
    return head + b"".join(block for _, block in blocks)


__all__ = ["build"]
