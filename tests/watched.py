"""Run footadvice and note all that it does to the world outside: python -m tests.watched LOG ARGUMENTS...

Python reports sockets, programs that are started, and every file that is opened, made, moved or deleted, to an audit
hook, whichever module does it. Each such deed becomes a line of LOG; opening a file to read it is none.
"""

import os
import sys

from footadvice.__main__ import main

DEEDS = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.system",
    "os.mkdir", "os.rmdir", "os.remove", "os.rename", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
    "os.utime", "os.putenv", "os.unsetenv", "os.setxattr", "os.removexattr", "os.lockf", "os.kill", "shutil.", "tempfile.", "urllib.",
    "http.", "ftplib.", "smtplib.", "ssl.", "winreg.", "webbrowser.", "sqlite3.", "ctypes.", "syslog.",
)  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def watch(log: str) -> None:
    out = open(log, "w", encoding="utf-8")  # noqa: SIM115 - it is open until the process ends

    def note(event: str, args: tuple[object, ...]) -> None:
        if event == "open":
            path, mode, flags = args
            writes = (isinstance(flags, int) and flags & WRITING) or set(str(mode or "")) & set("wax+")
            if isinstance(path, int) or not writes:  # a number is a file that is open already
                return
            out.write(f"open {path}\n")
        elif event.startswith(DEEDS):
            out.write(f"{event} {' '.join(map(str, args))}\n")
        else:
            return
        out.flush()

    sys.addaudithook(note)


if __name__ == "__main__":
    watch(sys.argv.pop(1))
    main()
