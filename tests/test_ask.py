"""Questions in plain words: routed, answered in part, honest about what is not covered; and the guided check."""

import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from footadvice.advisor import Advisor
from footadvice.cli.ask_lines import Batch, answers
from footadvice.errors import FootAdviceError
from tests.conftest import ROOT, Run


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("are bunions painful", "bunions"),
        ("what to do about flat feet", "flat-feet"),
        ("how long does a verruca take to go", "plantar-warts"),
        ("what is the most common cause of heel pain", "plantar-fasciitis"),
        ("my heel hurts when I get up in the morning", "plantar-fasciitis"),
    ],
)
def test_the_condition_that_is_meant_comes_first(advisor: Advisor, question: str, first: str) -> None:
    assert advisor.ask(question).conditions[0].id == first


@pytest.mark.parametrize(
    ("question", "joint"), [("which conditions strain the knee", "knee"), ("can flat feet cause back pain", "back")]
)
def test_a_question_about_a_joint_gets_the_joint_and_the_honest_sentence(
    advisor: Advisor, question: str, joint: str
) -> None:
    answer = advisor.ask(question)
    assert joint in {ref.id for ref in answer.joints}
    assert any("elsewhere" in text for text in answer.answer)


@pytest.mark.parametrize(
    "question", ["I have toothache", "my dog is limping", "who will foot the bill", "how many square feet in an acre"]
)
def test_what_is_not_covered_is_said_not_to_be(advisor: Advisor, question: str) -> None:
    answer = advisor.ask(question)
    assert not answer.in_scope
    assert not answer.conditions
    assert answer.answer


def test_what_is_not_covered_still_raises_an_alarm(advisor: Advisor) -> None:
    answer = advisor.ask("I have chest pain and I am short of breath")
    assert not answer.in_scope
    assert answer.urgency.level == "emergency"


def test_an_emergency_says_what_to_do_before_anything_else(run: Run) -> None:
    out = run("ask", "my foot has gone cold, pale and numb").out
    assert out.index("EMERGENCY") < out.index("Call an ambulance")
    assert "\nIt may be\n" not in out[: out.index("Call an ambulance")]


def test_reasons_are_words_and_never_percentages(run: Run) -> None:
    out = run("ask", "my heel hurts when i get up, no numbness", "--full").out
    assert "For:" in out
    assert "%" not in out


def test_one_answer_a_line_in_order(run: Run) -> None:
    questions = ["are bunions painful", "", "I have toothache", "my heel hurts when I get up"]
    lines = run("ask", "-", "--json", stdin="\n".join(questions) + "\n").out.splitlines()
    answers = [json.loads(line) for line in lines]
    assert len(answers) == 4
    assert answers[0]["conditions"][0]["id"] == "bunions"
    assert answers[1]["error"]["code"] == "usage"
    assert (answers[1]["line"], answers[1]["query"]["text"]) == (2, [""])
    assert [answers[2]["in_scope"], answers[3]["in_scope"]] == [False, True]


def test_several_processes_answer_the_same_in_the_same_order() -> None:
    asked = [f"my heel hurts since {days} days" if days % 7 else "" for days in range(1, 60)]
    command = [sys.executable, "-m", "footadvice", "ask", "-", "--jsonl", "--exit-code"]
    one, two = (
        subprocess.run([*command, "--jobs", jobs], input="\n".join(asked).encode(), capture_output=True, check=False)
        for jobs in ("1", "2")
    )
    assert len(one.stdout.splitlines()) == len(asked)
    assert (one.stdout, one.stderr, one.returncode) == (two.stdout, two.stderr, two.returncode)


def test_no_more_questions_are_read_than_are_soon_answered() -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield "my heel hurts"

    answered = answers(endless(), Batch(), jobs=2)
    assert '"plantar-fasciitis"' in next(answered)[0]
    assert read <= 2 * 3 * 16
    answered.close()


def test_what_no_question_can_be_answered_with_ends_every_process(run: Run) -> None:
    command = ["ask", "-", "--jsonl", "--jobs", "2", "--why-not", "dragons"]
    ran = run(*command, stdin="my heel hurts\n" * 40)
    assert (ran.code, json.loads(ran.out)["error"]["code"]) == (3, "not_found")
    assert ran.out.count("\n") == 1


@pytest.mark.process
def test_a_process_that_is_ended_from_outside_is_an_error_that_says_so() -> None:
    answered = answers(["my heel hurts"] * 500, Batch(), jobs=2)
    next(answered)
    for process in multiprocessing.active_children():
        process.kill()
    with pytest.raises(FootAdviceError, match="fewer --jobs"):
        list(answered)


def test_jobs_are_for_many_questions(run: Run) -> None:
    assert run("ask", "my heel hurts", "--jobs", "2").code == 2
    assert len(run("ask", "my heel hurts", "--jsonl").out.splitlines()) == 1
    for wrong in (["", "--jsonl"], ["heel", "--jsonl", "--jobs", "2"], ["heel", "--jsonl", "--for", "dragons"],
                  ["heel", "--jsonl", "--dragons"]):  # fmt: skip
        (line,) = run("ask", *wrong).out.splitlines()
        assert json.loads(line)["error"]["message"]


def test_the_keys_that_scripts_read_are_there(run: Run) -> None:
    answer = json.loads(run("ask", "my ankle gives way", "--json").out)
    assert {"in_scope", "intent", "urgency", "conditions", "joints"} <= set(answer)
    assert {"id", "name", "band", "for", "against"} <= set(answer["conditions"][0])
    assert {"level", "red_flags", "text"} <= set(answer["urgency"])


def test_a_check_is_driven_turn_by_turn_to_its_end(run: Run) -> None:
    args, turns = ["check", "--json"], 0
    given: dict[str, list[str]] = {"--zone": [], "--yes": [], "--no": []}
    while True:
        filled = [part for option, ids in given.items() if ids for part in (option, ",".join(ids))]
        answer = json.loads(run(*args, *filled).out)
        step = answer["step"]
        if step is None:
            break
        turns += 1
        if step["kind"] == "zone":
            given["--zone"].append("heel-pad")
        elif step["kind"] == "screen":
            given["--no"].append("screen")
        else:
            finding = step["options"][0]["id"]
            given["--yes" if finding == "first-steps-worst" else "--no"].append(finding)
    assert turns <= 10
    assert answer["conditions"][0]["id"]


def test_a_check_that_hears_a_warning_sign_says_so(advisor: Advisor) -> None:
    assert advisor.check(["calf"], yes=["swelling-one-leg", "breathless"]).urgency.level == "emergency"


def test_a_check_names_no_level_before_the_warning_signs_were_asked(advisor: Advisor, run: Run) -> None:
    assert advisor.check(["heel"]).urgency.level == "none"
    assert "Not all warning signs were asked" in run("check", "--zone", "heel").out
    assert advisor.check(["heel"], no=["screen"]).urgency.level != "none"


def test_yes_and_no_to_one_sign_is_refused(run: Run) -> None:
    assert run("check", "--zone", "heel", "--yes", "fever", "--no", "fever").code == 2


def test_a_blank_line_does_not_stop_a_batch(run: Run) -> None:
    ran = run("ask", "-", "--plain", stdin="my heel hurts\n\nare bunions painful\n")
    assert "Bunions" in ran.out
    assert "Error: nothing was asked" in ran.err


def test_an_unknown_id_in_a_check_is_refused(run: Run) -> None:
    ran = run("check", "--zone", "moon", "--json")
    assert (ran.code, json.loads(ran.out)["error"]["code"]) == (2, "usage")


@pytest.mark.slow
def test_answers_do_not_depend_on_the_seed_of_hashes() -> None:
    """Sets of Python come in another order in every process; an answer must not."""
    stories = (ROOT / "data" / "messages" / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in stories][::24]
    questions = "\n".join(case["text"] for case in asked).encode()
    command = [sys.executable, "-m", "footadvice", "ask", "-", "--json"]
    first, second = (
        subprocess.run(
            command, input=questions, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    )
    assert len(first.splitlines()) == len(asked)
    assert first == second


def test_reporting_one_warning_sign_does_not_skip_the_screen(advisor: Advisor) -> None:
    screen = {option.id for option in advisor.check(["heel"]).step.options}
    told = sorted(screen)[0]
    step = advisor.check(["heel"], yes=[told]).step
    assert step is None or (step.kind, {option.id for option in step.options}) == ("screen", screen - {told})


def test_a_check_that_found_an_emergency_asks_no_more(advisor: Advisor) -> None:
    assert advisor.check(["calf"], yes=["swelling-one-leg", "breathless"]).step is None


@pytest.mark.parametrize("text", ["asdf", "help", "?", "hello"])
def test_what_says_nothing_is_answered_with_what_to_say(advisor: Advisor, text: str) -> None:
    assert "Where does it hurt" in advisor.ask(text).answer[0]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("exercises for flat feet", "exercise"),
        ("best excercises for plantar fasciitis", "exercise"),
        ("bunions versus gout", "compare"),
        ("is it gout or a bunion", "compare"),
        ("symptoms of a blood clot", "signs"),
    ],
)
def test_a_question_is_routed_by_what_it_wants(advisor: Advisor, text: str, intent: str) -> None:
    assert advisor.ask(text).intent == intent


def test_a_comparison_tells_of_those_that_were_named(advisor: Advisor) -> None:
    told = advisor.ask("difference between gout and septic arthritis").answer
    assert [line.partition(":")[0] for line in told] == ["Gout", "Infected joint"]


def test_unanswered_warning_signs_leave_the_level_open(advisor: Advisor) -> None:
    screen = [option.id for option in advisor.check(["heel"]).step.options]
    assert advisor.check(["heel"], unsure=screen).urgency.level == "none"


@pytest.mark.parametrize(
    ("zone", "signs"),
    [
        ("back", {"saddle-numb", "bladder-trouble"}),
        ("toes", {"black-skin", "foot-cold-pale-numb"}),
        ("knee", {"limping"}),
    ],
)
def test_the_screen_asks_for_what_decides(advisor: Advisor, zone: str, signs: set[str]) -> None:
    assert signs <= {option.id for option in advisor.check([zone]).step.options}


@pytest.mark.parametrize(
    "text",
    [
        "my patella slipped out again and it is stuck on the outside",
        "knees grade 3 both, 11 years, kneeling is out of the question, brace or op",
    ],
)
def test_a_text_near_the_example_messages_is_in_scope(advisor: Advisor, text: str) -> None:
    assert advisor.ask(text).in_scope


def test_a_sign_is_no_less_urgent_for_what_is_said_beside_it(advisor: Advisor) -> None:
    alone = "I came down the ladder wrong this morning and cannot put weight on my ankle."
    beside = " It rained all week and the shed roof leaks. We had soup. My sister visits in June. The dog is well."
    assert {advisor.ask(text).urgency.level for text in (alone, alone + beside)} <= {"urgent", "emergency"}


@pytest.mark.parametrize("text", ["Ich habe seit Montag ein rotes Bein und Fieber", "me duele el tobillo desde ayer"])
def test_another_language_is_said_not_to_be_read(advisor: Advisor, text: str) -> None:
    answer = advisor.ask(text)
    assert not answer.in_scope
    assert "English only" in answer.answer[0]
    assert "not read" in answer.urgency.text
    assert not answer.conditions


@pytest.mark.parametrize("text", ["my thumb nail splits at the end", "sore red nail on my ring finger"])
def test_a_fingernail_is_out_of_scope(advisor: Advisor, text: str) -> None:
    assert not advisor.ask(text).in_scope
