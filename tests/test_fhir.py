"""Answers as FHIR, read by two programs of others: fhir.resources (R4B) and fhirclient (R4)."""

import json
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree

import pytest

from footadvice.advisor import Advisor
from footadvice.answers.document import DISCLAIMER
from footadvice.export import fhir, fhir_definitions, fhir_plan
from footadvice.knowledge.records import Condition, Finding
from tests.conftest import Run

NOW = datetime(2027, 2, 1, 8, tzinfo=UTC)
COLD = "my foot has gone cold, pale and numb, no fever"


def read(found: dict[str, Any]) -> None:
    """Both readers take it: no unknown key, nothing missing, every code and reference of its type."""
    models = pytest.importorskip("fhir.resources.R4B")
    from fhirclient.models import bundle, questionnaire, structuredefinition

    found = json.loads(json.dumps(found))
    kind = found["resourceType"]
    models.get_fhir_model_class(kind).model_validate(found)
    classes = {"Bundle": bundle.Bundle, "Questionnaire": questionnaire.Questionnaire}
    classes["StructureDefinition"] = structuredefinition.StructureDefinition
    classes[kind](found, strict=True)


def answered(items: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The items that have an answer, by their ids, out of their groups."""
    found = {item["linkId"]: item for item in items if "answer" in item}
    return found | {id: one for item in items for id, one in answered(item.get("item", [])).items()}


def fits(said: list[dict[str, Any]], asked: list[dict[str, Any]]) -> None:
    """The items of a response stand in the groups and in the order of their questionnaire, and answer as it allows."""
    order = [question["linkId"] for question in asked]
    assert [item["linkId"] for item in said] == sorted((item["linkId"] for item in said), key=order.index)
    for item in said:
        question = asked[order.index(item["linkId"])]
        assert item["text"] == question["text"]
        if question["type"] == "choice":
            assert all(one in question["answerOption"] for one in item["answer"]), item
            assert len(item["answer"]) == 1 or question["repeats"]
        fits(item.get("item", []), question.get("item", []))


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
    said = answered(response.get("item", []))
    assert {*said} == (ids if answer.zones else ids - {"places"})
    unsure = [id for id, one in said.items() if one["answer"][0].get("valueCoding", {}).get("code") == "ASKU"]
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
    found = fhir_plan.plan_bundle(answer, advisor.kb, NOW)
    read(found)
    plan = parts(found)["CarePlan"]
    assert (plan["status"], plan["intent"]) == ("draft", "proposal")
    timed = [one["detail"] for one in plan.get("activity", []) if "scheduledTiming" in one["detail"]]
    assert len(timed) == (len(answer.exercises) if answer.weeks else 0)
    assert all("Stop: " in one["description"] for one in timed)
    if start:
        assert plan["period"] == {"start": "2027-02-01", "end": "2027-02-28"}
        assert all(one["scheduledTiming"]["repeat"]["dayOfWeek"] for one in timed)
    if answer.no_plan:
        assert plan["note"][0]["text"].startswith("There is no exercise plan")
    assert all(one.text in json.dumps(plan, ensure_ascii=False) for one in answer.changed)


@pytest.mark.parametrize("half", [0, 1])
def test_every_condition_has_a_plan_that_others_read(advisor: Advisor, half: int) -> None:
    for id in sorted(advisor.kb.raw(Condition))[half::8]:
        read(fhir_plan.plan_bundle(advisor.plan([id]), advisor.kb, NOW))


def test_the_questionnaire_asks_for_every_finding_once_and_responses_answer_it(advisor: Advisor) -> None:
    asked = fhir_definitions.questionnaire(advisor.kb)
    read(asked)
    groups = [item["item"] for item in asked["item"] if item["type"] == "group"]
    ids = [question["linkId"] for group in groups for question in group]
    assert sorted(ids) == sorted(advisor.kb.raw(Finding))
    answers = [*(advisor.ask(text) for text in ASKED), *(advisor.check(*turn) for turn in TURNS)]
    for answer in answers:
        response = fhir.questionnaire_response(answer, advisor.kb, NOW)
        assert response["questionnaire"] == f"{asked['url']}|{asked['version']}"
        fits(response.get("item", []), asked["item"])


def test_the_extension_of_the_level_is_defined_with_every_level(advisor: Advisor) -> None:
    defined = fhir_definitions.urgency_level(advisor.kb)
    read(defined)
    assert (
        defined["url"]
        == parts(fhir.bundle(advisor.ask(COLD), advisor.kb, NOW))["RiskAssessment"]["extension"][0]["url"]
    )
    (rule,) = defined["differential"]["element"][0]["constraint"]
    assert rule["expression"] == "value in ('emergency' | 'urgent' | 'see_clinician' | 'self_care' | 'none')"


def test_every_resource_says_in_words_what_its_codes_say(advisor: Advisor) -> None:
    answer = advisor.ask(COLD + " <b>&")
    told = {kind: one["text"]["div"] for kind, one in parts(fhir.bundle(answer, advisor.kb, NOW)).items()}
    said = told["QuestionnaireResponse"]
    assert "<p>In your own words: my foot has gone cold, pale and numb, no fever &lt;b&gt;&amp;</p>" in said
    assert "<p>Where is it? the whole foot</p><p>Warning signs:</p><p>Is the foot cold, pale and numb? Yes</p>" in said
    risk = told["RiskAssessment"]
    assert all(text in risk for text in (answer.urgency.text, answer.urgency.red_flags[0].do_now, DISCLAIMER))
    assert all(one.name in risk for one in answer.conditions)
    planned = advisor.plan("plantar-fasciitis")
    plan = parts(fhir_plan.plan_bundle(planned, advisor.kb, NOW))["CarePlan"]
    assert 0 < plan["text"]["div"].index(planned.urgency.red_flags[0].do_now) < plan["text"]["div"].index("Stop: ")
    for div in (*told.values(), plan["text"]["div"]):
        ElementTree.fromstring(div)


def test_the_same_answer_at_the_same_time_is_the_same(advisor: Advisor) -> None:
    assert fhir.bundle(advisor.ask(COLD), advisor.kb, NOW) == fhir.bundle(advisor.ask(COLD), advisor.kb, NOW)


COMMANDS = [
    (["ask", COLD, "--fhir"], "Bundle"),
    (["check", "--zone", "heel", "--no", "screen", "--fhir"], "Bundle"),
    (["plan", "bunions", "--fhir"], "Bundle"),
    (["schema", "questionnaire", "--fhir"], "Questionnaire"),
    (["schema", "urgency-level", "--fhir"], "StructureDefinition"),
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
