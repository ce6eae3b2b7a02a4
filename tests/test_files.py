"""Files that somebody asked for: nothing of theirs is lost, whoever writes at the same time, and failures are told."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from footadvice.support.atomic_write import create_whole, replace_whole
from tests.conftest import ROOT, Run

WRITERS = (
    "schema --write {}",
    "handout bunions -o {}",
    "plan bunions --ics {}",
    "map --svg {}",
    "kb new condition sore-heel -o {}",
)


@pytest.mark.parametrize("writer", WRITERS)
def test_an_empty_name_is_refused(run: Run, tmp_path: Path, writer: str) -> None:
    """An unset variable of a shell names the folder that it runs in, or nothing."""
    ran = run(*(word.format("") for word in writer.split(" ")), cwd=tmp_path)
    assert ran.code == 2
    assert "is empty" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("writer", WRITERS)
def test_what_is_there_stays_as_it_was(run: Run, tmp_path: Path, writer: str) -> None:
    (tmp_path / "mine").write_text("my own")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    for name in ("mine", "nowhere", "itself"):
        ran = run(*(word.format(tmp_path / name) for word in writer.split(" ")))
        assert ran.code in (1, 2), name
        assert "Traceback" not in ran.err
        assert ".footadvice-" not in ran.err, "the name of a temporary file is none that anybody asked for"
    assert (tmp_path / "mine").read_text() == "my own"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["itself", "mine", "nowhere"]


def test_schemas_never_take_the_place_of_data(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "conditions.json").write_text('{"conditions": []}')
    for words in ((), ("--force",)):
        ran = run("schema", "--write", ".", *words, cwd=tmp_path)
        assert ran.code == 2
    assert (tmp_path / "data" / "conditions.json").read_text() == '{"conditions": []}'
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@pytest.mark.slow
def test_schemas_are_written_into_a_new_folder_and_anew_with_force(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert run("schema", "--write", str(folder)).code == 0
    assert run("schema", "--write", str(folder)).code == 2
    again = run("schema", "--write", str(folder), "--force", "--json")
    assert again.code == 0
    assert set(json.loads(again.out)["files"]) == {str(path) for path in folder.rglob("*.json")}


def test_a_failure_to_write_is_json_where_that_was_asked_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("my own")
    for folder, code in (("", "usage"), (str(tmp_path), "usage"), (str(tmp_path / "mine" / "x"), "not_written")):
        ran = run("schema", "--write", folder, "--json")
        assert json.loads(ran.out)["error"]["code"] == code
        assert ran.err == ""


def test_of_several_who_write_one_new_file_one_succeeds(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "footadvice", "kb", "new", "condition", "sore-heel", "-o", "one.json"]
    running = [
        subprocess.Popen(command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, stderr=-3, stdout=-3) for _ in range(4)
    ]
    assert sorted(one.wait() for one in running) == [0, 2, 2, 2]
    assert [path.name for path in tmp_path.iterdir()] == ["one.json"]


def test_a_new_file_is_made_once_and_an_old_one_replaced(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 251 + ".txt")  # as long as a name may be
    create_whole(path, b"first")
    with pytest.raises(FileExistsError):
        create_whole(path, b"second")
    assert path.read_bytes() == b"first"
    replace_whole(path, b"third")
    assert path.read_bytes() == b"third"
    assert list(tmp_path.iterdir()) == [path]


def test_no_page_is_written_where_a_calendar_was_asked_for(run: Run) -> None:
    ran = run("plan", "dvt", "--ics", "-")
    assert (ran.code, ran.out) == (3, "")
    assert "no exercise plan to put in a calendar. URGENT: get seen today" in ran.err


def test_hidden_files_in_the_settings_folder_are_passed_over(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "footadvice" / "kb"
    folder.mkdir(parents=True)
    (folder / "._clinic.json").write_bytes(b"\x00\x05\x16\x07")
    settings = {"XDG_CONFIG_HOME": str(tmp_path), "FOOTADVICE_KB": ""}
    command = [sys.executable, "-m", "footadvice", "condition", "bunions", "--plain"]
    env = {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), **settings}
    del env["FOOTADVICE_KB"]
    assert subprocess.run(command, env=env, capture_output=True, check=False).returncode == 0
