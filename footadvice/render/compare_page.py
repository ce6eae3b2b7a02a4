"""The page of a comparison: how urgent any of them is first, then what tells them apart, what they share."""

from collections.abc import Iterable

from footadvice.answers.plan_answer import CompareAnswer, Sign, TellApart
from footadvice.knowledge.names import mid_sentence
from footadvice.knowledge.vocabulary import FindingKind, Frequency
from footadvice.render.blocks import Block, Heading, Item, Para, Table, Title
from footadvice.render.page_items import (
    FREQUENCY_WORDS,
    LEVEL_WORDS,
    changed,
    listed,
    red_flag_item,
    section,
    sign_item,
    source_blocks,
    understood,
    urgency_box,
)

_KIND_WORDS: dict[FindingKind, str] = {
    "place": "Where",
    "timing": "When",
    "trigger": "What brings it on",
    "pain": "What the pain is like",
    "look": "How it looks",
    "feel": "How it feels",
    "function": "What it stops",
    "injury": "How it began",
    "history": "What came before",
    "person": "Who has it",
    "alarm": "Warning signs",
}


def compare(answer: CompareAnswer, evidence: bool) -> Iterable[Block]:
    for one in answer.conditions:
        yield from understood(one.understood)
    yield Title(joined(one.name for one in answer.conditions) + " side by side")
    yield urgency_box(answer.urgency.level, answer.urgency.text, answer.urgency.red_flags)
    about = (
        Item(one.summary, one.name, LEVEL_WORDS[one.urgency.level], changed(one.changed_by))
        for one in answer.conditions
    )
    yield from section("What each is, and how urgent as a rule", about)
    yield Heading("How to tell them apart")
    if not answer.tell_apart:
        yield Para("No page names the other as a look-alike. The place and the signs below part them.")
    yield listed(map(_tell_apart, answer.tell_apart))
    places = (Item("; ".join(one.zones) + ".", lead=one.name) for one in answer.conditions if one.zones)
    yield from section("Where the pain differs", places)
    if answer.telling:
        yield Heading("The telling signs, and how often (our judgement)")
        yield _table(answer)
    shared = [Item(f"{zone}.", lead="Where") for zone in answer.shared_zones]
    yield from section("What they share", (*shared, *(Item(sign.name, note=_range(sign)) for sign in answer.shared)))
    yield from section("Safe to do, whichever it is", map(Item, answer.meanwhile.do))
    yield from section("What to avoid until you know", map(Item, answer.meanwhile.avoid))
    if not answer.meanwhile.do:
        yield Para("Nothing is safe to start at home before you know which it is. Get help, as is said first.")
    yield from section("Warning signs in full", map(red_flag_item, answer.urgency.red_flags))
    yield from section("More", map(Item, answer.more))
    yield from source_blocks(answer.sources, evidence, "")


def _table(answer: CompareAnswer) -> Table:
    head = ("Sign", *(one.name for one in answer.conditions))
    groups = (
        (_KIND_WORDS[group.kind], tuple((sign.name, *map(_word, sign.frequency)) for sign in group.signs))
        for group in answer.telling
    )
    return Table(head, tuple(groups))


def _word(frequency: Frequency | None) -> str:
    return FREQUENCY_WORDS[frequency] if frequency else "not listed"


def _range(sign: Sign) -> str:
    return ", ".join(dict.fromkeys(map(_word, sign.frequency)))


def _tell_apart(told: TellApart) -> Item:
    return sign_item(told.sign, told.other)


def joined(names: Iterable[str]) -> str:
    """Names in a row within one sentence: "Bunions, gout and flat feet"."""
    first, *rest = names
    told = [first, *map(mid_sentence, rest)]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
