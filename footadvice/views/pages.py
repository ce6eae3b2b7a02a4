"""Which blocks each answer is told in, and in which order. Most urgent first, then what to do today."""

from collections.abc import Iterable

from footadvice.answers import (
    DISCLAIMER,
    Answer,
    AskAnswer,
    AskUrgency,
    Candidate,
    CheckAnswer,
    ConditionAnswer,
    ConditionPage,
    Edge,
    ExerciseNote,
    JointAnswer,
    JointPage,
    ListAnswer,
    Meanwhile,
    PathNote,
    RedFlagNote,
    WhyAnswer,
    WouldChange,
)
from footadvice.knowledge.records import Action, Grade, Level, Source, Statement
from footadvice.reasoning.chain import GRADE_WORDS
from footadvice.reasoning.names import Understood, mid_sentence
from footadvice.views.blocks import Block, Box, Branch, Heading, Item, Items, Page, Para, Rows, Title

LEVEL_WORDS: dict[Level, str] = {
    "emergency": "EMERGENCY: get help now",
    "urgent": "URGENT: get seen today",
    "see_clinician": "SEE A CLINICIAN: book a visit",
    "self_care": "NOT URGENT: start at home",
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
_RED_FLAG_WORDS: dict[Level, str] = {
    "emergency": "Get help NOW",
    "urgent": "Get seen TODAY",
    "see_clinician": "Book a visit",
}
_PATHS_SHOWN = 4  # of one start; more would only seem to explain
_BANDS = {
    "likely": "It may be",
    "possible": "Less likely",
    "must_not_miss": "Not to be missed",
    "elsewhere": "It may come from elsewhere",
}
_FREQUENCY_WORDS = {
    "always": "always",
    "very_often": "very often",
    "often": "often",
    "sometimes": "sometimes",
    "rarely": "rarely",
    "never": "speaks against it",
}


def page(answer: Answer, *, evidence: bool = False) -> Page:
    """The blocks of an answer, in reading order.

    Args:
        evidence: also the findings, the figures and every source.
    """
    match answer:
        case ConditionAnswer():
            blocks = [block for one in answer.conditions for block in _condition(one, evidence)]
        case JointAnswer():
            blocks = [block for one in answer.joints for block in _joint(one, evidence)]
        case WhyAnswer():
            blocks = list(_why(answer, evidence))
        case AskAnswer():
            blocks = list(_ask(answer))
        case CheckAnswer():
            blocks = list(_check(answer))
        case ListAnswer():
            return [Rows(tuple((entry.id, entry.name, entry.summary) for entry in answer.entries))]
    return [*blocks, Para(DISCLAIMER, faint=True)]


def _condition(one: ConditionPage, evidence: bool) -> Iterable[Block]:
    yield from _understood(one.understood)
    yield Title(one.name, ", ".join((*one.other_names[:3], *one.icd10cm[:1])))
    yield Para(one.summary)
    yield _urgency(one.urgency.level, one.urgency.text, one.urgency.red_flags)
    if one.zones:
        yield Para(f"Where: {'; '.join(zone.name for zone in one.zones)}.")
    if one.changes_for_you or one.not_for_you:
        yield Heading("Because of whom it is for")
        yield _items([*_changes(one.changes_for_you), *(_not_for(action) for action in one.not_for_you)])
    yield Heading("What to do today")
    yield _items((_action(action, evidence) for action in one.today), mark="1.")
    yield from _section("Warning signs in full", (_red_flag(flag) for flag in one.urgency.red_flags))
    rest = [action for action in one.do if action not in one.today]
    shoes = [action for action in rest if action.kind in ("footwear", "orthosis")]
    yield from _section("What else helps", (_action(a, evidence) for a in rest if a not in shoes))
    yield from _section("Shoes and insoles", (_action(action, evidence) for action in shoes))
    yield from _section("What to avoid", (Item(a.text, note=_grade(a.grade, evidence)) for a in one.avoid))
    yield from _section("Exercises", (_exercise(exercise, evidence) for exercise in one.exercises))
    yield Heading("How long it takes")
    yield Para(one.course.text + _brackets(_grade(one.course.grade, evidence)))
    if evidence and one.course.figures:
        yield Para(one.course.figures, faint=True)
    checks = (Item(f"{c.expect} If not: {c.otherwise}", lead=f"Week {c.weeks}") for c in one.course.checkpoints)
    yield _items(checks)
    yield from _section("Whom to see, and when", (Item(care.when, lead=care.who) for care in one.care))
    yield from _section("What a clinician may do", (_action(action, evidence) for action in one.clinician))
    yield from _section("What it does to ankle, knee, hip and back", (_edge(e, evidence) for e in one.effects))
    brief = _edge if evidence else _brief_edge
    yield from _section("What else it is linked with", (brief(e, evidence) for e in one.leads_to))
    yield from _section("What may lie behind it", (brief(e, evidence) for e in one.behind))
    yield from _section("It could be something else", (Item(o.sign, lead=o.name) for o in one.look_alikes))
    who = [Item(one.how_common.text), *(_statement(cause, evidence) for cause in one.causes)]
    yield from _section("Who gets it, and why", who)
    if rest_changes := [change for change in one.changes if change not in one.changes_for_you]:
        yield from _section("What is different for some people", _changes(rest_changes))
    if one.myth:
        yield Heading("Often said")
        yield Para(f'"{one.myth.belief.rstrip(".")}." {one.myth.truth}{_brackets(_grade(one.myth.grade, evidence))}')
    if evidence:
        signs = (Item(f.name, note=_FREQUENCY_WORDS[f.frequency]) for f in one.findings)
        yield from _section("Signs, and how often (a judgement)", signs)
    yield from _sources(one.sources, evidence, f"Reviewed {one.reviewed}, next review {one.review_due}.")
    if not evidence:
        yield Para(f"More: footadvice condition {one.id} --evidence", faint=True)


def _joint(one: JointPage, evidence: bool) -> Iterable[Block]:
    yield from _understood(one.understood)
    yield Title(f"{one.name} and the feet")
    yield Para(one.verdict)
    yield _red_flag_box(one.red_flags)
    names = {node.id: node.name for node in one.nodes}
    edges = {edge.id: edge for edge in one.edges}
    yield Heading("What in the feet may strain it")
    for group in one.groups:
        yield Para(f"{group.words[0].upper()}{group.words[1:]}:")
        yield _items(_path(path, one.id, names, edges, evidence) for path in group.paths)
    yield from _section("No study found, or studies say no", (_edge(e, evidence) for e in one.not_supported))
    yield from _section("Signs that it comes from the feet", (_statement(s, evidence) for s in one.from_feet))
    yield from _section("Signs that it comes from elsewhere", (_statement(s, evidence) for s in one.from_elsewhere))
    if one.elsewhere:
        yield Para("See also: " + ", ".join(ref.name for ref in one.elsewhere) + ".")
    yield from _section("What to try", (_action(action, evidence) for action in one.actions), mark="1.")
    yield from _section("Warning signs in full", (_red_flag(flag) for flag in one.red_flags))
    yield from _section("Where studies disagree", (_statement(s, evidence) for s in one.disagreements))
    yield from _sources(one.sources, evidence, f"Reviewed {one.reviewed}, next review {one.review_due}.")
    if not evidence:
        yield Para(f"More: footadvice joint {one.id} --evidence, footadvice why {one.id}", faint=True)


def _why(answer: WhyAnswer, evidence: bool) -> Iterable[Block]:
    start = answer.start.name if answer.start else "The feet"
    yield Title(f"{start} and {mid_sentence(answer.end.name)}")
    yield Para(answer.verdict)
    if answer.red_flags:
        yield _red_flag_box(answer.red_flags)
    edges = {edge.id: edge for edge in answer.edges}
    paths = answer.paths[:_PATHS_SHOWN] if answer.start else answer.paths
    if paths:
        yield Heading("From start to end" if answer.start else "What reaches it")
        yield _tree(answer, paths, edges)
        if more := len(answer.paths) - len(paths):
            yield Para(f"{more} longer or weaker detours are left out here. With --json you get them all.", faint=True)
        yield Heading("Step by step")
        yield _items(_edge(edges[id], evidence) for id in dict.fromkeys(id for path in paths for id in path.edges))
    yield from _section("Said, but not supported", (_edge(edge, evidence) for edge in answer.myths))
    yield from _section("The nearest that is known", (_brief_edge(edge, evidence) for edge in answer.nearest))
    matters = (*answer.at_work, *answer.not_at_work)
    yield from _section("Does it matter for you? (a judgement)", map(Item, matters))
    yield from _section("What may help", (_help(help.condition.name, help.action) for help in answer.helps))
    yield from _section("Warning signs in full", (_red_flag(flag) for flag in answer.red_flags))
    yield from _sources(answer.sources, evidence, "")


def _tree(answer: WhyAnswer, paths: tuple[PathNote, ...], edges: dict[str, Edge]) -> Branch:
    """The paths as one tree: forward from the start, or back from the end where anything may be the start."""

    def grow(tails: list[tuple[str, ...]]) -> tuple[Branch, ...]:
        first = dict.fromkeys(tail[0] for tail in tails if tail)
        return tuple(
            Branch(
                edges[id].to_name if answer.start else edges[id].from_name,
                GRADE_WORDS[edges[id].grade],
                grow([tail[1:] for tail in tails if tail and tail[0] == id]),
            )
            for id in first
        )

    root = answer.start or answer.end
    return Branch(root.name, "", grow([path.edges if answer.start else path.edges[::-1] for path in paths]))


def _ask(answer: AskAnswer) -> Iterable[Block]:
    yield from _how_urgent(answer.urgency)
    if not answer.in_scope:
        yield Title("Not covered here")
    for text in answer.answer:
        yield Para(text)
    yield from _may_be(answer.conditions)
    if answer.urgency.level == "none" and answer.intent == "complaint":
        yield Para(answer.urgency.text)
    yield from _meanwhile(answer.meanwhile, answer.would_change)
    if answer.next_question:
        yield Heading("What would tell most")
        yield Para(answer.next_question.text)
    yield from _heard(answer)
    yield from _section("More", map(Item, answer.more))


def _check(answer: CheckAnswer) -> Iterable[Block]:
    yield from _how_urgent(answer.urgency)
    yield from _may_be(answer.conditions if answer.zones else ())
    yield from _meanwhile(answer.meanwhile, answer.would_change)
    if answer.step:
        yield Heading("What to ask next")
        yield Para(answer.step.text)
        if answer.step.kind != "question":
            yield _items(Item(option.text, lead=option.id) for option in answer.step.options)
    yield from _section("More", map(Item, answer.more))


def _how_urgent(urgency: AskUrgency) -> Iterable[Block]:
    if urgency.level != "none":
        flags = (
            Item(f"{flag.sign} Because of: {'; '.join(flag.because)}.", lead=flag.name, below=(flag.do_now,))
            for flag in urgency.red_flags[:3]
        )
        yield Box(urgency.level, f"{LEVEL_WORDS[urgency.level]}. {urgency.text}", tuple(flags))


def _may_be(conditions: tuple[Candidate, ...]) -> Iterable[Block]:
    for band, heading in _BANDS.items():
        yield from _section(heading, (_candidate(one) for one in conditions if one.band == band))


def _meanwhile(meanwhile: Meanwhile, would_change: tuple[WouldChange, ...]) -> Iterable[Block]:
    yield from _section("Safe meanwhile", map(Item, meanwhile.do))
    yield from _section("Leave out meanwhile", map(Item, meanwhile.avoid))
    yield from _section("This answer would change if", (_would_change(one) for one in would_change))


def _candidate(one: Candidate) -> Item:
    reasons = [f"For: {'; '.join(one.speaks_for)}."] if one.speaks_for else []
    if one.speaks_against:
        reasons.append(f"Against: {'; '.join(one.speaks_against)}.")
    return Item(one.summary, lead=one.name, below=tuple(reasons))


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


def _understood(understood: Understood) -> Iterable[Block]:
    if understood.how == "spelling":
        yield Para(f'"{understood.typed}" was taken to mean: {understood.name}.')
    elif understood.how == "code":
        yield Para(f"{understood.typed.upper()} is the code of: {understood.name}.")


def _urgency(level: Level, text: str, flags: tuple[RedFlagNote, ...]) -> Box:
    """How urgent an ordinary case is, and what makes it more so."""
    return Box(level, f"{LEVEL_WORDS[level]}. {text}", _flags_by_level(flags))


def _red_flag_box(flags: tuple[RedFlagNote, ...]) -> Box:
    level = flags[0].level if flags else "self_care"
    return Box(level, "First: get help if one of these is true", _flags_by_level(flags))


def _flags_by_level(flags: tuple[RedFlagNote, ...]) -> tuple[Item, ...]:
    """By name alone, so that the box fits the first screen; the signs in full stand further down."""
    by_level = ((word, [flag for flag in flags if flag.level == each]) for each, word in _RED_FLAG_WORDS.items())
    return tuple(
        Item("; ".join(mid_sentence(f.name) for f in some) + ".", lead=word) for word, some in by_level if some
    )


def _red_flag(flag: RedFlagNote) -> Item:
    applies = f" ({flag.applies_when.rstrip('.')})" if flag.applies_when else ""
    return Item(f"{flag.sign}{applies}", lead=_RED_FLAG_WORDS[flag.level], below=(flag.do_now,))


def _action(action: Action, evidence: bool) -> Item:
    below = (action.figures,) if evidence and action.figures else ()
    return Item(action.text, action.name, _grade(action.grade, evidence, action.sources), below)


def _not_for(action: Action) -> Item:
    reason = " or ".join(WHO_WORDS[who] for who in action.not_for)
    return Item(f"is left out here: it may harm with {reason}.", lead=action.name)


def _help(condition: str, action: Action) -> Item:
    return Item(action.text, f"{condition}: {mid_sentence(action.name)}", _grade(action.grade, False))


def _exercise(exercise: ExerciseNote, evidence: bool) -> Item:
    how = " ".join(exercise.steps)
    below = (f"How much: {exercise.dose.text}", *(f"Harder: {step}" for step in exercise.progressions[:1]))
    return Item(how, exercise.name, _grade(exercise.grade, evidence, exercise.sources), (*below, exercise.stop_if))


def _edge(edge: Edge, evidence: bool) -> Item:
    grade = GRADE_WORDS[edge.grade] if edge.supported else "not supported"
    below = [edge.evidence_against or edge.evidence_for] if not edge.supported else [edge.mechanism]
    if edge.supported and edge.grade == "conflicting":
        below = [edge.mechanism, f"For: {edge.evidence_for}", f"Against: {edge.evidence_against}"]
    below.append(f"Note: {edge.caveat}")
    if evidence:
        below += [edge.evidence_for] * (edge.grade != "conflicting") + [edge.figures]
    return Item(edge.says, note=_cite(grade, edge.sources, evidence), below=tuple(below))


def _brief_edge(edge: Edge, _: bool) -> Item:
    return Item(edge.says, note=GRADE_WORDS[edge.grade] if edge.supported else "not supported")


def _path(path: PathNote, joint: str, names: dict[str, str], edges: dict[str, Edge], evidence: bool) -> Item:
    """A way to the joint, or to a condition of the joint, which is then named."""
    end = "" if path.nodes[-1] == joint else f" to {mid_sentence(names[path.nodes[-1]])}"
    if len(path.edges) == 1:
        edge = edges[path.edges[0]]
        below = (edge.figures,) if evidence else ()
        return Item(edge.mechanism, names[path.nodes[0]] + end, _cite("", edge.sources, evidence), below)
    steps = ", then ".join(mid_sentence(names[node]) for node in path.nodes[1:-1])
    return Item(f"by way of {steps}.", lead=names[path.nodes[0]] + end)


def _statement(statement: Statement, evidence: bool) -> Item:
    below = (statement.figures,) if evidence and statement.figures else ()
    return Item(statement.text, note=_grade(statement.grade, evidence, statement.sources), below=below)


def _changes(changes: Iterable) -> list[Item]:  # type: ignore[type-arg]
    return [Item(change.text, lead=WHO_WORDS[change.who].capitalize()) for change in changes]


def _grade(grade: Grade, evidence: bool, sources: tuple[str, ...] = ()) -> str:
    return _cite(GRADE_WORDS[grade].removesuffix(", no study found"), sources, evidence)


def _cite(words: str, sources: tuple[str, ...], evidence: bool) -> str:
    return "; ".join(part for part in (words, ", ".join(sources) if evidence else "") if part)


def _sources(sources: tuple[Source, ...], evidence: bool, reviewed: str) -> Iterable[Block]:
    if evidence:
        items = (Item(f"{s.title}. {s.publisher}{_year(s)}. {_address(s)}", lead=s.id) for s in sources)
        yield from _section("Sources", items)
        yield Para(reviewed, faint=True)
    else:
        yield Heading("How this is known")
        count: dict[str, int] = {}
        for source in sources:
            count[source.kind] = count.get(source.kind, 0) + 1
        told = ", ".join(f"{n} {kind.replace('_', ' ')}" for kind, n in sorted(count.items()))
        yield Para(f"{len(sources)} sources: {told}. {reviewed}".strip(), faint=True)


def _year(source: Source) -> str:
    return f", {source.year}" if source.year else ""


def _address(source: Source) -> str:
    return f"https://doi.org/{source.doi}" if source.doi else source.url or ""


def _section(heading: str, items: Iterable[Item], mark: str = "-") -> Iterable[Block]:
    if found := tuple(items):
        yield Heading(heading)
        yield Items(found, mark)


def _items(items: Iterable[Item], mark: str = "-") -> Items:
    return Items(tuple(items), mark)


def _brackets(note: str) -> str:
    return f" [{note}]" if note else ""
