"""Text -> `Report`: findings, places, joints, conditions, people and time, each with how it is meant.

The vocabulary is the data's (`knowledge/derived/phrases.py`): of it only what the words of a text lead to is looked at.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from footadvice.knowledge.names import one_slip
from footadvice.knowledge.records import Finding, Joint, Word, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.support.cancellation import check_cancelled
from footadvice.text.forms import DENIED
from footadvice.text.lexicon import PAIN, SMALL, SURFACE_FORM, Lexicon, Phrase, Token, surface_form
from footadvice.text.normalize import even_spaces, sentences
from footadvice.understanding import age_and_duration
from footadvice.understanding.language import is_english
from footadvice.understanding.matcher import Hit, best_match, drop_overlapping_matches, matches, without_denials
from footadvice.understanding.qualifiers import Qualifiers, Scopes, attributes, is_negated
from footadvice.understanding.report import ANSWERED, Answered, Draft, Mention, Report, Terms
from footadvice.understanding.why_not import without_why_not

FEARED = ("conditions", "red_flags")  # kinds of phrases that a test can clear, with findings that say a disease
MAX_CHARS = 20_000  # characters of a question that are read; the rest is left out, and said to be


class Reader:
    """Reads text by the vocabulary of one knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        groups = kb.brief(Word)
        self.lexicon = Lexicon({id: raw["words"] for id, raw in groups.items()})
        topic = {id: raw.get("topic") for id, raw in groups.items()}
        self._elsewhere = {id for id in topic if topic[id] in ("elsewhere", "off_topic")}
        self._body = {id for id in topic if topic[id] == "elsewhere"}
        self._health = {id for id in topic if topic[id] == "health"}
        self._implies = {id: raw.get("implies", ()) for id, raw in kb.brief(Finding).items()}
        self._hurts = {id: set(raw["hurts_in"]) for id, raw in kb.brief(Finding).items() if "hurts_in" in raw}
        self._region = {id: raw["region"] for id, raw in kb.brief(Zone).items()}
        self._joints = {
            id: raw.get("elsewhere", ()) for id, raw in kb.brief(Joint).items() if raw.get("role") != "place"
        }
        self._roles = kb.roles
        self._qualifiers = Qualifiers(kb)
        self._cases = kb.cases
        self._vocabulary = kb.derived("phrases")
        self._decoys = kb.derived("brief")["decoys"]["records"]  # (kind, id, words), by the first word
        self._phrases = lru_cache(maxsize=4096)(self._phrases_at)
        self._right_word = lru_cache(maxsize=4096)(self._nearest)

    def read(self, text: str) -> Report:
        """What `text` reports. Any text may be given; what is beyond `MAX_CHARS` characters is not read."""
        rest, why_not = without_why_not(even_spaces(text), self._condition_in)
        return self._read(rest).report(text=rest, why_not=why_not)

    def with_answers(
        self, report: Report, zones: Iterable[str], yes: Collection[str], no: Iterable[str], answered: Answered
    ) -> Report:
        """`report` with what a guided check was answered. It stands nowhere in the text, so nothing there explains it.

        Its words are not compared once more: what messages like them say does not change by an answer.

        Args:
            zones: ids of the places that were given.
            yes, no: ids of the findings that are so, and not so.
        """
        draft = Draft.of(report)
        said = {m.id for m in report.zones if not m.negated}
        draft.zones += [Mention(id, id, ANSWERED, hurts=True) for id in zones if id not in said]
        draft.findings = [m for m in draft.findings if m.id not in yes or not m.negated]
        draft.findings += [Mention(id, id, ANSWERED) for id in yes]
        draft.findings += [Mention(id, id, ANSWERED, negated=True) for id in no]
        draft.terms = []
        self._add_implied(draft)
        return draft.report(text=report.text, why_not=report.why_not, answered=answered)

    def _condition_in(self, words: str) -> str | None:
        """The first condition that some words name."""
        return next((mention.id for mention in self._read(words).conditions), None)

    def _read(self, text: str) -> Draft:
        report = Draft(cut=len(text) > MAX_CHARS)
        offset = 0
        parts = named_again(sentences(_answered(text[:MAX_CHARS])))
        report.english = is_english(parts)
        own = self._qualifiers.tells_of_own(parts)
        for sentence in map(self._qualifiers.plainly, parts):
            check_cancelled()
            raw = re.findall(r"[a-z0-9]+", sentence)
            report.begins.append(offset)
            repairs = self._repairs(raw, report)
            tokens = self.lexicon.tokens(sentence, repairs)
            self._read_sentence(sentence, raw, tokens, repairs, offset, own, report)
            offset += len(raw) + 1
        report.length = offset
        report.age = age_and_duration.age(text[:MAX_CHARS], self._qualifiers.tells_of_own_body(parts))
        report.days = age_and_duration.days(text[:MAX_CHARS])
        self._add_implied(report)
        return report

    def _phrases_at(self, token: str) -> tuple[tuple[str, Phrase], ...]:
        """The phrases that are looked for where `token` stands, each behind another token that it needs.

        Most are ruled out by that one. A phrase of one token stands behind its own.
        """
        if token not in self._vocabulary:
            return ()
        found = self._vocabulary[token]["phrases"]
        phrases = [Phrase(kind, id, tuple(tokens.split()), slack) for kind, id, tokens, slack in found]
        return tuple([(next((t for t in one.tokens if t != token), token), one) for one in phrases])

    def _used(self, token: str) -> int:
        """By how many phrases `token` is used."""
        return int(self._vocabulary[token]["used"]) if token in self._vocabulary else 0

    def _repairs(self, raw: Iterable[str], report: Draft) -> dict[str, str]:
        """Unknown words -> the known word that is one slip away; the others are noted as unknown."""
        repairs = {}
        for word in raw:
            if len(word) < 4 or word in self.lexicon or word.isdigit() or self._knows(word):
                continue
            if right := self._right_word(word):
                repairs[word] = right
            elif word not in report.unknown:
                report.unknown.append(word)
        return repairs

    def _knows(self, word: str) -> bool:
        """Whether a phrase or an example message has the word: what many people write is no slip."""
        return self.lexicon.fold(word) in self._vocabulary or self._cases.knows(word)

    def _nearest(self, word: str) -> str:
        """Our word that is one slip away from a long unknown one: of several the one that ends alike, or the most used.

        Both are compared without their endings too: "acilles" is one slip from "achilles", which we know as "achille".
        """
        if len(word) < 6:
            return ""
        forms = {word, self.lexicon.fold(word)}
        lengths = {len(form) + more for form in forms for more in (-1, 0, 1)}
        # One slip leaves the start of a word as it is, or its end.
        starts, ends = {form[:3] for form in forms}, {form[-1] for form in forms}
        like = (known for length in lengths for known in self._by_start.get((word[0], length), ()))
        like = (known for known in like if known[:3] in starts or known[-1] in ends)
        near = sorted(known for known in like if any(one_slip(form, known) for form in forms))
        return max(near, key=lambda w: (w[-1] == word[-1], self._used(self.lexicon.fold(w))), default="")

    @cached_property
    def _by_start(self) -> dict[tuple[str, int], list[str]]:
        """Our words by their first letter and their length."""
        words = defaultdict(list)
        for word in sorted({*self._vocabulary, *self.lexicon._one}):
            if len(word) > 4 and word not in SMALL:
                words[word[0], len(word)].append(word)
        return words

    def _read_sentence(
        self,
        sentence: str,
        raw: list[str],
        tokens: list[Token],
        repairs: Mapping[str, str],
        offset: int,
        own: bool,
        report: Draft,
    ) -> None:
        places: dict[str, list[int]] = defaultdict(list)
        for n, token in enumerate(tokens):
            places[token.text].append(n)
            if token.text in self.lexicon.groups:
                places[SURFACE_FORM + surface_form(token.raw)].append(n)
        said = {word: list(spots) for word, spots in places.items()}  # without implied parents: "toe" implies "foot"
        for n, token in enumerate(tokens):
            if token.also:
                places[token.also].append(n)
        scopes = self._qualifiers.scopes(sentence, raw, tokens, own)
        hits: list[Hit] = []
        spoilt = self._spoilt(raw)
        for anchor in places:
            check_cancelled()
            for beside, phrase in self._phrases(anchor):
                if beside not in places:
                    continue
                where = said if phrase.kind == "conditions" else places
                bad = spoilt.get((phrase.kind, phrase.id), ())
                found_at = matches(phrase, where, where.get(anchor, []), tokens)
                found_at = (found for found in found_at if not any(tokens[n].at in bad for n in found))
                if found := best_match(found_at, tokens, scopes):
                    hits.append((phrase, found))
        hits = drop_overlapping_matches(hits, tokens, self._implies)
        negated = [is_negated([n], tokens, scopes) for n in range(len(tokens))]
        pain = any(not negated[n] for n in places.get(PAIN, ()))
        hits = without_denials(hits, tokens, scopes)
        for phrase, found in sorted(hits, key=lambda hit: (hit[1][0], -len(hit[1]))):
            first = tokens[found[0]]
            mention = Mention(
                phrase.id,
                " ".join(tokens[n].raw for n in found),
                offset + first.at,
                negated=is_negated(found, tokens, scopes) or (self._is_feared(phrase) and first.at in scopes.cleared),
                hurts=pain and phrase.kind == "zones",
                **attributes(first.at, tokens[found[-1]].at, scopes),
            )
            getattr(report, phrase.kind).append(mention)
        report.pain = report.pain or pain
        report.terms.append(_terms(raw, tokens, repairs, scopes))
        report.affirmed_tokens.update(token.text for n, token in enumerate(tokens) if not negated[n])
        for token in tokens:
            report.health = report.health or token.text in self._health
            if token.text in self._elsewhere:
                how = attributes(token.at, token.at, scopes)
                report.elsewhere.append(
                    Mention(token.text, token.raw, offset + token.at, body=token.text in self._body, **how)
                )

    def _is_feared(self, phrase: Phrase) -> bool:
        """Whether a phrase says a disease, and no sign: a test can clear it."""
        return phrase.kind in FEARED or (phrase.kind == "findings" and phrase.id in self._roles.have("disease"))

    def _spoilt(self, raw: list[str]) -> dict[tuple[str, str], set[int]]:
        """The places of words that a decoy uses, for the record whose decoy it is: "back of my heel" is no back."""
        spoilt: dict[tuple[str, str], set[int]] = defaultdict(set)
        for start, word in enumerate(raw):
            for kind, id, words in self._decoys.get(word, ()):
                decoy = words.split()
                if raw[start : start + len(decoy)] == decoy:
                    spoilt[kind, id] |= set(range(start, start + len(decoy)))
        return spoilt

    def _add_implied(self, report: Draft) -> None:
        """Add what follows from what was said: a child from an age, swelling from a swollen leg, pain from a place."""
        if report.age is not None:  # an age outranks "boy", and "kid" of a grown man
            ages = self._roles.are_ages()
            report.findings = [m for m in report.findings if m.id not in ages]
            if person := self._roles.of_age(report.age):
                report.findings.append(Mention(person, f"aged {report.age}", 0))
        for least, id in self._roles.spans:
            if report.days and report.days >= least and id not in {m.id for m in report.findings}:
                report.findings.append(Mention(id, f"{report.days} days", 0))
        for id, zones in self._hurts.items():
            hurting = [m for m in report.zones if m.id in zones and m.hurts]
            if hurting and id not in {m.id for m in report.findings}:
                m = hurting[0]
                report.findings.append(m._replace(id=id, hurts=False))
        for mention in list(report.findings):
            if not mention.negated:
                for id in self._implies.get(mention.id, ()):
                    if id not in {m.id for m in report.findings}:
                        report.findings.append(mention._replace(id=id))
        joints = [(self._region[m.id], m) for m in report.zones] + [
            (joint, m) for m in report.conditions for joint in self._joints if m.id in self._joints[joint]
        ]
        for joint, m in joints:
            if joint in self._joints and joint not in {known.id for known in report.joints}:
                report.joints.append(Mention(joint, m.words, m.at, m.negated))


_NO_ANSWER = re.compile(
    r"\?\s*-?\s*(?:thankfully |luckily |fortunately |thank god,? |happily )?"
    r"(no|not|nope|nah|none|never|not at all|not really|negative)\b(?=\s*([.,;!?)]|$|\n))",
    re.I,
)
# Below 37.5 degrees Celsius, or 99.5 Fahrenheit (NHS and CDC call 38 and 100.4 a fever).
_NO_FEVER = re.compile(
    r"\b(?:(?:my|his|her|the) )?temp(?:erature)?(?: (?:is|was|of|at|reads)|:|=)? ?"
    r"(?:a )?(?:normal\b|(?:3[56](?:[.,]\d)?|37(?:[.,][0-4])?|9[678](?:\.\d)?|99(?:\.[0-4])?)"
    r"(?![.,]?\d)(?: ?(?:degrees|[cf])\b)?)",
    re.I,
)
_BODY = re.compile(
    r"\b(foot|feet|toes?|toenail|ankles?|heels?|arch|sole|legs?|knees?|hips?|back|calf|shins?|thigh|nail|wound|ulcer|"
    r"cut|sore)\b"
)
_IT = re.compile(r"\b(it|its)( (?:is|was|has|feels?|looks?|got|went|turned|seems|goes|keeps|smells|hurts|and)\b)")


def _terms(raw: Sequence[str], tokens: Sequence[Token], repairs: Mapping[str, str], scopes: Scopes) -> Terms:
    """The terms of a sentence in each form: what is denied is marked, and what is not of the patient now left out."""
    hidden = scopes.past | scopes.other | scopes.other_history | scopes.hypothetical
    denied = scopes.negated
    written = [(n, repairs.get(word, word)) for n, word in enumerate(raw) if n not in hidden]
    folded = [(token.at, token.text) for token in tokens if token.at not in hidden]
    return (
        tuple([f"w{DENIED if n in denied else ''}{word}" for n, word in written]),
        tuple([f"f{DENIED if n in denied else ''}{word}" for n, word in folded]),
    )


def _answered(text: str) -> str:
    """`text` with "Chest pain? No." as "Chest pain: no.", and "my temperature is 36.8" as the denial that it is."""
    return _NO_FEVER.sub("no fever", _NO_ANSWER.sub(": no", text))


def named_again(parts: Iterable[str]) -> list[str]:
    """The sentences with "it" as the part of the body that was named last: "My foot is sore. It is cold"."""
    found, last = [], ""
    for part in parts:
        pieces, at = [], 0
        for match in _IT.finditer(part):
            last = _last_part(part, at, match.start()) or last
            pieces += [part[at : match.start()], last or match[1], match[2]]
            at = match.end()
        pieces.append(part[at:])
        last = _last_part(part, at, len(part)) or last
        found.append("".join(pieces))
    return found


def _last_part(sentence: str, start: int, end: int) -> str:
    """The part of the body that is named last between two places of a sentence; "" if none is."""
    return next(reversed([m[0] for m in _BODY.finditer(sentence, start, end)]), "")
