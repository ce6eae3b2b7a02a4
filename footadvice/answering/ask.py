"""A question in plain words -> an answer: what was heard, how urgent it is, what it may be, what is safe meanwhile."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import islice

from footadvice.answering.common import fits
from footadvice.answering.explain import explain
from footadvice.answering.meanwhile import meanwhile
from footadvice.answers.ask_answer import (
    AskAnswer,
    AskUrgency,
    Candidate,
    DecidingSign,
    Heard,
    Question,
    RaisedFlag,
    WouldChange,
)
from footadvice.answers.parts import Query, Ref, UrgencyLevel
from footadvice.knowledge.names import mid_sentence, printable
from footadvice.knowledge.records import LEVELS, Condition, Finding, Joint, Level, RedFlag, Tip, Who, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.reasoning.assess import (
    case_level,
    deciding,
    is_known_long,
    is_uncertain,
    raised_by_cases,
    standing,
    unhurried,
)
from footadvice.reasoning.cases import NOTHING, Cases, Likeness
from footadvice.reasoning.differential import Case, Differential, Ranked
from footadvice.reasoning.intent import Intent, Scope, intent
from footadvice.reasoning.triage import Raised, Triage, highest
from footadvice.text.lexicon import own_word
from footadvice.text.normalize import fold
from footadvice.understanding.reader import Reader
from footadvice.understanding.report import Mention, Report

SEEN_FOR_IT = "seen-for-it"  # a finding: somebody who was seen for it is past starting at home
# Findings: what has gone or nearly gone, or was checked and found harmless, can be watched at home.
SETTLING = frozenset({"settling", "checked-clear"})
DENIED = 2  # warning signs that somebody says are not there, so that an ordinary case can start at home
_REPORTS = ("complaint", "joint", "out_of_scope")  # somebody reports signs; a plain question raises no alarm
MOST, LEAST = 8, 3  # candidates that are told
MOST_SIGNS = 3  # that are named as the reason of a flag that no rule raised
BEST = 3  # of them, those by which it is said what to do meanwhile
FAR = 3.5  # how far behind the best one a candidate is no longer told, if there are enough
WHO_FINDINGS: dict[str, str] = {"diabetes": "diabetes", "child": "child", "pregnancy": "pregnant", "runner": "runner",
    "older_adult": "older-adult", "blood_thinners": "blood-thinners", "poor_circulation": "poor-circulation",
    "numb_feet": "numb-feet", "weak_immunity": "weak-immunity", "inflammatory_arthritis": "rheumatoid",
    "thin_bones": "thin-bones"}  # fmt: skip
LEVEL_TEXT = {
    "emergency": "Call an ambulance or go to the emergency department.",
    "urgent": "Ask for an urgent slot, go to urgent care, or ring an advice line.",
    "see_clinician": "See a doctor, podiatrist or physiotherapist.",
    "self_care": "Get help if it gets worse or is no better in 2 weeks. "
    "Finding no warning sign does not mean that all is well.",
    "none": "Nothing you wrote is a warning sign that we know of. That does not mean that all is well.",
}
_WHY_NOT = re.compile(r"(?:\b(?:and|but|so) )?\bwhy (?:not|is(?: it|nt it|n't it| this)(?: not)?|can'?t it be)\b", re.I)
_WORD = re.compile(r"\w+")
NAMED_WITHIN = 8  # words after a "why not" in which the name is looked for
_ELSEWHERE = (
    "This tool knows feet, ankles and lower legs, and how they bear on knees, hips and the back.",
    "For anything else, ask a pharmacist, a doctor or your local health advice line.",
)
_NOTHING_HEARD = (
    "Nothing in this was understood. Where does it hurt, what does it look like, and since when?",
    'Try: footadvice ask "my heel hurts when I get up". Or be asked: footadvice check.',
)
_SOON = {"emergency": "It is an emergency.", "urgent": "Get seen today."}


class Asking:
    """Answers free text from one knowledge base. Built once, it answers many questions."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.reader = Reader(kb)
        self.triage = Triage(kb)
        self.scope = Scope(kb)
        self.cases = Cases(kb.cases)
        self.differential = Differential(kb)

    def ask(
        self, text: str, who: tuple[Who, ...] = (), why_not: str | None = None, *, explained: bool = False
    ) -> AskAnswer:
        """The answer to one question.

        Args:
            text: anything somebody writes; what is beyond the reader's limit is not read, and said not to be.
            who: what is known of the person besides.
            why_not: the id of a condition; what speaks for and against it is told too. A text can ask it as well
                ("why not gout?").
            explained: whether the answer says how its level came about.
        """
        text = re.sub(r"[^\S\n]+", " ", text)  # keeps line feeds: a blank line or a list ends a sentence
        asked = text
        if why_not is None:
            text, why_not = self._without_why_not(text)
        reading = self.reader.read(text)
        like = self.cases.like(reading.terms)
        reading.votes = dict(like.conditions)
        wants = intent(text, reading, self.scope, like)
        facts = self.triage.facts(reading) | {WHO_FINDINGS[one] for one in who}
        complaint = wants in _REPORTS or bool(who)
        reports = wants in ("complaint", "joint")
        rules = self._rules(text, reading, facts, wants)
        raised = standing(rules, facts, like, reading, self.cases)
        case_alarm = case_level(like) if reports else None
        raised += raised_by_cases(self.kb, like, raised) if case_alarm else []
        ranked = self.ranked(reading, facts, wants)
        usual = self.level(wants, raised, reading, like)
        level = highest((usual, case_alarm)) or usual if case_alarm and usual != "none" else usual
        told = self.told(ranked, raised, _case(reading, facts, reading.absent()))
        best = [self.kb.get(Condition, one.id) for one in told[:BEST]]
        return AskAnswer(
            query=Query(text=(printable(asked, 200),), who=who),
            in_scope=wants != "out_of_scope",
            intent=wants,
            urgency=self._urgency(level, raised, reading, like, reports),
            answer=tuple(self._answer(wants, reading, best, who)),
            conditions=tuple(self.candidate(one, reading) for one in told),
            why_not=self.why_not(why_not, reading, facts),
            joints=self.refs(Joint, reading.joints, "joint"),
            heard=self._heard(reading),
            next_question=self._next_question(told, facts, reading) if complaint and told else None,
            would_change=self.would_change(facts, reading, level) if complaint and wants != "out_of_scope" else (),
            meanwhile=meanwhile(self.kb, best if wants == "complaint" else [], level),
            more=tuple(self.more(wants, reading, best)),
            explained=explain(self.kb, usual, rules, raised, like, reading) if explained else None,
        )

    def _rules(self, text: str, reading: Report, facts: set[str], wants: Intent) -> list[Raised]:
        """The red flags that the rules raise; a question that reports nothing raises only what cannot wait."""
        if wants == "out_of_scope" and self.scope.of_an_animal(reading, text.lower()):
            return []
        raised = self.triage.raised(facts, reading)
        if wants in ("complaint", "joint"):
            return raised
        # "How common is cauda equina" names it, and reports nothing.
        named = {mention.words for mention in reading.conditions}
        return [one for one in raised if one.level in _SOON and (one.findings or not named.issuperset(one.words))]

    def _urgency(
        self, level: UrgencyLevel, raised: Sequence[Raised], reading: Report, like: Likeness, reports: bool
    ) -> AskUrgency:
        uncertain = reports and is_uncertain(like, [one for one in raised if one.findings or one.words])
        signs = deciding(self.kb, like) if uncertain else []
        return AskUrgency(
            level=level,
            text=LEVEL_TEXT[level],
            red_flags=tuple(self.flag(one, reading) for one in raised),
            certainty="uncertain" if uncertain else "clear",
            decides=tuple(DecidingSign(red_flag=flag.id, sign=flag.sign, level=flag.level) for flag in signs),
        )

    def ranked(self, reading: Report, facts: set[str], wants: Intent) -> list[Ranked]:
        if wants == "out_of_scope":
            return []
        named = [m.id for m in reading.conditions if not m.negated]
        ranked = list(self._rank(reading, facts, reading.absent()))
        if wants in ("condition", "advice", "signs", "compare", "shoes", "exercise") and named:
            first = list(dict.fromkeys(named))
            ranked.sort(key=lambda one: first.index(one.id) if one.id in first else len(first))
        return ranked

    def told(self, ranked: Sequence[Ranked], raised: Iterable[Raised], case: Case) -> Sequence[Ranked]:
        """The candidates that are told: the likeliest, and what cannot wait of what raised flags can be a sign of."""
        told = list(told_of(ranked))
        flagged = {id for one in raised if one.level in _SOON for id in one.flag.conditions}
        missing = flagged - {one.id for one in told} if told else ()
        serious = (id for id in sorted(missing) if self.kb.get(Condition, id).urgency in _SOON)
        return told + [replace(self.differential.explain(id, case), band="must_not_miss") for id in serious]

    def _rank(self, reading: Report, facts: Collection[str], absent: Collection[str]) -> tuple[Ranked, ...]:
        return self.differential.rank(_case(reading, facts, absent))

    def why_not(self, id: str | None, reading: Report, facts: Collection[str]) -> tuple[Candidate, ...]:
        """What speaks for and against the condition that was asked about, if one was."""
        if id is None:
            return ()
        return (self.candidate(self.differential.explain(id, _case(reading, facts, reading.absent())), reading),)

    def _without_why_not(self, text: str) -> tuple[str, str | None]:
        """`text` without its "why not gout?", and the condition that it asks about; all that is said besides is kept.

        Where nothing else is said, it asks for the signs of that condition.
        """
        if found := _WHY_NOT.search(text):
            for word in islice(_WORD.finditer(text, found.end()), NAMED_WITHIN):
                name = text[found.end() : word.end()]
                if id := next((mention.id for mention in self.reader.read(name).conditions), None):
                    rest = f"{text[: found.start()]} {text[word.end() :]}"
                    return rest if _WORD.search(rest) else f"signs of {name}", id
        return text, None

    def level(self, wants: Intent, raised: Sequence[Raised], reading: Report, like: Likeness = NOTHING) -> UrgencyLevel:
        """The highest of the red flags and of the level where none of them is so.

        That is what most of the nearest messages that can wait say; without any, as in a check, that of an ordinary
        case of what is likeliest, with and without what is denied, the milder of the two.
        """
        flagged = highest(one.level for one in raised)
        if wants == "complaint" and self._feared(reading):
            flagged = highest(("urgent", flagged or "urgent"))
        if wants == "complaint" and (named := self._named_emergency(reading)):
            flagged = highest((named, flagged or named))
        if wants != "complaint" and not (wants == "joint" and (reading.findings or reading.hurts())):
            return flagged or "none"
        facts = self.triage.facts(reading)
        ways = ((), reading.absent()) if reading.absent() else ((),)
        usual = max((self._usual(reading, facts, absent) for absent in ways), key=LEVELS.index)
        if flagged is None and (SETTLING & facts or len(reading.absent() & self.triage.alarming) >= DENIED):
            usual = "self_care"
        elif like.nearest:
            usual = unhurried(like, facts)
        elif SEEN_FOR_IT in facts:
            usual = highest((usual, "see_clinician")) or usual
        return highest((flagged or usual, usual)) or "none"

    def _usual(self, reading: Report, facts: Collection[str], absent: Collection[str]) -> Level:
        """The level of an ordinary case of what is likeliest; a guess at a name alone never makes it urgent."""
        ranked = self._rank(reading, facts, absent)
        usual: Level = self.kb.get(Condition, ranked[0].id).urgency if ranked else "see_clinician"
        return "see_clinician" if usual in _SOON else usual

    def _named_emergency(self, reading: Report) -> Level | None:
        """The level of the gravest condition that somebody says they have now, if it cannot wait."""
        if is_known_long(reading.present()):
            return None
        named = (m for m in reading.conditions if m.affirmed and m.certainty == "certain" and self._is_called(m))
        levels = {self.kb.get(Condition, m.id).urgency for m in named if m.experiencer == "patient"}
        return highest(levels & set(_SOON))

    def _is_called(self, mention: Mention) -> bool:
        """Whether the words are a name of the condition, and not others of the same meaning."""
        record = self.kb.raw(Condition)[mention.id]
        said = {own_word(word) for word in mention.words.split()}
        names = (record["name"], *record.get("other_names", ()), *record.get("misspellings", ()))
        return any({own_word(word) for word in fold(name).split()} <= said for name in names)

    def _feared(self, reading: Report) -> bool:
        """Whether somebody who reports signs fears by name what cannot wait: "I hope it is not a clot"."""
        named = (m for m in reading.conditions if m.certainty == "possible" and m.affirmed)
        serious = any(self.kb.get(Condition, m.id).urgency in _SOON for m in named)
        return serious and bool(reading.findings)

    def _answer(self, wants: Intent, reading: Report, best: list[Condition], who: Iterable[Who]) -> Iterable[str]:
        if wants == "out_of_scope":
            yield from _ELSEWHERE if reading.spoke_of_something() else _NOTHING_HEARD
            return
        first = best[0] if best else None
        tip = self.kb.find(Tip, reading.tips[0].id) if reading.tips else None
        joint = next((self.kb.get(Joint, m.id) for m in reading.joints if m.id != "ankle"), None)
        fitting = [action for action in first.actions if fits(action, who)] if first else []
        if wants == "joint" and joint:
            yield joint.verdict
            yield "Most causes of pain there lie elsewhere than in the feet."
        elif wants in ("exercise", "shoes") and first and reading.conditions:
            kinds = ("exercise",) if wants == "exercise" else ("footwear", "orthosis")
            yield from (action.text for action in fitting if action.kind in kinds)
        elif tip and wants in ("exercise", "shoes"):
            yield from (point.text for point in tip.points)
        elif not first:
            yield "Too little was understood to say what it may be. Try saying where it is, and what makes it worse."
        elif wants == "advice":
            yield first.summary
            yield from (action.text for action in fitting if action.today)
        elif wants == "signs":
            yield first.summary
            yield f"{_SOON.get(first.urgency, '')} {first.urgency_text}".strip()
            names = [str(self.kb.raw(Finding)[f]["name"]) for f in self.differential.expected(first.id)]
            yield "Usual signs: " + "; ".join(mid_sentence(name) for name in names) + "."
        elif wants == "compare":
            named = {m.id for m in reading.conditions}
            yield from (f"{one.name}: {one.summary}" for one in best if one.id in named)
        elif wants == "condition":
            yield first.summary
            yield first.urgency_text
            yield first.course.text

    def candidate(self, one: Ranked, reading: Report) -> Candidate:
        record = self.kb.get(Condition, one.id)
        return Candidate(
            id=one.id,
            name=record.name,
            band=one.band,
            speaks_for=tuple(self._reason(name, reading) for name in _telling(one.speaks_for)[:5]),
            speaks_against=tuple(self._reason(name, reading) for name in one.speaks_against[:4]),
            not_told=tuple(self._not_told(one.id, reading)),
            urgency=record.urgency,
            summary=record.summary,
            changed_by=self.kb.changed_by(Condition, one.id),
        )

    def _not_told(self, id: str, reading: Report, most: int = 3) -> list[str]:
        told = {mention.id for mention in reading.findings}
        usual = (finding for finding in self.differential.expected(id) if finding not in told)
        return [str(self.kb.raw(Finding)[finding]["name"]) for finding in usual][:most]

    def _reason(self, name: str, reading: Report) -> str:
        if name == "zone":
            said = dict.fromkeys(m.id for m in reading.zones)
            wide = {wider for zone in said for wider in self.kb.raw(Zone)[zone].get("within", ())}
            return "Where it is: " + ", ".join(
                str(self.kb.raw(Zone)[zone]["name"]) for zone in said if zone not in wide
            )
        if name == "named":
            return "You named it"
        if name == "words":
            return "Your words are close to those of people who had it"
        id = name.removeprefix("no ")
        told = str(self.kb.raw(Finding)[id]["name"])
        return f"{told} (you said no)" if name.startswith("no ") else told

    def flag(self, one: Raised, reading: Report | None = None) -> RaisedFlag:
        because = [str(self.kb.raw(Finding)[id]["name"]) for id in one.findings] or [f'"{w}"' for w in one.words]
        signs = dict.fromkeys(m.id for m in (reading.findings if reading else ()) if m.affirmed)
        because = because or [str(self.kb.raw(Finding)[id]["name"]) for id in signs][:MOST_SIGNS] or ["what you tell"]
        flag = one.flag
        return RaisedFlag(
            id=flag.id, name=flag.name, level=one.level, sign=flag.sign, why=flag.why, do_now=flag.do_now,
            because=tuple(because), changed_by=self.kb.changed_by(RedFlag, flag.id),
        )  # fmt: skip

    def _heard(self, reading: Report) -> Heard:
        present = [m for m in reading.findings if m.affirmed]
        denied = [m for m in reading.findings if m.negated]
        return Heard(
            findings=self.refs(Finding, present, "finding"),
            denied=self.refs(Finding, denied, "finding"),
            zones=self.refs(Zone, reading.zones, "zone"),
            named=self.refs(Condition, reading.conditions, "condition"),
            age=reading.age,
            days=reading.days,
            unknown=tuple(reading.unknown[:12]),
            cut=reading.cut,
        )

    def refs(self, kind: type, mentions: Iterable[Mention], word: str) -> tuple[Ref, ...]:
        raw = self.kb.raw(kind)
        return tuple(Ref(id=id, name=str(raw[id]["name"]), kind=word) for id in dict.fromkeys(m.id for m in mentions))

    def _next_question(self, told: Sequence[Ranked], facts: set[str], reading: Report) -> Question | None:
        known = facts | {m.id for m in reading.findings}
        finding = self.differential.best_question(told, known)
        return Question(finding=finding, text=str(self.kb.raw(Finding)[finding]["question"])) if finding else None

    def would_change(self, facts: set[str], reading: Report, level: UrgencyLevel) -> tuple[WouldChange, ...]:
        above: Level = "self_care" if level == "none" else level
        known = {m.id for m in reading.findings}
        found = [(flag, f) for flag, f in self.triage.would_raise(facts, above) if f not in known][:4]
        return tuple(
            WouldChange(
                finding=finding,
                question=str(self.kb.raw(Finding)[finding]["question"]),
                level=flag.level,
                flag=flag.name,
            )
            for flag, finding in found
        )

    def more(self, wants: Intent, reading: Report, best: Sequence[Condition]) -> Iterable[str]:
        if wants == "out_of_scope":
            return
        joint = next((m.id for m in reading.joints if m.id != "ankle" or wants == "joint"), None)
        if wants == "joint" and joint:
            yield f"footadvice joint {joint}"
        yield from (f"footadvice condition {one.id}" for one in best[: 2 if wants in _REPORTS else 1])
        if joint and wants != "joint":
            yield f"footadvice joint {joint}"


def told_of(ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """The candidates worth telling: the first ones, and those not far behind the best."""
    return [one for n, one in enumerate(ranked[:MOST]) if n < LEAST or one.score > ranked[0].score - FAR]


def _telling(reasons: Sequence[str]) -> Sequence[str]:
    """The reasons that tell something: that the words fit is one only where there is no other."""
    return [name for name in reasons if name != "words"] or reasons


def _case(reading: Report, facts: Collection[str], absent: Collection[str]) -> Case:
    return Case(
        present=frozenset(facts),
        absent=frozenset(absent),
        zones=frozenset(m.id for m in reading.zones if not m.negated),
        named=frozenset(m.id for m in reading.conditions if not m.negated),
        hurts=reading.hurts(),
        words=reading.words(),
        votes=tuple(sorted(reading.votes.items())),
    )
