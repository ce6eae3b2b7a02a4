"""Ranks the conditions of one zone where nothing else is known, by the weights of the differential."""

import math
from typing import TYPE_CHECKING

from footadvice.knowledge.records import Condition, Finding, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.reasoning.differential import (
    ASKED,
    CHANCE,
    FIRST_ZONE,
    OTHER_ZONE,
    PAINFUL_KINDS,
    PRIOR,
    WIDE_ZONE,
)

if TYPE_CHECKING:
    from footadvice.knowledge.summary_rows import ConditionRow


def usual_in(kb: KnowledgeBase, zone: str) -> list[str]:
    """The conditions of a zone, or of a spot within it, likeliest first.

    What counts is how common a condition is, how often people ask of it, how well the place fits it and how much it
    hurts.
    """
    within = {id for id, raw in kb.brief(Zone).items() if zone in raw.get("within", ())}
    score: dict[str, float] = {}
    for id, raw in kb.brief(Condition).items():
        zones = raw.get("zones", [])
        if zone in zones or within.intersection(zones):
            place = (FIRST_ZONE if zone == zones[0] else OTHER_ZONE) if zone in zones else WIDE_ZONE
            common = PRIOR[raw["how_common"]] + ASKED[raw.get("asked", "seldom")]
            score[id] = common + place + math.log(_painful(kb, raw) + 0.1)
    return sorted(score, key=lambda id: (-score[id], id))


def _painful(kb: KnowledgeBase, raw: "ConditionRow") -> float:
    """How often the condition hurts, by the most usual of its signs that are of pain."""
    kinds = kb.brief(Finding)
    signs = (CHANCE[often] for finding, often in raw["findings"].items() if kinds[finding]["kind"] in PAINFUL_KINDS)
    return max(signs, default=0.1)
