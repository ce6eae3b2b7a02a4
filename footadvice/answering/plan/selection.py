"""Which exercises fit one body with several conditions, which do not, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from footadvice.answering.common import fits
from footadvice.answering.conflicts import Conflicts
from footadvice.answering.plan.schedule import Offer
from footadvice.answers.plan_answer import LeftOut
from footadvice.knowledge.records import Action, Condition, Exercise, Measure
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import Who


class Fitting:
    """What suits one body.

    Args:
        conditions: what it has, each once.
        people: whom it belongs to.
    """

    def __init__(self, kb: KnowledgeBase, conditions: Sequence[Condition], people: Sequence[Who]) -> None:
        self._kb = kb
        self._conditions = conditions
        self._people = people
        self.conflicts = Conflicts(kb, conditions, people)

    def offers(self) -> Iterator[Offer]:
        """Every exercise that can begin at home today and harms neither this body nor its other conditions."""
        left = {one.id for one in (*self.left_out, *self.gated)}
        advised = [
            (condition, place, action)
            for condition in self._conditions
            for place, action in enumerate(condition.actions)
            if action.today and fits(action, self._people)
        ]
        for id in dict.fromkeys(id for _, _, action in advised for id in action.exercises if id not in left):
            place, action = min(((p, a) for _, p, a in advised if id in a.exercises), key=lambda found: found[0])
            measure = self._kb.get(Measure, action.measure)
            same = [c for c, _, a in advised if id in a.exercises or (_alike(a, action) and measure.one_at_a_time)]
            own = [c for c, _, a in advised if id in a.exercises]
            exercise = self._kb.get(Exercise, id)
            yield Offer(
                exercise=replace(exercise, dose=action.dose_of(exercise), grade=action.grade),
                measure=action.measure,
                one_at_a_time=measure.one_at_a_time,
                conditions=tuple(dict.fromkeys(one.id for one in same)),
                grade=action.grade,
                place=(place, action.exercises.index(id)),
                yields=self._most_urgent(same) < self._most_urgent(own),
            )

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What would harm this body: measures and exercises that are not for these people, or clash; each once."""
        return tuple(self._left_out())

    def _left_out(self) -> Iterator[LeftOut]:
        done: set[str] = set()
        for condition in self._conditions:
            for action in condition.actions:
                suits = fits(action, self._people)
                if not suits and action.measure not in done:
                    done.add(action.measure)
                    yield LeftOut(id=action.measure, name=action.name, reason="who", people=self._harmed(action))
                for id in action.exercises:
                    one = self._kb.get(Exercise, id)
                    harmed = self._harmed(one) or (() if suits else self._harmed(action))
                    if id not in done and harmed:
                        done.add(id)
                        yield LeftOut(id=id, name=one.name, reason="who", people=harmed)
                    elif id not in done and id in self.conflicts.exercises:
                        done.add(id)
                        yield LeftOut(id=id, name=one.name, reason="clash", by=self.conflicts.exercises[id])

    @cached_property
    def gated(self) -> tuple[LeftOut, ...]:
        """Exercises that a page of this plan gives to a clinician alone: the more careful page counts."""
        left = {one.id for one in self.left_out}
        found: dict[str, None] = {}
        for condition in self._conditions:
            home = {id for action in condition.actions if action.today for id in action.exercises}
            found |= dict.fromkeys(id for a in condition.actions for id in a.exercises if id not in home | left)
        return tuple(LeftOut(id=id, name=self._kb.get(Exercise, id).name, reason="clinician") for id in found)

    def if_numb(self, chosen: Sequence[Offer]) -> Iterator[str]:
        """Diabetes can take the feeling from a foot, and nobody has said whether it did."""
        if "diabetes" in self._people and "numb_feet" not in self._people:
            yield from (one.exercise.name for one in chosen if "numb_feet" in one.exercise.not_for)

    def _most_urgent(self, conditions: Sequence[Condition]) -> int:
        """How urgent the most urgent of them is, by our knowledge alone; less is more urgent."""
        return min(map(self.conflicts.urgency_rank, conditions))

    def _harmed(self, advice: Action | Exercise) -> tuple[Who, ...]:
        return tuple(who for who in self._people if who in advice.not_for)


def _alike(one: Action, other: Action) -> bool:
    return one.measure == other.measure and bool(one.exercises)
