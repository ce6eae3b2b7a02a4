"""Answers as FHIR R4: what was said, how urgent it is, and what it may be, for a clinic's own record.

Nobody is named: the subject is a text, and the clinic puts its patient there. Nothing is diagnosed: a condition stands
as an outcome that it may be, in a band of words and never as a probability. See docs/decisions for what was chosen.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from footadvice.answers.ask_answer import AskAnswer, CheckAnswer
from footadvice.answers.document import DISCLAIMER
from footadvice.answers.parts import Ref
from footadvice.export.fhir_definitions import groups
from footadvice.export.fhir_terms import (
    LEVEL,
    QUESTIONNAIRE,
    SUBJECT,
    Resource,
    coding,
    collection,
    concept,
    condition,
    instant,
    provenance,
    resource,
    url,
    yes_no,
)
from footadvice.knowledge.records import Finding
from footadvice.knowledge.store import KnowledgeBase


def bundle(answer: AskAnswer | CheckAnswer, kb: KnowledgeBase, now: datetime) -> Resource:
    """What was said and what follows: a QuestionnaireResponse, a RiskAssessment based on it, and their Provenance."""
    response = questionnaire_response(answer, kb, now)
    risk = risk_assessment(answer, kb, now)
    risk["basis"] = [{"reference": url(response)}]
    origin = provenance(kb, now, [response, risk])
    return collection([response, risk, origin], now)


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
        "subject": SUBJECT,
        "authored": instant(now),
        **({"item": items} if items else {}),
    }
    return resource("QuestionnaireResponse", body, _told(items))


def risk_assessment(answer: AskAnswer | CheckAnswer, kb: KnowledgeBase, now: datetime) -> Resource:
    """How urgent it is, the red flags with what to do now, and what it may be, each with its band and reasons."""
    urgency = answer.urgency
    now_do = [f"{flag.name} ({flag.level}): {flag.do_now}" for flag in urgency.red_flags]
    notes = (*_refusal(answer), *_meanwhile(answer), DISCLAIMER)
    predictions = [
        {
            "outcome": condition(kb, one.id, one.name),
            "qualitativeRisk": concept("band", one.band, one.band.replace("_", " ")),
            **({"rationale": " ".join(one.speaks_for)} if one.speaks_for else {}),
        }
        for one in answer.conditions
    ]
    body = {
        "extension": [{"url": LEVEL, "valueCode": urgency.level}],
        "status": "preliminary",  # rules and words alone; no clinician looked at it
        "code": {"text": "How urgent a foot complaint is"},
        "subject": SUBJECT,
        "occurrenceDateTime": instant(now),
        "reasonCode": [concept("red-flag", flag.id, flag.name) for flag in urgency.red_flags],
        "prediction": predictions,
        "mitigation": " ".join([urgency.text, *now_do]),
        "note": [{"text": text} for text in notes],
    }
    likely = [f"{one.name}: {one.band.replace('_', ' ')}" for one in answer.conditions]
    lines = (urgency.text, *now_do, *likely, *notes)
    return resource("RiskAssessment", {key: value for key, value in body.items() if value}, lines)


def _refusal(answer: AskAnswer | CheckAnswer) -> tuple[str, ...]:
    """What is said where the question is not about feet."""
    return answer.answer if isinstance(answer, AskAnswer) and not answer.in_scope else ()


def _meanwhile(answer: AskAnswer | CheckAnswer) -> Iterator[str]:
    """What is safe whichever of the conditions it is, and what could harm."""
    yield from (f"Safe to do: {text}" for text in answer.meanwhile.do)
    yield from (f"What to avoid: {text}" for text in answer.meanwhile.avoid)


def _told(items: Iterable[Resource]) -> Iterator[str]:
    """Each question with its answer, in words; above a group of them what it is called."""
    for item in items:
        text = str(item["text"])
        answers = ", ".join(one.get("valueString") or one["valueCoding"]["display"] for one in item.get("answer", ()))
        yield f"{text}{'' if text.endswith('?') else ':'} {answers}".strip()
        yield from _told(item.get("item", ()))


def _answered(kb: KnowledgeBase, finding: str, way: str) -> Resource:
    return _item(finding, kb.get(Finding, finding).question, {"valueCoding": yes_no(way)})


def _item(id: str, text: str, *answers: Resource) -> Resource:
    return {"linkId": id, "text": text, "answer": list(answers)}
