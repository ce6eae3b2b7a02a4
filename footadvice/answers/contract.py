"""What every question is answered with: the JSON contract.

`document(answer, about)` is the whole contract in one place: the envelope, then the answer's own keys in the order
in which its class has them. Within a `SCHEMA_VERSION` keys are only added. Views read the same answers.
"""

import json
from dataclasses import fields, is_dataclass
from typing import Any

from footadvice.answers.asked import AskAnswer, CheckAnswer
from footadvice.answers.pages import ConditionAnswer, JointAnswer, ListAnswer, WhyAnswer
from footadvice.answers.plans import CompareAnswer, PlanAnswer
from footadvice.errors import FootAdviceError
from footadvice.knowledge.base import About

SCHEMA_VERSION = 1
DISCLAIMER = "This is general information, not a diagnosis. If you are worried or getting worse, get medical help."
Answer = ConditionAnswer | JointAnswer | ListAnswer | WhyAnswer | AskAnswer | CheckAnswer | CompareAnswer | PlanAnswer


def document(answer: Answer, about: About) -> dict[str, Any]:
    """The answer as JSON has it: envelope, own keys, disclaimer."""
    own = {name.name: plain(getattr(answer, name.name)) for name in fields(answer)}
    if isinstance(answer, ListAnswer):
        own[answer.of.replace("-", "_")] = own.pop("entries")
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": answer.kind,
        "knowledge_base": {"version": about.version, "reviewed": about.reviewed},
        **own,
        "disclaimer": DISCLAIMER,
    }


def error_document(error: FootAdviceError) -> dict[str, Any]:
    return {"error": {"code": error.code, "message": error.message, "suggestions": list(error.suggestions)}}


def to_json(document: dict[str, Any], *, compact: bool = False) -> str:
    """One JSON document: raw UTF-8, keys in their order; on one line if `compact`."""
    if compact:
        return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return json.dumps(document, ensure_ascii=False, indent=2)


# "for" and "against" are what a reader of JSON expects, and "for" is no name that Python allows.
_KEYS = {"speaks_for": "for", "speaks_against": "against"}


def plain(value: Any) -> Any:
    """Dataclasses as dicts and tuples as lists, all the way down."""
    if is_dataclass(value):
        return {_KEYS.get(field.name, field.name): plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value
