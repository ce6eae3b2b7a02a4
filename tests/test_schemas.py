"""The schemas are those of the real documents, by the word of a validator that is not ours."""

import json
from collections.abc import Iterator
from typing import Any

import pydantic
import pytest
from jsonschema import Draft202012Validator

from footadvice.advisor import Advisor
from footadvice.answering import json_schemas
from footadvice.answering.listing import LISTS
from footadvice.answers.document import Answer, document, error_document
from footadvice.errors import FootAdviceError
from footadvice.knowledge.records import Condition, Joint, Link
from tests.conftest import ROOT, Run

SCHEMAS = {
    name: json.loads((ROOT / "schemas" / f"{name}.json").read_text(encoding="utf-8")) for name in json_schemas.NAMES
}
WHO = ("diabetes", "child", "pregnancy", "runner")


def faults(kind: str, found: Any) -> list[str]:
    """What the schema `kind` says against `found`, gone through JSON as it would be on its way."""
    errors = Draft202012Validator(SCHEMAS[kind]).iter_errors(json.loads(json.dumps(found)))
    return [f"{error.json_path}: {error.message[:200]}" for error in errors]


OLD = pytest.mark.skipif(
    tuple(map(int, pydantic.VERSION.split(".")[:2])) < (2, 13), reason="it tells less of dataclasses"
)


@OLD
@pytest.mark.parametrize("name", json_schemas.NAMES)
@pytest.mark.slow
def test_a_committed_schema_is_the_one_that_the_definitions_make(name: str) -> None:
    assert SCHEMAS[name] == json_schemas.schema(name), "run: footadvice schema --write schemas --force"
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"].endswith("2020-12/schema")
    assert " " in SCHEMAS[name]["description"], "a schema says what it is: give its class a docstring"


def test_no_schema_is_left_over() -> None:
    there = {path.relative_to(ROOT / "schemas").as_posix() for path in (ROOT / "schemas").rglob("*") if path.is_file()}
    assert there == {f"{name}.json" for name in json_schemas.NAMES}


@pytest.mark.parametrize("path", sorted((ROOT / "data").glob("*.json")), ids=lambda path: path.stem)
@pytest.mark.slow
def test_every_data_file_fits_its_schema(path: Any) -> None:
    assert faults(f"data/{path.stem}", json.loads(path.read_text(encoding="utf-8"))) == []


def pages(advisor: Advisor) -> Iterator[Answer]:
    for id in advisor.kb.raw(Condition):
        yield advisor.condition([id])
    yield advisor.condition(list(advisor.kb.raw(Condition))[:5], WHO)
    for id in advisor.kb.raw(Joint):
        yield advisor.joint([id])
        yield advisor.why(None, id)
    yield json_schemas.listing()
    yield from map(advisor.listing, LISTS)


def chains(advisor: Advisor) -> Iterator[Answer]:
    for link in advisor.kb.all(Link):
        yield advisor.why(link.from_id, link.to_id)
        yield advisor.evidence(link.id)
    yield advisor.why("flat-feet", "back", studies=True)
    yield advisor.evidence("plantar-fasciitis/fascia-stretch")
    yield advisor.why("gout", "bunions")  # no path


def asked(advisor: Advisor) -> Iterator[Answer]:
    stories = (ROOT / "data" / "messages" / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    for story in stories[::8]:
        yield advisor.ask(json.loads(story)["text"])
    yield advisor.ask("my heel hurts, I am 40, for 3 weeks, no swelling", WHO)
    yield advisor.ask("zzz qqq " * 2000)


def checked(advisor: Advisor) -> Iterator[Answer]:
    """Every step of a check in which nothing is so but the first sign asked for, and nobody knows of the second."""
    yield advisor.check()
    for zone in ("heel-pad", "knee"):
        yes, no, unsure = [], ["screen"], []
        answer = advisor.check([zone])
        while answer.step:
            yield answer
            if answer.step.kind == "question":
                [option] = answer.step.options
                (no if len(no) > 3 else unsure if yes else yes).append(option.id)
                no += ["screen"]
            answer = advisor.check([zone], yes, list(dict.fromkeys(no)), unsure)
        yield answer


@pytest.mark.parametrize("ask", [pages, chains, asked, checked])
@pytest.mark.slow
def test_every_answer_fits_its_schema(ask: Any, advisor: Advisor) -> None:
    validators = {name: Draft202012Validator(one) for name, one in SCHEMAS.items()}
    for answer in ask(advisor):
        told = json.loads(json.dumps(document(answer, advisor.kb.about)))
        errors = [f"{error.json_path}: {error.message[:200]}" for error in validators[answer.kind].iter_errors(told)]
        assert errors == [], told["query"]


def test_every_failure_fits_the_schema_of_the_error(run: Run) -> None:
    kinds = [FootAdviceError, *FootAdviceError.__subclasses__()]
    for kind in kinds:
        assert faults("error", error_document(kind("what, where, what next", ("bunions",)))) == []
    for args in (["condition", "zzz"], ["condition", "--nonsense"], ["schema", "conditon"]):
        assert faults("error", json.loads(run(*args, "--json").out)) == []
    for line in run("ask", "-", "--json", stdin="my heel hurts\n\n").out.splitlines():
        told = json.loads(line)
        assert faults("error" if "error" in told else "ask", told) == []


def test_a_schema_refuses_what_is_not_so(advisor: Advisor) -> None:
    good = json.loads(json.dumps(document(advisor.ask("my heel hurts"), advisor.kb.about)))
    assert faults("ask", good | {"a_new_key": 1}) == []  # keys may be added
    assert faults("condition", good)
    assert faults("ask", {key: value for key, value in good.items() if key != "urgency"})
    assert faults("ask", good | {"urgency": {**good["urgency"], "level": "fine"}})
    assert faults("ask", good | {"conditions": [{**one, "for": None} for one in good["conditions"]]})
    links = json.loads(json.dumps(document(advisor.listing("red-flags"), advisor.kb.about)))
    assert faults("list", {key: value for key, value in links.items() if key != "red_flags"})
    joints = json.loads((ROOT / "data" / "joints.json").read_text(encoding="utf-8"))
    assert faults("data/joints", joints | {"a_new_key": 1})
    assert faults("data/joints", joints | {"joints": [{**one, "grade": "good"} for one in joints["joints"]]})


def test_the_command_prints_one_schema_or_lists_them(run: Run) -> None:
    assert json.loads(run("schema", "data/links").out) == SCHEMAS["data/links"]
    listed = json.loads(run("schema", "--json").out)
    assert [entry["id"] for entry in listed["schemas"]] == list(json_schemas.NAMES)
    assert run("schema", "--plain").out.count("\n") == len(json_schemas.NAMES)
    wrong = run("schema", "conditon")
    assert (wrong.code, wrong.out) == (3, "")
    assert "Did you mean: condition" in wrong.err


@OLD
def test_writing_them_anew_changes_nothing(run: Run, tmp_path: Any) -> None:
    assert run("schema", "--write", str(tmp_path)).code == 0
    for name in json_schemas.NAMES:
        assert (tmp_path / f"{name}.json").read_bytes() == (ROOT / "schemas" / f"{name}.json").read_bytes(), name


def test_the_schema_of_an_overlay_takes_what_the_gate_takes(run: Run) -> None:
    schema = json_schemas.schema("overlay")
    taken = {
        "schema_version": 1,
        "overlay": {"id": "riverside", "name": "Riverside", "version": "2026.11"},
        "heading": {"name": "Riverside", "telephone": "01234 567890"},
        "change": {"conditions": {"bunions": {"urgency": "see_clinician", "urgency_text": "We see all."}}},
    }
    gate = Draft202012Validator(schema)
    gate.validate(taken)
    made = json.loads(run("kb", "new", "condition", "sore-heel").out)
    gate.validate(made)
    for wrong in (
        {**taken, "remove": {}},
        {**taken, "change": {"conditions": {"bunions": {"summary": "All is well."}}}},
        {**taken, "add": {"words": []}},
        {**taken, "heading": {"name": "Riverside", "logo": "https://river.example/logo.png"}},
    ):
        assert not gate.is_valid(wrong)
