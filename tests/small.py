"""A knowledge base of a few records made by hand: what the machinery does with them hangs on no word or weight of ours."""

import json
from typing import Any

from footadvice.knowledge.store import KnowledgeBase, shipped

Records = dict[str, dict[str, Any]]  # id -> the fields that the test is about
S = ("review",)
_RED_FLAG: dict[str, Any] = {
    "name": "A flag", "level": "urgent", "sign": "It is so.", "why": "It can harm.", "do_now": "Get seen.",
    "regions": ["foot"], "raised_by": [], "phrases": [], "sources": S, "reviewed": "2026-01-01", "review_due": "2027-01-01",
}  # fmt: skip
_USUAL: dict[str, dict[str, Any]] = {
    "findings": {"kind": "look", "phrases": []},
    "zones": {"region": "foot", "phrases": []},
    "conditions": {"summary": "", "findings": [], "urgency": "self_care"},
    "red_flags": _RED_FLAG,
    "factors": {},
}
WORDS: Records = {
    "neg": {"words": ["no", "not", "never", "without", "isnt", "hasnt"]},
    "cannot": {"words": ["cannot", "cant"], "topic": "health"},
    "pain": {"words": ["pain", "hurts", "hurt", "ache"], "topic": "health"},
    "elbow": {"words": ["elbow", "wrist"], "topic": "elsewhere"},
    "engine": {"words": ["engine", "gearbox"], "topic": "off_topic"},
}


CUES: Records = {raw["id"]: raw for raw in json.loads((shipped() / "context_cues.json").read_bytes())["context_cues"]}


def small(**files: Records) -> KnowledgeBase:
    """Knowledge of the records that are given, and of the word groups above; what is derived is made of them."""
    files = {"words": WORDS, "context_cues": CUES, **files}
    return KnowledgeBase.from_records(
        {
            file: {id: {"id": id, "name": id, **_USUAL.get(file, {}), **more} for id, more in given.items()}
            for file, given in files.items()
        }
    )
