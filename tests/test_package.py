"""sdist -> wheel -> clean environment -> one command from another directory."""

import json
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.process]

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that has only the wheel that was built from the sdist."""
    folder = tmp_path_factory.mktemp("package")
    subprocess.run([sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)], check=True, capture_output=True)
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    wheel = next(folder.glob("*.whl"))
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True, capture_output=True)
    return python


def test_the_wheel_answers_alone_and_elsewhere(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [installed, "-m", "footadvice", "joint", "knee", "--json"], capture_output=True, cwd=tmp_path, check=True
    )
    assert json.loads(done.stdout)["joints"][0]["id"] == "knee"


def test_the_wheel_answers_from_what_is_stored(installed: Path, tmp_path: Path) -> None:
    code = "import sys, footadvice as f; f.Advisor().ask('my heel hurts'); print('footadvice.knowledge.index' in sys.modules)"
    done = subprocess.run([installed, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout == "False\n"


def test_the_wheel_prints_a_handout(installed: Path, tmp_path: Path) -> None:
    subprocess.run([installed, "-m", "footadvice", "handout", "gout", "-o", "gout.html"], cwd=tmp_path, check=True)
    assert (tmp_path / "gout.html").read_text(encoding="utf-8").endswith("</html>\n")


def test_the_wheel_carries_every_data_file_and_the_type_marker(installed: Path, tmp_path: Path) -> None:
    code = "import footadvice, pathlib; print(*(p.name for p in pathlib.Path(footadvice.__file__).parent.rglob('*')))"
    done = subprocess.run([installed, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert {path.name for path in (ROOT / "data").rglob("*.json")} | {"py.typed"} <= set(done.stdout.split())


def test_the_wheel_makes_the_same_schemas(installed: Path, tmp_path: Path) -> None:
    subprocess.run(
        [installed, "-m", "footadvice", "schema", "--write", "made"], capture_output=True, cwd=tmp_path, check=True
    )
    for path in (ROOT / "schemas").rglob("*.json"):
        assert (tmp_path / "made" / path.relative_to(ROOT / "schemas")).read_bytes() == path.read_bytes(), path


def test_a_program_that_uses_the_wheel_type_checks_strictly_and_runs(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "consumer", tmp_path / "consumer")
    mypy = ["-m", "mypy", "--strict", "--warn-unused-ignores", "--python-executable", str(installed), "consumer"]
    done = subprocess.run([sys.executable, *mypy], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout
    ran = subprocess.run([installed, "consumer/app.py"], capture_output=True, cwd=tmp_path, check=True)
    told = json.loads(ran.stdout)
    assert told["id"] == "bunions"
    assert told["pages"] == ["bunions", "gout"]
    assert (told["worst"], told["grade"], told["failed"]) == ("emergency", "conflicting", "not_found")


def test_without_the_extra_the_server_says_what_to_install(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [installed, "-m", "footadvice", "mcp"], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "footadvice[mcp]" in done.stderr
    [pin] = re.findall(r'pip install "(.+?)"', done.stderr)
    assert (
        f'mcp = [\n    # 2.x names its parts differently from 1.x, and 3.x may again.\n    "{pin}",'
        in (ROOT / "pyproject.toml").read_text()
    )
