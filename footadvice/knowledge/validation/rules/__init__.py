"""The data rules that span records: one function, one rule, one message, one repair.

A rule takes all records, by file, and yields its faults. `check_folder` runs the gate and every rule, and is
what `footadvice kb validate` prints. A rule's id is its function's name with hyphens.

    ids  claims  studies  pages  vocabulary  words     the rules, by what they are about
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from footadvice.knowledge import canonical, messages, records
from footadvice.knowledge.messages import MESSAGES
from footadvice.knowledge.outside_files import UnreadableError, read_text
from footadvice.knowledge.provenance import About
from footadvice.knowledge.validation import schema_gate
from footadvice.knowledge.validation.diagnostics import Fault
from footadvice.knowledge.validation.rules.claim_rules import (
    both_sides_are_told,
    claims_have_sources,
    dates_are_days,
    grades_are_earned,
    reviews_are_due,
    sources_can_be_shown,
    sources_stand_once,
)
from footadvice.knowledge.validation.rules.id_rules import (
    ids_are_unique,
    links_are_named_by_their_ends,
    messages_are_distinct,
    messages_are_of_known_records,
    names_are_unique,
    nothing_is_orphaned,
    nothing_leads_to_itself,
    references_resolve,
)
from footadvice.knowledge.validation.rules.page_rules import (
    conditions_can_be_reached,
    doses_are_those_of_their_action,
    full_pages_are_full,
    look_alikes_look_back,
    red_flags_can_be_raised,
    urgency_agrees_with_red_flags,
    what_is_avoided_is_not_advised,
)
from footadvice.knowledge.validation.rules.study_rules import (
    cited_ids_resolve,
    figures_stand_in_studies,
    graded_actions_have_studies,
    grades_are_not_above_their_studies,
    links_cite_their_studies,
    lower_grades_say_why,
    one_pair_has_one_grade,
    studies_are_of_something,
    studies_stand_once,
    what_comes_later_was_followed,
)
from footadvice.knowledge.validation.rules.vocabulary_rules import (
    a_yes_means_the_sign_is_there,
    cues_stand_in_their_examples,
    needed_words_are_there,
    opposites_answer_each_other,
    phrases_say_enough,
    roles_are_held,
    vocabulary_is_asked_and_said,
)
from footadvice.knowledge.validation.rules.wording_rules import (
    no_country_is_assumed,
    nothing_is_left_to_fill,
    reading_grades,
    sentences_are_short,
    text_fits_every_terminal,
    words_are_plain,
    words_are_safe,
)
from footadvice.knowledge.validation.strict_json import located, parse
from footadvice.knowledge.validation.traverse import Data, Records

Rule = Callable[[Data], Iterator[Fault]]
ABOUT = "about.json"

RULES: tuple[Rule, ...] = (
    ids_are_unique,
    references_resolve,
    nothing_is_orphaned,
    messages_are_distinct,
    messages_are_of_known_records,
    names_are_unique,
    links_are_named_by_their_ends,
    nothing_leads_to_itself,
    claims_have_sources,
    grades_are_earned,
    grades_are_not_above_their_studies,
    lower_grades_say_why,
    what_comes_later_was_followed,
    one_pair_has_one_grade,
    links_cite_their_studies,
    figures_stand_in_studies,
    cited_ids_resolve,
    graded_actions_have_studies,
    studies_are_of_something,
    studies_stand_once,
    sources_can_be_shown,
    sources_stand_once,
    both_sides_are_told,
    dates_are_days,
    reviews_are_due,
    full_pages_are_full,
    look_alikes_look_back,
    conditions_can_be_reached,
    red_flags_can_be_raised,
    urgency_agrees_with_red_flags,
    what_is_avoided_is_not_advised,
    doses_are_those_of_their_action,
    vocabulary_is_asked_and_said,
    cues_stand_in_their_examples,
    roles_are_held,
    needed_words_are_there,
    opposites_answer_each_other,
    a_yes_means_the_sign_is_there,
    phrases_say_enough,
    words_are_safe,
    no_country_is_assumed,
    text_fits_every_terminal,
    sentences_are_short,
    words_are_plain,
    nothing_is_left_to_fill,
)
# What makes the knowledge worse to keep or to read, and no answer wrong: told to a curator, no reason to refuse one.
OF_STYLE: frozenset[Rule] = frozenset(
    {
        nothing_is_orphaned,
        lower_grades_say_why,
        links_cite_their_studies,
        figures_stand_in_studies,
        graded_actions_have_studies,
        studies_are_of_something,
        studies_stand_once,
        doses_are_those_of_their_action,
        full_pages_are_full,
        look_alikes_look_back,
        vocabulary_is_asked_and_said,
        phrases_say_enough,
        reviews_are_due,
        text_fits_every_terminal,
        sentences_are_short,
        words_are_plain,
        nothing_is_left_to_fill,
    }
)


def check_folder(folder: Path) -> list[Fault]:
    """Everything that is wrong with the data files in `folder`, each with its line, file by file."""
    data, faults = read_folder(folder)
    faults += check(data)
    faults += not_canonical(folder, data, {fault.file for fault in faults if fault.rule == "shape"})
    return _with_lines(folder, faults)


def read_folder(folder: Path) -> tuple[Records, list[Fault]]:
    """The records of each data file, and the faults of shape."""
    data: dict[str, list[Any]] = {file: [] for file in records.FILES}
    faults: list[Fault] = _about(folder)
    lost: dict[str, list[Any]] = {}
    unread: set[str] = set()
    data[MESSAGES], found = read_messages(folder)
    faults += found
    for file in records.FILES:
        if file == MESSAGES:
            continue
        name = f"{file}.json"
        try:
            text = read_text(folder / name)
        except UnreadableError as error:
            faults.append(Fault(name, "", "", error.message, error.repair, line=error.line))
            unread.add(file)
            continue
        data[file], found = schema_gate.check_text(file, text)
        faults += found
        if any(fault.entry is not None for fault in found):
            document, _ = parse(name, text)
            broken = {fault.entry for fault in found}
            lost[file] = [entry for n, entry in enumerate(document[file]) if n in broken]
        elif found and not data[file]:
            unread.add(file)
    return Records(data, lost, frozenset(unread)), faults


def read_messages(folder: Path) -> tuple[list[Any], list[Fault]]:
    """The messages of all files, and the faults of shape, each with its file and line."""
    good, faults = [], list[Fault]()
    for path in messages.files(folder):
        name = f"{MESSAGES}/{path.name}"
        try:
            lines = read_text(path).split("\n")
        except UnreadableError as error:
            faults.append(Fault(name, "", "", error.message, error.repair, line=error.line))
            continue
        for number, text in enumerate(lines, 1):
            if text.strip():
                raw, found = parse(name, text)
                record, shape = (None, []) if found else schema_gate.check_one(records.Message, raw)
                label = str(raw.get("id", "")) if isinstance(raw, dict) else ""
                faults += [replace(one, file=name, record=label, line=number) for one in (*found, *shape)]
                good += [record] if record else []
    return good, faults


def check(data: Data, without: Collection[Rule] = ()) -> list[Fault]:
    """The faults that `data` has by the rules, in the order of `RULES`."""
    return [_named(fault, rule) for rule in RULES if rule not in without for fault in rule(data)]


def not_canonical(folder: Path, data: Data, broken: Collection[str] = ()) -> list[Fault]:
    """A warning for each file that is not as `footadvice kb format` would write it; `broken` ones are left out."""
    return [
        Fault(f"{file}.json", "", "", "is not in canonical form", "run: footadvice kb format", "canonical", "warning")
        for file, found in data.items()
        if file != MESSAGES
        and f"{file}.json" not in broken
        and read_text(folder / f"{file}.json") != canonical.dump(file, found)
    ]


def _named(fault: Fault, rule: Rule) -> Fault:
    return replace(fault, rule=rule.__name__.replace("_", "-"), severity="warning" if rule in OF_STYLE else "error")


def _about(folder: Path) -> list[Fault]:
    """What is wrong with the file that says which knowledge this is."""
    try:
        document, faults = parse(ABOUT, read_text(folder / ABOUT))
    except UnreadableError as error:
        return [Fault(ABOUT, "", "", error.message, error.repair, line=error.line)]
    if isinstance(document, dict) and "overlays" in document:
        faults.append(Fault(ABOUT, "", "overlays", "is not for this file", "delete it", at=("overlays",)))
    return faults or [replace(fault, file=ABOUT) for fault in schema_gate.check_one(About, document)[1]]


def _in_message_file(folder: Path, fault: Fault) -> Fault:
    """The same fault, with the file and line of the message."""
    start = messages.opening(fault.record)
    for path in messages.files(folder):
        for number, text in enumerate(read_text(path).split("\n"), 1):
            if text.startswith(start):
                return replace(fault, file=f"{MESSAGES}/{path.name}", line=number)
    return fault


def _with_lines(folder: Path, faults: list[Fault]) -> list[Fault]:
    """The same faults, each with its line; those of a file that cannot be read have none."""
    with_lines = {}
    faults = [_in_message_file(folder, fault) if fault.file == f"{MESSAGES}.json" else fault for fault in faults]
    for file in dict.fromkeys(fault.file for fault in faults if fault.file):
        if file.startswith(f"{MESSAGES}/"):
            with_lines[file] = [fault for fault in faults if fault.file == file]
            continue
        theirs = [fault for fault in faults if fault.file == file]
        try:
            with_lines[file] = located(theirs, read_text(folder / file), () if file == ABOUT else (file[:-5],))
        except UnreadableError:
            with_lines[file] = theirs
    return [fault for fault in faults if not fault.file] + [fault for found in with_lines.values() for fault in found]


__all__ = [
    "OF_STYLE",
    "RULES",
    "Rule",
    "check",
    "check_folder",
    "no_country_is_assumed",
    "not_canonical",
    "read_folder",
    "read_messages",
    "reading_grades",
]
