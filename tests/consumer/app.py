"""Somebody else's program that uses footadvice: it is type-checked strictly, and run, against the built wheel."""

import json

import footadvice
from footadvice import Advisor, AskAnswer, Condition, KnowledgeBase


def names(kb: KnowledgeBase) -> list[str]:
    return [condition.name for condition in kb.all(Condition)]


def worst(answers: list[AskAnswer]) -> str:
    order = ("emergency", "urgent", "see_clinician", "self_care", "none")
    return min((answer.urgency.level for answer in answers), key=order.index)


def main() -> None:
    kb: KnowledgeBase = footadvice.load()
    bunions: Condition = kb.condition("bunions")
    advisor = Advisor(kb)
    knee = advisor.joint("knee").joints[0]
    several = advisor.condition(["bunions", "gout"], who=("diabetes",))
    asked = [advisor.ask("my heel hurts when I get up"), advisor.ask("my foot has gone cold, pale and numb")]
    grade = advisor.why("flat feet", "back").grade
    try:
        advisor.condition("zzz")
        failed = ""
    except footadvice.NotFound as error:
        failed = error.code
    told = footadvice.document(asked[0], kb.about)
    print(
        json.dumps(
            {
                "names": len(names(kb)),
                "id": bunions.id,
                "first_action": bunions.actions[0].text,
                "joint": knee.id,
                "pages": [page.id for page in several.conditions],
                "worst": worst(asked),
                "grade": grade,
                "failed": failed,
                "kind": told["kind"],
            }
        )
    )


if __name__ == "__main__":
    main()
