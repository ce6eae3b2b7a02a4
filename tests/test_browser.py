"""The printed page and the picture in a real browser: looks, print, accessibility, hostile texts.

Needs the extra `browser` and a Chromium of the system; without them every test here is skipped.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from footadvice.advisor import Advisor
from footadvice.knowledge.records import Condition
from footadvice.knowledge.vocabulary import Who
from footadvice.render.html.printed_page import html
from footadvice.render.svg.foot_svg import foot
from tests.conftest import Doctored
from tests.evil import spoilt

playwright = pytest.importorskip("playwright.sync_api", reason="the extra `browser` is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the extra `browser` is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.process,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

SHEETS: list[tuple[tuple[str, ...], tuple[Who, ...]]] = [
    (("bunions",), ()),
    (("plantar-fasciitis",), ()),
    (("flat-feet",), ()),
    (("gout",), ()),
    (("foot-ulcer",), ("diabetes",)),
    (("cauda-equina-syndrome",), ()),  # a short record
    (("diabetic-foot",), ()),  # the whole foot
    (("plantar-fasciitis", "achilles-tendinopathy"), ("diabetes",)),
    (("bunions", "flat-feet", "gout"), ()),
]
each_sheet = pytest.mark.parametrize(("names", "who"), SHEETS, ids=["+".join(names) for names, _ in SHEETS])


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens a document as a mail attachment is opened: opened(html, width=390). Any request or error fails the test."""
    pages = []

    def opens(text: str, width: int = 1280, scheme: str = "light") -> Any:
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        told: list[str] = []
        page.on("request", lambda request: told.append(request.url))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("console", lambda message: told.append(message.text))
        path = tmp_path / "sheet.html"
        path.write_text(text, encoding="utf-8")
        page.goto(path.as_uri())
        assert told == [path.as_uri()]
        pages.append(page)
        return page

    yield opens
    for page in pages:
        page.close()


def printed_pages(page: Any, size: str) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=size)))


@pytest.mark.exhaustive
def test_every_condition_takes_one_page_in_letters_of_ten_points(advisor: Advisor, opened: Any) -> None:
    page = opened("")
    for id in advisor.kb.raw(Condition):
        page.set_content(html(advisor.handout(id)))
        assert [printed_pages(page, size) for size in ("A4", "Letter")] == [1, 1], id
        page.emulate_media(media="print")
        assert float(page.evaluate("getComputedStyle(document.body).fontSize")[:-2]) >= 10 * 96 / 72 - 0.01, id
        page.emulate_media(media="null")


def too_wide(page: Any) -> list[str]:
    """What is wider than its place, or hangs out of the window: it would be cut, or scroll sideways."""
    found: list[str] = page.evaluate(
        """() => [document.documentElement, ...document.body.querySelectorAll("*:not(svg *)")]
            .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display != "inline"
                      || e.getBoundingClientRect().right > innerWidth + 1)
            .map(e => e.tagName + "." + e.className)"""
    )
    return found


def serious(page: Any) -> list[str]:
    """What the accessibility checker calls serious or critical. It runs outside of the page's own policy."""
    found = axe.Axe().run(page).response
    assert found["passes"]
    return [
        f"{v['id']}: {v['nodes'][0]['html']}" for v in found["violations"] if v["impact"] in ("serious", "critical")
    ]


@each_sheet
def test_one_condition_is_printed_on_one_page_and_several_on_two(
    opened: Any, advisor: Advisor, names: tuple[str, ...], who: tuple[Who, ...]
) -> None:
    page = opened(html(advisor.handout(names, who)))
    for size in ("A4", "Letter"):
        assert printed_pages(page, size) <= (1 if len(names) == 1 else 2), size


def test_large_print_of_one_condition_takes_two_pages(opened: Any, advisor: Advisor) -> None:
    page = opened(html(advisor.handout(["plantar-fasciitis"]), large_print=True))
    assert printed_pages(page, "A4") == 2


@each_sheet
def test_nothing_is_cut_on_a_phone_a_desktop_or_paper(
    opened: Any, advisor: Advisor, names: tuple[str, ...], who: tuple[Who, ...]
) -> None:
    text = html(advisor.handout(names, who))
    for width in (320, 390, 1280):
        assert too_wide(opened(text, width)) == []
    paper = opened(text, 718)  # A4 less its margins
    paper.emulate_media(media="print")
    assert too_wide(paper) == []
    edges = """() => [...document.querySelectorAll("table, .flags, .notes")].map(e => e.getBoundingClientRect())
        .filter(box => box.left < 1 || box.right > innerWidth - 1).length"""
    assert paper.evaluate(edges) == 0  # a border half outside of the page is not printed


@each_sheet
def test_the_accessibility_checker_finds_nothing_serious(
    opened: Any, advisor: Advisor, names: tuple[str, ...], who: tuple[Who, ...]
) -> None:
    assert serious(opened(html(advisor.handout(names, who)), 390)) == []


def test_dark_is_dark_and_readable_and_paper_is_white(opened: Any, advisor: Advisor) -> None:
    page = opened(html(advisor.handout(["plantar-fasciitis"], ("diabetes",))), scheme="dark")
    assert serious(page) == []
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper) == "rgb(22, 22, 22)"
    page.emulate_media(media="print")
    assert page.evaluate(paper) == "rgb(255, 255, 255)"


def test_the_map_is_a_picture_that_says_what_it_shows(opened: Any, advisor: Advisor) -> None:
    picture = foot(advisor.map().zones, title="The zones of the foot")
    page = opened(f'<!DOCTYPE html><html lang="en"><title>Map</title><main><h1>Map</h1>{picture}</main></html>')
    assert serious(page) == []
    assert page.get_by_role("img", name="The zones of the foot").count() == 1
    outside = page.evaluate(
        """() => { const frame = document.querySelector("svg").getBoundingClientRect();
            return [...document.querySelectorAll("svg g text, svg g > path")].map(e => [e.textContent, e.getBoundingClientRect()])
                .filter(([t, b]) => b.left < frame.left || b.right > frame.right || b.bottom > frame.bottom)
                .map(([t, b]) => t) }"""
    )
    assert outside == []


@pytest.mark.parametrize("width", [390, 1280])
def test_hostile_texts_neither_run_nor_break_the_page(opened: Any, doctored: Doctored, width: int) -> None:
    advisor = Advisor(doctored(spoilt))
    page = opened(html(advisor.handout(["bunions", "gout"], ("diabetes",))), width)
    assert page.evaluate("document.title") != "hacked"
    assert page.evaluate("document.scripts.length + document.images.length") == 0
    assert too_wide(page) == []
    assert page.locator("h2").count() >= 8
