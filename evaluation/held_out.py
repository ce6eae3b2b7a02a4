"""An advisor that answers without some of the example messages."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from footadvice.advisor import Advisor
from footadvice.reasoning.assessment import Assessor
from footadvice.reasoning.cases import Cases, Likeness, Terms


class HeldOut(Cases):
    """Cases of which some are hidden: those in `hidden`, by number."""

    hidden: Collection[int] = ()

    def like(self, parts: Sequence[Terms], leave_out: Collection[int] = ()) -> Likeness:
        return super().like(parts, {*leave_out, *self.hidden})


class HonestAdvisor:
    """Answers each text without the messages of its own situation."""

    def __init__(self) -> None:
        self.advisor = Advisor()
        index = self.advisor.kb.cases
        self.cases = HeldOut(index)
        self.advisor.assessor = Assessor(self.advisor.kb, self.cases)
        self.groups: dict[str, list[int]] = defaultdict(list)
        self.situations: dict[str, list[int]] = defaultdict(list)
        for number, group in enumerate(index.groups()):
            self.groups[group].append(number)
            self.situations[group.partition("/")[2]].append(number)

    def level(self, text: str, hidden: Collection[int]) -> str:
        """The level of the answer to `text` with the messages in `hidden` left out."""
        self.cases.hidden = hidden
        return self.advisor.ask(text).urgency.level
