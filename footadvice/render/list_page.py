"""The pages of a list and of a search: a line a record."""

from collections.abc import Iterable

from footadvice.answers.page_answers import PLACES, Entry, FindAnswer, ListAnswer
from footadvice.render.blocks import Block, Heading, Item, Para, Rows
from footadvice.render.page_items import changed, section

_FOUND = {"name": "In a name", "sign": "Among the signs", "page": "On the page"}


def entries(answer: ListAnswer) -> Iterable[Block]:
    """A line a record; conditions by place."""
    places: dict[str, list[Entry]] = {}
    for entry in answer.entries:
        places.setdefault(entry.place, []).append(entry)
    for place in [place for place in ("", *PLACES) if place in places]:
        yield from (Heading(place),) if place else ()
        yield Rows(tuple((entry.id, entry.name, _listed(entry)) for entry in places[place]))
    if not answer.entries:
        yield Para(f'Nothing here has that word. To look on every page: footadvice find "{answer.query.text[-1]}"')


def found(answer: FindAnswer) -> Iterable[Block]:
    """Those with the word in a name, then those with it among the signs, then anywhere on the page."""
    for where, heading in _FOUND.items():
        some = (one for one in answer.found if one.where == where)
        yield from section(heading, (Item(one.text, lead=one.name, below=(one.more,)) for one in some))
    if answer.left_out:
        yield Para(f"{answer.left_out} more have it too. Give one word more to see fewer.")
    if not answer.found:
        yield Para(f'Nothing here has that word. To ask in your own words: footadvice ask "{answer.query.text[0]}"')


def _listed(entry: Entry) -> str:
    return " ".join((entry.summary, *changed(entry.changed_by)))
