"""Text that we did not write, made safe to show: it is never a command to a terminal, and never turns a line around.

Control characters, terminal escapes, marks that change the direction of writing, and characters of no width are what
Python calls not printable.
"""

import codecs
import re

_HIDDEN = (  # control characters but the end of a line, and what cannot be seen, or not be encoded
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)


PLAINLY = "plainly"  # how what an encoding lacks is written, as a name for `errors`


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """What an encoding lacks without its accents: "Köhler" becomes "Kohler"; what has no plain letter is "?"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from unicodedata import normalize  # hardly any terminal lacks a letter

    lacking = error.object[error.start : error.end]
    plain = (normalize("NFKD", letter).encode("ascii", "ignore").decode() for letter in lacking)
    return "".join(letter or "?" for letter in plain), error.end


codecs.register_error(PLAINLY, _plainly)


def printable(text: str, most: int = 60) -> str:
    """`text` made safe to show: control characters and the like become "?", and it is cut after `most` characters."""
    safe = "".join(c if c.isprintable() else "?" for c in text[: most + 1])
    return safe if len(safe) <= most else safe[:most] + "..."


def escaped(json: str) -> str:
    """A JSON text with what cannot be seen written as `\\uXXXX`: the same document, in letters that no terminal obeys.

    >>> print(escaped('"a\u202eb"'))
    "a\\u202eb"
    """
    if json.replace("\n", "").isprintable():
        return json
    return re.sub(_HIDDEN, _escape, json)


def _escape(found: "re.Match[str]") -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[n : n + 4]}" for n in range(0, len(units), 4))
