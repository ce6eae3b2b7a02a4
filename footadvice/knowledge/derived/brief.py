"""The few fields of every record that a question goes through."""

from collections.abc import Callable, Mapping
from typing import Any

from footadvice.knowledge.records import Condition, Finding, Joint, RedFlag, Word, Zone

# A field that a question needs of all records of a kind is named here; what it needs of a few, `KnowledgeBase.raw` has.
_FIELDS: Mapping[type, tuple[str, ...]] = {
    Condition: ("group", "urgency", "how_common", "asked", "zones", "findings"),
    Finding: ("kind", "implies", "hurts_in", "decoys"),
    Joint: ("elsewhere",),
    RedFlag: ("level", "regions", "raised_by"),
    Word: ("words", "topic"),
    Zone: ("region", "within", "decoys"),
}


def brief(raw: Callable[[type], Mapping[str, Mapping[str, Any]]]) -> dict[str, dict[str, Any]]:
    """By kind its records by id, each with those of `_FIELDS` that it has; of objects what a question needs of them."""
    return {
        kind.__name__: {"records": {id: _shortened(record, fields) for id, record in raw(kind).items()}}
        for kind, fields in _FIELDS.items()
    }


def _shortened(record: Mapping[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    kept = {field: record[field] for field in fields if field in record}
    if "how_common" in kept:
        kept["how_common"] = record["how_common"]["band"]
    if "findings" in kept:
        kept["findings"] = {one["finding"]: one["frequency"] for one in record["findings"]}
    return kept
