"""Two ways to run the command line as a user would: in this process, which is quick, and in one of its own."""

import contextlib
import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from footadvice import cli
from footadvice.advisor import Advisor
from footadvice.cli import output, settings

ROOT = Path(__file__).resolve().parent.parent
_UNSET = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "ACCESSIBLE")
_OF_A_PROCESS = ("PYTHONPATH", "PYTHONUTF8", "LC_ALL", "LANG")  # what only a Python that starts reads


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def in_a_process(*args: str, env: dict[str, str] | None = None, stdin: str = "", cwd: Path | None = None) -> Ran:
    done = subprocess.run(
        [sys.executable, "-m", "footadvice", *args],
        input=stdin.encode(),
        capture_output=True,
        env={**_surroundings(env), "PYTHONPATH": str(ROOT), **(env or {})},
        cwd=cwd,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def in_process(advisor: Advisor) -> Run:
    """A runner that answers with `advisor` where no overlay is given; any error that the program does not catch rises."""

    def ran(*args: str, env: dict[str, str] | None = None, stdin: str = "", cwd: Path | None = None) -> Ran:
        assert not set(_OF_A_PROCESS) & set(env or {}), "this takes a process of its own: run_process"
        surroundings = _surroundings(env)
        streams = _Streams(stdin, surroundings.get("PYTHONIOENCODING", "utf-8"))
        with (
            mock.patch.dict(os.environ, surroundings, clear=True),
            mock.patch.object(sys, "argv", ["footadvice", *args]),
            mock.patch.object(output, "Advisor", lambda kb=None: Advisor(kb) if kb else advisor),
            contextlib.chdir(cwd or Path.cwd()),
            _nothing_kept(),
            streams.in_place(),
        ):
            code = _code_of(cli.main)
        return Ran(code, streams.out, streams.err)

    return ran


def _surroundings(env: dict[str, str] | None) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _UNSET} | (env or {})


def _code_of(main: Callable[[], None]) -> int:
    try:
        main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


@contextlib.contextmanager
def _nothing_kept() -> Iterator[None]:
    """Leave what belongs to the whole process as it was: what the program caches, its standard output, its signals."""
    stdout, interrupt = os.dup(1), signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        output.advisor_with.cache_clear()
        settings.settings.cache_clear()
        os.dup2(stdout, 1)
        os.close(stdout)
        signal.signal(signal.SIGINT, interrupt)


class _Streams:
    """Standard input, output and error in memory, as pipes would be."""

    def __init__(self, stdin: str, encoding: str) -> None:
        self._in = io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8")
        self._out, self._err = (io.TextIOWrapper(io.BytesIO(), encoding) for _ in range(2))

    def in_place(self) -> contextlib.AbstractContextManager[object]:
        return mock.patch.multiple(sys, stdin=self._in, stdout=self._out, stderr=self._err)

    @property
    def out(self) -> str:
        return _read(self._out)

    @property
    def err(self) -> str:
        return _read(self._err)


def _read(stream: io.TextIOWrapper) -> str:
    stream.flush()
    held = stream.buffer
    assert isinstance(held, io.BytesIO)
    return held.getvalue().decode("utf-8", "replace")
