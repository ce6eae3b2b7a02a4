"""Codes and resources of FHIR R4, as every part of the export writes them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from footadvice import __version__
from footadvice.answers.document import to_json
from footadvice.knowledge.records import Condition
from footadvice.knowledge.store import KnowledgeBase

Resource = dict[str, Any]
ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"
LEVEL = "urn:footadvice:urgency-level"
QUESTIONNAIRE = "urn:footadvice:questionnaire:check"
YES_NO = "http://terminology.hl7.org/CodeSystem/v2-0532"
ANSWERS = {"yes": ("Y", "Yes"), "no": ("N", "No"), "unsure": ("ASKU", "asked but unknown")}
SUBJECT = {"display": "The person who asked"}  # the clinic puts its patient there
_SYSTEM = "urn:footadvice:"  # followed by the kind of record; its ids are the codes


def concept(kind: str, id: str, name: str) -> Resource:
    return {"coding": [coding(kind, id, name)], "text": name}


def coding(kind: str, id: str, name: str) -> Resource:
    return {"system": f"{_SYSTEM}{kind}", "code": id, "display": name}


def yes_no(way: str) -> Resource:
    """The coding of an answer, one of `ANSWERS`."""
    code, display = ANSWERS[way]
    return {"system": YES_NO, "code": code, "display": display}


def resource(kind: str, body: Resource, lines: Iterable[str]) -> Resource:
    """A resource whose id follows from what it says, so that the same answer at the same time has the same id.

    Args:
        lines: what it says in words, for a reader who knows nothing of its codes.
    """
    id = str(uuid5(NAMESPACE_URL, kind + to_json(body, compact=True)))
    return {"resourceType": kind, "id": id, "text": _narrative(lines), **body}


def _narrative(lines: Iterable[str]) -> Resource:
    paragraphs = "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{paragraphs}</div>'}


def url(resource: Resource) -> str:
    return f"urn:uuid:{resource['id']}"


def condition(kb: KnowledgeBase, id: str, name: str) -> Resource:
    """A condition by its id and its first ICD-10-CM code; further codes are of another side."""
    codes = kb.get(Condition, id).icd10cm if kb.has(Condition, id) else ()
    icd = [{"system": ICD10CM, "code": code} for code in list(codes)[:1]]
    return {"coding": [*icd, coding("condition", id, name)], "text": name}


def provenance(kb: KnowledgeBase, now: datetime, targets: Sequence[Resource]) -> Resource:
    """Which program and which knowledge base said so."""
    laid = "".join(f", with {one.name} {one.version}" for one in kb.about.overlays)
    who = {"display": f"footadvice {__version__}, knowledge base {kb.about.version}{laid}"}
    body = {
        "target": [{"reference": url(one)} for one in targets],
        "recorded": instant(now),
        "agent": [{"type": {"text": "assembler"}, "who": who}],
    }
    return resource("Provenance", body, [who["display"]])


def collection(resources: Sequence[Resource], now: datetime) -> Resource:
    """A Bundle of these resources."""
    entries = [{"fullUrl": url(one), "resource": one} for one in resources]
    return {"resourceType": "Bundle", "type": "collection", "timestamp": instant(now), "entry": entries}


def instant(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
