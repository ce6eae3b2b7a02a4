"""Files are written whole or not at all."""

import os
import tempfile
from pathlib import Path


def create_whole(path: Path, content: bytes) -> None:
    """Write `content` to a new file all at once. Of several who do so at the same time, one succeeds.

    Raises:
        FileExistsError: something is there: a file, a folder, or a link, wherever it leads.
        OSError: it cannot be written; then nothing is there.
    """
    name = _beside(path, content, 0o666 & ~_umask())
    try:
        _named(name, path)
    finally:
        os.unlink(name)


def replace_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` all at once: a reader sees the old file or the new one, never half of one.

    Through a link, the file that it leads to is written. A new file may be read by whom the user's umask lets read it.

    Raises:
        OSError: it cannot be written; then `path` is as it was.
    """
    path = Path(os.path.realpath(path))
    name = _beside(path, content, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    try:
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _beside(path: Path, content: bytes, mode: int) -> str:
    """The name of a file in the same folder that holds `content`."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".footadvice-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, mode)
    except BaseException:
        os.unlink(name)
        raise
    return name


def _named(name: str, path: Path) -> None:
    """Give the file `name` the name `path` too, if nothing has it yet."""
    try:
        os.link(name, path, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        with path.open("xb") as file:
            try:
                file.write(Path(name).read_bytes())
            except BaseException:
                path.unlink()
                raise


def _umask() -> int:
    """What new files of this user are kept from. It can only be read by setting it."""
    umask = os.umask(0o077)
    os.umask(umask)
    return umask
