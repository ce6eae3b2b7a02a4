"""How an overlay may change a shipped record: it can make it more careful and say more, never less.

What is not in `MAY_CHANGE` is not for an overlay to change. Each way of changing takes what stands now, theirs, the
overlay's name and ours without any overlay, and gives what stands then, or refuses. What is added to a page is signed
with that name.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from footadvice.knowledge.deeds import SPARING, asked, warned
from footadvice.knowledge.levels import Level, is_above, rank
from footadvice.knowledge.validation.traverse import At
from footadvice.knowledge.vocabulary import GRADES, Grade

_SIGNED = ("text", "when", "sign")  # the sentence of an entry that a reader is shown
Raw = Mapping[str, Any]


class RefusedError(Exception):
    """Why a change is none that an overlay may make, and what to do instead."""

    def __init__(self, message: str, repair: str, at: At = ()) -> None:
        super().__init__(message)
        self.message, self.repair, self.at = message, repair, at


def more(now: list[Any], theirs: list[Any], _: str, baseline: list[Any]) -> list[Any]:
    """Names, ids and phrases: theirs after ours. What another overlay has added already stands once."""
    if not theirs:
        raise RefusedError("adds nothing, and nothing of ours can be dropped", "list what is to be added")
    known = {_identity(one) for one in baseline}
    for place, one in enumerate(theirs):
        if _identity(one) in known:
            message = f'"{_shown(one)}" is there already, and nothing of ours can be changed or dropped'
            raise RefusedError(message, "list only what is added", (place,))
        known.add(_identity(one))
    there = {_identity(one) for one in now}
    return [*now, *(one for one in theirs if _identity(one) not in there)]


def more_said(now: list[Any], theirs: list[Any], by: str, baseline: list[Any]) -> list[Any]:
    """Advice and claims: theirs after ours, signed."""
    more(baseline, theirs, by, baseline)
    return [*now, *(_sign(one, by) for one in theirs)]


def said_too(now: str, theirs: str, by: str, _: str) -> str:
    """A text: theirs after ours, signed."""
    return f"{now} {_sign(theirs, by)}".strip()


def raised(now: Level, theirs: Level, _: str, baseline: Level) -> Level:
    """A level: theirs if it is more urgent than ours; of several overlays the most urgent."""
    if not is_above(theirs, baseline):
        raise RefusedError(
            f"would not raise {baseline}; an overlay can raise it, never lower it", "raise it, or drop it"
        )
    return min(now, theirs, key=rank)


def weaker(now: Grade, theirs: Grade, _: str, baseline: Grade) -> Grade:
    """A grade: theirs if it is weaker than ours; of several overlays the weakest."""
    if GRADES.index(theirs) <= GRADES.index(baseline):
        raise RefusedError(
            f"would not weaken {baseline}; an overlay cannot raise a grade of ours", "weaken it, or drop it"
        )
    return max(now, theirs, key=GRADES.index)


def renamed(_: str, theirs: str, __: str, ___: str) -> str:
    """A name, in another language say; ours stays as another name."""
    return theirs


Way = Callable[[Any, Any, str, Any], Any]
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
    "context_cues": {},
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


def changed(file: str, now: Raw, theirs: Raw, by: str, baseline: Raw | None = None) -> Raw:
    """The record `now` of `file` with the changes that an overlay called `by` makes.

    Args:
        baseline: the record without any overlay, where `now` has some on it.

    Raises:
        RefusedError: it may not make one of them; `at` leads to it.
    """
    baseline = now if baseline is None else baseline
    result = dict(now)
    for field, value in theirs.items():
        none: list[Any] | str = [] if isinstance(value, list) else ""
        try:
            result[field] = MAY_CHANGE[file][field](now.get(field, none), value, by, baseline.get(field, none))
        except RefusedError as error:
            raise RefusedError(error.message, error.repair, (field, *error.at)) from None
    if "urgency" in theirs:
        if "urgency_text" not in theirs:
            raise RefusedError("is raised, and nothing says why", "say it in urgency_text", ("urgency",))
        result["urgency_text"] = f"{_sign(theirs['urgency_text'], by)} {now['urgency_text']}"
    if "name" in theirs:
        others = result.get("other_names", [])
        result["other_names"] = [
            now["name"],
            *(name for name in others if name.casefold() != theirs["name"].casefold()),
        ]
    if wrong := next(_careless(baseline, theirs), None):
        raise wrong
    return result


def _careless(baseline: Raw, theirs: Raw) -> Iterator[RefusedError]:
    """An added action recommends nothing that our page warns of, not even to those whom ours leaves it out for.

    Nor does an added warning speak against rest or care.
    """
    avoided = {avoid.get("measure") for avoid in baseline.get("avoid", ())}
    warnings = {deed for avoid in baseline.get("avoid", ()) for deed in warned(avoid["text"])}
    for place, action in enumerate(theirs.get("actions", ())):
        at, measure = ("actions", place), action["measure"]
        if measure in avoided:
            yield RefusedError(f'recommends "{measure}", which our page says to avoid', "drop it", (*at, "measure"))
        usual = {deed for one in baseline.get("actions", ()) for deed in asked(f"{one['name']}. {one['text']}")}
        if deeds := asked(f"{action['name']}. {action['text']}") & warnings - usual:
            message = f"says to {', '.join(sorted(deeds))}, which our page warns of"
            yield RefusedError(message, "drop it", (*at, "text"))
        same = [one for one in baseline.get("actions", ()) if one["measure"] == measure]
        spared = {who for one in same for who in one.get("not_for", ())} - {*action.get("not_for", ())}
        if spared:
            message = f'leaves out whom ours of "{measure}" is not for: {", ".join(sorted(spared))}'
            yield RefusedError(message, "add them to not_for", at)
    for place, avoid in enumerate(theirs.get("avoid", ())):
        if (measure := avoid.get("measure")) in SPARING:
            message = f'warns of "{measure}", which harms nobody'
            yield RefusedError(message, "drop it", ("avoid", place, "measure"))


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
