"""How an overlay may change a record of ours. It can make us more careful, and say more; never less.

What is not in `MAY_CHANGE` is not for an overlay to change. Each way of changing takes ours, theirs and the
overlay's name, and gives what stands then, or refuses. What is added to a page is signed with that name.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from footadvice.knowledge.records import GRADES, LEVELS, Grade, Level
from footadvice.knowledge.validation.traverse import At

_SIGNED = ("text", "when", "sign")  # the sentence of an entry that a reader is shown
Raw = Mapping[str, Any]


class RefusedError(Exception):
    """Why a change is none that an overlay may make, and what to do instead."""

    def __init__(self, message: str, repair: str, at: At = ()) -> None:
        super().__init__(message)
        self.message, self.repair, self.at = message, repair, at


def more(ours: list[Any], theirs: list[Any], _: str) -> list[Any]:
    """Names, ids and phrases: theirs after ours."""
    if not theirs:
        raise RefusedError("adds nothing, and nothing of ours can be dropped", "list what is to be added")
    known = {_identity(one) for one in ours}
    for place, one in enumerate(theirs):
        if _identity(one) in known:
            message = f'"{_shown(one)}" is there already, and nothing of ours can be changed or dropped'
            raise RefusedError(message, "list only what is added", (place,))
        known.add(_identity(one))
    return [*ours, *theirs]


def more_said(ours: list[Any], theirs: list[Any], by: str) -> list[Any]:
    """Advice and claims: theirs after ours, signed."""
    more(ours, theirs, by)
    return [*ours, *(_sign(one, by) for one in theirs)]


def said_too(ours: str, theirs: str, by: str) -> str:
    """A text: theirs after ours, signed."""
    return f"{ours} {_sign(theirs, by)}".strip()


def raised(ours: Level, theirs: Level, _: str) -> Level:
    """A level: theirs if it is more urgent."""
    if LEVELS.index(theirs) >= LEVELS.index(ours):
        raise RefusedError(f"would not raise {ours}; an overlay can raise it, never lower it", "raise it, or drop it")
    return theirs


def weaker(ours: Grade, theirs: Grade, _: str) -> Grade:
    """A grade: theirs if it is weaker."""
    if GRADES.index(theirs) <= GRADES.index(ours):
        raise RefusedError(f"would not weaken {ours}; an overlay cannot raise a grade of ours", "weaken it, or drop it")
    return theirs


def renamed(_: str, theirs: str, __: str) -> str:
    """A name, in another language say; ours stays as another name."""
    return theirs


Way = Callable[[Any, Any, str], Any]
WAYS: dict[Way, str] = {
    more: "add_to",
    more_said: "add_to",
    said_too: "say_more_in",
    raised: "raise",
    weaker: "weaken",
    renamed: "rename",
}
_CALLED: dict[str, Way] = {"name": renamed, "other_names": more}
MAY_CHANGE: dict[str, dict[str, Way]] = {
    "conditions": {
        **_CALLED,
        **dict.fromkeys(("misspellings", "icd10cm", "red_flags", "zones", "findings", "sources"), more),
        **dict.fromkeys(("look_alikes", "causes", "actions", "avoid", "care", "changes"), more_said),
        "urgency": raised,
        "urgency_text": said_too,
    },
    "joints": {
        **_CALLED,
        **dict.fromkeys(("red_flags", "elsewhere", "zones", "sources"), more),
        **dict.fromkeys(("from_feet", "from_elsewhere", "actions", "disagreements"), more_said),
    },
    "links": {
        **dict.fromkeys(("evidence_against", "caveat"), said_too),
        **dict.fromkeys(("at_work", "not_at_work"), more_said),
        "grade": weaker,
        "sources": more,
    },
    "factors": {**_CALLED, "sources": more},
    "red_flags": {
        **dict.fromkeys(("regions", "raised_by", "phrases", "conditions", "sources"), more),
        **dict.fromkeys(("higher_risk", "do_now"), said_too),
        "level": raised,
    },
    "findings": {"phrases": more},
    "messages": {},
    "zones": {"phrases": more, "do_not_miss": more},
    "exercises": {
        **_CALLED,
        **dict.fromkeys(("equipment", "not_for", "sources"), more),
        "progressions": more_said,
        "stop_if": said_too,
        "grade": weaker,
    },
    "tips": {"other_names": more, "points": more_said},
}


def changed(file: str, ours: Raw, theirs: Raw, by: str) -> Raw:
    """The record `ours` of `file` with the changes that an overlay called `by` makes.

    Raises:
        RefusedError: it may not make one of them; `at` leads to it.
    """
    result = dict(ours)
    for field, value in theirs.items():
        way = MAY_CHANGE[file][field]
        try:
            result[field] = way(ours.get(field, [] if isinstance(value, list) else ""), value, by)
        except RefusedError as error:
            raise RefusedError(error.message, error.repair, (field, *error.at)) from None
    if "urgency" in theirs:
        if "urgency_text" not in theirs:
            raise RefusedError("is raised, and nothing says why", "say it in urgency_text", ("urgency",))
        result["urgency_text"] = f"{_sign(theirs['urgency_text'], by)} {ours['urgency_text']}"
    if "name" in theirs:
        others = result.get("other_names", [])
        result["other_names"] = [
            ours["name"],
            *(name for name in others if name.casefold() != theirs["name"].casefold()),
        ]
    if wrong := next(_careless(ours, theirs.get("actions", ())), None):
        raise wrong
    return result


def _careless(ours: Raw, actions: list[Raw]) -> Iterator[RefusedError]:
    """An added action recommends nothing that our page warns of, not even to those whom ours leaves it out for."""
    avoided = {avoid.get("measure") for avoid in ours.get("avoid", ())}
    for place, action in enumerate(actions):
        at, measure = ("actions", place), action["measure"]
        if measure in avoided:
            yield RefusedError(f'recommends "{measure}", which our page says to avoid', "drop it", (*at, "measure"))
        same = [one for one in ours.get("actions", ()) if one["measure"] == measure]
        spared = {who for one in same for who in one.get("not_for", ())} - {*action.get("not_for", ())}
        if spared:
            message = f'leaves out whom ours of "{measure}" is not for: {", ".join(sorted(spared))}'
            yield RefusedError(message, "add them to not_for", at)


def _sign(one: Any, by: str) -> Any:
    """Their words as theirs: "... (Riverside foot clinic)"."""
    if isinstance(one, str):
        return f"{one} ({by})"
    field = next(field for field in _SIGNED if field in one)
    return {**one, field: _sign(one[field], by)}


def _identity(one: Any) -> str:
    """What makes two entries of a list the same: the thing they speak of, not how they put it."""
    if isinstance(one, dict):
        one = next((one[key] for key in ("finding", "condition", "name", "text", "when") if key in one), str(one))
    return " + ".join(sorted(one)) if isinstance(one, list) else one.casefold()


def _shown(one: Any) -> str:
    return one if isinstance(one, str) else _identity(one)


__all__ = ["MAY_CHANGE", "WAYS", "RefusedError", "changed"]
