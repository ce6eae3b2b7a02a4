"""What each shell is told when somebody presses the tab key."""

from pathlib import Path

import pytest

from tests.conftest import Run


def asked_by(shell: str, line: str) -> dict[str, str]:
    """The surroundings in which a shell asks for the completion of `line`."""
    *before, last = line.split(" ")
    return {
        "bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(before))},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        "powershell": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_WORD_TO_COMPLETE": last},
    }[shell] | {"_FOOTADVICE_COMPLETE": f"complete_{shell}"}


@pytest.mark.parametrize(
    ("shell", "said"),
    [
        ("bash", "heel-spur\n"),
        ("zsh", '"heel-spur":"Plantar fasciitis"'),
        ("fish", "heel-spur\tPlantar fasciitis\n"),
        ("powershell", "heel-spur:::Plantar fasciitis\n"),
    ],
)
def test_every_shell_completes_names_and_has_a_script(run: Run, shell: str, said: str) -> None:
    told = run(env=asked_by(shell, "footadvice condition heel-sp"))
    assert said in told.out
    assert told.err == ""
    assert "bunions" not in told.out
    script = run(env={"_FOOTADVICE_COMPLETE": f"source_{shell}"})
    assert f"complete_{shell}" in script.out
    assert "footadvice" in script.out


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("condition hallux", "hallux-valgus"),  # another name of bunions
        ("condition bunions go", "gout"),
        ("joint kn", "knee"),
        ("why flat-feet kn", "knee"),
        ("why over", "overpronation"),
        ("check --zone heel-pad,arc", "heel-pad,arch"),
        ("check --yes first", "first-steps"),
        ("ask pain --for diabetes,ol", "diabetes,older-adult"),
        ("ask pain --why-not gou", "gout"),
        ("list ex", "exercises"),
        ("schema data/con", "data/conditions"),
        ("sch", "schema"),
    ],
)
def test_names_of_every_kind_complete(run: Run, line: str, offered: str) -> None:
    told = run(env=asked_by("bash", f"footadvice {line}"))
    assert offered in told.out
    assert told.err == ""


def test_nothing_that_begins_so_is_no_error(run: Run) -> None:
    told = run(env=asked_by("fish", "footadvice condition zzz"))
    assert (told.out.strip(), told.err) == ("", "")


@pytest.mark.parametrize("damage", ["", "[]", '{"conditions": [3]}', "[" * 100_000, "\x00"])
def test_an_error_is_silent(run_process: Run, installation: Path, damage: str) -> None:
    (installation / "data" / "conditions.json").write_text(damage, encoding="utf-8")
    env = asked_by("zsh", "footadvice condition b") | {"PYTHONPATH": str(installation)}
    told = run_process(env=env, cwd=installation)
    assert "bunions" not in told.out
    assert told.err == ""
