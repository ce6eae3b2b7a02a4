"""The records of a data file in canonical form, each found and parsed when it is first asked for.

A page needs a few records of a file that holds hundreds. In canonical form (`canonical.py`) every record begins with
the same line, which can stand nowhere else, for no JSON text holds a line break; and records stand in the order of
their ids. So one is found by halving the file again and again, and nothing but that one is parsed.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

_START = b'\n    {\n      "id": "'
_END = b"\n  ]\n}\n"


class Entries(Mapping[str, Mapping[str, Any]]):
    """Records by id, in the order of the file."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._start_of = lru_cache(maxsize=4096)(self._find)  # questions have many words in common
        self._parsed: dict[str, Mapping[str, Any]] = {}

    @classmethod
    def of(cls, file: str, text: bytes) -> "Entries | None":
        """The records of the data file `file` ("conditions"); None if `text` is not in canonical form."""
        head = b'{\n  "schema_version": 1,\n  "%b": [' % file.encode()
        return cls(text) if text.startswith(head + _START) and text.endswith(_END) else None

    def __getitem__(self, id: str) -> Mapping[str, Any]:
        if id not in self._parsed:
            start = self._starts[id] if "_starts" in self.__dict__ else self._start_of(id)
            if start < 0:
                raise KeyError(id)
            end = self._text.find(_START, start + 1)
            piece = self._text[start:end] if end >= 0 else self._text[start : -len(_END)]
            self._parsed[id] = json.loads(piece.rstrip(b",").decode())
        return self._parsed[id]

    def __contains__(self, id: object) -> bool:
        return id in self._parsed or (isinstance(id, str) and self._start_of(id) >= 0)

    def __iter__(self) -> Iterator[str]:
        return iter(self._starts)

    def __len__(self) -> int:
        return len(self._starts)

    @cached_property
    def _starts(self) -> dict[str, int]:
        """Where each record begins: for going through all of them."""
        found, start = {}, self._text.find(_START)
        while start >= 0:
            found[self._id_at(start).decode()] = start
            start = self._text.find(_START, start + 1)
        return found

    def _find(self, id: str) -> int:
        """Where the record begins; below 0 if there is none."""
        wanted = id.encode(errors="surrogatepass")  # somebody may type anything
        low, high = 0, len(self._text)  # it begins at `low` or after, and before `high`
        while low < high:
            middle = (low + high) // 2
            start = self._text.find(_START, middle, high + len(_START) - 1)
            if start < 0 or wanted < (found := self._id_at(start)):
                high = middle
            elif wanted == found:
                return start
            else:
                low = start + 1
        return -1

    def _id_at(self, start: int) -> bytes:
        begin = start + len(_START)
        return self._text[begin : self._text.index(b'"', begin)]


__all__ = ["Entries"]
