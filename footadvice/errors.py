"""What can go wrong, and the exit code of each.

    FootAdviceError               1
    ├── UsageError                2   the question cannot be read
    ├── NotFound                  3   no record has that name; carries suggestions
    ├── KnowledgeBaseError        4   the data is missing, damaged or breaks a rule
    └── NotWritten                1   a file that was asked for cannot be written

0 is an answer and 130 an interruption. With `--exit-code` an answer is told by its urgency: 10, 11 or 12.
"""

from enum import IntEnum

from footadvice.support.sanitize import printable

MAX_CHARS = 2000  # characters of a message


class ExitCode(IntEnum):
    ANSWERED = 0
    FAILED = 1
    USAGE = 2
    NOT_FOUND = 3
    KNOWLEDGE_BASE = 4
    SEE_CLINICIAN = 10
    URGENT = 11
    EMERGENCY = 12
    INTERRUPTED = 130


class FootAdviceError(Exception):
    """Anything that footadvice tells its user plainly. The text says what, where and what to do next."""

    code = "error"
    exit_code = ExitCode.FAILED

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        # A message may quote what somebody typed, or a damaged file.
        self.message = printable(message, MAX_CHARS)
        super().__init__(self.message)
        self.suggestions = suggestions


class UsageError(FootAdviceError):
    code = "usage"
    exit_code = ExitCode.USAGE


class NotFound(FootAdviceError):
    code = "not_found"
    exit_code = ExitCode.NOT_FOUND


class NotWritten(FootAdviceError):
    code = "not_written"


class KnowledgeBaseError(FootAdviceError):
    code = "knowledge_base"
    exit_code = ExitCode.KNOWLEDGE_BASE
