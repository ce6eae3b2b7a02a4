"""The handout: what stands on it for whom, and that its HTML is whole, alone and safe."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from footadvice.advisor import Advisor
from footadvice.answers.handout_answer import HandoutAnswer
from footadvice.errors import KnowledgeBaseError, UsageError
from footadvice.knowledge.overlays.overlay import lay
from footadvice.knowledge.records import Condition
from footadvice.knowledge.store import KnowledgeBase
from footadvice.render.html.printed_page import html
from tests.conftest import Doctored, Run
from tests.evil import EVIL, MARK, spoilt

VOID = {"meta", "link", "br", "img", "input"}


class Page(HTMLParser):
    """Checks that every element is closed, and keeps what is met: (tag, attributes), and the words that are shown."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.met: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += "" if self.open and self.open[-1] == "style" else f"{data} "

    def tags(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for met, attributes in self.met if met == tag]


def said(answer: HandoutAnswer) -> str:
    return " ".join(Page(html(answer)).words.split())


@pytest.mark.parametrize(
    "names", [["bunions"], ["gout"], ["foot-ulcer"], ["stroke"], ["plantar-fasciitis", "achilles-tendinopathy"]]
)
def test_warning_signs_stand_first_and_in_full(advisor: Advisor, names: list[str]) -> None:
    answer = advisor.handout(names)
    words = said(answer)
    assert {flag.id for flag in answer.urgency.red_flags} == {
        id for page in advisor.condition(names).conditions for id in advisor.kb.get(Condition, page.id).red_flags
    }
    for flag in answer.urgency.red_flags:
        assert words.index(flag.sign) < words.index("How long it takes")
        assert flag.level == "see_clinician" or flag.do_now in words


def test_an_urgent_condition_says_so_before_anything_else(advisor: Advisor) -> None:
    words = said(advisor.handout(["foot-ulcer"]))
    assert "Otherwise" not in words
    assert words.index("URGENT: get seen today") < words.index("What to do")


def test_the_most_urgent_condition_counts_for_the_sheet(advisor: Advisor) -> None:
    assert advisor.handout(["bunions", "gout"]).urgency.level == "urgent"


def test_diabetes_is_never_self_care(advisor: Advisor) -> None:
    assert advisor.handout(["bunions"], ("diabetes",)).urgency.level == "see_clinician"


def test_what_harms_somebody_is_left_out_and_named(advisor: Advisor) -> None:
    usual, diabetes = (advisor.handout(["plantar-fasciitis"], who) for who in ((), ("diabetes",)))
    assert "Cool the sore heel" in {one.action.name for one in usual.do}
    assert "Cool the sore heel" not in {one.action.name for one in diabetes.do}
    assert "Cool the sore heel" in {action.name for action in diabetes.not_for_you}
    words = said(diabetes)
    assert "Left out for you" in words
    assert "This sheet is for: diabetes." in words
    assert "New heel pain needs a check the same day." in words


def test_what_one_page_asks_for_and_another_warns_of_is_named_and_not_advised(advisor: Advisor) -> None:
    answer = advisor.handout(["achilles-tendinopathy", "lisfranc-injury"])
    assert "keep-moving" not in {one.action.measure for one in answer.do}
    told = {(one.left_out, one.of, one.because_of) for one in answer.contradictions}
    assert ("Keep moving, with a pain rule", "Achilles tendinopathy", "Lisfranc injury") in told
    assert "Do not try to walk it off" in said(answer)


def test_the_more_urgent_page_is_never_overruled(advisor: Advisor) -> None:
    answer = advisor.handout(["achilles-tendinopathy", "charcot-foot"])
    assert "Stop walking on it now" in {one.action.name for one in answer.do}
    assert not any(one.text.startswith("Do not rest it fully") for one in answer.avoid)
    assert any(one.left_out.startswith("Do not rest it fully") for one in answer.contradictions)
    assert answer.do[0].conditions == ("Charcot foot",)


def test_two_conditions_make_one_sheet_without_doubles(advisor: Advisor) -> None:
    answer = advisor.handout(["plantar-fasciitis", "achilles-tendinopathy"])
    for told in (
        [one.action.measure for one in answer.do],
        [exercise.id for exercise in answer.exercises],
        [flag.id for flag in answer.urgency.red_flags],
        [care.who for care in answer.care],
    ):
        assert len(told) == len(set(told))
    shoes = next(one for one in answer.do if one.action.measure == "supportive-shoes")
    assert shoes.conditions == ("Plantar fasciitis", "Achilles tendinopathy")


def test_a_sheet_holds_no_exercise_that_the_plan_leaves_out(advisor: Advisor) -> None:
    """Two ways of loading one tendon, or a raise where a bone must heal, are as wrong on paper as in a plan."""
    for names in (["plantar-fasciitis", "achilles-tendinopathy"], ["bunions", "metatarsal-fracture"], ["dvt", "gout"]):
        planned = {one.id for one in advisor.plan(names).exercises}
        assert {one.id for one in advisor.handout(names).exercises} <= planned
    assert not advisor.handout(["plantar-fasciitis", "dvt"]).exercises


def test_what_the_plan_leaves_out_is_not_advised_in_other_words(advisor: Advisor, kb: KnowledgeBase) -> None:
    """An action that is nothing but its exercises would bring back what the plan keeps from this body."""
    for one in kb.all(Condition):
        for other in ("plantar-fasciitis", "insertional-achilles-tendinopathy"):
            answer = advisor.handout([one.id, other])
            mine = {exercise.id for exercise in answer.exercises}
            told = {id for advice in answer.do if advice.action.today for id in advice.action.exercises}
            assert told <= mine, (one.id, other)


def test_a_splint_in_bed_is_nothing_for_a_foot_that_may_not_feel_it(advisor: Advisor) -> None:
    answer = advisor.handout(["plantar-fasciitis", "achilles-tendinopathy"], ("diabetes",))
    assert "Try a night splint" in {action.name for action in answer.not_for_you}
    assert "Try a night splint" not in {one.action.name for one in answer.do}


def test_a_stretch_that_squeezes_the_cord_is_named_and_not_advised(advisor: Advisor) -> None:
    words = said(advisor.handout(["plantar-fasciitis", "insertional-achilles-tendinopathy"]))
    assert "Lean on a wall, back heel down" not in words
    assert "Stretch your calf (Plantar fasciitis). For Achilles pain at the heel the advice is: Do not drop" in words


def test_what_a_condition_implies_counts_for_the_other_too(advisor: Advisor) -> None:
    """Whoever has nerve damage does not feel the ice on a sore heel, and nobody has to say so."""
    answer = advisor.handout(["plantar-fasciitis", "peripheral-neuropathy"])
    assert "ice" not in {one.action.measure for one in answer.do}
    assert "ice" in {action.measure for action in answer.not_for_you}


def test_an_exercise_says_what_is_different_for_somebody(advisor: Advisor, run: Run) -> None:
    names = ["plantar-fasciitis", "achilles-tendinopathy"]
    usual, diabetes = (said(advisor.handout(names, who)) for who in ((), ("diabetes",)))
    change = "Diabetes: Do it in closed shoes, and hold on. Look at your soles before and after."
    assert change in diabetes
    assert "closed shoes, and hold on" not in usual
    assert diabetes.count("If any part of your feet is numb, leave this out.") == 1
    assert "is numb, leave this out" not in usual
    plain = run("handout", *names, "--for", "diabetes,numb-feet", "--plain").out
    assert "Diabetes or numb feet: Do it in closed shoes" in plain
    assert "Diabetes: Do it in closed shoes" in run("condition", names[0], "--full", "--for", "diabetes", "--plain").out


def test_a_sheet_has_room_for_three(advisor: Advisor) -> None:
    with pytest.raises(UsageError, match="room for 3"):
        advisor.handout(["bunions", "gout", "flat-feet", "hammertoes"])


def test_no_myth_is_drawn(advisor: Advisor) -> None:
    answer = advisor.handout(["plantar-fasciitis"])
    assert {edge.to_id for edge in answer.chain} == {"back"}
    assert "No study shows" not in said(answer)
    assert "Limited evidence." in said(answer)
    assert "What it may do to knee" not in said(advisor.handout(["gout"]))


def test_what_has_no_room_is_counted(advisor: Advisor) -> None:
    answer = advisor.handout(["plantar-fasciitis"])
    told = len(answer.do) + len(answer.exercises) + answer.not_printed
    assert told > len(answer.do) + len(answer.exercises)
    printed = int(re.search(r"(\d+) more had no room here. Ask your clinician.", said(answer))[1])  # type: ignore[index]
    assert printed >= answer.not_printed


def test_a_patients_sheet_holds_no_commands_and_no_bookkeeping(
    sheets: dict[str, str], kb: KnowledgeBase, tmp_path: Path
) -> None:
    for text in sheets.values():
        assert "footadvice " not in text
    path = tmp_path / "clinic.json"
    change = {"conditions": {"bunions": {"care": [{"who": "Riverside", "when": "Ring us."}]}}}
    path.write_text(json.dumps({"schema_version": 1, "overlay": RIVERSIDE, "change": change}))
    said = html(Advisor(lay(kb, [path])).handout("bunions"))
    assert "Ring us." in said
    assert "Changed (" not in said


RIVERSIDE = {"id": "riverside", "name": "Riverside foot clinic", "version": "2026.11"}
LOGO = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="


def test_a_clinic_sets_the_heading_of_its_paper(kb: KnowledgeBase, tmp_path: Path) -> None:
    heading = {"name": "Riverside foot clinic", "telephone": "01234 567890", "address": "1 River Road", "logo": LOGO}
    path = tmp_path / "clinic.json"
    path.write_text(json.dumps({"schema_version": 1, "overlay": RIVERSIDE, "heading": heading}))
    answer = Advisor(lay(kb, [path])).handout("bunions")
    said = html(answer)
    assert answer.heading
    for text in heading.values():
        assert text in said
    assert said.index("1 River Road") < said.index("<h1>")
    assert not Advisor(kb).handout("bunions").heading
    for logo in (
        "https://river.example/logo.png",
        "data:text/html;base64,PHNjcmlwdD4=",
        'data:image/png;base64,x"onload=y',
    ):
        path.write_text(json.dumps({"schema_version": 1, "overlay": RIVERSIDE, "heading": {**heading, "logo": logo}}))
        with pytest.raises(KnowledgeBaseError) as caught:
            lay(kb, [path])
        assert "heading.logo" in caught.value.message


def test_plan_and_handout_stand_on_one_sheet(advisor: Advisor, run: Run, tmp_path: Path) -> None:
    answer = advisor.handout("plantar-fasciitis", with_plan=True)
    said = html(answer)
    assert "Week by week" in said
    assert {turn.name for week in answer.weeks for turn in week.exercises} == {one.name for one in answer.exercises}
    ran = run("handout", "bunions", "--plan", "-o", str(tmp_path / "b.html"))
    assert ran.code == 0
    assert "Week by week" in (tmp_path / "b.html").read_text(encoding="utf-8")
    assert "Week by week" not in html(advisor.handout("dvt", with_plan=True))


def test_what_stands_in_the_picture_stands_in_words(advisor: Advisor) -> None:
    """A mail program takes a picture out of a page, and a word processor shows it empty."""
    said = re.sub(r"<svg.*?</svg>", "", html(advisor.handout("bunions")), flags=re.S)
    assert re.search(r"<strong>Knee:</strong> .*Bunions", said)


def test_the_browser_shows_a_file_and_large_letters_are_offered(run: Run, tmp_path: Path) -> None:
    ran = run("handout", "bunions", "--open")
    assert (ran.code, ran.out) == (2, "")
    assert "Name one with -o" in ran.err
    shown = run(
        "handout",
        "bunions",
        "--open",
        "-o",
        str(tmp_path / "b.html"),
        env={"BROWSER": f"sh -c 'echo %s > {tmp_path}/seen'"},
    )
    assert shown.code == 0
    assert (tmp_path / "seen").read_text().strip() == (tmp_path / "b.html").as_uri()
    assert "add --large-print" in run("handout", "bunions", "--for", "older-adult", "-o", str(tmp_path / "c.html")).err


def test_the_sources_are_those_of_the_advice(advisor: Advisor) -> None:
    answer, page = advisor.handout(["foot-ulcer"]), advisor.condition(["foot-ulcer"]).conditions[0]
    cited = {id for part in (*page.do, *page.avoid, page.course) for id in part.sources}
    assert {source.id for source in answer.sources} <= cited
    assert answer.sources_in_all == len(page.sources)


@pytest.fixture(scope="module")
def sheets(advisor: Advisor) -> dict[str, str]:
    return {
        id: html(advisor.handout([id])) for id in ("bunions", "gout", "skin-cancer", "stroke", "cauda-equina-syndrome")
    }


def test_the_page_is_well_formed_and_has_headings_and_labels(sheets: dict[str, str]) -> None:
    for text in sheets.values():
        page = Page(text)
        ids = [attributes["id"] for _, attributes in page.met if "id" in attributes]
        assert len(ids) == len(set(ids))
        assert len(page.tags("h1")) == len(page.tags("main")) == 1
        assert page.tags("html") == [{"lang": "en-GB"}]
        assert all(section["aria-labelledby"] in ids for section in page.tags("section"))
        for picture in page.tags("svg"):
            assert picture["role"] == "img"
            named = str(picture.get("aria-labelledby") or "").split()
            assert picture.get("aria-label") or (named and set(named) <= set(ids))


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(sheets: dict[str, str]) -> None:
    for text in sheets.values():
        page = Page(text)
        assert not {"script", "link", "img", "iframe", "object", "form", "a", "base"} & {tag for tag, _ in page.met}
        assert not any(name.startswith("on") or name in ("src", "href") for _, a in page.met for name in a)
        assert not re.search(r"@import|url\((?!#)", text)
        policy = next(meta["content"] for meta in page.tags("meta") if meta.get("http-equiv"))
        assert str(policy).startswith("default-src 'none'")


@pytest.mark.slow
def test_hostile_texts_are_shown_and_not_obeyed(doctored: Doctored) -> None:
    advisor = Advisor(doctored(spoilt))
    text = html(advisor.handout(["bunions", "gout"], ("diabetes",)))
    page = Page(text)
    assert EVIL.split(MARK)[0] in page.words
    assert not {"script", "img"} & {tag for tag, _ in page.met}
    assert MARK in page.words


def test_large_print_is_larger(advisor: Advisor) -> None:
    def points(text: str) -> float:
        return float(re.findall(r"--size: ([\d.]+)pt", text)[0])

    answer = advisor.handout(["bunions"])
    assert points(html(answer, large_print=True)) >= 12.5 > points(html(answer))


def written(folder: Path) -> Iterator[str]:
    return (path.name for path in folder.iterdir())


def test_the_command_writes_one_file_and_says_so(run: Run, tmp_path: Path) -> None:
    ran = run("handout", "bunion", "-o", "b.html", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, "")
    assert "Written: b.html" in ran.err
    assert list(written(tmp_path)) == ["b.html"]
    assert run("handout", "bunion", "-o", "-").out.encode() == (tmp_path / "b.html").read_bytes()
    assert run("handout", "bunion", "-o", "b.html", cwd=tmp_path).code == 2
    assert run("handout", "zzz", "-o", "z.html", cwd=tmp_path).code == 3
    assert list(written(tmp_path)) == ["b.html"]


def test_json_and_plain_say_what_the_page_says(run: Run, tmp_path: Path) -> None:
    document = json.loads(run("handout", "bunions", "--json").out)
    assert document["kind"] == "handout"
    beside = run("handout", "bunions", "-o", "b.html", "--json", cwd=tmp_path)
    assert json.loads(beside.out) == document
    assert list(written(tmp_path)) == ["b.html"]
    plain = run("handout", "bunions", "--plain").out
    for one in document["do"]:
        assert one["action"]["text"] in plain
    for flag in document["urgency"]["red_flags"]:
        assert flag["sign"] in plain
    assert json.loads(run("handout", "bunions", "-o", "-", "--json").out)["error"]["code"] == "usage"
