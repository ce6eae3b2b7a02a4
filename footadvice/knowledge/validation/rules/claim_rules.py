"""Rules of honesty: every claim has a source, every grade is earned, both sides are told, dates are days."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from footadvice.knowledge.validation.diagnostics import Fault
from footadvice.knowledge.validation.traverse import Data, claims

_RESEARCH = {"guideline", "systematic_review", "trial", "cohort"}
_REFUSED_HOSTS = re.compile(
    r"scribd|docslib|vdocument|droracle|drlex|biologyinsights|decentfoot|askvity|leftbeyond|wikipedia|blogspot|medium\.com"
)
_REVIEWED = ("conditions", "joints", "red_flags")


def claims_have_sources(data: Data) -> Iterator[Fault]:
    for file, record, label, claim, at in claims(data):
        if not claim.sources:
            message, repair = "has a grade and no source", "cite one or drop it"
            yield Fault(f"{file}.json", record.id, label, message, repair, at=(*at, "sources"))


def grades_are_earned(data: Data) -> Iterator[Fault]:
    kind = {source.id: source.kind for source in data["sources"]}
    for file, record, label, claim, at in claims(data):
        cited = {kind.get(id) for id in claim.sources}
        enough = _RESEARCH | ({"cross_sectional"} if file in ("links", "joints") else set())  # surveys show a link
        if claim.grade in ("strong", "moderate") and not cited & enough:
            message = f"is {claim.grade} but cites no guideline, review, trial or cohort"
            yield Fault(f"{file}.json", record.id, label, message, "cite one or lower the grade", at=(*at, "grade"))


def sources_can_be_shown(data: Data) -> Iterator[Fault]:
    for source in data["sources"]:
        if not source.doi and not source.url:
            yield Fault("sources.json", source.id, "url", "has neither DOI nor URL", "add one")
        if source.url and _REFUSED_HOSTS.search(urlsplit(source.url).netloc):
            message = "is a copy, a blog or a machine-written page"
            yield Fault("sources.json", source.id, "url", message, "replace it", at=("url",))


def both_sides_are_told(data: Data) -> Iterator[Fault]:
    for link in data["links"]:
        if (link.grade == "conflicting" or not link.supported) and not link.evidence_against:
            repair = "say what speaks against the link"
            yield Fault("links.json", link.id, "evidence_against", "is empty", repair, at=("evidence_against",))


def dates_are_days(data: Data) -> Iterator[Fault]:
    for file in _REVIEWED:
        for record in data[file]:
            for field in ("reviewed", "review_due"):
                try:
                    date.fromisoformat(getattr(record, field))
                except ValueError:
                    message = f"{getattr(record, field)} is no day"
                    yield Fault(f"{file}.json", record.id, field, message, "mend the date", at=(field,))


def reviews_are_due(data: Data) -> Iterator[Fault]:
    for file in _REVIEWED:
        for record in data[file]:
            if not record.reviewed < record.review_due:
                message, repair = "is not after reviewed", "set the next date"
                yield Fault(f"{file}.json", record.id, "review_due", message, repair, at=("review_due",))
