"""What programs of others make of sheet and map: pandoc, CairoSVG, PyMuPDF, WeasyPrint, LibreOffice, if installed.

apt-get install pandoc libreoffice-draw; pip install cairosvg pymupdf weasyprint pillow; pytest -m exhaustive tests/test_paper_tools.py
"""

import re
import shutil
import subprocess
import tempfile
from html import unescape
from pathlib import Path

import pytest

from footadvice.advisor import Advisor
from footadvice.knowledge.records import Condition
from footadvice.render.html.printed_page import html
from footadvice.render.svg.body_svg import body, weeks
from footadvice.render.svg.foot_svg import foot

pytestmark = pytest.mark.exhaustive
SHEETS = (("bunions",), ("plantar-fasciitis", "achilles-tendinopathy"), ("foot-ulcer",))


def words(text: str) -> list[str]:
    return re.findall(r"[a-z]{2,}", text.lower())


def sentences(page: str) -> list[str]:
    """What is said in the page, outside its pictures and its boxes to tick."""
    body = re.sub(
        r"<svg.*?</svg>|<style.*?</style>|<title.*?</title>|<th scope=\"col\" class=\"day\".*?</th>",
        " ",
        page,
        flags=re.S,
    )
    blocks = re.split(r"</?(?:p|li|dd|dt|h1|h2|td|th|tr|div|ul|ol|section)[^>]*>", body)
    told = (unescape(re.sub(r"<[^>]+>", "", block)) for block in blocks)
    return [one for block in told for one in re.split(r"(?<=[.?!])\s+", block) if len(words(one)) > 2]


@pytest.mark.parametrize("names", SHEETS, ids="+".join)
@pytest.mark.parametrize("way", ["docx", "plain"])
def test_pandoc_keeps_every_sentence(advisor: Advisor, tmp_path: Path, names: tuple[str, ...], way: str) -> None:
    pandoc = shutil.which("pandoc") or pytest.skip("pandoc is not installed")
    page = html(advisor.handout(names))
    (tmp_path / "sheet.html").write_text(page, encoding="utf-8")
    made = tmp_path / f"sheet.{way}"
    subprocess.run(
        [pandoc, tmp_path / "sheet.html", "-t", way, "--columns=4000", "-o", made], check=True, capture_output=True
    )
    back = subprocess.run([pandoc, made, "-t", "plain", "--columns=4000"], check=True, capture_output=True).stdout.decode() if way == "docx" else made.read_text(encoding="utf-8")  # fmt: skip
    kept = " ".join(words(back))
    lost = [one for one in sentences(page) if " ".join(words(one)) not in kept]
    assert not lost


def ink(picture: bytes) -> float:
    """The share of a picture that is dark."""
    image = pytest.importorskip("PIL.Image")
    from io import BytesIO

    grey = image.open(BytesIO(picture)).convert("L")
    return sum(grey.histogram()[:128]) / (grey.width * grey.height)


def without_numbers(svg: str) -> str:
    return re.sub(r'<text [^>]*class="number"[^>]*>\d+</text>', "", svg)


def cairo(svg: str) -> bytes:
    made: bytes = pytest.importorskip("cairosvg").svg2png(svg.encode(), scale=1.5, background_color="white")
    return made


def mupdf(svg: str) -> bytes:
    pdf = pytest.importorskip("pymupdf")
    made: bytes = pdf.open(stream=svg.encode(), filetype="svg")[0].get_pixmap(dpi=110).tobytes("png")
    return made


def libreoffice(svg: str) -> bytes:
    office = shutil.which("soffice") or pytest.skip("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "map.svg").write_text(svg, encoding="utf-8")
        own = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, own, "--headless", "--convert-to", "png", "--outdir", folder, f"{folder}/map.svg"]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return (Path(folder) / "map.png").read_bytes()


@pytest.mark.parametrize("draw", [cairo, mupdf, libreoffice])
def test_the_numbers_of_the_map_are_seen_and_the_hatching_is_no_block(advisor: Advisor, draw: object) -> None:
    assert callable(draw)
    whole = foot(advisor.map().zones, title="x")
    assert ink(draw(whole)) > ink(draw(without_numbers(whole))) + 0.0005
    marked = foot(advisor.map("heel-pad").zones, title="x")
    block = re.sub(r'<path d="[^"]*"( clip-path="[^"]*")? class="hatch"[^>]*>', "", marked)
    assert ink(draw(block)) < ink(draw(marked)) < ink(draw(block)) + 0.05


def test_weasyprint_shows_the_words_of_a_sheet(advisor: Advisor) -> None:
    weasyprint, pdf = pytest.importorskip("weasyprint"), pytest.importorskip("pymupdf")
    page = html(advisor.handout("bunions"))
    made = pdf.open(stream=weasyprint.HTML(string=page).write_pdf(), filetype="pdf")
    kept = " ".join(words(" ".join(one.get_text() for one in made)))
    assert len(made) == 1
    assert "what it may do to other joints" in kept


def test_every_sheet_takes_one_page_in_weasyprint(advisor: Advisor) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    many = [
        id
        for id in advisor.kb.raw(Condition)
        if len(weasyprint.HTML(string=html(advisor.handout(id))).render().pages) > 1
    ]
    assert many == []


@pytest.mark.parametrize("draw", [cairo, mupdf, libreoffice])
def test_the_small_body_and_the_weeks_are_drawn(advisor: Advisor, draw: object) -> None:
    assert callable(draw)
    page = advisor.condition("flat-feet").conditions[0]
    for picture in (body(page.effects), weeks([check.weeks for check in page.course.checkpoints])):
        assert 0.01 < ink(draw(picture)) < 0.3


def test_libreoffice_keeps_the_sentences_and_parts_the_words_of_pictures(advisor: Advisor, tmp_path: Path) -> None:
    office = shutil.which("soffice") or pytest.skip("LibreOffice is not installed")
    page = html(advisor.handout("flat-feet"))
    (tmp_path / "sheet.html").write_text(page, encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "txt:Text", "--outdir", tmp_path, tmp_path / "sheet.html"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    kept = (tmp_path / "sheet.txt").read_text(encoding="utf-8-sig")
    assert not [one for one in sentences(page) if " ".join(words(one)) not in " ".join(words(kept))]
    assert "today 2 6 12 weeks" in kept
