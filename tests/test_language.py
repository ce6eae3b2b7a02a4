"""What was said is read: signs, places, denials, past, ages, times, slips of the keyboard."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footadvice.advisor import Advisor
from footadvice.knowledge.index.phrase_index import SLACK
from footadvice.knowledge.records import Finding
from footadvice.text.normalize import sentences
from footadvice.understanding.reader import MAX_CHARS, Reader
from footadvice.understanding.report import Report
from tests.small import Records, small

_ADVISOR = Advisor()
_READER = _ADVISOR.reader
_SAID = [text for raw in _ADVISOR.kb.raw(Finding).values() for text in raw["phrases"]]


def read(text: str) -> Report:
    return _READER.read(text)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("I have a fever", "fever"),
        ("no swelling but it is bruised", "bruising"),
        ("it's itchy between my toes", "itchy"),
        ("my toes are numb", "numbness"),
        ("i am diabetic", "diabetes"),
    ],
)
def test_a_sign_is_found(text: str, finding: str) -> None:
    assert finding in read(text).present()


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("no fever", "fever"),
        ("there isn't any swelling", "swelling"),
        ("it is not numb", "numbness"),
        ("without bruising", "bruising"),
        ("no swelling, redness or bruising", "bruising"),
    ],
)
def test_a_denied_sign_is_denied(text: str, finding: str) -> None:
    reading = read(text)
    assert finding not in reading.present()
    assert finding in reading.absent()


def test_a_denial_ends_where_a_new_thought_begins() -> None:
    assert "swelling" in read("no fever but my ankle is swollen").present()


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("my 10 year old", 10),
        ("I am 67", 67),
        ("a 4-year-old boy", 4),
        ("aged 45", 45),
        ("for 3 years", None),
        ("6 feet", None),
    ],
)
def test_an_age_is_read_and_a_time_is_none(text: str, age: int | None) -> None:
    assert read(text).age == age


def test_an_age_says_what_somebody_is() -> None:
    assert "child" in read("my 8 year old limps").present()
    assert "older-adult" in read("I am 72 and my foot hurts").present()


@pytest.mark.parametrize(
    ("text", "days"), [("for 3 weeks", 21), ("a couple of days", 2), ("six months", 180), ("today", None)]
)
def test_how_long_it_lasts(text: str, days: int | None) -> None:
    assert read(text).days == days


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("pain under my heel", "heel-pad"),
        ("the back of my heel is sore", "heel-back"),
        ("between my toes", "between-toes"),
        ("ball of my foot", "ball-of-foot"),
        ("outside of my ankle hurts", "ankle-outer-front"),
    ],
)
def test_a_place_is_found(text: str, zone: str) -> None:
    assert zone in {m.id for m in read(text).zones}


@pytest.mark.parametrize("text", ["the back of my heel", "I went back to work", "back in the day"])
def test_back_is_not_always_the_back(text: str) -> None:
    assert "back" not in {m.id for m in read(text).zones}


def test_a_slip_of_the_keyboard_is_repaired_and_other_words_are_named() -> None:
    reading = read("my ankel is swolllen since the zorbing")
    assert "swelling" in reading.present()
    assert "zorbing" in reading.unknown


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "no " * 300_000, "my foot hurts. " * 70_000, "\x00\x1b[31m" * 100_000]
)
def test_a_megabyte_of_anything_is_read_in_bounded_time(text: str) -> None:
    started = time.process_time()
    assert read(text).cut == (len(text) > MAX_CHARS)
    assert time.process_time() - started < 20


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    read(text)


@given(st.text(alphabet="abins,.-' (\u00e9\u2013", max_size=40) | st.sampled_from(_SAID))
def test_words_are_those_of_the_tokens(text: str) -> None:
    lexicon = _READER.lexicon
    assert list(lexicon.words([text])) == [token.text for part in sentences(text) for token in lexicon.tokens(part)]
    assert all(part == part.lower() for part in sentences(text))


def test_a_current_finding_is_not_in_the_history() -> None:
    reading = read("I had my knee replaced last year and now it is hot, red and swollen")
    assert {"redness", "swelling", "hot-to-touch"} <= reading.present()


def test_a_phrase_that_says_a_word_twice_needs_it_twice() -> None:
    assert "grinding" not in read("the bone in my foot is sore").present()
    assert "grinding" in read("it feels like bone on bone").present()


def test_what_somebody_else_has_is_theirs_where_the_writer_has_it_not() -> None:
    assert "black-skin" not in read("My mother had a black toe but I am not diabetic and mine just itch").present()


@pytest.mark.parametrize(
    "text",
    [
        "my mum has a black toe but i dont know if she is diabetic",
        "my mum has a black toe but im not sure if she is diabetic",
        "my husband has a black toe but i havent had time to ring the doctor",
        "my friend has a black toe. should he see somebody?",
        "my friend has a black toe and i have told him to go",
    ],
)
def test_a_text_about_another_person_is_read(text: str) -> None:
    assert "black-skin" in read(text).present()


@pytest.mark.parametrize(
    "text",
    [
        "6 months ago my foot went numb and it is still numb",
        "two years ago i broke my ankle and my foot is numb since",
        "it started 6 months ago with a numb foot",
    ],
)
def test_what_began_long_ago_and_goes_on_is_not_of_the_past(text: str) -> None:
    assert "numbness" in read(text).present()


def test_what_was_last_month_is_over() -> None:
    assert "fever" not in read("he was in hospital last month with a limp and a fever").present()


def test_a_word_of_one_sign_is_not_lent_to_another() -> None:
    assert "black-skin" not in read("tiny black dots under my heel").present()
    assert "severe-pain" not in read("i can hardly bear weight on it").present()


@pytest.mark.parametrize("text", ["my hips move freely", "breathing is completely fine, my hip is fine"])
def test_what_is_fine_does_not_hurt(text: str) -> None:
    assert not {m.id for m in read(f"sore knee but {text}").zones if m.id == "hip" and not m.negated}


def test_fine_until_yesterday_is_not_fine() -> None:
    assert "hip" in {m.id for m in read("my hip was fine until yesterday, now it hurts").zones if not m.negated}


def test_a_condition_is_named_by_its_surface_form() -> None:
    assert "leg-and-ankle-swelling" in {m.id for m in read("what is oedema").conditions}
    assert not read("my toe is red, hot and swollen").conditions


# From here on a small vocabulary: it knows no other signs and places than these.
FINDINGS: Records = {
    "fever": {"phrases": ["fever"]},
    "swollen": {"phrases": ["swollen"]},
    "red": {"phrases": ["red"], "decoys": ["red cross"]},
    "itch": {"phrases": ["itchy"]},
    "lump": {"phrases": ["lump"]},
    "rash": {"phrases": ["rash"]},
    "numb": {"phrases": ["numb", "no feeling"]},
    "stuck": {"phrases": ["cannot bend"]},
    "bruise": {"phrases": ["bruise", "black bruise"], "implies": ["knock"]},
    "open": {"phrases": ["skin broken"]},
    "waking": {"phrases": ["worse in the morning"]},
    "grating": {"phrases": ["bone on bone"]},
    "sprained": {"phrases": ["rolled"], "implies": ["swollen"]},
    "heel-pain": {"phrases": ["stone bruise"], "hurts_in": ["heel"]},
    "baby": {"kind": "person", "last_age": 1},
    "child": {"kind": "person", "phrases": ["kid"], "last_age": 12},
    "middle-aged": {"kind": "person", "last_age": 64},
    "lasted-weeks": {"from_days": 14},
    "lasted-months": {"from_days": 84},
}
ZONES: Records = {
    "heel": {"phrases": ["heel"]},
    "toe": {"phrases": ["toe"]},
    "kneecap": {"region": "knee", "phrases": ["kneecap"], "decoys": ["kneecap high"]},
    "shin": {"region": "lower_leg", "phrases": ["shin"]},
}
OTHERS: dict[str, Records] = {
    "conditions": {"gout": {"name": "Gout"}, "worn-knee": {"name": "Gonarthrosis"}},
    "joints": {"foot": {"role": "place"}, "knee": {"elsewhere": ["worn-knee"]}},
    "red_flags": {"clot": {"phrases": ["calf like wood"]}},
    "factors": {"marathon": {"name": "Marathons"}},
}
_KNOWN = small(findings=FINDINGS, zones=ZONES, **OTHERS)


def hear(text: str) -> Report:
    """Read by a reader made anew."""
    return Reader(_KNOWN).read(text)


def heard(text: str) -> set[str]:
    """The signs that are so now."""
    return hear(text).present()


@pytest.mark.parametrize("turn", ["but", "however", "although", "though", "except", "yet", "because", "now", "only"])
def test_a_turn_of_thought_ends_a_denial(turn: str) -> None:
    assert heard(f"no fever {turn} swollen") == {"swollen"}


@pytest.mark.parametrize(
    "subject",
    ["i", "im", "ive", "my", "it", "its", "he", "hes", "she", "shes", "they", "there", "theres", "his", "her", "the", "we"],
)  # fmt: skip
def test_a_new_subject_ends_a_denial(subject: str) -> None:
    assert heard(f"no fever and {subject} swollen") == {"swollen"}
    assert heard(f"no {subject} swollen") == set()


@pytest.mark.parametrize(
    "words",
    ["not only", "no doubt", "not sure", "no idea", "no matter", "no help", "no worse", "no better", "not improving", "no different", "no joke"],
)  # fmt: skip
def test_a_no_that_denies_nothing(words: str) -> None:
    assert heard(f"{words} swollen") == {"swollen"}
    assert heard(f"not {words.split(maxsplit=1)[0]}") == set()


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("my no 1 swollen", {"swollen"}),
        ("no swollen", set()),
        ("i hope it is not swollen", {"swollen"}),
        ("i hope not swollen", {"swollen"}),
        ("i hope that it is not swollen", {"swollen"}),
        ("hope it is not swollen", {"swollen"}),
        ("i hope you can help, it is not swollen", set()),
        ("no fever my ankle swollen", {"swollen"}),
        ("never was it swollen", set()),
        ("not swollen, i hope", set()),
        ("the skin is not broken", set()),
        ("the skin is broken", {"open"}),
        ("skin is broken and not red", {"open"}),
        ("no feeling", {"numb"}),
        ("a feeling, but no", set()),
        ("i cannot bend", {"stuck"}),
        ("bend i cannot", set()),
        ("no fever, itchy, lump, red or rash", set()),
        ("no fever, itchy, lump, red or rash, swollen", {"swollen"}),
        ("swollen, no fever", {"swollen"}),
        ("swollen not", {"swollen"}),
        ("not red. swollen", {"swollen"}),
        ("it is red. it is not red", {"red"}),
        ("no fever last week but now i have a fever", {"fever"}),
        ("the left is not swollen but the right is swollen", {"swollen"}),
        ("never red, not red and no red", set()),
        ("i cannot bend it, and no feeling, but a feeling", {"stuck", "numb"}),
        ("not a bone on bone but now bone on bone", {"grating"}),
        ("in the morning it is worse", {"waking"}),
        ("worse one two three four five six in the morning", set()),
        ("worse, worse, itchy, lump and rash, in the morning worse", {"waking", "itch", "lump", "rash"}),
        ("bone on bone", {"grating"}),
        ("bone and heel bone", set()),
        ("bone on heel and bone on bone", {"grating"}),
        ("the red cross", set()),
        ("the red cross says it is red", {"red"}),
        ("red cross red", {"red"}),
        ("red, like the red cross", {"red"}),
        ("red is my cross", {"red"}),
        ("rolled", {"sprained", "swollen"}),
        ("not rolled", set()),
        ("rolled, not swollen", {"sprained"}),
        ("my heel hurts", {"heel-pain"}),
        ("my heel", set()),
        ("my toe hurts", set()),
        ("my heel does not hurt, no pain", set()),
        ("no pain in my heel", set()),
        ("never pain. heel", set()),
    ],
)
def test_what_is_recognised_in_a_text(text: str, signs: set[str]) -> None:
    assert heard(text) == signs


def test_the_words_of_a_sign_stand_near_one_another() -> None:
    assert heard(f"worse {'toe ' * SLACK} in the morning") == {"waking"}
    assert heard(f"worse {'toe ' * (SLACK + 1)} in the morning") == set()
    assert hear("toe then bone on bone").findings[0].at == 2


def test_a_toe_is_of_the_foot_and_yet_not_the_whole_foot() -> None:
    kb = small(findings={"tired": {"phrases": ["foot"]}}, zones={"whole-foot": {"phrases": ["foot"]}})
    foot, toe = Reader(kb).read("my foot"), Reader(kb).read("my toe")
    assert [m.id for m in (*foot.findings, *foot.zones)] == ["tired", "whole-foot"]
    assert [m.id for m in (*toe.findings, *toe.zones)] == ["tired"]


def test_a_sign_that_is_denied_and_said_is_not_absent() -> None:
    assert hear("not red or itchy. but red").absent() == {"itch"}


PAST = ["a year ago", "2 years ago", "3 months ago", "last year", "as a child", "as a kid", "as a teenager", "when i was small", "used to be", "in 1987", "in 2015", "previously", "in the past"]  # fmt: skip


@pytest.mark.parametrize("words", PAST)
def test_what_is_long_over_is_history_and_not_so_now(words: str) -> None:
    words = f"this is my toe. {words}"
    reading = hear(f"{words} swollen")
    assert "swollen" not in reading.present()
    assert "swollen" in reading.history()
    assert "swollen" not in hear(f"{words} not swollen").history()
    for text in (
        f"{words} itchy and now swollen",
        f"{words} itchy. swollen",
        f"{words} itchy, swollen and now swollen",
    ):
        assert heard(text) & {"swollen", "itch"} == {"swollen"}


@pytest.mark.parametrize("text", ["i weigh 1999 and am swollen", "in 2150 steps swollen", "my friends dog, swollen", "weeks ago swollen", "if swollen"])  # fmt: skip
def test_what_is_not_past_is_current(text: str) -> None:
    assert heard(text) == {"swollen"}


@pytest.mark.parametrize("fear", ["could it be", "might this be", "could that be", "what if it is", "worried it is", "afraid of", "scared of", "i hope it is not", "do i have", "have i got", "wondering if", "to rule out", "sign of", "symptoms of", "risk of", "sounds like"])  # fmt: skip
def test_what_is_feared_is_no_more_than_feared(fear: str) -> None:
    [mention] = hear(f"{fear} gout").conditions
    assert (mention.id, mention.certainty, mention.negated) == ("gout", "possible", False)
    assert hear("i have gout").conditions[0].certainty == "certain"


def test_mentions_keep_the_order_and_words_of_the_text() -> None:
    reading = hear("A lump, a black bruise. My toe, and later MY HEEL. Now it was rolled.")
    assert [(m.id, m.words) for m in reading.findings] == [
        ("lump", "lump"), ("bruise", "black bruise"), ("bruise", "bruise"), ("sprained", "rolled"), ("knock", "black bruise"),
        ("swollen", "rolled"),
    ]  # fmt: skip
    assert [m.id for m in reading.zones] == ["toe", "heel", "heel"]  # "it" is the heel
    at = [m.at for m in (*reading.findings[:2], *reading.zones, reading.findings[3])]
    assert at == sorted(set(at))
    assert reading.findings[0].at == 1  # the second word
    assert hear("x y. z heel").zones[0].at - hear("x y. heel").zones[0].at == 1
    assert len({m.at for m in hear("toe. toe. toe").zones}) == 3
    assert [m.words for m in hear("a bruise, black").findings][:2] == ["bruise black", "bruise"]  # the longest first
    assert [m.id for m in hear("swollen, itchy and swollen").findings] == ["swollen", "itch"]


def test_each_kind_of_mention_is_recognised() -> None:
    reading = hear("gout after marathons, calf like wood, my elbow and the gearbox, my heel")
    assert [m.id for m in reading.conditions] == ["gout"]
    assert [m.id for m in reading.factors] == ["marathon"]
    assert [m.id for m in reading.red_flags] == ["clot"]
    assert [(m.id, m.words, m.body) for m in reading.elsewhere] == [
        ("elbow", "elbow", True),
        ("engine", "gearbox", False),
    ]
    assert reading.elsewhere[0].at == 7
    assert hear("toe. elbow").elsewhere[0].current
    assert hear("toe. elbow").elsewhere[0].at > 1
    assert not hear("my elbow last year").elsewhere[0].current


def test_pain_counts_unless_negated() -> None:
    assert hear("my heel hurts").zones[0].hurts
    assert not hear("my heel").zones[0].hurts
    assert not hear("no pain in my heel").zones[0].hurts
    assert hear("no pain in my heel, now it hurts").zones[0].hurts
    assert not hear("swollen and it hurts").findings[0].hurts
    assert hear("it hurts").hurts()
    assert hear("it hurts. the toe").hurts()
    assert not hear("no pain").hurts()
    assert not hear("my toe").hurts()
    assert not hear("my toe. it is fine").pain


def test_a_health_word_sets_health() -> None:
    assert hear("it hurts. the weather").health
    assert hear("no pain").health
    assert not hear("the gearbox").health
    assert not hear("my elbow").health


def test_the_words_of_each_sentence_are_those_not_denied() -> None:
    reading = hear("red, not swollen. an elbow")
    assert {"red", "elbow"} <= reading.affirmed_tokens
    assert "swollen" not in reading.affirmed_tokens
    assert [written for written, _ in reading.terms] == [("wred", "wnot", "wno_swollen"), ("wan", "welbow")]


def test_pain_in_a_place_is_its_sign_once_and_as_it_was_said() -> None:
    [mention] = hear("toe. my heel hurts").findings
    assert (mention.id, mention.words, mention.at) == ("heel-pain", "heel", 3)
    assert [m.words for m in hear("stone bruise, my heel hurts").findings if m.id == "heel-pain"] == ["stone bruise"]
    assert hear("my heel hurts, could it be gout").findings[0].certainty == "possible"
    assert not hear("my heel hurt last year").findings[0].current
    assert hear("it hurts, not the heel").findings[0].negated


def test_what_follows_from_a_sign_is_as_sure_and_as_old_as_that_sign() -> None:
    followed = {m.id: m for m in hear("toe. rolled last year, i hope it heals").findings}
    assert followed["swollen"] == followed["sprained"]._replace(id="swollen")
    assert (followed["swollen"].current, followed["swollen"].certainty) == (False, "possible")
    assert [m.id for m in hear("swollen and rolled").findings] == ["swollen", "sprained"]


@pytest.mark.parametrize(
    ("text", "people"),
    [("my kid is 8 years old", {"child"}), ("my kid is 40 years old", {"middle-aged"}), ("my kid", {"child"}), ("my 8 month old baby", {"baby"})],
)  # fmt: skip
def test_an_age_outranks_a_word_for_it(text: str, people: set[str]) -> None:
    reading = hear(text)
    assert reading.present() == people
    assert reading.age is None or [m.words for m in reading.findings] == [f"aged {reading.age}"]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("for 13 days", []),
        ("for 14 days", ["lasted-weeks"]),
        ("for 83 days", ["lasted-weeks"]),
        ("for 84 days", ["lasted-months", "lasted-weeks"]),
        ("it is here", []),
    ],
)
def test_how_long_it_lasts_is_a_sign(text: str, signs: list[str]) -> None:
    findings = hear(text).findings
    assert sorted(m.id for m in findings) == signs
    assert all(m.words in text for m in findings)


def test_a_duration_gives_one_finding() -> None:
    kb = small(findings={"lasted-weeks": {"phrases": ["ages"], "from_days": 14}})
    assert [m.words for m in Reader(kb).read("ages, for 20 days").findings] == ["ages"]


@pytest.mark.parametrize(
    ("text", "joints"),
    [
        ("my kneecap", ["knee"]), ("kneecap high boots", []), ("kneecap high boots and my kneecap", ["knee"]), ("my shin", []), ("my heel", []),
        ("gonarthrosis", ["knee"]), ("gout", []), ("gonarthrosis of my kneecap", ["knee"]),
    ],
)  # fmt: skip
def test_a_joint_is_recognised_by_its_zones_and_conditions(text: str, joints: list[str]) -> None:
    assert [m.id for m in hear(text).joints] == joints
    assert [m.id for m in hear(f"{text} {text}").joints] == joints


def test_a_joint_mention_keeps_the_words_of_the_text() -> None:
    [joint] = hear("toe. not my kneecap").joints
    assert (joint.words, joint.at, joint.negated) == ("kneecap", 4, True)
    assert not hear("my kneecap").joints[0].negated


@pytest.mark.parametrize(
    ("text", "signs"),
    [("swolen", {"swollen"}), ("swolllen", {"swollen"}), ("bruize", {"bruise", "knock"}), ("swoln", set()), ("feve", set()), ("5wollen", set()), ("zswollen", set()), ("swolleeen", set())],
)  # fmt: skip
def test_one_slip_of_the_keyboard_in_a_long_word_is_repaired(text: str, signs: set[str]) -> None:
    reading = hear(f"my {text} thing")
    assert reading.present() == signs
    assert reading.unknown == (() if signs else (text,))


def test_unknown_words_are_named_once_and_short_ones_and_numbers_not_at_all() -> None:
    assert hear("zorbing xyz 123456 quux zorbing of itchy toes. zorbing").unknown == ("zorbing", "quux")


def test_a_slip_becomes_the_word_that_ends_alike_or_else_the_most_used() -> None:
    def taken(text: str, **phrases: list[str]) -> list[str]:
        return [
            m.id
            for m in Reader(small(findings={id: {"phrases": said} for id, said in phrases.items()})).read(text).findings
        ]

    assert taken("flotter", one=["flatter"], two=["flutter"], more=["flutter wide"]) == ["two"]
    assert taken("flotter", one=["flatter"], two=["flutter"], more=["flatter wide"]) == ["one"]
    assert taken("flattex", one=["flatten", "flatten toe", "flatten shin"], two=["flattax"]) == ["two"]
    assert taken("acilles", one=["achilles"]) == ["one"]
    assert [m.words for m in hear("my gearbix").elsewhere] == ["gearbox"]


def test_a_text_is_read_up_to_its_limit() -> None:
    exact = "itchy " + "x" * (MAX_CHARS - 12) + " lump"
    assert len(exact) == MAX_CHARS - 1
    assert not hear(f"{exact}.").cut
    assert hear(f"{exact}..").cut
    assert heard(f"{exact}.") == {"itch", "lump"}
    assert heard(f"{exact[:-5]} {exact[-5:]} red") == {"itch", "lump"}
    assert hear("- " * MAX_CHARS + "i am 40").age is None
    assert hear("- " * MAX_CHARS + "for 20 days").days is None


def test_the_length_of_a_report_is_in_words() -> None:
    assert abs(hear("one two three four five. six").length - 6) <= 2
    assert hear("one two three").length < hear("one two three four").length


LENT = small(
    findings={
        "black": {"phrases": ["black toe"]},
        "dots": {"phrases": ["black dots"]},
        "cold": {"phrases": ["cold toe"]},
        "numb": {"phrases": ["toe numb"]},
        "unbearable": {"phrases": ["cannot bear"]},
        "weightless": {"phrases": ["cannot bear weight"]},
        "one-sided": {"phrases": ["calf swollen"], "implies": ["swollen-leg"]},
        "swollen-leg": {"phrases": ["one calf swollen"]},
        "sore-both": {"phrases": ["both hurts"]},
        "pair": {"phrases": ["both heels"]},
    },
    zones={"toe": {"phrases": ["toe"]}},
    red_flags={"dark": {"phrases": ["black toe"]}},
)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("my toe is black", {"black"}),
        ("black dots on my toe", {"dots"}),  # it is the dots that are black
        ("toe with black dots", {"dots"}),
        ("black dots and a black toe", {"black", "dots"}),
        ("black dots. the toe is black", {"black", "dots"}),
        ("cold toe numb", {"cold", "numb"}),  # a place may serve two signs
        ("i cannot bear it", {"unbearable"}),
        ("i cannot bear weight", {"weightless"}),  # it is the weight that cannot be borne
        ("one calf swollen", {"one-sided", "swollen-leg"}),  # the one follows from the other
        ("both heels hurts", {"pair", "sore-both"}),
    ],
)
def test_a_match_inside_a_longer_match_is_dropped(text: str, signs: set[str]) -> None:
    assert Reader(LENT).read(text).present() == signs


def test_a_whole_red_flag_phrase_is_kept_beside_other_matches() -> None:
    assert [m.id for m in Reader(LENT).read("black dots on my toe").red_flags] == ["dark"]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("swollen and my scan was 3 years ago", {"swollen"}),
        ("my scan was 3 years ago and my toe is swollen", {"swollen"}),
        ("my scan was 3 years ago, it is swollen", {"swollen"}),
        ("3 years ago, it was swollen", set()),  # a clause that tells the time alone tells that of the next
        ("3 years ago, it was swollen, and it is itchy", {"itch"}),
        ("last year my toe was swollen", set()),
        ("my toe was swollen 3 years ago", set()),
        ("it is itchy, it was swollen last year, and my heel is red", {"itch", "red"}),
        ("it was swollen 3 years ago, now it is itchy", {"itch"}),
        ("my mum was swollen but mine is itchy", {"itch", "swollen"}),
        ("my mum is swollen but i dont know", {"swollen"}),
        ("mine is itchy but my mum is swollen", {"itch", "swollen"}),
        ("nobody in my family is swollen", set()),
    ],
)
def test_past_and_other_person_end_with_their_clause(text: str, signs: set[str]) -> None:
    assert heard(text) == signs
