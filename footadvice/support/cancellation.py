"""A long question ends early once nobody waits for its answer.

Who asks on somebody's behalf sets a check, which raises where the question was given up. What takes long calls
`check_cancelled` between its steps. The check belongs to the context of the call, so others are not touched by it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_check: ContextVar[Callable[[], None] | None] = ContextVar("_check", default=None)


@contextmanager
def cancelled_by(check: Callable[[], None]) -> Iterator[None]:
    """While this is open, `check_cancelled` calls `check`, which raises to end the work."""
    token = _check.set(check)
    try:
        yield
    finally:
        _check.reset(token)


def check_cancelled() -> None:
    """End the work of this context if it was given up. Without a check of this context, nothing happens."""
    if check := _check.get():
        check()
