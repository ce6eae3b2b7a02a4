"""What is wrong with a data file: the record of it that every check gives."""

from dataclasses import dataclass
from typing import Literal

from footadvice.knowledge.validation.json_positions import Path
from footadvice.support.sanitize import printable


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a data file, and how to mend it.

    `at` leads to it from the record, or from the top of the file where no record is named; `entry` is the record's
    place in its array where its id does not tell. `line` is 0 until somebody looks it up (`located`).
    """

    file: str
    record: str
    field: str
    message: str
    repair: str = ""
    rule: str = "shape"
    severity: Literal["error", "warning"] = "error"
    at: Path = ()
    entry: int | None = None
    line: int = 0

    def __str__(self) -> str:
        file = f"{self.file}:{self.line}" if self.line else self.file
        place = ": ".join(printable(part, 200) for part in (file, self.record, self.field) if part)
        return f"{place}: {printable(self.message, 400)}" + (f" ({self.repair})" if self.repair else "")
