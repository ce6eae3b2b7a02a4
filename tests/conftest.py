"""What the tests share: the shipped knowledge, and a way to run the command line as a user would."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from footadvice.advisor import Advisor
from footadvice.knowledge import canonical, messages
from footadvice.knowledge.curation import curate
from footadvice.knowledge.store import KnowledgeBase, checksum, shipped
from tests.running import Ran, Run, in_a_process, in_process

__all__ = ["ROOT", "Doctored", "Ran", "Run"]
ROOT = Path(__file__).resolve().parent.parent
os.environ["FOOTADVICE_CONFIG"] = ""
os.environ["FOOTADVICE_KB"] = ""  # no overlay: the tests never read what whoever runs them has in their own settings
# Always the same examples, and no clock: a test that fails fails everywhere. `tests/fuzz.py` looks further.
settings.register_profile(
    "suite", max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
settings.register_profile("long", settings.get_profile("suite"), max_examples=200, derandomize=False, database=None)
settings.load_profile("suite")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is exhaustive is slow, what runs a process of its own is marked so, and what takes long begins first."""
    for item in items:
        if item.get_closest_marker("exhaustive"):
            item.add_marker("slow")
        if "run_process" in getattr(item, "fixturenames", ()):
            item.add_marker("process")
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return KnowledgeBase()


@pytest.fixture(scope="session")
def advisor(kb: KnowledgeBase) -> Advisor:
    return Advisor(kb)


@pytest.fixture(scope="session")
def run(advisor: Advisor) -> Run:
    """Run `footadvice` in this process: run("condition", "bunions", env={"NO_COLOR": "1"}). It keeps nothing between runs."""
    return in_process(advisor)


@pytest.fixture(scope="session")
def run_process() -> Run:
    """Run `footadvice` as `run` does, in a process of its own: for streams, signals, start-up and other installations."""
    return in_a_process


@pytest.fixture(scope="session")
def few_messages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped knowledge with one in forty of its messages, to read only: with all, each check of it takes seconds."""
    folder = tmp_path_factory.mktemp("few") / "data"
    shutil.copytree(shipped(), folder)
    for path in messages.files(folder):
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[::40]))
    assert not [fault for fault in curate.format_path(folder)[1] if fault.severity == "error"]
    return folder


@pytest.fixture
def folder(few_messages: Path, tmp_path: Path) -> Path:
    """A copy of `few_messages` that may be spoilt."""
    return Path(shutil.copytree(few_messages, tmp_path / "data"))


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """A sound data folder of a few records, stamped, that may be spoilt: it is checked in no time."""
    from tests.small_folder import put

    folder = tmp_path / "data"
    folder.mkdir()
    put(folder)
    assert not curate.format_path(folder)[1]
    return folder


@pytest.fixture
def installation(folder: Path) -> Path:
    """A copy of the package with `folder` as its data: run_process(..., env={"PYTHONPATH": str(installation)})."""
    shutil.copytree(ROOT / "footadvice", folder.parent / "footadvice", ignore=shutil.ignore_patterns("__pycache__"))
    return folder.parent


Doctored = Callable[[Callable[[str, Any], Any]], KnowledgeBase]


@pytest.fixture
def doctored(folder: Path) -> Doctored:
    """The shipped knowledge with each record changed, and stamped as if it had passed the gate.

    doctored(change) with change(file, record) -> record.
    """

    def made(change: Callable[[str, Any], Any]) -> KnowledgeBase:
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
