"""The recipes of the documents run in the tools that they name, at the versions that they name."""

import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
RECIPES = [
    (language, code)
    for language, code in re.findall(r"^```(sh|python)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    if "# -> " in code
]
QUESTIONS = "my heel hurts when I get up\n\nmy foot has gone cold, pale and numb\n"
PACKAGES = ["duckdb==2.0.1", "pandas==3.1.1", "sqlite-utils==4.2.1"]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="its shell is another")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with answers.jsonl and an environment that has the tools."""
    made = tmp_path_factory.mktemp("recipes")
    venv.create(made / "venv", with_pip=True)
    subprocess.run([made / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    command = [sys.executable, "-m", "footadvice", "ask", "-", "--jsonl"]
    done = subprocess.run(command, input=QUESTIONS.encode(), capture_output=True, check=True, cwd=ROOT)
    (made / "answers.jsonl").write_bytes(done.stdout)
    return made


@pytest.mark.parametrize(
    ("language", "code"), RECIPES, ids=[code.split()[0] + str(i) for i, (_, code) in enumerate(RECIPES)]
)
def test_a_recipe_prints_what_it_shows(folder: Path, language: str, code: str) -> None:
    env = {**os.environ, "PATH": f"{folder / 'venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    command = ["bash", "-ec", code] if language == "sh" else ["python", "-c", code]
    command[0] = str(folder / "venv" / "bin" / "python") if language == "python" else "bash"
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=env, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == re.findall(r"^# -> (.*)$", code, re.MULTILINE)


def test_every_tool_has_a_recipe() -> None:
    assert len(RECIPES) == 4
