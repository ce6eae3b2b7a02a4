#!/bin/bash
# Expected: a code that a package calls valid may stand in a bill.
# Seen: simple_icd_10_cm.is_valid_item is true of every item of the classification: chapters, blocks, and codes that lack their last character.
# A code that may be billed is a leaf: ask is_leaf too.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check simple-icd-10-cm==1.5.0
cat > try.py <<'PY'
import sys
from importlib.metadata import version

import simple_icd_10_cm as icd

print("simple-icd-10-cm", version("simple-icd-10-cm"))
seen = {code: (icd.is_valid_item(code), icd.is_leaf(code)) for code in ("13", "M20.1", "M20.11", "S93.401", "S93.401A")}
for code, (valid, leaf) in seen.items():
    print(f"{code:9} valid: {valid!s:5}  leaf: {leaf!s:5}  {icd.get_description(code)}")
held = all(valid for valid, _ in seen.values()) and [leaf for _, leaf in seen.values()] == [False, False, True, False, True]
print("as described" if held else "CHANGED")
sys.exit(not held)
PY
venv/bin/python try.py
