"""The pages of the map of the foot and of the handout."""

from collections.abc import Iterable

from footadvice.answers.handout_answer import Advice, HandoutAnswer, MapAnswer, MapZone, ZoneCondition, ZonePage
from footadvice.knowledge.vocabulary import VIEWS, View
from footadvice.render.blocks import Block, Box, Drawing, Heading, Item, Para, Title
from footadvice.render.page_items import (
    LEVEL_WORDS,
    brief_edge_item,
    change_items,
    changed,
    exercise_item,
    flags_by_level,
    grade_note,
    left_out_item,
    red_flag_box,
    red_flag_item,
    section,
    understood,
)
from footadvice.render.svg.foot_outlines import OUTLINES


def page(answer: MapAnswer | HandoutAnswer) -> Iterable[Block]:
    return _map(answer) if isinstance(answer, MapAnswer) else _handout(answer)


def _map(answer: MapAnswer) -> Iterable[Block]:
    if answer.zone:
        yield from _zone(answer.zone, answer.zones)
    else:
        yield from whole_map(answer)
    yield from section("More", map(Item, answer.more))


def whole_map(answer: MapAnswer) -> Iterable[Block]:
    """Every zone with its number: drawn, or named where no view shows it."""
    yield Title("The foot and its zones")
    yield Para("Drawn for one foot; the other is its mirror image.")
    yield from drawings(answer.zones)
    others = (f"{zone.number} {zone.name}" for zone in answer.zones if not zone.places)
    yield Heading("Places that are not drawn")
    yield Para(f"{'; '.join(others)}.")


def drawings(zones: tuple[MapZone, ...]) -> Iterable[Block]:
    """Every view that shows a marked zone; every view if none is marked."""
    marked = {place.view for zone in zones if zone.marked for place in zone.places}
    anywhere = any(zone.marked for zone in zones)
    for view in VIEWS:
        if view in marked or not anywhere:
            yield from drawing(view, zones)


def drawing(view: View, zones: tuple[MapZone, ...]) -> Iterable[Block]:
    """One view with its zones."""
    yield Heading(f"{OUTLINES[view].title} ({OUTLINES[view].left} on the left)")
    yield Drawing(view, tuple(zone for zone in zones if any(place.view == view for place in zone.places)))


def _zone(page: ZonePage, zones: tuple[MapZone, ...]) -> Iterable[Block]:
    yield from understood(page.understood)
    number = next(zone.number for zone in zones if zone.id == page.id)
    yield Title(page.name[0].upper() + page.name[1:], f"zone {number}")
    yield red_flag_box(page.red_flags)
    yield from drawings(zones) if any(zone.marked and zone.places for zone in zones) else ()
    yield from section("Not to be missed", map(_condition, page.must_not_miss))
    yield from section("What it may be, most likely first", map(_condition, page.conditions), mark="1.")
    if page.left_out:
        yield Para(f"{page.left_out} more are less likely here. Say more with: footadvice check --zone {page.id}")


def _condition(one: ZoneCondition) -> Item:
    return Item(one.summary, lead=one.name, below=(LEVEL_WORDS[one.urgency], *changed(one.changed_by)))


def _handout(answer: HandoutAnswer) -> Iterable[Block]:
    yield Title(answer.title)
    several = len(answer.conditions) > 1
    for one in answer.conditions:
        yield Para(_of(one.name, one.summary, several))
        yield from map(Para, changed(one.changed_by))
    urgency = " ".join(_of(one.name, one.urgency_text, several) for one in answer.conditions)
    yield Box(
        answer.urgency.level,
        f"{LEVEL_WORDS[answer.urgency.level]}. {urgency}",
        flags_by_level(answer.urgency.red_flags),
    )
    yield from section("For you", change_items(change for one in answer.conditions for change in one.changes))
    if answer.places:
        yield Para(f"Where: {'; '.join(place.name for place in answer.places)}.")
    yield from section("What to do", (_advice(one, several) for one in answer.do), mark="1.")
    contradictions = (
        Item(f"for {one.because_of} the advice is: {one.says}", lead=f"{one.left_out.rstrip('.')} ({one.of})")
        for one in answer.contradictions
    )
    yield from section("Left out for you: ask first", (*map(left_out_item, answer.not_for_you), *contradictions))
    yield from section("What to avoid", (Item(one.text) for one in answer.avoid))
    yield from section("Exercises", (exercise_item(one, False) for one in answer.exercises))
    if answer.if_numb:
        yield Para(f"If any part of your feet is numb, leave out: {'; '.join(answer.if_numb)}.")
    yield from section("How long it takes", (Item(one.course.text, one.name) for one in answer.conditions))
    yield from section("Whom to see, and when", (Item(one.when, lead=one.who) for one in answer.care))
    yield from section("What it may do to knee, hip and back", (brief_edge_item(edge, False) for edge in answer.chain))
    yield from section("Warning signs in full", map(red_flag_item, answer.urgency.red_flags))
    yield from section("More", map(Item, answer.more))


def _of(name: str, text: str, several: bool) -> str:
    return f"{name}: {text}" if several else text


def _advice(one: Advice, several: bool) -> Item:
    note = grade_note(one.action.grade, False)
    return Item(one.action.text, one.action.name, f"{', '.join(one.conditions)}; {note}" if several else note)
