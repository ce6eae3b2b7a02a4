"""What is read is what was checked: by pieces where the stamp fits, through the gate where it does not."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footadvice.errors import KnowledgeBaseError
from footadvice.knowledge import records
from footadvice.knowledge.lazy_entries import Entries
from footadvice.knowledge.messages import MESSAGES, MessageLines, joined
from footadvice.knowledge.records import Condition, Measure
from footadvice.knowledge.store import KnowledgeBase, checksum, shipped

_MEASURES = (shipped() / "measures.json").read_bytes()
_IDS = [entry["id"] for entry in json.loads(_MEASURES)["measures"]]


Records = Mapping[str, Mapping[str, Any]]


def read(folder: Path, file: str) -> tuple[Records, list[Any]]:
    """The records of a file that are found one by one, and those of the file as a whole."""
    if file == MESSAGES:
        text = joined(folder)
        return MessageLines(text), [json.loads(line) for line in text.splitlines()]
    text = (folder / f"{file}.json").read_bytes()
    pieces = Entries.of(file, text)
    assert pieces is not None
    return pieces, json.loads(text)[file]


@pytest.mark.parametrize("file", records.FILES)
@pytest.mark.slow
def test_the_pieces_of_a_file_are_the_file(few_messages: Path, file: str) -> None:
    pieces, entries = read(few_messages, file)
    whole = {entry["id"]: entry for entry in entries}
    assert list(pieces) == list(whole)
    assert dict(pieces) == whole
    assert len(pieces) == len(whole)
    assert "no-such-id" not in pieces


@pytest.mark.slow
@given(st.text(max_size=30))
def test_a_record_is_found_or_not_whatever_is_asked_for(id: str) -> None:
    pieces = Entries.of("measures", _MEASURES)
    assert pieces is not None
    assert (id in pieces) == (id in _IDS)


@pytest.mark.parametrize("file", records.FILES)
def test_each_record_is_found_by_itself_and_none_beside_it(few_messages: Path, file: str) -> None:
    pieces, entries = read(few_messages, file)
    for entry in entries:
        assert pieces[entry["id"]] == entry
        for other in (f"{entry['id']}-", entry["id"][:-1] + "!", "", "\udcff", '"'):
            assert other not in pieces
            with pytest.raises(KeyError):
                pieces[other]


@pytest.mark.parametrize(
    "text",
    [b"", b"[]", b'{"schema_version": 1, "tips": []}', b'{\n  "schema_version": 1,\n  "tips": []\n}\n',
     b'{\n  "schema_version": 2,\n  "tips": [\n    {\n      "id": "a"\n    }\n  ]\n}\n',
     b'{\r\n  "schema_version": 1,\r\n  "tips": [\r\n    {\r\n      "id": "a"\r\n    }\r\n  ]\r\n}\r\n',
     b'{\n  "schema_version": 1,\n  "zones": [\n    {\n      "id": "a"\n    }\n  ]\n}\n',
     b'{\n  "schema_version": 1,\n  "tips": [\n    {\n      "id": "a"\n    }\n  ]'],
)  # fmt: skip
def test_what_is_not_in_canonical_form_is_not_cut(text: bytes) -> None:
    assert Entries.of("tips", text) is None


@given(st.integers(0, len(_MEASURES)), st.integers(0, 40), st.binary(max_size=40))
def test_every_edit_changes_the_checksum(at: int, cut: int, put: bytes) -> None:
    edited = _MEASURES[:at] + put + _MEASURES[at + cut :]
    assert (checksum(edited) == checksum(_MEASURES)) == (edited == _MEASURES)


def test_records_that_change_places_change_the_checksum() -> None:
    lines = _MEASURES.splitlines(keepends=True)
    for n in range(3, len(lines) - 4, 4):
        swapped = lines[: n - 1] + lines[n + 3 : n + 7] + lines[n - 1 : n + 3] + lines[n + 7 :]
        assert checksum(b"".join(swapped)) != checksum(_MEASURES)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [(b'"name": "', b'"game": "'), (b'"id": "', b'"id": "-'), (b"  ]\n}\n", b""), (b"{", b"\x00{"), (b'"schema_version": 1', b'"schema_version": 2')],
)  # fmt: skip
def test_a_spoilt_file_is_not_answered_from(small_folder: Path, old: bytes, new: bytes) -> None:
    path = small_folder / "measures.json"
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    with pytest.raises(KnowledgeBaseError, match=r"measures\.json"):
        KnowledgeBase(small_folder).raw(Measure)


@pytest.mark.slow
def test_a_sound_edit_is_checked_and_then_read(small_folder: Path) -> None:
    path = small_folder / "measures.json"
    document = json.loads(path.read_bytes())
    document["measures"][0]["name"] = "Something else"
    path.write_text(json.dumps(document), encoding="utf-8")  # neither stamped nor in canonical form
    kb = KnowledgeBase(small_folder)
    assert kb.get(Measure, document["measures"][0]["id"]).name == "Something else"
    assert kb.get(Condition, "corn").id == "corn"


@pytest.mark.slow
def test_a_stamp_on_a_file_of_another_form_is_not_enough(small_folder: Path) -> None:
    path = small_folder / "measures.json"
    path.write_bytes(json.dumps({"schema_version": 1, "measures": [{"id": "ice", "nonsense": 1}]}).encode())
    stamp = json.loads((small_folder / "checked.json").read_bytes())
    stamp["files"]["measures"] = checksum(path.read_bytes())
    (small_folder / "checked.json").write_text(json.dumps(stamp), encoding="utf-8")
    with pytest.raises(KnowledgeBaseError, match=r"measures\.json"):
        KnowledgeBase(small_folder).raw(Measure)
