"""Every example in the README runs and prints what it shows."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
# ```console blocks hold "$ command" lines, each followed by what it prints; "..." stands for any lines.
EXAMPLES = [
    (match[1].strip(), match[2].strip("\n"))
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for match in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_an_example_prints_what_it_shows(command: str, shown: str) -> None:
    python = f"{shlex.quote(sys.executable)} -m footadvice "
    line = re.sub(r"(^|\| )footadvice ", lambda m: m[1] + python, command)
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "ACCESSIBLE")}
    done = subprocess.run(line, shell=True, capture_output=True, cwd=ROOT, env={**env, "PYTHONUTF8": "1"}, check=False)
    printed = (done.stdout + done.stderr).decode("utf-8")
    pieces = [re.escape(piece.strip("\n")) for piece in re.split(r"^\.\.\.$", shown, flags=re.MULTILINE)]
    assert re.search(r"[\s\S]*".join(pieces), printed), printed


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 10
