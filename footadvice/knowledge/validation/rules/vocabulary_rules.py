"""Rules of vocabulary: findings are asked for in a way that can be answered, and said in enough words to be heard."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import get_args

from footadvice.knowledge.validation.diagnostics import Fault
from footadvice.knowledge.validation.traverse import Data, lost, unread
from footadvice.knowledge.vocabulary import FindingRole, Who
from footadvice.text.lexicon import NEEDED_GROUPS, Lexicon
from footadvice.text.normalize import sentences

# Tokens that say nothing of a sign by themselves, whatever part of the body stands beside them.
GENERIC = frozenset(
    (*NEEDED_GROUPS[:3], "look", "less", "day", "night", "out", "over", "up", "off", "after", "come", "one")
)


def vocabulary_is_asked_and_said(data: Data) -> Iterator[Fault]:
    for finding in data["findings"]:
        if len(set(finding.phrases)) < 5:
            message, repair = "are fewer than 5", "add how people write it"
            yield Fault("findings.json", finding.id, "phrases", message, repair, at=("phrases",))
        if not finding.question.endswith("?"):
            repair = "end it with a question mark"
            yield Fault("findings.json", finding.id, "question", "does not ask", repair, at=("question",))


def cues_stand_in_their_examples(data: Data) -> Iterator[Fault]:
    """A pattern that does not compile would stop every question, and one that its own example lacks finds nothing."""
    for cue in data["context_cues"]:
        try:
            pattern = re.compile(f"(?:{cue.pattern})")  # as the reader joins it to others
        except re.error as error:
            message, repair = f"is no regular expression: {error}", "mend it"
            yield Fault("context_cues.json", cue.id, "pattern", message, repair, at=("pattern",))
            continue
        if not any(pattern.search(sentence) for sentence in sentences(cue.example)):
            repair = "give an example that holds the words"
            yield Fault("context_cues.json", cue.id, "example", "lacks what the pattern finds", repair, at=("example",))


def a_yes_means_the_sign_is_there(data: Data) -> Iterator[Fault]:
    """ "Can you take four steps?" for the finding "cannot take four steps" would turn every answer around."""
    for finding in data["findings"]:
        if finding.id.startswith("cannot-") and finding.question.startswith(("Can ", "Do ", "Does ")):
            if not re.search(r"\b(hardly|not|no longer)\b", finding.question):
                message, repair = "is answered no when the sign is there", 'ask "Are you unable to ...?"'
                yield Fault("findings.json", finding.id, "question", message, repair, at=("question",))


def roles_are_held(data: Data) -> Iterator[Fault]:
    """A role that no finding has, or a group of people that none or two stand for, would go unheard without a word."""
    if lost(data, "findings") or unread(data):
        return
    held = Counter(role for finding in data["findings"] for role in (*finding.roles, finding.who, finding.last_age))
    for role in (*get_args(FindingRole), *get_args(Who)):
        if not held[role]:
            yield Fault("findings.json", "", "", f'none says "{role}"', "give the role to one")
    for finding in data["findings"]:
        for field in ("who", "last_age"):
            if (value := getattr(finding, field)) is not None and held[value] > 1:
                yield Fault("findings.json", finding.id, field, f"{value} is said by two", "drop one", at=(field,))


def needed_words_are_there(data: Data) -> Iterator[Fault]:
    for id in set(NEEDED_GROUPS) - {word.id for word in data["words"]} - lost(data, "words"):
        yield Fault("words.json", "", "", f'has no "{id}", which the matching needs', "add it again")


def opposites_answer_each_other(data: Data) -> Iterator[Fault]:
    opposite = {finding.id: finding.opposite for finding in data["findings"]}
    for id, other in opposite.items():
        if other and opposite.get(other) != id:
            message, repair = f'"{other}" does not name it back', "name it there"
            yield Fault("findings.json", id, "opposite", message, repair, at=("opposite",))


def phrases_say_enough(data: Data) -> Iterator[Fault]:
    """Folding leaves enough of each phrase of a finding or red flag to match by: more than "pain" or "not my foot"."""
    lexicon = Lexicon({word.id: word.words for word in data["words"]})
    said = (lexicon.phrase(text) for zone in data["zones"] for text in zone.phrases)
    places = {tokens[0] for tokens in said if len(tokens) == 1}
    for file in ("findings", "red_flags"):
        for record in data[file]:
            if getattr(record, "kind", "") != "place":
                for place, phrase in enumerate(record.phrases):
                    if set(lexicon.phrase(phrase)) <= places | GENERIC:
                        message, at = f'"{phrase}" folds to too little', ("phrases", place)
                        yield Fault(f"{file}.json", record.id, "phrases", message, "say more, or drop it", at=at)
