"""What is typed or stands in a file is shown and never obeyed: by no terminal, no page, no reader of JSON."""

import json
import re
import shlex
import unicodedata
from pathlib import Path

import pytest

from footadvice.advisor import Advisor
from footadvice.errors import FootAdviceError
from footadvice.knowledge.validation import schema_gate
from footadvice.support.sanitize import escaped, printable
from tests.commands import TYPED
from tests.conftest import ROOT, Run
from tests.test_faults import ON_LINUX, at_a_keyboard

# What terminals and renderers obey; each with a word of its own, so that it is seen whether it arrived.
ATTACKS = {
    "colour": "\x1b[31mred",
    "title": "\x1b]0;owned\x07",
    "link": "\x1b]8;;http://evil\x1b\\here\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "device": "\x1bP+q544e\x1b\\",
    "C1": "\x9b31mred\x9d8;;x\x9c",
    "line": "first\r\nError: second\x08\x7f",
    "bidi": "a\u202eb\u202d\u202a\u202b\u202c\u2066c\u2067\u2068\u2069\u200e\u200f\u061c",
    "hidden": "bun\u200bion\u200c\u200d\u2060\ufeff\u00ad\u180e\u2028\u2029\U000e0041",
    "markup": "[bold red]x[/] [link=http://evil]y[/link] [/nope]",
    "page": "<script>alert(1)</script><img src=x onerror=y>&quot;\"'",
    "template": "{{ 7*7 }} {% raw %} ${HOME} `id` %s %n",
}
EVERYTHING = "".join(ATTACKS.values()).replace("\x00", "")


def seen(text: str) -> set[str]:
    """The characters of `text` that a terminal would obey, or that hide."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c != "\n"}


@pytest.mark.slow
@pytest.mark.parametrize("line", TYPED)
def test_nothing_that_is_typed_reaches_a_terminal_raw(run: Run, line: str) -> None:
    args = shlex.split(line.replace("{typed}", "TYPED"))
    for more in (["--color", "always"], ["--plain"], ["--json"]):
        given = [*(arg.replace("TYPED", EVERYTHING) for arg in args), *([] if "kb" in args[0] else more)]
        ran = run(*given)
        assert "Traceback" not in ran.err
        assert not seen(re.sub(r"\x1b\[[\d;]*m", "", ran.out)), given
        assert "\x1b" not in ran.out or more[0] == "--color"
        assert not seen(ran.err), given
        assert "\x1b[31mred" not in ran.out
        assert ran.code in (0, 1, 2, 3, 4)
        if more == ["--json"] and ran.out and "kb" not in args[0]:
            json.loads(ran.out)


@pytest.mark.slow
@ON_LINUX
@pytest.mark.parametrize(
    "line",
    ["handout bunions -o {file}", "map --svg {file}", "plan bunions --ics {file}", "kb new condition sore-spot -o {file}",
     "schema --write {file}", "kb validate {kb}", "kb format {kb}", "kb info {kb}", "kb diff {kb}", "condition bunions --kb {kb}"],
)  # fmt: skip
def test_the_name_of_a_file_is_shown_at_a_terminal_and_not_obeyed(run: Run, tmp_path: Path, line: str) -> None:
    """At a terminal, for what is written to a pipe loses its colours on the way, whoever's they are."""
    name = "".join(ATTACKS[one] for one in ("colour", "title", "C1", "line", "bidi", "markup")).replace("/", "")
    overlay = tmp_path / f"{name}.json"
    if "{kb}" in line:
        assert run("kb", "new", "condition", "sore-spot", "-o", str(overlay)).code == 0
        overlay.write_text(overlay.read_text(encoding="utf-8").replace('  "', '"'), encoding="utf-8")
    args = [arg.format(file=tmp_path / name, kb=overlay) for arg in line.split()]
    ended, text = at_a_keyboard([], *args)
    assert ended in (0, 4)
    assert not seen(text.replace("\r", ""))


@pytest.mark.parametrize("more", [["--color", "always"], ["--plain"], ["--json"]], ids=" ".join)
def test_a_batch_shows_nothing_raw(run: Run, more: list[str]) -> None:
    lines = "".join(f"my heel hurts {attack}\n{attack}\n" for attack in ATTACKS.values())
    ran = run("ask", "-", *more, stdin=lines)
    assert not seen(re.sub(r"\x1b\[[\d;]*m", "", ran.out + ran.err))
    assert "\x1b[31mred" not in ran.out
    assert ran.code == 0


@pytest.mark.parametrize("name", ["markup", "page", "template"])
def test_letters_that_some_renderers_obey_are_only_letters(run: Run, name: str) -> None:
    attack = ATTACKS[name]
    assert printable(attack, 200) == attack
    ran = run("condition", attack, "--color", "always")
    assert attack[:60] in ran.err
    assert json.loads(run("condition", attack, "--json").out)["error"]["message"].count(attack[:60]) == 1


def test_a_guess_that_is_shown_on_a_page_is_only_letters(run: Run) -> None:
    for name in ("[b]bunyon[/b]", "bun\x1b[0myon", "bun\u202eyon"):
        for more in (["--color", "always"], ["--plain"], ["--json"]):
            ran = run("condition", name, *more)
            assert not seen(re.sub(r"\x1b\[[\d;]*m", "", ran.out + ran.err))


@pytest.mark.parametrize(
    "attack", [a for a in ATTACKS.values() if seen(a)], ids=[n for n, a in ATTACKS.items() if seen(a)]
)
def test_the_gate_refuses_a_text_that_hides_something(attack: str) -> None:
    """In a text; in an id, in a key, and wherever else, the gate refuses much simpler things."""
    document = json.loads((ROOT / "data" / "tips.json").read_text(encoding="utf-8"))
    document["tips"][0]["name"] += attack
    _, faults = schema_gate.check_text("tips", json.dumps(document))
    assert faults
    assert not seen("".join(map(str, faults)))


def test_an_error_shows_nothing_raw_wherever_it_is_read(advisor: Advisor) -> None:
    for ask in (
        lambda: advisor.condition([EVERYTHING[:100]]),
        lambda: advisor.listing(EVERYTHING),
        lambda: advisor.check([EVERYTHING]),
    ):
        with pytest.raises(FootAdviceError) as caught:
            ask()
        assert not seen(caught.value.message)
        assert not seen(str(caught.value))


def test_json_keeps_what_it_hides() -> None:
    """Nothing is lost in JSON: what cannot be seen is written by its number."""
    for attack in (*ATTACKS.values(), "\ud800", "\U000e0041"):
        text = escaped(json.dumps({"a": attack}, ensure_ascii=False, indent=2))
        assert not seen(text)
        assert json.loads(text) == {"a": attack}
        text.encode()
    assert escaped('"Zoë – ’ 🦶"') == '"Zoë – ’ 🦶"'


def test_completion_offers_no_more_than_our_own_names(run: Run) -> None:
    env = {
        "_FOOTADVICE_COMPLETE": "complete_bash",
        "COMP_WORDS": "footadvice condition \x1b[31m$(id)",
        "COMP_CWORD": "2",
    }
    ran = run(env=env)
    assert (ran.out.strip(), ran.err) == ("", "")


@pytest.mark.slow
def test_data_on_disk_that_hides_something_answers_nothing(run_process: Run, installation: Path) -> None:
    path = installation / "data" / "conditions.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"name": "Bunions"', '"name": "Bunions\\u001b[31m"', 1),
        encoding="utf-8",
    )
    ran = run_process("condition", "bunions", env={"PYTHONPATH": str(installation)}, cwd=installation)
    assert (ran.code, ran.out) == (4, "")
    assert "holds a character that cannot be shown" in ran.err
    assert "\x1b" not in ran.err
