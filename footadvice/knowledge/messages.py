"""The example messages: what people write, one JSON object a line, in append-only files of the folder `messages`.

One added message is one added line. The text of a message is what cases are compared by (`index/case_index.py`).
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from footadvice.knowledge import canonical
from footadvice.knowledge.records import Message

MESSAGES = "messages"  # the folder, and the name under which they stand beside the data files
_ID = re.compile(rb'^\{"id": "([^"]+)"', re.MULTILINE)


def files(folder: Path) -> list[Path]:
    """The message files of a data folder, by name."""
    return sorted((folder / MESSAGES).glob("*.jsonl"))


def line(message: Message) -> str:
    """A message in canonical form: fields in the order of their definition, defaults left out."""
    return json.dumps(canonical.bare(message), ensure_ascii=False) + "\n"


def opening(id: str) -> str:
    """How the line of the message with that id begins."""
    return f'{{"id": {json.dumps(id, ensure_ascii=False)},'


class MessageLines(Mapping[str, Mapping[str, Any]]):
    """Messages by id, in the order of the files; each is parsed when it is asked for.

    Args:
        text: the joined content of message files in canonical form.
    """

    def __init__(self, text: bytes) -> None:
        self._text = text

    def __getitem__(self, id: str) -> Mapping[str, Any]:
        start = self._start(id)
        if start < 0:
            raise KeyError(id)
        found: Mapping[str, Any] = json.loads(self._text[start : self._text.index(b"\n", start)])
        return found

    def _start(self, id: str) -> int:
        """Where the line of the message begins; below 0 if there is none."""
        wanted = opening(id).encode(errors="surrogatepass")
        if self._text.startswith(wanted):
            return 0
        found = self._text.find(b"\n" + wanted)
        return found + 1 if found >= 0 else -1

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._start(id) >= 0

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def values(self) -> Any:
        """All messages, parsed in one pass."""
        return [json.loads(one) for one in self._text.splitlines()]

    def items(self) -> Any:
        """All messages with their ids, parsed in one pass."""
        return [(one["id"], one) for one in self.values()]

    @cached_property
    def _ids(self) -> dict[str, None]:
        return dict.fromkeys(id.decode() for id in _ID.findall(self._text))


def joined(folder: Path) -> bytes:
    """The content of all message files, one after the other.

    Raises:
        OSError: one of them cannot be read.
    """
    return b"".join(path.read_bytes() for path in files(folder))


__all__ = ["MESSAGES", "MessageLines", "files", "joined", "line", "opening"]
