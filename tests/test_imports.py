"""The arrows run one way: cli -> advisor -> reasoning -> knowledge, and views -> answers."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "footadvice"
# What each room must never import: (room, forbidden beginnings of a module's name).
FORBIDDEN = [
    ("knowledge", ("footadvice.advisor", "footadvice.reasoning", "footadvice.answers", "footadvice.assemble", "footadvice.views", "footadvice.cli", "typer", "rich")),
    ("reasoning", ("footadvice.advisor", "footadvice.answers", "footadvice.assemble", "footadvice.views", "footadvice.cli", "typer", "rich", "pydantic")),
    ("views", ("footadvice.advisor", "footadvice.assemble", "footadvice.cli", "typer", "pydantic")),
]  # fmt: skip


@pytest.mark.parametrize(("room", "forbidden"), FORBIDDEN)
def test_the_direction_of_imports(room: str, forbidden: tuple[str, ...]) -> None:
    for path in (PACKAGE / room).rglob("*.py"):
        for module in _imported(path):
            assert not module.startswith(forbidden), f"{path.name} imports {module}"


def test_the_records_need_the_standard_library_alone() -> None:
    assert _imported(PACKAGE / "knowledge" / "records.py") <= {"footadvice.frozen", "typing"}


def test_pydantic_stays_at_the_gate() -> None:
    users = {path.name for path in PACKAGE.rglob("*.py") if any(m.startswith("pydantic") for m in _imported(path))}
    # mcp.py reads what an agent sends
    assert users == {"gate.py", "mcp.py"}


def test_nothing_reaches_for_the_network() -> None:
    network = ("socket", "urllib.request", "http", "ssl", "requests", "httpx")
    for path in PACKAGE.rglob("*.py"):
        assert not any(module.startswith(network) for module in _imported(path)), path


def _imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= (
                {f"{node.module}.{alias.name}" for alias in node.names}
                if node.module == "footadvice"
                else {str(node.module)}
            )
    return found
