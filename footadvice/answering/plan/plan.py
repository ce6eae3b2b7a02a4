"""Several conditions and one body -> one plan: what it does, what it leaves out and why, and when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from footadvice.answering import common
from footadvice.answering.plan import schedule
from footadvice.answering.plan.schedule import Offer, Turn
from footadvice.answering.plan.selection import Fitting
from footadvice.answers.parts import Query, Ref
from footadvice.answers.plan_answer import (
    AvoidNote,
    ChangeNote,
    DoNote,
    DoText,
    LeftOut,
    PainNote,
    PlanAnswer,
    PlanCheckpoint,
    PlanExercise,
    PlanWeek,
    WeekExercise,
)
from footadvice.knowledge.deeds import SPARING
from footadvice.knowledge.levels import ALARMS
from footadvice.knowledge.names import Understood
from footadvice.knowledge.records import Action, Change, Condition, Exercise
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import Weekday, Who

_MEASURES = 6  # besides the exercises; the pages have the rest


class Planning:
    """Makes the plan of one body, whatever conditions it has.

    Args:
        found: the conditions, each once, in the order asked.
        who: what is known of the person besides; what the conditions imply is added.
    """

    def __init__(self, kb: KnowledgeBase, found: Sequence[Understood], who: Iterable[Who]) -> None:
        self._kb = kb
        self._found = tuple(found)
        self._conditions = kb.some(Condition, (one.id for one in found))
        implied = (one for condition in self._conditions for one in condition.people)
        self._people = tuple(dict.fromkeys((*who, *implied)))
        self._urgent = [one for one in self._conditions if common.level_for(one, self._people) in ALARMS]
        self._waiting = [one for one in self._conditions if one.exercise_waits]
        self._fitting = Fitting(kb, self._conditions, self._people)

    def plan(self, query: Query, weeks: int | None, days: Sequence[Weekday], start: date | None) -> PlanAnswer:
        """The answer; see `Advisor.plan`."""
        urgent = bool(self._urgent)
        waits = bool(self._waiting)
        offers = [] if urgent or waits else list(self._fitting.offers())
        chosen, later = schedule.choose(offers)
        checkpoints = [point for one in self._conditions for point in one.course.checkpoints]
        length = weeks or schedule.length(checkpoints)
        exercises = tuple(self._exercise(offer, days) for offer in chosen)
        do = self._do_now() if urgent else self._do()
        told = () if urgent else self._checkpoints(length, start)
        avoid = tuple(self._avoid())
        changed = tuple(self._changed(self._people, ((c.name, c.changes) for c in self._conditions)))
        pain = tuple(self._pain(offer) for offer in chosen if offer.exercise.pain)
        clashes = () if urgent else self._fitting.conflicts.clashes
        left_out = () if urgent else self._fitting.left_out
        reasons = (*changed, *(note for one in exercises for note in one.changed))
        differs = {who for note in reasons for who in note.who} | {who for one in left_out for who in one.people}
        urgency = common.urgency_of_all(self._kb, self._conditions, self._people)
        return PlanAnswer(
            query=query,
            understood=self._found,
            conditions=tuple(map(self._ref, self._conditions)),
            people=self._people,
            urgency=urgency,
            no_plan="urgent" if urgent else "waits" if waits else "" if chosen else "no_exercise",
            starts=start.isoformat() if start else None,
            changed=changed,
            unchanged=tuple(who for who in self._people if who not in differs),
            if_numb=tuple(self._fitting.if_numb(chosen)),
            clashes=clashes,
            pain=pain,
            exercises=exercises,
            weeks=tuple(self._week(chosen, n, days, start) for n in range(1, length + 1)) if chosen else (),
            checkpoints=told,
            left_out=left_out,
            later=(*map(_later, later), *self._fitting.gated) if chosen else (),
            do=do,
            avoid=avoid,
            more=tuple(f"footadvice condition {one.id}" for one in self._conditions),
            sources=common.sources(
                self._kb, (*exercises, *pain, *changed, *clashes, *do, *avoid, *urgency.red_flags, *self._courses())
            ),
        )

    def _exercise(self, offer: Offer, days: Sequence[Weekday]) -> PlanExercise:
        one = offer.exercise
        least = len(schedule.spread(days, one))
        return PlanExercise(
            id=one.id,
            name=one.name,
            goal=one.goal,
            conditions=tuple(self._ref(self._kb.get(Condition, id)) for id in offer.conditions),
            steps=one.steps,
            dose=one.dose,
            dose_basis=one.dose_basis,
            progressions=one.progressions,
            stop_if=one.stop_if,
            equipment=one.equipment,
            not_for=one.not_for,
            changed=tuple(self._changed(self._people, [(one.name, one.changes)])),
            days_short=one.dose.days_a_week - least,
            grade=one.grade,
            sources=one.sources,
            changed_by=self._kb.changed_by(Exercise, one.id),
        )

    def _pain(self, offer: Offer) -> PainNote:
        limit = offer.exercise.pain
        assert limit
        borrowed = (id for id in offer.conditions if id not in limit.tested_in)
        return PainNote(
            exercise=offer.exercise.name,
            limit=limit,
            tested=tuple(map(self._kb.name_of, limit.tested_in)),
            borrowed=tuple(map(self._kb.name_of, borrowed)),
        )

    def _week(self, chosen: Sequence[Offer], number: int, days: Sequence[Weekday], start: date | None) -> PlanWeek:
        begins = (start + timedelta(weeks=number - 1)).isoformat() if start else None
        turns = schedule.week(chosen, number, days)
        return PlanWeek(week=number, begins=begins, exercises=tuple(map(_week_exercise, turns)))

    def _checkpoints(self, length: int, start: date | None) -> tuple[PlanCheckpoint, ...]:
        """Those within the plan, soonest first; the first of all where the plan is shorter than that."""
        points = [(point, one) for one in self._conditions for point in one.course.checkpoints]
        points.sort(key=lambda found: found[0].weeks)
        within = [found for found in points if found[0].weeks <= max(length, points[0][0].weeks)]
        return tuple(
            PlanCheckpoint(
                condition=self._ref(one),
                weeks=point.weeks,
                date=(start + timedelta(weeks=point.weeks)).isoformat() if start else None,
                expect=point.expect,
                otherwise=point.otherwise,
            )
            for point, one in within
        )

    def _changed(self, people: Sequence[Who], pages: Iterable[tuple[str, Iterable[Change]]]) -> Iterator[ChangeNote]:
        """What changes for these people; the same text for two groups stands once."""
        for of, changes in pages:
            mine = [change for change in changes if change.who in people]
            for text in dict.fromkeys(change.text for change in mine):
                same = [change for change in mine if change.text == text]
                who = tuple(change.who for change in same)
                yield ChangeNote(of=of, who=who, text=text, grade=same[0].grade, sources=same[0].sources)

    def _do(self) -> tuple[DoNote, ...]:
        """What to do besides the exercises: first what serves most of the conditions, then the most useful.

        If one condition forbids loading, only its advice is used: another page may say to run as you like.
        """
        notes = self._notes(
            (place, one, action)
            for one in self._waiting or self._conditions
            for place, action in enumerate(one.actions)
            if action.today and not action.exercises
        )
        ranked = sorted(notes, key=lambda note: (note.measure not in SPARING, -len(note.conditions)))
        return tuple(ranked[:_MEASURES])

    def _do_now(self) -> tuple[DoNote, ...]:
        """The first things to do for what cannot wait, and nothing else."""
        return tuple(
            self._notes(
                (place, one, action)
                for one in self._urgent
                for place, action in enumerate(action for action in one.actions if action.today)
                if place < 3
            )
        )

    def _notes(self, advised: Iterable[tuple[int, Condition, Action]]) -> list[DoNote]:
        """Each measure once, most useful first, less what would harm; where pages differ, the more careful counts."""
        dropped = self._fitting.conflicts.dropped
        harmful = {one.id for one in self._fitting.left_out} - SPARING
        by_measure: dict[str, list[tuple[Condition, Action]]] = {}
        for _, one, action in sorted(advised, key=lambda found: found[0]):
            if action.measure not in harmful and action not in dropped and common.fits(action, self._people):
                by_measure.setdefault(action.measure, []).append((one, action))
        for found in by_measure.values():  # what cannot wait gives the name
            found.sort(key=lambda way: self._fitting.conflicts.urgency_rank(way[0]))
        return [
            DoNote(
                measure=measure,
                name=found[0][1].name,
                conditions=tuple(dict.fromkeys(self._ref(one) for one, _ in found)),
                texts=tuple(one.text for one in said),
                grade=found[0][1].grade,
                sources=tuple(dict.fromkeys(id for _, action in found for id in action.sources)),
                said=said,
            )
            for measure, found in by_measure.items()
            for said in (self._said(found),)
        ]

    def _said(self, found: Sequence[tuple[Condition, Action]]) -> tuple[DoText, ...]:
        """Each text with the conditions that it is for; a text that another contains is left to that one."""
        texts = dict.fromkeys(action.text for _, action in found)
        whole = [text for text in texts if not any(text in other for other in texts if other != text)]
        return tuple(
            DoText(
                text=text,
                conditions=tuple(dict.fromkeys(self._ref(one) for one, action in found if action.text in text)),
            )
            for text in whole
        )

    def _avoid(self) -> Iterator[AvoidNote]:
        """What each page warns of, the urgent ones first, less what yields to "stop walking on it"."""
        told = set(self._fitting.conflicts.silenced)
        for one in dict.fromkeys((*self._urgent, *self._conditions)):
            for avoid in one.avoid:
                if avoid.text not in told:
                    told.add(avoid.text)
                    yield AvoidNote(condition=self._ref(one), text=avoid.text, grade=avoid.grade, sources=avoid.sources)

    def _courses(self) -> Iterator[object]:
        return (one.course for one in self._conditions)

    def _ref(self, one: Condition) -> Ref:
        return Ref(id=one.id, name=one.name, kind="condition")


def _later(later: schedule.Later) -> LeftOut:
    one = later.offer.exercise
    if later.instead:
        return LeftOut(id=one.id, name=one.name, reason="same_part", by=later.instead.name)
    return LeftOut(id=one.id, name=one.name, reason="enough")


def _week_exercise(turn: Turn) -> WeekExercise:
    one = turn.exercise
    return WeekExercise(
        id=one.id,
        name=one.name,
        how_many=schedule.how_many(one.dose),
        how_often=schedule.how_often(one.dose, len(turn.days)),
        days=turn.days,
        new=turn.new,
        past_tested=turn.past_tested,
        harder=turn.harder,
    )
