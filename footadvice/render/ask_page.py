"""The pages of free text and of the guided check: how urgent first, what it may be, what is safe meanwhile."""

from collections.abc import Iterable

from footadvice.answers.ask_answer import (
    AskAnswer,
    AskUrgency,
    Candidate,
    CheckAnswer,
    Meanwhile,
    RaisedFlag,
    WouldChange,
)
from footadvice.knowledge.names import mid_sentence
from footadvice.render.blocks import Block, Box, Heading, Item, Para, Title
from footadvice.render.page_items import LEVEL_WORDS, changed, listed, section

_BANDS = {
    "must_not_miss": "Not to be missed",
    "likely": "It may be",
    "possible": "Less likely",
    "elsewhere": "It may come from elsewhere",
}

_STORIES = ("complaint", "joint")
_OF_ONE = ("condition", "advice", "signs")  # plain questions that the page of one condition answers
_STANDS = {
    "must_not_miss": "It is on the list, and must not be missed.",
    "likely": "It is on the list: it may be.",
    "possible": "It is on the list, behind others.",
    "elsewhere": "It is on the list, and comes from elsewhere.",
    "unlikely": "Too little of what you told speaks for it.",
}


def ask(answer: AskAnswer) -> Iterable[Block]:
    yield from _how_urgent(answer.urgency)
    if not answer.in_scope:
        yield Title("Not covered here")
    if answer.intent in _OF_ONE and answer.conditions:
        yield Title(answer.conditions[0].name)
    for text in answer.answer:
        yield Para(text)
    yield from section("Why not, you asked", map(_asked_about, answer.why_not))
    if answer.intent in _STORIES:  # a plain question about a condition has its answer already
        yield from _may_be(answer.conditions)
    if answer.urgency.level == "none" and answer.intent == "complaint":
        yield Para(answer.urgency.text)
    yield from _meanwhile(answer.meanwhile, answer.would_change)
    if answer.next_question:
        yield Heading("What would tell most")
        yield Para(answer.next_question.text)
    yield from _heard(answer)
    yield from section("More", map(Item, answer.more))


def check(answer: CheckAnswer) -> Iterable[Block]:
    yield from _how_urgent(answer.urgency)
    if answer.zones and answer.urgency.level == "none":
        yield Para("The warning signs were not all asked, so how urgent it is cannot be said yet.")
    yield from section("Why not, you asked", map(_asked_about, answer.why_not))
    yield from _may_be(answer.conditions if answer.zones else ())
    yield from _meanwhile(answer.meanwhile, answer.would_change)
    if answer.step:
        yield Heading("What to ask next")
        yield Para(answer.step.text)
        if answer.step.kind != "question":
            yield listed(Item(option.text, lead=option.id) for option in answer.step.options)
    yield from section("More", map(Item, answer.more))


def _how_urgent(urgency: AskUrgency) -> Iterable[Block]:
    if urgency.level != "none":
        flags = map(_raised, urgency.red_flags[:3])
        yield Box(urgency.level, f"{LEVEL_WORDS[urgency.level]}. {urgency.text}", tuple(flags))


def _raised(flag: RaisedFlag) -> Item:
    because = "; ".join(flag.because)
    return Item(f"{flag.sign} Because of: {because}.", lead=flag.name, below=(flag.do_now, *changed(flag.changed_by)))


def _may_be(conditions: tuple[Candidate, ...]) -> Iterable[Block]:
    for band, heading in _BANDS.items():
        yield from section(heading, (_candidate(one) for one in conditions if one.band == band))


def _meanwhile(meanwhile: Meanwhile, would_change: tuple[WouldChange, ...]) -> Iterable[Block]:
    yield from section("Safe meanwhile", map(Item, meanwhile.do))
    yield from section("Leave out meanwhile", map(Item, meanwhile.avoid))
    yield from section("This answer would change if", (_would_change(one) for one in would_change))


def _candidate(one: Candidate) -> Item:
    reasons = [f"For: {'; '.join(one.speaks_for)}."] if one.speaks_for else []
    if one.speaks_against:
        reasons.append(f"Against: {'; '.join(one.speaks_against)}.")
    return Item(one.summary, lead=one.name, below=(*reasons, *changed(one.changed_by)))


def _asked_about(one: Candidate) -> Item:
    """One condition with all reasons, and where it stands."""
    lines = [f"{word}: {'; '.join(said)}." for word, said in (
        ("For", one.speaks_for), ("Against", one.speaks_against), ("It often has, and you did not say", one.not_told)
    ) if said]  # fmt: skip
    return Item(
        f"{_STANDS[one.band]} This is no diagnosis, and does not rule it out.", lead=one.name, below=tuple(lines)
    )


def _would_change(one: WouldChange) -> Item:
    return Item(f"{one.question} Yes would mean: {LEVEL_WORDS[one.level]}.")


def _heard(answer: AskAnswer) -> Iterable[Block]:
    """What was understood, so that a misunderstanding shows."""
    heard = answer.heard
    told = [mid_sentence(ref.name) for ref in (*heard.findings, *heard.zones)]
    denied = [f"not: {mid_sentence(ref.name)}" for ref in heard.denied]
    if answer.intent in ("complaint", "joint") and (told or denied):
        yield Heading("What was understood")
        yield Para("; ".join((*told, *denied)) + ".")
    if heard.unknown and answer.in_scope:
        yield Para(f"Not understood: {', '.join(heard.unknown)}.", faint=True)
    if heard.cut:
        yield Para("The text was too long. Its end was not read.")
