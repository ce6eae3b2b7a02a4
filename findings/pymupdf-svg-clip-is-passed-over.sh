#!/bin/bash
# Expected: what a clip-path cuts off in an SVG is not drawn, in PyMuPDF as in other programs.
# Seen: PyMuPDF draws all of it, so the hatching of a zone runs over the outline of the foot; CairoSVG cuts it off.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pymupdf==2.0 cairosvg==2.9.1 pillow
cat > try.py <<'PY'
import sys
from importlib.metadata import version
from io import BytesIO

import cairosvg
import pymupdf
from PIL import Image

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">
<clipPath id="left"><rect width="50" height="100"/></clipPath>
<rect width="100" height="100" fill="#fff"/><rect width="100" height="100" clip-path="url(#left)"/></svg>"""


def dark(png):
    picture = Image.open(BytesIO(png)).convert("L")
    return sum(picture.histogram()[:128]) / (picture.width * picture.height)


seen = {
    "cairosvg": dark(cairosvg.svg2png(SVG)),
    "pymupdf": dark(pymupdf.open(stream=SVG, filetype="svg")[0].get_pixmap().tobytes("png")),
}
for name, share in seen.items():
    print(f"{name} {version(name)}: {share:.0%} of the picture is dark, 50% was expected")
held = abs(seen["cairosvg"] - 0.5) < 0.02 and seen["pymupdf"] > 0.95
print("as described" if held else "CHANGED")
sys.exit(not held)
PY
venv/bin/python try.py
