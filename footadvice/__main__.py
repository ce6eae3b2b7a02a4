"""python -m footadvice, and the console script.

What a look-up makes, it keeps until it ends. So the search for garbage, a tenth of its time, is made a rare thing, and
at the end, when all goes at once, there is none.
"""

import gc

gc.set_threshold(500_000)

from footadvice import cli  # noqa: E402 - its many imports are what need not be searched


def main() -> None:
    try:
        cli.main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
