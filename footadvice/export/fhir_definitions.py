"""What answers as FHIR refer to: the guided check as a Questionnaire, and the extension that says how urgent it is."""

from collections.abc import Iterable, Iterator

from footadvice.answers.document import DISCLAIMER
from footadvice.export.fhir_terms import ANSWERS, LEVEL, QUESTIONNAIRE, Resource, coding, yes_no
from footadvice.knowledge.levels import URGENCY_LEVELS
from footadvice.knowledge.records import Finding, RedFlag, Zone
from footadvice.knowledge.store import KnowledgeBase

Group = tuple[str, str, tuple[str, ...]]
"""The id of a group of questions, what stands above it, and the ids of its findings."""


def questionnaire(kb: KnowledgeBase) -> Resource:
    """The guided check: the words, the places, the warning signs, then the other signs. Each may be left unanswered."""
    places = [{"valueCoding": coding("zone", id, kb.name(Zone, id))} for id in kb.ids(Zone)]
    items = [
        {"linkId": "words", "text": "In your own words", "type": "text"},
        {"linkId": "places", "text": "Where is it?", "type": "choice", "repeats": True, "answerOption": places},
        *(
            {"linkId": id, "text": text, "type": "group", "item": _questions(kb, findings)}
            for id, text, findings in groups(kb)
        ),
    ]
    return {
        "resourceType": "Questionnaire",
        "url": QUESTIONNAIRE,
        "version": kb.about.version,
        "name": "FootCheck",
        "title": "A guided check of foot and lower leg",
        "status": "active",
        "subjectType": ["Patient"],
        "date": kb.about.reviewed,
        "description": DISCLAIMER,
        "item": items,
    }


def groups(kb: KnowledgeBase) -> Iterator[Group]:
    """The findings in the order in which they are asked: those that raise a red flag first."""
    ways = (way for flag in kb.all(RedFlag) for way in flag.raised_by)
    warning = dict.fromkeys(id for way in ways for id in way)
    yield "warning-signs", "Warning signs", tuple(warning)
    yield "other-signs", "Other signs", tuple(id for id in kb.ids(Finding) if id not in warning)


def _questions(kb: KnowledgeBase, findings: Iterable[str]) -> list[Resource]:
    options = [{"valueCoding": yes_no(way)} for way in ANSWERS]
    return [
        {"linkId": one, "text": kb.get(Finding, one).question, "type": "choice", "answerOption": options}
        for one in findings
    ]


def urgency_level(kb: KnowledgeBase) -> Resource:
    """The extension of a RiskAssessment and of a CarePlan, for validators that refuse one that they do not know."""
    codes = URGENCY_LEVELS
    rule = {
        "key": "urgency-level-1",
        "severity": "error",
        "human": f"One of {', '.join(codes)}",
        "expression": f"value in ({' | '.join(map(repr, codes))})",
    }
    return {
        "resourceType": "StructureDefinition",
        "url": LEVEL,
        "version": kb.about.version,
        "name": "UrgencyLevel",
        "title": "How urgent a foot complaint is",
        "status": "active",
        "date": kb.about.reviewed,
        "description": f"One of {', '.join(codes)}; none: no level is named. {DISCLAIMER}",
        "fhirVersion": "4.0.1",
        "kind": "complex-type",
        "abstract": False,
        "context": [{"type": "element", "expression": one} for one in ("RiskAssessment", "CarePlan")],
        "type": "Extension",
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension",
        "derivation": "constraint",
        "differential": {
            "element": [
                {"id": "Extension", "path": "Extension", "max": "1", "constraint": [rule]},
                {"id": "Extension.extension", "path": "Extension.extension", "max": "0"},
                {"id": "Extension.url", "path": "Extension.url", "fixedUri": LEVEL},
                {"id": "Extension.value[x]", "path": "Extension.value[x]", "min": 1, "type": [{"code": "code"}]},
            ]
        },
    }
