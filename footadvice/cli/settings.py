"""What somebody always wants, from `config.toml` in the settings folder: whom it is for, and how pages look.

    for = ["diabetes"]       # as --for
    plain = true             # as --plain
    width = 72               # as --width
    pager = "less -R"        # the program for long pages; "" for none
    units = "imperial"       # metric, or imperial beside it

An option given on the command line comes before it. Nothing about a complaint is ever written there or anywhere.
`FOOTADVICE_CONFIG` names another file; empty, it means none.
"""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typer

from footadvice.cli.options import For
from footadvice.errors import UsageError
from footadvice.support.frozen_record import FrozenRecord
from footadvice.support.sanitize import printable

WIDEST = 1000
Units = Literal["metric", "imperial"]


class Settings(FrozenRecord):
    """The values of the file; None where it says nothing."""

    for_: tuple[str, ...] | None = None
    plain: bool | None = None
    width: int | None = None
    pager: str | None = None
    units: Units | None = None


def path() -> Path | None:
    """Where the settings stand, if anywhere."""
    if (named := os.environ.get("FOOTADVICE_CONFIG")) is not None:
        return Path(named) if named else None
    return Path(typer.get_app_dir("footadvice"), "config.toml")


@cache
def settings() -> Settings:
    """The settings of whoever runs this.

    Raises:
        UsageError: the file cannot be read, or says what no setting is.
    """
    file = path()
    if file is None or not file.is_file():
        return Settings()
    import tomllib  # most people have no such file

    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _wrong(file, str(error)) from None
    return _checked(file, values)


def _checked(file: Path, values: Mapping[str, Any]) -> Settings:
    """The settings, each of its own type."""
    known: dict[str, tuple[type, str]] = {
        "for": (list, f"a list of {', '.join(For)}"), "plain": (bool, "true or false"),
        "width": (int, f"a number from 0 to {WIDEST}"), "pager": (str, "a command in quotes"),
        "units": (str, '"metric" or "imperial"'),
    }  # fmt: skip
    for key, value in values.items():
        if key not in known:
            raise _wrong(file, f'there is no setting "{key}". There are: {", ".join(known)}')
        kind, wanted = known[key]
        if type(value) is not kind or not _fits(key, value):
            raise _wrong(file, f"{key} must be {wanted}")
    who = values.get("for")
    return Settings(
        for_=None if who is None else tuple(dict.fromkeys(who)),
        plain=values.get("plain"),
        width=values.get("width"),
        pager=values.get("pager"),
        units=values.get("units"),
    )


def _fits(key: str, value: Any) -> bool:
    if key == "for":
        return all(word in list(For) for word in value)
    if key == "units":
        return value in ("metric", "imperial")
    return key != "width" or 0 <= value <= WIDEST


def _wrong(file: Path, what: str) -> UsageError:
    return UsageError(f"{printable(str(file), 200)}: {printable(what, 300)}. Mend the file, or see: footadvice config")
