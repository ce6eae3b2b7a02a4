"""The prompt that leads an agent through a guided check."""

NAME = "foot-check"
TITLE = "A guided check"
DESCRIPTION = "Find out with somebody how urgent their foot trouble is, one question at a time."
ARGUMENT = "words"
ARGUMENT_DESCRIPTION = "What the person wrote, word for word."

_STEPS = """\
Somebody wrote about their foot or leg:

{words}

Lead them through a guided check with the tools of footadvice. The rules decide how urgent it is; you listen and ask.

1. Call `check` with `text`: their words, as they wrote them. Add what they write later to it, and leave nothing out.
2. If its level is "emergency" or "urgent", tell them the first text of the result at once, before any question.
3. Ask them what `step` asks, in their words. Ask of all the warning signs that it names; leave none out.
4. Put the id of each sign into `yes`, `no` or `unsure`, as they answered. What they did not answer is `unsure`.
   Look up with `find_findings` what they tell you besides. Never guess a `no`.
5. Call `check` again with everything so far. Go on until it has no `step`.
6. Tell them the level and what to do now, then what it may be. Say that it is no diagnosis. Leave out no warning sign.
"""


def text(words: str) -> str:
    """What an agent is told, with the person's words set apart as a quotation."""
    return _STEPS.format(words="\n".join(f"> {line}" for line in words.strip().splitlines()) or "> (nothing yet)")
