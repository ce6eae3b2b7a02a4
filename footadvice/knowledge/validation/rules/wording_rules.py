"""Rules of words: nothing unsafe is said, and what is said is plain enough to be understood."""

import re
from collections import defaultdict
from collections.abc import Iterator

from footadvice.knowledge.validation.diagnostics import Fault
from footadvice.knowledge.validation.readability import grade, sentences, words
from footadvice.knowledge.validation.traverse import Data, Spot, placed_texts, prose, walk

_DOSE = re.compile(r"\d\s?(mg|mcg|micrograms?|milligrams?|ml|millilitres?|tablets?)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d,.])(999|911|111|112|000)(?![\d,])")
_DIAGNOSIS = re.compile(
    r"\byou (definitely|certainly|probably|clearly) have\b|\bthis means (that )?you have\b|\byour diagnosis is\b|"
    r"\bnothing to worry about\b|\bnothing serious\b|\bno need to see\b",
    re.IGNORECASE,
)
_ENOUGH = 30
MEAN_GRADE, WORST_GRADE, LONGEST_SENTENCE = 6.0, 8.0, 25
# What `footadvice kb new` writes where a curator has to: it stands out, and is told of until it is gone.
TO_FILL = "To be written:"


def words_are_safe(data: Data) -> Iterator[Fault]:
    for file, record, field, text, at in _said(data):
        for pattern, message in ((_DOSE, "names a dose"), (_DIAGNOSIS, "diagnoses or reassures")):
            if found := pattern.search(text):
                yield Fault(f"{file}.json", record.id, field, f'{message}: "{found[0]}"', "say it another way", at=at)


def no_country_is_assumed(data: Data) -> Iterator[Fault]:
    for file, record, field, text, at in _said(data):
        if found := _NUMBER.search(text):
            message = f'names one country\'s telephone number: "{found[0]}"'
            yield Fault(f"{file}.json", record.id, field, message, "say whom to ring, in words", at=at)


def _said(data: Data) -> Iterator[Spot]:
    """All that a reader is told, the names of things too; the value is the text."""
    yield from prose(data)
    for spot in walk(data):
        if spot.field in ("name", "other_names", "equipment"):
            yield from (spot._replace(value=text, at=at) for text, at in placed_texts(spot.value, spot.at))


def text_fits_every_terminal(data: Data) -> Iterator[Fault]:
    for file, record, field, value, at in walk(data):
        for text, there in placed_texts(value, at):
            if not _in_cp1252(text):
                odd = next(c for c in text if not _in_cp1252(c))
                message = f"{odd!r} is not in code page 1252"
                yield Fault(f"{file}.json", record.id, field, message, "write it out", at=there)
            if "  " in text:
                yield Fault(f"{file}.json", record.id, field, "has a double space", "take one out", at=there)


def sentences_are_short(data: Data) -> Iterator[Fault]:
    for file, record, field, text, at in prose(data):
        for sentence in sentences(text):
            if (count := len(words(sentence))) > LONGEST_SENTENCE:
                message = f'{count} words in one sentence: "{sentence[:60]}..."'
                yield Fault(f"{file}.json", record.id, field, message, "make two of it", at=at)


def words_are_plain(data: Data) -> Iterator[Fault]:
    grades = reading_grades(data)
    for (file, id), found in grades.items():
        if found > WORST_GRADE:
            yield Fault(f"{file}.json", id, "", f"has reading grade {found}", "use shorter words and sentences")
    mean = sum(grades.values()) / max(len(grades), 1)
    if mean > MEAN_GRADE:
        yield Fault("", "", "", f"the mean reading grade is {mean:.2f}", "make the hardest records plainer")


def nothing_is_left_to_fill(data: Data) -> Iterator[Fault]:
    for file, record, field, value, at in walk(data):
        for text, there in placed_texts(value, at):
            if text.startswith(TO_FILL):
                yield Fault(f"{file}.json", record.id, field, "is still to be written", "write it", at=there)


def reading_grades(data: Data) -> dict[tuple[str, str], float]:
    """The reading grade of all text of each record that a reader is shown, by file and id.

    A record with fewer than `_ENOUGH` words is too short for the formula: those of one file are taken together.
    """
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for file, record, _, text, _ in prose(data):
        texts[file, record.id].append(text)
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (file, id), found in texts.items():
        enough = sum(len(words(text)) for text in found) >= _ENOUGH
        together[file, id if enough else "(short records)"] += found
    return {key: grade(found) for key, found in together.items()}


def _in_cp1252(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
