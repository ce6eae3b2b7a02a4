"""The commands that show a page of knowledge: condition, joint, why, list."""

from pathlib import Path
from typing import Annotated

import typer

from footadvice.cli.options import (
    Color,
    ColorOption,
    Evidence,
    For,
    ForOption,
    Full,
    Json,
    Kb,
    NoPager,
    Only,
    Plain,
    Width,
    complete_condition,
    complete_end,
    complete_joint,
    complete_list,
    listed,
    overlays,
)


def condition(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...", help="Names, other names or ICD-10-CM codes.", autocompletion=complete_condition
        ),
    ],
    for_: ForOption = None,
    full: Full = False,
    only: Only = None,
    evidence: Evidence = False,
    kb: Kb = None,
    json: Json = False,
    plain: Plain = False,
    color: ColorOption = Color.auto,
    width: Width = 0,
    no_pager: NoPager = False,
) -> None:
    """One condition: how urgent, and what to do.

    What it is, what to do today, how long it takes, whom to see, and what else it may be. --full has the rest.

    For example: footadvice condition bunions, footadvice condition "flat feet" --for diabetes
    """
    out = output_of(json, plain, color, width, kb, evidence=evidence, full=full, only=only, no_pager=no_pager)
    who = who_of(for_, out)
    out.show(lambda advisor: advisor.condition(names, who), names)


def joint(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="ankle, knee, hip, back …", autocompletion=complete_joint)
    ],
    full: Full = False,
    only: Only = None,
    evidence: Evidence = False,
    kb: Kb = None,
    json: Json = False,
    plain: Plain = False,
    color: ColorOption = Color.auto,
    width: Width = 0,
    no_pager: NoPager = False,
) -> None:
    """What in the feet may strain a joint.

    Which foot conditions strain it, how well that is known, and when it is not the feet.

    For example: footadvice joint knee
    """
    output_of(json, plain, color, width, kb, evidence=evidence, full=full, only=only, no_pager=no_pager).show(
        lambda advisor: advisor.joint(names), names
    )


def why(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="[FROM] TO", help="A condition, then a joint or condition.", autocompletion=complete_end
        ),
    ],
    mermaid: Annotated[bool, typer.Option("--mermaid", help="The chain as a Mermaid diagram.")] = False,
    dot: Annotated[bool, typer.Option("--dot", help="The chain as a Graphviz diagram.")] = False,
    evidence: Evidence = False,
    kb: Kb = None,
    json: Json = False,
    plain: Plain = False,
    color: ColorOption = Color.auto,
    width: Width = 0,
    no_pager: NoPager = False,
) -> None:
    """Why one thing may lead to another.

    The chain between them, with the grade of each link, what speaks against it, and what nobody has shown.

    For example: footadvice why flat-feet back, footadvice why knee
    """
    from footadvice.errors import UsageError

    out = output_of(json, plain, color, width, kb, evidence=evidence, no_pager=no_pager)
    if len(names) > 2:
        out.fail(UsageError('give one name or two. Put a name of several words in quotes: "flat feet"'))
    if mermaid + dot + json > 1:
        out.fail(UsageError("--mermaid, --dot and --json each ask for another form. Give one"))
    start, end = (None, names[0]) if len(names) == 1 else names
    if mermaid or dot:
        out.draw(lambda advisor: advisor.why(start, end), "mermaid" if mermaid else "dot")
    else:
        out.show(lambda advisor: advisor.why(start, end, studies=evidence and start is not None))


def list_(
    what: Annotated[
        str,
        typer.Argument(
            help="conditions, joints, zones, exercises, red-flags, findings, factors, tips, links, sources",
            autocompletion=complete_list,
        ),
    ] = "conditions",
    word: Annotated[str, typer.Argument(metavar="[WORD]", help="Only those with it in a name or place.")] = "",
    kb: Kb = None,
    json: Json = False,
    plain: Plain = False,
    color: ColorOption = Color.auto,
    width: Width = 0,
    no_pager: NoPager = False,
) -> None:
    """All records of one kind, a line each.

    Conditions stand by place. With a word, only those that have it in a name or place.

    For example: footadvice list joints, footadvice list conditions heel
    """
    output_of(json, plain, color, width, kb, no_pager=no_pager).show(lambda advisor: advisor.listing(what, word))


def output_of(
    json: bool,
    plain: bool,
    color: Color,
    width: int,
    kb: list[Path] | None = None,
    *,
    evidence: bool = False,
    full: bool = False,
    only: list[str] | None = None,
    no_pager: bool = False,
) -> "Output":  # type: ignore[name-defined]  # noqa: F821
    from footadvice.cli.output import Output
    from footadvice.cli.settings import settings

    with Output(json=json).errors():
        held = settings()
    return Output(
        json=json,
        plain=plain or bool(held.plain),
        color=color.value,
        width=width or held.width or 0,
        pager=held.pager,
        imperial=held.units == "imperial",
        overlays=overlays(kb),
        evidence=evidence,
        full=full,
        only=listed(only),
        paged=not no_pager,
    )


def who_of(typed: list[str] | None, out: "Output") -> tuple[str, ...]:  # type: ignore[name-defined]  # noqa: F821
    """Whom it is for: what was typed, else what the settings say, which is then told."""
    from footadvice.cli.settings import settings
    from footadvice.errors import UsageError
    from footadvice.knowledge.names import printable

    usual = settings().for_ if typed is None else None
    if usual and not out.json:
        typer.echo(f"For {', '.join(usual)}, as your settings say.", err=True)
    words = list(usual or (word.lower().replace("_", "-") for word in listed(typed)))
    known = [member.value for member in For]
    for word in words:
        if word not in known:
            out.fail(UsageError(f'--for does not know "{printable(word)}". It knows: {", ".join(known)}'))
    return tuple(dict.fromkeys(word.replace("-", "_") for word in words))
