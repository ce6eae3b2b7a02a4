"""What helps in any of several conditions and harms in none."""

from collections.abc import Sequence
from itertools import zip_longest

from footadvice.answering.common import AT_HOME
from footadvice.answers.ask_answer import Meanwhile
from footadvice.knowledge.deeds import asked, warned
from footadvice.knowledge.levels import ALARMS
from footadvice.knowledge.records import Condition, Measure
from footadvice.knowledge.store import KnowledgeBase

# What holds different things on each page, so that its name alone says nothing: salt, caffeine or water.
_VAGUE = frozenset(("food-and-drink", "learn-about-it", "clinic-review"))
_AVOIDED = 4  # besides an answer that has more to say


def meanwhile(
    kb: KnowledgeBase, candidates: Sequence[Condition], level: str, avoided_most: int | None = _AVOIDED
) -> Meanwhile:
    """Plain set algebra over the candidates: what helps in any and harms in none, and what may harm in any.

    Args:
        level: how urgent it is; where that is urgent there is no meanwhile.
        avoided_most: how much of what may harm is told, each candidate's first before the second of any; None is all.
    """
    if level in ALARMS:
        return Meanwhile(do=(), avoid=())
    avoided = {id for one in candidates for avoid in one.avoid for id in avoid.exercises}
    actions = [action for one in candidates for action in one.actions if action.kind in AT_HOME]
    harmful = {avoid.measure for one in candidates for avoid in one.avoid}
    harmful |= {action.measure for action in actions if avoided & set(action.exercises)}
    warnings = frozenset(deed for one in candidates for avoid in one.avoid for deed in warned(avoid.text))
    helpful = dict.fromkeys(
        action.measure
        for action in actions
        if action.today and not action.not_for and action.measure not in harmful | _VAGUE
        if not asked(kb.get(Measure, action.measure).name) & warnings
    )
    shared = sorted(helpful, key=lambda m: -sum(m in {a.measure for a in one.actions} for one in candidates))
    in_turns = (text for turn in zip_longest(*([a.text for a in one.avoid] for one in candidates)) for text in turn)
    avoid = dict.fromkeys(text for text in in_turns if text)
    names = tuple(kb.get(Measure, measure).name for measure in shared[:4])
    return Meanwhile(do=names, avoid=tuple(avoid)[:avoided_most])
