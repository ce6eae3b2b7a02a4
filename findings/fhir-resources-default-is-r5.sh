#!/bin/bash
# Expected: the best known Python models of FHIR read R4, the release that most clinics have, or say that they do not.
# Seen: fhir.resources 8 has no R4, only R4B, R5 and STU3; its short imports are R5, where a valid CarePlan of R4 is refused for its
# activity.detail, which R5 has no more. R4B reads it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check fhir.resources==8.3.0
cat > try.py <<'PY'
import importlib.util
import sys
from importlib.metadata import version

from fhir.resources.careplan import CarePlan as ByShortImport
from fhir.resources.R4B.careplan import CarePlan as R4B
from pydantic import ValidationError

print("fhir.resources", version("fhir.resources"))
plan = {
    "resourceType": "CarePlan", "status": "draft", "intent": "proposal", "subject": {"display": "somebody"},
    "activity": [{"detail": {"status": "not-started", "description": "Stretch the calf."}}],
}


def seen(model):
    try:
        model.model_validate(plan)
        return "taken"
    except ValidationError as error:
        return f"refused: {error.errors()[0]['loc']} {error.errors()[0]['msg'][:80]}"


no_r4 = importlib.util.find_spec("fhir.resources.R4") is None
short, r4b = seen(ByShortImport), seen(R4B)
print("there is a package fhir.resources.R4:", not no_r4)
print("fhir.resources.careplan, the short import:", short)
print("fhir.resources.R4B.careplan:", r4b)
held = no_r4 and short.startswith("refused") and r4b == "taken"
print("as described" if held else "CHANGED")
sys.exit(not held)
PY
venv/bin/python try.py
