#!/bin/bash
# Expected: a floating time (no zone: 18:00 wherever one is) is written back as it was read.
# Seen: the package ics reads it as UTC and writes it with a Z: 18:00 UTC, another hour for most people.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check ics==0.7.3
cat > try.py <<'PY'
import sys
from importlib.metadata import version

from ics import Calendar

print("ics", version("ics"))
text = "\r\n".join([
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20270301T000000Z",
    "DTSTART:20270322T180000", "DURATION:PT15M", "SUMMARY:Exercises", "END:VEVENT", "END:VCALENDAR", "",
])
written = next(line for line in Calendar(text).serialize().splitlines() if line.startswith("DTSTART"))
print("read:    DTSTART:20270322T180000")
print("written:", written)
held = written == "DTSTART:20270322T180000Z"
print("as described" if held else "CHANGED")
sys.exit(not held)
PY
venv/bin/python try.py
