"""Files are written whole or not at all."""

import os
import tempfile
from pathlib import Path


def replace_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` all at once: a reader sees the old file or the new one, never half of one.

    Through a link, the file that it leads to is written. A new file may be read by whom the user's umask lets read it.

    Raises:
        OSError: it cannot be written; then `path` is as it was.
    """
    path = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _umask() -> int:
    """What new files of this user are kept from. It can only be read by setting it."""
    umask = os.umask(0o077)
    os.umask(umask)
    return umask
