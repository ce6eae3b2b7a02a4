"""Files that somebody asked for: written whole or not at all, and never over another by accident."""

import sys
from pathlib import Path

from footadvice.errors import NotWritten, UsageError
from footadvice.support.atomic_write import create_whole, replace_whole
from footadvice.support.sanitize import printable


def write_whole(path: str, content: bytes, *, force: bool) -> None:
    """Write `content` to a file in one step, or to standard output if `path` is "-".

    Raises:
        UsageError: no name was given; something is there already and `force` was not given; or it is no file that could
            be replaced.
        NotWritten: it cannot be written; what was there before is as it was.
    """
    if path == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    if not path.strip():
        raise UsageError("the name of the file is empty")
    target, shown = Path(path), printable(path, 200)
    taken = UsageError(f"{shown}: is there already. Give another name, or --force to write over it")
    if target.exists() and not target.is_file():  # a folder, or a device that must not be replaced
        raise UsageError(f"{shown}: is no file. Give the name of a file")
    if target.exists() and not force:
        raise taken
    try:
        (replace_whole if force else create_whole)(target, content)
    except FileExistsError:  # it was made meanwhile, or is a link that leads nowhere
        raise taken from None
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or error
        raise NotWritten(f"{shown}: cannot be written: {reason}. Give another name or folder") from None
