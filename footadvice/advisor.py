"""The questions, as methods. Each takes what somebody typed and gives one answer; nothing is printed here."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from footadvice.answers.page_answers import ConditionAnswer, FindAnswer, JointAnswer, ListAnswer, WhyAnswer
from footadvice.answers.parts import Query
from footadvice.errors import NotFound, UsageError
from footadvice.knowledge import records
from footadvice.knowledge.names import Understood, printable, resolve
from footadvice.knowledge.records import Condition, Factor, Joint, Link
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import WEEKDAYS, Weekday, Who
from footadvice.reasoning.link_graph import Chain, ids_by_end

if TYPE_CHECKING:
    from datetime import date

    from footadvice.answers.ask_answer import AskAnswer, CheckAnswer
    from footadvice.answers.evidence_answer import EvidenceAnswer
    from footadvice.answers.handout_answer import HandoutAnswer, MapAnswer
    from footadvice.answers.plan_answer import CompareAnswer, PlanAnswer
    from footadvice.reasoning.assessment import Assessor
    from footadvice.understanding.reader import Reader

MOST_COMPARED = 3  # more columns than that nobody can read


class Advisor:
    """Answers questions from one knowledge base.

    >>> Advisor().condition("bunyon", who=("diabetes",)).conditions[0].name
    'Bunions'

    Args:
        kb: the knowledge; what came with the package if left out.
    """

    def __init__(self, kb: KnowledgeBase | None = None) -> None:
        self.kb = kb or KnowledgeBase()

    @cached_property
    def chain(self) -> Chain:
        return Chain(self.kb.all(Link))

    @cached_property
    def _links_by_end(self) -> Mapping[str, list[str]]:
        return ids_by_end(self.kb.ids(Link))

    def _chain_at(self, id: str) -> Chain:
        """The chain as far as the links of one condition: all that its page needs."""
        return Chain(self.kb.some(Link, self._links_by_end.get(id, ())))

    @cached_property
    def reader(self) -> "Reader":
        """Reads text by the vocabulary of this knowledge."""
        from footadvice.understanding.reader import Reader  # builds an index of the whole vocabulary

        return Reader(self.kb)

    @cached_property
    def assessor(self) -> "Assessor":
        """Assesses what was read."""
        from footadvice.reasoning.assessment import Assessor

        return Assessor(self.kb)

    @cached_property
    def _baseline(self) -> "Advisor | None":
        """What answers from the knowledge without overlays, where there are some."""
        return Advisor(self.kb.baseline) if self.kb.about.overlays else None

    def ask(self, text: str, who: tuple[Who, ...] = (), why_not: str = "", *, explained: bool = False) -> "AskAnswer":
        """The answer to a question in plain words.

        >>> answer = Advisor().ask("sharp pain under my heel with the first steps in the morning")
        >>> answer.conditions[0].id, answer.conditions[0].band
        ('plantar-fasciitis', 'likely')
        >>> Advisor().ask("what is the capital of France").in_scope
        False

        Args:
            text: the question.
            who: whom it is for.
            why_not: a condition, as somebody names it; what speaks for and against it is told too.
            explained: whether the answer says how its level came about.

        Raises:
            UsageError: nothing was asked.
            NotFound: no condition has that name.
        """
        if not text.strip():
            raise UsageError('nothing was asked. Try: footadvice ask "my heel hurts when I get up"')
        from footadvice.answering.ask import ask

        report = self.reader.read(text)
        assessment = self.assessor.assess(report, who, self._condition_id(why_not) or report.why_not)
        answer = ask(self.kb, text, assessment, explained=explained)
        if not self._baseline:
            return answer
        from footadvice.answering.overlay_baseline import never_milder

        return never_milder(self.kb, answer, self._baseline.ask(text, who))

    def check(
        self,
        zones: Sequence[str] = (),
        yes: Sequence[str] = (),
        no: Sequence[str] = (),
        unsure: Sequence[str] = (),
        who: tuple[Who, ...] = (),
        why_not: str = "",
        text: str = "",
    ) -> "CheckAnswer":
        """One turn of the guided check: what is known so far, and what to ask next.

        The level is the more careful of what was answered and of the words by themselves, whatever is answered later.

        Args:
            zones: where it is: zones by id, name or number on the map.
            yes, no, unsure: ids of findings, as they were answered; "screen" among `no` says that none of the
                screen's signs is so that was not answered otherwise.
            who: what is known of the person besides.
            why_not: a condition, as somebody names it; what speaks for and against it is told too.
            text: what was said in words.

        Raises:
            UsageError: an id is none of ours.
            NotFound: no condition is called as `why_not` says.
        """
        from footadvice.answering.check import check
        from footadvice.reasoning.guided_check import Answers, GuidedCheck, refuse_unknown

        zones = tuple(dict.fromkeys(map(self._zone_id, zones)))
        answers = Answers(zones=zones, yes=tuple(yes), no=tuple(no), unsure=tuple(unsure), text=text)
        refuse_unknown(self.kb, answers)
        turn = GuidedCheck(self.kb, self.reader, self.assessor).turn(answers, who, self._condition_id(why_not))
        answer = check(self.kb, answers, turn)
        if not self._baseline:
            return answer
        from footadvice.answering.overlay_baseline import known, never_milder, screened_by_both

        findings = set(self._baseline.kb.ids(records.Finding))
        baseline = self._baseline.check(
            zones, known(yes, findings), known(no, findings), known(unsure, findings), who, text=text
        )
        return screened_by_both(never_milder(self.kb, answer, baseline), baseline)

    def _zone(self, typed: str) -> Understood:
        from footadvice.answering.foot_map import zone_named

        return zone_named(self.kb, typed)

    def _zone_id(self, typed: str) -> str:
        try:
            return typed if self.kb.has(records.Zone, typed) else self._zone(typed).id
        except NotFound:
            raise UsageError(f'"{printable(typed)}" is not among the zones. Try: footadvice list zones') from None

    def _condition_id(self, name: str) -> str | None:
        return resolve(self.kb, (Condition,), name).id if name else None

    def condition(self, names: str | Iterable[str], who: tuple[Who, ...] = ()) -> ConditionAnswer:
        """The page of each named condition.

        Args:
            names: one or several ids, names, other names or ICD-10-CM codes, as somebody types them.
            who: whom it is for; advice that does not fit them is taken out, and said to be.

        Raises:
            NotFound, UsageError: a name means nothing here.
        """
        from footadvice.answering.condition import condition_page

        names = _several(names)
        found = {(one := resolve(self.kb, (Condition,), name)).id: one for name in names}
        pages = [condition_page(self.kb, self._chain_at(id), one, who) for id, one in found.items()]
        return ConditionAnswer(query=_query(names, who), conditions=tuple(pages))

    def joint(self, names: str | Iterable[str]) -> JointAnswer:
        """What strains each named joint, and how sure anyone is. Raises as `condition` does."""
        from footadvice.answering.joint import joint_page

        names = _several(names)
        found = {(one := resolve(self.kb, (Joint,), name)).id: one for name in names}
        pages = [joint_page(self.kb, self.chain, one) for one in found.values()]
        return JointAnswer(query=_query(names), joints=tuple(pages))

    def why(self, start: str | None, end: str, *, studies: bool = False) -> WhyAnswer:
        """The chain from `start` to `end`, step by step; from everything that reaches it if `start` is None.

        With `studies` also the studies of each step.

        >>> Advisor().why("flat feet", "back").grade
        'conflicting'

        Raises:
            NotFound, UsageError: a name means nothing here, or both name the same thing.
        """
        from footadvice.answering.why import why

        kinds = (Joint, Condition, Factor)
        goal = resolve(self.kb, kinds, end).id
        origin = resolve(self.kb, (Condition, Factor, Joint), start).id if start is not None else None
        if origin == goal:
            raise UsageError("both names mean the same. Try: footadvice why flat-feet back")
        query = _query((start, end) if start is not None else (end,))
        return why(self.kb, self.chain, query, origin, goal, studies=studies)

    def evidence(self, claim: str) -> "EvidenceAnswer":
        """The studies of a claim side by side, and why its grade is what it is.

        >>> Advisor().evidence("overpronation-to-shin-splints").claims[0].grade
        'strong'

        Args:
            claim: the id of a link ("bunions-to-knee"), or an action ("plantar-fasciitis/taping").

        Raises:
            NotFound: there is no such claim; with suggestions.
        """
        from footadvice.answering.evidence import evidence

        return evidence(self.kb, _query((claim,)), claim.strip())

    def map(self, name: str | None = None) -> "MapAnswer":
        """The zones of the foot; with a name also what hurts in that zone. Raises as `condition` does."""
        from footadvice.answering.foot_map import map_answer

        if name is None:
            return map_answer(self.kb, _query(()), None)
        return map_answer(self.kb, _query((name,)), self._zone(name))

    def handout(
        self, names: str | Iterable[str], who: tuple[Who, ...] = (), *, with_plan: bool = False
    ) -> "HandoutAnswer":
        """One printable sheet for one body with the named conditions, with the weeks of its plan if `with_plan`.

        Raises as `condition` does.
        """
        from footadvice.answering.conflicts import Conflicts
        from footadvice.answering.foot_map import map_zones
        from footadvice.answering.handout import handout

        names = _several(names)
        plan = self.plan(names, who)
        pages = self.condition(names, plan.people).conditions
        zones = map_zones(self.kb, (zone.id for page in pages for zone in page.zones))
        conflicts = Conflicts(self.kb, self.kb.some(Condition, (page.id for page in pages)), plan.people)
        return handout(_query(names, who), pages, zones, plan, conflicts, self.kb.heading, with_plan=with_plan)

    def compare(self, names: str | Iterable[str]) -> "CompareAnswer":
        """Two or three conditions side by side.

        Raises:
            NotFound, UsageError: a name means nothing here, or there are not two or three different conditions.
        """
        from footadvice.answering.compare import compare

        names = _several(names)
        if not 2 <= len(names) <= MOST_COMPARED:
            raise UsageError(
                f"compare takes two or three conditions, not {len(names)}. "
                'Put a name of several words in quotes: "flat feet"'
            )
        found = [resolve(self.kb, (Condition,), name) for name in names]
        for place, one in enumerate(found):
            if one.id in {other.id for other in found[:place]}:
                raise UsageError(f"{one.name} is named twice. Give two or three different conditions")
        return compare(self.kb, _query(names), found)

    def plan(
        self,
        names: str | Iterable[str],
        who: tuple[Who, ...] = (),
        weeks: int | None = None,
        days: Sequence[Weekday] | None = None,
        start: "date | None" = None,
    ) -> "PlanAnswer":
        """One plan of exercises for one body.

        Args:
            names: its conditions, as somebody types them; the same one twice counts once.
            who: what is known of the person besides.
            weeks: how long, 1 to 52; as long as the usual course, or 12, if left out.
            days: the days of the week that somebody has for it; every day if left out.
            start: its first day; without one the weeks have no dates.

        Raises:
            NotFound, UsageError: a name means nothing here; `weeks` or `start` is out of bounds; `days` is empty.
        """
        from footadvice.answering.plan.plan import Planning
        from footadvice.answering.plan.schedule import MOST_WEEKS

        names = _several(names)
        if weeks is not None and not 1 <= weeks <= MOST_WEEKS:
            raise UsageError(f"a plan takes 1 to {MOST_WEEKS} weeks, not {weeks}")
        if days is not None and not days:
            raise UsageError("a plan needs one day a week or more, such as mon,wed,fri")
        if start is not None and not 2000 <= start.year <= 2100:
            raise UsageError("a plan starts in the years 2000 to 2100")
        found = {(one := resolve(self.kb, (Condition,), name)).id: one for name in names}
        return Planning(self.kb, tuple(found.values()), who).plan(_query(names, who), weeks, days or WEEKDAYS, start)

    def listing(self, of: str, word: str = "") -> ListAnswer:
        """All records of one kind, or those that have `word` in a name or place.

        Args:
            of: one of `answering.listing.LISTS`.
        """
        from footadvice.answering.listing import listing

        return listing(self.kb, _query((of, word) if word else (of,)), of, word)

    def find(self, words: str) -> FindAnswer:
        """The records in which all the words stand: in a name, among the signs, or anywhere on the page.

        >>> Advisor().find("morning").found[0].kind
        'condition'

        Raises:
            UsageError: nothing was given.
        """
        from footadvice.answering.find import find

        if not words.strip():
            raise UsageError("there is nothing to look for. Try: footadvice find numb")
        return find(self.kb, _query((words,)), words)

    def find_findings(self, words: str) -> ListAnswer:
        """The findings that `words` may mean, best first: the ids that `check` takes.

        >>> Advisor().find_findings("the first steps in the morning").entries[0].id
        'first-steps-worst'

        Raises:
            UsageError: nothing was given.
        """
        from footadvice.answering.find_findings import find_findings

        if not words.strip():
            raise UsageError("there is nothing to look for. Give the words that somebody used")
        return find_findings(self.kb, self.reader, _query((words,)), words)


def _several(names: str | Iterable[str]) -> tuple[str, ...]:
    if not (found := (names,) if isinstance(names, str) else tuple(names)):
        raise UsageError("no name was given. Try: footadvice list conditions")
    return found


def _query(names: str | Iterable[str], who: tuple[Who, ...] = ()) -> Query:
    return Query(text=tuple(printable(name) for name in names), who=who)
