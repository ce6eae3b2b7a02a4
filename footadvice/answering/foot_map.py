"""The map of the foot: every zone under one number, and what hurts in one of them."""

from collections.abc import Iterable
from typing import get_args

from footadvice.answering.common import red_flags
from footadvice.answers.handout_answer import MapAnswer, MapZone, ZoneCondition, ZonePage
from footadvice.answers.parts import Query
from footadvice.knowledge.levels import ALARMS, rank
from footadvice.knowledge.names import Understood, printable, resolve
from footadvice.knowledge.records import Condition, RedFlag, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import UPWARD, VIEWS, Region

_REGIONS = get_args(Region)
_MAX_CONDITIONS = 8  # shown that are not urgent


def numbered(kb: KnowledgeBase) -> dict[str, int]:
    """The number of each zone: those that are drawn in the order of the views and down each, then the others."""
    return {zone.id: number for number, zone in enumerate(sorted(kb.all(Zone), key=_order), 1)}


def _order(zone: Zone) -> tuple[float, ...]:
    """By view, then downward, then from inner to outer. What no view shows: by region, wide before narrow."""
    if not zone.places:
        return (len(VIEWS), _REGIONS.index(zone.region), bool(zone.within))
    first = zone.places[0]
    x0, y0, _, y1 = first.box
    return (VIEWS.index(first.view), -y1 if first.view in UPWARD else y0, x0)


def zone_named(kb: KnowledgeBase, typed: str) -> Understood:
    """The zone with that id, name, or number on the map.

    Raises:
        NotFound: there is none; with suggestions.
    """
    numbers = {str(number): id for id, number in numbered(kb).items()}
    if id := numbers.get(typed.strip()):
        return Understood(printable(typed), id, kb.name(Zone, id), "name")
    return resolve(kb, (Zone,), typed)


def map_zones(kb: KnowledgeBase, marked: Iterable[str] = ()) -> tuple[MapZone, ...]:
    """Every zone in the order of its number. A wide zone that is marked marks the zones within it.

    Args:
        marked: ids of zones.
    """
    wanted = set(marked)
    return tuple(
        MapZone(
            number=number,
            id=id,
            name=zone.name,
            region=zone.region,
            within=zone.within,
            places=zone.places,
            marked=bool(wanted & {id, *zone.within}),
        )
        for id, number in numbered(kb).items()
        for zone in (kb.get(Zone, id),)
    )


def map_answer(kb: KnowledgeBase, query: Query, understood: Understood | None) -> MapAnswer:
    """The map, and the page of one zone if it was asked for."""
    if understood is None:
        return MapAnswer(
            query=query, zone=None, zones=map_zones(kb), more=("footadvice map heel-pad", "footadvice check")
        )
    page = zone_page(kb, understood)
    shown = (*page.conditions[:2], *page.must_not_miss[:1])
    more = (f"footadvice check --zone {page.id}", *(f"footadvice condition {one.id}" for one in shown))
    return MapAnswer(query=query, zone=page, zones=map_zones(kb, (page.id,)), more=more)


def zone_page(kb: KnowledgeBase, understood: Understood) -> ZonePage:
    zone = kb.get(Zone, understood.id)
    grave, rest = _here(kb, zone.id)
    shown = [*grave, *rest[:_MAX_CONDITIONS]]
    if kb.about.overlays:  # an overlay may crowd out conditions, and never warning signs
        baseline, others = _here(kb.baseline, zone.id)
        shown += (*baseline, *others[:_MAX_CONDITIONS])
    flags = dict.fromkeys(flag for one in kb.some(Condition, shown) for flag in one.red_flags)
    return ZonePage(
        understood=understood,
        id=zone.id,
        name=zone.name,
        red_flags=red_flags(kb, _worst_first(kb, flags)),
        must_not_miss=tuple(_condition(kb, one) for one in kb.some(Condition, grave)),
        conditions=tuple(_condition(kb, one) for one in kb.some(Condition, rest[:_MAX_CONDITIONS])),
        left_out=len(rest[_MAX_CONDITIONS:]),
    )


def _here(kb: KnowledgeBase, zone: str) -> tuple[tuple[str, ...], list[str]]:
    """The conditions of a zone: what must not be missed or is urgent, and the rest, most usual first."""
    from footadvice.reasoning.zone_conditions import usual_in  # ranks, and so comes with all that reads questions

    here = usual_in(kb, zone)
    urgent = [id for id in here if kb.get(Condition, id).urgency in ALARMS]
    grave = tuple(dict.fromkeys((*_do_not_miss(kb, zone), *urgent)))
    return grave, [id for id in here if id not in grave]


def _do_not_miss(kb: KnowledgeBase, wide: str) -> Iterable[str]:
    """What must not be missed in a zone, then in the zones within it."""
    for zone in (kb.get(Zone, wide), *(zone for zone in kb.all(Zone) if wide in zone.within)):
        yield from zone.do_not_miss


def _worst_first(kb: KnowledgeBase, flags: Iterable[str]) -> list[str]:
    """The urgent flags among `flags`, most urgent first."""
    urgent = (flag for flag in kb.some(RedFlag, flags) if flag.level in ALARMS)
    return [flag.id for flag in sorted(urgent, key=lambda flag: rank(flag.level))]


def _condition(kb: KnowledgeBase, one: Condition) -> ZoneCondition:
    return ZoneCondition(
        id=one.id,
        name=one.name,
        summary=one.summary,
        urgency=one.urgency,
        urgency_text=one.urgency_text,
        changed_by=kb.changed_by(Condition, one.id),
    )
