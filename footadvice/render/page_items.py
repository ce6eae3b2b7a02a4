"""The pieces that pages are made of: one point of a list for each kind of record, told the same way everywhere."""

import re
from collections.abc import Collection, Iterable, Sequence

from footadvice.answers.page_answers import Edge, ExerciseNote, PathNote
from footadvice.answers.parts import RedFlagNote, Ref
from footadvice.knowledge.levels import Level
from footadvice.knowledge.names import Understood, mid_sentence
from footadvice.knowledge.provenance import ChangedBy
from footadvice.knowledge.records import Action, Change, Source, Statement
from footadvice.knowledge.vocabulary import Frequency, Grade, Relation
from footadvice.reasoning.link_graph import GRADE_WORDS
from footadvice.render.blocks import Block, Body, Box, Heading, Item, Items, Para

LEVEL_WORDS: dict[Level, str] = {
    "emergency": "EMERGENCY: get help now",
    "urgent": "URGENT: get seen today",
    "see_clinician": "SEE A CLINICIAN: book a visit",
    "self_care": "NOT URGENT: start at home",
}
TO_DO_WORDS: dict[Level, str] = {
    "emergency": "get help now",
    "urgent": "get seen today",
    "see_clinician": "book a visit",
    "self_care": "start at home",
}
WHO_WORDS = {
    "diabetes": "diabetes",
    "child": "a child",
    "pregnancy": "pregnancy",
    "runner": "a runner",
    "older_adult": "an older adult",
    "blood_thinners": "blood thinners",
    "poor_circulation": "poor circulation",
    "numb_feet": "numb feet",
    "weak_immunity": "a weak immune system",
    "inflammatory_arthritis": "inflammatory arthritis",
    "thin_bones": "thin bones",
}
FREQUENCY_WORDS: dict[Frequency, str] = {
    "always": "always",
    "very_often": "very often",
    "often": "often",
    "sometimes": "sometimes",
    "rarely": "rarely",
    "never": "speaks against it",
}
RED_FLAG_WORDS: dict[Level, str] = {
    "emergency": "Get help NOW",
    "urgent": "Get seen TODAY",
    "see_clinician": "Book a visit",
}


_ARTICLES = frozenset(("a", "an", "the"))
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
JOINTS = ("back", "hip", "knee", "ankle")  # of the body that is drawn, from the top
MARKS: dict[Grade, str] = {
    "strong": "###", "moderate": "##", "limited": "#", "conflicting": "?", "expert_opinion": "(#)",
}  # fmt: skip
_REACHES: dict[Relation, str] = {
    "strains": "may strain it",
    "leads_to": "may lead to trouble there",
    "associated_with": "linked with pain there",
}
_KINDS = {"cohort": "study over time", "public_health": "public-health page", "systematic_review": "systematic review",
          "cross_sectional": "cross-sectional study"}  # fmt: skip
_FIELD_WORDS = {
    "care": "whom to see",
    "do_now": "what to do now",
    "stop_if": "when to stop",
    "urgency": "how urgent",
    "urgency_text": "how urgent",
}


def changed(changed_by: tuple[ChangedBy, ...]) -> tuple[str, ...]:
    """What overlays did to a record, a line each."""
    return tuple(f"{_deed(one)} {one.overlay.name} ({one.overlay.version})." for one in changed_by)


def _deed(one: ChangedBy) -> str:
    if one.how == "added":
        return "Added by"
    fields = dict.fromkeys(_FIELD_WORDS.get(field, field.replace("_", " ")) for field in one.fields)
    return f"Changed ({', '.join(fields)}) by"


def understood(understood: Understood) -> Iterable[Block]:
    if understood.how == "spelling":
        yield Para(f'"{understood.typed}" was taken to mean: {understood.name}.')
    elif understood.how == "code":
        yield Para(f"{understood.typed.upper()} is the code of: {understood.name}.")


def urgency_box(level: Level, text: str, flags: tuple[RedFlagNote, ...]) -> Box:
    """How urgent an ordinary case is, and what makes it more so."""
    return Box(level, f"{LEVEL_WORDS[level]}. {text}", flags_by_level(flags))


def red_flag_box(flags: tuple[RedFlagNote, ...]) -> Box:
    there = {flag.level for flag in flags}
    level: Level = next((each for each in RED_FLAG_WORDS if each in there), "self_care")
    return Box(level, "First: get help if one of these is true", flags_by_level(flags))


def flags_by_level(flags: tuple[RedFlagNote, ...]) -> tuple[Item, ...]:
    """By name alone, so that the box fits the first screen; the signs in full stand further down."""
    by_level = ((word, [flag for flag in flags if flag.level == each]) for each, word in RED_FLAG_WORDS.items())
    return tuple(
        Item("; ".join(mid_sentence(f.name) for f in some) + ".", lead=word) for word, some in by_level if some
    )


def red_flag_item(flag: RedFlagNote, brief: bool = False) -> Item:
    """The sign and what to do; unless `brief`, also for whom it counts, which the sign mostly says too."""
    counts = (f"This counts if {mid_sentence(flag.applies_when)}",) if flag.applies_when and not brief else ()
    below = (*counts, flag.do_now, *changed(flag.changed_by))
    return Item(flag.sign, lead=RED_FLAG_WORDS[flag.level], below=below)


def action_item(action: Action, evidence: bool) -> Item:
    below = (action.figures,) if evidence and action.figures else ()
    return Item(action.text, action.name, grade_note(action.grade, evidence, action.sources), below)


def left_out_item(action: Action) -> Item:
    reason = " or ".join(WHO_WORDS[who] for who in action.not_for)
    return Item(f"it may harm with {reason}.", lead=action.name)


def sign_item(sign: str, name: str) -> Item:
    """What tells a condition from another, without the name that stands before it.

    >>> sign_item("With gout, the joint turns hot.", "Gout").text
    'The joint turns hot.'
    """
    before, comma, rest = sign.removeprefix("With ").partition(", ")
    if comma and sign.startswith("With ") and same_words(before, name):
        sign = rest[0].upper() + rest[1:]
    return Item(sign, lead=name)


def same_words(text: str, name: str) -> bool:
    """Whether `text` has no word but those of `name`, articles and plurals aside.

    >>> same_words("a torn Achilles", "Torn Achilles tendon"), same_words("heel spur", "Plantar fasciitis")
    (True, False)
    """
    return _words(text) - _ARTICLES <= _words(name)


def _words(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"\w+", text.lower().replace("'", ""))}


def help_item(condition: str, action: Action) -> Item:
    return Item(action.text, f"{condition}: {mid_sentence(action.name)}", grade_note(action.grade, False))


def for_whom(changes: Iterable[Change]) -> dict[str, str]:
    """What changes, each text once, and for whom: "Diabetes or numb feet"."""
    found: dict[str, list[str]] = {}
    for change in changes:
        found.setdefault(change.text, []).append(WHO_WORDS[change.who])
    return {text: " or ".join(who).capitalize() for text, who in found.items()}


def exercise_item(exercise: ExerciseNote, evidence: bool) -> Item:
    how = " ".join(exercise.steps)
    harder = (f"Next step: {step}" for step in exercise.progressions[:1])
    for_you = (f"{who}: {text}" for text, who in for_whom(exercise.changes_for_you).items())
    below = (f"How much: {exercise.dose.text}", *harder, *for_you, exercise.stop_if, *changed(exercise.changed_by))
    return Item(how, exercise.name, grade_note(exercise.grade, evidence, exercise.sources), below)


def edge_item(edge: Edge, evidence: bool) -> Item:
    grade = GRADE_WORDS[edge.grade] if edge.supported else "not supported"
    below = [edge.evidence_against or edge.evidence_for] if not edge.supported else [edge.mechanism]
    if edge.supported and edge.grade == "conflicting":
        below = [edge.mechanism, f"For: {edge.evidence_for}", f"Against: {edge.evidence_against}"]
    below += [f"Note: {edge.caveat}", *changed(edge.changed_by)]
    if evidence:
        below += [edge.evidence_for] * (edge.grade != "conflicting") + [edge.figures]
    return Item(edge.says, note=_cite(grade, edge.sources, evidence), below=tuple(below))


def brief_edge_item(edge: Edge, _: bool) -> Item:
    note = GRADE_WORDS[edge.grade] if edge.supported else "not supported"
    return Item(edge.says, note=note, below=changed(edge.changed_by))


def joints_line(effects: Iterable[Edge]) -> Iterable[str]:
    """One line on what a condition does to ankle, knee, hip and back."""
    linked = [f"{mid_sentence(e.to_name)} ({GRADE_WORDS[e.grade]})" for e in effects if e.supported]
    myths = [mid_sentence(e.to_name) for e in effects if not e.supported]
    if linked:
        yield f"Pain elsewhere: it may bear on the {', '.join(linked)}."
    if myths:
        yield f"No study shows that it causes {' or '.join(myths)} pain."


def body(effects: Sequence[Edge], zones: Iterable[Ref] = ()) -> Body:
    """What a condition may do to back, hip, knee and ankle: the link that is best known for each.

    Args:
        zones: where the condition itself hurts.
    """
    hurts = {word for zone in zones for word in zone.name.split()}
    return Body(tuple(_body_part(joint, effects, hurts) for joint in JOINTS))


def on_body(joint: str, grade: Grade) -> tuple[Body, ...]:
    """One joint on the body with the mark of a grade; nothing for a joint that the body does not show."""
    parts = tuple(
        (one, MARKS[grade], f"the feet may reach it: {GRADE_WORDS[grade]}") if one == joint else (one, "", "")
        for one in JOINTS
    )
    return (Body(parts),) if joint in JOINTS else ()


def _body_part(joint: str, effects: Sequence[Edge], hurts: Collection[str]) -> tuple[str, str, str]:
    edge = next((edge for edge in effects if edge.to_id == joint), None)
    if not edge:
        return joint, "", "it may hurt here itself" if joint in hurts else "no link is known"
    if not edge.supported:
        return joint, "-", "no study shows that it causes pain here"
    return joint, MARKS[edge.grade], f"{_REACHES[edge.relation]}: {GRADE_WORDS[edge.grade]}"


def path_item(path: PathNote, joint: str, names: dict[str, str], edges: dict[str, Edge], evidence: bool) -> Item:
    """A way to the joint, or to a condition of the joint, which is then named."""
    end = "" if path.nodes[-1] == joint else f" (for {mid_sentence(names[path.nodes[-1]])})"
    if len(path.edges) == 1:
        edge = edges[path.edges[0]]
        below = (edge.figures,) if evidence else ()
        return Item(edge.mechanism, names[path.nodes[0]] + end, _cite("", edge.sources, evidence), below)
    steps = ", then ".join(mid_sentence(names[node]) for node in path.nodes[1:-1])
    return Item(f"by way of {steps}.", lead=names[path.nodes[0]] + end)


def statement_item(statement: Statement, evidence: bool) -> Item:
    below = (statement.figures,) if evidence and statement.figures else ()
    return Item(statement.text, note=grade_note(statement.grade, evidence, statement.sources), below=below)


def change_items(changes: Iterable[Change]) -> list[Item]:
    return [Item(change.text, lead=WHO_WORDS[change.who].capitalize()) for change in changes]


def grade_note(grade: Grade, evidence: bool, sources: tuple[str, ...] = ()) -> str:
    return _cite(GRADE_WORDS[grade].removesuffix(", no study found"), sources, evidence)


def _cite(words: str, sources: tuple[str, ...], evidence: bool) -> str:
    return "; ".join(part for part in (words, ", ".join(sources) if evidence else "") if part)


def expected(expect: str, otherwise: str) -> str:
    """What a checkpoint expects, and what to do where it is not so."""
    return f"{expect} {otherwise}" if otherwise.startswith("If ") else f"{expect} If not: {otherwise}"


def reviewed(day: str, due: str) -> str:
    return f"Reviewed {long_date(day)}, next review {long_date(due)}."


def long_date(day: str) -> str:
    """A date as it is said: "3 April 2027"; what is no date stays as it is."""
    year, _, rest = day.partition("-")
    month, _, number = rest.partition("-")
    if not (month.isdecimal() and number.isdecimal() and 1 <= int(month) <= 12):
        return day
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"


def source_blocks(sources: tuple[Source, ...], evidence: bool, reviewed: str) -> Iterable[Block]:
    if evidence:
        items = (Item(f"{s.title}. {s.publisher}{_year(s)}.", s.id, below=_address(s)) for s in sources)
        yield from section("Sources", items)
        yield Para(reviewed, faint=True)
    else:
        yield Heading("How this is known")
        count: dict[str, int] = {}
        for source in sources:
            count[source.kind] = count.get(source.kind, 0) + 1
        told = ", ".join(f"{n} {_kind(kind, n)}" for kind, n in sorted(count.items()))
        yield Para(f"{len(sources)} sources: {told}. {reviewed}".strip(), faint=True)


def _kind(kind: str, number: int) -> str:
    """A kind of source in words, for one or for several of them."""
    word = _KINDS.get(kind, kind.replace("_", " "))
    several = word.replace("study", "studies") if "study" in word else f"{word}s"
    return word if number == 1 else several


def _year(source: Source) -> str:
    return f", {source.year}" if source.year else ""


def _address(source: Source) -> tuple[str, ...]:
    """Where a source is, on a line of its own."""
    address = f"https://doi.org/{source.doi}" if source.doi else source.url
    return (address,) if address else ()


def section(heading: str, items: Iterable[Item], mark: str = "-") -> Iterable[Block]:
    if found := tuple(items):
        yield Heading(heading)
        yield Items(found, mark)


def listed(items: Iterable[Item], mark: str = "-") -> Items:
    return Items(tuple(items), mark)


def brackets(note: str) -> str:
    return f" [{note}]" if note else ""
