"""Codes and resources of FHIR R4, as every part of the export writes them."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from footadvice.answers.document import to_json

Resource = dict[str, Any]
ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"
LEVEL = "urn:footadvice:urgency-level"
QUESTIONNAIRE = "urn:footadvice:questionnaire:check"
YES_NO = "http://terminology.hl7.org/CodeSystem/v2-0532"
ANSWERS = {"yes": ("Y", "Yes"), "no": ("N", "No"), "unsure": ("ASKU", "asked but unknown")}
_SYSTEM = "urn:footadvice:"  # followed by the kind of record; its ids are the codes


def concept(kind: str, id: str, name: str) -> Resource:
    return {"coding": [coding(kind, id, name)], "text": name}


def coding(kind: str, id: str, name: str) -> Resource:
    return {"system": f"{_SYSTEM}{kind}", "code": id, "display": name}


def yes_no(way: str) -> Resource:
    """The coding of an answer, one of `ANSWERS`."""
    code, display = ANSWERS[way]
    return {"system": YES_NO, "code": code, "display": display}


def resource(kind: str, body: Resource) -> Resource:
    """A resource whose id follows from what it says, so that the same answer at the same time has the same id."""
    return {"resourceType": kind, "id": str(uuid5(NAMESPACE_URL, kind + to_json(body, compact=True))), **body}


def url(resource: Resource) -> str:
    return f"urn:uuid:{resource['id']}"
