"""A plan as a CarePlan of FHIR R4: a draft and a proposal, for a clinician has not seen it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from footadvice.answers.document import DISCLAIMER
from footadvice.answers.parts import Ref
from footadvice.answers.plan_answer import PlanAnswer, PlanExercise, PlanWeek
from footadvice.export.fhir_terms import LEVEL, SUBJECT, Resource, collection, concept, condition, provenance, resource
from footadvice.knowledge.store import KnowledgeBase

_NO_PLAN = {
    "urgent": "a condition cannot wait.",
    "waits": "a clinician has to agree before this foot is loaded.",
    "no_exercise": "no exercise is left that can begin at home.",
}
_UCUM = "http://unitsofmeasure.org"


def plan_bundle(answer: PlanAnswer, kb: KnowledgeBase, now: datetime) -> Resource:
    """A plan as a CarePlan with its Provenance."""
    plan = care_plan(answer, kb)
    return collection([plan, provenance(kb, now, [plan])], now)


def care_plan(answer: PlanAnswer, kb: KnowledgeBase) -> Resource:
    """The plan as a proposal: exercises with their timing, things to do besides, and things to leave out."""
    reasons = [condition(kb, one.id, one.name) for one in answer.conditions]
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
        "subject": SUBJECT,
        **({"period": _bounds(answer.weeks)["boundsPeriod"]} if answer.starts and answer.weeks else {}),
        "supportingInfo": [{"display": reason["text"]} for reason in reasons],
        "activity": activities,
        "note": [{"text": text} for text in (*none, *flags, *_changes(answer), *checks, DISCLAIMER)],
    }
    changes = tuple(_changes(answer))
    lines = (body["title"], body["description"], *none, *flags, *map(_told, activities), *changes, *checks, DISCLAIMER)
    return resource("CarePlan", {key: value for key, value in body.items() if value}, lines)


def _exercise(exercise: PlanExercise, answer: PlanAnswer, kb: KnowledgeBase) -> Resource:
    text = " ".join(
        (exercise.dose.text, *exercise.steps, *(one.text for one in exercise.changed), f"Stop: {exercise.stop_if}")
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


def _told(activity: Resource) -> str:
    """An activity in words."""
    detail = activity["detail"]
    name = f"{'Leave out: ' if detail['doNotPerform'] else ''}{detail['code']['text']}"
    return f"{name}: {detail['description']}" if "description" in detail else name


def _named(kb: KnowledgeBase, ref: Ref) -> Resource:
    return condition(kb, ref.id, ref.name)
