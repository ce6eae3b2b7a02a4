"""The chain: paths are simple, short, and never stronger than their weakest link."""

import random
import re

from hypothesis import given
from hypothesis import strategies as st

from footadvice.advisor import Advisor
from footadvice.knowledge.records import Condition, Joint, Link
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.vocabulary import GRADES
from footadvice.reasoning.link_graph import MAX_LINKS, Chain, ids_by_end, rank, says
from footadvice.render import diagram

NODES = ["a", "b", "c", "d", "e", "f"]


def link(start: str, end: str, grade: str = "limited", supported: bool = True, relation: str = "leads_to") -> Link:
    return Link(
        id=f"{start}-to-{end}", from_id=start, to_id=end, relation=relation, supported=supported, grade=grade,
        mechanism="It may.", evidence_for="Some.", figures="1.", caveat="Few.", sources=("s",),
    )  # fmt: skip


links = st.lists(
    st.builds(link, st.sampled_from(NODES), st.sampled_from(NODES), st.sampled_from(GRADES), st.booleans()),
    unique_by=lambda one: one.id,
    max_size=20,
)


@given(links)
def test_a_path_is_simple_short_and_as_strong_as_its_weakest_link(some: list[Link]) -> None:
    for path in Chain(some).into("a"):
        assert len(set(path.nodes)) == len(path.nodes) <= MAX_LINKS + 1
        assert path.nodes[-1] == "a"
        assert rank(path.grade) == max(rank(one.grade) for one in path.links)
        assert all(one.supported for one in path.links)


@given(links, st.sampled_from(NODES), st.sampled_from(GRADES))
def test_adding_a_link_never_removes_a_path(some: list[Link], start: str, grade: str) -> None:
    before = {path.nodes for path in Chain(some).into("a")}
    more = [*some, link("new", start, grade)]
    assert before <= {path.nodes for path in Chain(more).into("a")}


@given(links, st.sets(st.sampled_from("abc"), min_size=1), st.sampled_from("def"))
def test_walking_on_from_a_start_and_back_from_an_end_finds_the_same(
    some: list[Link], to: set[str], start: str
) -> None:
    chain, ends = Chain(some), sorted(to)
    assert set(chain.paths(start, *ends)) == {path for path in chain.into(*ends) if path.nodes[0] == start}


@given(links, st.randoms())
def test_the_order_of_the_file_does_not_matter(some: list[Link], shuffle: random.Random) -> None:
    mixed = list(some)
    shuffle.shuffle(mixed)
    assert Chain(some).into("a") == Chain(mixed).into("a")


def test_the_direct_link_comes_first_then_detours_by_strength() -> None:
    chain = Chain(
        [
            link("x", "z", "conflicting"),
            link("x", "m", "strong"),
            link("m", "z", "moderate"),
            link("x", "n"),
            link("n", "z"),
        ]
    )
    assert [(path.nodes, path.grade) for path in chain.paths("x", "z")] == [
        (("x", "z"), "conflicting"),
        (("x", "m", "z"), "moderate"),
        (("x", "n", "z"), "limited"),
    ]


def test_a_joint_is_reached_by_its_own_conditions_and_a_path_stops_there() -> None:
    chain = Chain([link("sprain", "arthritis", "strong"), link("arthritis", "ankle"), link("flat", "sprain")])
    assert [path.nodes for path in chain.paths("sprain", "ankle", "arthritis")] == [("sprain", "arthritis")]
    assert [path.nodes for path in chain.into("ankle", "arthritis", longest=2)] == [
        ("sprain", "arthritis"),
        ("flat", "sprain", "arthritis"),
    ]


def test_no_path_uses_a_myth_and_the_myth_is_still_shown() -> None:
    chain = Chain([link("toe", "foot"), link("foot", "knee", supported=False)])
    assert chain.paths("toe", "knee") == []
    assert [myth.id for myth in chain.myths(end="knee")] == ["foot-to-knee"]


def test_words_are_as_sure_as_the_grade() -> None:
    def said(grade: str, **other: object) -> str:
        return says(link("x", "y", grade, **other), "flat feet", "shin splints")  # type: ignore[arg-type]

    assert said("strong") == "Flat feet can lead to shin splints."
    assert "may lead to" in said("limited")
    assert said("conflicting").endswith("and others do not.")
    assert "No study" in said("expert_opinion")
    assert said("strong", supported=False) == "No study shows that flat feet can cause shin splints."


def test_the_links_of_an_end_are_found_by_their_names(kb: KnowledgeBase) -> None:
    found = ids_by_end(kb.raw(Link))
    for one in kb.all(Link):
        assert one.id in found[one.from_id]
        assert one.id in found[one.to_id]
    assert ids_by_end(["toe-to-toe-wear-to-knee"])["toe-to-toe-wear"] == ["toe-to-toe-wear-to-knee"]


def test_a_page_tells_every_link_of_its_condition(advisor: Advisor) -> None:
    for id in advisor.kb.raw(Condition):
        (page,) = advisor.condition([id]).conditions
        told = {edge.id for edge in (*page.effects, *page.leads_to, *page.behind)}
        own = (link for link in advisor.kb.all(Link) if link.from_id == id or (link.to_id == id and link.supported))
        assert told == {link.id for link in own}


def test_no_diagram_has_a_loose_box_and_none_hides_that_no_link_is_known() -> None:
    advisor = Advisor()
    for start in list(advisor.kb.raw(Condition))[::4]:
        for end in advisor.kb.raw(Joint):
            answer = advisor.why(start, end)
            drawn = diagram.mermaid(answer)
            boxes = set(re.findall(r'^    (\w+)\["', drawn, re.MULTILINE))
            lines = [line.split() for line in drawn.splitlines() if '|"' in line]
            assert boxes == {place for line in lines for place in (line[0], line[-1])}, (start, end)
            assert start.replace("-", "_") in boxes
            assert diagram.dot(answer).count(" -> ") == len(lines)


def test_a_diagram_says_where_no_link_is_known() -> None:
    answer = Advisor().why("athletes-foot", "back")
    assert 'athletes_foot x-.-x|"no link known"| back' in diagram.mermaid(answer)
    assert 'label="no link known"' in diagram.dot(answer)
    itself = diagram.mermaid(Advisor().why("bakers-cyst", "knee"))
    assert "no link known" not in itself
    assert "is itself a condition of the knee" in itself
