"""It uses no network, starts no program, and writes nothing but what it was asked to write."""

import os
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from socket import AF_UNIX

import pytest

from footadvice import cli
from tests.commands import BARE, COMMANDS, MAY_WRITE, TYPED
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.process]


def deeds(folder: Path, line: str, stdin: str = "") -> list[str]:
    """What the command did to the world outside; see `watched.py`."""
    home, log = folder.parent, folder.parent / "log"
    tips = folder / "tips.json"
    tips.write_text(tips.read_text(encoding="utf-8").replace('  "', '"'), encoding="utf-8")  # there is work to do
    args = shlex.split(line.replace("{folder}", shlex.quote(folder.as_posix())).replace("{typed}", "zzz"))
    subprocess.run(
        [sys.executable, "-B", "-m", "tests.watched", str(log), *args],
        input=stdin.encode(),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(home)},
        cwd=home,
        check=False,
    )
    return log.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_does_nothing_but_answer(folder: Path, name: str) -> None:
    found = deeds(folder, COMMANDS[name])
    if name == "mcp":  # its event loop wakes itself by a pair of sockets of the machine's own, which reach nobody
        found = [deed for deed in found if not deed.startswith("socket.__new__") or f" {int(AF_UNIX)} " not in deed]
    allowed = MAY_WRITE.get(name, "").replace("{folder}", str(folder))
    assert bool(found) == bool(allowed), found
    assert all(allowed in deed for deed in found), found


@pytest.mark.parametrize("line", [*BARE, "ask -", "condition bunions --json", "condition bunions --plain", *TYPED[:8]])
def test_nothing_else_does_anything(folder: Path, line: str) -> None:
    assert deeds(folder, line, stdin="my heel hurts\nmy child limps\n") == []


def test_the_watch_sees_what_it_watches_for(tmp_path: Path) -> None:
    code = (
        "from tests.watched import watch; watch('log')\nimport os, socket, subprocess, tempfile\n"
        "socket.socket().close(); open('a', 'w').close(); os.mkdir('b'); os.remove('a'); tempfile.mkstemp(dir='.')\n"
        "subprocess.run([os.devnull], check=False) if False else None; os.system('exit 0'); open('log').read()"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-B", "-c", code], env=env, cwd=tmp_path, check=True)
    found = (tmp_path / "log").read_text(encoding="utf-8")
    for deed in ("socket.", "open a", "os.mkdir", "os.remove", "tempfile.mkstemp", "os.system"):
        assert deed in found
    assert "open log" not in found


def test_every_command_is_in_the_table() -> None:
    known = set()
    for name, place in cli.COMMANDS.items():
        module, _, attribute = place.partition(":")
        group = getattr(import_module(module), attribute)
        inside = getattr(group, "registered_commands", None)
        known |= {f"{name} {one.name or one.callback.__name__}" for one in inside} if inside else {name}
    assert known == set(COMMANDS)
