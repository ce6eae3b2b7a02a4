"""Rules of ids: each stands once, points to something, is used, and leads nowhere back to itself."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from footadvice.knowledge.validation.diagnostics import Fault
from footadvice.knowledge.validation.traverse import (
    REFERENCES,
    At,
    Data,
    lost,
    lost_texts,
    placed_texts,
    texts,
    unread,
    walk,
)
from footadvice.text.normalize import fold

_WORD = re.compile(r"[a-z0-9]+")
RUN = 4  # words that follow one another, by which messages are compared
SAME = 0.8  # the share of its runs that a message may have in common with an earlier one


def ids_are_unique(data: Data) -> Iterator[Fault]:
    for file, found in data.items():
        for id, count in Counter(record.id for record in found).items():
            if count > 1:
                yield Fault(f"{file}.json", id, "id", f"stands {count} times", "rename or merge them", at=("id",))
    counts = Counter(id for file in ("conditions", "joints", "factors") for id in {one.id for one in data[file]})
    owner = {one.id: file for file in ("joints", "conditions", "factors") for one in data[file]}  # the last to come
    for id in (id for id, count in counts.items() if count > 1):
        message = "is also the id of a condition, joint or factor"
        yield Fault(f"{owner[id]}.json", id, "id", message, "rename one", at=("id",))


def references_resolve(data: Data) -> Iterator[Fault]:
    known = {file: {record.id for record in found} | lost(data, file) for file, found in data.items()}
    for file, record, field, value, at in walk(data):
        targets = REFERENCES.get(field)
        if not targets or unread(data).intersection(targets):
            continue
        for id, there in placed_texts(value, at):
            if not any(id in known[target] for target in targets):
                where = " or ".join(f"{target}.json" for target in targets)
                message = f'"{id}" is not in {where}'
                yield Fault(f"{file}.json", record.id, field, message, "add it or mend the id", at=there)


def nothing_is_orphaned(data: Data) -> Iterator[Fault]:
    used: dict[str, set[str]] = defaultdict(set)
    for spot in walk(dict(data)):  # all records, for what an overlay touched may be used by one that it did not
        for target in REFERENCES.get(spot.field, ()):
            used[target].update(texts(spot.value))
    used["findings"].update(one.id for one in data["findings"] if one.roles or one.who or one.from_days)
    named = lost_texts(data)
    for file in ("sources", "exercises", "findings", "zones", "measures", "factors") if not unread(data) else ():
        for record in data[file]:
            if record.id not in used[file] and record.id not in named:
                yield Fault(f"{file}.json", record.id, "", "is used by no other record", "use it or delete it")


def messages_are_of_known_records(data: Data) -> Iterator[Fault]:
    known = {file: {one.id for one in data[file]} | lost(data, file) for file in ("red_flags", "conditions")}
    for message in data["messages"] if not unread(data).intersection(known) else ():
        for field, ids in known.items():
            for place, id in enumerate(getattr(message, field)):
                if id not in ids:
                    says, at = f'"{id}" is not in {field}.json', (field, place)
                    yield Fault("messages.json", message.id, field, says, "add it or mend the id", at=at)


def messages_are_distinct(data: Data) -> Iterator[Fault]:
    """No message says again what another says: a copy with a few words changed adds nothing and counts twice."""
    runs: dict[tuple[str, ...], str] = {}  # each run of words -> the first message that has it
    for message in data["messages"]:
        words = _WORD.findall(message.text.lower().replace("'", ""))
        length = min(RUN, len(words))
        mine = {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}
        shared = Counter(runs[run] for run in mine if run in runs)
        for run in mine:
            runs.setdefault(run, message.id)
        if shared and shared.most_common(1)[0][1] > SAME * len(mine):
            wording = f"says nearly the same as {shared.most_common(1)[0][0]}"
            yield Fault("messages.json", message.id, "text", wording, "drop one of them", at=("text",))


def names_are_unique(data: Data) -> Iterator[Fault]:
    for file in ("conditions", "joints", "factors"):
        owner: dict[str, str] = {}
        for record in data[file]:
            mine: list[tuple[str, At]] = [(record.name, ("name",))]
            for field in ("other_names", "misspellings"):
                mine += placed_texts(getattr(record, field, ()), (field,))
            seen: set[str] = set()
            for name, at in mine:
                holder = owner.setdefault(fold(name), record.id)
                message = f'"{name}" also means {holder}' if holder != record.id else ""
                if not message and name.casefold() in seen:
                    message = f'"{name}" is its own name' if name.casefold() == record.name.casefold() else ""
                    message = message or f'"{name}" stands twice'
                seen.add(name.casefold())
                if message:
                    yield Fault(f"{file}.json", record.id, str(at[0]), message, "drop one", at=at)


def links_are_named_by_their_ends(data: Data) -> Iterator[Fault]:
    for link in data["links"]:
        if link.id != f"{link.from_id}-to-{link.to_id}":
            yield Fault("links.json", link.id, "id", "must be <from_id>-to-<to_id>", "rename it", at=("id",))
        if link.from_id == link.to_id:
            yield Fault("links.json", link.id, "to_id", "is the same as from_id", "delete the link", at=("to_id",))


def nothing_leads_to_itself(data: Data) -> Iterator[Fault]:
    """No chain of causes, of zones within zones, or of findings that imply others comes back to where it began."""
    causes = [link for link in data["links"] if link.supported and link.relation == "leads_to"]
    after = _reach((link.from_id, link.to_id) for link in causes)
    for link in causes:
        if link.from_id in after.get(link.to_id, ()):
            repair = "weaken one link to associated_with"
            yield Fault("links.json", link.id, "to_id", "leads back to itself", repair, at=("to_id",))
    for file, field in (("zones", "within"), ("findings", "implies")):
        after = _reach((record.id, id) for record in data[file] for id in getattr(record, field))
        for record in data[file]:
            if record.id in after.get(record.id, ()):
                yield Fault(f"{file}.json", record.id, field, "leads back to itself", "drop one", at=(field,))


def _reach(steps: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """What can be reached from each start of `steps` by one step or more."""
    after: dict[str, list[str]] = defaultdict(list)
    for start, end in steps:
        after[start].append(end)
    reached: dict[str, set[str]] = {}
    for start, next_ones in after.items():
        ahead, seen = list(next_ones), set[str]()
        while ahead:
            if (node := ahead.pop()) not in seen:
                seen.add(node)
                ahead += after.get(node, ())
        reached[start] = seen
    return reached
