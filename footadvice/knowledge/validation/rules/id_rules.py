"""Rules of ids: each stands once, points to something, is used, and leads nowhere back to itself."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from footadvice.knowledge.records import NOT_OURS
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
from footadvice.text.lexicon import fold


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
    named = lost_texts(data)
    for file in ("sources", "exercises", "findings", "zones", "measures", "factors") if not unread(data) else ():
        for record in data[file]:
            if record.id not in used[file] and record.id not in named:
                yield Fault(f"{file}.json", record.id, "", "is used by no other record", "use it or delete it")


def tellings_are_of_conditions(data: Data) -> Iterator[Fault]:
    known = {one.id for one in data["conditions"]} | lost(data, "conditions") | {NOT_OURS}
    for telling in data["tellings"] if "conditions" not in unread(data) else ():
        if telling.id not in known:
            message, repair = "is not in conditions.json", "add it there, or mend the id"
            yield Fault("tellings.json", telling.id, "id", message, repair, at=("id",))


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
