"""The records of a data file in canonical form, each parsed when it is first asked for.

A page needs a few records of a file that holds hundreds. In canonical form (`canonical.py`) every record begins with
the same line, which can stand nowhere else, for no JSON text holds a line break: so the file is cut there, and only
the pieces that are asked for are parsed.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

_START = b'\n    {\n      "id": "'
_END = b"\n  ]\n}\n"


class Entries(Mapping[str, Mapping[str, Any]]):
    """Records by id, in the order of the file."""

    def __init__(self, unparsed: dict[str, bytes]) -> None:
        self._unparsed = unparsed
        self._parsed: dict[str, Mapping[str, Any]] = {}

    @classmethod
    def of(cls, file: str, text: bytes) -> "Entries | None":
        """The records of the data file `file` ("conditions"); None if `text` is not in canonical form."""
        head, *pieces = text.removesuffix(_END).split(_START)
        if not text.endswith(_END) or head != b'{\n  "schema_version": 1,\n  "%b": [' % file.encode():
            return None
        return cls({piece[: piece.index(b'"')].decode(): piece for piece in pieces})

    def __getitem__(self, id: str) -> Mapping[str, Any]:
        if id not in self._parsed:
            self._parsed[id] = json.loads(_START + self._unparsed[id].rstrip(b","))
        return self._parsed[id]

    def __contains__(self, id: object) -> bool:
        return id in self._unparsed

    def __iter__(self) -> Iterator[str]:
        return iter(self._unparsed)

    def __len__(self) -> int:
        return len(self._unparsed)


__all__ = ["Entries"]
