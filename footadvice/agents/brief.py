"""The short form of an answer, for those who pay for each word: at most `MAX_BYTES` bytes of text and data together."""

import json
from dataclasses import replace
from typing import Any

from footadvice.answering import json_schemas
from footadvice.answers.ask_answer import CheckAnswer, Step
from footadvice.answers.document import Answer, document, list_key
from footadvice.answers.page_answers import ListAnswer
from footadvice.knowledge.store import About

MAX_BYTES = 6000  # bytes of a whole result
_ENVELOPE = 400  # bytes of it that hold neither text nor data
_ENTRIES, _CONDITIONS = 100, 8
_KEPT = ("schema_version", "in_scope", "intent", "step", "next_question", "grade", "no_plan", "left_out", "disclaimer")
_ANY_NAME = "Give a name in `places`, such as heel or calf."
_MORE = 'This is the short form. For all of it, ask again with "detail": "full".'

SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "The short form of an answer: its level, its ids and the next question. The text holds the rest.",
    "properties": {
        "schema_version": {"const": 1},
        "kind": {"const": "brief"},
        "of": {"enum": list(json_schemas.ANSWERS), "description": "The kind of the whole answer."},
        "knowledge_base": {"type": "object"},
        "urgency": {"type": "object", "properties": {"level": {"type": "string"}, "red_flags": {"type": "array"}}},
        "conditions": {"type": "array", "description": "Those named, best first: id, and band or level."},
        "ids": {"type": "array", "items": {"type": "string"}, "description": "Of a list: the first of its ids."},
        "disclaimer": {"type": "string"},
    },
    "required": ["schema_version", "kind", "of", "knowledge_base", "disclaimer"],
}


def brief_document(answer: Answer, about: About) -> dict[str, Any]:
    """The data of the short form: how urgent it is, which records it names, and what is asked next."""
    whole = document(answer, about)
    found: dict[str, Any] = {"schema_version": whole["schema_version"], "kind": "brief", "of": answer.kind}
    found["knowledge_base"] = {"version": about.version, "reviewed": about.reviewed}
    if urgency := whole.get("urgency"):
        flags = [{"id": flag["id"], "level": flag["level"]} for flag in urgency["red_flags"]]
        found["urgency"] = {"level": urgency["level"], "red_flags": flags}
    if isinstance(answer, ListAnswer):
        entries = whole[list_key(answer.of)]
        found |= {"ids": [one["id"] for one in entries[:_ENTRIES]], "left_out": max(len(entries) - _ENTRIES, 0)}
    elif "conditions" in whole:
        found["conditions"] = [_named(one) for one in whole["conditions"] if _is_told(answer, one)][:_CONDITIONS]
    return found | {key: whole[key] for key in _KEPT if key in whole and key not in found}


def without_places(answer: Answer) -> Answer:
    """A check that asks where it is, without the 62 places it could be: any name will do."""
    if isinstance(answer, CheckAnswer) and answer.step and answer.step.kind == "zone":
        return replace(answer, step=Step(kind="zone", text=f"{answer.step.text} {_ANY_NAME}", options=()))
    return answer


def _is_told(answer: Answer, condition: dict[str, Any]) -> bool:
    """Whether the page names it too. A check that knows no place yet names only what must not be missed."""
    placed = not isinstance(answer, CheckAnswer) or bool(answer.zones)
    return placed or condition["band"] == "must_not_miss"


def _named(condition: dict[str, Any]) -> dict[str, Any]:
    """A condition by its id, and by how likely or how urgent it is."""
    urgency = condition.get("urgency")
    level = urgency["level"] if isinstance(urgency, dict) else urgency
    known = {"band": condition.get("band"), "urgency": level}
    return {"id": condition["id"], **{key: value for key, value in known.items() if value}}


def brief_texts(urgency: str, lines: list[str], data: dict[str, Any]) -> tuple[str, str]:
    """Both texts of the short form. That of the urgency is whole; of the page there is as much as there is room for.

    Args:
        urgency: how urgent it is.
        lines: the rest of the page.
        data: what stands beside the texts.
    """
    room = MAX_BYTES - _ENVELOPE - _size(data) - _size(urgency) - _size(_MORE)
    kept: list[str] = []
    for line in lines:
        room -= _size(line)
        if room < 0:
            break
        kept.append(line)
    while kept and (not kept[-1] or kept[-1].endswith(":")):  # a heading of what is left out
        kept.pop()
    return urgency, "\n".join([*kept, "", _MORE]).strip()


def _size(value: Any) -> int:
    return len(json.dumps(value).encode())


def either(whole: dict[str, Any]) -> dict[str, Any]:
    """The schema of an answer that comes in full or in short."""
    head = {key: whole.pop(key) for key in ("$schema", "$id", "title", "description")}
    definitions = whole.pop("$defs")
    return {**head, "type": "object", "anyOf": [whole, SCHEMA], "$defs": definitions}
