"""The tools that packagers run: nothing undeclared, nothing odd in the wheel, a description that is shown as it should."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.exhaustive


def passes(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_package_that_is_imported_is_declared() -> None:
    passes("deptry", ".")


def test_the_wheel_and_the_sdist_are_in_order(tmp_path: Path) -> None:
    passes("build", "--outdir", str(tmp_path))
    passes("check_wheel_contents", *map(str, tmp_path.glob("*.whl")))
    passes("twine", "check", "--strict", *map(str, tmp_path.iterdir()))


def test_the_description_of_the_package_lacks_an_address_of_mail_and_of_the_web_alone() -> None:
    """The project has neither, and none is made up. Each counts one of ten."""
    done = subprocess.run(
        [sys.executable, "-m", "pyroma", "--min=8", "."], capture_output=True, text=True, cwd=ROOT, check=False
    )
    told = done.stdout + done.stderr
    assert done.returncode == 0, told
    assert sum(line.startswith("Your package ") for line in told.splitlines()) == 2, told
    assert "author-email" in told
    assert "'url'" in told
