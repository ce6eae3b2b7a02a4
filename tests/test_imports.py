"""The arrows between the rooms run one way, and no two files share a name."""

import ast
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "footadvice"
# Lowest first: a room imports from rooms before it, and from no other. `errors` and `__init__` stand below all of them.
ORDER = (
    "support",
    "text",
    "knowledge",
    "understanding",
    "reasoning",
    "answers",
    "answering",
    "export",
    "advisor",
    "agents",
    "mcp_server",
    "cli",
    "__main__",
)
# What a room must not import although it stands before it.
NEVER = {
    "support": ("footadvice.errors",),
    "reasoning": ("footadvice.answers", "typer", "rich", "pydantic"),
    "knowledge": ("typer", "rich"),
    "render": ("typer", "pydantic"),
}  # fmt: skip
VIEWS_MAY = (
    "footadvice.answers",
    "footadvice.errors",
    "footadvice.knowledge",
    "footadvice.reasoning.link_graph",
    "footadvice.render",
    "footadvice.support",
)
BELOW_ALL = ("footadvice.errors", "footadvice.__version__", "footadvice")


@pytest.mark.parametrize("room", ORDER)
def test_a_room_imports_from_lower_rooms_only(room: str) -> None:
    allowed = {f"footadvice.{lower}" for lower in ORDER[: ORDER.index(room) + 1]}
    allowed |= {"footadvice.render"} if room in ("agents", "mcp_server", "cli") else set()
    for path in _modules(room):
        for module in _imported(path):
            if module.startswith("footadvice") and not module.startswith(BELOW_ALL[:2]) and module != "footadvice":
                assert ".".join(module.split(".")[:2]) in allowed, f"{path.name} imports {module}"


def test_views_read_answers_and_nothing_that_makes_them() -> None:
    for path in _modules("render"):
        ours = {module for module in _imported(path) if module.startswith("footadvice.")}
        assert all(module.startswith(VIEWS_MAY) for module in ours), path.name


@pytest.mark.parametrize("room", NEVER)
def test_a_room_stays_free_of(room: str) -> None:
    for path in _modules(room):
        for module in _imported(path):
            assert not module.startswith(NEVER[room]), f"{path.name} imports {module}"


def test_no_two_files_share_a_name() -> None:
    names = Counter(path.name for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")
    assert [name for name, count in names.items() if count > 1] == []


def _modules(room: str) -> list[Path]:
    return sorted((PACKAGE / room).rglob("*.py")) or [PACKAGE / f"{room}.py"]


def test_the_records_need_the_standard_library_alone() -> None:
    assert _imported(PACKAGE / "knowledge" / "records.py") <= {
        "footadvice.knowledge.levels",
        "footadvice.knowledge.vocabulary",
        "footadvice.support.frozen_record",
        "typing",
    }


def test_pydantic_stays_at_the_gate() -> None:
    users = {path.name for path in PACKAGE.rglob("*.py") if any(m.startswith("pydantic") for m in _imported(path))}
    # mcp_server.py reads what an agent sends; json_schemas.py asks the gate for the adapters that its schemas are made from
    assert users == {"schema_gate.py", "mcp_server.py"}


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
