"""Somebody's own knowledge on top of ours: a clinic's telephone, its pathways, its own conditions, translated names.

Several overlays (see `overlay_file.py`) are laid one over the other, in order, by the rules of `merging.py`. All of
them pass the gate and the rules of data, or nothing is answered.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from footadvice.errors import KnowledgeBaseError
from footadvice.knowledge import records
from footadvice.knowledge.messages import MESSAGES
from footadvice.knowledge.outside_files import MOST_BYTES, UnreadableError, size
from footadvice.knowledge.overlays.merge_rules import Raw, RefusedError, changed
from footadvice.knowledge.overlays.name_rules import NameRules
from footadvice.knowledge.overlays.overlay_file import Overlay, files_of, read
from footadvice.knowledge.provenance import ChangedBy, Heading
from footadvice.knowledge.store import KnowledgeBase, build
from footadvice.knowledge.validation import rules
from footadvice.knowledge.validation.diagnostics import Fault
from footadvice.knowledge.validation.strict_json import located
from footadvice.knowledge.validation.traverse import At, Records
from footadvice.support.sanitize import printable

if TYPE_CHECKING:
    from footadvice.knowledge.case_index import CaseIndex


class Overlaid(KnowledgeBase):
    """A knowledge base with overlays on it. `baseline` is the one below."""

    def __init__(self, baseline: KnowledgeBase, laid: "_Laid") -> None:
        super().__init__(baseline.folder)
        self._baseline = baseline
        self._heading = next((one.heading for one in reversed(laid.overlays) if one.heading), baseline.heading)
        self.about = replace(self.about, overlays=tuple(one.by for one in laid.overlays))
        self._merged: dict[type, Mapping[str, Raw]] = {
            records.FILES[file]: dict(sorted(found.items())) for file, found in laid.merged.items()
        }
        added = laid.merged[MESSAGES]
        messages = baseline.raw(records.Message)
        self._merged[records.Message] = {**dict(messages.items()), **added} if added else messages
        self._own_messages = bool(added)
        self._marks = {key: tuple(found) for key, found in laid.marks.items()}

    @property
    def baseline(self) -> KnowledgeBase:
        return self._baseline

    @property
    def heading(self) -> Heading | None:
        return self._heading

    @cached_property
    def cases(self) -> "CaseIndex":
        """Of our messages, where no overlay adds one: an index of thousands takes seconds to build."""
        return KnowledgeBase.cases.func(self) if self._own_messages else self._baseline.cases  # type: ignore[attr-defined]

    def raw(self, kind: type) -> Mapping[str, Raw]:
        return self._merged[kind]

    def changed_by(self, kind: type, id: str) -> tuple[ChangedBy, ...]:
        return self._marks.get((kind, id), ())


def lay(baseline: KnowledgeBase, paths: Iterable[Path]) -> Overlaid:
    """`baseline` with the overlays at `paths` on it, in that order.

    Raises:
        KnowledgeBaseError: one of them cannot be read or breaks a rule. It names file, line, record and field.
    """
    laid, faults = _laid(baseline, tuple(paths))
    errors = [fault for fault in faults if fault.severity == "error"]
    if errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        where = printable(errors[0].file, 200)
        raise KnowledgeBaseError(f"{errors[0]}{more}. To see all of it, run: footadvice kb validate {where}")
    return Overlaid(baseline, laid)


def check(baseline: KnowledgeBase, path: Path) -> list[Fault]:
    """Every fault of the overlay, or the folder of overlays, at `path`: warnings too, each with its line."""
    return _laid(baseline, (path,), everything=True)[1]


@dataclass(frozen=True, slots=True)
class _Touch:
    """That an overlay added or changed a record: where in its file, and how long our lists were before."""

    overlay: Overlay
    at: At
    before: Mapping[str, int] | None = None  # None where it added the record

    def path(self, at: At) -> At:
        """The way, from the top of the overlay, to what stands at `at` in the record as it is now."""
        if self.before and len(at) > 1 and isinstance(at[1], int):
            at = (at[0], at[1] - self.before.get(str(at[0]), 0), *at[2:])
        return (*self.at, *at)


class _Laid:
    """The records while overlays are laid on them, one after the other."""

    def __init__(self, baseline: KnowledgeBase) -> None:
        self._kb = baseline
        self._baseline = {file: baseline.raw(kind) for file, kind in records.FILES.items()}
        # Our messages are thousands, and no overlay changes one: those that overlays add stand alone.
        self.merged = {file: {} if file == MESSAGES else dict(found) for file, found in self._baseline.items()}
        self.marks: dict[tuple[type, str], list[ChangedBy]] = {}
        self.overlays: list[Overlay] = []
        self._touches: dict[tuple[str, str], list[_Touch]] = {}

    def lay(self, overlay: Overlay) -> list[Fault]:
        """Lay one more overlay on top, and say what it may not do."""
        faults: list[Fault] = []
        if any(overlay.by.id == one.by.id for one in self.overlays):
            message, at = f'two overlays have the id "{overlay.by.id}"', ("overlay", "id")
            faults.append(Fault(overlay.file, "", "overlay.id", message, "give each an id of its own", at=at))
        self.overlays.append(overlay)
        for file, entries in overlay.add.items():
            for place, raw in entries.items():
                faults += self._add(overlay, file, raw, ("add", file, place))
        for file, changes in overlay.change.items():
            for id, fields in changes.items():
                faults += self._change(overlay, file, id, fields)
        return located(faults, overlay.text)

    def _add(self, overlay: Overlay, file: str, raw: Raw, at: At) -> list[Fault]:
        id = str(raw["id"])
        if raw == self.merged[file].get(id) and id not in self._baseline[file]:
            return []  # another overlay says the same
        if id in self.merged[file]:
            message, repair = "is there already: an overlay cannot put its own in its place", "take another id"
            return [Fault(overlay.file, id, "id", message, repair, rule="overlay", at=(*at, "id"))]
        self.merged[file][id] = raw
        self._touched(file, id, _Touch(overlay, at), ChangedBy(overlay=overlay.by, how="added"))
        return []

    def _change(self, overlay: Overlay, file: str, id: str, fields: Raw) -> list[Fault]:
        at: At = ("change", file, id)
        baseline = self.merged[file].get(id)
        if baseline is None:
            message, repair = f"is not in {file}.json", 'mend the id, or use "add"'
            return [Fault(overlay.file, id, "", message, repair, rule="overlay", at=at)]
        try:
            self.merged[file][id] = changed(
                file, baseline, fields, overlay.by.name, self._baseline[file].get(id, baseline)
            )
        except RefusedError as error:
            field = ".".join(map(str, error.at))
            message, repair = error.message, error.repair
            return [Fault(overlay.file, id, field, message, repair, rule="overlay", at=(*at, *error.at))]
        before = {field: len(baseline.get(field, ())) for field, value in fields.items() if isinstance(value, list)}
        mark = ChangedBy(overlay=overlay.by, how="changed", fields=tuple(fields))
        self._touched(file, id, _Touch(overlay, at, before), mark)
        return []

    def _touched(self, file: str, id: str, touch: _Touch, mark: ChangedBy) -> None:
        self._touches.setdefault((file, id), []).append(touch)
        self.marks.setdefault((records.FILES[file], id), []).append(mark)

    def check(self, lost: Mapping[str, list[Any]], without: Iterable[rules.Rule]) -> list[Fault]:
        """The faults, by the rules of data, of what the overlays touched, or brought about elsewhere."""
        built = {file: [self._built(file, id, raw) for id, raw in found.items()] for file, found in self.merged.items()}
        found = rules.check(Records(built, lost, only=self._touches), tuple(without))
        found += self._wrong_words()
        theirs = [(fault, touch) for fault in found if (touch := self._blamed(fault))]
        if not theirs and self.overlays:  # what is wrong with ours now was not before
            last = self.overlays[-1].file
            return [replace(fault, file=last, at=()) for fault in found if fault.severity == "error"]
        faults = []
        for overlay in self.overlays:
            moved = [replace(f, file=overlay.file, at=t.path(f.at)) for f, t in theirs if t.overlay is overlay]
            faults += located(moved, overlay.text)
        return faults

    def _built(self, file: str, id: str, raw: Raw) -> Any:
        kind = records.FILES[file]
        return build(kind, raw) if (file, id) in self._touches else self._kb.get(kind, id)

    def _wrong_words(self) -> Iterator[Fault]:
        """Names that would take a question away from our page, and words that would keep somebody from care."""
        words = NameRules(self._baseline)
        for file, id in self._touches:
            yield from words.faults(file, id, self.merged[file][id])

    def _blamed(self, fault: Fault) -> _Touch | None:
        """Who last touched the field that is wrong, or else the record."""
        touches = self._touches.get((fault.file.removesuffix(".json"), fault.record), [])
        first = fault.at[0] if fault.at else ""
        own = [one for one in touches if one.before is None or first in one.before]
        return next(reversed(own or touches), None)


def _laid(baseline: KnowledgeBase, paths: Sequence[Path], everything: bool = False) -> tuple[_Laid, list[Fault]]:
    """The overlays on `baseline`, and their faults; `everything`: also what is no error, and after an error."""
    laid, faults, lost = _Laid(baseline), list[Fault](), defaultdict[str, list[Any]](list)
    left = MOST_BYTES
    for path in paths:
        try:
            files = files_of(path)
        except UnreadableError as error:
            faults.append(Fault(str(path), "", "", error.message, error.repair))
            continue
        for file in files:
            if (left := left - size(file)) < 0:
                message = f"makes the overlays larger than {MOST_BYTES // 1_000_000} MB together"
                return laid, [*faults, Fault(str(file), "", "", message, "take out what is not needed")]
            overlay, found = read(file)
            faults += found
            if overlay:
                faults += laid.lay(overlay)
                for kind, entries in overlay.lost.items():
                    lost[kind] += entries
    if everything or not faults:
        # A clinic may name the telephone numbers of its own country.
        without = {rules.no_country_is_assumed} | (set() if everything else rules.OF_STYLE)
        faults += laid.check(lost, without)
    return laid, faults
