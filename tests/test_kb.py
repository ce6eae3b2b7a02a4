"""The curator's commands: every fault in one run with its line, form, counts, what changed, and a beginning to fill in."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from footadvice.errors import UsageError
from footadvice.knowledge.curation import curate, template
from footadvice.knowledge.curation.knowledge_diff import Difference, differences
from footadvice.knowledge.records import FILES
from footadvice.knowledge.store import KnowledgeBase, build
from footadvice.knowledge.validation import json_positions
from tests.conftest import Run

Json = dict[str, Any]


def edit(folder: Path, file: str, change: Callable[[Any], object]) -> None:
    """Change the records of a file by id, and write them back in the form in which they were."""
    path = folder / f"{file}.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    change({one["id"]: one for one in document[file]} if file in document else document)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def replace(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / f"{file}.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# kb validate


def conditions(by: Json) -> None:
    by["bunions"]["planted_key"] = 1
    by["gout"]["how_common"]["band"] = "planted-band"
    next(one for one in by.values() if one["course"].get("checkpoints"))["course"]["checkpoints"][0]["weeks"] = 9999
    by["plantar-warts"]["zones"].append("planted-zone")
    by["blisters"]["care"][0]["when"] = "Take 777 mg now."
    by["ankle-sprain"]["care"][0]["when"] = "Ring 999 from there."
    by["hallux-rigidus"]["urgency_text"] = "There is nothing to worry about, planted."
    by["athletes-foot"]["care"][0]["who"] = "\x1b[2Jplanted escape"
    by["flat-feet"]["causes"][0]["sources"] = []
    by["hammertoes"]["summary"] = "A toe \u2192 planted."
    by["mortons-neuroma"]["summary"] = "Planted: " + "so " * 30 + "long."


PLANTED: list[tuple[str, str, str, str]] = [  # file, rule, what the line holds, what is said
    ("conditions", "shape", '"planted_key"', "is no field of this record"),
    ("conditions", "shape", '"planted-band"', "should be"),
    ("conditions", "shape", ": 9999,", "less than or equal to 520"),
    ("conditions", "references-resolve", '"planted-zone"', '"planted-zone" is not in zones.json'),
    ("conditions", "words-are-safe", "777 mg", "names a dose"),
    ("conditions", "no-country-is-assumed", "Ring 999 from", "names one country's telephone number"),
    ("conditions", "words-are-safe", "worry about, planted", "diagnoses or reassures"),
    ("conditions", "shape", "planted escape", "U+001B"),
    ("conditions", "claims-have-sources", '"sources": []', "has a grade and no source"),
    ("conditions", "text-fits-every-terminal", "\u2192 planted", "is not in code page 1252"),
    ("conditions", "sentences-are-short", "Planted: so", "words in one sentence"),
    ("joints", "shape", '"2026-19-39"', "should match pattern"),
    ("red_flags", "dates-are-days", '"2026-02-30"', "2026-02-30 is no day"),
    ("links", "links-are-named-by-their-ends", '"id": "planted-link"', "must be <from_id>-to-<to_id>"),
    ("studies", "references-resolve", '"bunions-to-knee"', '"bunions-to-knee" is not in links.json'),
    ("findings", "vocabulary-is-asked-and-said", "Planted question", "does not ask"),
    ("sources", "sources-can-be-shown", "planted.scribd.com", "is a copy, a blog or a machine-written page"),
    ("exercises", "shape", '"sets": true', "valid integer"),
    ("measures", "shape", '"name": "Planted twin"', 'the key "name" stands twice'),
    ("zones", "shape", "NaN", "NaN is not a number"),
    ("tips", "shape", '"schema_version": true', "must be 1"),
    ("about", "shape", '"2026-13-01"', "should match pattern"),
]  # fmt: skip


def plant(folder: Path) -> None:
    edit(folder, "conditions", conditions)
    edit(folder, "joints", lambda by: by["knee"].update(review_due="2026-19-39"))
    edit(folder, "red_flags", lambda by: by["dvt"].update(reviewed="2026-02-30"))
    edit(folder, "links", lambda by: by["bunions-to-knee"].update(id="planted-link"))
    edit(folder, "findings", lambda by: by["soft-lump"].update(question="Planted question."))
    edit(folder, "sources", lambda by: by["kim-2015-tso"].update(url="https://planted.scribd.com/x"))
    edit(folder, "exercises", lambda by: next(iter(by.values()))["dose"].update(sets=True))
    edit(folder, "about", lambda about: about.update(reviewed="2026-13-01"))
    first = json.loads((folder / "measures.json").read_text(encoding="utf-8"))["measures"][0]["name"]
    replace(folder, "measures", f'"name": "{first}"', f'"name": "{first}",\n      "name": "Planted twin"')
    replace(folder, "zones", '"box": [', '"box": [NaN, ')
    replace(folder, "tips", '"schema_version": 1', '"schema_version": true')


@pytest.mark.slow
def test_validate_finds_every_planted_fault_in_one_run_with_its_line(run: Run, folder: Path) -> None:
    plant(folder)
    ran = run("kb", "validate", str(folder), "--json")
    assert ran.code == 1
    document = json.loads(ran.out)
    faults = document["faults"]
    for file, rule, held, said in PLANTED:
        text = (folder / f"{file}.json").read_text(encoding="utf-8").splitlines()
        line = next(n for n, content in enumerate(text, 1) if (held.replace("\x1b", "\\u001b") in content))
        found = [one for one in faults if (one["file"], one["line"], one["rule"]) == (f"{file}.json", line, rule)]
        assert any(said in one["message"] for one in found), (file, rule, held, line)
        assert all(one["repair"] for one in found)
    assert document["errors"] == sum(one["severity"] == "error" for one in faults)
    planted = {(f"{file}.json", rule) for file, rule, _, _ in PLANTED}
    others = [one for one in faults if one["severity"] == "error" and (one["file"], one["rule"]) not in planted]
    assert others == []  # a fault brings no others with it


@pytest.mark.slow
def test_validate_says_each_fault_in_a_line_of_text(run: Run, folder: Path) -> None:
    plant(folder)
    ran = run("kb", "validate", str(folder))
    assert ran.code == 1
    assert "\x1b" not in ran.out
    line = next(line for line in ran.out.splitlines() if "planted-zone" in line)
    assert line.startswith("error: conditions.json:")
    assert ': plantar-warts: zones: "planted-zone" is not in zones.json (add it or mend the id)' in line


@pytest.mark.slow
def test_warnings_alone_are_told_and_do_not_fail(run: Run, folder: Path) -> None:
    edit(folder, "conditions", lambda by: by["gout"].update(summary="Two  spaces."))
    ran = run("kb", "validate", str(folder))
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "0 errors, 1 warnings.")


def test_a_folder_that_is_none_is_told_plainly(run: Run, tmp_path: Path) -> None:
    for args in (("validate",), ("info",), ("diff",), ("format",)):
        ran = run("kb", *args, str(tmp_path / "nothing"))
        assert ran.code in (1, 4)
        assert "cannot be read" in ran.out + ran.err
        assert "Traceback" not in ran.err
    assert json.loads(run("kb", "info", str(tmp_path / "nothing"), "--json").out)["error"]["code"] == "knowledge_base"


@pytest.mark.slow
def test_a_missing_file_is_one_fault_and_hides_no_other(folder: Path) -> None:
    (folder / "zones.json").unlink()
    edit(folder, "conditions", lambda by: by["gout"]["care"][0].update(when="Take 777 mg now."))
    errors = [(one.file, one.rule) for one in curate.validate(folder) if one.severity == "error"]
    assert errors == [("zones.json", "shape"), ("conditions.json", "words-are-safe")]


@pytest.mark.slow
def test_a_broken_record_hides_no_fault_in_what_it_names(folder: Path) -> None:
    def plant(by: Json) -> None:
        by["gout"].update(planted_key=1, red_flags=list(by["bunions"]["red_flags"]), zones=["planted-zone"])
        by["bunions"].update(urgency="emergency", red_flags=["not-getting-better"])
        by["gout"]["red_flags"].append("not-getting-better")
        by["blisters"]["zones"].append("planted-zone")

    edit(folder, "conditions", plant)
    errors = {(one.record, one.rule) for one in curate.validate(folder) if one.severity == "error"}
    assert errors == {
        ("gout", "shape"),
        ("bunions", "urgency-agrees-with-red-flags"),
        ("blisters", "references-resolve"),
    }


@pytest.mark.parametrize(
    "text",
    [
        '{"a": [1, {"b": "x, y: {"}],\n "c": null}',
        '[\n[\n[]\n]\n, {"k\\"ey": [0]}]',
        '"one"',
        "{}",
        '{"a":\n{"b":\n1}}',
    ],
)
def test_every_value_has_a_line(text: str) -> None:
    found = json_positions.places(text)

    def walk(value: Any, path: tuple[str | int, ...]) -> None:
        assert path in found.lines
        for key, inside in (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        ):
            walk(inside, (*path, key))

    walk(json.loads(text), ())


# kb format


@pytest.mark.slow
def test_format_restores_the_form_and_check_writes_nothing(run: Run, folder: Path) -> None:
    before = (folder / "tips.json").read_bytes()
    (folder / "tips.json").write_text(json.dumps(json.loads(before)), encoding="utf-8")
    messy = (folder / "tips.json").read_bytes()
    checked = run("kb", "format", str(folder), "--check")
    assert (checked.code, checked.out.splitlines()[0]) == (1, "tips.json: would change")
    assert (folder / "tips.json").read_bytes() == messy
    assert curate.format_path(folder) == (["tips.json"], [])
    assert (folder / "tips.json").read_bytes() == before


def test_format_leaves_a_file_that_does_not_pass_as_it_is(run: Run, folder: Path) -> None:
    replace(folder, "tips", '"schema_version": 1', '"schema_version":   2')
    before = (folder / "tips.json").read_bytes()
    ran = run("kb", "format", str(folder))
    assert ran.code == 1
    assert "tips.json" in ran.err
    assert f"run: footadvice kb validate {folder}\n" in ran.err
    assert (folder / "tips.json").read_bytes() == before
    assert not [path for path in folder.rglob("*") if path.name.startswith(".")]  # nothing half written is left


def test_format_and_validate_take_overlays(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    text = template.condition(KnowledgeBase(), "sore-spot")
    path.write_text(json.dumps(json.loads(text)), encoding="utf-8")
    assert run("kb", "format", str(path), "--check").code == 1
    assert run("kb", "format", str(path)).out == "mine.json: written\n"
    assert path.read_text(encoding="utf-8") == text
    path.write_text(text.replace('"whole-foot"', '"nowhere"'), encoding="utf-8")
    ran = run("kb", "validate", str(path))
    line = next(n for n, content in enumerate(text.splitlines(), 1) if "whole-foot" in content)
    assert ran.code == 1
    assert f'mine.json:{line}: sore-spot: zones: "nowhere" is not in zones.json' in ran.out


# kb info


@pytest.mark.slow
def test_info_says_which_overlays_are_on_what_they_did_and_may_do(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(template.condition(KnowledgeBase(), "sore-spot"), encoding="utf-8")
    plain = json.loads(run("kb", "info", "--json").out)
    with_it = json.loads(run("kb", "info", "--json", "--kb", str(path)).out)
    assert plain["knowledge_base"]["overlays"] == []
    assert [one["id"] for one in with_it["knowledge_base"]["overlays"]] == ["my-own"]
    assert with_it["records"]["conditions"] == plain["records"]["conditions"] + 1
    assert with_it["changed_by_overlays"]["conditions"] == ["sore-spot added by my-own"]
    assert with_it["overlays_may"]["red_flags"]["raise"] == ["level"]
    said = run("kb", "info", "--kb", str(path)).out
    assert "With the overlay my-own: My own knowledge" in said
    assert "sore-spot added by my-own" in said


@pytest.mark.slow
def test_info_parts_what_was_changed_from_the_fields_of_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    change = {
        "gout": {"other_names": ["my gout"], "misspellings": ["my gowt"]},
        "bunions": {"other_names": ["my bump"]},
    }
    name = {"id": "mine", "name": "Mine", "version": "1"}
    document = {"schema_version": 1, "overlay": name, "change": {"conditions": change}}
    path.write_text(json.dumps(document), encoding="utf-8")
    said = run("kb", "info", str(path)).out
    changed = "bunions changed by mine: other_names; gout changed by mine: other_names, misspellings"
    assert f"  conditions: {changed}\n" in said


# kb diff


def diff(kb: KnowledgeBase, file: str, change: Callable[[Json], object]) -> list[Difference]:
    """What `differences` says of our data and the same with a change to one file."""
    raw = {id: copy.deepcopy(dict(one)) for id, one in kb.raw(FILES[file]).items()}
    change(raw)
    old = {name: list(kb.all(kind)) for name, kind in FILES.items()}
    return differences(old, {**old, file: [build(FILES[file], one) for one in raw.values()]})


CHANGES: list[tuple[str, Callable[[Json], object], str, str]] = [
    ("conditions", lambda by: by["gout"].update(urgency="see_clinician"), "less", "Gout: urgency lowered from urgent to see clinician."),
    ("conditions", lambda by: by["bunions"].update(urgency="see_clinician"), "more", "Bunions: urgency raised from self care to see clinician."),
    ("conditions", lambda by: by["bunions"]["red_flags"].remove("septic-joint"), "less", 'Bunions: red flag dropped: "septic-joint".'),
    ("conditions", lambda by: by["bunions"]["red_flags"].append("dvt"), "more", 'Bunions: red flag added: "dvt".'),
    ("conditions", lambda by: by["bunions"]["actions"].pop(1), "same", 'Bunions: action dropped: "Pad around the bump".'),
    ("conditions", lambda by: by["bunions"]["actions"][2].pop("not_for"), "less", 'Bunions, action "Cool it when it is sore": not for dropped: "diabetes".'),
    ("conditions", lambda by: by["bunions"]["actions"][0].update(text="Go wide."), "same", 'Bunions, action "Change to wide shoes": text changed.'),
    ("conditions", lambda by: by["bunions"]["how_common"].update(grade="limited"), "more", "Bunions, how common: grade lowered from moderate to limited."),
    ("red_flags", lambda by: by["dvt"].update(only_for=["pregnancy"]), "less", 'only for added: "pregnancy".'),
    ("red_flags", lambda by: by["dvt"]["phrases"].pop(0), "less", "phrase dropped: "),
    ("links", lambda by: by["bunions-to-knee"].update(grade="expert_opinion"), "more", "bunions-to-knee: grade lowered from limited to expert opinion."),
    ("links", lambda by: by["hammertoes-to-knee"].update(supported=True), "less", "hammertoes-to-knee: supported changed."),
    ("sources", lambda by: by["kim-2015-tso"].update(read="full_text"), "same", "kim-2015-tso: read changed."),
]  # fmt: skip


@pytest.mark.parametrize(("file", "change", "careful", "says"), CHANGES, ids=[case[3] for case in CHANGES])
@pytest.mark.slow
def test_diff_says_in_words_what_changed_and_whether_it_is_less_careful(
    kb: KnowledgeBase, file: str, change: Callable[[Json], object], careful: str, says: str
) -> None:
    found = diff(kb, file, change)
    assert any(says in one.says and one.careful == careful for one in found), [one.says for one in found]


@pytest.mark.slow
def test_diff_of_the_same_is_nothing_and_of_records_says_new_and_gone(
    run: Run, folder: Path, few_messages: Path
) -> None:
    assert run("kb", "diff", str(few_messages), str(folder)).out == "Nothing changed in the advice.\n"

    def drop(document: Path) -> None:
        path = document / "links.json"
        raw = json.loads(path.read_text(encoding="utf-8"))
        raw["links"] = [one for one in raw["links"] if one["id"] != "bunions-to-knee"]
        path.write_text(json.dumps(raw), encoding="utf-8")

    drop(folder)
    edit(folder, "studies", without_a_link)
    document = json.loads(run("kb", "diff", str(few_messages), str(folder), "--json").out)
    assert document["kind"] == "diff"
    changes = [one for one in document["changes"] if one["file"] != "studies"]
    assert [(one["what"], one["id"], one["says"]) for one in changes] == [
        ("dropped", "bunions-to-knee", "Gone: the link bunions-to-knee.")
    ]
    back = differences(curate.records_at(folder), curate.records_at(few_messages))
    assert [one.says for one in back if one.file != "studies"] == ["New: the link bunions-to-knee."]


@pytest.mark.slow
def test_diff_says_first_which_grades_moved_and_which_urgency(run: Run, folder: Path, few_messages: Path) -> None:
    edit(folder, "links", lambda by: by["bunions-to-knee"].update(grade="expert_opinion", lowered="So few."))
    edit(folder, "conditions", lambda by: by["bunions"].update(urgency="see_clinician"))
    ran = run("kb", "diff", str(few_messages), str(folder))
    assert "Grades lowered: 1 (bunions-to-knee: limited -> expert opinion)" in ran.out
    assert "Urgency raised: 1 (Bunions: self care -> see clinician)" in ran.out
    moved = json.loads(run("kb", "diff", str(few_messages), str(folder), "--json").out)["moved"]
    assert moved["grades"] == {"lowered": ["bunions-to-knee: limited -> expert opinion"]}
    assert list(moved) == ["urgency", "grades"] or list(moved) == ["grades", "urgency"]


def without_a_link(by: Json) -> None:
    for study in by.values():
        if "bunions-to-knee" in study.get("links", ()):
            study["links"] = [id for id in study["links"] if id != "bunions-to-knee"]


def test_diff_tells_the_worst_first(kb: KnowledgeBase) -> None:
    def change(by: Json) -> None:
        by["bunions"].update(urgency_text="Soon.")
        by["gout"].update(urgency="self_care")

    assert [one.careful for one in diff(kb, "conditions", change)] == ["less", "same"]


# kb new


def test_a_new_condition_passes_and_says_what_is_to_be_written(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    assert run("kb", "new", "condition", "sore-spot", "-o", str(path)).code == 0
    checked = run("kb", "validate", str(path), "--json")
    faults = json.loads(checked.out)["faults"]
    assert checked.code == 0
    assert {one["rule"] for one in faults} == {"nothing-is-left-to-fill"}
    assert {one["line"] for one in faults} == {
        n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if "To be written:" in line
    }
    assert "SEE A CLINICIAN" in run("condition", "sore spot", "--plain", "--kb", str(path)).out
    assert run("kb", "new", "condition", "other-spot", "-o", str(path)).code == 2  # nothing is written over
    assert "sore-spot" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "id", ["bunions", "knee", "hallux-valgus", "bunyon", "Sore Spot", "sore--spot", "", "x" * 81, "\x1b[2J"]
)
def test_an_id_that_is_taken_or_none_is_refused(kb: KnowledgeBase, id: str) -> None:
    with pytest.raises(UsageError) as caught:
        template.condition(kb, id)
    assert caught.value.message.isprintable()


@pytest.mark.slow
def test_a_trial_shows_what_an_overlay_changes_in_an_answer(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "clinic.json"
    change = {"conditions": {"plantar-fasciitis": {"name": "Fersensporn"}}}
    name = {"id": "riverside", "name": "Riverside", "version": "2026.11"}
    path.write_text(json.dumps({"schema_version": 1, "overlay": name, "change": change}))
    question = "sharp pain under my heel with the first steps in the morning"
    told = json.loads(run("kb", "try", str(path), question, "--json").out)["changes"]
    row = next(one for one in told if one["what"] == "It may be")
    assert "Plantar fasciitis" in row["without"]
    assert "Fersensporn" in row["with"]
    shown = run("kb", "try", str(path), question, "--plain").out
    assert "Without it: " in shown
    assert "Fersensporn" in shown
    assert "changes nothing in this answer" in run("kb", "try", str(path), "my big toe nail hurts", "--plain").out
    assert run("kb", "try", str(tmp_path / "gone.json"), question).code == 4
