"""The options that every answering command has, and the completion of names."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Color(StrEnum):
    auto = "auto"
    always = "always"
    never = "never"


class For(StrEnum):
    """Whom it is for. The values are those of `records.Who`, with hyphens."""

    diabetes = "diabetes"
    child = "child"
    pregnancy = "pregnancy"
    runner = "runner"
    older_adult = "older-adult"
    blood_thinners = "blood-thinners"
    poor_circulation = "poor-circulation"
    numb_feet = "numb-feet"
    weak_immunity = "weak-immunity"
    inflammatory_arthritis = "inflammatory-arthritis"
    thin_bones = "thin-bones"


def _names(file: str, incomplete: str) -> list[str]:
    """Ids in a data file that begin with what was typed; none on any error, for a shell cannot show one."""
    import json

    from footadvice.knowledge.base import shipped

    try:
        entries = json.loads((shipped() / f"{file}.json").read_bytes())[file]
        return [entry["id"] for entry in entries if entry["id"].startswith(incomplete.lower())]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def complete_condition(incomplete: str) -> list[str]:
    return _names("conditions", incomplete)


def complete_joint(incomplete: str) -> list[str]:
    return _names("joints", incomplete)


def complete_zone(incomplete: str) -> list[str]:
    return _names("zones", incomplete)


def complete_end(incomplete: str) -> list[str]:
    return [name for file in ("conditions", "joints", "factors") for name in _names(file, incomplete)]


def overlays(given: list[Path] | None) -> tuple[Path, ...]:
    """The overlays to lay on: of --kb, else of FOOTADVICE_KB (none if it is empty), else in the settings folder."""
    if given:
        return tuple(given)
    if (listed := os.environ.get("FOOTADVICE_KB")) is not None:
        return tuple(Path(part) for part in listed.split(os.pathsep) if part)
    folder = Path(typer.get_app_dir("footadvice"), "kb")
    try:
        return (folder,) if any(name.endswith(".json") for name in os.listdir(folder)) else ()
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError:  # something may be there that cannot be read: that is told, and not passed over
        return (folder,)


Kb = Annotated[
    list[Path] | None,
    typer.Option("--kb", metavar="PATH", help="Knowledge to lay over ours: a file or a folder. May be repeated."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output, errors too.")]
Plain = Annotated[bool, typer.Option("--plain", help="Labelled lines: no boxes, no colour, no wrapping.")]
ColorOption = Annotated[Color, typer.Option("--color", help="When to use colour. NO_COLOR is respected.")]
Width = Annotated[int, typer.Option("--width", min=0, max=1000, help="Columns to use; 0 asks the terminal.")]
Evidence = Annotated[bool, typer.Option("--evidence", help="Also findings, figures and every source.")]
ForOption = Annotated[str, typer.Option("--for", help="Whom it is for: diabetes,child,pregnancy,runner …")]
WhyNot = Annotated[
    str,
    typer.Option(
        "--why-not", help="Tell what speaks for and against this condition.", autocompletion=complete_condition
    ),
]
