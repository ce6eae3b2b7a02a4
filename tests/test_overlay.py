"""Overlays add to our knowledge and make it more careful. One that would make it less so is refused, and says why."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from footadvice.advisor import Advisor
from footadvice.errors import KnowledgeBaseError
from footadvice.knowledge.levels import LEVELS, is_above
from footadvice.knowledge.outside_files import MOST_BYTES
from footadvice.knowledge.overlays.merge_rules import MAY_CHANGE, RefusedError, changed
from footadvice.knowledge.overlays.overlay import Overlaid, check, lay
from footadvice.knowledge.records import FILES, Condition, Exercise, Joint, Link, RedFlag
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import GRADES
from tests.conftest import ROOT, Run

Json = dict[str, Any]
SOURCE: Json = {
    "id": "riverside-pathway", "kind": "public_health", "title": "Foot pathway", "publisher": "Riverside foot clinic",
    "url": "https://riverside.example/feet", "read": "full_text",
}  # fmt: skip
CLAIM: Json = {"grade": "expert_opinion", "sources": ["riverside-pathway"]}


def condition(id: str = "welly-rub", **changes: Any) -> Json:
    return {
        "id": id, "name": "Welly rub", "detail": "short", "other_names": ["boot rub"], "group": "skin",
        "summary": "Skin rubbed sore by rubber boots.", "urgency": "see_clinician", "urgency_text": "Go this week.",
        "red_flags": ["diabetic-foot-new-problem"], "zones": ["heel-back"], "findings": [],
        "how_common": {"band": "uncommon", "text": "Some have it.", **CLAIM},
        "course": {"known": False, "text": "Not known.", **CLAIM}, "care": [{"who": "Nurse", "when": "This week."}],
        "sources": ["riverside-pathway"], "reviewed": "2026-11-01", "review_due": "2027-11-01", **changes,
    }  # fmt: skip


def link(start: str, end: str, **changes: Any) -> Json:
    return {
        "id": f"{start}-to-{end}", "from_id": start, "to_id": end, "relation": "leads_to", "supported": True,
        "mechanism": "It may change the gait.", "evidence_for": "One study.", "figures": "n 12.", "caveat": "Small.",
        **CLAIM, **changes,
    }  # fmt: skip


def overlay(add: Json | None = None, change: Json | None = None, id: str = "riverside") -> Json:
    name = {"id": id, "name": f"{id.title()} foot clinic", "version": "2026.11"}
    document: Json = {"schema_version": 1, "overlay": name, "add": {"sources": [SOURCE], **(add or {})}}
    return document | ({"change": change} if change else {})


def changing(file: str, id: str, **fields: Any) -> Json:
    return {"schema_version": 1, "overlay": overlay()["overlay"], "change": {file: {id: fields}}}


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(document: Any, name: str = "mine.json") -> Path:
        path = tmp_path / name
        path.write_text(document if isinstance(document, str) else json.dumps(document, indent=1), encoding="utf-8")
        return path

    return written


def laid(kb: KnowledgeBase, *paths: Path) -> Overlaid:
    return lay(kb, paths)


def refusal(kb: KnowledgeBase, *paths: Path) -> str:
    with pytest.raises(KnowledgeBaseError) as caught:
        lay(kb, paths)
    return caught.value.message


# What overlays are for


def test_a_clinic_adds_its_own_and_says_more(kb: KnowledgeBase, write: Write) -> None:
    change = {
        "conditions": {
            "bunions": {
                "name": "Ballenzeh",
                "urgency": "see_clinician",
                "urgency_text": "We see each new bunion.",
                "care": [{"who": "Riverside", "when": "Ring 01234 999."}],
            }
        },
        "red_flags": {"septic-joint": {"do_now": "Then ring us."}},
        "links": {"bunions-to-knee": {"grade": "conflicting", "evidence_against": "We see few."}},
    }
    mine = laid(kb, write(overlay({"conditions": [condition()]}, change)))
    ours, theirs = kb.get(Condition, "bunions"), mine.get(Condition, "bunions")
    assert mine.get(Condition, "welly-rub").name == "Welly rub"
    assert (theirs.name, theirs.other_names[0]) == ("Ballenzeh", "Bunions")
    assert (ours.urgency, theirs.urgency) == ("self_care", "see_clinician")
    assert theirs.urgency_text == f"We see each new bunion. (Riverside foot clinic) {ours.urgency_text}"
    assert theirs.care[:-1] == ours.care
    assert theirs.care[-1].when == "Ring 01234 999. (Riverside foot clinic)"
    before = kb.get(RedFlag, "septic-joint").do_now
    assert mine.get(RedFlag, "septic-joint").do_now == f"{before} Then ring us. (Riverside foot clinic)"
    assert mine.get(Link, "bunions-to-knee").grade == "conflicting"


def test_answers_say_what_an_overlay_changed(run: Run, write: Write) -> None:
    path = write(overlay({"conditions": [condition()]}, {"conditions": {"bunions": {"other_names": ["Ballenzeh"]}}}))
    document = json.loads(run("condition", "ballenzeh", "welly-rub", "--json", "--kb", str(path)).out)
    name = {"id": "riverside", "name": "Riverside foot clinic", "version": "2026.11"}
    assert document["knowledge_base"]["overlays"] == [name]
    changed, added = (page["changed_by"] for page in document["conditions"])
    assert changed == [{"overlay": name, "how": "changed", "fields": ["other_names"]}]
    assert added == [{"overlay": name, "how": "added", "fields": []}]
    page = run("condition", "bunions", "--plain", "--kb", str(path)).out
    assert "Changed (other names) by Riverside foot clinic (2026.11)." in page
    assert "Added by Riverside foot clinic" in run("list", "conditions", "--plain", "--kb", str(path)).out
    untouched = json.loads(run("condition", "gout", "--json", "--kb", str(path)).out)
    assert untouched["conditions"][0]["changed_by"] == []


@pytest.mark.parametrize(
    "args",
    [
        ("compare", "bunions", "gout"),
        ("map", "big-toe-joint-inner"),
        ("handout", "bunions"),
        ("handout", "bunions", "--plain"),
    ],
    ids=" ".join,
)
def test_every_page_says_that_an_overlay_changed_a_condition(run: Run, write: Write, args: tuple[str, ...]) -> None:
    path = write(changing("conditions", "bunions", other_names=["Ballenzeh"]))
    assert "Changed (other names) by Riverside foot clinic (2026.11)." in run(*args, "--plain", "--kb", str(path)).out
    if "-o" not in args:
        assert '"how": "changed"' in run(*args, "--json", "--kb", str(path)).out


def test_a_plan_says_that_an_overlay_changed_an_exercise(run: Run, write: Write) -> None:
    path = write(changing("exercises", "toe-spread-out", stop_if="Ring us."))
    said = "Changed (when to stop) by Riverside foot clinic (2026.11)."
    assert said in run("plan", "bunions", "--plain", "--kb", str(path)).out


def test_what_is_added_is_asked_for_searched_and_checked_like_ours(kb: KnowledgeBase, write: Write) -> None:
    advisor = Advisor(laid(kb, write(overlay({"conditions": [condition(zones=["heel-back"])]}))))
    assert "welly-rub" in [entry.id for entry in advisor.listing("conditions").entries]
    assert "welly-rub" in [one.id for one in advisor.ask("is it a welly rub at the back of my heel").conditions]
    assert advisor.check(("heel-back",), no=("screen",)).conditions


def test_what_is_changed_is_still_used_by_what_is_not(kb: KnowledgeBase, write: Write) -> None:
    used = next(id for raw in kb.raw(Condition).values() for action in raw["actions"] for id in action.get("exercises", ()))  # fmt: skip
    path = write(changing("exercises", used, stop_if="Ring us."))
    assert check(kb, path) == []


def test_several_are_laid_on_in_order_and_later_ones_raise_again(kb: KnowledgeBase, write: Write) -> None:
    first = write(changing("red_flags", "not-getting-better", level="urgent"), "a.json")
    second = changing("red_flags", "not-getting-better", level="emergency")
    second["overlay"]["id"] = "hill"
    mine = laid(kb, first, write(second, "b.json"))
    assert mine.get(RedFlag, "not-getting-better").level == "emergency"
    assert [mark.overlay.id for mark in mine.changed_by(RedFlag, "not-getting-better")] == ["riverside", "hill"]
    assert laid(kb, write(second, "b.json"), first).get(RedFlag, "not-getting-better").level == "emergency"
    assert 'two overlays have the id "riverside"' in refusal(kb, first, first)


def test_overlays_that_agree_stand_together(kb: KnowledgeBase, write: Write) -> None:
    raising = {"urgency": "see_clinician", "urgency_text": "We see all.", "other_names": ["Ballenzeh"]}
    documents = [overlay(change={"conditions": {"bunions": raising}, "links": {"bunions-to-knee": {"grade": "expert_opinion"}}}, id=id) for id in ("hill", "river", "vale")]  # fmt: skip
    mine = laid(kb, *(write(document, f"{n}.json") for n, document in enumerate(documents)))
    page = mine.get(Condition, "bunions")
    assert page.urgency == "see_clinician"
    assert page.other_names.count("Ballenzeh") == 1
    assert [mark.overlay.id for mark in mine.changed_by(Condition, "bunions")] == ["hill", "river", "vale"]


def test_a_level_is_the_most_urgent_of_several_overlays(kb: KnowledgeBase, write: Write) -> None:
    levels = ("urgent", "emergency", "see_clinician")
    paths = [
        write(overlay(change={"conditions": {"bunions": {"urgency": level, "urgency_text": "We see all."}}}, id=level.replace("_", "-")), f"{level}.json")
        for level in levels
    ]  # fmt: skip
    assert laid(kb, *paths).get(Condition, "bunions").urgency == "emergency"


def raising(id: str) -> Json:
    return overlay(change={"conditions": {id: {"urgency": "emergency", "urgency_text": "We want to see all."}}})


def test_a_raised_page_takes_no_warning_of_another_away(kb: KnowledgeBase, write: Write) -> None:
    ours, mine = Advisor(kb), Advisor(laid(kb, write(raising("muscle-cramps"))))
    pair = ["muscle-cramps", "deep-vein-thrombosis"]
    for before, after in ((ours.handout(pair), mine.handout(pair)), (ours.plan(pair), mine.plan(pair))):
        assert {one.text for one in before.avoid} <= {one.text for one in after.avoid}
        assert "Today for one swollen leg." in after.urgency.text or before.urgency.text in after.urgency.text
    assert "Rub it" not in {one.action.name for one in mine.handout(pair).do}
    assert mine.handout(pair).do[0].action.name == "Get seen today"


@pytest.mark.parametrize("serious", ["charcot-foot", "compartment-syndrome", "deep-vein-thrombosis", "foot-ulcer"])
@pytest.mark.parametrize("raised", ["muscle-cramps", "ankle-sprain", "growing-pains", "corns-and-calluses"])
@pytest.mark.slow
def test_whatever_is_raised_our_first_things_to_do_stay(
    kb: KnowledgeBase, write: Write, raised: str, serious: str
) -> None:
    ours, mine = Advisor(kb), Advisor(laid(kb, write(raising(raised))))
    pair = [raised, serious]
    assert {one.action.name for one in ours.handout(pair).do[:3]} <= {one.action.name for one in mine.handout(pair).do}
    assert {one.name for one in ours.plan(pair).do} <= {one.name for one in mine.plan(pair).do}
    assert {one.text for one in ours.plan(pair).avoid} <= {one.text for one in mine.plan(pair).avoid}


def test_an_emergency_of_an_overlay_silences_no_go_now(kb: KnowledgeBase, write: Write) -> None:
    rest = {"text": "Do not stop walking. Do not go anywhere.", "measure": "full-rest", **CLAIM}
    care = {"text": "Leave it be.", "measure": "urgent-care", **CLAIM}
    own = condition(urgency="emergency", urgency_text="Come at once.", red_flags=["septic-joint"], avoid=[rest, care])
    mine = Advisor(laid(kb, write(overlay({"conditions": [own]}))))
    for id, first in (("compartment-syndrome", "Go now"), ("charcot-foot", "Stop walking on it now")):
        assert first in {one.action.name for one in mine.handout(["welly-rub", id]).do}
        assert first in {one.name for one in mine.plan(["welly-rub", id]).do}


def test_where_overlays_come_from(run: Run, write: Write, tmp_path: Path) -> None:
    def marks(*args: str, **env: str) -> list[str]:
        ran = run("condition", "gout", "--json", *args, env=env)
        return [one["id"] for one in json.loads(ran.out)["knowledge_base"]["overlays"]]

    a, b, c = (write(overlay({"tips": []}, id=id), f"{id}.json") for id in "abc")
    folder = tmp_path / "settings" / "footadvice" / "kb"
    for path in (a, b, c):
        document = json.loads(path.read_text(encoding="utf-8"))
        document["add"] = {}
        document["change"] = {"conditions": {"gout": {"other_names": [f"gout of {path.stem}"]}}}
        path.write_text(json.dumps(document), encoding="utf-8")
    listed = os.pathsep.join(map(str, (a, b)))
    assert marks("--kb", str(b), "--kb", str(a), FOOTADVICE_KB=str(c)) == ["b", "a"]
    assert marks(FOOTADVICE_KB=listed) == ["a", "b"]
    assert marks(FOOTADVICE_KB="") == []
    if sys.platform == "linux":
        script = "import os; os.environ.pop('FOOTADVICE_KB'); from footadvice.cli.options import overlays; print(*overlays(None))"
        settings = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "settings")}

        def found() -> str:
            return subprocess.run(
                [sys.executable, "-c", script], env=settings, capture_output=True, text=True, check=True
            ).stdout.strip()

        assert found() == ""
        folder.mkdir(parents=True)
        assert found() == ""
        (folder / "c.json").write_bytes(c.read_bytes())
        assert found() == str(folder)
    whole = tmp_path / "several"
    whole.mkdir()
    for path in (a, c):
        (whole / path.name).write_bytes(path.read_bytes())
    assert marks("--kb", str(whole)) == ["a", "c"]


def test_the_overlay_in_the_readme_works(kb: KnowledgeBase, write: Write) -> None:
    text = (ROOT / "docs" / "overlays.md").read_text(encoding="utf-8")
    mine = laid(kb, write(text.split("```json\n")[1].split("```")[0]))
    assert mine.get(Condition, "bunions").care[-1].when.startswith("Ring 01234 567890")


# What none of them may do


CHEATS: list[tuple[str, Json, str]] = [
    ("lower a level", changing("conditions", "gout", urgency="self_care", urgency_text="Wait."), "gout: urgency: would not raise urgent"),
    ("lower a red flag", changing("red_flags", "dvt", level="self_care"), "dvt: level: would not raise"),
    ("say nothing of why", changing("conditions", "bunions", urgency="see_clinician"), "bunions: urgency: is raised, and nothing says why"),
    ("drop red flags", changing("conditions", "bunions", red_flags=[]), "bunions: red_flags: adds nothing, and nothing of ours can be dropped"),
    ("list fewer red flags", changing("conditions", "bunions", red_flags=["septic-joint"]), '"septic-joint" is there already'),
    ("null a list", changing("conditions", "bunions", red_flags=None), "bunions: red_flags: "),
    ("change a sign", changing("red_flags", "dvt", sign="It is nothing."), "dvt: sign: is not for an overlay to change"),
    ("narrow a flag", changing("red_flags", "dvt", only_for=["diabetes"]), "dvt: only_for: is not for an overlay to change"),
    ("explain a flag away", changing("red_flags", "dvt", not_with=["redness"]), "dvt: not_with: is not for an overlay to change"),
    ("drop phrases", changing("red_flags", "dvt", phrases=[]), "dvt: phrases: adds nothing"),
    ("drop what raises it", changing("red_flags", "dvt", raised_by=[]), "dvt: raised_by: adds nothing"),
    ("an empty way to raise it", changing("red_flags", "dvt", raised_by=[[]]), "dvt: raised_by: has no findings"),
    ("decoys", changing("findings", "redness", decoys=["my foot is red"]), "redness: decoys: is not for an overlay to change"),
    ("raise a grade", changing("links", "bunions-to-knee", grade="strong"), "bunions-to-knee: grade: would not weaken limited"),
    ("prove a myth", changing("links", "hammertoes-to-knee", supported=True), "supported: is not for an overlay to change"),
    ("drop sources", changing("links", "bunions-to-knee", sources=[]), "bunions-to-knee: sources: adds nothing"),
    ("better sources", changing("sources", "nhs-bakers-cyst-copy", kind="trial"), "change.sources: is nothing that an overlay can change"),
    ("drop avoid", changing("conditions", "bunions", avoid=[]), "bunions: avoid: adds nothing"),
    ("reword a summary", changing("conditions", "bunions", summary="All is well."), "summary: is not for an overlay to change"),
    ("never to be reviewed", changing("conditions", "bunions", review_due="2099-01-01"), "review_due: is not for an overlay"),
    ("shadow an id", overlay({"conditions": [condition("bunions")]}), "bunions: id: is there already"),
    ("shadow a joint", overlay({"conditions": [condition("knee")]}), "knee: id: is also the id of a condition, joint or factor"),
    ("shadow a name", overlay({"conditions": [condition(other_names=["bunion"])]}), '"bunion" also means bunions'),
    ("take a name of another kind", overlay({"conditions": [condition(other_names=["Rolling in", "Knees"])]}), '"Knees" also means knee'),
    ("take a factor's name", overlay({"conditions": [condition(other_names=["high heels"])]}), 'welly-rub: other_names: "high heels" also means high-heels'),
    ("take a name among factors", overlay({"factors": [{"id": "my-heels", "name": "My heels", "other_names": ["high heels"], "kind": "exposure", "summary": "Heels.", "sources": ["riverside-pathway"]}]}), 'my-heels: other_names: "high heels" also means high-heels'),
    ("give a factor a joint's name", changing("factors", "high-heels", other_names=["lower back"]), 'high-heels: other_names: "lower back" also means back'),
    ("take a name", changing("conditions", "bunions", name="Gout"), '"Gout" also means'),
    *(
        (f"take {name}", changing("conditions", "blisters", other_names=[name]), f'"{name}" is taken for')
        for name in ("blood clott", "cauda equine", "charcott foot", "broken ancle", "charcot  fo-ot", "D V T s", "gangrean")
    ),
    *(
        (f"reassure by {name}", changing("conditions", "deep-vein-thrombosis", name=name), "reassures")
        for name in ("Safe to ignore", "No need to worry", "Harmless lump", "Normal swelling", "Not serious")
    ),
    *(("an unseen name", changing("conditions", "bunions", other_names=[name]), "cannot be seen") for name in ("---", "\u3164 \u2800", "\u3164")),
    *(
        (f"keep away by {text}", changing("red_flags", "dvt", do_now=text), "keeps somebody from care")
        for text in ("Do not call an ambulance.", "You do not need to see a doctor.", "It is safe to ignore.", "Stay at home and relax.", "It goes away by itself.")
    ),
    ("keep away in an urgent text", changing("conditions", "deep-vein-thrombosis", care=[{"who": "Us", "when": "There is no need to ring today."}]), "keeps somebody from care"),
    ("warn of care", changing("conditions", "bunions", avoid=[{"text": "Leave it.", "measure": "urgent-care", **CLAIM}]), 'warns of "urgent-care", which harms nobody'),
    ("say to do what is warned of", changing("conditions", "deep-vein-thrombosis", actions=[{"name": "Ease it", "kind": "self_care", "measure": "relative-rest", "text": "Rub the leg well.", "today": True, "grade": "expert_opinion", "sources": ["nhs-dvt"]}]), "says to rub, which our page warns of"),
    ("change what is not there", changing("conditions", "bunion-of-mine", other_names=["x y"]), "bunion-of-mine: is not in conditions.json"),
    ("point to nothing", overlay({"conditions": [condition(zones=["nowhere"])]}), 'welly-rub: zones: "nowhere" is not in zones.json'),
    ("no source", overlay({"conditions": [condition(course={"known": False, "text": "x", "grade": "limited", "sources": []})]}), "has a grade and no source"),
    ("an unearned grade", overlay({"conditions": [condition(causes=[{"text": "Boots.", **CLAIM, "grade": "strong"}])]}), "is strong but cites no guideline"),
    ("a cycle", overlay({"conditions": [condition(), condition("welly-two", name="W two", other_names=["w 2"])], "links": [link("welly-rub", "welly-two"), link("welly-two", "welly-rub")]}), "leads back to itself"),
    ("findings in a cycle", overlay({"findings": [{"id": f"my-{a}", "kind": "look", "name": a, "question": "Is it so?", "phrases": [f"very {a} skin"], "implies": [f"my-{b}"]} for a, b in ("xy", "yx")]}), "leads back to itself"),
    ("a dose", changing("conditions", "bunions", care=[{"who": "Us", "when": "Take 400 mg a day."}]), "names a dose"),
    ("reassure", changing("conditions", "bunions", name="Bunions, nothing serious"), "diagnoses or reassures"),
    ("hide behind a word", overlay({"words": [{"id": "fine", "words": ["numb"]}]}), "add.words: is nothing that an overlay can add"),
    ("recommend what harms", changing("conditions", "bunions", actions=[{"name": "Ice it", "kind": "self_care", "measure": "ice", "text": "Cool it.", "today": True, "grade": "expert_opinion", "sources": ["nhs-bunions-report-2022"]}]), 'leaves out whom ours of "ice" is not for: diabetes'),
    ("remove", {**overlay(), "remove": {"red_flags": ["dvt"]}}, "remove: is no part of an overlay"),
    ("an escape", changing("conditions", "bunions", other_names=["\x1b[2Jgone"]), "holds a character that cannot be shown: U+001B"),
    ("turned text", changing("conditions", "bunions", other_names=["\u202egnp"]), "U+202E"),
    ("half a character", changing("conditions", "bunions", other_names=["\ud800"]), "U+D800"),
    ("an escape in a key", changing("conditions", "bunions", **{"\x1b[2J": 1}), "?[2J: is not for an overlay to change"),
    ("another version", {**overlay(), "schema_version": True}, "schema_version: must be 1"),
    ("no name", {"schema_version": 1, "add": {}}, 'must be an object with "schema_version", "overlay"'),
    ("nothing in it", {"schema_version": 1, "overlay": overlay()["overlay"]}, "adds and changes nothing"),
    ("an array", [1], "must be an object"),  # type: ignore[list-item]
]  # fmt: skip


@pytest.mark.parametrize(("document", "said"), [case[1:] for case in CHEATS], ids=[case[0] for case in CHEATS])
@pytest.mark.slow
def test_an_overlay_that_cheats_is_refused_with_record_and_reason(
    kb: KnowledgeBase, write: Write, document: Json, said: str
) -> None:
    message = refusal(kb, write(document))
    assert said in message
    assert message.isprintable()


NEW: dict[str, Any] = {  # something new for the lists that hold more than words
    "findings": {"finding": "house-sign", "frequency": "often"},
    "look_alikes": {"condition": "house-condition", "sign": "It itches."},
    "care": {"who": "Riverside", "when": "Any day."},
    "changes": {"who": "runner", "text": "House advice.", **CLAIM},
    "actions": {"name": "House", "kind": "load", "measure": "house", "text": "Rest.", "today": True, **CLAIM},
    "raised_by": ["house-sign"],
    **{key: {"text": "House.", **CLAIM} for key in ("causes", "avoid", "from_feet", "from_elsewhere", "disagreements", "points")},
}  # fmt: skip
LISTS = [
    (file, field)
    for file, ways in MAY_CHANGE.items()
    for field in ways
    if field not in ("name", "urgency", "urgency_text", "level", "grade", "do_now", "higher_risk", "stop_if", "caveat", "evidence_against")
]  # fmt: skip


@pytest.mark.parametrize(("file", "field"), LISTS)
def test_an_overlay_only_adds_to_a_list(kb: KnowledgeBase, file: str, field: str) -> None:
    records = kb.raw(FILES[file]).values()
    ours = max(records, key=lambda raw: len(raw.get(field, ())))
    grown = changed(file, ours, {field: [NEW.get(field, "house word")]}, "Riverside")
    before = list(ours.get(field, ()))
    assert grown[field][: len(before)] == before
    assert len(grown[field]) == len(before) + 1
    assert {key: grown[key] for key in ours if key != field} == {key: ours[key] for key in ours if key != field}
    for theirs in ([], before[:1]):
        with pytest.raises(RefusedError):
            changed(file, ours, {field: theirs}, "Riverside")


@pytest.mark.parametrize(("file", "field"), [("conditions", "urgency_text"), ("red_flags", "do_now"), ("red_flags", "higher_risk"), ("exercises", "stop_if"), ("links", "caveat"), ("links", "evidence_against")])  # fmt: skip
def test_an_overlay_text_is_signed_and_put_after_the_shipped_one(kb: KnowledgeBase, file: str, field: str) -> None:
    ours = next(raw for raw in kb.raw(FILES[file]).values() if raw.get(field))
    said = changed(file, ours, {field: "Ring us."}, "Riverside")[field]
    assert said == f"{ours[field]} Ring us. (Riverside)"


@pytest.mark.parametrize("ours", LEVELS)
@pytest.mark.parametrize("theirs", LEVELS)
def test_a_level_only_rises_and_a_grade_only_weakens(ours: str, theirs: str) -> None:
    for file, field, order, better in (("red_flags", "level", LEVELS, -1), ("links", "grade", GRADES[1:], 1)):
        was, now = order[LEVELS.index(ours)], order[LEVELS.index(theirs)]  # type: ignore[arg-type]
        change = {field: now}
        if (order.index(now) - order.index(was)) * better > 0:  # type: ignore[arg-type]
            assert changed(file, {field: was}, change, "Riverside")[field] == now
        else:
            with pytest.raises(RefusedError):
                changed(file, {field: was}, change, "Riverside")


STORIES = (
    "one calf is swollen, warm and sore since the flight",
    "my foot has gone cold, pale and numb",
    "i have diabetes and a new sore on my foot",
    "my heel hurts in the morning",
    "cannot put weight on my ankle after a fall",
    "the big toe joint is hot, red and very sore since last night",
    "tingling in both feet",
    "my toe is black and i have a fever",
    "my toe is black",
)


def test_no_vocabulary_of_an_overlay_makes_an_answer_milder(kb: KnowledgeBase, write: Write) -> None:
    """A mild condition that claims every sign, and words that explain red flags away, change no level and hide no flag."""
    flags = kb.raw(RedFlag).values()
    harmless = sorted({id for flag in flags for id in flag.get("not_with", ())})
    grabbing = ["foot has gone cold", "sore on my foot", "hot red very sore", "swollen warm and sore", "toe is black"]
    signs = sorted({id for flag in flags for way in flag["raised_by"] for id in way})[:60]
    mild = condition(
        urgency="self_care",
        asked="often",
        findings=[{"finding": id, "frequency": "always"} for id in signs],
        zones=["calf", "heel", "whole-foot"],
        how_common={"band": "very_common", "text": "All have it.", **CLAIM},
    )
    change = {"findings": {id: {"phrases": grabbing} for id in harmless}}
    ours, mine = Advisor(kb), Advisor(laid(kb, write(overlay({"conditions": [mild]}, change))))
    for story in STORIES:
        before, after = ours.ask(story), mine.ask(story)
        assert not is_above(before.urgency.level, after.urgency.level), story
        assert {flag.id for flag in before.urgency.red_flags} <= {flag.id for flag in after.urgency.red_flags}, story
        serious = {one.id for one in before.conditions if one.band == "must_not_miss"}
        assert serious <= {one.id for one in after.conditions}, story
    words_alone = {
        story: {one.flag.id for one in mine.assessor.assess(mine.reader.read(story)).raised} for story in STORIES
    }
    assert any(
        {flag.id for flag in ours.ask(story).urgency.red_flags} - said for story, said in words_alone.items()
    )  # or nothing was there to be held back


def test_many_mild_overlay_conditions_hide_no_warning(kb: KnowledgeBase, write: Write) -> None:
    """Ten that have every sign push ours down the list; what ours says to leave out, and its warning signs, stay."""
    signs = [{"finding": id, "frequency": "always"} for id in kb.raw(FILES["findings"])]
    common = {"band": "very_common", "text": "All have it.", **CLAIM}
    crowd = [
        condition(f"mild-{word}", name=f"Mild {word}", other_names=[f"mildly {word} thing"], urgency="self_care", asked="often", red_flags=[], findings=signs, zones=list(kb.raw(FILES["zones"])), how_common=common)
        for word in ("aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh", "ii", "jj")
    ]  # fmt: skip
    ours, mine = Advisor(kb), Advisor(laid(kb, write(overlay({"conditions": crowd}))))
    for zone in ("heel-pad", "ankle-front", "calf"):
        before, after = ours.map(zone).zone, mine.map(zone).zone
        assert before
        assert after
        assert {flag.id for flag in before.red_flags} <= {flag.id for flag in after.red_flags}, zone
        assert {one.id for one in before.must_not_miss} <= {one.id for one in after.must_not_miss}, zone
    pairs: list[tuple[Any, Any]] = [
        (ours.check(["heel-pad"], no=["screen"]), mine.check(["heel-pad"], no=["screen"])),
        *((ours.ask(story), mine.ask(story)) for story in ("pain in lower back and legs", "my big toe nail hurts")),
    ]
    for old, new in pairs:
        assert old.meanwhile.avoid
        assert set(old.meanwhile.avoid) <= set(new.meanwhile.avoid)
    assert any({one.id for one in old.conditions} - {one.id for one in new.conditions} for old, new in pairs)


def test_many_overlay_red_flags_hide_no_would_change(kb: KnowledgeBase, write: Write) -> None:
    base = dict(kb.raw(RedFlag)["dvt"])
    others = [id for id, raw in kb.raw(FILES["findings"]).items() if raw["kind"] == "history"][:8]
    crowd = [
        {**base, "id": f"crowd-{n}", "name": f"Crowd {n}", "level": "emergency", "raised_by": [["foot-pain", id]], "phrases": [f"crowd sign number {word}" for word in ("aa", "bb", "cc", "dd", "ee")]}
        for n, id in enumerate(others)
    ]  # fmt: skip
    story = "my big toe nail hurts"
    before = Advisor(kb).ask(story)
    after = Advisor(laid(kb, write(overlay({"red_flags": crowd})))).ask(story)
    assert before.would_change
    assert {(one.finding, one.flag) for one in before.would_change} <= {
        (one.finding, one.flag) for one in after.would_change
    }


def test_the_check_asks_for_our_warning_signs_however_many_an_overlay_adds(kb: KnowledgeBase, write: Write) -> None:
    base = dict(kb.raw(RedFlag)["dvt"])
    findings = [id for id, raw in kb.raw(FILES["findings"]).items() if raw["kind"] in ("alarm", "look", "feel")][:40]
    crowd = [
        {**base, "id": f"crowd-{n}", "name": f"Crowd {n}", "level": "emergency", "regions": ["foot"], "raised_by": [[id]], "phrases": [f"crowd sign number {word}" for word in ("aa", "bb", "cc", "dd", "ee")]}
        for n, id in enumerate(findings)
    ]  # fmt: skip
    mine = Advisor(laid(kb, write(overlay({"red_flags": crowd}))))
    ours = Advisor(kb).check(("heel-pad",)).step
    theirs = mine.check(("heel-pad",)).step
    assert ours
    assert theirs
    assert {option.id for option in ours.options} <= {option.id for option in theirs.options}


def test_grades_are_in_the_order_that_the_rest_uses() -> None:
    from footadvice.knowledge.overlays import merge_rules

    assert merge_rules.GRADES == GRADES


# Files that are none


def test_a_file_that_is_none_is_told_in_one_line_with_exit_4(run: Run, kb: KnowledgeBase, tmp_path: Path) -> None:
    good = json.dumps(changing("conditions", "gout", other_names=["gout of mine"]))
    cases: dict[str, tuple[bytes, str]] = {
        "large.json": (b" " * (MOST_BYTES + 1), "is larger than 5 MB"),
        "deep.json": (b'{"schema_version": 1, "overlay": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", "is nested deeper than"),
        "deep-but-read.json": (b'{"schema_version": 1, "overlay": ' + b"[" * 60 + b"]" * 60 + b"}", "is nested deeper than"),
        "twins.json": (good.replace('"overlay":', '"overlay": {}, "overlay":').encode(), 'the key "overlay" stands twice'),
        "twin fields.json": (good.replace('"other_names":', '"other_names": ["a b"], "other_names":').encode(), ':1: gout: other_names: the key "other_names" stands twice'),
        "twin records.json": (good.replace('"gout":', '"gout": {}, "gout":').encode(), ':1: gout: gout: the key "gout" stands twice'),
        "nan.json": (good.replace('["gout of mine"]', "NaN").encode(), ":1: gout: other_names: NaN is not a number"),
        "infinite.json": (good.replace('["gout of mine"]', "1e999").encode(), ":1: gout: other_names: 1e999 is too large for a number"),
        "digits.json": (good.replace('["gout of mine"]', "9" * 10_000).encode(), ":1: gout: other_names: 99999999999999999999 is too large for a number"),
        "latin.json": (good.replace("mine", "m\u00fc").encode("latin-1"), "is not UTF-8 at byte"),
        "utf16.json": (good.encode("utf-16"), "begins with UTF-16"),
        "utf16-unmarked.json": (good.encode("utf-16-le"), "holds a NUL at byte 1, as UTF-16 does"),
        "bom.json": (b"\xef\xbb\xbf" + good.encode(), "begins with a byte order mark"),
        "empty.json": (b"", "is not JSON"),
        "null.json": (b"null", "must be an object"),
        "half.json": (good.encode()[:60], "is not JSON"),
        "many.json": (json.dumps(overlay({"sources": [{}] * 10_001})).encode(), "holds more than 10000 records"),
    }  # fmt: skip
    (tmp_path / "empty folder").mkdir()
    paths = {"missing.json": "cannot be read: No such file", "empty folder": "holds no JSON file"}
    for name, (content, said) in cases.items():
        (tmp_path / name).write_bytes(content)
        paths[name] = said
    for name, said in paths.items():
        message = refusal(kb, tmp_path / name)
        assert said in message, name
        assert message.isprintable(), name
    for name in ("missing.json", "deep.json", "utf16.json"):
        ran = run("condition", "gout", "--kb", str(tmp_path / name))
        assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1), name
        assert paths[name] in ran.err
    error = json.loads(run("condition", "gout", "--json", "--kb", str(tmp_path / "nan.json")).out)["error"]
    assert error["code"] == "knowledge_base"


def test_overlays_together_are_no_larger_than_one_may_be(kb: KnowledgeBase, tmp_path: Path) -> None:
    half = json.dumps(changing("conditions", "gout", other_names=["gout of mine"])) + " " * (MOST_BYTES // 2)
    for name in "ab":
        (tmp_path / f"{name}.json").write_text(half, encoding="utf-8")
    assert "b.json: makes the overlays larger than 5 MB together" in refusal(kb, tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_ordinary_file_neither_blocks_nor_is_read(run: Run, tmp_path: Path) -> None:
    fifo, loop, closed = tmp_path / "fifo.json", tmp_path / "loop.json", tmp_path / "closed.json"
    os.mkfifo(fifo)
    loop.symlink_to(loop)
    closed.write_text("{}", encoding="utf-8")
    closed.chmod(0)
    told = {
        fifo: "is no ordinary file",  # to open it would be to wait
        loop: "cannot be read: Too many levels of symbolic links",
    }
    if not os.access(closed, os.R_OK):  # root may read everything
        told[closed] = "cannot be read: Permission denied"
    for path, said in told.items():
        ran = run("ask", "my heel hurts", "--kb", str(path))
        assert (ran.code, ran.out) == (4, ""), path
        assert said in ran.err, ran.err


@pytest.mark.slow
@pytest.mark.parametrize("args", [("ask", "gout", "--kb"), ("kb", "info", "--kb"), ("kb", "validate"), ("kb", "diff"), ("kb", "format")])  # fmt: skip
def test_the_gate_and_not_the_command_line_tells_of_what_may_not_be_read(write: Write, args: tuple[str, ...]) -> None:
    """Root may read everything, so here the system says that nothing may be read, and then is asked for it anyway."""
    path = write(json.dumps(changing("conditions", "gout", other_names=["gout of mine"])))
    code = "import os, sys; os.access = lambda *_, **__: False; from footadvice.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", code, *args, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_entered_is_told_of(run: Run, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    for args, code in ((("kb", "validate"), 1), (("kb", "info"), 4), (("ask", "gout", "--kb"), 4)):
        ran = run(*args, str(tmp_path / "closed"))
        assert ran.code == code
        assert "Permission denied" in ran.out + ran.err


def test_nothing_is_answered_from_half_an_overlay(run: Run, write: Write) -> None:
    good = write(changing("conditions", "gout", other_names=["gout of mine"]), "a.json")
    bad = write(changing("conditions", "gout", urgency="self_care", urgency_text="Wait."), "b.json")
    for args in (
        ("ask", "gout"),
        ("check", "--zone", "heel"),
        ("why", "gout", "knee"),
        ("joint", "knee"),
        ("list", "joints"),
    ):
        ran = run(*args, "--kb", str(good), "--kb", str(bad))
        assert (ran.code, ran.out) == (4, "")
        assert "b.json:" in ran.err


def test_without_overlays_nothing_more_is_loaded() -> None:
    code = "import sys; from footadvice.advisor import Advisor; Advisor().condition(['gout']); print('footadvice.knowledge.overlays.overlay' in sys.modules, 'pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_baseline_of_an_overlay_is_unchanged(kb: KnowledgeBase, write: Write) -> None:
    mine = laid(kb, write(changing("joints", "knee", other_names=["Knie"])))
    assert "Knie" in mine.get(Joint, "knee").other_names
    assert "Knie" not in mine.baseline.get(Joint, "knee").other_names
    assert kb.baseline is kb
    assert kb.changed_by(Exercise, next(iter(kb.raw(Exercise)))) == ()
