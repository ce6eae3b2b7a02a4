"""Pages as resources: `footadvice://condition/bunions`, `footadvice://joint/knee`, `footadvice://handout/bunions`."""

from collections.abc import Iterator
from typing import get_args
from urllib.parse import unquote

from footadvice.advisor import Advisor
from footadvice.errors import NotFound, UsageError
from footadvice.knowledge.records import Condition, Joint
from footadvice.knowledge.vocabulary import Who
from footadvice.render import page_blocks, plain
from footadvice.support.frozen_record import FrozenRecord

SCHEME = "footadvice://"
TEXT, HTML = "text/plain", "text/html"
TEMPLATES = {
    "condition": (f"{SCHEME}condition/{{name}}", TEXT, "The page of a condition, by its id, name or ICD-10-CM code."),
    "joint": (f"{SCHEME}joint/{{name}}", TEXT, "What in the feet may strain a joint."),
    "handout": (
        f"{SCHEME}handout/{{names}}{{?for}}",
        HTML,
        "A sheet to print for one to three conditions, with commas between; for: what is known of the person.",
    ),
}


class Resource(FrozenRecord, kw_only=False):
    """A page by its address."""

    uri: str
    name: str
    summary: str


def resources(advisor: Advisor) -> Iterator[Resource]:
    """The page of every condition and joint."""
    for one in advisor.kb.all(Condition):
        yield Resource(f"{SCHEME}condition/{one.id}", one.name, one.summary)
    for joint in advisor.kb.all(Joint):
        yield Resource(f"{SCHEME}joint/{joint.id}", joint.name, joint.verdict)


def read(advisor: Advisor, uri: str) -> tuple[str, str]:
    """The text at an address, and its media type.

    Raises:
        NotFound: nothing stands there.
        UsageError: a name in it means nothing.
    """
    kind, _, name = uri.removeprefix(SCHEME).partition("/")
    if not uri.startswith(SCHEME) or kind not in TEMPLATES or not name:
        raise NotFound("there is no such resource. There are: " + ", ".join(uri for uri, _, _ in TEMPLATES.values()))
    name = unquote(name)
    if kind == "handout":
        from footadvice.render.html.printed_page import html

        names, _, people = name.partition("?for=")
        return html(advisor.handout(names.split(","), _who(people))), HTML
    answer = advisor.condition(name) if kind == "condition" else advisor.joint(name)
    return plain.render(page_blocks.page(answer, full=True)).strip(), TEXT


def _who(words: str) -> tuple[Who, ...]:
    """What is known of the person: words with commas between."""
    known = {str(one): one for one in get_args(Who)}
    given = [word for word in words.split(",") if word]
    if unknown := [word for word in given if word not in known]:
        raise UsageError(f"for: there is no {unknown[0]!r}. There are: {', '.join(known)}")
    return tuple(known[word] for word in given)
