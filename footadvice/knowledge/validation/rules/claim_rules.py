"""Rules of honesty: every claim has a source, every grade is earned, both sides are told, dates are days."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from footadvice.knowledge.records import HowCommon
from footadvice.knowledge.validation.diagnostics import Fault
from footadvice.knowledge.validation.traverse import Data, claims

_RESEARCH = {"guideline", "systematic_review", "trial", "cohort"}
# Copies, mirrors and reading sites; news; blogs of clinics and traders; pages that a machine wrote.
_REFUSED_HOSTS = re.compile(
    r"scribd|docslib|vdocument|docksci|studylib|pdfdrive|coek\.|prideseotools|weglot|qxmd|peeref|litmetric|booksci|zhenzhi|"
    r"zhixidata|mendeley|bohrium|tomesphere|globalauthorid|cnpereading|painplus|^\d+(\.\d+){3}(:\d+)?$|"
    r"reuters|dailymail|healthday|"
    r"decentfoot|saanichphysio|oossen|billnordt|1stchoicepharmacy|drpharmacy|em-doctors|addlestonepharmacy|"
    r"droracle|drlex|biologyinsights|askvity|leftbeyond|iatrox|wikipedia|blogspot|medium\.com"
)
_SEARCH = re.compile(r"/search/?\?|[?&](q|query|term)=")  # what it finds today it may not find tomorrow
_UNSEEN = re.compile(r"\btitle (was )?not|\bnot (seen|shown)\b|\bnews\b|iatrox", re.IGNORECASE)
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
        surveyed = file in ("links", "joints") or isinstance(claim, HowCommon)  # surveys show a link, and how common
        enough = _RESEARCH | ({"cross_sectional"} if surveyed else set())
        if claim.grade in ("strong", "moderate") and not cited & enough:
            message = f"is {claim.grade} but cites no guideline, review, trial or cohort"
            yield Fault(f"{file}.json", record.id, label, message, "cite one or lower the grade", at=(*at, "grade"))


def sources_can_be_shown(data: Data) -> Iterator[Fault]:
    for source in data["sources"]:
        if not source.doi and not source.url and (source.year is None or source.kind == "public_health"):
            message = "has neither DOI nor URL, and is no paper of a year"
            yield Fault("sources.json", source.id, "url", message, "add one")
        if source.url and _REFUSED_HOSTS.search(urlsplit(source.url).netloc):
            message = "is a copy, a blog or a machine-written page"
            yield Fault("sources.json", source.id, "url", message, "replace it", at=("url",))
        if source.url and _SEARCH.search(source.url):
            message = "is the address of a search, and no page"
            yield Fault("sources.json", source.id, "url", message, "give that of the page", at=("url",))
        for field in ("title", "publisher"):
            if found := _UNSEEN.search(getattr(source, field)):
                message = f'says "{found[0]}"'
                yield Fault("sources.json", source.id, field, message, "look it up, or drop the source", at=(field,))


def sources_stand_once(data: Data) -> Iterator[Fault]:
    """One paper is one source: by two names it would count twice."""
    owner: dict[str, str] = {}
    for source in data["sources"]:
        if source.doi and owner.setdefault(source.doi.lower(), source.id) != source.id:
            message = f"has the DOI of {owner[source.doi.lower()]}"
            yield Fault("sources.json", source.id, "doi", message, "make one of them", at=("doi",))


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
