"""What is derived from the data is used only where it is what this code makes of this data, and answers never differ."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from footadvice.advisor import Advisor
from footadvice.answers.document import document
from footadvice.knowledge import index
from footadvice.knowledge.curation import curate
from footadvice.knowledge.lazy_entries import Entries
from footadvice.knowledge.overlays.overlay import lay
from footadvice.knowledge.store import DERIVED, MADE_FROM, STAMP, KnowledgeBase, checksum, shipped
from tests.conftest import ROOT, Doctored, Run

pytestmark = pytest.mark.slow

NAMES = ("brief", "phrases", "wording")  # and the cases, which are no records
STORIES = [json.loads(line)["text"] for line in (ROOT / "data/messages/stories.jsonl").read_text("utf-8").splitlines()]


def is_stored(kb: KnowledgeBase, name: str) -> bool:
    return isinstance(kb.derived(name), Entries)


def test_what_is_stored_is_what_the_code_makes_of_the_data(kb: KnowledgeBase) -> None:
    made = index.texts(kb.raw)
    assert set(made) == set(NAMES)
    for name, text in made.items():
        assert (shipped() / DERIVED / f"{name}.json").read_bytes() == text.encode(), "run: footadvice kb format"
        assert is_stored(kb, name)


@pytest.mark.parametrize("one_in", [24, pytest.param(3, marks=pytest.mark.exhaustive)])
def test_answers_are_the_same_stored_or_made(one_in: int, few_messages: Path, folder: Path) -> None:
    advisor = Advisor(KnowledgeBase(few_messages))
    shutil.rmtree(folder / DERIVED)
    making = Advisor(KnowledgeBase(folder))
    assert not any(is_stored(making.kb, name) for name in NAMES)
    for text in STORIES[::one_in]:
        assert document(making.ask(text), making.kb.about) == document(advisor.ask(text), advisor.kb.about), text


@pytest.mark.parametrize("name", NAMES)
def test_records_are_the_same_stored_or_made(kb: KnowledgeBase, name: str) -> None:
    assert dict(kb.derived(name)) == json.loads(json.dumps(index.make(name, kb.raw)))


def zorbled(file: str, record: Any) -> Any:
    """A finding that people tell in one more way."""
    return {**record, "phrases": [*record["phrases"], "zorbled toe"]} if record["id"] == "numbness" else record


def test_an_edited_phrase_is_recognised_at_once(advisor: Advisor, folder: Path) -> None:
    path = folder / "findings.json"
    found = json.loads(path.read_bytes())
    path.write_text(json.dumps({**found, "findings": [zorbled("findings", one) for one in found["findings"]]}), "utf-8")
    assert "numbness" in Advisor(KnowledgeBase(folder)).reader.read("my zorbled toe").present()
    assert "numbness" not in advisor.reader.read("my zorbled toe").present()


def test_an_edit_stamped_by_hand_is_recognised_too(doctored: Doctored) -> None:
    kb = doctored(lambda file, record: zorbled(file, record) if file == "findings" else record)
    assert "numbness" in Advisor(kb).reader.read("my zorbled toe").present()


def in_stamp(change: Callable[[Any], object]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        stamp = json.loads((folder / STAMP).read_bytes())
        change(stamp)
        (folder / STAMP).write_text(json.dumps(stamp), "utf-8")

    return spoil


def cut_off(folder: Path) -> None:
    for name in NAMES:
        path = folder / DERIVED / f"{name}.json"
        path.write_bytes(path.read_bytes()[:-200])


def of_another_form(folder: Path) -> None:
    """Stamped, and still no file that `kb format` wrote."""
    for name in NAMES:
        path = folder / DERIVED / f"{name}.json"
        path.write_text(json.dumps(json.loads(path.read_bytes())), "utf-8")
    sums = {name: checksum((folder / DERIVED / f"{name}.json").read_bytes()) for name in NAMES}
    in_stamp(lambda stamp: stamp[DERIVED].update(files=sums))(folder)


SPOILT: dict[str, Callable[[Path], None]] = {
    "cut off": cut_off,
    "of another form": of_another_form,
    "by another version": in_stamp(lambda stamp: stamp[DERIVED].update(made_by="0.9.9")),
    "never stamped": in_stamp(lambda stamp: stamp.pop(DERIVED)),
    "a stamp of another kind": in_stamp(lambda stamp: stamp.update({DERIVED: [1]})),
    **{
        f"of other {file}": in_stamp(lambda stamp, file=file: stamp[DERIVED]["made_from"].update({file: "1-0"}))  # type: ignore[misc]
        for file in MADE_FROM
    },
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_does_not_fit_is_not_used(folder: Path, spoil: Callable[[Path], None]) -> None:
    spoil(folder)
    kb = KnowledgeBase(folder)
    assert not is_stored(kb, "brief")
    assert kb.derived("brief") == index.make("brief", KnowledgeBase().raw)


def test_an_overlay_phrase_is_recognised_and_the_baseline_stays(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    name = {"id": "mine", "name": "Mine", "version": "1"}
    change = {"findings": {"numbness": {"phrases": ["zorbled toe"]}}}
    path.write_text(json.dumps({"schema_version": 1, "overlay": name, "change": change}), "utf-8")
    overlaid = lay(kb, [path])
    assert "numbness" in Advisor(overlaid).reader.read("my zorbled toe").present()
    assert is_stored(overlaid.baseline, "phrases")


def test_a_stale_one_is_named_and_made_anew(run: Run, folder: Path) -> None:
    path = folder / DERIVED / "phrases.json"
    was = path.read_bytes()
    path.write_bytes(was.replace(b'"used": ', b'"used": 1', 1))
    validated = run("kb", "validate", str(folder))
    assert validated.code == 1
    assert "derived/phrases.json: does not fit the data (run: footadvice kb format)" in validated.out
    checked = run("kb", "format", str(folder), "--check")
    assert (checked.code, checked.out) == (1, "derived/phrases.json: would change\n")
    assert path.read_bytes() != was
    assert curate.format_path(folder) == (["derived/phrases.json"], [])
    assert path.read_bytes() == was
    assert curate.validate(folder) == []


@pytest.mark.parametrize("field", ["made_by", "code"])
def test_what_other_code_made_is_stale(small_folder: Path, field: str) -> None:
    in_stamp(lambda stamp: stamp[DERIVED].update({field: "0" * 64}))(small_folder)
    assert [(fault.file, fault.rule) for fault in curate.validate(small_folder)] == [(STAMP, "stamp")]
    assert curate.format_path(small_folder) == ([STAMP], [])
