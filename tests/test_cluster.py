"""The example of a cluster: a folder of Parquet, answered by two workers, gives what one advisor gives."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from footadvice.advisor import Advisor
from tests.conftest import ROOT

pandas = pytest.importorskip("pandas", reason="it needs footadvice[examples]")
pytest.importorskip("distributed", reason="it needs footadvice[examples]")
pytestmark = [pytest.mark.slow, pytest.mark.process]

TEXTS = ["my heel hurts in the morning", "my foot has gone cold, pale and numb", "", "what is a bunion", None,
         "what is the capital of France", "my calf is swollen, hot and sore"]  # fmt: skip


def answered(folder: Path, *options: str) -> list[dict]:  # type: ignore[type-arg]
    command = [sys.executable, str(ROOT / "examples" / "message_box.py"), str(folder / "in"), str(folder / "out")]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run([*command, *options], check=True, env=env, timeout=300)
    table = pandas.read_parquet(folder / "out")
    return list(table.astype(object).where(table.notna(), None).to_dict("records"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three partitions of messages."""
    (tmp_path / "in").mkdir()
    for number in range(3):
        messages = pandas.DataFrame({"id": [f"{number}-{place}" for place in range(len(TEXTS))], "text": TEXTS})
        messages.to_parquet(tmp_path / "in" / f"{number}.parquet")
    return tmp_path


def test_two_workers_say_what_one_advisor_says_in_the_same_order(folder: Path, advisor: Advisor) -> None:
    rows = answered(folder, "--workers", "2")
    assert [row["id"] for row in rows] == [f"{number}-{place}" for number in range(3) for place in range(len(TEXTS))]
    for row, text in zip(rows, TEXTS * 3, strict=True):
        assert "text" not in row
        if not text:
            assert row["error"].startswith("nothing was asked")
            assert (row["level"], row["in_scope"], row["conditions"]) == (None, None, None)
            continue
        answer = advisor.ask(text)
        assert row["error"] is None
        assert (row["level"], row["in_scope"]) == (answer.urgency.level, answer.in_scope)
        assert row["red_flags"].split() == [flag.id for flag in answer.urgency.red_flags]
        assert row["conditions"].split() == [one.id for one in answer.conditions]
