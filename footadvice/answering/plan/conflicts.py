"""Where two conditions of one body clash: what helps one is what the other's page says to avoid."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from footadvice.answering.common import fits
from footadvice.answers.parts import Ref
from footadvice.answers.plan_answer import Clash
from footadvice.knowledge.records import Action, Avoid, Condition, Exercise, Who
from footadvice.knowledge.store import KnowledgeBase


class Clashes:
    """The clashes among conditions, in what can be done at home, and what is left out because of them.

    A page that itself advises the measure which it also says to avoid means only a way or a time of it: no clash.
    """

    def __init__(self, kb: KnowledgeBase, conditions: Sequence[Condition], people: Sequence[Who]) -> None:
        self._kb = kb
        self._conditions = conditions
        self._people = people

    @cached_property
    def told(self) -> tuple[Clash, ...]:
        """Each clash once, in the order of the conditions."""
        return tuple(
            Clash(
                name=action.name,
                helps=Ref(id=one.id, name=one.name, kind="condition"),
                says=action.text,
                harms=Ref(id=other.id, name=other.name, kind="condition"),
                because=avoid.text,
                grade=avoid.grade,
                exercises=tuple(self._kb.get(Exercise, id).name for id in _hit(action, avoid)),
                sources=tuple(dict.fromkeys((*action.sources, *avoid.sources))),
            )
            for one, action, other, avoid in self._found
        )

    @cached_property
    def exercises(self) -> dict[str, str]:
        """The exercises that clash, each with the name of the condition that it may harm."""
        return {id: other.name for _, action, other, avoid in self._found for id in _hit(action, avoid)}

    @cached_property
    def measures(self) -> frozenset[str]:
        """The measures that clash as a whole."""
        return frozenset(action.measure for _, action, _, avoid in self._found if avoid.measure == action.measure)

    @cached_property
    def _found(self) -> list[tuple[Condition, Action, Condition, Avoid]]:
        return [
            (one, action, other, avoid)
            for one in self._conditions
            for action in one.actions
            if action.today and fits(action, self._people)
            for other in self._conditions
            if other is not one
            for avoid in _against(action, other)
        ]


def _against(action: Action, other: Condition) -> Iterator[Avoid]:
    advised = {one.measure for one in other.actions}
    for avoid in other.avoid:
        whole = avoid.measure == action.measure and avoid.measure not in advised
        if whole or set(avoid.exercises) & set(action.exercises):
            yield avoid


def _hit(action: Action, avoid: Avoid) -> tuple[str, ...]:
    """The exercises of the action that the other page speaks against: those it names, else all of the measure."""
    return tuple(id for id in action.exercises if id in avoid.exercises or not avoid.exercises)
