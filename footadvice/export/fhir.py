"""Answers as FHIR R4: what was answered, how urgent it is, and a plan, for a clinic's own record.

Nobody is named: the subject is a text, and the clinic puts its patient there. Nothing is diagnosed: a condition stands
as an outcome that it may be, in a band of words and never as a probability. See docs/decisions for what was chosen.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from footadvice import __version__
from footadvice.answers.ask_answer import AskAnswer, CheckAnswer
from footadvice.answers.document import DISCLAIMER
from footadvice.answers.parts import Ref
from footadvice.answers.plan_answer import PlanAnswer, PlanExercise, PlanWeek
from footadvice.export.fhir_definitions import groups
from footadvice.export.fhir_terms import ICD10CM, LEVEL, QUESTIONNAIRE, Resource, coding, concept, resource, url, yes_no
from footadvice.knowledge.records import Condition, Finding
from footadvice.knowledge.store import KnowledgeBase

_NO_PLAN = {
    "urgent": "a condition cannot wait.",
    "waits": "a clinician has to agree before this foot is loaded.",
    "no_exercise": "no exercise is left that can begin at home.",
}
_SUBJECT = {"display": "The person who asked"}
_UCUM = "http://unitsofmeasure.org"


def bundle(answer: AskAnswer | CheckAnswer, kb: KnowledgeBase, now: datetime) -> Resource:
    """What was said and what follows: a QuestionnaireResponse, a RiskAssessment based on it, and their Provenance."""
    response = questionnaire_response(answer, kb, now)
    risk = risk_assessment(answer, kb, now)
    risk["basis"] = [{"reference": url(response)}]
    origin = provenance(kb, now, [response, risk])
    entries = [{"fullUrl": url(one), "resource": one} for one in (response, risk, origin)]
    return {"resourceType": "Bundle", "type": "collection", "timestamp": _instant(now), "entry": entries}


def questionnaire_response(answer: AskAnswer | CheckAnswer, kb: KnowledgeBase, now: datetime) -> Resource:
    """What was said: the words, the places, and each finding with yes, no or "asked but unknown"."""
    heard: Sequence[tuple[str, Iterable[Ref]]]
    if isinstance(answer, CheckAnswer):
        zones, heard = answer.zones, (("yes", answer.yes), ("no", answer.no), ("unsure", answer.unsure))
    else:
        zones, heard = answer.heard.zones, (("yes", answer.heard.findings), ("no", answer.heard.denied))
    done = not (isinstance(answer, CheckAnswer) and answer.step)
    items: list[Resource] = [_item("words", "In your own words", {"valueString": text}) for text in answer.query.text]
    if zones:
        places = ({"valueCoding": coding("zone", zone.id, zone.name)} for zone in zones)
        items.append(_item("places", "Where is it?", *places))
    ways = {one.id: way for way, ones in heard for one in ones}  # one answer a question
    for id, text, findings in groups(kb):
        if answered := [_answered(kb, one, ways[one]) for one in findings if one in ways]:
            items.append({"linkId": id, "text": text, "item": answered})
    body = {
        "questionnaire": f"{QUESTIONNAIRE}|{kb.about.version}",
        "status": "completed" if done else "in-progress",
        "subject": _SUBJECT,
        "authored": _instant(now),
        **({"item": items} if items else {}),
    }
    return resource("QuestionnaireResponse", body)


def risk_assessment(answer: AskAnswer | CheckAnswer, kb: KnowledgeBase, now: datetime) -> Resource:
    """How urgent it is, the red flags with what to do now, and what it may be, each with its band and reasons."""
    urgency = answer.urgency
    now_do = [f"{flag.name} ({flag.level}): {flag.do_now}" for flag in urgency.red_flags]
    predictions = [
        {
            "outcome": _condition(kb, one.id, one.name),
            "qualitativeRisk": concept("band", one.band, one.band.replace("_", " ")),
            **({"rationale": " ".join(one.speaks_for)} if one.speaks_for else {}),
        }
        for one in answer.conditions
    ]
    body = {
        "extension": [{"url": LEVEL, "valueCode": urgency.level}],
        "status": "preliminary",  # rules and words alone; no clinician looked at it
        "code": {"text": "How urgent a foot complaint is"},
        "subject": _SUBJECT,
        "occurrenceDateTime": _instant(now),
        "reasonCode": [concept("red-flag", flag.id, flag.name) for flag in urgency.red_flags],
        "prediction": predictions,
        "mitigation": " ".join([urgency.text, *now_do]),
        "note": [{"text": text} for text in (*_refusal(answer), *_meanwhile(answer), DISCLAIMER)],
    }
    return resource("RiskAssessment", {key: value for key, value in body.items() if value})


def _refusal(answer: AskAnswer | CheckAnswer) -> tuple[str, ...]:
    """What is said where the question is not about feet."""
    return answer.answer if isinstance(answer, AskAnswer) and not answer.in_scope else ()


def _meanwhile(answer: AskAnswer | CheckAnswer) -> Iterator[str]:
    """What is safe whichever of the conditions it is, and what could harm."""
    yield from (f"Safe meanwhile: {text}" for text in answer.meanwhile.do)
    yield from (f"Leave out meanwhile: {text}" for text in answer.meanwhile.avoid)


def provenance(kb: KnowledgeBase, now: datetime, targets: Sequence[Resource]) -> Resource:
    """Which program and which knowledge base said so."""
    laid = "".join(f", with {one.name} {one.version}" for one in kb.about.overlays)
    who = {"display": f"footadvice {__version__}, knowledge base {kb.about.version}{laid}"}
    body = {
        "target": [{"reference": url(one)} for one in targets],
        "recorded": _instant(now),
        "agent": [{"type": {"text": "assembler"}, "who": who}],
    }
    return resource("Provenance", body)


def plan_bundle(answer: PlanAnswer, kb: KnowledgeBase, now: datetime) -> Resource:
    """A plan as a CarePlan with its Provenance."""
    plan = care_plan(answer, kb)
    entries = [{"fullUrl": url(one), "resource": one} for one in (plan, provenance(kb, now, [plan]))]
    return {"resourceType": "Bundle", "type": "collection", "timestamp": _instant(now), "entry": entries}


def care_plan(answer: PlanAnswer, kb: KnowledgeBase) -> Resource:
    """The plan as a proposal: exercises with their timing, things to do besides, and things to leave out."""
    reasons = [_condition(kb, one.id, one.name) for one in answer.conditions]
    activities = [
        *(_exercise(one, answer, kb) for one in answer.exercises if answer.weeks),
        *(
            _activity({"text": one.name}, " ".join(one.texts), [_named(kb, ref) for ref in one.conditions])
            for one in answer.do
        ),
        *(_activity({"text": one.text}, "", [_named(kb, one.condition)], avoid=True) for one in answer.avoid),
    ]
    checks = [f"Week {one.weeks}, {one.condition.name}: {one.expect} {one.otherwise}" for one in answer.checkpoints]
    none = [f"There is no exercise plan: {_NO_PLAN[answer.no_plan]}"] if answer.no_plan else []
    flags = [f"{flag.sign}: {flag.do_now}" for flag in answer.urgency.red_flags]
    body = {
        "extension": [{"url": LEVEL, "valueCode": answer.urgency.level}],
        "status": "draft",
        "intent": "proposal",
        "title": "Plan for " + ", ".join(one.name for one in answer.conditions),
        "description": answer.urgency.text,
        "subject": _SUBJECT,
        **({"period": _bounds(answer.weeks)["boundsPeriod"]} if answer.starts and answer.weeks else {}),
        "supportingInfo": [{"display": reason["text"]} for reason in reasons],
        "activity": activities,
        "note": [{"text": text} for text in (*none, *flags, *_changes(answer), *checks, DISCLAIMER)],
    }
    return resource("CarePlan", {key: value for key, value in body.items() if value})


def _exercise(exercise: PlanExercise, answer: PlanAnswer, kb: KnowledgeBase) -> Resource:
    text = " ".join(
        (exercise.dose.text, *exercise.steps, *(one.text for one in exercise.changed), f"Stop if: {exercise.stop_if}")
    )
    reasons = [_named(kb, ref) for ref in exercise.conditions]
    weeks = [week for week in answer.weeks if any(one.id == exercise.id for one in week.exercises)]
    days = next((one.days for week in weeks for one in week.exercises if one.id == exercise.id), ())
    repeat: Resource = {**_bounds(weeks), "frequency": exercise.dose.times_a_day or 1, "period": 1, "periodUnit": "d"}
    if days and len(days) < 7:
        repeat["dayOfWeek"] = list(days)
    return _activity(concept("exercise", exercise.id, exercise.name), text, reasons, {"repeat": repeat})


def _changes(answer: PlanAnswer) -> Iterator[str]:
    """What is different for this person."""
    yield from (f"{', '.join(one.who)}: {one.text}" for one in answer.changed)
    if answer.if_numb:
        yield f"If the feet are numb, leave out: {', '.join(answer.if_numb)}."


def _bounds(weeks: Sequence[PlanWeek]) -> Resource:
    """From the first day to the last, where the plan has days; else for how many weeks."""
    if weeks and weeks[0].begins and weeks[-1].begins:
        return {"boundsPeriod": _days(weeks[0].begins, weeks[-1].begins)}
    return {"boundsDuration": {"value": len(weeks), "unit": "weeks", "system": _UCUM, "code": "wk"}}


def _activity(
    code: Resource, text: str, reasons: list[Resource], timing: Resource | None = None, *, avoid: bool = False
) -> Resource:
    detail = {
        "code": code,
        "reasonCode": reasons,
        "status": "not-started",
        "doNotPerform": avoid,
        **({"scheduledTiming": timing} if timing else {}),
        **({"description": text} if text else {}),
    }
    return {"detail": detail}


def _days(first: str, last: str) -> Resource:
    """From the first day of a week to the last day of another."""
    return {"start": first, "end": (date.fromisoformat(last) + timedelta(days=6)).isoformat()}


def _named(kb: KnowledgeBase, ref: Ref) -> Resource:
    return _condition(kb, ref.id, ref.name)


def _condition(kb: KnowledgeBase, id: str, name: str) -> Resource:
    """A condition by its id and its first ICD-10-CM code; further codes are of another side."""
    codes = kb.raw(Condition)[id].get("icd10cm", ()) if id in kb.raw(Condition) else ()
    icd = [{"system": ICD10CM, "code": code} for code in list(codes)[:1]]
    return {"coding": [*icd, coding("condition", id, name)], "text": name}


def _answered(kb: KnowledgeBase, finding: str, way: str) -> Resource:
    return _item(finding, str(kb.raw(Finding)[finding]["question"]), {"valueCoding": yes_no(way)})


def _item(id: str, text: str, *answers: Resource) -> Resource:
    return {"linkId": id, "text": text, "answer": list(answers)}


def _instant(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
