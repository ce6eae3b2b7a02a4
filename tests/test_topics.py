"""A plain question gets the part of the page that it asks for, whichever condition it is about."""

import pytest

from footadvice.advisor import Advisor
from footadvice.answering.topic_words import WHOM, lines_about
from footadvice.knowledge.records import Condition
from footadvice.reasoning.topic import Topic, topic
from tests.conftest import Run

QUESTIONS: list[tuple[Topic, str]] = [
    ("course", "how long does {} take to heal?"),
    ("course", "when will my {} get better"),
    ("causes", "What causes {}?"),
    ("causes", "why do I have {}"),
    ("activity", "can I run with {}"),
    ("activity", "is it ok to exercise with {}?"),
    ("care", "who should I see for {}?"),
    ("prevention", "How can I prevent {}?"),
    ("seriousness", "is {} serious"),
]


@pytest.mark.parametrize(("wants", "question"), QUESTIONS, ids=[question for _, question in QUESTIONS])
def test_every_full_condition_answers_what_is_asked(advisor: Advisor, wants: Topic, question: str) -> None:
    """By one of its names: some names, such as "ball of foot pain", are heard as a complaint."""
    missed = []
    for id in advisor.kb.raw(Condition):
        one = advisor.kb.get(Condition, id)
        said = tuple(lines_about(advisor.kb, wants, one, ()))
        names = (one.name, *one.other_names)
        if one.detail == "full" and not any(advisor.ask(question.format(name)).answer == said for name in names):
            missed.append(id)
    assert missed == []


def test_how_long_is_answered_with_the_course_and_not_with_what_to_do(advisor: Advisor) -> None:
    answer = advisor.ask("how long does plantar fasciitis take to heal").answer
    assert answer[0].startswith("It is slow. Many people feel better in 3 to 6 months")
    assert not any("Pull the toes back" in said for said in answer)


def test_who_to_see_without_a_condition_guesses_none(run: Run) -> None:
    out = run("ask", "which doctor should I see for my feet", "--plain").out
    assert out.startswith(f"- {WHOM[0]}")
    assert "Gout" not in out


def test_a_condition_that_was_not_named_is_called_a_guess(run: Run) -> None:
    assert run("ask", "will I lose my foot", "--plain").out.startswith("If it is diabetic foot\n")
    assert run("ask", "how can I relieve a bunion", "--plain").out.startswith("Bunions\n")


def test_what_causes_a_bunion_is_no_question_about_the_toe(advisor: Advisor) -> None:
    answer = advisor.ask("what causes bunions")
    assert (answer.intent, answer.urgency.level) == ("condition", "none")
    assert advisor.ask("do my flat feet cause my knee pain").intent == "joint"


@pytest.mark.parametrize("text", ["my heel hurts", "i ran and now my foot is swollen", "exercises for flat feet"])
def test_who_tells_or_asks_for_something_else_asks_for_no_topic(text: str) -> None:
    assert topic(text) is None
