"""Which blocks each answer is told in, and in which order. Most urgent first, then what to do today."""

from collections.abc import Iterable

from footadvice.answers.ask_answer import AskAnswer, CheckAnswer
from footadvice.answers.document import DISCLAIMER, Answer
from footadvice.answers.handout_answer import HandoutAnswer, MapAnswer
from footadvice.answers.page_answers import (
    ConditionAnswer,
    ConditionPage,
    Edge,
    Entry,
    JointAnswer,
    JointPage,
    ListAnswer,
    PathNote,
    WhyAnswer,
)
from footadvice.answers.plan_answer import CompareAnswer, PlanAnswer
from footadvice.knowledge.names import mid_sentence
from footadvice.reasoning.link_graph import GRADE_WORDS
from footadvice.render import ask_page
from footadvice.render.blocks import Block, Branch, Heading, Item, Page, Para, Rows, Title
from footadvice.render.page_items import (
    FREQUENCY_WORDS,
    action_item,
    brackets,
    brief_edge_item,
    change_items,
    changed,
    edge_item,
    exercise_item,
    grade_note,
    help_item,
    left_out_item,
    listed,
    path_item,
    red_flag_box,
    red_flag_item,
    section,
    source_blocks,
    statement_item,
    understood,
    urgency_box,
)

_PATHS_SHOWN = 4  # of one start; more would only seem to explain


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
            blocks = list(ask_page.ask(answer))
        case CheckAnswer():
            blocks = list(ask_page.check(answer))
        case MapAnswer() | HandoutAnswer():
            from footadvice.render import handout_page

            blocks = list(handout_page.page(answer))
        case CompareAnswer():
            from footadvice.render import compare_page

            blocks = list(compare_page.compare(answer, evidence))
        case PlanAnswer():
            from footadvice.render import plan_page

            blocks = list(plan_page.plan(answer, evidence))
        case ListAnswer():
            return [Rows(tuple((entry.id, entry.name, _listed(entry)) for entry in answer.entries))]
    return [*blocks, Para(DISCLAIMER, faint=True)]


def _listed(entry: Entry) -> str:
    return " ".join((entry.summary, *changed(entry.changed_by)))


def _condition(one: ConditionPage, evidence: bool) -> Iterable[Block]:
    yield from understood(one.understood)
    yield Title(one.name, ", ".join((*one.other_names[:3], *one.icd10cm[:1])))
    yield Para(one.summary)
    yield from map(Para, changed(one.changed_by))
    # "See somebody the same day" for this very person comes before what holds for most.
    text = " ".join((*(change.text for change in one.changes_for_you), one.urgency.text))
    yield urgency_box(one.urgency.level, text, one.urgency.red_flags)
    if one.zones:
        yield Para(f"Where: {'; '.join(zone.name for zone in one.zones)}.")
    yield from section("Left out because of whom it is for", map(left_out_item, one.not_for_you))
    yield Heading("What to do today")
    yield listed((action_item(action, evidence) for action in one.today), mark="1.")
    yield from section("Warning signs in full", (red_flag_item(flag) for flag in one.urgency.red_flags))
    rest = [action for action in one.do if action not in one.today]
    shoes = [action for action in rest if action.kind in ("footwear", "orthosis")]
    yield from section("What else helps", (action_item(a, evidence) for a in rest if a not in shoes))
    yield from section("Shoes and insoles", (action_item(action, evidence) for action in shoes))
    yield from section("What to avoid", (Item(a.text, note=grade_note(a.grade, evidence)) for a in one.avoid))
    yield from section("Exercises", (exercise_item(exercise, evidence) for exercise in one.exercises))
    yield Heading("How long it takes")
    yield Para(one.course.text + brackets(grade_note(one.course.grade, evidence)))
    if evidence and one.course.figures:
        yield Para(one.course.figures, faint=True)
    checks = (Item(f"{c.expect} If not: {c.otherwise}", lead=f"Week {c.weeks}") for c in one.course.checkpoints)
    yield listed(checks)
    yield from section("Whom to see, and when", (Item(care.when, lead=care.who) for care in one.care))
    yield from section("What a clinician may do", (action_item(action, evidence) for action in one.clinician))
    yield from section("Links to ankle, knee, hip and back", (edge_item(e, evidence) for e in one.effects))
    brief = edge_item if evidence else brief_edge_item
    yield from section("What else it is linked with", (brief(e, evidence) for e in one.leads_to))
    yield from section("What may lie behind it", (brief(e, evidence) for e in one.behind))
    yield from section("It could be something else", (Item(o.sign, lead=o.name) for o in one.look_alikes))
    who = [Item(one.how_common.text), *(statement_item(cause, evidence) for cause in one.causes)]
    yield from section("Who gets it, and why", who)
    if rest_changes := [change for change in one.changes if change not in one.changes_for_you]:
        yield from section("What is different for some people", change_items(rest_changes))
    if one.myth:
        yield Heading("Often said")
        yield Para(f'"{one.myth.belief.rstrip(".")}." {one.myth.truth}{brackets(grade_note(one.myth.grade, evidence))}')
    if evidence:
        signs = (Item(f.name, note=FREQUENCY_WORDS[f.frequency]) for f in one.findings)
        yield from section("Signs, and how often (a judgement)", signs)
    yield from source_blocks(one.sources, evidence, f"Reviewed {one.reviewed}, next review {one.review_due}.")
    if not evidence:
        yield Para(f"More: footadvice condition {one.id} --evidence", faint=True)


def _joint(one: JointPage, evidence: bool) -> Iterable[Block]:
    yield from understood(one.understood)
    yield Title(f"{one.name} and the feet")
    yield Para(one.verdict)
    yield from map(Para, changed(one.changed_by))
    yield red_flag_box(one.red_flags)
    names = {node.id: node.name for node in one.nodes}
    edges = {edge.id: edge for edge in one.edges}
    yield Heading("What in the feet may strain it")
    for group in one.groups:
        yield Para(f"{group.words[0].upper()}{group.words[1:]}:")
        yield listed(path_item(path, one.id, names, edges, evidence) for path in group.paths)
    yield from section("No study found, or studies say no", (edge_item(e, evidence) for e in one.not_supported))
    yield from section("Signs that it comes from the feet", (statement_item(s, evidence) for s in one.from_feet))
    yield from section("Signs that it comes from elsewhere", (statement_item(s, evidence) for s in one.from_elsewhere))
    if one.elsewhere:
        yield Para("See also: " + ", ".join(ref.name for ref in one.elsewhere) + ".")
    yield from section("What to try", (action_item(action, evidence) for action in one.actions), mark="1.")
    yield from section("Warning signs in full", (red_flag_item(flag) for flag in one.red_flags))
    yield from section("Where studies disagree", (statement_item(s, evidence) for s in one.disagreements))
    yield from source_blocks(one.sources, evidence, f"Reviewed {one.reviewed}, next review {one.review_due}.")
    if not evidence:
        yield Para(f"More: footadvice joint {one.id} --evidence, footadvice why {one.id}", faint=True)


def _why(answer: WhyAnswer, evidence: bool) -> Iterable[Block]:
    start = answer.start.name if answer.start else "The feet"
    yield Title(f"{start} and {mid_sentence(answer.end.name)}")
    yield Para(answer.verdict)
    if answer.red_flags:
        yield red_flag_box(answer.red_flags)
    edges = {edge.id: edge for edge in answer.edges}
    paths = answer.paths[:_PATHS_SHOWN] if answer.start else answer.paths
    if paths:
        yield Heading("From start to end" if answer.start else "What reaches it")
        yield _tree(answer, paths, edges)
        if more := len(answer.paths) - len(paths):
            yield Para(f"{more} longer or weaker detours are left out here. With --json you get them all.", faint=True)
        yield Heading("Step by step")
        yield listed(edge_item(edges[id], evidence) for id in dict.fromkeys(id for path in paths for id in path.edges))
    yield from section("Said, but not supported", (edge_item(edge, evidence) for edge in answer.myths))
    yield from section("The nearest that is known", (brief_edge_item(edge, evidence) for edge in answer.nearest))
    matters = (*answer.at_work, *answer.not_at_work)
    yield from section("Does it matter for you? (a judgement)", map(Item, matters))
    yield from section("What may help", (help_item(help.condition.name, help.action) for help in answer.helps))
    yield from section("Warning signs in full", (red_flag_item(flag) for flag in answer.red_flags))
    yield from source_blocks(answer.sources, evidence, "")


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
