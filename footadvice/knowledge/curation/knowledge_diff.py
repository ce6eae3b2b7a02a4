"""What changed in the advice between two states of the knowledge, in words.

Whoever reviews a change looks first for what makes us less careful: an urgency that fell, a warning sign that went.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Literal, NamedTuple

from footadvice.knowledge import records
from footadvice.knowledge.levels import LEVELS
from footadvice.knowledge.validation.traverse import Data
from footadvice.knowledge.vocabulary import GRADES
from footadvice.support.frozen_record import FrozenRecord

Careful = Literal["less", "more", "same"]
_ORDER: tuple[Careful, ...] = ("less", "more", "same")
# Fields and files whose entries make us careful: to lose one is to be less so. Of `_LOOSE` the reverse is true.
_STRICT = frozenset({"red_flags", "raised_by", "avoid", "not_for", "do_not_miss"})
_LOOSE = frozenset({"only_for", "not_with"})
# What one entry of a field is called, where that is not the field's own name.
_ONE = {
    "actions": "action", "avoid": "warning to avoid", "care": "whom to see", "causes": "cause", "changes": "advice for",
    "checkpoints": "checkpoint", "conditions": "condition", "decoys": "decoy", "exercises": "exercise",
    "findings": "finding", "look_alikes": "look-alike", "misspellings": "misspelling", "other_names": "other name",
    "phrases": "phrase", "points": "point", "progressions": "harder step", "raised_by": "raised by",
    "red_flags": "red flag", "sources": "source", "steps": "step", "zones": "zone",
    "disagreements": "disagreement",
}  # fmt: skip
_KINDS = {file: kind.__name__.lower() for file, kind in records.FILES.items()} | {"red_flags": "red flag"}


class Difference(FrozenRecord):
    """One thing that is not as it was. `careful`: whether we are more or less careful for it."""

    what: Literal["added", "dropped", "changed", "raised", "lowered"]
    file: str
    id: str
    field: str
    says: str
    careful: Careful = "same"
    old: str | None = None
    new: str | None = None


class _Of(NamedTuple):
    """What a difference is one of; `name` is how a reader is told."""

    file: str
    id: str
    name: str

    def inside(self, part: str) -> "_Of":
        return self._replace(name=f"{self.name}, {part}")


def differences(old: Data, new: Data) -> list[Difference]:
    """Every difference in the advice, what makes us less careful first, then in the order of the files."""
    found: list[Difference] = []
    for file in records.FILES:
        before, after = ({one.id: one for one in data[file]} for data in (old, new))
        for id in sorted({*before, *after}):
            found += _of_record(file, before.get(id), after.get(id))
    return sorted(found, key=lambda one: _ORDER.index(one.careful))


def moves(found: Iterable[Difference]) -> dict[str, dict[str, list[str]]]:
    """What was raised and what lowered, of grades and of urgency apart: "bunions-to-knee: limited -> strong"."""
    lines_by_kind: dict[str, dict[str, list[str]]] = {}
    for one in found:
        if one.what in ("raised", "lowered"):
            of = "grades" if one.field == "grade" else "urgency"
            where = one.says.split(f": {one.field} {one.what}")[0]
            line = f"{where}: {_plain(one.old)} -> {_plain(one.new)}"
            lines_by_kind.setdefault(of, {}).setdefault(one.what, []).append(line)
    return lines_by_kind


def _plain(value: str | None) -> str:
    return (value or "nothing").replace("_", " ")


def _of_record(file: str, old: Any, new: Any) -> Iterator[Difference]:
    one = new or old
    name = _name(one)
    if old is None or new is None:
        what: Literal["added", "dropped"] = "added" if old is None else "dropped"
        says = f"{'New' if old is None else 'Gone'}: the {_KINDS[file]} {name}."
        yield Difference(what=what, file=file, id=one.id, field="", says=says, careful=_careful(file, what))
    elif old != new:
        for field in fields(one):
            was, now = getattr(old, field.name), getattr(new, field.name)
            if was != now:
                yield from _of_field(_Of(file, one.id, name), field.name, was, now)


def _of_field(of: _Of, field: str, old: Any, new: Any) -> Iterator[Difference]:
    if isinstance(old, tuple) and isinstance(new, tuple) and field != "box":
        yield from _of_list(of, field, old, new)
    elif field in ("urgency", "level"):
        yield _moved(of, field, old, new, LEVELS)
    elif field == "grade":
        yield _moved(of, field, old, new, GRADES)
    elif is_dataclass(old) and is_dataclass(new):
        for inside in fields(old):
            was, now = getattr(old, inside.name), getattr(new, inside.name)
            if was != now:
                yield from _of_field(of.inside(_words(field)), inside.name, was, now)
    else:
        yield _changed(of, field, old, new)


def _of_list(of: _Of, field: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Difference]:
    before, after = _keyed(old), _keyed(new)
    for key in [key for key in before if key not in after]:
        yield _one_of(of, field, "dropped", key)
    for key in [key for key in after if key not in before]:
        yield _one_of(of, field, "added", key)
    for key in [key for key in before if key in after and before[key] != after[key]]:
        for inside in fields(before[key]):
            was, now = getattr(before[key], inside.name), getattr(after[key], inside.name)
            if was != now:
                yield from _of_field(of.inside(f'{_words(field)} "{key}"'), inside.name, was, now)
    if not before.keys() ^ after.keys() and list(before) != list(after):
        says = f"{of.name}: the order of {field.replace('_', ' ')} changed."
        yield Difference(what="changed", file=of.file, id=of.id, field=field, says=says)


def _one_of(of: _Of, field: str, what: Literal["added", "dropped"], key: str) -> Difference:
    says = f'{of.name}: {_words(field)} {what}: "{key}".'
    heard = of.file == "red_flags" and field == "phrases"  # what a red flag is heard by
    careful = _careful("red_flags" if heard else field, what)
    old, new = (key, None) if what == "dropped" else (None, key)
    return Difference(what=what, file=of.file, id=of.id, field=field, says=says, careful=careful, old=old, new=new)


def _moved(of: _Of, field: str, old: str, new: str, order: tuple[str, ...]) -> Difference:
    """A level or a grade that went up or down; to claim more than before is to be less careful."""
    up = order.index(new) < order.index(old)
    says = f"{of.name}: {field} {'raised' if up else 'lowered'} from {_words(old)} to {_words(new)}."
    careful: Careful = "more" if up == (order is LEVELS) else "less"
    what: Literal["raised", "lowered"] = "raised" if up else "lowered"
    return Difference(what=what, file=of.file, id=of.id, field=field, says=says, careful=careful, old=old, new=new)


def _changed(of: _Of, field: str, old: Any, new: Any) -> Difference:
    careful: Careful = "same"
    if field == "supported":
        careful = "less" if new else "more"
    says = f"{of.name}: {_words(field)} changed."
    was, now = (None if value in (None, "") else str(value) for value in (old, new))
    return Difference(what="changed", file=of.file, id=of.id, field=field, says=says, careful=careful, old=was, new=now)


def _careful(of: str, what: Literal["added", "dropped"]) -> Careful:
    if of in _STRICT:
        return "more" if what == "added" else "less"
    if of in _LOOSE:
        return "less" if what == "added" else "more"
    return "same"


def _name(one: Any) -> str:
    return str(getattr(one, "name", "") or one.id)


def _keyed(some: tuple[Any, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in some:
        key = _key(one)
        found[key if key not in found else f"{key} ({len(found) + 1})"] = one
    return found


def _key(one: Any) -> str:
    """What makes two entries of a list the same one, in another wording or at another grade."""
    for field in ("name", "finding", "condition", "who", "weeks", "text"):
        if hasattr(one, field):
            return str(getattr(one, field))
    return " + ".join(one) if isinstance(one, tuple) else str(one)


def _words(field: str) -> str:
    return _ONE.get(field) or field.replace("_", " ")
