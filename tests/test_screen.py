"""A page at a terminal: the pager, and the verdict in sight when the page has run by. Needs a pseudo-terminal."""

import fcntl
import os
import struct
import sys
import termios
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")
ROOT = Path(__file__).resolve().parent.parent
MARK = f"{sys.executable} {ROOT / 'tests' / 'mark_pager.py'}"  # a pager that says that it ran

UNSET = ("PAGER", "FOOTADVICE_PAGER", "LESS", "NO_COLOR", "COLUMNS", "LINES", "ACCESSIBLE")


def at_a_terminal(*args: str, rows: int = 24, columns: int = 80, **env: str) -> str:
    """What a terminal of that size shows of a command, without the carriage returns."""
    child, terminal = pty.fork()
    if child == 0:
        keep = {key: value for key, value in os.environ.items() if key not in UNSET}
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        command = [
            sys.executable,
            "-m",
            "footadvice",
            *args,
        ]  # its environment is given, for readline sets LINES unseen
        os.execve(command[0], command, {**keep, "PYTHONPATH": str(ROOT), "TERM": "xterm", "NO_COLOR": "1", **env})
    seen = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        seen += part
    os.waitpid(child, 0)
    os.close(terminal)
    return seen.decode().replace("\r", "")


def test_a_page_longer_than_the_screen_goes_through_the_pager() -> None:
    shown = at_a_terminal("condition", "bunions", FOOTADVICE_PAGER=MARK)
    assert shown.startswith("PAGED LESS=FRX")
    assert "What to do today" in shown


@pytest.mark.parametrize(
    ("args", "rows", "env"),
    [
        (["condition", "bunions", "--no-pager"], 24, {"FOOTADVICE_PAGER": MARK}),
        (["condition", "bunions", "--plain"], 24, {"FOOTADVICE_PAGER": MARK}),
        (["condition", "bunions", "--json"], 24, {"FOOTADVICE_PAGER": MARK}),
        (["condition", "bunions"], 90, {"FOOTADVICE_PAGER": MARK}),
        (["condition", "bunions"], 24, {"FOOTADVICE_PAGER": "", "PAGER": MARK}),
        (["condition", "bunions"], 24, {"FOOTADVICE_PAGER": "no-such-program -x"}),
    ],
    ids=["option", "plain", "JSON", "fits", "none", "missing"],
)
def test_the_pager_stays_away(args: list[str], rows: int, env: dict[str, str]) -> None:
    shown = at_a_terminal(*args, rows=rows, **env)
    assert "PAGED" not in shown
    assert "unions" in shown


def test_pager_of_the_environment_counts_and_ours_comes_first() -> None:
    assert "PAGED" in at_a_terminal("condition", "bunions", PAGER=MARK)
    assert "PAGED" not in at_a_terminal("condition", "bunions", PAGER=MARK, FOOTADVICE_PAGER="cat")


@pytest.mark.parametrize("args", [["ask", "my heel hurts"], ["condition", "gout"], ["ask", "my calf is swollen"]])
def test_the_verdict_is_in_sight_at_the_end_where_it_has_scrolled_away(args: list[str]) -> None:
    lines = at_a_terminal(*args, "--no-pager", rows=12).splitlines()
    verdict = next(line for line in lines if any(w in line for w in ("EMERGENCY", "URGENT", "SEE A CLINICIAN")))
    assert verdict in lines[:8]
    assert verdict in lines[-8:]


def test_a_verdict_that_is_still_in_sight_is_not_said_again() -> None:
    shown = at_a_terminal("condition", "gout", rows=90)
    assert shown.count("URGENT: get seen today") == 1
