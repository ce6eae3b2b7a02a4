"""Which knowledge an answer comes from, and which overlays changed a record."""

from typing import Annotated, Literal

from footadvice.knowledge.vocabulary import Day, Line, Shape, Slug, Text
from footadvice.support.frozen_record import FrozenRecord

# A small picture within the file: nothing is fetched for a printed page.
Logo = Annotated[str, Shape(r"^data:image/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}$", 300_000)]


class Heading(FrozenRecord):
    """What a clinic puts at the top of its printed pages."""

    name: Line
    telephone: Line = ""
    address: Line = ""
    logo: Logo | None = None


class OverlayName(FrozenRecord):
    """Who made an overlay, and which version of it."""

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
