"""Words that are no command and no name lead somewhere, and it is said where."""

import json
import os

import pytest

from footadvice.advisor import Advisor
from footadvice.answers.page_answers import PLACES
from footadvice.cli import COMMANDS, GROUPS
from footadvice.knowledge.records import Condition
from tests.conftest import Run


@pytest.mark.parametrize(
    ("typed", "meant", "shown"),
    [
        ("bunions", "condition bunions", "What to do today"),
        ("flat feet", 'condition "flat feet"', "Flat feet"),
        ("knee", "joint knee", "Knee and the feet"),
        ("my heel hurts", 'ask "my heel hurts"', "NOT URGENT"),
        ("limping", "ask limping", "URGENT"),
        ("joints", "list joints", "knee"),
    ],
)
def test_words_that_are_no_command_are_tried_as_a_name_then_as_a_question(
    run: Run, typed: str, meant: str, shown: str
) -> None:
    ran = run(*typed.split())
    assert ran.code == 0
    assert f"footadvice {meant}" in ran.err
    assert shown in ran.out


def test_bare_words_take_the_options_of_what_they_mean(run: Run) -> None:
    document = json.loads(run("bunions", "--for", "diabetes", "--json").out)
    assert (document["kind"], document["query"]["who"]) == ("condition", ["diabetes"])


def test_an_emergency_in_bare_words_is_said(run: Run) -> None:
    assert "EMERGENCY" in run(*["my", "foot", "has", "gone", "cold,", "pale", "and", "numb"]).out


@pytest.mark.parametrize("typed", ["conditon", "frobnicate", "--nosuch"])
def test_what_means_nothing_is_refused(run: Run, typed: str) -> None:
    ran = run(typed)
    assert (ran.code, ran.out) == (2, "")
    assert "Error" in ran.err


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (["condition", "sore heel"], 'footadvice ask "sore heel"'),
        (["condition", "sore heel"], "footadvice map heel"),
        (["condition", "heel", "pain"], 'needs quotes: "heel pain"'),
        (["plan", "plantar", "fasciitis"], 'needs quotes: "plantar fasciitis"'),
        (["joint", "toe"], "The joints are: ankle, "),
    ],
)
def test_a_name_that_means_nothing_leads_on(run: Run, typed: list[str], hint: str) -> None:
    ran = run(*typed)
    assert (ran.code, ran.out) == (3, "")
    assert hint in ran.err


def test_what_must_not_be_missed_is_named_first_where_a_name_means_nothing(run: Run) -> None:
    told = run("condition", "swollen", "calf").err
    assert "These words may be about: Blood clot in the leg" in told


def test_find_looks_in_names_then_signs_then_pages(advisor: Advisor) -> None:
    found = advisor.find("numb").found
    order = [("name", "sign", "page").index(one.where) for one in found]
    assert order == sorted(order)
    assert {"plantar-fasciitis"} <= {one.id for one in advisor.find("night splint").found}
    assert advisor.find("zzzz").found == ()
    assert advisor.find("bunions").found[0].more == "footadvice condition bunions"


def test_conditions_are_listed_by_place_and_none_is_left_out(run: Run, advisor: Advisor) -> None:
    entries = advisor.listing("conditions").entries
    assert [entry.id for entry in entries] == list(advisor.kb.raw(Condition))
    assert {entry.place for entry in entries} == set(PLACES)
    out = run("list", "conditions").out
    assert out.index("\nHeel\n") < out.index("plantar-fasciitis") < out.index("\nAnkle\n")


def test_a_list_takes_a_word(run: Run) -> None:
    ids = {entry["id"] for entry in json.loads(run("list", "conditions", "heel", "--json").out)["conditions"]}
    assert {"plantar-fasciitis", "heel-fat-pad-syndrome"} <= ids
    assert "gout" not in ids
    assert "footadvice find" in run("list", "conditions", "zzzz").out


def test_help_has_every_command_in_a_group(run: Run) -> None:
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(COMMANDS)
    out = run("--help").out
    assert all(heading in out for heading in GROUPS)
    assert run("help", "plan").out == run("plan", "--help").out
    assert run("help", "nosuch").code == 3


@pytest.mark.parametrize("name", COMMANDS)
def test_the_options_of_every_command_come_in_one_order(run: Run, name: str) -> None:
    order = ["--for", "--full", "--only", "--evidence", "--why-not", "--exit-code", "--kb", "--json", "--plain", "--color", "--width", "--no-pager"]  # fmt: skip
    told = [
        line.split()[0]
        for line in run(name, "--help").out.partition("Options:")[2].splitlines()
        if line.startswith("  --")
    ]
    assert [one for one in told if one in order] == [one for one in order if one in told]


def test_for_tells_all_its_words(run: Run) -> None:
    out = run("condition", "--help", env={"COLUMNS": "200"}).out
    assert "thin-bones" in out
    assert "…" not in out


def test_completion_for_a_shell_that_is_none_is_refused(run: Run, tmp_path: object) -> None:
    ran = run("--install-completion", "nosuch", env={"HOME": str(tmp_path)})
    assert (ran.code, ran.out) == (2, "")
    assert os.listdir(str(tmp_path)) == []
