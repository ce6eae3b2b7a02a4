"""Which modules a command may load. What a command does not need, it does not wait for."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHOW = """
import json, sys
from footadvice.cli import app
sys.argv = ["footadvice", *{args!r}]
import io; out, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
try:
    app()
except SystemExit:
    pass
json.dump(sorted(sys.modules), out)
"""
HEAVY = {
    "pydantic",
    "pydantic_core",
    "rich.markdown",
    "markdown_it",
    "pygments",
    "importlib.metadata",
    "sqlite3",
}


@pytest.mark.parametrize(
    ("args", "never"),
    [
        (["--version"], HEAVY | {"rich", "rich.console"}),
        (["--help"], HEAVY | {"rich.console", "footadvice.advisor"}),
        (["condition", "bunions", "--json"], HEAVY | {"rich.console", "footadvice.views.pages"}),
        (["joint", "knee", "--json"], HEAVY | {"rich.console", "footadvice.views.pages"}),
        (["list", "conditions", "--json"], HEAVY | {"rich.console", "footadvice.views.pages"}),
        (["condition", "bunions", "--plain"], HEAVY | {"rich.console"}),
        (["condition", "bunions"], HEAVY),
        (["joint", "knee"], HEAVY),
        (["why", "flat-feet", "back"], HEAVY),
        (
            ["compare", "bunions", "gout", "--json"],
            HEAVY | {"rich.console", "footadvice.views.pages", "footadvice.asking"},
        ),
        (
            ["plan", "bunions", "--json"],
            HEAVY | {"rich.console", "footadvice.views.pages", "footadvice.views.calendar"},
        ),
        (
            ["condition", "bunions"],
            {"footadvice.planning", "footadvice.comparing", "footadvice.views.planned", "rich.table"},
        ),
    ],
)
def test_a_command_loads_what_it_needs_and_no_more(args: list[str], never: set[str]) -> None:
    done = subprocess.run([sys.executable, "-c", SHOW.format(args=args)], capture_output=True, cwd=ROOT, check=True)
    assert not never & set(json.loads(done.stdout))


def test_importing_the_package_loads_next_to_nothing() -> None:
    code = "import json, sys, footadvice; json.dump(sorted(sys.modules), sys.stdout)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True)
    assert not {"typer", "rich", "pydantic", "footadvice.advisor"} & set(json.loads(done.stdout))
