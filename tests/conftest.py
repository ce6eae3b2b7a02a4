"""What the tests share: the shipped knowledge, and a way to run the command line as a user would."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from footadvice.advisor import Advisor
from footadvice.knowledge import canonical
from footadvice.knowledge.store import KnowledgeBase, checksum

ROOT = Path(__file__).resolve().parent.parent
os.environ["FOOTADVICE_CONFIG"] = ""
os.environ["FOOTADVICE_KB"] = ""  # no overlay: the tests never read what whoever runs them has in their own settings
# Always the same examples, and no clock: a test that fails fails everywhere. `tests/fuzz.py` looks further.
settings.register_profile(
    "suite", max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
settings.register_profile("long", settings.get_profile("suite"), max_examples=200, derandomize=False, database=None)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return KnowledgeBase()


@pytest.fixture(scope="session")
def advisor(kb: KnowledgeBase) -> Advisor:
    return Advisor(kb)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def run() -> Run:
    """Run `footadvice` in a process of its own: run("condition", "bunions", env={"NO_COLOR": "1"})."""

    def ran(*args: str, env: dict[str, str] | None = None, stdin: str = "", cwd: Path | None = None) -> Ran:
        keep = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "ACCESSIBLE")}
        done = subprocess.run(
            [sys.executable, "-m", "footadvice", *args],
            input=stdin.encode(),
            capture_output=True,
            env={**keep, "PYTHONPATH": str(ROOT), **(env or {})},
            cwd=cwd,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    return ran


Doctored = Callable[[Callable[[str, Any], Any]], KnowledgeBase]


@pytest.fixture
def doctored(tmp_path: Path) -> Doctored:
    """The shipped knowledge with each record changed, and stamped as if it had passed the gate.

    doctored(change) with change(file, record) -> record.
    """

    def made(change: Callable[[str, Any], Any]) -> KnowledgeBase:
        folder = tmp_path / "data"
        shutil.copytree(ROOT / "data", folder)
        stamp = json.loads((folder / "checked.json").read_bytes())
        for file in stamp["files"]:
            if file == "messages":
                continue
            path = folder / f"{file}.json"
            document = json.loads(path.read_bytes())
            document[file] = [change(file, record) for record in document[file]]
            path.write_bytes(canonical.to_text(document).encode())
            stamp["files"][file] = checksum(path.read_bytes())
        (folder / "checked.json").write_text(json.dumps(stamp), encoding="utf-8")
        return KnowledgeBase(folder)

    return made
