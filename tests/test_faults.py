"""What can go wrong around the program: what is done, what the user sees, with which exit code.

One table. `$FA` is the command, `$DATA` a copy of the data that may be changed, `$EMPTY` an empty folder. An exit code
is that of the last command of the line; "out" and "err" are what must stand there, and "" means nothing at all.
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.process]

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="made with the tools of Linux")
ANY = None
FULL = "Error: the answer cannot be written: No space left on device.\n"


@dataclass(frozen=True)
class Row:
    """One fault. `err` and `out`: the whole text if it ends a line or is empty, else a part; None for whatever."""

    what: str
    do: str
    code: int
    err: str | None = ""
    out: str | None = ANY

    def __str__(self) -> str:
        return self.what


STREAMS = [
    Row("reader closes the pipe", "$FA list sources | head -n 1", 0, out="1stchoice-nhs-morton"),
    Row("reader closes it, plain", "$FA list sources --plain | true; exit ${PIPESTATUS[0]}", 1),
    Row("reader closes it, JSON", "$FA list sources --json | true; exit ${PIPESTATUS[0]}", 1),
    Row("reader closes a batch", "yes heel | $FA ask - --json | head -n 1; exit ${PIPESTATUS[1]}", 1, out='{"schema'),
    Row("reader never reads", "$FA --help | true; exit ${PIPESTATUS[0]}", 1, out=""),
    Row("full disk", "$FA condition bunions > /dev/full", 1, FULL),
    Row("full disk, plain", "$FA condition bunions --plain > /dev/full", 1, FULL),
    Row("full disk, JSON", "$FA condition bunions --json > /dev/full", 1, FULL),
    Row("full disk, batch", "echo heel | $FA ask - > /dev/full", 1, FULL),
    Row("full disk, help", "$FA --help > /dev/full", 1, FULL),
    Row("full disk, version", "$FA --version > /dev/full", 1, FULL),
    Row("full disk, validate", "$FA kb validate $DATA > /dev/full", 1, FULL),
    Row("full disk for errors", "$FA condition zzz 2> /dev/full", 1, out=""),
    Row("full disk for both", "$FA condition bunions > /dev/full 2>&1", 1, out=""),
    Row("stdin closed, no need of it", "$FA condition bunions --plain <&-", 0, out="Bunions"),
    Row("stdin closed, batch", "$FA ask - <&-", 0, out=""),
    Row("stdin closed, check", "$FA check --plain <&-", 0, "nothing is asked", "Where is it?"),
    Row("stdin closed, for an agent", "$FA mcp <&-", 1, "Error: there is no standard input to read from.\n", ""),
    Row("stdin cannot be read", "$FA ask - 0> $EMPTY/0", 2, "the questions cannot be read", ""),
    Row("stdin cannot be read, JSON", "$FA ask - --json 0> $EMPTY/0", 2, out='"code":"usage"'),
    Row("stdout closed", "$FA condition bunions >&-", 1, "Error: the answer cannot be written: standard output is closed.\n"),
    Row("stderr closed", "$FA condition bunions --plain 2>&-", 0, out="Bunions"),
    Row("stderr closed, an error", "$FA condition zzz 2>&-", 3, out=""),
    Row("stderr closed, a usage error", "$FA condition bunions --nonsense 2>&-", 2, out=""),
    Row("all closed", "$FA condition bunions <&- >&- 2>&-", 1, out=""),
]  # fmt: skip

INPUT = [
    Row("broken UTF-8", r"printf 'heel \xff\xfe\xc3 hurts\n' | $FA ask - --plain", 0, out="Plantar fasciitis"),
    Row("broken UTF-8 as a name", "$FA condition $'\\xff\\xfe'", 2, 'the name is empty', ""),
    Row("broken UTF-8 as a name, JSON", "$FA condition $'bun\\xff' --json", 3, out='\\"bun?\\"'),
    Row("broken UTF-8 as a folder", "$FA kb info $'/nowhere\\xff' --json", 4, out="/nowhere?: cannot be read"),
    Row("NUL bytes", r"printf 'heel\0 hurts\n\0\0\n' | $FA ask - --plain", 0, out="Plantar fasciitis"),
    Row("only NUL bytes", r"printf '\0\0\0' | $FA ask - --json", 0, out='"in_scope":false'),
    Row("UTF-16", "echo heel hurts | iconv -t UTF-16 | $FA ask - --json", 0, out='"kind":"ask"'),
    Row("empty lines", r"printf '\n\n' | $FA ask - --json", 0, out='{"error"'),
    Row("Windows line ends", r"printf 'heel hurts\r\n' | $FA ask - --json", 0, out='"text":["heel hurts"]'),
    Row("no end of line", "printf 'heel hurts' | $FA ask - --json", 0, out='"kind":"ask"'),
    Row("nothing", "$FA ask - < /dev/null", 0, out=""),
    Row("a line of 200 MB", "ulimit -v 400000; (echo -n 'my heel hurts '; {BIG}) | $FA ask - --plain", 0, out="too long"),
    Row("the line after it", "ulimit -v 400000; ({BIG}; echo; echo my heel hurts) | $FA ask - --json | tail -n 1", 0, out='"text":["my heel hurts"]'),
    Row("no name for a file", "$FA handout bunions -o ''", 2, "the name of the file is empty", ""),
    Row("no name for a picture, JSON", "$FA map --svg '' --json", 2, out="the name of the file is empty"),
    Row("no name for a calendar", "$FA plan bunions --ics ''", 2, "the name of the file is empty", ""),
    Row("100,000 characters of name", "$FA condition $(printf 'x%.0s' {1..100000})", 2, "120 at most"),
]  # fmt: skip

SURROUNDINGS = [
    Row("no HOME", "unset HOME; $FA condition bunions --plain", 0, out="Bunions"),
    Row("HOME is nowhere", "HOME=/nowhere $FA condition bunions --plain", 0, out="Bunions"),
    Row("HOME cannot be written", "HOME=/proc $FA condition bunions --plain", 0, out="Bunions"),
    Row("no environment at all", "env -i PYTHONPATH=$PYTHONPATH $FA condition bunions --plain", 0, out="Bunions"),
    Row("folder that is gone", "mkdir $EMPTY/a; cd $EMPTY/a; rmdir $EMPTY/a; $FA condition bunions --plain", 0, out="Bunions"),
    Row("LANG=C", "LANG=C LC_ALL=C $FA condition bunions", 0, out="Bunions"),
    Row("LANG=C, no UTF-8 mode", "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 $FA condition bunions", 0, out="Bunions"),
    Row("LANG nobody knows", "LC_ALL=xx_YY.nonsense $FA condition bunions", 0, out="Bunions"),
    Row("ASCII output", "PYTHONIOENCODING=ascii $FA condition mortons-neuroma --evidence", 0, out="neuroma"),
    Row("ASCII errors", "PYTHONIOENCODING=ascii $FA condition 'Zoë'", 3, 'called "Zo'),
    Row("cp1252 output", "PYTHONIOENCODING=cp1252 $FA why flat-feet back", 0, out="Flat feet"),
    Row("cp437 output", "PYTHONIOENCODING=cp437 $FA condition bunions", 0, out="Bunions"),
    Row("JSON is UTF-8 all the same", "PYTHONIOENCODING=ascii $FA list sources --json | cmp - <($FA list sources --json)", 0, out=""),
    Row("10 columns", "COLUMNS=10 $FA condition bunions", 0, out="What to do"),
    Row("10 columns asked for", "$FA condition bunions --width 10", 0, out="What to do"),
    Row("500 columns", "COLUMNS=500 $FA condition bunions", 0, out="What to do today"),
    Row("a width of no sense", "COLUMNS=abc $FA condition bunions; COLUMNS=-5 $FA condition bunions", 0, out="What to do"),
    Row("TERM=dumb", "TERM=dumb $FA condition bunions", 0, out="Bunions"),
    Row("no TERM", "unset TERM; $FA condition bunions", 0, out="Bunions"),
    Row("TERM nobody knows", "TERM=$'\\e[31m' $FA condition bunions", 0, out="Bunions"),
    Row("completion without a line", "_FOOTADVICE_COMPLETE=complete_bash $FA", 1, "", ""),
    Row("completion of nonsense", "_FOOTADVICE_COMPLETE=complete_bash COMP_WORDS=footadvice COMP_CWORD=x $FA", 1, "", ""),
    Row("completion of half a word", "_FOOTADVICE_COMPLETE=complete_bash COMP_WORDS=$'footadvice \\'con' COMP_CWORD=1 $FA", 0),
    Row("50 at once", "for i in {1..50}; do $FA --version > $EMPTY/$i & done; wait; cat $EMPTY/* | sort -u | wc -l", 0, out="1\n"),
    Row("4 format one folder", "sed -i 's/  \"/\"/' $DATA/tips.json; for i in {1..4}; do $FA kb format $DATA >/dev/null & done; wait; $FA kb validate $DATA; ls -A $DATA | grep -c '^\\.'", 1, out="No faults.\n0\n"),
]  # fmt: skip

DATA = [
    Row("folder that is not there", "$FA kb validate /nowhere", 1, out="/nowhere: cannot be read: No such file"),
    Row("info of a folder that is not there", "$FA kb info /nowhere", 4, "/nowhere: cannot be read", ""),
    Row("folder that is a file", "$FA kb validate $DATA/tips.json", 1, out="must be an object with"),
    Row("a file that is a folder", "rm $DATA/tips.json; mkdir $DATA/tips.json; $FA kb validate $DATA", 1, out="tips.json: is no ordinary file"),
    Row("empty file", ": > $DATA/tips.json; $FA kb validate $DATA", 1, out="is not JSON"),
    Row("truncated file", "truncate -s 300 $DATA/links.json; $FA kb validate $DATA", 1, out="links.json:13: is not JSON"),
    Row("not UTF-8", "printf '\\xff' >> $DATA/tips.json; $FA kb validate $DATA", 1, out="is not UTF-8 at byte"),
    Row("bottomless", "printf '[%.0s' {1..100000} > $DATA/tips.json; $FA kb validate $DATA", 1, out="tips.json: "),
    Row("bottomless about.json", "printf '[%.0s' {1..100000} > $DATA/about.json; $FA kb info $DATA", 4, "about.json: is not JSON"),
    Row("bottomless checked.json", "printf '[%.0s' {1..100000} > $DATA/checked.json; $FA kb info $DATA", 4, "checked.json: is not JSON"),
    Row("a number of 100,000 digits", "sed -i \"s/\\\"schema_version\\\": 1/\\\"schema_version\\\": $(printf '9%.0s' {1..100000})/\" $DATA/tips.json; $FA kb validate $DATA", 1, out="too large for a number"),
    Row("terminal escape in a text", "sed -i '0,/\"name\": \"/s//\"name\": \"\\\\u001b[31m/' $DATA/tips.json; $FA kb validate $DATA", 1, out="U+001B"),
    Row("bidi control in a text", "sed -i '0,/\"name\": \"/s//\"name\": \"a\\\\u202e/' $DATA/tips.json; $FA kb validate $DATA", 1, out="U+202E"),
    Row("soft hyphen in a text", "sed -i '0,/\"name\": \"/s//\"name\": \"a\\\\u00ad/' $DATA/tips.json; $FA kb validate $DATA", 1, out="U+00AD"),
    Row("terminal escape in a key", "sed -i '0,/\"name\"/s//\"\\\\u001b[31m\"/' $DATA/tips.json; $FA kb validate $DATA", 1, out="?[31m"),
    Row("a stamp that is not ours", "echo '{\"files\": 7}' > $DATA/checked.json; $FA kb validate $DATA", 1, out="checked.json: does not fit the data"),
    Row("no room to format", "sed -i 's/  \"/\"/' $DATA/tips.json; cp -r $DATA $EMPTY/was; (ulimit -f 0; $FA kb format $DATA); diff -r $DATA $EMPTY/was", 0, "File too large", ""),
]  # fmt: skip


@ON_LINUX
@pytest.mark.parametrize("row", [*STREAMS, *INPUT, *SURROUNDINGS, *DATA], ids=str)
def test_what_the_user_sees(row: Row, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    (tmp_path / "empty").mkdir()
    if "$DATA" in row.do:
        request.getfixturevalue("small_folder")
    code, out, err = shell(row.do, tmp_path)
    assert "Traceback" not in err
    assert err.count("\n") <= 4, err
    assert code == row.code, err
    assert fits(row.err, err)
    assert fits(row.out, out)


def fits(expected: str | None, found: str) -> bool:
    if expected is ANY:
        return True
    return found == expected if not expected or expected.endswith("\n") else expected in found


def shell(line: str, folder: Path) -> tuple[int, str, str]:
    """Run a line of the table in bash: exit code, output, errors."""
    big = f"{sys.executable} -c \"import sys; [sys.stdout.write('x' * 1000000) for _ in range(200)]\""
    drop = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "ACCESSIBLE", "PYTHONIOENCODING", "PYTHONUTF8")
    env = {name: value for name, value in os.environ.items() if name not in drop}
    env |= {"FA": f"{sys.executable} -m footadvice", "DATA": f"{folder}/data", "EMPTY": f"{folder}/empty"}
    done = subprocess.run(
        ["bash", "-c", line.replace("{BIG}", big)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**env, "PYTHONPATH": str(ROOT)},
        cwd=folder,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


# Runs the program and interrupts it: at the first call of a function of the module, or at the call of that number.
INTERRUPT = """
import os, signal, sys
where, args = sys.argv[1], sys.argv[2:]
calls = 0
def look(frame, event, arg):
    global calls
    calls += 1
    if calls == (int(where) if where.isdigit() else 0) or frame.f_globals.get("__name__") == where:
        sys.setprofile(None)
        os.kill(os.getpid(), signal.SIGINT)
sys.argv = ["footadvice", *args]
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests in the background has it ignored
from footadvice.__main__ import main
sys.setprofile(look)
main()
"""


@pytest.mark.parametrize(
    "where",
    ["footadvice", "typer", "footadvice.cli", "footadvice.advisor", "json.decoder", "footadvice.render.page_blocks", "rich.console", "footadvice.render.terminal", "atexit", "1000", "20000", "100000", "200000"],
)  # fmt: skip
def test_an_interruption_is_silent_whenever_it_comes(where: str) -> None:
    done = python("-c", INTERRUPT, where, "condition", "bunions")
    assert done.stderr == ""
    assert done.returncode == 130 or (where == "atexit" and done.returncode == 0)


@pytest.mark.parametrize(
    "where",
    ["footadvice.understanding.reader", "footadvice.knowledge.validation.schema_gate", "footadvice.reasoning.triage"],
)
def test_an_interruption_of_a_batch_is_silent(where: str) -> None:
    done = python(
        "-c", INTERRUPT, where, *(["kb", "validate"] if "gate" in where else ["ask", "-"]), stdin="heel\n" * 50
    )
    assert (done.stderr, done.returncode) == ("", 130)


def test_an_interruption_at_its_end_changes_nothing() -> None:
    """Python calls nobody's code after the answer but what it has to tidy up; there the signal is not heard."""
    code = "import atexit, os, signal; atexit.register(lambda: os.kill(os.getpid(), signal.SIGINT)); from footadvice.__main__ import main; main()"
    done = python("-c", code, "--version")
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout.startswith("footadvice ")


@ON_LINUX
@pytest.mark.parametrize(
    ("keys", "code", "said"),
    [
        (["\x03"], 130, "Where is it?"),
        (["1\n", "\x03"], 130, "warning signs"),
        (["1\n", "0\n", "y\n", "\x03"], 130, "warning signs"),
        (["\x04"], 0, "not a diagnosis"),
        (["\x1b[31m\n", "q\n"], 0, "name no place"),
        (["9" * 2000 + "\n", "q\n"], 0, "Please type one of the answers shown."),
        (["\xb2\n", "q\n"], 0, "Please type one of the answers shown."),
        ([",,,\n", "b\n", "b\n", "q\n"], 0, "Please type one of the answers shown."),
    ],
)
def test_the_guided_check_at_a_keyboard(keys: list[str], code: int, said: str) -> None:
    ended, text = at_a_keyboard(keys, "check")
    assert ended == code, text
    assert said in text
    assert "Traceback" not in text
    assert "\x1b" not in text


def at_a_keyboard(keys: list[str], *args: str) -> tuple[int, str]:
    """The exit code and what was shown, the `keys` given one after the other, each when the program asks."""
    import pty
    import select

    child, terminal = pty.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.environ |= {"PYTHONPATH": str(ROOT), "TERM": "dumb"}
        os.execv(sys.executable, [sys.executable, "-m", "footadvice", *args])
    seen, given = b"", 0
    while True:
        if given and keys[given - 1] == "\x03" and not select.select([terminal], [], [], 2)[0]:
            os.write(terminal, b"\x03")  # one that comes just before Python waits for a key is seen at the next
            continue
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        seen += part
        if given < min(seen.count(b"q stop) "), len(keys)):
            os.write(terminal, keys[given].encode())
            given += 1
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    return ended, seen.decode("utf-8", "replace")


@pytest.mark.parametrize("missing", ["typer", "rich", "pydantic"])
def test_a_package_that_is_missing_is_named(missing: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None; from footadvice.__main__ import main; main()"
    done = python("-c", code, *(["kb", "validate"] if missing == "pydantic" else ["condition", "bunions"]))
    assert done.stderr == f'Error: the Python package "{missing}" is missing. Install footadvice again.\n'
    assert (done.returncode, done.stdout) == (1, "")


def test_too_little_memory_is_told() -> None:
    code = "from footadvice import cli\ndef none(): raise MemoryError\ncli.main = none\nfrom footadvice.__main__ import main; main()"
    done = python("-c", code, "condition", "bunions")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "Error: there is not enough memory.\n")


def test_an_older_python_is_told_so() -> None:
    code = "import sys; sys.version_info = (3, 10, 13); from footadvice.__main__ import main; main()"
    done = python("-c", code, "condition", "bunions")
    assert done.stderr == "Error: footadvice needs Python 3.11 or newer; this is 3.10.\n"
    assert (done.returncode, done.stdout) == (1, "")


@pytest.mark.parametrize("year", [1970, 2100])
def test_the_clock_matters_to_reviews_alone(year: int) -> None:
    clock = f"import time, datetime; time.time = lambda: {(year - 1970) * 31557600}.0\n"
    clock += f"class day(datetime.date):\n    today = classmethod(lambda cls: cls({year}, 1, 1))\ndatetime.date = day\n"
    run = clock + "from footadvice.__main__ import main; main()"
    page = python("-c", run, "condition", "bunions", "--json")
    assert page.stdout == python("-m", "footadvice", "condition", "bunions", "--json").stdout
    due = json.loads(python("-c", run, "kb", "info", "--json").stdout)["reviews_due"]
    assert bool(due) == (year == 2100)


@pytest.mark.parametrize(
    ("number", "error"), [(13, "Permission denied"), (30, "Read-only file system"), (28, "No space left on device")]
)
def test_data_that_cannot_be_written_is_left_as_it_was(small_folder: Path, number: int, error: str) -> None:
    """Whoever is root may write anywhere, so the refusal is made here and not by the file's mode."""
    tips = small_folder / "tips.json"
    tips.write_text(tips.read_text(encoding="utf-8").replace('  "', '"'), encoding="utf-8")
    was = tips.read_bytes()
    refuse = (
        f"import os, sys\ndef refuse(event, args):\n"
        f"    if event == 'open' and isinstance(args[2], int) and args[2] & os.O_CREAT: raise OSError({number}, os.strerror({number}), str(args[0]))\n"
        "from footadvice.__main__ import main; sys.addaudithook(refuse); main()"
    )
    done = python("-c", refuse, "kb", "format", str(small_folder))
    assert done.returncode == 1
    assert error in done.stderr
    assert str(small_folder) in done.stderr
    assert done.stderr.count("\n") == 1
    assert tips.read_bytes() == was
    assert not [path for path in small_folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    ("system", "number", "code", "err"),
    [
        ("nt", 22, 1, ""),
        ("posix", 22, 1, "Error: the answer cannot be written: Invalid argument.\n"),
        ("nt", 32, 1, ""),
    ],
)
def test_a_reader_that_goes_away_on_windows(system: str, number: int, code: int, err: str) -> None:
    """Windows has no SIGPIPE and calls a closed pipe an invalid argument."""
    run = (
        "import os, sys, typer\nfrom footadvice import cli\n"
        f"def broken(*_, **told):\n    if not told.get('err'): raise OSError({number}, os.strerror({number}))\n    sys.stderr.write(_[0] + chr(10))\n"
        f"typer.echo = broken\n"
        "class system:\n    open, dup2, devnull, O_WRONLY, environ = os.open, os.dup2, os.devnull, os.O_WRONLY, os.environ\n"
        f"system.name = {system!r}; cli.os = system\nsys.argv = ['footadvice', 'condition', 'bunions', '--json']\ncli.main()"
    )
    done = python("-c", run)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", err)


def python(*args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run Python with our package in reach."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, *args], input=stdin, capture_output=True, text=True, env=env, check=False)
