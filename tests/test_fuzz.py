"""Whatever is typed, piped in, answered or put into a data file: an answer or one plain refusal, and never a crash.

In the suite few examples, always the same ones. `python -m tests.fuzz --minutes 10` tries others for longer.
"""

import atexit
import copy
import functools
import io
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from footadvice.advisor import Advisor
from footadvice.answering.listing import LISTS
from footadvice.answers.document import Answer, document, to_json
from footadvice.cli import ask_command
from footadvice.cli.check_dialogue import State, _after
from footadvice.cli.dialogue_lines import Lines
from footadvice.cli.output import Output
from footadvice.errors import FootAdviceError, KnowledgeBaseError, NotFound, UsageError
from footadvice.knowledge import canonical
from footadvice.knowledge.overlays import overlay
from footadvice.knowledge.records import Condition, Finding, RedFlag, Word, Zone
from footadvice.knowledge.store import KnowledgeBase
from footadvice.knowledge.validation import rules, schema_gate
from footadvice.render import page_blocks, plain
from footadvice.text.lexicon import NEGATION
from tests.conftest import ROOT
from tests.small_folder import MESSAGE_FILE, put
from tests.test_injection import ATTACKS, seen
from tests.test_rules import condition, link, sound
from tests.test_triage import ORDER

pytestmark = pytest.mark.slow

ADVISOR = Advisor()
KB = ADVISOR.kb
RED_FLAGS = [text for flag in KB.all(RedFlag) for text in flag.phrases]
LACKS = {NEGATION, "cannot"}  # the word groups of what is not, or cannot be
NAMES = [name for one in KB.all(Condition) for name in (one.id, one.name, *one.other_names, *one.icd10cm)]
SAID = [
    *RED_FLAGS,
    *(text for raw in KB.raw(Finding).values() for text in raw["phrases"]),
    *(text for raw in KB.raw(Zone).values() for text in raw["phrases"]),
    *(text for raw in KB.raw(Word).values() for text in raw["words"]),
    *NAMES,
]
LINKING = [
    "no",
    "not",
    "my",
    "i",
    "never",
    "was",
    "years",
    "ago",
    "if",
    "it",
    "he",
    "she",
    "but",
    "and",
    "for",
    "3",
    "weeks",
    "since",
    "now",
    ",",
    ".",
    "?",
    "!",
    ";",
    "-",
    "(",
    ")",
    "aged",
    "7",
    "67",
    "year",
    "old",
]

junk = st.one_of(st.text(max_size=60), st.sampled_from(list(ATTACKS.values())), st.text("0123456789 .-'", max_size=20))
words = st.sampled_from([*SAID, *LINKING * 20])
stories = st.lists(words, min_size=1, max_size=14).map(" ".join)
questions = st.one_of(junk, stories, st.lists(st.one_of(words, junk), max_size=12).map(" ".join))
wrong_names = st.tuples(st.sampled_from(NAMES), st.integers(0, 40), junk).map(
    lambda t: t[0][: t[1]] + t[2] + t[0][t[1] + 1 :]
)
names = st.one_of(junk, wrong_names, st.sampled_from(NAMES))


def told(ask: "Callable[[], Answer]") -> "Answer | None":
    """The answer, shown in every way; None if it was refused. Anything else fails the test that asked."""
    try:
        answer = ask()
    except (NotFound, UsageError) as error:
        assert error.message
        assert not seen(error.message)
        return None
    text = to_json(document(answer, KB.about))
    assert json.loads(text)["kind"] == answer.kind
    shown = plain.render(page_blocks.page(answer, evidence=True))
    assert not seen((text + shown).replace("\t", ""))
    return answer


def level(text: str) -> int:
    return ORDER.index(ADVISOR.ask(text).urgency.level)


@given(names, names)
def test_any_name_is_found_or_refused(one: str, other: str) -> None:
    told(lambda: ADVISOR.condition([one]))
    told(lambda: ADVISOR.joint([one]))
    told(lambda: ADVISOR.why(one, other))
    told(lambda: ADVISOR.why(None, other))
    told(lambda: ADVISOR.listing(one))


@given(questions)
def test_any_question_is_answered_or_refused(text: str) -> None:
    answer = told(lambda: ADVISOR.ask(text))
    assert (answer is None) == (not text.strip())


@given(st.binary(max_size=3000), st.integers(1, 40))
def test_any_bytes_are_read_as_lines(data: bytes, longest: int) -> None:
    """Every line is there, no longer than the limit, whatever its bytes; a cut line loses its end and no other line."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ask_command, "LONGEST_LINE", longest)
        patch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        lines = list(ask_command._lines())
    expected = [line[:longest].decode("utf-8", "replace").rstrip("\r\n") for line in data.split(b"\n")]
    assert lines == (expected[:-1] if data.endswith(b"\n") or not data else expected)


@given(stories, st.sampled_from(RED_FLAGS))
def test_one_more_red_flag_never_lowers_the_urgency(story: str, alarm: str) -> None:
    """What a rule raised stands; what the likeness to messages raised may fall behind what a rule says of the rest."""
    assert level(f"{story}. {alarm}.") >= by_rule(f"{story}.")


def by_rule(text: str) -> int:
    """The highest level that a rule or a whole phrase raises in `text`, and that stands."""
    explained = ADVISOR.ask(text, explained=True).explained
    return max((ORDER.index(rule.level) for rule in explained.rules if rule.stands), default=0)


# "No" before "can't stand" denies nothing: it says it twice.
DENIABLE = [raw["phrases"][0] for raw in KB.raw(Finding).values()]
DENIABLE = [text for text in DENIABLE if not LACKS & set(ADVISOR.reader.lexicon.phrase(text))]


@given(stories, st.sampled_from(DENIABLE))
def test_one_more_denial_never_raises_the_urgency(story: str, sign: str) -> None:
    """Of a complaint: what reports nothing has no level, and may become a report by what it denies."""
    usual = ADVISOR.ask(f"{story}.")
    assume(usual.intent == "complaint")
    least = ORDER.index("self_care")
    assert level(f"{story}. No {sign}.") <= max(ORDER.index(usual.urgency.level), least)


@given(stories)
def test_case_spaces_and_the_last_mark_do_not_matter(story: str) -> None:
    usual = level(story)
    assert level(story.upper()) == usual
    assert level(f"  {re.sub(' ', '   ', story)}  ") == usual
    assert level(f"{story} !!") == usual


ids = st.one_of(st.sampled_from(sorted(KB.raw(Finding))), junk)


@given(
    st.lists(st.one_of(st.sampled_from(sorted(KB.raw(Zone))), junk), max_size=3),
    st.lists(ids, max_size=6),
    st.lists(st.one_of(ids, st.just("screen")), max_size=6),
    st.lists(ids, max_size=4),
)
def test_any_answers_to_the_check_are_taken_or_refused(
    zones: list[str], yes: list[str], no: list[str], unsure: list[str]
) -> None:
    told(lambda: ADVISOR.check(zones, yes, no, unsure))


@given(
    st.lists(st.one_of(st.sampled_from(["y", "n", "d", "0", "1", "2,3", "1,1,1"]), junk), min_size=1, max_size=8),
    st.randoms(),
)
def test_a_guided_check_always_comes_to_an_end(typed: list[str], picks: random.Random) -> None:
    """Whatever is typed is taken or asked again; whoever goes on answering gets to the end, and no sign said is lost."""
    state, turns, out, lines = State(), 0, Output(plain=True), Lines(columns=80, spoken=True)
    while step := ADVISOR.check(*state.parts, text=state.text).step:
        turns += 1
        assert turns < 30
        usable = "1" if step.kind == "zone" else picks.choice("01" if step.kind == "screen" else "ynd")
        after = _after(state, step, picks.choice(typed), out, lines) or _after(state, step, usable, out, lines)
        assert after is not None
        assert after != state
        assert set(state.yes) <= set(after.yes)
        state = after


values: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), junk, st.builds(list), st.builds(dict),
    st.sampled_from(["corn", "wart", "clot", "sore", "toe", "review", "knee"]), st.lists(junk, max_size=3),
    st.integers(1, 4000).map(lambda n: 10**n),
)  # fmt: skip


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a JSON document: what holds it, and under which key."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [(value, key) for key in keys] + [place for key in keys for place in places(value[key])]


FILES = [MESSAGE_FILE, *(f"{file}.json" for file in sound() if file != "messages"), "about.json", "checked.json"]


def use(folder: Path) -> None:
    """Check what is in `folder` and ask it everything; only a refusal that names the fault may come of it."""
    assert not seen("".join(map(str, rules.check_folder(folder))))
    try:
        advisor = Advisor(KnowledgeBase(folder))
        for ask in (
            lambda: advisor.condition(["corn"]),
            lambda: advisor.why("corn", "knee"),
            lambda: advisor.joint(["knee"]),
            lambda: advisor.ask("sore toe"),
            lambda: advisor.check(["toe"]),
            *(lambda of=of: advisor.listing(of) for of in LISTS),
        ):
            try:
                text = to_json(document(ask(), advisor.kb.about))
                assert not seen(text)
            except (NotFound, UsageError):
                pass
    except KnowledgeBaseError as error:
        assert not seen(error.message)


def damaged(data: Any, where: random.Random, value: Any, how: str, times: int) -> Any:
    """`data` with a value changed, dropped, added or under another name, at so many places."""
    for _ in range(times):
        holder, key = where.choice(places(data) or [(data, "new")])
        if how == "drop" and key in holder:
            del holder[key]
        elif how == "rename" and isinstance(holder, dict) and key in holder:
            holder[str(value)] = holder.pop(key)
        elif how == "add" and isinstance(holder, list):
            holder.append(copy.deepcopy(value))
        else:
            holder[key] = copy.deepcopy(value)
    return data


@given(
    st.sampled_from(FILES),
    st.randoms(),
    values,
    st.sampled_from(["change", "drop", "add", "rename"]),
    st.integers(1, 3),
)
def test_a_damaged_data_file_is_refused_or_answers(
    file: str, where: random.Random, value: Any, how: str, times: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = damaged(json.loads(put(folder)[file]), where, value, how, times)
        (folder / file).write_text(json.dumps(data), encoding="utf-8")
        use(folder)


@given(st.sampled_from(FILES), st.integers(0, 10**6), st.binary(max_size=8), st.integers(0, 200))
def test_damaged_bytes_are_refused_or_answer(file: str, at: int, new: bytes, gone: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = put(folder)[file].encode()
        at %= len(text)
        (folder / file).write_bytes(text[:at] + new + text[at + gone :])
        use(folder)


@given(
    st.sampled_from(list(sound())),
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200),
        st.recursive(values, lambda v: st.lists(v) | st.dictionaries(st.text(), v)).map(repr),
    ),
)
def test_any_text_is_refused_as_a_data_file(file: str, text: str | bytes) -> None:
    _, faults = schema_gate.check_text(file, text)
    assert faults
    assert not seen("".join(map(str, faults)))


OVERLAY: Any = {
    "schema_version": 1,
    "overlay": {"id": "hill", "name": "Hill clinic", "version": "1"},
    "add": {
        "conditions": [canonical.bare(condition("chafe", "corn"))],
        "links": [canonical.bare(link("chafe", "knee"))],
        "tips": [],
    },
    "change": {
        "conditions": {
            "corn": {
                "other_names": ["clavus"], "urgency": "see_clinician", "urgency_text": "Go soon.",
                "care": [{"who": "Hill", "when": "On any day."}],
            }
        },
        "red_flags": {"clot": {"level": "emergency", "phrases": ["a calf like wood"], "do_now": "Then ring us."}},
        "links": {"corn-to-knee": {"grade": "conflicting", "evidence_against": "We see few."}},
        "findings": {"sore": {"phrases": ["tender"]}},
    },
}  # fmt: skip
TEXTS = ("sore toe", "red hot toe", "my toe is very itchy", "rough skin, a corn", "what is a wart")


@functools.cache
def small() -> KnowledgeBase:
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    put(folder)
    return KnowledgeBase(folder)


def lay_on(text: bytes) -> None:
    """Lay an overlay on: it is refused by naming a fault, or no answer is milder than without it."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "hill.json"
        path.write_bytes(text)
        faults = overlay.check(small(), path)
        assert not seen("".join(map(str, faults)))
        try:
            theirs = Advisor(overlay.lay(small(), [path]))
        except KnowledgeBaseError as error:
            assert not seen(error.message)
            return
        for asked in TEXTS:
            answer, usual = theirs.ask(asked), Advisor(small()).ask(asked)
            assert not seen(to_json(document(answer, theirs.kb.about)))
            assert ORDER.index(answer.urgency.level) >= ORDER.index(usual.urgency.level)
            assert {one.id for one in answer.urgency.red_flags} >= {one.id for one in usual.urgency.red_flags}
        for id in small().raw(Condition):
            [page] = theirs.condition([id]).conditions
            assert ORDER.index(page.urgency.level) >= ORDER.index(small().condition(id).urgency)
        for of in LISTS:
            assert not seen(to_json(document(theirs.listing(of), theirs.kb.about)))


@given(st.randoms(), values, st.sampled_from(["change", "drop", "add", "rename"]), st.integers(0, 3))
def test_a_damaged_overlay_is_refused_or_answers_no_milder(
    where: random.Random, value: Any, how: str, times: int
) -> None:
    lay_on(json.dumps(damaged(copy.deepcopy(OVERLAY), where, value, how, times)).encode())


@given(st.integers(0, 10**6), st.binary(max_size=8), st.integers(0, 60))
def test_an_overlay_of_damaged_bytes_is_refused_or_answers_no_milder(at: int, new: bytes, gone: int) -> None:
    text = canonical.to_text(OVERLAY).encode()
    at %= len(text)
    lay_on(text[:at] + new + text[at + gone :])


@given(junk, junk, st.sampled_from(["name", "summary", "urgency_text", "other_names", "phrases", "care", "told"]))
def test_whatever_an_overlay_says_is_refused_or_answers_no_milder(one: str, other: str, field: str) -> None:
    """Words of somebody's own, where words may stand."""
    mine = copy.deepcopy(OVERLAY)
    if field in ("name", "summary"):
        mine["add"]["conditions"][0][field] = one
    elif field in ("phrases", "told"):
        mine["change"]["red_flags"]["clot"][field] = [one, other]
    else:
        said: Any = {"urgency_text": one, "other_names": [one, other], "care": [{"who": one, "when": other}]}
        mine["change"]["conditions"]["corn"][field] = said[field]
    lay_on(json.dumps(mine).encode())


def test_the_overlay_under_test_is_valid_before_damage() -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "hill.json"
        path.write_text(json.dumps(OVERLAY), encoding="utf-8")
        assert [fault for fault in overlay.check(small(), path) if fault.severity == "error"] == []


MEGABYTE, READ = 1_000_000, 20_000  # characters
PARTS = (
    "a", "a ", "1", "1 ", " ", ".", ".!", "-", " - ", "'", "no ", "\0", "\u0301", "ﷺ", "🦶", "heel pain ", "aged 1 ", "couple of ",
    "3 weeks ", "in ", "m20 ", "aaa's ", "my foot is cold and pale ", "\x1b[31m", "not ", "year old ", "last ", "if it ", "y/",
    "1-", "why not gout ", "why not ", "what can i ", "the ", "(", "https://", "cold " * 300 + "pale " * 300,
)  # fmt: skip
LONG = [
    part * (size // len(part)) + end
    for part in PARTS
    for size, end in ((READ - 2, ""), (READ - 2, "x"), (MEGABYTE, "x"))
]
LONG += [" ".join("".join(random.Random(n).choices("bcdfgh", k=8)) for n in range(READ // 9)), " ".join(SAID)[:READ]]


def test_no_long_text_takes_for_ever() -> None:
    """A regular expression that walks the same text again and again needs minutes for one of these, all need seconds."""
    with tempfile.TemporaryFile() as lines:
        lines.write("\n".join(LONG).encode())
        lines.seek(0)
        command = [sys.executable, "-m", "footadvice", "ask", "-", "--json"]
        done = subprocess.run(command, stdin=lines, capture_output=True, cwd=ROOT, timeout=400, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout.splitlines()) == len(LONG)


@pytest.mark.parametrize("place", ["markup", "page", "a", "1", " ", "."])
def test_no_name_of_a_megabyte_takes_for_ever(place: str) -> None:
    text = ATTACKS.get(place, place) * (MEGABYTE // len(place))
    for ask in (
        lambda: ADVISOR.condition([text]),
        lambda: ADVISOR.why(text, "knee"),
        lambda: ADVISOR.check([text]),
        lambda: ADVISOR.listing(text),
    ):
        with pytest.raises(FootAdviceError) as caught:
            ask()
        assert len(caught.value.message) < 3000
