"""The data rules that span records: one function, one rule, one message, one repair.

A rule takes all records, by file, and yields its faults. `check_folder` runs the gate and every rule, and is
what `footadvice kb validate` prints. A rule's id is its function's name with hyphens.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from footadvice.folding import Lexicon, fold
from footadvice.knowledge import canonical, gate, records
from footadvice.knowledge.gate import Fault
from footadvice.knowledge.plain_words import grade, sentences, words
from footadvice.knowledge.walk import REFERENCES, Data, claims, prose, texts, walk

Rule = Callable[[Data], Iterator[Fault]]

# Tokens that say nothing of a sign by themselves, whatever part of the body stands beside them.
GENERIC = frozenset(
    ("pain", "neg", "cannot", "look", "less", "day", "night", "out", "over", "up", "off", "after", "come", "one")
)
_RESEARCH = {"guideline", "systematic_review", "trial", "cohort"}
_REFUSED_HOSTS = re.compile(
    r"scribd|docslib|vdocument|droracle|drlex|biologyinsights|decentfoot|askvity|leftbeyond|wikipedia|blogspot|medium\.com"
)
_DOSE = re.compile(r"\d\s?(mg|mcg|micrograms?|milligrams?|ml|millilitres?|tablets?)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d,.])(999|911|111|112|000)(?![\d,])")
_DIAGNOSIS = re.compile(
    r"\byou (definitely|certainly|probably|clearly) have\b|\bthis means (that )?you have\b|\byour diagnosis is\b|"
    r"\bnothing to worry about\b|\bnothing serious\b|\bno need to see\b",
    re.IGNORECASE,
)
_ENOUGH = 30
MEAN_GRADE, WORST_GRADE, LONGEST_SENTENCE = 6.0, 8.0, 25


def check_folder(folder: Path) -> list[Fault]:
    """Everything that is wrong with the data files in `folder`, file by file."""
    data, faults = read_folder(folder)
    if not faults:  # a fault of shape takes its record out, and every reference to it would seem broken
        faults = check(data)
        faults += not_canonical(folder, data)
    return faults


def read_folder(folder: Path) -> tuple[dict[str, list[Any]], list[Fault]]:
    """The records of each data file, and the faults of shape."""
    data: dict[str, list[Any]] = {}
    faults: list[Fault] = []
    for file in records.FILES:
        try:
            text = (folder / f"{file}.json").read_bytes().decode("utf-8")
        except OSError as error:
            faults.append(Fault(f"{file}.json", "", "", f"cannot be read: {error.strerror}", "restore the file"))
            continue
        except UnicodeDecodeError as error:
            faults.append(Fault(f"{file}.json", "", "", f"is not UTF-8 at byte {error.start}", "save it as UTF-8"))
            continue
        data[file], found = gate.check_text(file, text)
        faults += found
    return data, faults


def check(data: Data) -> list[Fault]:
    """The faults that `data` has by the rules, in the order of `RULES`."""
    return [_named(fault, rule) for rule in RULES for fault in rule(data)]


def _named(fault: Fault, rule: Rule) -> Fault:
    return replace(fault, rule=rule.__name__.replace("_", "-"), severity="warning" if rule in OF_STYLE else "error")


def not_canonical(folder: Path, data: Data) -> list[Fault]:
    return [
        Fault(f"{file}.json", "", "", "is not in canonical form", "run: footadvice kb format", "canonical", "warning")
        for file, found in data.items()
        if (folder / f"{file}.json").read_text(encoding="utf-8") != canonical.dump(file, found)
    ]


def ids_are_unique(data: Data) -> Iterator[Fault]:
    for file, found in data.items():
        for id, count in Counter(record.id for record in found).items():
            if count > 1:
                yield Fault(f"{file}.json", id, "id", f"stands {count} times", "rename or merge them")
    for id in _shared(data, ("conditions", "joints", "factors")):
        yield Fault("conditions.json", id, "id", "is also the id of a joint or factor", "rename one")


def references_resolve(data: Data) -> Iterator[Fault]:
    known = {file: {record.id for record in found} for file, found in data.items()}
    for file, record, field, value in walk(data):
        if (targets := REFERENCES.get(field)) and not (file == "red_flags" and field == "red_flags"):
            for id in texts(value):
                if not any(id in known[target] for target in targets):
                    where = " or ".join(f"{target}.json" for target in targets)
                    yield Fault(f"{file}.json", record.id, field, f'"{id}" is not in {where}', "add it or mend the id")


def nothing_is_orphaned(data: Data) -> Iterator[Fault]:
    used: dict[str, set[str]] = defaultdict(set)
    for _, _, field, value in walk(data):
        for target in REFERENCES.get(field, ()):
            used[target].update(texts(value))
    for file in ("sources", "exercises", "findings", "zones", "measures", "factors"):
        for record in data[file]:
            if record.id not in used[file]:
                yield Fault(f"{file}.json", record.id, "", "is used by no other record", "use it or delete it")


def tellings_are_of_conditions(data: Data) -> Iterator[Fault]:
    known = {one.id for one in data["conditions"]}
    for telling in data["tellings"]:
        if telling.id not in known:
            yield Fault("tellings.json", telling.id, "id", "is not in conditions.json", "add it there, or mend the id")


def names_are_unique(data: Data) -> Iterator[Fault]:
    for file in ("conditions", "joints"):
        owner: dict[str, str] = {}
        for record in data[file]:
            mine = [record.name, *record.other_names, *getattr(record, "misspellings", ())]
            for name in mine:
                holder = owner.setdefault(fold(name), record.id)
                if holder != record.id:
                    yield Fault(f"{file}.json", record.id, "other_names", f'"{name}" also means {holder}', "drop one")
            for name in mine[1:]:
                if name.casefold() == record.name.casefold():
                    yield Fault(f"{file}.json", record.id, "other_names", f'"{name}" is its own name', "drop it")
            for name, count in Counter(map(str.casefold, mine)).items():
                if count > 1:
                    yield Fault(f"{file}.json", record.id, "other_names", f'"{name}" stands twice', "drop one")


def links_are_named_by_their_ends(data: Data) -> Iterator[Fault]:
    for link in data["links"]:
        if link.id != f"{link.from_id}-to-{link.to_id}":
            yield Fault("links.json", link.id, "id", "must be <from_id>-to-<to_id>", "rename it")
        if link.from_id == link.to_id:
            yield Fault("links.json", link.id, "to_id", "is the same as from_id", "delete the link")


def nothing_leads_to_itself(data: Data) -> Iterator[Fault]:
    after: dict[str, list[str]] = defaultdict(list)
    for link in data["links"]:
        if link.supported and link.relation == "leads_to":
            after[link.from_id].append(link.to_id)
    for start in sorted(after):
        reached, ahead = set(), list(after[start])
        while ahead:
            if (node := ahead.pop()) not in reached:
                reached.add(node)
                ahead += after[node]
        if start in reached:
            yield Fault("links.json", start, "leads_to", "leads back to itself", "weaken one link to associated_with")


def claims_have_sources(data: Data) -> Iterator[Fault]:
    for file, record, claim in claims(data):
        if not claim.sources:
            yield Fault(f"{file}.json", record.id, _label(claim), "has a grade and no source", "cite one or drop it")


def grades_are_earned(data: Data) -> Iterator[Fault]:
    kind = {source.id: source.kind for source in data["sources"]}
    for file, record, claim in claims(data):
        cited = {kind.get(id) for id in claim.sources}
        enough = _RESEARCH | ({"cross_sectional"} if file in ("links", "joints") else set())  # surveys show a link
        if claim.grade in ("strong", "moderate") and not cited & enough:
            message = f"is {claim.grade} but cites no guideline, review, trial or cohort"
            yield Fault(f"{file}.json", record.id, _label(claim), message, "cite one or lower the grade")


def sources_can_be_shown(data: Data) -> Iterator[Fault]:
    for source in data["sources"]:
        if not source.doi and not source.url:
            yield Fault("sources.json", source.id, "url", "has neither DOI nor URL", "add one")
        if source.url and _REFUSED_HOSTS.search(urlsplit(source.url).netloc):
            yield Fault("sources.json", source.id, "url", "is a copy, a blog or a machine-written page", "replace it")


def both_sides_are_told(data: Data) -> Iterator[Fault]:
    for link in data["links"]:
        if (link.grade == "conflicting" or not link.supported) and not link.evidence_against:
            yield Fault("links.json", link.id, "evidence_against", "is empty", "say what speaks against the link")


def full_pages_are_full(data: Data) -> Iterator[Fault]:
    for one in data["conditions"]:
        if one.detail == "full":
            for field, ok, least in (
                ("other_names", len(one.other_names) >= 3, "3 or more"),
                ("zones", 1 <= len(one.zones) <= 4, "1 to 4"),
                ("findings", 5 <= len(one.findings) <= 14, "5 to 14"),
                ("look_alikes", len(one.look_alikes) >= 2, "2 or more"),
                ("actions", len(one.actions) >= 5, "5 or more"),
                ("actions", sum(action.today for action in one.actions) >= 3, "3 or more for today"),
                ("avoid", len(one.avoid) >= 1, "1 or more"),
                ("causes", len(one.causes) >= 2, "2 or more"),
                ("care", len(one.care) >= 2, "2 or more"),
                ("course", bool(one.course.checkpoints) or not one.course.known, "checkpoints, or not known"),
                ("red_flags", len(one.red_flags) >= 1, "1 or more"),
            ):
                if not ok:
                    yield Fault("conditions.json", one.id, field, f"a full page needs {least}", "fill it or say short")


def look_alikes_look_back(data: Data) -> Iterator[Fault]:
    by_id = {one.id: one for one in data["conditions"]}
    for one in data["conditions"]:
        for other in one.look_alikes:
            back = by_id.get(other.condition)
            if back and back.detail == "full" and not other.one_way:
                if one.id not in {again.condition for again in back.look_alikes}:
                    message = f"{other.condition} does not name it back"
                    yield Fault("conditions.json", one.id, "look_alikes", message, "add it there, or say one_way why")
            if other.condition == one.id:
                yield Fault("conditions.json", one.id, "look_alikes", "names itself", "drop it")


def conditions_can_be_reached(data: Data) -> Iterator[Fault]:
    for one in data["conditions"]:
        if not one.zones and not one.findings:
            yield Fault("conditions.json", one.id, "zones", "has neither zone nor finding", "add one")


def vocabulary_is_asked_and_said(data: Data) -> Iterator[Fault]:
    for finding in data["findings"]:
        if len(set(finding.phrases)) < 5:
            yield Fault("findings.json", finding.id, "phrases", "are fewer than 5", "add how people write it")
        if not finding.question.endswith("?"):
            yield Fault("findings.json", finding.id, "question", "does not ask", "end it with a question mark")


def a_yes_means_the_sign_is_there(data: Data) -> Iterator[Fault]:
    """ "Can you take four steps?" for the finding "cannot take four steps" would turn every answer around."""
    for finding in data["findings"]:
        if finding.id.startswith("cannot-") and finding.question.startswith(("Can ", "Do ", "Does ")):
            if not re.search(r"\b(hardly|not|no longer)\b", finding.question):
                message = "is answered no when the sign is there"
                yield Fault("findings.json", finding.id, "question", message, 'ask "Are you unable to ...?"')


def phrases_say_enough(data: Data) -> Iterator[Fault]:
    """Folding leaves enough of each phrase of a finding or red flag to match by: more than "pain" or "not my foot"."""
    lexicon = Lexicon({word.id: word.words for word in data["words"]})
    said = (lexicon.phrase(text) for zone in data["zones"] for text in zone.phrases)
    places = {tokens[0] for tokens in said if len(tokens) == 1}
    for file in ("findings", "red_flags"):
        for record in data[file]:
            if getattr(record, "kind", "") != "place":
                for phrase in record.phrases:
                    if set(lexicon.phrase(phrase)) <= places | GENERIC:
                        message = f'"{phrase}" folds to too little'
                        yield Fault(f"{file}.json", record.id, "phrases", message, "say more, or drop it")


def red_flags_can_be_raised(data: Data) -> Iterator[Fault]:
    for flag in data["red_flags"]:
        if not flag.raised_by or not all(flag.raised_by):
            yield Fault("red_flags.json", flag.id, "raised_by", "has no findings", "name the findings that raise it")
        if flag.level == "self_care":
            yield Fault("red_flags.json", flag.id, "level", "self_care is no red flag", "raise or delete it")
        if len(flag.phrases) < 5:
            yield Fault("red_flags.json", flag.id, "phrases", "are fewer than 5", "add how people write it")


def urgency_agrees_with_red_flags(data: Data) -> Iterator[Fault]:
    """A page that is an emergency shows an emergency flag: the box and the level cannot disagree."""
    level = {flag.id: flag.level for flag in data["red_flags"]}
    order = ("emergency", "urgent", "see_clinician", "self_care")
    for one in data["conditions"]:
        worst = min((order.index(level[id]) for id in one.red_flags if id in level), default=3)
        if one.urgency in ("emergency", "urgent") and worst > order.index(one.urgency):
            yield Fault("conditions.json", one.id, "red_flags", f"none is {one.urgency}", "add the red flag")


def what_is_avoided_is_not_advised(data: Data) -> Iterator[Fault]:
    """A page whose own exercises do the very thing that it says to avoid would contradict itself."""
    for one in data["conditions"]:
        advised = {id for action in one.actions for id in action.exercises}
        for id in sorted({id for avoid in one.avoid for id in avoid.exercises} & advised):
            yield Fault("conditions.json", one.id, "avoid", f"names {id}, which it also advises", "drop it from one")
        if one.exercise_waits and any(action.exercises for action in one.actions if action.today):
            message = "is set, and an action for today has exercises"
            yield Fault("conditions.json", one.id, "exercise_waits", message, "drop it, or set today to false")


def reviews_are_due(data: Data) -> Iterator[Fault]:
    for file in ("conditions", "joints", "red_flags"):
        for record in data[file]:
            if not record.reviewed < record.review_due:
                yield Fault(f"{file}.json", record.id, "review_due", "is not after reviewed", "set the next date")


def words_are_safe(data: Data) -> Iterator[Fault]:
    for file, record, field, text in prose(data):
        for pattern, message in (
            (_DOSE, "names a dose"),
            (_NUMBER, "names one country's telephone number"),
            (_DIAGNOSIS, "diagnoses or reassures"),
        ):
            if found := pattern.search(text):
                yield Fault(f"{file}.json", record.id, field, f'{message}: "{found[0]}"', "say it another way")


def text_fits_every_terminal(data: Data) -> Iterator[Fault]:
    for file, record, field, value in walk(data):
        for text in texts(value):
            odd = [c for c in text if not _in_cp1252(c)]
            if odd:
                yield Fault(f"{file}.json", record.id, field, f"{odd[0]!r} is not in code page 1252", "write it out")
            if "  " in text:
                yield Fault(f"{file}.json", record.id, field, "has a double space", "take one out")


def sentences_are_short(data: Data) -> Iterator[Fault]:
    for file, record, field, text in prose(data):
        for sentence in sentences(text):
            if (count := len(words(sentence))) > LONGEST_SENTENCE:
                message = f'{count} words in one sentence: "{sentence[:60]}..."'
                yield Fault(f"{file}.json", record.id, field, message, "make two of it")


def words_are_plain(data: Data) -> Iterator[Fault]:
    grades = reading_grades(data)
    for (file, id), found in grades.items():
        if found > WORST_GRADE:
            yield Fault(f"{file}.json", id, "", f"has reading grade {found}", "use shorter words and sentences")
    mean = sum(grades.values()) / max(len(grades), 1)
    if mean > MEAN_GRADE:
        yield Fault("", "", "", f"the mean reading grade is {mean:.2f}", "make the hardest records plainer")


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    references_resolve,
    nothing_is_orphaned,
    tellings_are_of_conditions,
    names_are_unique,
    links_are_named_by_their_ends,
    nothing_leads_to_itself,
    claims_have_sources,
    grades_are_earned,
    sources_can_be_shown,
    both_sides_are_told,
    full_pages_are_full,
    look_alikes_look_back,
    conditions_can_be_reached,
    vocabulary_is_asked_and_said,
    a_yes_means_the_sign_is_there,
    phrases_say_enough,
    red_flags_can_be_raised,
    urgency_agrees_with_red_flags,
    what_is_avoided_is_not_advised,
    reviews_are_due,
    words_are_safe,
    text_fits_every_terminal,
    sentences_are_short,
    words_are_plain,
)


# What makes the knowledge worse to keep or to read, and no answer wrong: told to a curator, no reason to refuse one.
OF_STYLE: frozenset[Rule] = frozenset(
    {
        nothing_is_orphaned,
        full_pages_are_full,
        look_alikes_look_back,
        vocabulary_is_asked_and_said,
        phrases_say_enough,
        reviews_are_due,
        sentences_are_short,
        words_are_plain,
    }
)


def reading_grades(data: Data) -> dict[tuple[str, str], float]:
    """The reading grade of all text of each record that a reader is shown, by file and id.

    A record with fewer than `_ENOUGH` words is too short for the formula: those of one file are taken together.
    """
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for file, record, _, text in prose(data):
        texts[file, record.id].append(text)
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (file, id), found in texts.items():
        enough = sum(len(words(text)) for text in found) >= _ENOUGH
        together[file, id if enough else "(short records)"] += found
    return {key: grade(found) for key, found in together.items()}


def _label(claim: Any) -> str:
    said = getattr(claim, "name", "") or getattr(claim, "text", "") or getattr(claim, "truth", "")
    return f'{type(claim).__name__.lower()} "{said[:40]}"'


def _shared(data: Data, files: tuple[str, ...]) -> list[str]:
    counts = Counter(record.id for file in files for record in data[file])
    return [id for id, count in counts.items() if count > 1]


def _in_cp1252(character: str) -> bool:
    try:
        character.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
