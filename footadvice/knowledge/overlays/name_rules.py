"""What an overlay may call something, and what it may say beside a warning.

Names of ours lead to our pages, with a slip of the keyboard too: no overlay takes such a word to another page. None
names a condition so, or says beside a warning, that somebody stays away from care.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from footadvice.knowledge.levels import ALARMS
from footadvice.knowledge.names import one_slip
from footadvice.knowledge.validation.diagnostics import Fault
from footadvice.knowledge.validation.traverse import At
from footadvice.text.normalize import fold

NAMED = ("conditions", "joints", "factors")  # what is asked for by name, one beside the other
_FIELDS = ("name", "other_names", "misspellings")
_BLANK = "\u115f\u1160\u3164\uffa0"  # letters to Unicode, and nothing to see
_SHORTEST = 4  # letters of a name that is taken with a slip
_CALMING = re.compile(
    r"\b(?:safe|harmless|ignore|ignored|worry|worries|worrying|normal|fine|nothing|innocent|trivial|not serious|"
    r"never mind|all is well|relax|no need)\b",
    re.IGNORECASE,
)
_KEEPS_AWAY = re.compile(
    r"\b(?:do not|don't|never|no need to|need not|needn't|not need to|not necessary to|no reason to) (?:\w+ly )?"
    r"(?:call|ring|phone|see (?:a|your|the)|seek|visit|worry|panic|bother|go to|get (?:help|seen)|be seen)\b|"
    r"\b(?:safe to ignore|can be ignored|(?<!not )ignore (?:it|this)|can (?:safely )?wait|harmless|not serious|"
    r"no cause for|by itself|on its own|stay (?:at )?home|it is fine|is normal|all is well|relax|do nothing|"
    r"no (?:doctor|hospital|ambulance)|(?<!not )(?<!n't )wait and see|nothing to worry)\b",
    re.IGNORECASE,
)
_WARNING_FIELDS = {
    "red_flags": ("sign", "why", "do_now", "higher_risk", "applies_when"),
    "conditions": ("urgency_text", "care", "changes"),
}
Raw = Mapping[str, Any]
All = Mapping[str, Mapping[str, Raw]]


class NameRules:
    """The names of our records, and what is wrong with the words of an overlay beside them.

    Args:
        baseline: our records as they are without any overlay, by file and id.
    """

    def __init__(self, baseline: All) -> None:
        self._baseline = baseline
        self._owner = {
            fold(name): (file, id) for file in NAMED for id, raw in baseline[file].items() for _, name in names(raw)
        }
        self._near: dict[str, list[str]] = {}
        for name in self._owner:
            for shorter in _shortened(_joined(name)):
                self._near.setdefault(shorter, []).append(name)

    def faults(self, file: str, id: str, raw: Raw) -> Iterator[Fault]:
        """What is wrong with the record `id` of `file` as it stands with an overlay on it."""
        names_of_it = {name for _, name in names(self._baseline[file].get(id, {}))} if file in NAMED else set()
        for field, name in names(raw) if file in NAMED else ():
            if name not in names_of_it and (message := self._wrong(file, id, name)):
                yield Fault(f"{file}.json", id, field, message, "drop it", rule="overlay", at=(field,))
        for field in self._warning_fields(file, id, raw):
            yield from _keeping_away(file, id, field, raw.get(field), self._baseline[file].get(id, {}).get(field))

    def _wrong(self, file: str, id: str, name: str) -> str:
        if not any(letter.isalnum() and letter not in _BLANK for letter in name):
            return "is a name that cannot be seen"
        if file == "conditions" and (found := _CALMING.search(name)):
            return f'"{name}" reassures: "{found[0]}"'
        holder = self._owner.get(fold(name), (file, id))
        if holder[0] != file or holder[1] != id:
            return f'"{name}" also means {holder[1]}'
        near = next((baseline for baseline in self._neighbours(name) if self._owner[baseline] != (file, id)), None)
        return f'"{name}" is taken for "{near}", a name of {self._owner[near][1]}' if near else ""

    def _neighbours(self, name: str) -> Iterator[str]:
        """Names of ours that are this one but for a slip of the keyboard, spaces or marks."""
        typed = _joined(fold(name))
        if len(typed) < _SHORTEST:
            return
        for shorter in _shortened(typed):
            yield from (baseline for baseline in self._near.get(shorter, ()) if one_slip(typed, _joined(baseline)))

    def _warning_fields(self, file: str, id: str, raw: Raw) -> Iterable[str]:
        soon = raw.get("urgency") in ALARMS or self._baseline[file].get(id, {}).get("urgency") in ALARMS
        return _WARNING_FIELDS.get(file, ()) if file == "red_flags" or soon else ()


def names(raw: Raw) -> Iterator[tuple[str, str]]:
    """The names of a record, each with its field."""
    for field in _FIELDS:
        found = raw.get(field, ())
        yield from ((field, name) for name in ((found,) if isinstance(found, str) else found))


def _keeping_away(file: str, id: str, field: str, value: Any, baseline: Any) -> Iterator[Fault]:
    known = set(_texts(baseline))
    for text, at in _placed(value, (field,)):
        added = text.replace(baseline, "") if isinstance(baseline, str) else text
        if text not in known and (found := _KEEPS_AWAY.search(added)):
            message = f'keeps somebody from care: "{found[0]}"'
            yield Fault(f"{file}.json", id, field, message, "say when to get help", rule="overlay", at=at)


def _placed(value: Any, at: At) -> Iterator[tuple[str, At]]:
    if isinstance(value, str):
        yield value, at
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _placed(inner, (*at, key))
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from _placed(inner, (*at, place))


def _texts(value: Any) -> Iterator[str]:
    return (text for text, _ in _placed(value, ()))


def _joined(name: str) -> str:
    return "".join(letter for letter in name if letter.isalnum())


def _shortened(name: str) -> set[str]:
    """`name`, and it without any one of its letters: what two names share that are one slip apart."""
    return {name, *(name[:place] + name[place + 1 :] for place in range(len(name)))}


__all__ = ["NAMED", "NameRules", "names"]
