"""The map of the foot: its numbers, its drawings, and what it says of a zone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from footadvice.advisor import Advisor
from footadvice.cli import check_command
from footadvice.knowledge.records import Condition, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import VIEWS, View
from footadvice.render.foot_text import draw
from footadvice.render.svg.foot_svg import foot
from tests.conftest import Doctored, Run
from tests.evil import EVIL, spoilt

ZONES = list(KnowledgeBase().all(Zone))
DRAWN = [zone for zone in ZONES if zone.places]
SVG = "{http://www.w3.org/2000/svg}"


def sections(out: str) -> Iterator[list[str]]:
    """The lines of each part of a page, from a heading to the next."""
    yield from (part.splitlines() for part in out.split("\n\n"))


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("view", VIEWS)
def test_every_zone_of_a_view_is_drawn_with_its_number(advisor: Advisor, view: View, ascii_only: bool) -> None:
    zones = advisor.map().zones
    lines = draw(view, zones, ascii_only=ascii_only)
    numbers = {zone.number for zone in zones if view in {place.view for place in zone.places}}
    assert set(map(int, re.findall(r"\d+", "\n".join(lines)))) == numbers
    assert len(lines) <= 22
    assert max(map(len, lines)) <= 39
    assert "\n".join(lines).isascii() is ascii_only


def test_a_marked_zone_is_filled_and_no_other_is(advisor: Advisor) -> None:
    lines = draw("sole", advisor.map("heel-pad").zones)
    filled = [number for number, line in enumerate(lines) if "\u2591" in line]
    assert filled == [19, 20]
    assert not any("\u2591" in line for line in draw("top", advisor.map("heel-pad").zones))


def test_every_view_fits_a_terminal_of_80_by_24_with_its_names_beside_it(run: Run) -> None:
    views = [part for part in sections(run("map", "--width", "80").out) if "on the left)" in part[0]]
    assert len(views) == len(VIEWS)
    for part in views:
        assert len(part) < 24
        assert max(map(len, part)) <= 80


@pytest.mark.parametrize("width", ["30", "40", "60", "88"])
def test_every_zone_is_named_however_narrow_the_terminal(run: Run, advisor: Advisor, width: str) -> None:
    out = run("map", "--width", width).out
    assert max(map(len, out.splitlines())) <= int(width)
    letters = re.sub(r"[^a-z0-9]", "", out)
    for zone in advisor.map().zones:
        if width in ("30", "40"):  # the names stand below the drawing, or alone
            assert re.sub(r"[^a-z0-9]", "", f"{zone.number}{zone.name}") in letters


def test_without_pictures_the_list_says_as_much(run: Run, advisor: Advisor) -> None:
    out = run("map", "--plain").out
    for zone in advisor.map().zones:
        assert f"{zone.number} {zone.name}" in out
    assert not set("\u2502\u250c\u2591") & set(out)


def test_a_terminal_without_lines_gets_them_in_ascii(run: Run) -> None:
    out = run("map", "heel-pad", env={"PYTHONIOENCODING": "ascii"}).out
    assert ":::" in out
    assert "?" not in out


@pytest.mark.parametrize("zone", ZONES, ids=lambda zone: zone.id)
def test_every_zone_is_reached_by_its_id_and_its_name(advisor: Advisor, zone: Zone) -> None:
    for name in (zone.id, zone.name, zone.name.upper(), zone.id.replace("-", " ")):
        page = advisor.map(name).zone
        assert page
        assert page.id == zone.id


@pytest.mark.parametrize(
    ("typed", "id"), [("inside of my ankle", "ankle-inner"), ("heal pad", "heel-pad"), ("big toe nail", "nail-big")]
)
def test_names_are_forgiving(advisor: Advisor, typed: str, id: str) -> None:
    page = advisor.map(typed).zone
    assert page
    assert page.id == id


def test_no_name_says_where_the_names_of_zones_are(run: Run) -> None:
    assert run("map", "").err == "Error: the name is empty. Try: footadvice list zones.\n"


def test_a_zone_in_several_words_needs_no_quotes(run: Run) -> None:
    assert json.loads(run("map", "heel", "pad", "--json").out)["zone"]["id"] == "heel-pad"


def test_what_must_not_be_missed_stands_apart_and_first(run: Run, advisor: Advisor) -> None:
    page = advisor.map("heel-pad").zone
    assert page
    assert page.conditions[0].id == "plantar-fasciitis"
    assert {"foot-ulcer", "calcaneal-stress-fracture"} <= {one.id for one in page.must_not_miss}
    out = run("map", "heel-pad").out
    places = [out.index(text) for text in ("First: get help", "Not to be missed", "What it may be", "More")]
    assert places == sorted(places)


@pytest.mark.parametrize("zone", ZONES, ids=lambda zone: zone.id)
def test_nothing_urgent_is_told_among_the_ordinary(advisor: Advisor, zone: Zone) -> None:
    page = advisor.map(zone.id).zone
    assert page
    assert not {one.urgency for one in page.conditions} & {"emergency", "urgent"}
    grave = {one.id for one in page.must_not_miss}
    assert set(zone.do_not_miss) <= grave
    here = {one.id for one in advisor.kb.all(Condition) if zone.id in one.zones}
    assert {one.id for one in advisor.kb.some(Condition, here) if one.urgency in ("emergency", "urgent")} <= grave
    assert here - grave <= {one.id for one in page.conditions} or page.left_out
    levels = [("emergency", "urgent").index(flag.level) for flag in page.red_flags]
    assert levels == sorted(levels)


def test_the_check_asks_by_the_numbers_of_the_map(advisor: Advisor) -> None:
    step = advisor.check().step
    assert step
    assert [option.id for option in step.options] == [zone.id for zone in advisor.map().zones]


def test_a_wide_zone_marks_the_zones_within_it(advisor: Advisor) -> None:
    marked = {zone.id for zone in advisor.map("heel").zones if zone.marked}
    assert marked == {"heel", "heel-back", "heel-pad", "heel-sides", "heel-under-inner", "heel-under-outer"}


def test_the_picture_is_labelled_and_needs_nothing_from_elsewhere(advisor: Advisor) -> None:
    picture = foot(advisor.map().zones, title='The "zones" & <more>')
    root = ElementTree.fromstring(picture)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == 'The "zones" & <more>'
    told, texts = root.findtext(f"{SVG}desc") or "", " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    for zone in DRAWN:
        assert zone.name in told
        assert set(zone.name.split()) <= set(texts.split())
    assert not re.search(r"<script|href=|@import|https?://(?!www\.w3\.org/2000/svg)", picture)


def test_in_the_picture_what_is_marked_is_hatched_and_the_rest_goes_unnamed(advisor: Advisor) -> None:
    root = ElementTree.fromstring(foot(advisor.map("heel-back").zones, title="x"))
    hatched = [path for path in root.iter(f"{SVG}path") if path.get("class") == "hatch"]
    assert len(hatched) == 1
    assert hatched[0].get("d", "").count("M") > 5
    assert not list(root.iter(f"{SVG}pattern")), "some programs draw a pattern as a solid block"
    assert root.findtext(f"{SVG}desc") == "24 the back of the heel."


def test_no_line_strikes_out_a_number(advisor: Advisor) -> None:
    """What comes later lies above: the numbers are drawn after the outline and the borders of their view."""
    root = ElementTree.fromstring(foot(advisor.map().zones, title="x"))
    drawn = [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}clipPath") is not None]
    assert len(drawn) == 6
    for group in drawn:
        kinds = ["number" if part.get("class") == "number" else part.tag.removeprefix(SVG) for part in group]
        assert kinds.index("number") > max(i for i, kind in enumerate(kinds) if kind != "number")
    assert not [one for one in root.iter() if one.get("paint-order")], "not every program knows it"


def test_a_picture_of_one_place_is_called_by_it(run: Run) -> None:
    root = ElementTree.fromstring(run("map", "heel pad", "--svg", "-").out)
    assert root.findtext(f"{SVG}title") == "The foot: under the heel, the pad"


def test_without_a_picture_the_list_says_which_zones_are_meant(run: Run) -> None:
    told = run("map", "heel", "--plain").out.splitlines()
    assert "- 11 under the heel, the pad: here" in told
    assert "- 1 under the big toe" in told


def test_a_file_is_written_whole_and_not_over_another(run: Run, tmp_path: Path) -> None:
    ran = run("map", "--svg", "foot.svg", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, "")
    assert "Written: foot.svg" in ran.err
    written = (tmp_path / "foot.svg").read_bytes()
    assert written.startswith(b"<svg")
    assert run("map", "--svg", "-", cwd=tmp_path).out.encode() == written
    (tmp_path / "foot.svg").write_bytes(b"mine")
    again = run("map", "--svg", "foot.svg", cwd=tmp_path)
    assert (again.code, "--force" in again.err) == (2, True)
    assert (tmp_path / "foot.svg").read_bytes() == b"mine"
    assert run("map", "--svg", "foot.svg", "--force", cwd=tmp_path).code == 0
    assert (tmp_path / "foot.svg").read_bytes() == written
    assert [path.name for path in tmp_path.iterdir()] == ["foot.svg"]


def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    ran = run("map", "--svg", "no/such/folder.svg", "--json", cwd=tmp_path)
    assert ran.code == 1
    error = json.loads(ran.out)["error"]
    assert error["code"] == "not_written"
    assert "no/such/folder.svg" in error["message"]
    (tmp_path / "folder").mkdir()
    assert run("map", "--svg", "folder", "--force", cwd=tmp_path).code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_one_stream_holds_one_document(run: Run) -> None:
    assert json.loads(run("map", "--svg", "-", "--json").out)["error"]["code"] == "usage"


def test_the_check_shows_the_map_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check_command, "_at_a_terminal", lambda: True)

    def shown(**options: bool) -> str:
        keys = iter(("map", "map sole", "q"))
        monkeypatch.setattr("builtins.input", lambda prompt: next(keys))
        check_command.check(**options)
        return capsys.readouterr().out

    drawn, told = shown(), shown(plain=True)
    assert drawn.index("Where is it?") < drawn.index("\u250c") < drawn.index("11 under the heel, the pad")
    assert told.index("Where is it?") < told.index("11 under the heel, the pad")
    assert "\u250c" not in told


def test_hostile_names_are_shown_in_the_picture_and_not_obeyed(doctored: Doctored) -> None:
    root = ElementTree.fromstring(foot(Advisor(doctored(spoilt)).map().zones, title=EVIL))
    assert root.findtext(f"{SVG}title") == EVIL
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "rect", "defs", "pattern", "path", "clipPath", "g", "text", "ellipse",
    }  # fmt: skip
