"""Look further than the suite does: python -m tests.fuzz --minutes 10 [--seed 1]

Runs `test_fuzz.py` with ever new examples until the time is up, and says how many it tried. It ends with 1 at the first
example that fails, which hypothesis has made as small as it can; its seed shows it again.
"""

import argparse
import random
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = ("-m", "pytest", "tests/test_fuzz.py", "-q", "-x", "-p", "no:cacheprovider", "-k", "not for_ever")
LONG = ("--hypothesis-profile=long", "--hypothesis-show-statistics")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="of the first round")
    wanted = parser.parse_args()
    began, tried, seed = time.monotonic(), 0, wanted.seed
    while time.monotonic() < began + 60 * wanted.minutes:
        command = [sys.executable, *PYTEST, *LONG, f"--hypothesis-seed={seed}"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stdout, done.stderr, f"failed with --seed {seed}", sep="\n")
            return 1
        tried += sum(map(int, re.findall(r"(\d+) passing", done.stdout)))
        seed += 1
        print(f"{tried:,} examples in {(time.monotonic() - began) / 60:.1f} minutes, up to seed {seed - 1}: no fault")
    return 0


if __name__ == "__main__":
    sys.exit(main())
