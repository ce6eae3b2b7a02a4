"""The guided check: the warning signs first, then the questions that tell most, and where it stands after each."""

from collections.abc import Sequence

from footadvice.answering.ask import BEST, LEVEL_TEXT, WHO_FINDINGS, Asking, told_of
from footadvice.answering.foot_map import numbered
from footadvice.answering.meanwhile import meanwhile
from footadvice.answers.ask_answer import AskUrgency, CheckAnswer, Option, Step
from footadvice.answers.parts import Query, Ref
from footadvice.knowledge.records import SOON, Condition, Finding, Joint, Who, Zone
from footadvice.reasoning.differential import Ranked
from footadvice.understanding.reader import Mention, Reading

QUESTIONS = 8  # asked at most, after the warning signs


class Checking:
    """Asks and answers turn by turn; it keeps nothing between the turns."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    def check(
        self,
        zones: Sequence[str] = (),
        yes: Sequence[str] = (),
        no: Sequence[str] = (),
        unsure: Sequence[str] = (),
        who: tuple[Who, ...] = (),
        why_not: str | None = None,
    ) -> CheckAnswer:
        """One turn of the guided check: what is known so far, and what to ask next.

        Args:
            zones: where it is, ids of zones.
            yes, no, unsure: ids of findings, as they were answered; "screen" among `no` says that none of the
                screen's signs is so.
            who: what is known of the person besides.
            why_not: the id of a condition of which it shall be told what speaks for and against it.
        """
        screen = self._screen(zones)
        denied = dict.fromkeys((*no, *(screen if "screen" in no else ())))
        reading = Reading(
            zones=[Mention(id, id, 0, pain=True) for id in zones],
            findings=[Mention(id, id, 0) for id in yes]
            + [Mention(id, id, 0, denied=True) for id in denied if id != "screen" and id not in yes],
            length=1,
        )
        self._asking.reader.add_implied(reading)
        facts = self._asking.triage.facts(reading) | {WHO_FINDINGS[one] for one in who}
        raised = self._asking.triage.raised(facts)
        ranked = self._asking.ranked(reading, facts, "complaint")
        # Before the warning signs were answered, and not only asked, no level is a safe one to name.
        screened = _screened({*yes, *no}, screen)
        usual = self._asking.level("complaint", raised, reading)
        level = usual if zones and (screened or usual in SOON) else "none"
        told = told_of(ranked)
        best = [self._asking.kb.get(Condition, one.id) for one in told[:BEST]]
        done = level == "emergency"  # help comes first, and no more questions
        step = None if done else self._step(zones, facts, {*yes, *no, *unsure}, ranked, reading)
        return CheckAnswer(
            query=Query(text=(), who=who),
            zones=self._asking.refs(Zone, reading.zones, "zone"),
            yes=self._asking.refs(Finding, [m for m in reading.findings if not m.denied], "finding"),
            no=self._asking.refs(Finding, [m for m in reading.findings if m.denied], "finding"),
            unsure=tuple(
                Ref(id=id, name=str(self._asking.kb.raw(Finding)[id]["name"]), kind="finding") for id in unsure
            ),
            asked=len({*no, *unsure} - {"screen"}) + len(yes),
            step=step,
            in_scope=True,
            intent="check",
            urgency=AskUrgency(level=level, text=LEVEL_TEXT[level], red_flags=tuple(map(self._asking.flag, raised))),
            conditions=tuple(self._asking.candidate(one, reading) for one in told),
            why_not=self._asking.why_not(why_not, reading, facts),
            joints=self._asking.refs(Joint, reading.joints, "joint"),
            would_change=self._asking.would_change(facts, reading, level),
            meanwhile=meanwhile(self._asking.kb, best, level),
            more=tuple(self._asking.more("complaint", reading, best)),
        )

    def _step(
        self, zones: Sequence[str], facts: set[str], answered: set[str], ranked: Sequence[Ranked], reading: Reading
    ) -> Step | None:
        asking = self._asking
        if not zones:
            return Step(kind="zone", text="Where is it?", options=self._places())
        screen = self._screen(zones)
        if not _screened(answered, screen):
            text = "First, the warning signs. Which of these are so?"
            left = (finding for finding in screen if finding not in answered)
            return Step(kind="screen", text=text, options=tuple(map(self._option, left)))
        asked = len(answered - {"screen", *screen})
        known = facts | answered | {m.id for m in reading.findings}
        signs = facts - set(WHO_FINDINGS.values())
        urgent = [f for _, f in asking.triage.would_raise(signs, "see_clinician") if f not in known]
        if urgent and asked < QUESTIONS // 2:
            return self._question(urgent[0])
        telling = asking.differential.best_question(ranked, known) if asked < QUESTIONS else None
        return self._question(telling) if telling else None

    def _places(self) -> tuple[Option, ...]:
        """Every zone, under the number that it has on the map."""
        raw = self._asking.kb.raw(Zone)
        return tuple(Option(id=id, text=str(raw[id]["name"])) for id in numbered(raw))

    def _screen(self, zones: Sequence[str]) -> list[str]:
        """The warning signs to ask of everybody whose trouble is in these zones."""
        regions = {str(self._asking.kb.raw(Zone)[zone]["region"]) for zone in zones}
        return self._asking.triage.screen(regions, ())

    def _question(self, finding: str) -> Step:
        option = self._option(finding)
        return Step(kind="question", text=option.text, options=(option,))

    def _option(self, finding: str) -> Option:
        return Option(id=finding, text=str(self._asking.kb.raw(Finding)[finding]["question"]))


def _screened(answered: set[str], screen: Sequence[str]) -> bool:
    """Whether all the warning signs were asked: one that was told of unasked says nothing of the others."""
    return "screen" in answered or answered >= set(screen)
