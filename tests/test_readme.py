"""Every example in the README and the documents runs and prints what it shows."""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import fields
from inspect import isfunction
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
import typer

from footadvice.advisor import Advisor
from footadvice.answering.json_schemas import ANSWERS
from footadvice.answers.ask_answer import Candidate
from footadvice.errors import ExitCode, FootAdviceError
from footadvice.knowledge.levels import Level
from tests.commands import COMMANDS, MAY_WRITE

pytestmark = [pytest.mark.slow, pytest.mark.process]

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
ALL = "\n".join([README, *(text for name, text in DOCS.items() if name != "COMMANDS")])
# ```console blocks hold "$ command" lines (more of it after "> "), each followed by what it prints; "..." stands for
# any lines.
EXAMPLES = [
    (match[1].replace("\n> ", "\n").strip(), match[2].strip("\n"))
    for block in dict.fromkeys(re.findall(r"```console\n(.*?)```", ALL, re.DOTALL))
    for match in re.finditer(r"^\$ (.*(?:\n> .*)*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]
SESSIONS = re.findall(r"```pycon\n(.*?)```", ALL, re.DOTALL)
# The commands of these names are those of this Python and of this copy.
OURS = f'python3() {{ {shlex.quote(sys.executable)} "$@"; }}\nfootadvice() {{ python3 -m footadvice "$@"; }}\n'


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_an_example_prints_what_it_shows(command: str, shown: str) -> None:
    if re.search(r"\bjq\b", command) and not shutil.which("jq"):
        pytest.skip("jq is not installed")
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "ACCESSIBLE")}
    env |= {"PYTHONUTF8": "1"}
    done = subprocess.run(OURS + command, shell=True, capture_output=True, cwd=ROOT, env=env, check=False)
    printed = (done.stdout + done.stderr).decode("utf-8")
    pieces = [re.escape(piece.strip("\n")) for piece in re.split(r"^\.\.\.$", shown, flags=re.MULTILINE)]
    assert re.search(r"[\s\S]*".join(pieces), printed), printed


@pytest.mark.parametrize("session", SESSIONS)
def test_a_python_session_prints_what_it_shows(session: str) -> None:
    test = doctest.DocTestParser().get_doctest(session, {}, "README", "README.md", 0)
    said: list[str] = []
    assert doctest.DocTestRunner().run(test, out=said.append).failed == 0, "".join(said)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 10
    assert SESSIONS


@pytest.mark.skipif(not typer.__version__.startswith("0.28."), reason="another Typer has other words for the same")
def test_the_reference_of_commands_is_what_the_commands_say_of_themselves() -> None:
    make = ["-m", "typer", "footadvice.cli", "utils", "docs", "--name", "footadvice", "--title", "Commands"]
    env = {**os.environ, "PYTHONUTF8": "1"}
    made = subprocess.run([sys.executable, *make], capture_output=True, cwd=ROOT, env=env, check=True)
    written = (ROOT / "docs" / "COMMANDS.md").read_text(encoding="utf-8")
    again = f"run: python {' '.join(make)} --output docs/COMMANDS.md"
    assert written.strip() == made.stdout.decode("utf-8").strip().replace("\r\n", "\n"), again


def test_the_page_of_the_contract_leaves_nothing_out() -> None:
    page = DOCS["json"]
    rows = {name: row for row in page.splitlines() for name in re.findall(r"`(\w+)`", "".join(row.split("|")[1:2]))}
    for kind in ANSWERS.values():
        keys = {field.name for field in fields(kind)} - {"entries"}
        assert "and more" in rows[kind.kind] or all(f"`{key}`" in page for key in keys), kind
    for code in ExitCode:
        assert re.search(rf"^\| (\d+, )*{code}(, \d+)* \|", page, re.MULTILINE), code
    for error in (FootAdviceError, *FootAdviceError.__subclasses__()):
        assert re.search(rf"^\| {error.exit_code} \|[^|]*`{error.code}`", page, re.MULTILINE), error
    for word in (*get_args(Level), *get_args(get_type_hints(Candidate)["band"])):
        assert f"`{word}`" in page


def test_every_question_of_an_advisor_is_named() -> None:
    told = DOCS["python"]
    questions = {name for name, what in vars(Advisor).items() if not name.startswith("_") and isfunction(what)}
    assert questions <= set(re.findall(r"`(\w+)`", told))


def test_every_option_that_writes_a_file_is_owned_up_to() -> None:
    told = README.split("## Privacy and limits")[1].split("##")[0]
    for name in MAY_WRITE:
        assert any(f"`{way}`" in told for way in (name, *shlex.split(COMMANDS[name]))), name
