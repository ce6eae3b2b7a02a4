"""The beginning of a condition of one's own: an overlay that passes, and says what is to be written."""

from datetime import date
from typing import Any

from footadvice.errors import UsageError
from footadvice.knowledge import canonical, records
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.validation import schema_gate
from footadvice.knowledge.validation.rules.wording_rules import TO_FILL
from footadvice.support.sanitize import printable
from footadvice.text.normalize import fold

_SOURCE = "source-to-be-named"


def condition(kb: KnowledgeBase, id: str, today: date | None = None) -> str:
    """The text of an overlay that adds a condition called `id`.

    It takes the careful side until somebody fills it in: a clinician should look at it, expert opinion at most.

    Args:
        kb: the knowledge that it is to be added to.
        today: the day of its review; this day if left out.

    Raises:
        UsageError: the id is none, or is taken, or already means something.
    """
    _refuse(kb, id)
    day = today or date.today()
    document = {
        "schema_version": canonical.SCHEMA_VERSION,
        "overlay": {"id": "my-own", "name": "My own knowledge", "version": day.strftime("%Y.%m")},
        "add": {"conditions": [_record(id, day)], "sources": [_source()]},
    }
    return canonical.to_text(document)


def _refuse(kb: KnowledgeBase, id: str) -> None:
    if schema_gate.check_value(schema_gate.field_adapter(records.Condition, "id"), id)[1]:
        raise UsageError(f'"{printable(id)}" is no id. Write it like this: flat-feet')
    for kind in (records.Condition, records.Joint, records.Factor):
        if kb.has(kind, id):
            raise UsageError(f'"{id}" is taken. To change it, write an overlay with "change"')
    for owner, raw in kb.raw(records.Condition).items():
        if fold(id) in map(fold, (raw["name"], *raw.get("other_names", ()), *raw.get("misspellings", ()))):
            raise UsageError(f'"{id}" already means {owner}. Take another id')


def _record(id: str, day: date) -> dict[str, Any]:
    claim = {"grade": "expert_opinion", "sources": [_SOURCE]}
    name = id.replace("-", " ")
    return {
        "id": id,
        "name": name[0].upper() + name[1:],
        "detail": "short",
        "other_names": [],
        "group": "elsewhere",
        "summary": f"{TO_FILL} what it is, in one short sentence.",
        "urgency": "see_clinician",
        "urgency_text": f"{TO_FILL} when to see somebody.",
        "red_flags": ["diabetic-foot-new-problem", "not-getting-better"],
        "zones": ["whole-foot"],
        "findings": [],
        "how_common": {"band": "uncommon", "text": f"{TO_FILL} how many people have it.", **claim},
        "course": {"known": False, "text": f"{TO_FILL} how long it lasts.", **claim},
        "care": [{"who": "Doctor", "when": f"{TO_FILL} when to go."}],
        "sources": [_SOURCE],
        "reviewed": day.isoformat(),
        "review_due": _a_year_on(day).isoformat(),
    }


def _source() -> dict[str, Any]:
    return {
        "id": _SOURCE,
        "kind": "textbook",
        "title": f"{TO_FILL} the title of what says so.",
        "publisher": f"{TO_FILL} who published it.",
        "url": "https://example.org/to-be-written",
        "read": "excerpt",
    }


def _a_year_on(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28))
