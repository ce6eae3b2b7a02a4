"""Answers as FHIR, read by two programs of others: fhir.resources (R4B) and fhirclient (R4)."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from footadvice.advisor import Advisor
from footadvice.answers.document import DISCLAIMER
from footadvice.export import fhir
from footadvice.knowledge.records import Condition, Finding
from tests.conftest import Run

NOW = datetime(2027, 2, 1, 8, tzinfo=UTC)
COLD = "my foot has gone cold, pale and numb, no fever"


def read(found: dict[str, Any]) -> None:
    """Both readers take it: no unknown key, nothing missing, every code and reference of its type."""
    models = pytest.importorskip("fhir.resources.R4B")
    from fhirclient.models import bundle, questionnaire

    found = json.loads(json.dumps(found))
    kind = found["resourceType"]
    models.get_fhir_model_class(kind).model_validate(found)
    {"Bundle": bundle.Bundle, "Questionnaire": questionnaire.Questionnaire}[kind](found, strict=True)


def parts(bundle: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {entry["resource"]["resourceType"]: entry["resource"] for entry in bundle["entry"]}


ASKED = [COLD, "my heel hurts when I get up", "what is the capital of France", "what is a bunion", "I want to die"]


@pytest.mark.parametrize("text", ASKED)
def test_a_question_is_a_bundle_that_others_read(advisor: Advisor, text: str) -> None:
    answer = advisor.ask(text)
    found = fhir.bundle(answer, advisor.kb, NOW)
    read(found)
    risk = parts(found)["RiskAssessment"]
    assert risk["extension"][0]["valueCode"] == answer.urgency.level
    assert [one["outcome"]["text"] for one in risk.get("prediction", [])] == [one.name for one in answer.conditions]
    assert all(flag.do_now in risk["mitigation"] for flag in answer.urgency.red_flags)
    assert risk["note"][-1]["text"] == DISCLAIMER
    assert "probabilityDecimal" not in json.dumps(found)


TURNS = [
    (),
    (["heel"],),
    (["heel"], ["first-steps-worst"], ["screen"], ["fever"]),
    (["calf"], ["swelling-one-leg", "breathless"]),
]


@pytest.mark.parametrize("turn", TURNS, ids=str)
def test_a_check_is_a_bundle_that_others_read(advisor: Advisor, turn: tuple[list[str], ...]) -> None:
    answer = advisor.check(*turn)
    found = fhir.bundle(answer, advisor.kb, NOW)
    read(found)
    response = parts(found)["QuestionnaireResponse"]
    assert response["status"] == ("in-progress" if answer.step else "completed")
    ids = {"places", *(one.id for ones in (answer.yes, answer.no, answer.unsure) for one in ones)}
    assert {item["linkId"] for item in response.get("item", [])} == (ids if answer.zones else ids - {"places"})
    unsure = [
        i["linkId"] for i in response.get("item", []) if i["answer"][0].get("valueCoding", {}).get("code") == "ASKU"
    ]
    assert unsure == [one.id for one in answer.unsure]


def test_every_part_is_named_in_the_provenance_and_the_risk_is_based_on_what_was_said(advisor: Advisor) -> None:
    found = fhir.bundle(advisor.ask(COLD), advisor.kb, NOW)
    response, risk, origin = (entry["fullUrl"] for entry in found["entry"])
    resources = parts(found)
    assert resources["RiskAssessment"]["basis"] == [{"reference": response}]
    assert [one["reference"] for one in resources["Provenance"]["target"]] == [response, risk]
    assert advisor.kb.about.version in resources["Provenance"]["agent"][0]["who"]["display"]
    assert origin not in json.dumps(resources["Provenance"])


PLANS = [
    (["bunions", "plantar-fasciitis"], (), date(2027, 2, 1), ["mon", "fri"]),
    (["flat-feet"], ("diabetes",), None, None),
    (["cellulitis"], (), None, None),
]


@pytest.mark.parametrize(("names", "who", "start", "days"), PLANS, ids=lambda value: str(value)[:20])
def test_a_plan_is_a_care_plan_that_others_read(advisor: Advisor, names: Any, who: Any, start: Any, days: Any) -> None:
    answer = advisor.plan(names, who, 4, days, start)
    found = fhir.plan_bundle(answer, advisor.kb, NOW)
    read(found)
    plan = parts(found)["CarePlan"]
    assert (plan["status"], plan["intent"]) == ("draft", "proposal")
    timed = [one["detail"] for one in plan.get("activity", []) if "scheduledTiming" in one["detail"]]
    assert len(timed) == (len(answer.exercises) if answer.weeks else 0)
    assert all("Stop if" in one["description"] for one in timed)
    if start:
        assert plan["period"] == {"start": "2027-02-01", "end": "2027-02-28"}
        assert all(one["scheduledTiming"]["repeat"]["dayOfWeek"] for one in timed)
    if answer.no_plan:
        assert plan["note"][0]["text"].startswith("There is no exercise plan")
    assert all(one.text in json.dumps(plan, ensure_ascii=False) for one in answer.changed)


@pytest.mark.parametrize("half", [0, 1])
def test_every_condition_has_a_plan_that_others_read(advisor: Advisor, half: int) -> None:
    for id in sorted(advisor.kb.raw(Condition))[half::8]:
        read(fhir.plan_bundle(advisor.plan([id]), advisor.kb, NOW))


def test_the_questionnaire_asks_for_every_finding_once_and_responses_answer_it(advisor: Advisor) -> None:
    asked = fhir.questionnaire(advisor.kb)
    read(asked)
    groups = [item["item"] for item in asked["item"] if item["type"] == "group"]
    ids = [question["linkId"] for group in groups for question in group]
    assert sorted(ids) == sorted(advisor.kb.raw(Finding))
    response = fhir.questionnaire_response(advisor.ask(COLD), advisor.kb, NOW)
    assert response["questionnaire"] == f"{asked['url']}|{asked['version']}"
    assert {item["linkId"] for item in response["item"]} <= {*ids, "words", "places"}


def test_the_same_answer_at_the_same_time_is_the_same(advisor: Advisor) -> None:
    assert fhir.bundle(advisor.ask(COLD), advisor.kb, NOW) == fhir.bundle(advisor.ask(COLD), advisor.kb, NOW)


COMMANDS = [
    (["ask", COLD, "--fhir"], "Bundle"),
    (["check", "--zone", "heel", "--no", "screen", "--fhir"], "Bundle"),
    (["plan", "bunions", "--fhir"], "Bundle"),
    (["schema", "questionnaire", "--fhir"], "Questionnaire"),
]


@pytest.mark.parametrize(("command", "kind"), COMMANDS, ids=lambda value: str(value)[:24])
def test_the_command_prints_one_resource(run: Run, command: list[str], kind: str) -> None:
    ran = run(*command)
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert found["resourceType"] == kind
    read(found)


def test_an_error_is_the_document_of_errors_and_the_exit_code_tells_the_level(run: Run) -> None:
    assert json.loads(run("plan", "dragons", "--fhir").out)["error"]["code"] == "not_found"
    assert run("ask", COLD, "--fhir", "--exit-code").code == 12
    assert run("ask", COLD, "--fhir", "--json").code == 2
    assert run("ask", "-", "--fhir").code == 2
    assert run("schema", "condition", "--fhir").code == 2
