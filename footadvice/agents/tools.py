"""The questions that an agent can ask, a method each.

What a method takes is the tool's input schema, and its docstring is what an agent reads. The text beside the type of
an argument describes that argument.
"""

from datetime import date
from typing import Annotated, Literal

from footadvice.advisor import Advisor
from footadvice.answers.ask_answer import AskAnswer, CheckAnswer
from footadvice.answers.handout_answer import HandoutAnswer, MapAnswer
from footadvice.answers.page_answers import ConditionAnswer, JointAnswer, ListAnswer, WhyAnswer
from footadvice.answers.plan_answer import CompareAnswer, PlanAnswer
from footadvice.knowledge.vocabulary import Weekday, Who

ListOf = Literal[
    "conditions", "joints", "zones", "exercises", "red-flags", "findings", "factors", "tips", "links", "sources"
]
_Who = Annotated[tuple[Who, ...], "What is known of the person. Advice that does not fit is changed or taken out."]
_Condition = Annotated[
    str, "One condition: an id, a name, another name or an ICD-10-CM code, such as bunions or M20.1."
]
_Conditions = Annotated[tuple[str, ...], "Conditions: ids, names, other names or ICD-10-CM codes."]
_Findings = "Ids of findings, from find_findings or from the options of a step, that "


class Tools:
    """The questions that an agent can ask."""

    def __init__(self, advisor: Advisor) -> None:
        self._advisor = advisor

    def ask(
        self,
        question: Annotated[str, "The person's words, as they wrote them."],
        who: _Who = (),
        why_not: Annotated[str, "A condition: what speaks for and against it is said too."] = "",
    ) -> AskAnswer:
        """Any question about feet in the person's own words: how urgent it is, what it may be, what is safe meanwhile.

        `in_scope` is false where it is not about feet. For a conversation of several turns, use `check`.
        """
        return self._advisor.ask(question, who, why_not)

    def check(
        self,
        text: Annotated[str, "All that the person wrote so far, in their own words. Leave nothing out."] = "",
        places: Annotated[tuple[str, ...], "Where it is: zones by id, name or number of the map."] = (),
        yes: Annotated[tuple[str, ...], _Findings + "are so."] = (),
        no: Annotated[tuple[str, ...], _Findings + 'are not so; "screen": none of the warning signs asked.'] = (),
        unsure: Annotated[tuple[str, ...], _Findings + "the person does not know of."] = (),
        who: _Who = (),
    ) -> CheckAnswer:
        """One turn of the guided check: say what is so, not so, unsure; it sets the level and asks the next question.

        Give everything known again at each turn: nothing is kept between turns. Ask the person what `step` asks, and
        give a yes or no only where they said so; else `unsure`. Stop where there is no `step`. The level is the more
        careful one of these findings and of `text` read by itself.
        """
        return self._advisor.check(places, yes, no, unsure, who, text=text)

    def find_findings(
        self, words: Annotated[str, "What the person said of one sign or several, such as: worse in the morning."]
    ) -> ListAnswer:
        """The ids of the findings that these words may mean, best first, each with the question that asks for it.

        Take an id only where its question is what the person answered.
        """
        return self._advisor.find_findings(words)

    def condition(self, name: _Condition, who: _Who = ()) -> ConditionAnswer:
        """All that is known of one foot condition: urgency, what to do, how long it takes, whom to see, links."""
        return self._advisor.condition(name, who)

    def joint(self, name: Annotated[str, "A joint: ankle, knee, hip, back ..."]) -> JointAnswer:
        """What in the feet may strain a joint, and how well that is known."""
        return self._advisor.joint(name)

    def why(
        self,
        end: Annotated[str, "Where the chain ends: a joint or a condition."],
        start: Annotated[
            str | None, "Where it begins: a condition, factor or joint. Else all that reaches the end."
        ] = None,
    ) -> WhyAnswer:
        """The chain of links from one condition to another or to a joint, with the grade of each, and the myths."""
        return self._advisor.why(start, end)

    def compare(self, names: Annotated[tuple[str, ...], "Two or three conditions."]) -> CompareAnswer:
        """Two or three conditions side by side: the telling signs, what they share, how urgent each is."""
        return self._advisor.compare(names)

    def plan(
        self,
        names: _Conditions,
        who: _Who = (),
        weeks: Annotated[int | None, "How long, 1 to 52; else as the usual course, or 12."] = None,
        start: Annotated[date | None, "The first day, such as 2027-01-31; else the weeks have no dates."] = None,
        days: Annotated[tuple[Weekday, ...] | None, "The days that the person has for it; else every day."] = None,
    ) -> PlanAnswer:
        """One plan of exercises for one body with these conditions, week by week: how many, how often, when to stop.

        Where something has to be seen first there is no plan: `no_plan` says why.
        """
        return self._advisor.plan(names, who, weeks, days, start)

    def map(
        self, zone: Annotated[str | None, "A zone by id, name or number; else the numbers of all zones."] = None
    ) -> MapAnswer:
        """The zones of foot and leg; with a zone also what hurts there, and what must not be missed there."""
        return self._advisor.map(zone)

    def handout(self, names: _Conditions, who: _Who = ()) -> HandoutAnswer:
        """One sheet for one to three conditions: warning signs, what to do, whom to see. Also as an HTML resource."""
        return self._advisor.handout(names, who)

    def list_(self, of: Annotated[ListOf, "What to list."] = "conditions") -> ListAnswer:
        """Every record of one kind with its id, name and a line."""
        return self._advisor.listing(of)


__all__ = ["ListOf", "Tools"]
