"""What answers of several kinds are made of."""

from footadvice.knowledge.levels import Level
from footadvice.knowledge.provenance import ChangedBy
from footadvice.knowledge.vocabulary import Who
from footadvice.support.frozen_record import FrozenRecord


class Query(FrozenRecord):
    """What was asked, as it was typed, and for whom."""

    text: tuple[str, ...]
    who: tuple[Who, ...] = ()


class Ref(FrozenRecord):
    """A record that is named here and told of elsewhere."""

    id: str
    name: str
    kind: str


class RedFlagNote(FrozenRecord):
    """A sign that outranks everything else on the page, and what to do at once."""

    id: str
    name: str
    level: Level
    sign: str
    why: str
    do_now: str
    applies_when: str
    sources: tuple[str, ...]
    changed_by: tuple[ChangedBy, ...] = ()
