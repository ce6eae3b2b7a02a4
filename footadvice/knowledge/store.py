"""The knowledge base: find the data, read only the files a question needs, parse and build only the records it uses.

`checked.json` holds a checksum of each data file, written after the file passed the gate: when the package is built or
installed, and by `footadvice kb format`. A file that still has it is read straight into the plain records. If any does
not (edited, damaged, somebody's own, a bare checkout), everything goes through the gate and the rules first, and
nothing is answered from data that fails there.

What is worked out from the data (`derived`) is stored beside it at the same time, stamped with the checksums of itself
and of the data that it was made from. It is read where all of them fit, and made anew in memory where any does not.
"""

import functools
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args, overload

from footadvice import __version__
from footadvice.errors import KnowledgeBaseError, NotFound
from footadvice.knowledge import records
from footadvice.knowledge.lazy_entries import Entries
from footadvice.knowledge.messages import MESSAGES, MessageLines, joined
from footadvice.knowledge.provenance import About, ChangedBy, Heading

if TYPE_CHECKING:
    from footadvice.knowledge import summary_rows as rows
    from footadvice.knowledge.case_index import CaseIndex
    from footadvice.knowledge.finding_roles import FindingRoles

R = TypeVar("R")
_FILE_OF = {kind: file for file, kind in records.FILES.items()}
STAMP = "checked.json"
DERIVED = "derived"  # the folder, and the key of its stamp
# What is derived is made from these.
MADE_FROM = ("conditions", "joints", "red_flags", "findings", "zones", "words", MESSAGES, "factors", "tips")


def shipped() -> Path:
    """The folder of the data that came with this package: inside it (a wheel) or beside it (a checkout)."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "data"
    return inside if (inside / "about.json").is_file() else package.parent / "data"


class KnowledgeBase:
    """The records, by kind and id, each built when it is first asked for.

    Args:
        folder: where the data files are; those that came with the package if left out.

    Raises:
        KnowledgeBaseError: a file is missing, unreadable or breaks a rule. It names file, record and field.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or shipped()
        self._raw: dict[str, Mapping[str, Mapping[str, Any]]] = {}
        self._built: dict[tuple[type, str], Any] = {}
        self._derived: dict[str, Mapping[str, Mapping[str, Any]]] = {}
        stamp = self._document(STAMP) if (self.folder / STAMP).exists() else {}  # a bare checkout has none
        self._stamp = _object(stamp, "files")
        self._derived_stamp = _object(stamp, DERIVED)
        self._gated = False
        about = self._document("about.json")
        for key in ("version", "reviewed"):
            if not (isinstance(said := about.get(key), str) and said.isprintable()):
                raise KnowledgeBaseError(
                    f"{self.folder / 'about.json'}: {key}: must be a line of text. Restore the file"
                )
        self.about = build(About, {key: about[key] for key in ("version", "reviewed", "notes") if key in about})

    @classmethod
    def from_records(cls, files: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> "KnowledgeBase":
        """Knowledge of records that are at hand and known to be sound: no file is read, and no rule is checked.

        Args:
            files: the records as they would stand in each file, by its name without ".json", then by id. A file that
                is left out has none.
        """
        made = cls.__new__(cls)
        made.folder = Path(os.devnull)  # nothing stands in it: what is derived is made in memory
        made._raw = {file: files.get(file, {}) for file in records.FILES}
        made._built, made._derived = {}, {}
        made._stamp, made._derived_stamp, made._gated = {}, {}, True
        made.about = About(version="0", reviewed="")
        return made

    def get(self, kind: type[R], id: str) -> R:
        """The record of `kind` with that id; KeyError if there is none. `names.resolve` takes what a person types."""
        key = (kind, id)
        if key not in self._built:
            self._built[key] = self._build(kind, self.raw(kind)[id])
        return self._built[key]  # type: ignore[no-any-return]

    def condition(self, id: str) -> records.Condition:
        """The condition with exactly that id; `Advisor.condition` takes any name, and says what it took it for.

        Raises:
            NotFound: no condition has that id; with suggestions.
        """
        return self._exactly(records.Condition, id)

    def joint(self, id: str) -> records.Joint:
        """The joint with exactly that id. Raises as `condition` does."""
        return self._exactly(records.Joint, id)

    def _exactly(self, kind: type[R], id: str) -> R:
        if found := self.find(kind, id):
            return found
        from difflib import get_close_matches

        near = tuple(get_close_matches(id, self.raw(kind), 3))
        raise NotFound(
            f'no {kind.__name__.lower()} has the id "{id}". Advisor.{kind.__name__.lower()} takes names', near
        )

    def find(self, kind: type[R], id: str) -> R | None:
        return self.get(kind, id) if id in self.raw(kind) else None

    def some(self, kind: type[R], ids: Iterable[str]) -> tuple[R, ...]:
        return tuple(self.get(kind, id) for id in ids)

    def all(self, kind: type[R]) -> Iterator[R]:
        """Every record of `kind`, in the order of its file."""
        for id, raw in self.raw(kind).items():
            key = (kind, id)
            if key not in self._built:
                self._built[key] = self._build(kind, raw)
            yield self._built[key]

    def has(self, kind: type, id: str) -> bool:
        """Whether there is a record of `kind` with that id."""
        return id in self.raw(kind)

    def ids(self, kind: type) -> Iterable[str]:
        """The ids of all records of `kind`, in the order of its file."""
        return self.raw(kind).keys()

    def name(self, kind: type, id: str) -> str:
        """What a record is called; it is not built for that. Raises as `get` does."""
        return str(self.raw(kind)[id]["name"])

    def raw(self, kind: type) -> Mapping[str, Mapping[str, Any]]:
        """The records of `kind` as they stand in the file, by id: for an index that needs a field or two."""
        file = _FILE_OF[kind]
        if file not in self._raw:
            self._raw[file] = self._entries(file)
        return self._raw[file]

    def _entries(self, file: str) -> Mapping[str, Mapping[str, Any]]:
        if file == MESSAGES:
            return self._message_lines()
        text = self._read(f"{file}.json")
        stamped = self._stamp.get(file) == checksum(text)
        if stamped and (entries := Entries.of(file, text)) is not None:
            return entries
        if not self._gated:
            self._through_the_gate()
        return {entry["id"]: entry for entry in json.loads(text)[file]}

    def _message_lines(self) -> MessageLines:
        try:
            text = joined(self.folder)
        except OSError as error:
            raise KnowledgeBaseError(
                f"{error.filename}: cannot be read: {error.strerror}. Reinstall footadvice, or restore the file"
            ) from None
        if self._stamp.get(MESSAGES) != checksum(text) and not self._gated:
            self._through_the_gate()
        return MessageLines(text)

    @overload
    def brief(self, kind: type[records.Condition]) -> Mapping[str, "rows.ConditionRow"]: ...
    @overload
    def brief(self, kind: type[records.Finding]) -> Mapping[str, "rows.FindingRow"]: ...
    @overload
    def brief(self, kind: type[records.Joint]) -> Mapping[str, "rows.JointRow"]: ...
    @overload
    def brief(self, kind: type[records.RedFlag]) -> Mapping[str, "rows.RedFlagRow"]: ...
    @overload
    def brief(self, kind: type[records.Word]) -> Mapping[str, "rows.WordRow"]: ...
    @overload
    def brief(self, kind: type[records.Zone]) -> Mapping[str, "rows.ZoneRow"]: ...
    def brief(self, kind: type) -> Mapping[str, Mapping[str, Any]]:
        """The few fields of every record of `kind` that a question goes through; see `derived/brief.py`."""
        found: Mapping[str, Mapping[str, Any]] = self.derived("brief")[kind.__name__]["records"]
        return found

    @functools.cached_property
    def roles(self) -> "FindingRoles":
        """The findings by what they mean to the reasoning."""
        from footadvice.knowledge.finding_roles import FindingRoles

        return FindingRoles.of(self.brief(records.Finding))

    def derived(self, name: str) -> Mapping[str, Mapping[str, Any]]:
        """What is worked out from the data: the records of one file of `footadvice.knowledge.index`, by id."""
        if name not in self._derived:
            stored = self._stored(name)
            self._derived[name] = self._made(name) if stored is None else stored
        return self._derived[name]

    def _stored(self, name: str) -> Entries | None:
        """A derived file, if this version made it from exactly the data that is here."""
        try:
            text = (self.folder / DERIVED / f"{name}.json").read_bytes()
        except OSError:
            return None
        fits = _object(self._derived_stamp, "files").get(name) == checksum(text) and self._made_from_this
        return Entries.of(name, text) if fits else None

    @functools.cached_property
    def cases(self) -> "CaseIndex":
        """The example messages, to be searched by likeness."""
        from footadvice.knowledge.case_index import CaseIndex  # free text alone needs it

        try:
            stored = (self.folder / DERIVED / "cases.bin").read_bytes()
        except OSError:
            stored = b""
        if _object(self._derived_stamp, "files").get("cases") != checksum(stored) or not self._made_from_this:
            from footadvice.knowledge import index

            stored = index.make_cases(self.raw)
        return CaseIndex(stored)

    @functools.cached_property
    def _made_from_this(self) -> bool:
        """Whether what is derived was made by this version from exactly the data that is here, and no other."""
        sums = _object(self._derived_stamp, "made_from")
        return self._derived_stamp.get("made_by") == __version__ and all(
            isinstance(self.raw(records.FILES[file]), Entries | MessageLines)
            and sums.get(file) == self._stamp.get(file)
            for file in MADE_FROM
        )

    def _made(self, name: str) -> Mapping[str, Mapping[str, Any]]:
        from footadvice.knowledge import index  # it folds the whole vocabulary, so only when it is needed

        return index.make(name, self.raw)

    def name_of(self, id: str) -> str:
        """What a condition, joint or factor with that id is called."""
        for kind in (records.Condition, records.Joint, records.Factor):
            if self.has(kind, id):
                return self.name(kind, id)
        return id

    @property
    def baseline(self) -> "KnowledgeBase":
        """The knowledge without any overlay."""
        return self

    @property
    def heading(self) -> Heading | None:
        """What stands at the top of printed pages, by an overlay; None without one."""
        return None

    def changed_by(self, kind: type, id: str) -> tuple[ChangedBy, ...]:
        """The overlays that added or changed a record, in the order in which they were laid on."""
        return ()

    def _build(self, kind: type[R], raw: Mapping[str, Any]) -> R:
        try:
            return build(kind, raw)
        except TypeError as error:
            raise KnowledgeBaseError(
                f"{_FILE_OF[kind]}.json: {raw.get('id')}: {error}. Run: footadvice kb validate"
            ) from None

    def _through_the_gate(self) -> None:
        from footadvice.knowledge.validation import rules  # Pydantic comes with it, so only when it is needed

        faults = [fault for fault in rules.check_folder(self.folder) if fault.severity == "error"]
        if faults:
            more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
            raise KnowledgeBaseError(f"{faults[0]}{more}. To see all of it, run: footadvice kb validate {self.folder}")
        self._gated = True

    def _read(self, name: str) -> bytes:
        try:
            return (self.folder / name).read_bytes()
        except OSError as error:
            raise KnowledgeBaseError(
                f"{self.folder / name}: cannot be read: {error.strerror}. Reinstall footadvice, or restore the file"
            ) from None

    def _document(self, name: str) -> Mapping[str, Any]:
        try:
            document = json.loads(self._read(name))
        except (ValueError, RecursionError) as error:
            raise KnowledgeBaseError(f"{self.folder / name}: is not JSON: {error}. Restore the file") from None
        if not isinstance(document, dict):
            raise KnowledgeBaseError(f"{self.folder / name}: must hold an object. Restore the file")
        return document


def _object(document: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """What stands at `key`, if that is an object; or else an empty one."""
    return found if isinstance(found := document.get(key), dict) else {}


def checksum(text: bytes) -> str:
    """What tells a file from any other that it may become by damage or by an edit: its length and its CRC-32.

    It guards against mistakes. Nothing that stands in the same folder could guard against somebody who means harm and
    writes the stamp anew; and a stamped file is read as JSON and never run.
    """
    return f"{len(text)}-{zlib.crc32(text):08x}"


def build(kind: type[R], raw: Mapping[str, Any]) -> R:
    """A record of `kind` from checked JSON: lists become tuples, objects the records that the field holds."""
    inside = _records_inside(kind)  # type: ignore[arg-type]
    return kind(
        **{key: value if isinstance(value, str) else _value(inside.get(key), value) for key, value in raw.items()}
    )


def _value(kind: type | None, value: Any) -> Any:
    if isinstance(value, list):
        return tuple([item if isinstance(item, str) else _value(kind, item) for item in value])
    return build(kind, value) if kind and isinstance(value, dict) else value


@functools.cache
def _records_inside(kind: Any) -> dict[str, type]:
    assert is_dataclass(kind)
    return {field.name: found for field in fields(kind) if (found := _record_in(field.type))}


def _record_in(annotation: Any) -> type | None:
    if isinstance(annotation, type) and is_dataclass(annotation):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)


__all__ = ["DERIVED", "MADE_FROM", "STAMP", "About", "KnowledgeBase", "build", "checksum", "shipped"]
