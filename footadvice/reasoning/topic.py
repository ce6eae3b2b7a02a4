"""Which part of a condition's page a question asks for: how long, why, whom to see, whether one can run."""

import re
from typing import Literal

Topic = Literal["activity", "course", "care", "prevention", "surgery", "causes", "seriousness"]

_MOVE = r"(?:run|walk|swim|play|train|dance|cycle|exercise|work|hike|jog|drive|stand|ski|golf|jump|climb)"
_SEE = r"(?:see|go to|call|ring|visit) (?:a |the |my |any )?(?:doctor|gp|podiatrist|physio\w*|specialist|clinic\w*)"
_GROW = r"(?:get|catch|develop)"
# In the order in which they count: "can I run to prevent it" asks about running.
TOPICS: dict[Topic, tuple[str, ...]] = {
    "activity": (
        rf"(?:can|could|should|may) (?:i|we|he|she|you|they|my \w+) (?:still |keep |keep on )?{_MOVE}(?:n?ing)?",
        rf"is it (?:ok|okay|safe|bad|fine|good) to (?:keep )?{_MOVE}(?:n?ing)?",
        rf"is {_MOVE}n?ing (?:ok|okay|safe|bad|good)",
    ),
    "course": (
        r"how (?:long|soon|many (?:days|weeks|months))",
        r"when (?:will|does|do) .*\b(?:heal|better|go|gone|stop|ease|settle)",
        r"(?:does|do|will|can) .*\b(?:go away|heal by|heal on|get better|last forever|come back)",
        r"recovery time",
    ),
    "care": (
        r"(?:which|what|what (?:kind|sort|type) of) (?:doctor|specialist|clinician)",
        r"wh(?:o|om) (?:should|do|can|to|would)",
        rf"(?:should|do|must|need) (?:i|we|you|to)\b.*\b{_SEE}",
    ),
    "prevention": (
        r"prevent\w*",
        r"avoid (?:getting|having|another|it|them)",
        r"stop .*\b(?:coming back|getting|happening)",
    ),
    "surgery": (r"surgery", r"operat(?:e|ed|ion)"),
    "causes": (
        r"causes?",
        r"why (?:do|does|did|is|are|have|has) (?:i|we|you|people|my|he|she|it|they)",
        rf"how (?:do|did|does|can) (?:i|you|we|he|she|people|one|someone|somebody) {_GROW}",
        r"where does .* come from",
        r"what (?:brings on|leads to)",
    ),
    "seriousness": (
        r"serious|dangerous|an emergency|harmful|urgent|worr(?:y|ied|ying)|life[- ]threatening|fatal|deadly|kill",
        r"los(?:e|ing) (?:my|a|the|his|her) (?:foot|feet|leg|toes?|limb)",
        r"amputat\w*",
    ),
}


def topic(text: str) -> Topic | None:
    """The first topic that a plain question asks for.

    >>> [topic(text) for text in ("how long does it take", "can i run with shin splints", "my heel hurts")]
    ['course', 'activity', None]

    Args:
        text: in lower case and without apostrophes.
    """
    return next((one for one, asked in TOPICS.items() if re.search(rf"\b(?:{'|'.join(asked)})\b", text)), None)
