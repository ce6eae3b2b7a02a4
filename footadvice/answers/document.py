"""What every question is answered with: the JSON contract.

`document(answer, about)` is the whole contract in one place: the envelope, then the answer's own keys in the order
in which its class has them. Within a `SCHEMA_VERSION` keys are only added. Views read the same answers.
"""

import json
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from footadvice.answers.page_answers import ConditionAnswer, FindAnswer, JointAnswer, ListAnswer, WhyAnswer
from footadvice.errors import FootAdviceError
from footadvice.knowledge.store import About
from footadvice.support.sanitize import escaped

if TYPE_CHECKING:
    from footadvice.answers.ask_answer import AskAnswer, CheckAnswer
    from footadvice.answers.evidence_answer import EvidenceAnswer
    from footadvice.answers.handout_answer import HandoutAnswer, MapAnswer
    from footadvice.answers.plan_answer import CompareAnswer, PlanAnswer

SCHEMA_VERSION = 1
DISCLAIMER = "This is general information, not a diagnosis. If you are worried or getting worse, get medical help."
Answer: TypeAlias = (
    "ConditionAnswer | JointAnswer | ListAnswer | FindAnswer | WhyAnswer | AskAnswer | CheckAnswer | MapAnswer"
    " | HandoutAnswer | CompareAnswer | PlanAnswer | EvidenceAnswer"
)


def document(answer: Answer, about: About) -> dict[str, Any]:
    """The answer as JSON has it: envelope, own keys, disclaimer."""
    own = {name.name: plain(getattr(answer, name.name)) for name in fields(answer)}
    if isinstance(answer, ListAnswer):
        own[list_key(answer.of)] = own.pop("entries")
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": answer.kind,
        "knowledge_base": {
            "version": about.version,
            "reviewed": about.reviewed,
            "overlays": plain(about.overlays),
        },
        **own,
        "disclaimer": DISCLAIMER,
    }


def list_key(of: str) -> str:
    """The key under which a list has its entries."""
    return of.replace("-", "_")


def error_document(error: FootAdviceError) -> dict[str, Any]:
    return {"error": {"code": error.code, "message": error.message, "suggestions": list(error.suggestions)}}


def to_json(document: dict[str, Any], *, compact: bool = False) -> str:
    """One JSON document: raw UTF-8 but for what cannot be seen, keys in their order; on one line if `compact`."""
    if compact:
        return escaped(json.dumps(document, ensure_ascii=False, separators=(",", ":")))
    return escaped(json.dumps(document, ensure_ascii=False, indent=2))


# "for" and "against" are what a reader of JSON expects, and "for" is no name that Python allows.
KEYS = {"speaks_for": "for", "speaks_against": "against"}


def plain(value: Any) -> Any:
    """Dataclasses as dicts and tuples as lists, all the way down."""
    if isinstance(value, str):  # as most are
        return value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value):
        kind: Any = type(value)
        return {key: plain(getattr(value, name)) for name, key in _keys_of(kind)}
    return value


@cache
def _keys_of(kind: Any) -> list[tuple[str, str]]:
    """The name of each field of a dataclass, and its key in JSON."""
    return [(field.name, KEYS.get(field.name, field.name)) for field in fields(kind)]
