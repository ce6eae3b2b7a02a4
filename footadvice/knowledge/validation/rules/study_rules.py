"""Rules of studies: a grade is no better than what its studies carry, and a figure stands in one of them."""

import re
from collections.abc import Iterator
from typing import Any

from footadvice.knowledge.grading import Grading, grade_of_action, grade_of_kinds, grade_of_link, in_time_order
from footadvice.knowledge.records import Link, Study
from footadvice.knowledge.validation.diagnostics import Fault
from footadvice.knowledge.validation.traverse import At, Data, walk
from footadvice.knowledge.vocabulary import GRADES

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_CITED = re.compile(r"[(;] ?([a-z][a-z0-9]*(?:-[a-z0-9]+)+)(?=[);,])")  # an id in brackets, as dose_basis cites it
_MEASURED = frozenset({"strong", "moderate", "conflicting"})
_TOLD = ("figures", "evidence_for", "evidence_against")


def grades_are_not_above_their_studies(data: Data) -> Iterator[Fault]:
    for file, record, field, claim, grading, at in _worked_out(data):
        if GRADES.index(claim.grade) < GRADES.index(grading.grade):
            message = f"is {claim.grade}, and its studies carry {grading.grade}. {grading.reason}"
            yield Fault(f"{file}.json", record.id, field, message, "lower it", at=(*at, "grade"))


def lower_grades_say_why(data: Data) -> Iterator[Fault]:
    for file, record, field, claim, grading, at in _worked_out(data):
        below = GRADES.index(claim.grade) > GRADES.index(grading.grade)
        if isinstance(claim, Link) and below != bool(claim.lowered):
            message = f"is {claim.grade}, and its studies carry {grading.grade}. {grading.reason}"
            repair = "say in lowered why it is less" if below else "drop lowered"
            yield Fault(f"{file}.json", record.id, field, message, repair, at=(*at, "grade"))


def _worked_out(data: Data) -> Iterator[tuple[str, Any, str, Any, Grading, At]]:
    """Each link, action and exercise, with the grade that its studies carry, or the kinds of its sources."""
    sources = {source.id: source for source in data["sources"]}
    for link in data["links"]:
        cited = [sources[id] for id in link.sources if id in sources]
        yield "links", link, "grade", link, grade_of_link(link, data["studies"], cited), ()
    studies = [study for study in data["studies"] if study.actions]
    for file in ("conditions", "joints"):
        for one in data[file]:
            for place, action in enumerate(one.actions):
                cited = [sources[id] for id in action.sources if id in sources]
                grading = grade_of_action(action, f"{one.id}/{action.measure}", studies, cited)
                yield file, one, f'action "{action.name[:40]}"', action, grading, ("actions", place)
    for exercise in data["exercises"]:
        cited = [sources[id] for id in exercise.sources if id in sources]
        yield "exercises", exercise, "grade", exercise, grade_of_kinds(cited, best="moderate"), ()


def what_comes_later_was_followed(data: Data) -> Iterator[Fault]:
    """ "Leads to" and "later" are said only where people were followed over time."""
    for link in data["links"]:
        studies = _of(link, data)
        if studies and link.supported and link.relation == "leads_to" and not any(map(in_time_order, studies)):
            message, repair = "is leads_to, and no study followed people", "say associated_with or strains"
            yield Fault("links.json", link.id, "relation", message, repair, at=("relation",))


def one_pair_has_one_grade(data: Data) -> Iterator[Fault]:
    by_ends = {(link.from_id, link.to_id): link for link in data["links"]}
    for (start, end), link in by_ends.items():
        back = by_ends.get((end, start))
        both = back and "associated_with" == link.relation == back.relation
        if back and start < end and (both or (link.supported and link.grade != back.grade)):
            message = f"says of one pair what {back.id} says"
            yield Fault("links.json", link.id, "to_id", message, "make one link of them", at=("to_id",))


def links_cite_their_studies(data: Data) -> Iterator[Fault]:
    for link in data["links"]:
        if studies := _of(link, data):
            have = {study.source for study in studies}
            for place, id in enumerate(link.sources):
                if id not in have:
                    message = f'"{id}" has no study of it on record'
                    yield Fault("links.json", link.id, "sources", message, "add one or drop it", at=("sources", place))


def figures_stand_in_studies(data: Data) -> Iterator[Fault]:
    """Every number in a link's text is one of its studies', so that it has an outcome and people."""
    for link in data["links"]:
        if studies := _of(link, data):
            known = {number for study in studies for number in _numbers_of(study)}
            for field in _TOLD:
                for said in _NUMBER.findall(getattr(link, field)):
                    if not any(_same(said, number) for number in known):
                        message, repair = f"{said} is in none of its studies", "put it into the study, or drop it"
                        yield Fault("links.json", link.id, field, message, repair, at=(field,))


def _numbers_of(study: Study) -> Iterator[float]:
    yield from (abs(float(n)) for n in (study.year, study.people, study.effect, study.low, study.high) if n is not None)
    for text in (study.who, study.compared, study.outcome, study.notes):
        yield from (float(said.replace(",", "")) for said in _NUMBER.findall(text))


def _same(said: str, number: float) -> bool:
    """Whether `said` is the number, rounded as it is said."""
    decimals = len(said.partition(".")[2])
    return abs(float(said.replace(",", "")) - number) <= (0.5000001 * 10**-decimals if decimals else 0)


def _of(link: Link, data: Data) -> list[Study]:
    return [study for study in data["studies"] if link.id in study.links]


def cited_ids_resolve(data: Data) -> Iterator[Fault]:
    """An id in brackets, in a text that says where numbers come from, is that of a source."""
    known = {source.id for source in data["sources"]}
    for file, record, field, value, at in walk(data):
        if field in ("dose_basis", "figures"):
            for id in _CITED.findall(value):
                if id not in known:
                    message = f'"{id}" is not in sources.json'
                    yield Fault(f"{file}.json", record.id, field, message, "mend the id", at=at)


def graded_actions_have_studies(data: Data) -> Iterator[Fault]:
    """What is graded on evidence rests on a study that can be looked at, and not on the kind of its source alone."""
    on_record = {(name, study.source) for study in data["studies"] for name in study.actions}
    for file in ("conditions", "joints"):
        for one in data[file]:
            for place, action in enumerate(one.actions):
                name = f"{one.id}/{action.measure}"
                if action.grade in _MEASURED and not any((name, id) in on_record for id in action.sources):
                    label = f'action "{action.name[:40]}"'
                    message, repair = f"is {action.grade}, and no study of {name} is on record", "add one, or lower it"
                    yield Fault(f"{file}.json", one.id, label, message, repair, at=("actions", place, "grade"))


def studies_stand_once(data: Data) -> Iterator[Fault]:
    """What one source found for one claim is one record: by two ids it would be shown, and looked up, twice."""
    owner: dict[tuple[str, ...], str] = {}
    for study in data["studies"]:
        for claim in (*study.links, *study.actions):
            same = (study.source, claim, study.who, study.compared, study.outcome)
            if owner.setdefault(same, study.id) != study.id:
                message = f"says of {claim} what {owner[same]} says"
                yield Fault("studies.json", study.id, "", message, "make one of them")


def studies_are_of_something(data: Data) -> Iterator[Fault]:
    pages = (*data["conditions"], *data["joints"])
    measures = {f"{one.id}/{action.measure}" for one in pages for action in one.actions}
    for study in data["studies"]:
        if not study.links and not study.actions:
            yield Fault("studies.json", study.id, "", "is of no link and no action", "say of which, or delete it")
        for place, name in enumerate(study.actions):
            if name not in measures:
                message = f'no page has the action "{name}"'
                yield Fault("studies.json", study.id, "actions", message, "mend the name", at=("actions", place))
