"""Where in a JSON text each value stands. Asked only once something is wrong, for it is slower than reading."""

import re
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+')
_NO_NUMBERS = frozenset({"NaN", "Infinity", "-Infinity"})
_NUMBER = re.compile(r"-?\d[\d.eE+-]*")


@dataclass(slots=True)
class Places:
    """The line of each value by its path, and what JSON readers pass over: twin keys, and what is no number for them.

    That is a word for one, or a number so large that it becomes infinite.
    """

    lines: dict[Path, int] = field(default_factory=lambda: {(): 1})
    twins: list[tuple[Path, int]] = field(default_factory=list)
    no_numbers: list[tuple[Path, int, str]] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of the value at `path`, or of the nearest thing around it: a field that is missing has none."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]


@dataclass(slots=True)
class _Inside:
    """The object or array that is being read: its path, and the key or number of what comes next."""

    path: Path
    key: str | int | None


def places(text: str) -> Places:
    """The places in `text`, which holds one JSON document.

    >>> places('{"a": [\\n1,\\n{"b": 2}]}').line(("a", 1, "b"))
    3
    """
    found, around, line, at = Places(), list[_Inside](), 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", at, token.start())
        at = token.start()
        word = token[0]
        inside = around[-1] if around else None
        if word in "]}":
            del around[-1:]
        elif word == ",":
            if inside:
                inside.key = inside.key + 1 if isinstance(inside.key, int) else None
        elif word == ":":
            pass
        elif inside and inside.key is None:  # a key of an object
            inside.key = _text(word)
            path = (*inside.path, inside.key)
            if path in found.lines:
                found.twins.append((path, line))
            found.lines[path] = line
        else:
            path = (*inside.path, inside.key) if inside and inside.key is not None else ()
            found.lines.setdefault(path, line)
            if word in _NO_NUMBERS or (_NUMBER.fullmatch(word) and abs(float(word)) == float("inf")):
                found.no_numbers.append((path, line, word))
            if word in "[{":
                around.append(_Inside(path, 0 if word == "[" else None))
    return found


def _text(word: str) -> str:
    import json

    try:
        return str(json.loads(word))
    except ValueError:
        return word


__all__ = ["Path", "Places", "places"]
