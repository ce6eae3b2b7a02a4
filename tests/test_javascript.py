"""Programs in JavaScript read what is written: Ajv's strict mode, and the TypeScript SDK as an agent's client."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from footadvice.advisor import Advisor
from footadvice.answering import json_schemas
from footadvice.answering.listing import LISTS
from footadvice.answers.document import document
from tests.conftest import ROOT
from tests.test_mcp import ANSWERS

pytestmark = [
    pytest.mark.exhaustive,
    pytest.mark.skipif(not shutil.which("npm"), reason="it needs Node.js and npm"),
    pytest.mark.skipif(sys.platform != "linux", reason="it reads what a process has worked from /proc"),
]


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the scripts and the packages that they pin."""
    folder = tmp_path_factory.mktemp("javascript")
    shutil.copytree(ROOT / "tests" / "javascript", folder, dirs_exist_ok=True)
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder, check=True)
    return folder


def run(node: Path, script: str, *arguments: str) -> str:
    done = subprocess.run(["node", script, *arguments], cwd=node, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_schema_is_taken_by_ajv_in_strict_mode_and_each_list_fits_its_own(node: Path, advisor: Advisor) -> None:
    documents = []
    for of in LISTS:
        path = node / f"{of}.json"
        path.write_text(json.dumps(document(advisor.listing(of), advisor.kb.about)), encoding="utf-8")
        documents += [f"list={path}", f"list/{of}={path}"]
    compiled = run(node, "strict.js", str(ROOT / "schemas"), *documents).split()
    assert set(compiled) == {f"{name}.json" for name in json_schemas.NAMES}


@pytest.mark.parametrize("version", ["1", "2"])
def test_the_typescript_client_hears_answers_errors_and_what_comes_after_a_cancelled_call(
    node: Path, version: str
) -> None:
    said = json.loads(run(node, "talk.js", version, sys.executable, "-m", "footadvice", "mcp"))
    assert set(said["tools"]) == set(ANSWERS)
    for name, kind in ANSWERS.items():
        assert said["answers"][f"{name} full"] == [False, kind]
        assert said["answers"][f"{name} brief"] == [False, "brief"]
    assert all(is_error for is_error, _ in said["errors"])
    assert "plantar-fasciitis" in said["errors"][0][1]
    assert "It takes: name" in said["errors"][1][1]
    assert (said["cancelled"], said["after"], said["prompts"]) == ("cancelled", "hip", ["foot-check"])
    assert said["givenUp"] < said["whole"] / 2
    assert said["resources"] > 100
