"""A pager for the tests: it says that it ran and what it was told, and shows the page."""

import os
import sys

if __name__ == "__main__":
    print(f"PAGED LESS={os.environ['LESS']} HISTORY={os.environ['LESSHISTFILE']}")
    sys.stdout.write(sys.stdin.read())
