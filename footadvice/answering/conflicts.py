"""Where the pages of one body contradict each other, and which of the two stands. Plan, handout and compare ask here.

    1. Advice yields to a warning: what one page asks for is left out where another page warns of it, by its measure,
       its exercises or its text (see `knowledge/deeds.py`).
    2. What only spares a foot or sends to care ("stop walking on it", "go now") never yields. A warning against rest
       yields to it.
    3. First aid of an emergency stands against the warning of a page that is none.

Rules 2 and 3 go by what our knowledge alone says: an overlay cannot silence a warning by raising a level.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from footadvice.answering.common import AT_HOME, fits, level_for
from footadvice.answers.parts import Ref
from footadvice.answers.plan_answer import Clash
from footadvice.knowledge.deeds import KEEPS_OFF, LOCAL, SPARING, against_rest, asked, warned
from footadvice.knowledge.levels import rank
from footadvice.knowledge.records import Action, Avoid, Condition, Exercise, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import Grade, Who
from footadvice.support.frozen_record import FrozenRecord

_LIMB = ("foot", "ankle", "lower_leg")  # regions that are one place for a bandage, heat or a cold pack


class Caution(FrozenRecord, kw_only=False):
    """What one page warns of. `removable`: an entry of its own on the page, and no sentence within other advice."""

    text: str
    grade: Grade
    sources: tuple[str, ...]
    measure: str | None = None
    exercises: tuple[str, ...] = ()
    removable: bool = True


class Conflict(FrozenRecord, kw_only=False):
    """What the page of `condition` asks for and that of `other` warns of. `stays`: the action stands, the caution goes.

    `exercises`: ids of those of the action that are meant; `whole`: the action is, with all that it says.
    """

    condition: Condition
    action: Action
    other: Condition
    caution: Caution
    exercises: tuple[str, ...]
    whole: bool
    stays: bool


class Conflicts:
    """The contradictions among the conditions of one body.

    Args:
        conditions: each once, in the order asked.
        people: whom the body belongs to.
    """

    def __init__(self, kb: KnowledgeBase, conditions: Sequence[Condition], people: Sequence[Who]) -> None:
        self._kb = kb
        self.conditions = conditions
        self._people = people

    @cached_property
    def found(self) -> tuple[Conflict, ...]:
        """Each once, in the order of the conditions."""
        return tuple(
            conflict
            for one in self.conditions
            for action in self.advised(one)
            for other in self.conditions
            if other is not one
            for conflict in self._against(one, action, other)
        )

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """What can be done today and is left out, as a plan tells it."""
        return tuple(
            Clash(
                name=one.action.name,
                helps=Ref(id=one.condition.id, name=one.condition.name, kind="condition"),
                says=one.action.text,
                harms=Ref(id=one.other.id, name=one.other.name, kind="condition"),
                because=one.caution.text,
                grade=one.caution.grade,
                exercises=tuple(self._kb.get(Exercise, id).name for id in one.exercises),
                sources=tuple(dict.fromkeys((*one.action.sources, *one.caution.sources))),
            )
            for one in self.found
            if one.action.today and not one.stays
        )

    @cached_property
    def exercises(self) -> dict[str, str]:
        """The exercises to leave out, each with the name of the condition that it may harm."""
        return {id: one.other.name for one in self.found if not one.stays for id in one.exercises}

    @cached_property
    def dropped(self) -> tuple[Action, ...]:
        """The actions to leave out as a whole."""
        return tuple(one.action for one in self.found if one.whole and not one.stays)

    @cached_property
    def silenced(self) -> frozenset[str]:
        """The texts of warnings that yield."""
        return frozenset(one.caution.text for one in self.found if one.stays)

    def advised(self, condition: Condition) -> Iterator[Action]:
        """What these people can do at home, by the page of a condition."""
        home = (action for action in condition.actions if action.today or action.kind in AT_HOME)
        return (action for action in home if fits(action, self._people))

    def urgency_rank(self, condition: Condition) -> int:
        """How urgent our knowledge alone says that it is for these people: 0 is an emergency, more is less urgent."""
        baseline = self._in_baseline(condition)
        return rank(level_for(baseline, self._people) if baseline else "none")

    def _in_baseline(self, condition: Condition) -> Condition | None:
        return self._kb.baseline.find(Condition, condition.id)

    def _against(self, one: Condition, action: Action, other: Condition) -> Iterator[Conflict]:
        stays = self._stands(one, action, other)
        entries = list(self._entries(action, other))
        for caution, exercises, whole in entries:
            if stays or action.measure not in SPARING:
                yield Conflict(one, action, other, caution, exercises, whole, stays)
        if entries or (action.measure in SPARING and self._is_ours(one, action)):
            return
        said = self._by_text(one, action, other)
        if said:
            yield Conflict(one, action, other, said, action.exercises, True, stays and said.removable)

    def _stands(self, one: Condition, action: Action, other: Condition) -> bool:
        """Whether the warning yields, by rule 2 or 3."""
        first_aid = self.urgency_rank(one) == 0 < self.urgency_rank(other)
        return self._is_ours(one, action) and (action.measure in SPARING or first_aid)

    def _is_ours(self, one: Condition, action: Action) -> bool:
        baseline = self._in_baseline(one)
        return baseline is not None and action in baseline.actions

    def _entries(self, action: Action, other: Condition) -> Iterator[tuple[Caution, tuple[str, ...], bool]]:
        """The entries of the other page against an action: with the exercises meant, and whether all of it is."""
        for caution in map(_entry, other.avoid):
            whole = caution.measure == action.measure and not _advises(other, caution.measure)
            whole |= action.measure in KEEPS_OFF and against_rest(caution.text)
            if whole or set(caution.exercises) & set(action.exercises):
                meant = tuple(id for id in action.exercises if id in caution.exercises or not caution.exercises)
                yield caution, meant, whole

    def _by_text(self, one: Condition, action: Action, other: Condition) -> Caution | None:
        """The first sentence of the other page that warns of a deed which this action asks for.

        A page that asks for the deed itself means only a way or a time of it.
        """
        baseline = self._in_baseline(other)
        usual = {
            deed
            for advised in (baseline.actions if baseline else ())
            if advised.today
            for deed in asked(_said(advised))
        }
        meant = asked(_said(action)) - usual
        if not self._one_place(one, other):
            meant -= LOCAL
        cautions = (
            *map(_entry, other.avoid),
            *(_spoken(advised) for advised in self.advised(other) if advised.today),
        )
        return next((caution for caution in cautions if meant & warned(caution.text)), None)

    def _one_place(self, one: Condition, other: Condition) -> bool:
        """Whether two conditions are in one part of the body, foot and lower leg counted as one."""
        here, there = (set(self._regions(condition)) for condition in (one, other))
        return bool(here & there) or not (here and there)

    def _regions(self, condition: Condition) -> Iterable[str]:
        regions = (zone.region for zone in self._kb.some(Zone, condition.zones))
        return ("limb" if region in _LIMB else region for region in regions)


def _advises(condition: Condition, measure: str | None) -> bool:
    return any(action.measure == measure for action in condition.actions)


def _said(action: Action) -> str:
    return f"{action.name}. {action.text}"


def _entry(avoid: Avoid) -> Caution:
    return Caution(avoid.text, avoid.grade, avoid.sources, avoid.measure, avoid.exercises)


def _spoken(action: Action) -> Caution:
    return Caution(_said(action), action.grade, action.sources, removable=False)
