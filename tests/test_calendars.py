"""What real calendars do with the files that a plan writes: khal, Radicale, vdirsyncer, calcurse, if installed.

pip install khal radicale vdirsyncer; apt-get install calcurse; pytest -m exhaustive tests/test_calendars.py
"""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from footadvice.advisor import Advisor
from footadvice.render.ics import calendar, cancellation, uids

pytestmark = pytest.mark.exhaustive
START = date(2027, 3, 22)


def made(advisor: Advisor, month: int = 1, **asked: int) -> str:
    answer = advisor.plan("plantar-fasciitis", start=START, days=("mon", "wed", "fri"), **asked)  # type: ignore[arg-type]
    return calendar(answer, datetime(2027, month, 5, tzinfo=UTC))


def tool(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))
    return found or pytest.skip(f"{name} is not installed")


def test_khal_updates_on_a_second_import_and_takes_cancellations(advisor: Advisor, tmp_path: Path) -> None:
    khal, store = tool("khal"), tmp_path / "plan"
    store.mkdir()
    config = tmp_path / "config"
    config.write_text(
        f"[calendars]\n[[plan]]\npath = {store}\n[sqlite]\npath = {tmp_path}/khal.db\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )

    def khal_says(*words: str) -> str:
        done = subprocess.run([khal, "-c", str(config), *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    for number, text in enumerate((made(advisor), made(advisor, 2))):
        (tmp_path / f"{number}.ics").write_text(text, newline="")
        khal_says("import", "--batch", "-a", "plan", str(tmp_path / f"{number}.ics"))
        monday = khal_says("list", "--format", "{start-time} {title}", "2027-03-22", "1d").splitlines()
        lines = [line for line in monday if "Plantar-fascia stretch" in line]
        assert [line[:5] for line in lines] == ["08:00", "13:00", "18:00"]
    whole, short = (advisor.plan("plantar-fasciitis", start=START, weeks=weeks) for weeks in (52, 4))
    gone = cancellation(whole, datetime(2027, 3, 5, tzinfo=UTC), kept=uids(short))
    (tmp_path / "gone.ics").write_text(gone, newline="")
    khal_says("import", "--batch", "-a", "plan", str(tmp_path / "gone.ics"))
    stored = [path.read_text() for path in store.glob("*.ics")]
    assert sum("STATUS:CANCELLED" in text for text in stored) == gone.count("BEGIN:VEVENT")


def test_radicale_updates_and_doubles_nothing(advisor: Advisor, tmp_path: Path) -> None:
    with radicale(tmp_path) as address:
        for text in (made(advisor), made(advisor, 2)):
            assert _put(f"{address}/anna/plan/", text) == 201
            assert _get(f"{address}/anna/plan/").count("BEGIN:VEVENT") == text.count("BEGIN:VEVENT")


def test_vdirsyncer_uploads_once_and_then_updates(advisor: Advisor, tmp_path: Path) -> None:
    vdirsyncer, plan, config = tool("vdirsyncer"), tmp_path / "plan.ics", tmp_path / "config"
    (tmp_path / "server").mkdir()
    with radicale(tmp_path / "server") as address:
        _asked(f"{address}/anna/plan/", "MKCALENDAR")
        config.write_text(
            f'[general]\nstatus_path = "{tmp_path}/status"\n[pair plan]\na = "file"\nb = "server"\ncollections = null\n'
            f'[storage file]\ntype = "singlefile"\npath = "{plan}"\n'
            f'[storage server]\ntype = "caldav"\nurl = "{address}/anna/plan/"\nusername = "anna"\npassword = "x"\n'
        )

        def synced(*words: str) -> str:
            command = [vdirsyncer, "-c", str(config), *words]
            done = subprocess.run(command, input="y\n" * 9, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            return done.stdout + done.stderr

        plan.write_text(made(advisor), newline="")
        synced("discover")
        events = made(advisor).count("BEGIN:VEVENT")
        assert synced("sync").count("(uploading)") == events
        plan.write_text(made(advisor, 2), newline="")
        told = synced("sync")
        assert (told.count("(updating)"), told.count("(uploading)")) == (events, 0)
        assert _get(f"{address}/anna/plan/").count("BEGIN:VEVENT") == events


def test_calcurse_takes_it_and_doubles_on_a_second_import(advisor: Advisor, tmp_path: Path) -> None:
    """So the README says: a calendar of its own, emptied before the next import."""
    calcurse = tool("calcurse")
    (tmp_path / "plan.ics").write_text(made(advisor), newline="")
    counts = []
    for _ in range(2):
        subprocess.run(
            [calcurse, "-D", str(tmp_path), "-i", str(tmp_path / "plan.ics")], capture_output=True, check=True
        )
        counts.append((tmp_path / "apts").read_text().count("Plantar-fascia stretch"))
    assert counts[0] >= 3
    assert counts[1] == 2 * counts[0]


@contextmanager
def radicale(folder: Path) -> Iterator[str]:
    pytest.importorskip("radicale")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "radicale", "-C", "", "--hosts", f"127.0.0.1:{port}", "--auth-type", "none"]
    command += ["--storage-filesystem-folder", str(folder), "--rights-type", "authenticated"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _asked(address: str, method: str, text: str | None = None) -> tuple[int, str]:
    request = urllib.request.Request(address, data=text.encode() if text else None, method=method)
    request.add_header("Content-Type", "text/calendar")
    request.add_header("Authorization", "Basic YW5uYTp4")  # anna, and any word
    with urllib.request.urlopen(request) as answer:
        return answer.status, answer.read().decode()


def _put(address: str, text: str) -> int:
    return _asked(address, "PUT", text)[0]


def _get(address: str) -> str:
    return _asked(address, "GET")[1]
