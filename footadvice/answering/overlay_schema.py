"""The JSON Schema of an overlay, so that an editor helps whoever writes one."""

from typing import Any

from footadvice.knowledge import canonical, records
from footadvice.knowledge.overlays.merge_rules import MAY_CHANGE, WAYS
from footadvice.knowledge.overlays.overlay_file import ADDED
from footadvice.knowledge.provenance import Heading, OverlayName
from footadvice.knowledge.validation import schema_gate

Schema = dict[str, Any]


def overlay_schema() -> Schema:
    """What an overlay may hold: who it is of, a heading for paper, records that it adds, and fields that it changes."""
    definitions: Schema = {}
    add = {file: {"type": "array", "items": _of(records.FILES[file], definitions)} for file in ADDED}
    change = {file: _changes(file, definitions) for file in MAY_CHANGE}
    properties = {
        "$schema": {"type": "string"},
        "schema_version": {"const": canonical.SCHEMA_VERSION},
        "overlay": _of(OverlayName, definitions),
        "heading": _of(Heading, definitions),
        "add": _optional(add),
        "change": _optional(change),
    }
    return {
        "description": "Knowledge of somebody's own to lay over ours: it adds, and makes it more careful, never less.",
        **_optional(properties),
        "required": ["schema_version", "overlay"],
        "$defs": definitions,
    }


def _of(kind: Any, definitions: Schema) -> Schema:
    """A reference to the schema of a record, which joins the definitions."""
    found = schema_gate.adapter(kind).json_schema()
    definitions.update(found.pop("$defs", {}))
    definitions[kind.__name__] = found
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _changes(file: str, definitions: Schema) -> Schema:
    """By id, the fields of our records that an overlay may change; each says what becomes of it."""
    kind = records.FILES[file]
    _of(kind, definitions)
    known = definitions[kind.__name__]["properties"]
    fields = {
        field: {**known[field], "description": f"To {WAYS[way].replace('_', ' ')}."}
        for field, way in MAY_CHANGE[file].items()
    }
    return {"type": "object", "additionalProperties": {**_optional(fields), "minProperties": 1}}


def _optional(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}
