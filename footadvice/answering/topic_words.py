"""What a condition's page says on one topic: the field that answers a plain question."""

import re
from collections.abc import Callable, Iterable

from footadvice.answering.common import fits
from footadvice.knowledge.names import mid_sentence
from footadvice.knowledge.records import Action, Condition, RedFlag
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import Who
from footadvice.reasoning.topic import Topic

_MOVES = re.compile(r"\b(?:run|walk|sport|jump|train|exercise|stand|swim|cycle|play|move|active|weight)\w*", re.I)
_PREVENTS = re.compile(r"\bprevent\w*|\bcoming back\b", re.I)
_SOON = {"emergency": "Get help now", "urgent": "Get seen today"}
_TODAY = 3  # things to do today, beside an answer about surgery
# Where no condition is named.
WHOM = (
    "A podiatrist looks after feet: foot pain, nails, hard skin and insoles.",
    "A physiotherapist helps with tendons, muscles, joints and a way back to sport.",
    "A pharmacist can help with pads, heel lifts, skin creams and pain relief.",
    "See a doctor if it is swollen or numb, if nobody knows what it is, or if it is no better after 2 weeks at home.",
    "With a warning sign, go to urgent care or an emergency department. To be asked for them: footadvice check.",
)


def lines_about(kb: KnowledgeBase, topic: Topic, condition: Condition, who: Iterable[Who]) -> list[str]:
    """What the record says on a topic, most useful first; its summary and urgency where it says nothing."""
    actions = [action for action in condition.actions if fits(action, who)]
    said = _how_serious(kb, condition) if topic == "seriousness" else _TOLD[topic](condition, actions)
    return list(dict.fromkeys(said)) or [condition.summary, condition.urgency_text]


def _course(one: Condition, _: list[Action]) -> Iterable[str]:
    yield one.course.text
    yield from (f"Week {check.weeks}: {check.expect}" for check in one.course.checkpoints)
    yield one.urgency_text


def _causes(one: Condition, _: list[Action]) -> Iterable[str]:
    return (cause.text for cause in one.causes)


def _activity(one: Condition, actions: list[Action]) -> Iterable[str]:
    """What eases the load, what not to do while moving, and what is said to runners."""
    yield from (action.text for action in actions if action.kind == "load")
    yield from (avoid.text for avoid in one.avoid if _MOVES.search(avoid.text))
    yield from (change.text for change in one.changes if change.who == "runner")
    others = (action.text for action in actions if action.today and action.kind != "load")
    yield from (text for text in others if _MOVES.search(text))
    yield one.urgency_text


def _care(one: Condition, _: list[Action]) -> Iterable[str]:
    return (f"{care.who}: {care.when}" for care in one.care)


def _prevention(one: Condition, actions: list[Action]) -> Iterable[str]:
    """What is said to prevent it; else what brings it on. What to avoid comes with both."""
    texts = [part.text for parts in (one.causes, actions, one.avoid) for part in parts]
    if found := [text for text in texts if _PREVENTS.search(text)]:
        yield from found
    else:
        yield "We know of nothing that surely prevents it. This brings it on:"
        yield from _causes(one, actions)
    yield from (avoid.text for avoid in one.avoid)


def _surgery(one: Condition, actions: list[Action]) -> Iterable[str]:
    yield from [action.text for action in actions if action.kind == "surgery"] or ["We name no operation for it."]
    yield one.course.text
    yield from [action.text for action in actions if action.today][:_TODAY]


def _how_serious(kb: KnowledgeBase, one: Condition) -> Iterable[str]:
    """What makes it so, by name, and what follows from it."""
    yield one.urgency_text
    flags = kb.some(RedFlag, one.red_flags)
    for level, words in _SOON.items():
        if names := [mid_sentence(flag.name) for flag in flags if flag.level == level]:
            yield f"{words} for: {'; '.join(names)}."
    yield one.course.text


_TOLD: dict[Topic, Callable[[Condition, list[Action]], Iterable[str]]] = {
    "course": _course, "causes": _causes, "activity": _activity, "care": _care, "prevention": _prevention,
    "surgery": _surgery,
}  # fmt: skip
