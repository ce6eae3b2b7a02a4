"""A page that is longer than the screen goes through a pager, as with git, and never one that goes into a pipe.

`FOOTADVICE_PAGER` says which, else the settings, else `PAGER`, else it is `less`; "cat" or nothing means none. `less`
ends by itself if all fits, keeps colours, leaves the page on the screen, and is told to remember nothing.
"""

import contextlib
import os
import signal
import sys

from footadvice.support.frozen_record import FrozenRecord
from footadvice.support.sanitize import PLAINLY

_NONE = ("", "cat")
_LESS = {"LESS": "FRX", "LV": "-c"}  # unless the user has chosen otherwise


class Screen(FrozenRecord):
    """How much the terminal shows at once."""

    rows: int

    def holds(self, text: str) -> bool:
        """Whether `text` and the prompt below it are all in sight."""
        return text.count("\n") < self.rows


def screen() -> Screen | None:
    """The terminal that a page is shown on; None where it goes to a file or a pipe."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    try:
        return Screen(rows=int(os.environ.get("LINES") or os.get_terminal_size(sys.stdout.fileno()).lines) or 24)
    except (ValueError, OSError):
        return Screen(rows=24)


def chosen(setting: str | None = None) -> str:
    """The command of the pager, or nothing.

    Args:
        setting: what the settings file says, if it says something.
    """
    command = next(value for value, _ in _asked(setting) if value is not None).strip()
    return "" if command in _NONE or os.environ.get("TERM") == "dumb" else command


def source(setting: str | None = None) -> str:
    """Where the choice of the pager comes from."""
    return next(source for value, source in _asked(setting) if value is not None)


def _asked(setting: str | None) -> tuple[tuple[str | None, str], ...]:
    """What may say which pager, the first word that counts first."""
    named, usual = os.environ.get("FOOTADVICE_PAGER"), os.environ.get("PAGER")
    return ((named, "FOOTADVICE_PAGER"), (setting, "settings"), (usual, "PAGER"), ("less", "default"))


def show(text: str, command: str) -> bool:
    """Show `text` through a pager; whether there was one."""
    import shlex
    import shutil
    import subprocess

    try:
        parts = shlex.split(command, posix=os.name != "nt")
    except ValueError:  # a quote that is not closed
        return False
    if not parts or not shutil.which(parts[0]):
        return False
    sys.stdout.flush()
    environment = {**_LESS, **os.environ, "LESSHISTFILE": "-"}
    process = subprocess.Popen(parts, stdin=subprocess.PIPE, env=environment)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the pager's, which may use it to stop a search
    try:
        assert process.stdin
        with contextlib.suppress(OSError), process.stdin as pipe:  # somebody may leave before the end
            pipe.write(text.encode(sys.stdout.encoding or "utf-8", errors=PLAINLY))
        process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    return True
