"""Files that come from outside, read with care: bounded in time and size, whatever the path leads to."""

import stat
from pathlib import Path

MOST_BYTES = 5_000_000  # four times the size of our largest file
_MARKS = {b"\xef\xbb\xbf": "a byte order mark", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


class UnreadableError(Exception):
    """A file that cannot be taken as text, with what to do about it."""

    def __init__(self, message: str, repair: str, line: int = 0) -> None:
        super().__init__(message)
        self.message, self.repair, self.line = message, repair, line


def read_text(path: Path) -> str:
    """The text of the UTF-8 file `path`.

    Raises:
        UnreadableError: it is missing, no ordinary file (a pipe would keep us waiting), too large, or not UTF-8.
    """
    raw = _read(path)
    if mark := next((name for mark, name in _MARKS.items() if raw.startswith(mark)), ""):
        raise UnreadableError(f"begins with {mark}", "save it as UTF-8 without a byte order mark", 1)
    if (place := raw.find(b"\0")) >= 0:  # JSON holds none; UTF-16 without its mark is full of them
        line = raw.count(b"\n", 0, place) + 1
        raise UnreadableError(f"holds a NUL at byte {place}, as UTF-16 does", "save it as UTF-8", line)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"is not UTF-8 at byte {error.start}", "save it as UTF-8", line) from None


def size(path: Path) -> int:
    """How many bytes of `path` would be read at most; 0 for what cannot be read."""
    try:
        return min(path.stat().st_size, MOST_BYTES)
    except (OSError, ValueError):
        return 0


def _read(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # before it is opened: to open a pipe is to wait for its writer
            raise UnreadableError("is no ordinary file", "give the path of a JSON file")
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}", "mend the path, or who may read it") from None
    except ValueError:
        raise UnreadableError("is no path", "mend the path") from None
    if len(raw) > MOST_BYTES:
        raise UnreadableError(
            f"is larger than {MOST_BYTES // 1_000_000} MB", "split it, or take out what is not needed"
        )
    return raw


__all__ = ["MOST_BYTES", "UnreadableError", "read_text", "size"]
