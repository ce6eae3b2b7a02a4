"""python -m footadvice, and the console script. It reports what fails before a command line exists.

The garbage collector takes a tenth of a short run and finds next to nothing: a look-up keeps what it makes until it
ends. So the threshold is raised, and objects are frozen at the exit.
"""

import gc
import sys


def main() -> None:
    """Run the command line. An interruption at any moment is silent, also while modules are still being read."""
    if sys.version_info < (3, 11):  # noqa: UP036 - pip keeps an older Python out, a checkout does not
        sys.exit("Error: footadvice needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])  # noqa: UP031
    try:
        gc.set_threshold(500_000)
        from footadvice import cli

        cli.main()
    except ModuleNotFoundError as error:
        package = (error.name or "footadvice").partition(".")[0]
        if package == "footadvice":
            raise
        sys.exit(f'Error: the Python package "{package}" is missing. Install footadvice again.')
    except MemoryError:
        sys.exit("Error: there is not enough memory.")
    except KeyboardInterrupt:
        sys.exit(130)
    finally:  # all is said by now: an interruption would only disturb Python's own tidying up
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)
        gc.freeze()


if __name__ == "__main__":
    main()
