"""Each data rule finds the fault it is there for, and names the record. The sound base below has none."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import pytest

from footadvice.knowledge import records as r
from footadvice.knowledge.validation import rules
from footadvice.knowledge.vocabulary import FindingRole, Who
from footadvice.text.lexicon import NEEDED_GROUPS
from tests.small import CUES

Data = dict[str, list[Any]]
S = ("review",)


def statement(text: str = "Tight shoes can rub.") -> r.Statement:
    return r.Statement(text=text, grade="limited", sources=S)


def action(name: str, *, today: bool = True, **other: Any) -> r.Action:
    return r.Action(
        name=name, kind="self_care", measure="ice", text="Cool it for 10 minutes.", today=today, grade="limited",
        sources=S, exercises=("stretch",), **other,
    )  # fmt: skip


def condition(id: str, other: str, **changes: Any) -> r.Condition:
    sound: dict[str, Any] = {
        "id": id,
        "name": id.title(),
        "detail": "full",
        "other_names": (f"{id} one", f"{id} two", f"{id} three"),
        "group": "toes",
        "summary": "A sore toe.",
        "urgency": "self_care",
        "urgency_text": "Not urgent.",
        "red_flags": ("clot",),
        "zones": ("toe",),
        "findings": tuple(r.Presence(finding="sore", frequency="often") for _ in range(5)),
        "how_common": r.HowCommon(band="common", text="Many have it.", grade="limited", sources=S),
        "look_alikes": (r.LookAlike(condition=other, sign="It is red."), r.LookAlike(condition=other, sign="Hot.")),
        "causes": (statement(), statement()),
        "actions": tuple(action(f"Act {n}") for n in range(5)),
        "avoid": (r.Avoid(text="Do not run.", grade="limited", sources=S),),
        "course": r.Course(known=False, text="Not known.", grade="limited", sources=S),
        "care": (r.Care(who="Doctor", when="In 2 weeks."), r.Care(who="Nurse", when="In 1 week.")),
        "sources": S,
        "reviewed": "2026-01-01",
        "review_due": "2027-01-01",
    }
    return r.Condition(**{**sound, **changes})


def roles(phrases: tuple[str, ...]) -> list[r.Finding]:
    """A finding for all roles, and one for each group of people."""
    said = {"kind": "person", "name": "It", "question": "Is it so?", "phrases": phrases}
    every = r.Finding(id="roles", roles=get_args(FindingRole), **said)
    return [every, *(r.Finding(id=f"is-{who.replace('_', '-')}", who=who, **said) for who in get_args(Who))]


def link(start: str = "corn", end: str = "knee", **changes: Any) -> r.Link:
    sound: dict[str, Any] = {
        "id": f"{start}-to-{end}",
        "from_id": start,
        "to_id": end,
        "relation": "leads_to",
        "supported": True,
        "grade": "limited",
        "mechanism": "It may change the gait.",
        "evidence_for": "One study says so.",
        "figures": "n 12.",
        "caveat": "It was small.",
        "sources": S,
    }
    return r.Link(**{**sound, **changes})


def study(id: str = "first", **changes: Any) -> r.Study:
    sound: dict[str, Any] = {
        "id": id,
        "source": "review",
        "links": ("corn-to-knee",),
        "design": "cohort",
        "people": 12,
        "who": "Adults.",
        "compared": "A corn or none.",
        "outcome": "Knee pain.",
        "direction": "for",
        "read": "abstract",
    }
    return r.Study(**{**sound, **changes})


def sound() -> Data:
    phrases = ("red hot", "very itchy", "numb toe skin", "black nail", "rough skin")
    joint = r.Joint(
        id="knee", name="Knee", other_names=("knees",), verdict="A weak link.", red_flags=("clot",),
        from_feet=(statement(),), from_elsewhere=(statement(),), actions=(action("Walk"),), disagreements=(),
        zones=("toe",), sources=S, reviewed="2026-01-01", review_due="2027-01-01",
    )  # fmt: skip
    flag = r.RedFlag(
        id="clot", name="A clot", level="urgent", sign="One calf is hot.", why="It can move.", do_now="Get seen today.",
        regions=("foot",), raised_by=(("sore",),), phrases=phrases, sources=S, reviewed="2026-01-01",
        review_due="2027-01-01",
    )  # fmt: skip
    exercise = r.Exercise(
        id="stretch", name="Stretch", kind="stretch", goal="Ease it.", steps=("Pull.",), dose=r.Dose(text="Daily.", days_a_week=7),
        dose_basis="One trial.", stop_if="Stop if it hurts.", grade="limited", figures="n 12.", sources=S,
    )  # fmt: skip
    return {
        "conditions": [condition("corn", "wart"), condition("wart", "corn")],
        "joints": [joint],
        "links": [link(), link("load", "wart")],
        "factors": [r.Factor(id="load", name="Load", kind="exposure", summary="More weight.", sources=S)],
        "red_flags": [flag],
        "findings": [
            r.Finding(id="sore", kind="pain", name="Sore", question="Is it sore?", phrases=phrases),
            *roles(phrases),
        ],
        "zones": [r.Zone(id="toe", name="the toe", region="foot", phrases=("toe",))],
        "exercises": [exercise],
        "words": [r.Word(id=id, words=(f"{id}x",)) for id in NEEDED_GROUPS],
        "context_cues": [r.ContextCue(**raw) for raw in CUES.values()],
        "codes": [],
        "messages": [
            r.Message(
                id="m-1",
                text="a hard sore spot on my toe",
                label="self_care",
                conditions=("corn",),
                author="a",
                situation="s",
            )
        ],
        "measures": [r.Measure(id="ice", name="Cool it")],
        "tips": [r.Tip(id="shoes", name="Shoes", text="Wide shoes help.", points=(statement(),))],
        "sources": [
            r.Source(id="review", kind="systematic_review", title="T", publisher="P", doi="10.1000/x", read="abstract")
        ],
        "studies": [study()],
    }


def test_the_sound_base_has_no_fault() -> None:
    assert rules.check(sound()) == []


def change(file: str, place: int = 0, **changes: Any) -> Callable[[Data], None]:
    def apply(data: Data) -> None:
        data[file][place] = replace(data[file][place], **changes)

    return apply


def add(file: str, record: Any) -> Callable[[Data], None]:
    return lambda data: data[file].append(record)


BREAKS: list[tuple[str, str, Callable[[Data], None]]] = [
    ("ids-are-unique", "corn", add("conditions", condition("corn", "wart", name="Third", other_names=("a", "b", "c")))),
    ("ids-are-unique", "corn", add("factors", r.Factor(id="corn", name="F", kind="outcome", summary="S.", sources=S))),
    ("references-resolve", "corn", change("conditions", zones=("nowhere",))),
    ("references-resolve", "clot", change("red_flags", raised_by=(("sore", "ghost"),))),
    ("references-resolve", "corn-to-hip", add("links", link("corn", "hip"))),
    ("nothing-is-orphaned", "spare", add("zones", r.Zone(id="spare", name="spare", region="foot", phrases=("x",)))),
    ("nothing-is-orphaned", "spare", add("sources", r.Source(id="spare", kind="trial", title="T", publisher="P", url="https://x.org", read="abstract"))),
    ("messages-are-distinct", "m-2", add("messages", r.Message(id="m-2", text="A hard, sore spot on my toe!", label="urgent", author="b", situation="t"))),
    ("messages-are-of-known-records", "m-3", add("messages", r.Message(id="m-3", text="it haunts my toe at night", label="urgent", red_flags=("ghost",), author="b", situation="t"))),
    ("names-are-unique", "wart", change("conditions", 1, other_names=("Corn One", "b", "c"))),
    ("names-are-unique", "corn", change("conditions", other_names=("Corn", "b", "c"))),
    ("links-are-named-by-their-ends", "odd", change("links", id="odd")),
    ("nothing-leads-to-itself", "corn-to-wart", lambda data: data["links"].extend([link("corn", "wart"), link("wart", "corn")])),
    ("claims-have-sources", "corn", change("conditions", causes=(replace(statement(), sources=()), statement()))),
    ("grades-are-earned", "corn-to-knee", lambda data: (change("sources", kind="textbook")(data), change("links", grade="strong")(data)) and None),
    ("grades-are-not-above-their-studies", "corn-to-knee", change("links", grade="moderate")),
    ("grades-are-not-above-their-studies", "load-to-wart", change("links", 1, grade="moderate")),
    ("grades-are-not-above-their-studies", "corn", change("conditions", actions=(replace(action("Act"), grade="strong"),) * 5)),
    ("lower-grades-say-why", "corn-to-knee", change("links", grade="expert_opinion")),
    ("lower-grades-say-why", "corn-to-knee", change("links", lowered="It was small.")),
    ("what-comes-later-was-followed", "corn-to-knee", change("studies", design="cross_sectional")),
    ("one-pair-has-one-grade", "corn-to-wart", lambda data: data["links"].extend([link("corn", "wart", relation="associated_with"), link("wart", "corn", relation="associated_with")])),
    ("links-cite-their-studies", "corn-to-knee", lambda data: (add("sources", r.Source(id="more", kind="trial", title="T", publisher="P", doi="10.1000/y", read="abstract"))(data), change("links", sources=("review", "more"))(data)) and None),
    ("figures-stand-in-studies", "corn-to-knee", change("links", figures="OR 2.4 (1.1 to 4.0).")),
    ("figures-stand-in-studies", "corn-to-knee", change("links", evidence_for="It took 3 months.")),
    ("cited-ids-resolve", "stretch", change("exercises", dose_basis="10 times (a-page-of-ours).")),
    ("graded-actions-have-studies", "corn", change("conditions", actions=(replace(action("Act"), grade="moderate"),) * 5)),
    ("graded-actions-have-studies", "corn", change("conditions", actions=(replace(action("Act"), grade="conflicting"),) * 5)),
    ("studies-stand-once", "second", add("studies", study("second"))),
    ("studies-are-of-something", "first", change("studies", links=())),
    ("studies-are-of-something", "first", change("studies", actions=("corn/heat",))),
    ("sources-can-be-shown", "review", change("sources", doi=None)),
    ("sources-can-be-shown", "review", change("sources", url="https://www.scribd.com/document/1")),
    ("sources-can-be-shown", "review", change("sources", url="https://www.nhs.uk/search/?q=bunions")),
    ("sources-can-be-shown", "review", change("sources", url="http://192.0.2.7:8081/28595864")),
    ("sources-can-be-shown", "review", change("sources", url="https://www.iatrox.com/guidelines/x")),
    ("sources-can-be-shown", "review", change("sources", title="Title not seen: a review of corns")),
    ("sources-can-be-shown", "review", change("sources", publisher="A journal (read in a news report)")),
    ("sources-stand-once", "twin", add("sources", r.Source(id="twin", kind="trial", title="T", publisher="P", doi="10.1000/X", read="abstract"))),
    ("both-sides-are-told", "corn-to-knee", change("links", grade="conflicting")),
    ("both-sides-are-told", "corn-to-knee", change("links", supported=False)),
    ("full-pages-are-full", "corn", change("conditions", actions=tuple(action(f"A {n}", today=n < 2) for n in range(5)))),
    ("full-pages-are-full", "corn", change("conditions", avoid=())),
    ("look-alikes-look-back", "corn", change("conditions", 1, look_alikes=(r.LookAlike(condition="wart", sign="x"),) * 2)),
    ("conditions-can-be-reached", "corn", change("conditions", zones=(), findings=())),
    ("vocabulary-is-asked-and-said", "sore", change("findings", phrases=("sore",))),
    ("vocabulary-is-asked-and-said", "sore", change("findings", question="Sore.")),
    ("cues-stand-in-their-examples", "answered-no", change("context_cues", pattern="(denies")),
    ("cues-stand-in-their-examples", "answered-no", change("context_cues", pattern="denies|(?i)no")),
    ("cues-stand-in-their-examples", "answered-no", change("context_cues", example="My foot is sore.")),
    ("needed-words-are-there", "", lambda data: data["words"].pop()),
    ("roles-are-held", "", lambda data: data["findings"].pop()),
    ("roles-are-held", "", change("findings", 1, roles=())),
    ("roles-are-held", "sore", change("findings", who="child")),
    ("opposites-answer-each-other", "sore", change("findings", opposite="is-child")),
    ("a-yes-means-the-sign-is-there", "cannot-walk", add("findings", r.Finding(id="cannot-walk", kind="pain", name="Cannot walk", question="Can you walk?", phrases=("a", "b")))),
    ("phrases-say-enough", "sore", change("findings", phrases=("a bit sore", "very itchy", "black nail", "hot red", "cold blue"))),
    ("red-flags-can-be-raised", "clot", change("red_flags", raised_by=())),
    ("red-flags-can-be-raised", "clot", change("red_flags", level="self_care")),
    ("urgency-agrees-with-red-flags", "corn", change("conditions", urgency="emergency")),
    ("nothing-leads-to-itself", "toe", change("zones", within=("toe",))),
    ("nothing-leads-to-itself", "sore", change("findings", implies=("sore",))),
    ("dates-are-days", "clot", change("red_flags", reviewed="2026-02-30")),
    ("what-is-avoided-is-not-advised", "corn", change("conditions", avoid=(r.Avoid(text="No.", grade="limited", sources=S, exercises=("stretch",)),))),
    ("what-is-avoided-is-not-advised", "corn", change("conditions", exercise_waits=True)),
    ("doses-are-those-of-their-action", "corn", change("conditions", actions=(replace(action("Act"), text="Pull 3 days a week."),) * 5)),
    ("doses-are-those-of-their-action", "corn", change("conditions", actions=(replace(action("Act"), doses=(r.PairDose(exercise="squat", dose=r.Dose(text="Daily.", days_a_week=7)),)),) * 5)),
    ("reviews-are-due", "corn", change("conditions", review_due="2025-01-01")),
    ("words-are-safe", "corn", change("conditions", summary="Take 400 mg a day.")),
    ("words-are-safe", "corn", change("conditions", name="Corn, nothing serious")),
    ("no-country-is-assumed", "clot", change("red_flags", do_now="Ring 999 now.")),
    ("words-are-safe", "corn", change("conditions", urgency_text="There is nothing to worry about.")),
    ("text-fits-every-terminal", "corn", change("conditions", summary="Go \u2192 now.")),
    ("text-fits-every-terminal", "corn", change("conditions", summary="Two  spaces.")),
    ("sentences-are-short", "corn", change("conditions", summary="one " * 26 + "end.")),
    ("nothing-is-left-to-fill", "corn", change("conditions", summary="To be written: what it is.")),
    ("words-are-plain", "stretch", change("exercises", goal="Proprioceptive neuromuscular facilitation methodologies. " * 8)),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "record", "break_it"), BREAKS)
def test_each_rule_finds_its_fault(rule: str, record: str, break_it: Callable[[Data], None]) -> None:
    data = sound()
    break_it(data)
    assert (rule, record) in {(fault.rule, fault.record) for fault in rules.check(data)}


def test_every_rule_is_broken_by_some_test() -> None:
    broken = {rule for rule, _, _ in BREAKS}
    assert {rule.__name__.replace("_", "-") for rule in rules.RULES} == broken


def test_a_fault_says_file_record_field_and_repair() -> None:
    data = sound()
    change("conditions", zones=("nowhere",))(data)
    fault = next(fault for fault in rules.check(data) if fault.rule == "references-resolve")
    assert str(fault) == 'conditions.json: corn: zones: "nowhere" is not in zones.json (add it or mend the id)'
