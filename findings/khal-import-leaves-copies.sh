#!/bin/bash
# Expected: a calendar folder in which an event is imported a second time holds one file for that event, as before.
# Seen: khal updates the event, and leaves two further copies of it beside the file, under names that khal itself passes over.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check khal==0.14.1
mkdir plan
cat > config <<CONFIG
[calendars]
[[plan]]
path = $folder/plan
[sqlite]
path = $folder/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
CONFIG
event() {
    printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//example//EN BEGIN:VEVENT UID:1 DTSTAMP:20270301T000000Z \
        "SEQUENCE:$1" "DTSTART:20270322T$2" DURATION:PT15M SUMMARY:Exercises END:VEVENT END:VCALENDAR > event.ics
}
venv/bin/khal --version
event 0 180000; venv/bin/khal -c config import --batch -a plan event.ics
first=$(ls plan | wc -l)
event 1 073000; venv/bin/khal -c config import --batch -a plan event.ics
second=$(ls plan | wc -l)
shown=$(venv/bin/khal -c config list --format '{start-time} {title}' 2027-03-22 1d | grep -c Exercises)
echo "files after the first import: $first"
echo "files after the second:       $second"
ls plan
echo "events that khal shows:       $shown"
[ "$first" = 1 ] && [ "$second" = 3 ] && [ "$shown" = 1 ] && echo "as described" || { echo CHANGED; exit 1; }
