"""The one form in which a data file is kept, so that a change shows as what it is.

Records by id, fields in the order of their definition, defaults left out, two spaces, raw UTF-8, LF.
"""

import json
from collections.abc import Iterable
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

SCHEMA_VERSION = 1


def dump(file: str, records: Iterable[Any]) -> str:
    """The text of the data file `file` ("conditions") that holds `records`."""
    return to_text({"schema_version": SCHEMA_VERSION, file: [bare(r) for r in sorted(records, key=lambda r: r.id)]})


def to_text(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def bare(value: Any) -> Any:
    """A record as JSON, without the fields that have their default value."""
    if is_dataclass(value):
        kept = ((f, getattr(value, f.name)) for f in fields(value))
        return {f.name: bare(v) for f, v in kept if f.default is MISSING or v != f.default}
    return [bare(item) for item in value] if isinstance(value, tuple) else value


__all__ = ["SCHEMA_VERSION", "bare", "dump", "to_text"]
