"""The codes of ICD-10-CM that mean the same as one of ours but for side, encounter or degree. Writes data/codes.json:

    python -m tests.icd_families

ICD-10-CM comes from the package simple-icd-10-cm, which the tests need and footadvice does not.
"""

import re
from collections import defaultdict
from functools import cache
from typing import Any

from footadvice.knowledge import canonical
from footadvice.knowledge.records import Code, Condition
from footadvice.knowledge.store import KnowledgeBase, build

_ENCOUNTER = r", (?:initial|subsequent) encounter.*$|, sequela$"
_DEGREE = (
    r" limited to breakdown of skin| with fat layer exposed| with necrosis of (?:muscle|bone)"
    r"| with (?:muscle|bone) involvement without evidence of necrosis| with (?:unspecified|other specified) severity"
    r"|,? (?:of )?stage \d|, unstageable|, unspecified stage|\b(?:non)?displaced\b|\b(?:mild|moderate|severe)\b"
)
_SIDE = r"\b(?:right|left|bilateral|unspecified|both)\b"
# Codes of a foot that no condition lists: all below each lead there.
ELSEWHERE: dict[str, tuple[str, str]] = {
    "L02.61": ("conditions", "infected-wound"),  # abscess of the foot
    "L03.03": ("conditions", "cellulitis"),  # of a toe
    "L89.6": ("conditions", "foot-ulcer"),  # pressure ulcer of the heel
    "L97.4": ("conditions", "foot-ulcer"),  # ulcer of the heel and midfoot
    "M25.55": ("joints", "hip"),  # pain in the hip
    "M25.56": ("joints", "knee"),
    "M79.67": ("zones", "whole-foot"),  # pain in the foot and toes
    "S90.0": ("zones", "ankle"),  # contusion
    "S90.1": ("zones", "toes"),
    "S90.3": ("zones", "whole-foot"),
}


def meaning(description: str) -> str:
    """What a code means, without side, encounter and degree.

    >>> meaning("Hallux valgus (acquired), right foot") == meaning("Hallux valgus (acquired), unspecified foot")
    True
    >>> meaning("Wrist drop, right wrist") == meaning("Foot drop, right foot")
    False
    """
    for pattern in (_ENCOUNTER, _DEGREE, _SIDE):
        description = re.sub(pattern, "", description.lower())
    return " ".join(re.findall(r"[a-z0-9\u00f4]+", description))


def families(kb: KnowledgeBase) -> list[Code]:
    """Every family of more codes than one that leads somewhere, by id."""
    owners: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in kb.all(Condition):
        for code in one.icd10cm:
            mine = owners[code[:3] + meaning(description(code))]["conditions"]
            if one.id not in mine:
                mine.append(one.id)
    members = _members()
    found = [_family(members[key], leads) for key, leads in owners.items() if len(members[key]) > 1]
    for stem, (field, id) in ELSEWHERE.items():
        found.append(_family([code for code in codes() if code.startswith(stem)], {field: [id]}))
    return sorted(found, key=lambda one: one.id)


def _family(found: list[str], leads: dict[str, list[str]]) -> Code:
    first = min(found, key=lambda code: (len(code), code))
    name = re.sub(
        r",? (?:unspecified|right) (?:foot|ankle|lower limb|lower extremity|leg|toe)\b.*", "", description(first)
    )
    return build(Code, {"id": first.lower().replace(".", "-"), "name": name, "codes": sorted(found), **leads})


@cache
def _members() -> dict[str, list[str]]:
    """The codes of each meaning; a wider code is one of those that all codes below it have."""
    found: dict[str, list[str]] = defaultdict(list)
    below: dict[str, set[str]] = defaultdict(set)
    for code in codes():
        key = code[:3] + meaning(description(code))
        found[key].append(code)
        for end in range(3, len(code)):
            below[code[:end]].add(key)
    for code in codes():
        if len(keys := below[code]) == 1 and code not in found[key := next(iter(keys))]:
            found[key].append(code)
    return found


@cache
def codes() -> list[str]:
    import simple_icd_10_cm as icd

    return [code for code in icd.get_all_codes() if re.fullmatch(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?", code)]


def description(code: str) -> str:
    import simple_icd_10_cm as icd

    return str(icd.get_description(code))


def document(kb: KnowledgeBase) -> dict[str, Any]:
    return {"schema_version": canonical.SCHEMA_VERSION, "codes": [canonical.bare(one) for one in families(kb)]}


if __name__ == "__main__":
    base = KnowledgeBase()
    (base.folder / "codes.json").write_bytes(canonical.to_text(document(base)).encode())
