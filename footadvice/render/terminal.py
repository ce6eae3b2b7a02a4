"""An answer for a person at a terminal, by Rich. Colour only repeats what the words say."""

from rich.box import ROUNDED
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from footadvice.knowledge.levels import Level
from footadvice.render.blocks import (
    Block,
    Body,
    Box,
    Branch,
    Drawing,
    Forest,
    Heading,
    Item,
    Items,
    Page,
    Para,
    Rows,
    Table,
    Title,
    Weeks,
)

WIDEST = 88  # a longer line is hard to read
COLUMN = 20  # a column of a table needs as much; with less its rows are told one below the other
_COLOUR: dict[Level, str] = {"emergency": "red", "urgent": "red", "see_clinician": "yellow", "self_care": "green"}


def show(page: Page, console: Console) -> None:
    """Print the blocks of `page`, wrapped to the console's width and no wider than `WIDEST`."""
    width = min(console.width, WIDEST)
    with console:  # which writes once, when all is drawn
        for block in page:
            _show(block, console, width)


def _show(block: Block, console: Console, width: int) -> None:
    match block:
        case Title(text, note):
            _print(Text.assemble((text, "bold"), (f"  {note}" if note else "", "dim")), console, width)
        case Heading(text):
            console.print()
            _print(Text(text, style="bold"), console, width)
        case Para(text, faint):
            _print(Text(text, style="dim" if faint else ""), console, width)
        case Items(items, mark):
            for number, item in enumerate(items, 1):
                _show_item(item, f"{number}." if mark == "1." else mark, console, width)
        case Box(level, title, items):
            colour = _COLOUR[level]
            inside = [Text(title, style=f"bold {colour}")]
            for item in items:
                inside += [_words(item), *(Text(f"  {below}", style="dim") for below in item.below)]
            console.print(Panel(Group(*inside), box=ROUNDED, border_style=colour), width=width)
        case Branch():
            console.print(_tree(block), width=width)
        case Drawing(view, zones):
            from footadvice.render import foot_text  # only the map and the check draw

            for line in foot_text.with_names(view, zones, width, ascii_only=console.options.ascii_only):
                console.print(Text(line), width=width)
        case Forest(spans):
            from footadvice.render import forest  # only the evidence of a claim draws one

            for line in forest.lines(spans, width):
                console.print(Text(line), width=width, no_wrap=True)
        case Body(parts):
            from footadvice.render import body_text  # only a condition draws these two

            console.print(Text("\n".join(body_text.body(parts, width))), no_wrap=True, overflow="ignore", crop=False)
        case Weeks(checkpoints):
            from footadvice.render import body_text

            _print(Text(body_text.weeks(checkpoints, width, ascii_only=console.options.ascii_only)), console, width)
        case Table():
            _show_table(block, console, width)
        case Rows(rows):
            for id, name, summary in rows:
                _print(Text.assemble((id, "bold"), f"  {name}"), console, width)
                _print(Text(summary, style="dim"), console, width, "    ")


def _print(text: Text, console: Console, width: int, first: str = "", then: str | None = None) -> None:
    """Print `text` wrapped, its first line behind `first` and the others behind `then` (`first` if left out)."""
    lines = []
    whole = text.plain.startswith("https://")  # a broken address can be neither followed nor copied
    for number, line in enumerate([text] if whole else text.wrap(console, max(width - len(first), 1))):
        line.rstrip()
        lines.append(Text.assemble(first if number == 0 or then is None else then, line))
    console.print(Text("\n").join(lines), no_wrap=True, overflow="ignore", crop=False)


def _show_item(item: Item, mark: str, console: Console, width: int) -> None:
    indent = " " * (len(mark) + 1)
    _print(_words(item), console, width, f"{mark} ", indent)
    for below in item.below:
        link = below if below.startswith("https://") else None
        _print(Text(below, style=Style(dim=True, link=link)), console, width, indent)


def _words(item: Item) -> Text:
    lead = (f"{item.lead}: ", "bold") if item.lead else ""
    note = (f" [{item.note}]", "dim") if item.note else ""
    return Text.assemble(lead, item.text, note)


def _show_table(table: Table, console: Console, width: int) -> None:
    if width < COLUMN * len(table.head):
        _show_stacked(table, console, width)
        return
    from rich.table import Table as Grid  # only a comparison draws one

    grid = Grid(box=ROUNDED, width=width, show_lines=False, header_style="bold")
    for number, name in enumerate(table.head):
        grid.add_column(name, ratio=len(table.head) if number == 0 else 2, overflow="fold")
    for heading, rows in table.groups:
        grid.add_row(Text(heading, style="bold"))
        for row in rows:
            grid.add_row(*map(Text, row))
        grid.add_section()
    console.print(grid)


def _show_stacked(table: Table, console: Console, width: int) -> None:
    for heading, rows in table.groups:
        _print(Text(heading, style="bold"), console, width)
        for first, *words in rows:
            told = (f"{name}: {word}" for name, word in zip(table.head[1:], words, strict=True))
            _show_item(Item(first, below=tuple(told)), "-", console, width)


def _tree(branch: Branch) -> RenderableType:
    from rich.tree import Tree  # only `why` grows one

    def grow(tree: Tree, branch: Branch) -> Tree:
        for inner in branch.branches:
            note = (f"  [{inner.note}]", "dim") if inner.note else ""
            grow(tree.add(Text.assemble(inner.text, note)), inner)
        return tree

    return grow(Tree(Text(branch.text, style="bold")), branch)
