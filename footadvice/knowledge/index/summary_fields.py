"""The few fields of every record that a question goes through, and the decoys, ready to be compared."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from footadvice.knowledge.records import Condition, Finding, Joint, RedFlag, Word, Zone
from footadvice.text.normalize import sentences

Raw = Callable[[type], Mapping[str, Mapping[str, Any]]]  # gives the records of a kind as they stand in the data, by id
# A field that a question needs of all records of a kind is named here; what it needs of a few, `KnowledgeBase.raw` has.
_FIELDS: Mapping[type, tuple[str, ...]] = {
    Condition: ("group", "urgency", "how_common", "asked", "zones", "findings"),
    Finding: ("kind", "implies", "hurts_in", "screens", "roles", "who", "last_age", "from_days", "opposite"),
    Joint: ("elsewhere", "role"),
    RedFlag: ("level", "regions", "raised_by"),
    Word: ("words", "topic"),
    Zone: ("region", "within", "of_hands_too"),
}
_DECOYED: Mapping[str, type] = {"findings": Finding, "zones": Zone}


def brief(raw: Raw) -> dict[str, dict[str, Any]]:
    """By kind its records by id, each with those of `_FIELDS` that it has, and the decoys by their first word."""
    kinds = {
        kind.__name__: {id: _shortened(record, fields) for id, record in raw(kind).items()}
        for kind, fields in _FIELDS.items()
    }
    return {name: {"records": records} for name, records in {**kinds, "decoys": _decoys(raw)}.items()}


def _decoys(raw: Raw) -> dict[str, list[list[str]]]:
    """What must not be taken for a record: (kind, id, words), by the first of the words."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for kind, record_kind in _DECOYED.items():
        for id, record in raw(record_kind).items():
            for text in record.get("decoys", ()):
                words = re.findall(r"[a-z0-9]+", " ".join(sentences(text)))
                found[words[0]].append([kind, id, " ".join(words)])
    return found


def _shortened(record: Mapping[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    kept = {field: record[field] for field in fields if field in record}
    if "how_common" in kept:
        kept["how_common"] = record["how_common"]["band"]
    if "findings" in kept:
        kept["findings"] = {one["finding"]: one["frequency"] for one in record["findings"]}
    return kept
