"""Which modules a command may load. What a command does not need, it does not wait for."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.process]

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
    "hashlib",
    "_hashlib",
    "tempfile",
    "footadvice.knowledge.validation.schema_gate",
    "footadvice.knowledge.validation.rules",
    "footadvice.knowledge.index",  # what it makes is stored
    "jinja2",
}
NO_PAGE = {
    "rich.console",
    "unicodedata",
    "footadvice.render.page_blocks",
    "footadvice.render.terminal",
}  # older Rich loads it
# What reads sentences: no name that is typed as an id needs it.
NO_READER = {
    "footadvice.text.lexicon",
    "footadvice.understanding.reader",
    "footadvice.reasoning.differential",
    "footadvice.answering.ask",
}
COMMANDS = {f"footadvice.cli.{name}" for name in ("ask", "check", "kb", "pages", "sheets")}
LOOK_UP = HEAVY | NO_READER | (COMMANDS - {"footadvice.cli.page_commands"})
COMPLETION = {"_FOOTADVICE_COMPLETE": "complete_bash", "COMP_WORDS": "footadvice condition bun", "COMP_CWORD": "2"}


@pytest.mark.parametrize(
    ("args", "never"),
    [
        (["--version"], HEAVY | NO_READER | NO_PAGE | COMMANDS | {"rich", "footadvice.advisor"}),
        (["--help"], HEAVY | NO_READER | NO_PAGE | {"footadvice.advisor", "footadvice.answering.json_schemas", "mcp"}),
        (["condition", "bunions", "--json"], LOOK_UP | NO_PAGE | {"footadvice.answers.ask_answer"}),
        (["condition", "flat feet", "--json"], LOOK_UP | NO_PAGE | {"footadvice.answers.ask_answer"}),
        (["joint", "knee", "--json"], LOOK_UP | NO_PAGE | {"footadvice.answers.ask_answer"}),
        (["list", "conditions", "--json"], LOOK_UP | NO_PAGE | {"footadvice.answers.ask_answer"}),
        (["condition", "bunions", "--plain"], LOOK_UP | {"rich.console"}),
        (
            ["condition", "bunions"],
            LOOK_UP | {"footadvice.answering.plan.plan", "footadvice.answering.compare", "footadvice.render.plan_page"},
        ),
        (["joint", "knee"], LOOK_UP),
        (["why", "flat-feet", "back"], LOOK_UP),
        (["ask", "my heel hurts"], HEAVY | (COMMANDS - {"footadvice.cli.ask_command", "footadvice.cli.page_commands"})),
        (["ask", "my heel hurts", "--json"], HEAVY | NO_PAGE),
        (["map"], HEAVY | NO_READER),
        (["map", "heel-pad", "--json"], HEAVY | NO_PAGE | {"footadvice.answering.ask", "footadvice.render.foot_text"}),
        (
            ["handout", "gout", "--json"],
            LOOK_UP - {"footadvice.cli.handout_commands"} | NO_PAGE | {"footadvice.render.html.printed_page"},
        ),
        (["handout", "gout", "-o", "-"], {"pydantic", "rich", "footadvice.answering.ask"}),
        (["compare", "bunions", "gout", "--json"], HEAVY | NO_PAGE | {"footadvice.answering.ask"}),
        (["plan", "bunions", "--json"], HEAVY | NO_PAGE | {"footadvice.render.ics"}),
    ],
)
def test_a_command_loads_what_it_needs_and_no_more(args: list[str], never: set[str]) -> None:
    assert not never & _loaded(args)


def test_completing_a_name_loads_no_answers() -> None:
    loaded = _loaded([], COMPLETION)
    assert not loaded & (LOOK_UP | NO_PAGE | {"rich", "footadvice.advisor", "footadvice.answers.page_answers"})


def _loaded(args: list[str], env: dict[str, str] | None = None) -> set[str]:
    command = [sys.executable, "-c", SHOW.format(args=args)]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True, env={**os.environ, **(env or {})})
    return set(json.loads(done.stdout))


def test_importing_the_package_loads_next_to_nothing() -> None:
    code = "import json, sys, footadvice; json.dump(sorted(sys.modules), sys.stdout)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True)
    assert not {"typer", "rich", "pydantic", "footadvice.advisor"} & set(json.loads(done.stdout))
