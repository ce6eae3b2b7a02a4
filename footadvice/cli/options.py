"""The options that every answering command has, and the completion of names."""

import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Color(StrEnum):
    auto = "auto"
    always = "always"
    never = "never"


class For(StrEnum):
    """Whom it is for. The values are those of `vocabulary.Who`, with hyphens."""

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


Completions = list[tuple[str, str]]  # what to type, and what it means, where the shell shows that


def _names(incomplete: str, *files: str) -> Completions:
    """Ids in data files that begin with what was typed; from three letters on, else one other name of a record.

    None on any error: a shell cannot show one.
    """
    import json

    from footadvice.knowledge.names import slug
    from footadvice.knowledge.store import shipped

    typed = slug(incomplete)
    found: dict[str, str] = {}
    try:
        for file in files:
            for entry in json.loads((shipped() / f"{file}.json").read_bytes())[file]:
                others = map(slug, entry.get("other_names", ())) if len(typed) > 2 else ()
                name = next((name for name in (entry["id"], *others) if name.startswith(typed)), None)
                if name:
                    found.setdefault(name, entry["name"])
    except Exception:
        return []
    return list(found.items())


def _last_of(incomplete: str, complete: Callable[[str], Completions]) -> Completions:
    """Completion of the last of several with commas between."""
    before, comma, last = incomplete.rpartition(",")
    return [(before + comma + name, told) for name, told in complete(last)]


def complete_condition(incomplete: str) -> Completions:
    return _names(incomplete, "conditions")


def complete_joint(incomplete: str) -> Completions:
    return _names(incomplete, "joints")


def complete_zone(incomplete: str) -> Completions:
    return _names(incomplete, "zones")


def complete_zones(incomplete: str) -> Completions:
    return _last_of(incomplete, complete_zone)


def complete_findings(incomplete: str) -> Completions:
    return _last_of(incomplete, lambda last: _names(last, "findings"))


def complete_end(incomplete: str) -> Completions:
    return _names(incomplete, "conditions", "joints", "factors")


def complete_for(incomplete: str) -> Completions:
    return _last_of(incomplete, lambda last: [(one.value, "") for one in For if one.value.startswith(last.lower())])


def complete_list(incomplete: str) -> Completions:
    from footadvice.answering.listing import LISTS

    return [(name, "") for name in LISTS if name.startswith(incomplete.lower())]


def complete_schema(incomplete: str) -> Completions:
    from footadvice.answering.json_schemas import NAMES

    return [(name, "") for name in NAMES if name.startswith(incomplete.lower())]


def listed(given: list[str] | None) -> tuple[str, ...]:
    """The words given to an option that takes several: with commas, by repeating the option, or both."""
    return tuple(word for one in given or () for part in one.split(",") if (word := part.strip()))


def overlays(given: list[Path] | None) -> tuple[Path, ...]:
    """The overlays to lay on: of --kb, else of FOOTADVICE_KB (none if it is empty), else in the settings folder."""
    if given:
        return tuple(given)
    if (listed := os.environ.get("FOOTADVICE_KB")) is not None:
        return tuple(Path(part) for part in listed.split(os.pathsep) if part)
    folder = Path(typer.get_app_dir("footadvice"), "kb")
    try:
        names = (name for name in os.listdir(folder) if not name.startswith("."))  # as macOS leaves beside a file
        return (folder,) if any(name.endswith(".json") for name in names) else ()
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError:  # something may be there that cannot be read: that is told, and not passed over
        return (folder,)


# A path that may not be read is for the gate to tell of, with exit code 4; Typer would call it a mistake in typing.
Kb = Annotated[
    list[Path] | None,
    typer.Option(
        "--kb",
        metavar="PATH",
        readable=False,
        help="Knowledge to lay over ours: a file or a folder. May be repeated.",
    ),
]
Fhir = Annotated[bool, typer.Option("--fhir", help="As FHIR R4, for a clinic's record. It names nobody.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output, errors too.")]
Plain = Annotated[bool, typer.Option("--plain", help="Labelled lines: no boxes, no colour, no wrapping.")]
ColorOption = Annotated[Color, typer.Option("--color", metavar="WHEN", help="auto, always or never. NO_COLOR counts.")]
Width = Annotated[
    int, typer.Option("--width", metavar="N", min=0, max=1000, help="Columns to use, up to 88; 0 asks the terminal.")
]
NoPager = Annotated[bool, typer.Option("--no-pager", help="Never show a long page through a pager.")]
Evidence = Annotated[bool, typer.Option("--evidence", help="Also findings, figures and every source.")]
Full = Annotated[bool, typer.Option("--full", help="All that is known, on several pages.")]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="SECTION", help="One part of the page, such as exercises; several with commas."),
]
ForOption = Annotated[
    list[str] | None,
    typer.Option(
        "--for",
        metavar="WHO",
        help=f"Whom it is for: {', '.join(For)}. Several with commas.",
        autocompletion=complete_for,
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there already.")]
Explain = Annotated[bool, typer.Option("--explain", help="Show how urgent, and why: rules and like messages.")]
WhyNot = Annotated[
    str,
    typer.Option(
        "--why-not",
        metavar="CONDITION",
        help="Tell what speaks for and against this condition.",
        autocompletion=complete_condition,
    ),
]
ByUrgency = Annotated[
    bool, typer.Option("--exit-code", help="Exit with 10 (see a clinician), 11 (urgent) or 12 (emergency).")
]
