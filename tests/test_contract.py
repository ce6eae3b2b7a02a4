"""The contract for scripts: JSON, exit codes, streams, colour, encodings, widths."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footadvice.answers.document import to_json
from footadvice.cli.options import For
from footadvice.knowledge.vocabulary import Who
from footadvice.support.sanitize import escaped
from tests.conftest import ROOT, Run

ENVELOPE = ["schema_version", "kind", "knowledge_base", "query"]


@pytest.mark.parametrize(
    ("args", "kind"),
    [
        (["condition", "bunions"], "condition"),
        (["condition", "bunions", "flat feet"], "condition"),
        (["joint", "knee"], "joint"),
        (["why", "flat-feet", "back"], "why"),
        (["compare", "bunions", "gout"], "compare"),
        (["plan", "plantar-fasciitis", "bunions", "--for", "diabetes"], "plan"),
        (["list", "conditions"], "list"),
        (["list", "red-flags"], "list"),
        (["map"], "map"),
        (["map", "heel-pad"], "map"),
        (["handout", "gout", "bunions"], "handout"),
        (["kb", "evidence", "flat-feet-to-back"], "evidence"),
    ],
)
def test_one_document_with_the_envelope_first_and_the_disclaimer_last(run: Run, args: list[str], kind: str) -> None:
    ran = run(*args, "--json")
    document = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert list(document)[:4] == ENVELOPE
    assert list(document)[-1] == "disclaimer"
    assert document["kind"] == kind
    assert set(document["knowledge_base"]) == {"version", "reviewed", "overlays"}


def test_json_is_the_same_bytes_whatever_the_surroundings(run: Run) -> None:
    usual = run("condition", "gout", "--json").out
    for env in (
        {"FORCE_COLOR": "1"},
        {"NO_COLOR": "1"},
        {"COLUMNS": "40"},
        {"PYTHONIOENCODING": "cp1252"},
        {"TERM": "dumb"},
    ):
        assert run("condition", "gout", "--json", env=env).out == usual, env
    assert "\x1b" not in usual


def test_several_names_make_one_document_in_the_order_asked(run: Run) -> None:
    document = json.loads(run("condition", "gout", "bunion", "M20.1", "--json").out)
    assert [page["id"] for page in document["conditions"]] == ["gout", "bunions"]  # the same one is told once


def test_list_carries_what_a_script_needs_to_match_names(run: Run) -> None:
    entries = {entry["id"]: entry for entry in json.loads(run("list", "conditions", "--json").out)["conditions"]}
    assert "hallux-valgus" in entries["bunions"]["aliases"]
    assert all(entry["summary"] and entry["name"] for entry in entries.values())


@pytest.mark.parametrize(
    ("args", "code", "kind"),
    [
        (["condition", "zzz"], 3, "not_found"),
        (["condition", ""], 2, "usage"),
        (["condition", "x" * 10_000], 2, "usage"),
        (["condition"], 2, "usage"),
        (["condition", "bunions", "--nonsense"], 2, "usage"),
        (["condition", "bunions", "--for", "dragons"], 2, "usage"),
        (["list", "dragons"], 2, "usage"),
        (["why", "a", "b", "c"], 2, "usage"),
        (["why", "knee", "knees"], 2, "usage"),
        (["joint", "elbow"], 3, "not_found"),
        (["map", "elbow"], 3, "not_found"),
        (["handout"], 2, "usage"),
        (["handout", "gout", "bunions", "flat-feet", "corns"], 2, "usage"),
        (["compare", "bunions"], 2, "usage"),
        (["compare", "bunions", "hallux valgus"], 2, "usage"),
        (["compare", "bunions", "gout", "corns", "blisters"], 2, "usage"),
        (["compare", "bunions", "zzz"], 3, "not_found"),
        (["plan"], 2, "usage"),
        (["plan", "zzz"], 3, "not_found"),
        (["plan", "bunions", "--weeks", "0"], 2, "usage"),
        (["plan", "bunions", "--weeks", "53"], 2, "usage"),
        (["plan", "bunions", "--days", "mon,funday"], 2, "usage"),
        (["plan", "bunions", "--days", ","], 2, "usage"),
        (["plan", "bunions", "--start", "tomorrow"], 2, "usage"),
        (["plan", "bunions", "--start", "2027-02-30"], 2, "usage"),
        (["plan", "bunions", "--start", "9999-12-01"], 2, "usage"),
        (["plan", "bunions", "--for", "dragons"], 2, "usage"),
    ],
)
def test_a_failure_is_one_line_or_one_document_with_its_exit_code(
    run: Run, args: list[str], code: int, kind: str
) -> None:
    said = run(*args)
    assert (said.code, said.out) == (code, "")
    assert "Traceback" not in said.err
    assert "Error: " in said.err
    as_json = run(*args, "--json")
    assert as_json.code == code
    error = json.loads(as_json.out)["error"]
    assert error["code"] == kind
    assert list(error) == ["code", "message", "suggestions"]


@pytest.mark.parametrize("name", ["[bold]x[/bold]", "[/x]", "\x1b[31mred", "a\x00b", "\u202egnp", "]8;;http://x\x07"])
def test_what_is_typed_is_never_interpreted(run: Run, name: str) -> None:
    name = name.replace("\x00", "")  # no shell can pass one
    ran = run("condition", name, "--color", "always")
    assert ran.code in (2, 3)
    assert not {"\x1b", "\u202e", "\x07"} & set(ran.err + ran.out)
    assert "Traceback" not in ran.err


def test_suggestions_help_and_nothing_is_guessed(run: Run) -> None:
    ran = run("condition", "plantar fasc heel")
    assert ran.code == 3
    assert "Did you mean: plantar-fasciitis" in ran.err


def test_what_was_understood_is_said_aloud(run: Run) -> None:
    assert '"bunyon" was taken to mean: ' in run("condition", "bunyon").out
    page = json.loads(run("condition", "bunyon", "--json").out)["conditions"][0]
    assert page["understood"] == {"typed": "bunyon", "id": "bunions", "name": page["name"], "how": "spelling"}


@pytest.mark.parametrize(
    ("args", "env", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "0"}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--plain"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_an_option_then_the_surroundings(
    run: Run, args: list[str], env: dict[str, str], coloured: bool
) -> None:
    ran = run("joint", "knee", *args, env=env)
    assert ("\x1b[" in ran.out) is coloured


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize(
    "command",
    [
        ("condition", "plantar-fasciitis", "--evidence"),
        ("joint", "back"),
        ("why", "knee"),
        ("map",),
        ("handout", "gout"),
        ("compare", "plantar-fasciitis", "severs-disease", "tarsal-tunnel-syndrome"),
        ("plan", "plantar-fasciitis", "achilles-tendinopathy", "--for", "diabetes"),
    ],
)
def test_no_line_is_wider_than_the_terminal_or_than_can_be_read(run: Run, width: int, command: tuple[str, ...]) -> None:
    lines = run(*command, env={"COLUMNS": str(width)}).out.splitlines()
    told = [line for line in lines if not line.strip().startswith("https://")]  # an address stays whole
    assert max(map(len, told)) <= min(width, 88)


def test_nothing_is_cut_off_when_the_terminal_is_narrow(run: Run) -> None:
    def words(text: str) -> list[str]:
        return "".join(c if c.isalnum() else " " for c in text).split()

    wide, narrow = (run("condition", "bunions", env={"COLUMNS": width}).out for width in ("88", "40"))
    assert "".join(words(narrow)) == "".join(words(wide))


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_a_terminal_that_knows_few_characters_gets_the_page_all_the_same(run: Run, encoding: str) -> None:
    ran = run("condition", "bunions", env={"PYTHONIOENCODING": encoding})
    assert ran.code == 0
    assert "big toe" in ran.out
    assert "?" * 4 not in ran.out  # the box is drawn in ASCII, not in question marks


def test_plain_has_no_boxes_no_escapes_and_one_record_a_line(run: Run) -> None:
    page = run("condition", "bunions", "--plain").out
    assert not set("\u2502\u256d\u2500\x1b") & set(page)
    assert page == run("condition", "bunions", env={"ACCESSIBLE": "1"}).out
    rows = run("list", "joints", "--plain").out.splitlines()
    assert all(row.count("\t") == 2 for row in rows)
    assert "knee" in {row.split("\t")[0] for row in rows}


def test_a_closed_pipe_is_silent() -> None:
    command = f"{sys.executable} -m footadvice list conditions | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_for_offers_every_group_of_people_that_the_data_knows() -> None:
    assert {member.value.replace("-", "_") for member in For} == set(Who.__args__)  # type: ignore[attr-defined]


def test_help_is_short_and_has_examples(run: Run) -> None:
    for args in (["-h"], ["--help"], []):
        text = run(*args)
        assert "footadvice condition bunions" in text.out + text.err
    assert run("condition", "-h").out.count("footadvice condition") >= 2


def broken(installation: Path, change: str) -> dict[str, str]:
    """The surroundings in which the package is one whose data is damaged."""
    path = installation / "data" / "conditions.json"
    if change == "missing":
        path.unlink()
    elif change == "truncated":
        path.write_bytes(path.read_bytes()[:5000])
    elif change == "wrong":
        path.write_text(
            path.read_text(encoding="utf-8").replace('"band": "common"', '"band": "frequent"', 1), encoding="utf-8"
        )
    return {"PYTHONPATH": str(installation)}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("missing", "conditions.json: cannot be read"),
        ("truncated", "is not JSON"),
        ("wrong", "how_common.band"),
    ],
)
def test_damaged_data_is_told_with_file_record_and_field(
    run_process: Run, installation: Path, change: str, said: str
) -> None:
    env = broken(installation, change)
    ran = run_process("condition", "bunions", env=env, cwd=installation)
    assert (ran.code, ran.out) == (4, "")
    assert said in ran.err
    assert "Traceback" not in ran.err
    document = json.loads(run_process("condition", "bunions", "--json", env=env, cwd=installation).out)
    assert document["error"]["code"] == "knowledge_base"


@pytest.mark.slow
def test_edited_data_that_keeps_the_rules_is_checked_and_then_used(run_process: Run, installation: Path) -> None:
    env = broken(installation, "")
    path = installation / "data" / "conditions.json"
    text = path.read_text(encoding="utf-8")
    assert '"name": "Bunions"' in text
    path.write_text(text.replace('"name": "Bunions"', '"name": "House bunions"', 1), encoding="utf-8")
    assert "House bunion" in run_process("condition", "hallux valgus", env=env, cwd=installation).out


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=9), inside, max_size=4),
)


@given(st.dictionaries(st.text(max_size=9), _VALUES, max_size=5))
def test_json_is_laid_out_as_the_standard_library_does_it(document: dict[str, object]) -> None:
    assert to_json(document) == escaped(json.dumps(document, ensure_ascii=False, indent=2))


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["ask", "what is a bunion"], 0),
        (["ask", "my toe is numb for weeks and getting worse"], 10),
        (["ask", "I have diabetes and a hole in my foot"], 11),
        (["ask", "my foot has gone cold, pale and numb", "--json"], 12),
        (["ask", ""], 2),
        (["check", "--zone", "heel-pad", "--no", "screen"], 0),
        (["check", "--zone", "heel-pad", "--yes", "wound", "--for", "diabetes", "--json"], 11),
        (["check", "--zone", "dragons"], 2),
    ],
)
def test_urgency_is_an_exit_code_where_that_is_asked_for(run: Run, args: list[str], code: int) -> None:
    assert run(*args, "--exit-code").code == code
    if code >= 10:
        assert run(*args).code == 0


def test_the_exit_code_of_many_questions_is_that_of_the_most_urgent(run: Run) -> None:
    ran = run("ask", "-", "--json", "--exit-code", stdin="my foot has gone cold, pale and numb\nwhat is a bunion\n")
    assert (ran.code, len(ran.out.splitlines())) == (12, 2)
    assert run("ask", "-", "--exit-code", stdin="").code == 0


@pytest.mark.parametrize(
    ("once", "again"),
    [
        (["condition", "plantar-fasciitis", "--for", "diabetes,child"], ["--for", "diabetes", "--for", "child"]),
        (["plan", "bunions", "--days", "mon,wed"], ["--days", "mon", "--days", "wed"]),
        (
            ["check", "--zone", "heel-pad,arch", "--yes", "diabetes,wound", "--no", "screen"],
            ["--zone", "heel-pad", "--zone", "arch", "--yes", "diabetes", "--yes", "wound", "--no", "screen"],
        ),
        (["check", "--no", "screen,fever", "--unsure", "numbness,wound"],
         ["--no", "screen", "--no", "fever", "--unsure", "numbness", "--unsure", "wound"]),
    ],
    ids=["for", "days", "check", "check-not"],
)  # fmt: skip
def test_an_option_given_again_adds_to_itself(run: Run, once: list[str], again: list[str]) -> None:
    """The last one alone would drop a warning sign, or somebody's diabetes, in silence."""
    start = once[: next(n for n, word in enumerate(once) if word.startswith("--"))]
    assert run(*start, *again, "--json").out == run(*once, "--json").out
