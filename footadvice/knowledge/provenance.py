"""What says which knowledge an answer comes from, and which overlays a record owes something to."""

from typing import Literal

from footadvice.knowledge.records import Day, Line, Slug, Text
from footadvice.support.frozen_record import FrozenRecord


class OverlayName(FrozenRecord):
    """Who laid knowledge of their own over ours, and which version of it."""

    id: Slug
    name: Line
    version: Line


class About(FrozenRecord):
    """Which knowledge this is. `version` is the month of its last change, `reviewed` the day of its last reading."""

    version: Line
    reviewed: Day
    notes: tuple[Text, ...] = ()
    overlays: tuple[OverlayName, ...] = ()  # laid over it, in order; no file of ours says so of itself


class ChangedBy(FrozenRecord):
    """What an overlay did to a record: it added all of it, or it changed these fields."""

    overlay: OverlayName
    how: Literal["added", "changed"]
    fields: tuple[str, ...] = ()
