"""What a command writes for somebody to keep: to a file, whole or not at all, or to standard output."""

from pathlib import Path

import typer

from footadvice.errors import FootAdviceError, UsageError
from footadvice.files import replace_whole
from footadvice.reasoning.names import printable

STDOUT = "-"


def write_whole(path: str, content: str | bytes, force: bool) -> None:
    """Write `content` to the file `path`, or to standard output if that is "-". Text is written as UTF-8, as it is.

    Args:
        force: write over a file that is there already.

    Raises:
        UsageError: the file is there already and `force` is not given, or no ordinary file.
        FootAdviceError: it cannot be written; nothing is left half written.
    """
    encoded = content.encode() if isinstance(content, str) else content
    if path == STDOUT:
        typer.echo(encoded, nl=False)
        return
    target, shown = Path(path), printable(path, 300)
    if target.exists() and not target.is_file():
        raise UsageError(f'"{shown}" is a folder or a device. Name a file')
    if target.exists() and not force:
        raise UsageError(f'"{shown}" is there already. Add --force to write over it')
    try:
        replace_whole(target, encoded)
    except OSError as error:
        raise FootAdviceError(f'"{shown}" cannot be written: {error.strerror or error}. Choose another place') from None
