"""How the pages read: the kinds of sentences that made readers stop, each kept out everywhere."""

import json
import re
from pathlib import Path

import pytest

from footadvice.advisor import Advisor
from footadvice.knowledge.records import Condition, Joint, Link, Measure
from footadvice.render import page_blocks, plain
from footadvice.render.page_items import long_date
from footadvice.support.sanitize import PLAINLY
from tests.conftest import Run

DATA = Path(__file__).resolve().parent.parent / "data"
STOPS = {
    "a tie for a link": r"\bno(?: clear)? tie\b|\btied \w+ arches\b|\b(?:sure|clear|strong) tie\b|\b(?:tied|tying) rolling\b|\bno tie\b|\btie \w+ to later\b",
    "an odd preposition of time": r"\blately\b|\bsteroids for long\b|\bin 2 weeks if\b",
    "take it for gout": r"\btake it for gout\b",
    "leave off": r"\bleave off\b",
    "else for otherwise": r"\. Else \w",
    "dates by number": r"\b20\d\d-\d\d-\d\d\b",
    "never means": r"\bnever means (?:all|that)\b",
    "told of": r"\b(?:it is told of|not so: )\b",
    "drawer names": r"\((?:a judgement)\)",
    "leave out for do not": r"\bleave out (?!.*: )(?:the |any |thin |tight |high |narrow |hills|added|running|flip)",
    "put down to": r"\bput (?:a|an|the|one|night|repeated) [\w ,-]+ down to\b",
    "a clinician is no seat": r"\bbook a (?:clinician|doctor|physiotherapist)\b",
    "twice conditional": r"\bIf not: If\b",
    "need as a verb of things": r"\bneeds (?:a call|hospital) \b",
    "a weekday of advice": r"^- [A-Z][\w ]+, (?:today|same day): ",
}
# How what can be done at home begins: with what to do.
DO = frozenset(
    """
    add always ask book brace break build buy call care change check choose clear compare cool cover cushion cut do draw
    drink ease eat exercise feel file film find follow get give go have if join keep lean leave let list lift look lose make loosen
    mark measure mix moisturise move note pad pick play press prevent protect push put raise return rest ring rinse roll
    rub run say see set shift sit sleep soak soften spread stand start stay step stop strengthen stretch support swap
    swim take tape train treat trim try use walk warm wash watch wear work
    """.split()  # noqa: SIM905 - a list of words is easier to read than a list of strings
)
AT_HOME = ("self_care", "load", "exercise", "footwear", "orthosis")


@pytest.fixture(scope="module")
def pages(advisor: Advisor) -> dict[str, str]:
    """Every page of a condition or joint in full, by id."""
    told = {id: page_blocks.page(advisor.condition(id), full=True) for id in advisor.kb.raw(Condition)}
    told |= {id: page_blocks.page(advisor.joint(id), full=True) for id in advisor.kb.raw(Joint)}
    return {id: plain.render(page) for id, page in told.items()}


@pytest.mark.parametrize("stop", STOPS)
def test_no_page_has_a_sentence_that_made_readers_stop(pages: dict[str, str], stop: str) -> None:
    found = {id: match[0] for id, page in pages.items() if (match := re.search(STOPS[stop], page, re.IGNORECASE))}
    assert found == {}


def test_what_can_be_counted_has_an_article_in_every_link(advisor: Advisor) -> None:
    bare = r"(?:with|to|that|link) (?:change|risk|tight|failing|unstable|stiff big|ankle sprain|running injury)\b"
    for one in advisor.kb.raw(Condition):
        page = advisor.condition(one).conditions[0]
        for edge in (*page.effects, *page.leads_to, *page.behind):
            assert not re.search(bare, edge.says), edge.says
    assert len(advisor.kb.raw(Link)) > 50


def test_what_can_be_done_at_home_says_what_to_do(advisor: Advisor) -> None:
    """Its name alone is told where there is no room for more: "try an insole", not "insole"."""
    actions = [action for id in advisor.kb.raw(Condition) for action in advisor.kb.get(Condition, id).actions]
    names = {action.name for action in actions if action.kind in AT_HOME}
    assert {name for name in names if re.split(r"\W", name.lower())[0] not in DO} == set()


def test_no_condition_is_named_twice_where_it_is_told_apart(pages: dict[str, str]) -> None:
    assert {
        id: found for id, page in pages.items() if (found := re.findall(r"^- ([\w ]+): With \1,", page, re.M))
    } == {}


def test_how_long_it_takes_says_more_than_that_it_is_long(advisor: Advisor) -> None:
    for id in advisor.kb.raw(Condition):
        page = plain.render(page_blocks.page(advisor.condition(id)))
        said = page.partition("How long it takes:\n")[2].partition("\n")[0]
        assert not said or len(said.split()) > 5, (id, said)


def test_where_help_is_urgent_whom_to_see_now_is_never_cut(advisor: Advisor) -> None:
    for id in advisor.kb.raw(Condition):
        one = advisor.condition(id).conditions[0]
        page = plain.render(page_blocks.page(advisor.condition(id)))
        now = [care.when for care in one.care if care.when.startswith("Now")]
        assert not now or now[0] in page, id


@pytest.mark.parametrize(
    ("day", "said"), [("2027-04-03", "3 April 2027"), ("2026-12-31", "31 December 2026"), ("soon", "soon")]
)
def test_a_date_is_written_as_it_is_said(day: str, said: str) -> None:
    assert long_date(day) == said


def test_a_plan_says_days_and_dates_in_words(run: Run) -> None:
    out = run("plan", "plantar-fasciitis", "--start", "2027-03-20", "--days", "mon,fri", "--plain").out
    assert "from 20 March 2027" in out
    assert "(Monday, Friday)" in out
    assert not re.search(STOPS["dates by number"], out)


def test_a_plan_tells_each_amount_once(run: Run) -> None:
    out = run("plan", "plantar-fasciitis", "--plain").out
    weeks = out[out.index("Week by week") : out.index("Checkpoints")]
    steps = re.findall(r"Next step: .*", weeks)
    assert len(steps) <= len(set(steps)) + 1
    assert "As before" in weeks


def test_the_sources_are_counted_in_words_of_their_number(run: Run) -> None:
    out = run("condition", "gout", "--full").out
    assert re.search(r"\d+ guidelines, ", out)
    assert json.loads((DATA / "sources.json").read_text(encoding="utf-8"))["sources"]


def test_a_parent_is_asked_about_the_child(run: Run) -> None:
    out = run("check", "--for", "child", "--zone", "foot", "--plain").out
    assert "Does your child have a fever, or are they shivering?" in out
    assert "Do you look pale" not in out
    assert "Do you have a fever" in run("check", "--zone", "foot", "--plain").out


def test_who_is_in_danger_is_not_told_what_this_tool_knows(run: Run) -> None:
    out = run("ask", "I want to die", "--plain").out
    assert "Tell somebody now" in out
    assert "Not covered here" not in out


def test_words_of_other_programs_lead_to_ours(run: Run) -> None:
    assert run("search", "bunion", "--plain").out == run("find", "bunion", "--plain").out
    assert run("version").out == run("--version").out


def test_a_letter_that_a_terminal_lacks_loses_its_accent() -> None:
    assert "K\u00f6hler \u20ac".encode("ascii", PLAINLY) == b"Kohler ?"


def test_an_address_is_never_broken(run: Run) -> None:
    out = run("condition", "bunions", "--evidence", "--only", "sources", "--width", "40").out
    assert re.search(r"^  https://\S{41,}$", out, re.M)


def test_a_plan_for_one_condition_does_not_name_it_in_every_line(run: Run) -> None:
    out = run("plan", "achilles-tendinopathy", "--plain").out
    assert "(Achilles tendinopathy)" not in out
    assert "For: Achilles tendinopathy" not in out
    assert "No study has joined these exercises" not in out  # there is one
    assert "For a child: One sore heel" in run("plan", "severs-disease", "--plain").out
    several = run("plan", "achilles-tendinopathy", "plantar-fasciitis", "--plain").out
    assert "No study has joined these exercises" in several


@pytest.mark.parametrize("text", ["my ankle is swollen after football", "my toes are numb", "my heel hurts"])
def test_what_is_safe_to_do_says_how(advisor: Advisor, text: str) -> None:
    vague = {advisor.kb.get(Measure, id).name for id in ("food-and-drink", "learn-about-it", "clinic-review")}
    assert not vague & set(advisor.ask(text).meanwhile.do)
