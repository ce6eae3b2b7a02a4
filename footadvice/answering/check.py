"""The guided check: the warning signs first, then the questions that tell most, and where it stands after each."""

from collections.abc import Collection, Iterable, Sequence

from footadvice.answering.ask import BEST, LEVEL_TEXT, WHO_FINDINGS, Asking, _case
from footadvice.answering.foot_map import numbered
from footadvice.answering.meanwhile import meanwhile
from footadvice.answers.ask_answer import AskAnswer, AskUrgency, CheckAnswer, Option, RaisedFlag, Step
from footadvice.answers.parts import Query, Ref, UrgencyLevel
from footadvice.knowledge.names import printable
from footadvice.knowledge.records import LEVELS, SOON, Condition, Finding, Joint, Level, RedFlag, Who, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.reasoning.differential import Ranked
from footadvice.reasoning.triage import ANSWERED, Raised
from footadvice.understanding.report import Mention, Report

QUESTIONS = 8  # asked at most, after the warning signs
# Each answers the other: whoever was not hurt need not be asked whether it came on without an injury.
_OPPOSITES = (("injury-recent", "no-injury"), ("no-injury", "injury-recent"))


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
        text: str = "",
    ) -> CheckAnswer:
        """One turn of the guided check: what is known so far, and what to ask next.

        What the words or an answer raised is kept, whatever is answered after it.

        Args:
            zones: where it is, ids of zones.
            yes, no, unsure: ids of findings, as they were answered; "screen" among `no` says that none of the
                screen's signs is so that was not answered otherwise.
            who: what is known of the person besides.
            why_not: the id of a condition of which it shall be told what speaks for and against it.
            text: what was said in words before.
        """
        asking = self._asking
        said = asking.ask(text, who) if text.strip() else None
        person = {WHO_FINDINGS[one] for one in who}
        reading = asking.reader.read(text) if said else Report(length=1)
        known = person | asking.triage.facts(reading)
        zones = tuple(dict.fromkeys((*(m.id for m in reading.zones if not m.negated), *zones)))
        screen = self._screen(zones, known)
        told = self._with_implied({*yes, *known})
        denied = [id for id in (*no, *(screen if "screen" in no else ())) if id not in {"screen", *told, *unsure}]
        _add_answers(reading, zones, yes, denied)
        asking.reader.add_implied(reading)
        facts = asking.triage.facts(reading) | person
        raised = asking.triage.raised(facts, reading)
        flags = _kept(map(asking.flag, raised), said.urgency.red_flags if said else ())
        ranked = asking.ranked(reading, facts, "complaint")
        screened = zones and _screened({*yes, *no, *known}, screen)
        level = self._level(raised, reading, said, bool(screened), bool({*unsure} & {*screen}))
        case = _case(reading, facts, reading.absent())
        candidates = dangerous_first(asking.kb, asking.told(ranked, raised, case), flags)
        best = [asking.kb.get(Condition, one.id) for one in candidates[:BEST]]
        step = self._step(zones, screen, facts, {*yes, *no, *unsure, *known}, ranked, reading, level)
        return CheckAnswer(
            query=Query(text=(printable(text, 200),) if said else (), who=who),
            zones=asking.refs(Zone, reading.zones, "zone"),
            yes=asking.refs(Finding, [m for m in reading.findings if m.affirmed], "finding"),
            no=asking.refs(Finding, [m for m in reading.findings if m.negated], "finding"),
            unsure=tuple(Ref(id=id, name=str(asking.kb.raw(Finding)[id]["name"]), kind="finding") for id in unsure),
            asked=len({*no, *unsure} - {"screen"}) + len(yes),
            step=step,
            in_scope=True,
            intent="check",
            urgency=AskUrgency(level=level, text=LEVEL_TEXT[level], red_flags=flags),
            conditions=tuple(asking.candidate(one, reading) for one in candidates),
            why_not=asking.why_not(why_not, reading, facts),
            joints=asking.refs(Joint, reading.joints, "joint"),
            would_change=asking.would_change(facts, reading, level),
            meanwhile=meanwhile(asking.kb, best, level),
            more=tuple(asking.more("complaint", reading, best)),
        )

    def _level(
        self, raised: Sequence[Raised], reading: Report, said: AskAnswer | None, screened: bool, unsure: bool
    ) -> UrgencyLevel:
        """What was raised counts at once; a milder level is named only where the warning signs were answered.

        Whoever does not know of one of them is not told to start at home.
        """
        levels = [self._asking.level("complaint", raised, reading)]
        levels += [said.urgency.level] if said and said.urgency.level in SOON else []
        levels += ["see_clinician"] if unsure else []
        level = min(levels, key=(*LEVELS, "none").index)
        return level if level in SOON or screened else "none"

    def _step(
        self,
        zones: Sequence[str],
        screen: Sequence[str],
        facts: set[str],
        answered: set[str],
        ranked: Sequence[Ranked],
        reading: Report,
        level: UrgencyLevel,
    ) -> Step | None:
        """What to ask next; nothing in an emergency, for help comes first."""
        asking = self._asking
        if level == "emergency":
            return None
        if not zones:
            return Step(kind="zone", text="Where is it?", options=self._places())
        if not _screened(answered, screen):
            text = "First, the warning signs. Which of these are true?"
            left = (finding for finding in screen if finding not in answered)
            return Step(kind="screen", text=text, options=tuple(map(self._option, left)))
        asked = len(answered - {"screen", *screen})
        known = facts | answered | {m.id for m in reading.findings}
        known |= {other for one, other in _OPPOSITES if one in known}
        signs = facts - set(WHO_FINDINGS.values())
        above: Level = "urgent" if level == "urgent" else "see_clinician"
        urgent = [f for _, f in asking.triage.would_raise(signs, above) if f not in known]
        if urgent and asked < QUESTIONS // 2:
            return self._question(urgent[0])
        if level == "urgent":  # get seen today: what is left to ask would change nothing
            return None
        telling = asking.differential.best_question(ranked, known) if asked < QUESTIONS else None
        return self._question(telling) if telling else None

    def _places(self) -> tuple[Option, ...]:
        """Every zone, under the number that it has on the map."""
        raw = self._asking.kb.raw(Zone)
        return tuple(Option(id=id, text=str(raw[id]["name"])) for id in numbered(raw))

    def _with_implied(self, ids: Collection[str]) -> set[str]:
        """`ids` and all that is so whenever they are."""
        brief, found, ahead = self._asking.kb.brief(Finding), set(ids), list(ids)
        while ahead:
            implied = set(brief[ahead.pop()].get("implies", ())) - found
            found |= implied
            ahead += implied
        return found

    def _screen(self, zones: Sequence[str], facts: Collection[str]) -> list[str]:
        """The warning signs to ask of everybody whose trouble is in these zones, those of the person first."""
        regions = {str(self._asking.kb.raw(Zone)[zone]["region"]) for zone in zones}
        return self._asking.triage.screen(regions, facts)

    def _question(self, finding: str) -> Step:
        option = self._option(finding)
        return Step(kind="question", text=option.text, options=(option,))

    def _option(self, finding: str) -> Option:
        return Option(id=finding, text=str(self._asking.kb.raw(Finding)[finding]["question"]))


def _screened(answered: set[str], screen: Sequence[str]) -> bool:
    """Whether all the warning signs were asked: one that was told of unasked says nothing of the others."""
    return "screen" in answered or answered >= set(screen)


def _add_answers(reading: Report, zones: Iterable[str], yes: Iterable[str], denied: Iterable[str]) -> None:
    """Add what was answered to what was said: it stands nowhere in the text, so nothing there explains it."""
    said = {m.id for m in reading.zones if not m.negated}
    reading.zones += [Mention(id, id, ANSWERED, hurts=True) for id in zones if id not in said]
    reading.findings = [m for m in reading.findings if m.id not in yes or not m.negated]
    reading.findings += [Mention(id, id, ANSWERED) for id in yes]
    reading.findings += [Mention(id, id, ANSWERED, negated=True) for id in denied]


def _kept(raised: Iterable[RaisedFlag], before: Iterable[RaisedFlag]) -> tuple[RaisedFlag, ...]:
    """The red flags of the words and of the answers, each at its higher level, most urgent first."""
    found: dict[str, RaisedFlag] = {}
    for flag in (*raised, *before):
        held = found.setdefault(flag.id, flag)
        if LEVELS.index(flag.level) < LEVELS.index(held.level):
            found[flag.id] = flag
    return tuple(sorted(found.values(), key=lambda flag: LEVELS.index(flag.level)))


def dangerous_first(kb: KnowledgeBase, told: Sequence[Ranked], flags: Iterable[RaisedFlag]) -> list[Ranked]:
    """The candidates with those first of which a raised flag that cannot wait can be a sign, the most urgent first."""
    soon = [flag.level for flag in flags if flag.level in SOON]
    feared = {id for flag in flags if flag.level in SOON for id in kb.get(RedFlag, flag.id).conditions}

    def rank(one: Ranked) -> int:
        serious = soon and (one.id in feared or one.band == "must_not_miss")
        return LEVELS.index(kb.get(Condition, one.id).urgency) if serious else len(LEVELS)

    return sorted(told, key=rank)
