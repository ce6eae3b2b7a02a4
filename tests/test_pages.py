"""What stands on the pages, as a person reads them."""

import io
import json
import re
from pathlib import Path
from typing import get_args

import pytest
from rich.console import Console

from footadvice.advisor import Advisor
from footadvice.answers.document import Answer
from footadvice.answers.page_answers import ConditionPage
from footadvice.knowledge.levels import ALARMS
from footadvice.knowledge.records import Condition, Exercise, Joint
from footadvice.knowledge.vocabulary import Who
from footadvice.render import page_blocks, terminal
from tests.conftest import Run

STORIES = Path(__file__).parent.parent / "data" / "messages" / "stories.jsonl"
BLOG = (
    "overpronation",
    "flat-feet",
    "bunions",
    "hammertoes",
    "high-arches",
    "plantar-fasciitis",
    "shin-splints",
    "achilles-tendinopathy",
)


@pytest.mark.parametrize("id", BLOG)
def test_the_first_screen_says_what_it_is_how_urgent_and_what_to_do_today(run: Run, advisor: Advisor, id: str) -> None:
    page = advisor.condition([id]).conditions[0]
    screen = " ".join(" ".join(run("condition", id).out.splitlines()[:24]).replace("\u2502", " ").split())
    assert page.summary in screen
    assert "NOT URGENT" in screen or "SEE A CLINICIAN" in screen or "URGENT" in screen
    assert "What to do today" in screen
    assert all(action.name in screen for action in page.today)


def test_the_sections_stand_in_the_order_of_need(run: Run) -> None:
    out = run("condition", "plantar-fasciitis", "--full").out
    order = [
        "NOT URGENT", "What to do today", "Warning signs in full", "What to avoid", "Exercises", "How long it takes",
        "Whom to see, and when", "Links to ankle, knee, hip and back", "It could be something else",
        "Who gets it, and why", "How this is known",
    ]  # fmt: skip
    places = [out.index(heading) for heading in order]
    assert places == sorted(places)


def test_anatomy_is_said_right(advisor: Advisor) -> None:
    bunion, hammertoe = (page.summary.lower() for page in advisor.condition(["bunions", "hammertoes"]).conditions)
    assert "toward the other toes" in bunion
    assert "inner side" in bunion
    assert "middle joint" in hammertoe
    assert "down" in hammertoe


def test_the_knee_page_grades_its_links_honestly(advisor: Advisor) -> None:
    page = advisor.joint(["knee"]).joints[0]
    grade = {path.nodes[0]: group.grade for group in page.groups for path in group.paths}
    assert grade["flat-feet"] == "moderate"
    assert grade["overpronation"] in ("conflicting", "expert_opinion")
    assert "hammertoes" not in grade
    assert "hammertoes" in {edge.from_id for edge in page.not_supported}


def test_each_joint_says_its_warning_signs_before_anything_to_try(run: Run) -> None:
    for joint in ("ankle", "knee", "hip", "back"):
        out = run("joint", joint).out
        assert out.index("Get help NOW") < out.index("What in the feet may strain it") < out.index("What to try")


def lines_of(answer: Answer) -> int:
    """How many lines an answer takes in a terminal of 80 columns."""
    out = io.StringIO()
    terminal.show(page_blocks.page(answer), Console(file=out, width=80, height=25, markup=False, highlight=False))
    return len(out.getvalue().splitlines())


def test_the_page_of_every_condition_is_one_page(advisor: Advisor) -> None:
    assert {id: n for id in advisor.kb.raw(Condition) if (n := lines_of(advisor.condition(id))) > 60} == {}


def test_the_page_of_every_joint_is_one_page(advisor: Advisor) -> None:
    assert {id: n for id in advisor.kb.raw(Joint) if (n := lines_of(advisor.joint(id))) > 45} == {}


@pytest.mark.slow
def test_the_answer_to_a_question_is_one_page(advisor: Advisor) -> None:
    texts = [json.loads(line)["text"] for line in STORIES.read_text(encoding="utf-8").splitlines()[::3]]
    assert {text: n for text in texts if (n := lines_of(advisor.ask(text))) > 45} == {}


@pytest.mark.parametrize("id", ["gout", "foot-ulcer", "gangrene", "deep-vein-thrombosis"])
def test_where_help_cannot_wait_the_short_page_has_the_signs_in_full(run: Run, advisor: Advisor, id: str) -> None:
    out = " ".join(run("condition", id, "--plain").out.split())
    for flag in advisor.condition(id).conditions[0].urgency.red_flags:
        assert flag.level not in ALARMS or (flag.sign in out and flag.do_now in out), flag.id


def test_a_short_page_says_what_it_is_what_to_do_how_long_and_whom_to_see(run: Run, advisor: Advisor) -> None:
    for id in ("bunions", "gout", "sciatica"):
        out, page = run("condition", id).out, advisor.condition(id).conditions[0]
        for heading in ("What to do today", "What to avoid", "How long it takes", "Whom to see", "something else"):
            assert heading in out, (id, heading)
        assert "--full" in out.splitlines()[-4] + out.splitlines()[-3]
        assert len(out.splitlines()) < len(run("condition", id, "--full").out.splitlines()), page.name


def test_a_part_of_a_page_is_shown_by_its_name_below_how_urgent_it_is(run: Run) -> None:
    out = run("condition", "bunions", "--only", "exercises,people").out
    assert "NOT URGENT" in out
    assert "Exercises" in out
    assert "What is different for some people" in out
    assert "What to do today" not in out
    assert "No study" in run("joint", "knee", "--only", "myths").out


def test_a_part_that_no_page_has_is_refused_with_those_it_has(run: Run) -> None:
    ran = run("condition", "bunions", "--only", "excercises")
    assert (ran.code, ran.out) == (2, "")
    assert "exercises" in ran.err


def test_one_reason_that_all_have_is_said_once(run: Run) -> None:
    out = run("ask", "my heel hurts").out
    assert out.count("the heel.") <= 3
    assert "What speaks for all of them" in out


def test_evidence_adds_figures_sources_and_signs(run: Run) -> None:
    usual, full = run("joint", "knee").out, run("joint", "knee", "--evidence").out
    assert "doi.org" in full
    assert "doi.org" not in usual
    assert len(full) > 2 * len(usual)
    assert "Signs, and how often" in run("condition", "gout", "--evidence").out


def test_a_red_flag_is_on_the_page_with_what_to_do(advisor: Advisor, run: Run) -> None:
    for id in BLOG:
        out = " ".join(run("condition", id, "--full", "--plain").out.split())
        for flag in advisor.condition([id]).conditions[0].urgency.red_flags:
            assert flag.do_now in out, (id, flag.id)


def test_for_somebody_with_diabetes_the_page_changes_and_says_so(run: Run, advisor: Advisor) -> None:
    def page(*who: str) -> ConditionPage:
        return advisor.condition(["plantar-fasciitis"], who).conditions[0]  # type: ignore[arg-type]

    assert page("diabetes").changes_for_you
    assert not page().changes_for_you
    out = run("condition", "plantar-fasciitis", "--for", "diabetes,numb-feet").out
    assert "Left out for you: ask first" in out
    assert "NOT URGENT" not in out
    left_out = {action.name for action in page("numb_feet").not_for_you}
    assert left_out
    assert not left_out & {action.name for action in (*page("numb_feet").do, *page("numb_feet").today)}


def test_what_may_harm_somebody_is_never_among_what_they_are_told_to_do(advisor: Advisor) -> None:
    for id in advisor.kb.raw(Condition):
        for who in ("diabetes", "numb_feet", "child", "pregnancy", "blood_thinners"):
            page = advisor.condition([id], (who,)).conditions[0]  # type: ignore[arg-type]
            assert not [a.name for a in (*page.today, *page.do) if who in a.not_for], (id, who)


@pytest.mark.parametrize(
    ("start", "end", "said", "grade"),
    [
        ("hammertoes", "knee", "No study shows that hammertoes can cause knee pain.", None),
        ("flat-feet", "back", "Some studies link flat feet with back pain, and others do not.", "conflicting"),
        ("overpronation", "shin-splints", "Overpronation can lead to shin splints.", "strong"),
        ("bunions", "knee", "Bunions may strain the knee. Few studies looked.", "limited"),
    ],
)
def test_why_says_how_sure_anyone_is(advisor: Advisor, start: str, end: str, said: str, grade: str | None) -> None:
    answer = advisor.why(start, end)
    assert (answer.verdict, answer.grade) == (said, grade)


def test_why_shows_both_sides_of_a_conflict(run: Run, advisor: Advisor) -> None:
    out = " ".join(run("why", "flat-feet", "back").out.split())
    edge = next(
        edge for edge in advisor.why("flat-feet", "back").edges if edge.to_id == "back" and edge.from_id == "flat-feet"
    )
    assert f"For: {edge.evidence_for}" in out
    assert f"Against: {edge.evidence_against}" in out


def test_an_ankle_sprain_leads_to_arthritis_with_its_hazard_ratio(run: Run) -> None:
    assert "HR 1.46" in " ".join(run("why", "ankle-sprain", "ankle", "--evidence").out.split())


def test_the_effect_on_shin_splints_is_strong_and_small(advisor: Advisor) -> None:
    edge = advisor.why("overpronation", "shin-splints").edges[0]
    assert "small" in f"{edge.evidence_for} {edge.caveat}".lower()


def test_joint_page_why_and_condition_page_never_disagree(advisor: Advisor) -> None:
    for joint in ("ankle", "knee", "hip", "back"):
        page = advisor.joint([joint]).joints[0]
        for group in page.groups:
            for path in group.paths:
                answer = advisor.why(path.nodes[0], joint)
                assert path.edges in {other.edges for other in answer.paths}
                if len(path.edges) == 1 and path.nodes[-1] == joint:
                    assert answer.grade == group.grade


def test_a_diagram_draws_every_path_and_no_myth_as_a_cause(run: Run) -> None:
    assert '==>|"strong evidence"| shin_splints' in run("why", "overpronation", "shin-splints", "--mermaid").out
    dot = run("why", "hammertoes", "knee", "--dot").out
    assert '"hammertoes" -> "knee" [style=dotted, dir=none, label="not supported"];' in dot


def test_the_tree_has_a_twin_in_words(run: Run) -> None:
    plain = run("why", "overpronation", "shin-splints", "--plain").out
    assert "Overpronation\n  step 1: Shin splints [strong evidence]" in plain


def test_what_is_said_in_json_is_what_the_page_says(run: Run) -> None:
    page = json.loads(run("condition", "bunions", "--json").out)["conditions"][0]
    out = " ".join(run("condition", "bunions", "--full", "--plain").out.split())
    for action in page["do"]:
        assert action["text"] in out
    for edge in page["effects"]:
        assert edge["says"] in out


@pytest.mark.parametrize("who", get_args(Who))
def test_nothing_that_may_harm_somebody_stands_on_their_page(advisor: Advisor, who: Who) -> None:
    for id in advisor.kb.raw(Condition):
        page = advisor.condition([id], (who,)).conditions[0]
        record = advisor.kb.get(Condition, id)
        harmful = [action for action in record.actions if who in action.not_for]
        exercises = {exercise for action in harmful for exercise in action.exercises}
        assert not {a.text for a in harmful} & {a.text for a in (*page.do, *page.clinician, *page.today)}, id
        assert not exercises & {one.id for one in page.exercises}, id
        assert all(who not in advisor.kb.get(Exercise, one.id).not_for for one in page.exercises), id


def test_a_question_for_somebody_with_diabetes_leaves_out_what_may_harm(advisor: Advisor) -> None:
    told = " ".join(advisor.ask("how do I treat plantar fasciitis", ("diabetes",)).answer)
    assert "cold" not in told
    assert "cold" in " ".join(advisor.ask("how do I treat plantar fasciitis").answer)


def test_what_comes_from_elsewhere_is_not_led_back_by_way_of_the_feet(advisor: Advisor) -> None:
    for joint in ("ankle", "knee", "hip", "back"):
        for group in advisor.joint([joint]).joints[0].groups:
            for path in group.paths:
                start = advisor.kb.find(Condition, path.nodes[0])
                assert len(path.edges) == 1 or not start or start.group != "elsewhere", (joint, path.nodes)


def test_a_page_is_as_urgent_as_what_it_says_to_the_group_it_is_for(advisor: Advisor) -> None:
    usual = advisor.condition("ankle-sprain").conditions[0].urgency.level
    older = advisor.condition("ankle-sprain", who=("older_adult",)).conditions[0].urgency.level
    assert (usual, older) == ("self_care", "urgent")


def test_an_exercise_has_the_dose_and_the_grade_of_the_action_that_advises_it(advisor: Advisor) -> None:
    page = advisor.condition("ankle-sprain").conditions[0]
    circles = next(one for one in page.exercises if one.id == "ankle-circles")
    assert circles.dose.text == "10 circles each way. 4 times a day."
    grade_by = {id: action.grade for action in reversed((*page.do, *page.clinician)) for id in action.exercises}
    assert {one.id: one.grade for one in page.exercises} == grade_by


def test_a_plan_uses_the_dose_of_the_condition(advisor: Advisor) -> None:
    exercises = {one.id: one for one in advisor.plan("hammertoes").exercises}
    assert exercises["towel-curl"].dose.text == "10 pulls, once a day."


def test_no_page_shows_the_length_of_the_falls_programme(advisor: Advisor) -> None:
    pages = (advisor.condition(id).conditions[0] for id in advisor.kb.raw(Condition))
    assert not [page.id for page in pages for one in page.exercises if "26 weeks" in one.dose.text]


def test_a_joint_is_reached_by_no_chain_of_what_merely_goes_together(advisor: Advisor) -> None:
    for joint in ("ankle", "knee", "hip", "back"):
        page = advisor.joint(joint).joints[0]
        relation = {edge.id: edge.relation for edge in page.edges}
        for path in (path for group in page.groups for path in group.paths if len(path.edges) > 1):
            assert {relation[id] for id in path.edges} == {"leads_to"}, path.nodes


@pytest.mark.parametrize("start", ["excess-weight", "gout", "rheumatoid-arthritis"])
def test_what_strikes_a_joint_itself_takes_no_way_by_the_feet(advisor: Advisor, start: str) -> None:
    answer = advisor.why(start, "knee")
    assert not answer.paths
    assert "itself" in answer.verdict


def test_what_it_may_do_elsewhere_is_drawn_with_grades_that_need_no_colour(run: Run) -> None:
    lines = run("condition", "flat-feet", env={"NO_COLOR": "1"}).out.splitlines()
    start = lines.index("What it may do to back, hip, knee and ankle") + 1
    drawn = lines[start : start + 4]
    assert [line[:3] for line in drawn] == [" o ", "/|\\", " | ", "/ \\"]
    for name, line in zip(("back", "hip", "knee", "ankle"), drawn, strict=True):
        assert name in line
    assert any("##" in line and "moderate evidence" in line for line in drawn)
    plain = run("condition", "flat-feet", "--plain").out
    assert "/|\\" not in plain
    assert "- knee: " in plain


def test_the_weeks_are_a_line_with_their_checkpoints(run: Run, advisor: Advisor) -> None:
    weeks = [check.weeks for check in advisor.condition("flat-feet").conditions[0].course.checkpoints]
    [line] = [line for line in run("condition", "flat-feet").out.splitlines() if line.startswith("today ")]
    assert [int(number) for number in re.findall(r"\d+", line)] == weeks
    assert "in weeks 2, 6 and 12" in run("condition", "flat-feet", "--plain").out
