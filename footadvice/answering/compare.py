"""Two or three conditions side by side: what tells them apart, what they share, and what is safe meanwhile."""

from collections.abc import Iterator, Sequence
from typing import get_args

from footadvice.answering import common
from footadvice.answering.meanwhile import meanwhile
from footadvice.answers.page_answers import Urgency
from footadvice.answers.parts import Query
from footadvice.answers.plan_answer import CompareAnswer, Compared, Sign, SignGroup, TellApart
from footadvice.knowledge.names import Understood
from footadvice.knowledge.records import Condition, Finding, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import FindingKind, Frequency

_KINDS: tuple[FindingKind, ...] = (
    "place", "timing", "trigger", "pain", "look", "feel", "function", "injury", "history", "person", "alarm",
)  # fmt: skip
_OFTEN_FIRST: tuple[Frequency, ...] = get_args(Frequency)
_SHARED: tuple[Frequency, ...] = _OFTEN_FIRST[:3]  # often enough that it speaks for each of them


def compare(kb: KnowledgeBase, query: Query, found: Sequence[Understood]) -> CompareAnswer:
    """The answer; see `Advisor.compare`."""
    records = kb.some(Condition, (one.id for one in found))
    signs = _signs(kb, records)
    shared = [sign for sign in signs if all(word in _SHARED for word in sign.frequency)]
    zones = [set(one.zones) for one in records]
    everywhere = set.intersection(*zones)
    urgency = common.urgency_of_all(kb, records, ())
    return CompareAnswer(
        query=query,
        urgency=urgency,
        conditions=tuple(
            Compared(
                understood=understood,
                id=one.id,
                name=one.name,
                summary=one.summary,
                urgency=Urgency(
                    level=one.urgency, text=one.urgency_text, red_flags=common.red_flags(kb, one.red_flags)
                ),
                zones=tuple(zone.name for zone in kb.some(Zone, one.zones) if zone.id not in everywhere),
                changed_by=kb.changed_by(Condition, one.id),
            )
            for understood, one in zip(found, records, strict=True)
        ),
        tell_apart=tuple(_tell_apart(records)),
        telling=tuple(_grouped(kb, [sign for sign in signs if sign not in shared])),
        shared=tuple(shared),
        shared_zones=tuple(zone.name for zone in kb.some(Zone, records[0].zones) if zone.id in everywhere),
        meanwhile=meanwhile(kb, records, urgency.level, avoided_most=None),
        more=tuple(f"footadvice condition {one.id}" for one in records),
        sources=common.sources(kb, (*records, *urgency.red_flags)),
    )


def _signs(kb: KnowledgeBase, records: Sequence[Condition]) -> list[Sign]:
    """Every finding of any of them, the most frequent of the first condition first."""
    present = [{p.finding: p.frequency for p in one.findings} for one in records]
    ids = dict.fromkeys(id for one in present for id in sorted(one, key=lambda id: _OFTEN_FIRST.index(one[id])))
    return [Sign(id=id, name=kb.name(Finding, id), frequency=tuple(one.get(id) for one in present)) for id in ids]


def _grouped(kb: KnowledgeBase, signs: Sequence[Sign]) -> Iterator[SignGroup]:
    for kind in _KINDS:
        if some := tuple(sign for sign in signs if kb.get(Finding, sign.id).kind == kind):
            yield SignGroup(kind=kind, signs=some)


def _tell_apart(records: Sequence[Condition]) -> Iterator[TellApart]:
    for one in records:
        for other in records:
            for look_alike in one.look_alikes:
                if look_alike.condition == other.id:
                    yield TellApart(of=one.name, other=other.name, sign=look_alike.sign)
