"""The question that asks for a finding, said to whoever is asked: a parent is asked about the child."""

import re
from collections.abc import Iterable

CHILDREN = frozenset(("child", "toddler", "baby"))  # findings, and whom an answer is for
# What somebody else sees or thinks is still asked of "you": "when you press on it", "do you think it is broken".
_OF_A_CHILD = (
    (r"^Are you(?! asking|,)\b", "Is your child"),
    (r"^Do you(?! think (?:a|it)\b|,)\b", "Does your child"),
    (r"^Have you\b", "Has your child"),
    (r"^(Can|Did) you\b(?! feel)", r"\1 your child"),
    (r"^Were you\b", "Was your child"),
    (r"\bthan you did\b", "than before"),
    (r"\byour\b(?! child)", "their"),
    (r"\b(to|under) you\b", r"\1 them"),
    (r"\b(or are|or do|or have|that) you\b", r"\1 they"),
    (r"\byourself\b", "themselves"),
)


def asked_of(question: str, whom: Iterable[str]) -> str:
    """`question` as it is put, about a child where it is for one.

    >>> asked_of("Do you look pale?", ("child",)), asked_of("Does your foot hurt?", ())
    ('Does your child look pale?', 'Does your foot hurt?')

    Args:
        whom: whom the answer is for, or ids of findings.
    """
    if CHILDREN.isdisjoint(whom):
        return question
    for pattern, said in _OF_A_CHILD:
        question = re.sub(pattern, said, question)
    return question
