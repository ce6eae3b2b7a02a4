"""The pages of free text and of the guided check: how urgent first, what it may be, what is safe until one knows."""

from collections.abc import Iterable, Sequence

from footadvice.answers.ask_answer import (
    AskAnswer,
    AskUrgency,
    Candidate,
    CheckAnswer,
    Explained,
    FiredRule,
    RaisedFlag,
    WouldChange,
)
from footadvice.knowledge.levels import ALARMS
from footadvice.knowledge.names import mid_sentence
from footadvice.render.blocks import Block, Box, Heading, Item, Items, Page, Para, Title
from footadvice.render.page_items import LEVEL_WORDS, TO_DO_WORDS, changed
from footadvice.render.page_length import Part, blocks_of, fitted, part
from footadvice.render.questions import asked_of

MAX_LINES = 43  # lines of the short page, before the disclaimer
_FIRST_TO_GO = (
    "options",
    "possible",
    "elsewhere",
    "likely",
    "would_change",
    "avoid",
    "do",
    "must_not_miss",
    "why_not",
    "answer",
)
_BANDS = {
    "must_not_miss": "Not to be missed",
    "likely": "It may be",
    "possible": "Less likely",
    "elsewhere": "It may come from elsewhere",
}
_SHOWN = {"must_not_miss": 3, "likely": 4}  # with what they are, on the short page; the others by name

_ELSEWHERE = "This check is for feet and legs. For anything else, ask a doctor or your local health advice line."
_SOON = {"emergency": "Then get help now.", "urgent": "Then get seen today."}
_STORIES = ("complaint", "joint")
_OF_ONE = ("condition", "advice", "signs")  # plain questions that the page of one condition answers
_STANDS = {
    "must_not_miss": "It is on the list, and must not be missed.",
    "likely": "It is on the list: it may be.",
    "possible": "It is on the list, behind others.",
    "elsewhere": "It is on the list, and comes from elsewhere.",
    "unlikely": "Too little of what you told speaks for it.",
}


def page(answer: AskAnswer | CheckAnswer, full: bool) -> Page:
    """On one page what matters; with `full` also what speaks for and against each condition."""
    parts = list(_ask(answer, full) if isinstance(answer, AskAnswer) else _check(answer, full))
    return blocks_of(parts) if full else fitted(parts, MAX_LINES, _FIRST_TO_GO)


def _ask(answer: AskAnswer, full: bool) -> Iterable[Part]:
    yield Part("", (*_how_urgent(answer.urgency, full), *_titled(answer)))
    if not _of_another_emergency(answer):
        yield _answered(answer.answer)
    yield part("why_not", "Why not, you asked", map(_asked_about, answer.why_not), least=1)
    if answer.intent in _STORIES:  # a plain question about a condition has its answer already
        yield from _may_be(answer.conditions, answer.urgency.level, full)
    if answer.urgency.level == "none" and answer.intent == "complaint":
        yield Part("", (Para(answer.urgency.text),))
    yield from _until_known(answer, full)
    if answer.next_question and answer.urgency.level != "emergency":
        yield Part("", (Heading("To know more, answer this"), Para(asked_of(answer.next_question.text, _whom(answer)))))
    yield Part("", tuple(_heard(answer, None if full else 8)))
    if answer.explained:
        yield Part("", tuple(_explained(answer.explained)))
    yield from _more(answer, answer.intent in _STORIES, full)


def _explained(explained: Explained) -> Iterable[Block]:
    """How the level came about, for whoever wants to check it."""
    yield Heading("How this level came about")
    yield Para(f"An ordinary case of what is likeliest: {explained.usual.replace('_', ' ')}.")
    yield Items(tuple(map(_fired, explained.rules)))
    raised = explained.from_messages
    said = f"they raise {raised.replace('_', ' ')}" if raised else "they raise nothing"
    yield Para(f"Of the most like messages, {explained.alarm:.0%} could not wait: {said}. The nearest:")
    yield Items(
        tuple(
            Item(one.text, lead=one.label.replace("_", " "), note=f"in common: {', '.join(one.words)}")
            for one in explained.messages
        )
    )


def _fired(rule: FiredRule) -> Item:
    stands = "" if rule.stands else " (less urgent here: it is old, or was seen)"
    return Item(f"{'; '.join(rule.because)}: {rule.level.replace('_', ' ')}{stands}.", lead=f"Rule {rule.red_flag}")


def _check(answer: CheckAnswer, full: bool) -> Iterable[Part]:
    yield Part("", tuple(_how_urgent(answer.urgency, full)))
    if not answer.in_scope:
        yield Part("", (Para(_ELSEWHERE),))
    if answer.zones and answer.urgency.level == "none":
        yield Part("", (Para("Not all warning signs were asked, so nobody can say yet how urgent it is."),))
    yield part("why_not", "Why not, you asked", map(_asked_about, answer.why_not), least=1)
    if answer.zones:
        yield from _may_be(answer.conditions, answer.urgency.level, full)
    yield from _until_known(answer, full)
    if answer.step:
        options = answer.step.options if answer.step.kind != "question" else ()
        asked = (Heading("What to ask next"), Para(asked_of(answer.step.text, _whom(answer))))
        yield Part("", asked, tuple(Item(asked_of(option.text, _whom(answer)), lead=option.id) for option in options))
    yield from _more(answer, bool(answer.zones), full)


def _how_urgent(urgency: AskUrgency, full: bool) -> Iterable[Block]:
    """The verdict with up to three signs in full. A short page tells those that are less urgent by name."""
    if urgency.level == "none":
        return
    first = [flag for flag in urgency.red_flags if full or flag.level == urgency.level][:3]
    others = [mid_sentence(flag.name) for flag in urgency.red_flags if flag not in first]
    sure = [Item(f"{sign.sign} {_SOON[sign.level]}", lead="If this is so") for sign in urgency.decides]
    unsure = (Item("It could be more urgent than it sounds, or less. These signs decide."),) if sure else ()
    named = (Item(f"{'; '.join(others)}.", lead="Tell them of this too"),) if others and not full else ()
    yield Box(
        urgency.level,
        f"{LEVEL_WORDS[urgency.level]}. {urgency.text}",
        (*(_raised(flag, full) for flag in first), *unsure, *sure, *named),
    )


def _raised(flag: RaisedFlag, full: bool) -> Item:
    """What raised it and what to do; the sign in full, if it cannot wait."""
    because = "; ".join(map(mid_sentence, flag.because))
    text = f"{flag.sign} Why: {because}." if flag.level in ALARMS or full else f"{because}."
    return Item(text, lead=flag.name, below=(flag.do_now, *changed(flag.changed_by)))


def _titled(answer: AskAnswer) -> Iterable[Block]:
    if not answer.in_scope and not _of_another_emergency(answer):
        yield Title("Not covered here")
    if answer.intent in _OF_ONE and answer.conditions:
        name = answer.conditions[0].name
        yield Title(name if answer.heard.named else f"If it is {mid_sentence(name)}")


def _of_another_emergency(answer: AskAnswer) -> bool:
    """Whether somebody is in danger for another reason than the feet: it is said what to do, and nothing else."""
    return not answer.in_scope and answer.urgency.level == "emergency"


def _answered(sentences: Sequence[str]) -> Part:
    """A sentence or two as they are; more of them as a list."""
    if len(sentences) <= 2:
        return Part("", tuple(map(Para, sentences)))
    return Part("answer", (), tuple(map(Item, sentences)), least=3)


def _may_be(conditions: Sequence[Candidate], level: str, full: bool) -> Iterable[Part]:
    """The conditions by band, and once what speaks for all of them alike."""
    alike = _shared([one.speaks_for for one in conditions]) if not full else ()
    for band, heading in _BANDS.items():
        some = [one for one in conditions if one.band == band]
        shown = some if full else [] if level == "emergency" else some[: _SHOWN.get(band, 0)]
        items = [_candidate(one, alike, None if full else 2) for one in shown]
        if names := [mid_sentence(one.name) for one in some[len(shown) :]]:
            items.append(Item(f"{'; '.join(names)}."))
        yield part(
            band, heading, items, least=int(band == "must_not_miss" or (band == "likely" and level not in ALARMS))
        )
    if alike:
        told = [_lower(reason.removeprefix("Where it is: ")) for reason in alike]
        yield Part("", (Para(f"What speaks for all of them: {'; '.join(told)}."),))


def _shared(reasons: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The reasons that every one of several has."""
    if len(reasons) < 2:
        return ()
    return tuple(reason for reason in reasons[0] if all(reason in others for others in reasons))


def _candidate(one: Candidate, alike: Sequence[str], most: int | None) -> Item:
    speaks_for = [reason for reason in one.speaks_for if reason not in alike][:most]
    reasons = [f"For: {'; '.join(speaks_for)}."] if speaks_for else []
    if one.speaks_against:
        reasons.append(f"Against: {'; '.join(one.speaks_against[:most])}.")
    return Item(one.summary, lead=one.name, below=(*reasons, *changed(one.changed_by)))


def _asked_about(one: Candidate) -> Item:
    """One condition with all reasons, and where it stands."""
    lines = [f"{word}: {'; '.join(said)}." for word, said in (
        ("For", one.speaks_for), ("Against", one.speaks_against), ("It often has, and you did not say", one.not_told)
    ) if said]  # fmt: skip
    return Item(
        f"{_STANDS[one.band]} This is no diagnosis, and does not rule it out.", lead=one.name, below=tuple(lines)
    )


def _until_known(answer: AskAnswer | CheckAnswer, full: bool) -> Iterable[Part]:
    most = None if full else 3
    yield part("do", "Safe to do until you know more", map(Item, answer.meanwhile.do), least=1)
    yield part("avoid", "What to avoid until then", map(Item, answer.meanwhile.avoid[:most]), least=1)
    changes = () if answer.urgency.level == "emergency" else answer.would_change[:most]
    yield part(
        "would_change", "This answer would change if", (_would_change(one, _whom(answer)) for one in changes), least=0
    )


def _would_change(one: WouldChange, whom: Iterable[str]) -> Item:
    return Item(f"{asked_of(one.question, whom)} If so, {TO_DO_WORDS[one.level]}.")


def _whom(answer: AskAnswer | CheckAnswer) -> set[str]:
    """Whom it is about: as given, and as told."""
    told = {ref.id for ref in answer.heard.findings} if isinstance(answer, AskAnswer) else set()
    return {*answer.query.who, *told}


def _heard(answer: AskAnswer, most: int | None) -> Iterable[Block]:
    """What was understood, so that a misunderstanding shows."""
    heard = answer.heard
    names = [mid_sentence(ref.name) for ref in (*heard.findings, *heard.zones)]
    told = [name for name in names if not any(name != other and name in other for other in names)]
    denied = [f"not: {mid_sentence(ref.name)}" for ref in heard.denied]
    if answer.intent in _STORIES and (told or denied):
        yield Para(f"Understood: {_list('; ', (*told, *denied), most)}.")
    if heard.unknown and answer.in_scope:
        yield Para(f"Not understood: {_list(', ', heard.unknown, most)}.", faint=True)
    if heard.cut:
        yield Para("The text was too long. Its end was not read.")


def _list(mark: str, words: Sequence[str], most: int | None) -> str:
    return mark.join((*words[:most], *(("and more",) if most and len(words) > most else ())))


def _more(answer: AskAnswer | CheckAnswer, shortened: bool, full: bool) -> Iterable[Part]:
    """Where to read on; nowhere in an emergency, when there is no time to."""
    if answer.urgency.level == "emergency":
        return
    hint = ("add --full",) if shortened and not full else ()
    if told := (*answer.more, *hint):
        yield Part("", (Para(f"More: {'; '.join(told)}", faint=True),))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
