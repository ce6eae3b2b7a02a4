"""One plan for one body: safe first, merged, dosed, dated, and a calendar that real readers take."""

import json
import os
import re
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from footadvice.advisor import Advisor
from footadvice.answering.plan.schedule import MAX_AT_A_TIME, WEEKDAYS, spread
from footadvice.answers.plan_answer import PlanAnswer
from footadvice.errors import UsageError
from footadvice.knowledge.levels import rank
from footadvice.knowledge.records import Condition, Exercise, Measure
from footadvice.knowledge.store import KnowledgeBase
from footadvice.render.ics import calendar, fold
from tests.conftest import Run

PAIR = ("plantar-fasciitis", "achilles-tendinopathy")
STAMP = datetime(2027, 1, 5, 12, 0, tzinfo=UTC)
START = date(2027, 3, 20)  # in Europe the clocks change on 28 March 2027


def ids(answer: PlanAnswer) -> list[str]:
    return [one.id for one in answer.exercises]


# What is safe.


def test_every_plan_is_safe_for_every_condition_alone_and_with_heel_pain(advisor: Advisor, kb: KnowledgeBase) -> None:
    for one in kb.all(Condition):
        for names in ((one.id,), (one.id, "plantar-fasciitis")):
            answer = advisor.plan(names)
            records = [kb.get(Condition, name) for name in dict.fromkeys(names)]
            urgent = any(record.urgency in ("emergency", "urgent") for record in records)
            assert bool(answer.no_plan) == (not answer.weeks), names
            assert (answer.no_plan == "urgent") == urgent, names
            assert answer.do or one.detail == "short", names
            assert len(answer.exercises) <= MAX_AT_A_TIME
            assert {flag.id for flag in answer.urgency.red_flags} == {id for r in records for id in r.red_flags}
            avoided = {id for record in records for avoid in record.avoid for id in avoid.exercises}
            assert not avoided & {*ids(answer)}, names
            assert not any(record.exercise_waits for record in records) or not answer.exercises, names


@pytest.mark.parametrize("who", ["diabetes", "numb_feet", "child", "pregnancy", "older_adult", "poor_circulation"])
@pytest.mark.slow
def test_nothing_stands_in_a_plan_that_is_not_for_this_body(advisor: Advisor, kb: KnowledgeBase, who: str) -> None:
    for one in kb.all(Condition):
        answer = advisor.plan((one.id,), (who,))  # type: ignore[arg-type]
        assert not any(who in exercise.not_for for exercise in answer.exercises), one.id
        barred = {action.text for action in one.actions if who in action.not_for}
        assert not barred & {text for note in answer.do for text in note.texts}, one.id


@pytest.mark.parametrize("other", ["deep-vein-thrombosis", "achilles-rupture", "ankle-fracture", "septic-arthritis"])
def test_what_cannot_wait_stops_the_plan_of_the_whole_body(advisor: Advisor, run: Run, other: str) -> None:
    answer = advisor.plan(("plantar-fasciitis", other))
    assert (answer.no_plan, answer.weeks, answer.exercises, answer.checkpoints) == ("urgent", (), (), ())
    assert answer.do
    assert {ref.id for note in answer.do for ref in note.conditions} == {other}
    page = run("plan", "plantar-fasciitis", other, "--plain").out
    assert "There is no exercise plan yet" in page
    assert page.index("get help now" if answer.urgency.level == "emergency" else "get seen today") < page.index(
        "What to do now"
    )


def test_red_flags_stand_before_everything_that_can_be_done(run: Run) -> None:
    page = run("plan", *PAIR, "--plain").out
    assert page.index("Stop and get help if") < page.index("snap at the heel cord") < page.index("The exercises:")


def test_a_crack_in_a_bone_is_not_trained(advisor: Advisor) -> None:
    answer = advisor.plan(("plantar-fasciitis", "metatarsal-stress-fracture"))
    assert (answer.no_plan, answer.exercises) == ("waits", ())
    assert answer.do


def test_where_a_bone_must_heal_no_other_page_says_to_run(advisor: Advisor) -> None:
    answer = advisor.plan(("flat-feet", "metatarsal-stress-fracture"))
    assert {ref.id for note in answer.do for ref in note.conditions} == {"metatarsal-stress-fracture"}
    assert "Stop running, jumping" in answer.do[0].texts[0]


def test_no_exercise_is_an_honest_answer_with_its_do_list(advisor: Advisor, run: Run) -> None:
    answer = advisor.plan(("athletes-foot",))
    assert (answer.no_plan, answer.weeks) == ("no_exercise", ())
    assert answer.do[0].measure == "antifungal"
    ran = run("plan", "athletes-foot")
    assert ran.code == 0
    assert "We hold no exercise" in ran.out


# One body.


def test_heel_pain_and_a_sore_achilles_with_diabetes(advisor: Advisor) -> None:
    answer = advisor.plan(PAIR, ("diabetes",))
    assert ids(answer) == [
        "heavy-slow-resistance-calf", "plantar-fascia-stretch", "wall-calf-stretch", "bent-knee-calf-stretch",
    ]  # fmt: skip
    assert answer.urgency.level == "see_clinician"
    assert answer.urgency.text.startswith("New heel pain needs a check the same day")
    assert {one.id for one in answer.left_out} >= {"ice", "foot-roller", "frozen-bottle-roll"}
    assert all(one.people == ("diabetes",) for one in answer.left_out)
    assert answer.if_numb == ("Heavy slow calf raises",)
    assert [note.who for note in answer.exercises[0].changed] == [("diabetes",)]
    assert not {"Cool the sore heel"} & {note.name for note in answer.do}


def test_where_two_pages_differ_the_more_careful_counts(advisor: Advisor) -> None:
    """Only one of the two pages keeps ice from somebody with diabetes."""
    names = ("bunions", "mortons-neuroma")
    assert "ice" in {note.measure for note in advisor.plan(names).do}
    assert "ice" not in {note.measure for note in advisor.plan(names, ("diabetes",)).do}


def test_the_order_of_names_changes_no_exercise(advisor: Advisor) -> None:
    assert sorted(ids(advisor.plan(PAIR))) == sorted(ids(advisor.plan(PAIR[::-1])))


def test_an_exercise_of_both_stands_once_and_for_both(advisor: Advisor) -> None:
    answer = advisor.plan(("ankle-sprain", "chronic-ankle-instability"))
    assert len(ids(answer)) == len({*ids(answer)})
    assert [ref.id for ref in answer.exercises[0].conditions] == ["ankle-sprain", "chronic-ankle-instability"]


def test_the_same_condition_twice_counts_once(advisor: Advisor) -> None:
    assert [one.id for one in advisor.plan(("bunions", "hallux valgus")).conditions] == ["bunions"]


@pytest.mark.slow
def test_no_two_exercises_load_the_same_part(advisor: Advisor, kb: KnowledgeBase) -> None:
    single = {one.id for one in kb.all(Measure) if one.one_at_a_time}
    for one in kb.all(Condition):
        for other in ("plantar-fasciitis", "achilles-tendinopathy"):
            chosen = {*ids(advisor.plan((one.id, other)))}
            records = (one, kb.get(Condition, other))
            for measure in single:
                loading = {id for r in records for a in r.actions if a.measure == measure for id in a.exercises}
                assert len(chosen & loading) <= 1, (one.id, other, measure)
    later = {left.id: left for left in advisor.plan(PAIR).later}
    assert later["heel-raise-towel"].reason == "same_part"
    assert later["heel-raise-towel"].by == "Heavy slow calf raises"


def test_the_more_urgent_page_decides_how_a_part_is_loaded(advisor: Advisor) -> None:
    """A failing arch tendon is loaded on both feet, seated at first, though heel pain may take one foot on a step."""
    answer = advisor.plan(("plantar-fasciitis", "posterior-tibial-tendon-dysfunction"))
    assert "seated-heel-raise" in ids(answer)
    assert "heel-raise-towel" not in ids(answer)
    by = {one.id: (one.reason, one.by) for one in answer.later}
    assert by["heel-raise-towel"] == ("same_part", "Seated heel raise")


def test_below_the_step_clashes_with_pain_at_the_heel_bone(advisor: Advisor) -> None:
    answer = advisor.plan(("achilles-tendinopathy", "insertional-achilles-tendinopathy", "plantar-fasciitis"))
    out = {left.id for left in answer.left_out if left.reason == "clash"}
    assert out >= {"eccentric-heel-drop", "heavy-slow-resistance-calf", "heel-raise-towel", "wall-calf-stretch"}
    assert {*ids(answer)} & {"double-heel-raise", "floor-heel-drop"}
    assert {"Try heel drops off a step", "Stretch your calf"} <= {clash.name for clash in answer.clashes}


@pytest.mark.parametrize("forefoot", ["mortons-neuroma", "metatarsalgia", "bunions", "sesamoiditis"])
def test_a_heel_lift_clashes_with_the_ball_of_the_foot(advisor: Advisor, forefoot: str) -> None:
    answer = advisor.plan(("achilles-tendinopathy", forefoot))
    clash = next(clash for clash in answer.clashes if "lift" in clash.name.lower())
    assert (clash.helps.id, clash.harms.id) == ("achilles-tendinopathy", forefoot)
    assert "ball of the foot" in clash.because
    assert "heel-lift" not in {note.measure for note in answer.do}
    assert {"rabusin-2021", "heel-inserts-forefoot-2008"} <= {source.id for source in answer.sources}


def test_raises_on_the_balls_of_the_feet_clash_with_the_bones_under_the_big_toe(advisor: Advisor) -> None:
    answer = advisor.plan(("sesamoiditis", "achilles-tendinopathy"))
    assert answer.exercises == ()
    assert {clash.helps.id for clash in answer.clashes if clash.exercises} == {"achilles-tendinopathy"}


def test_a_walking_programme_clashes_with_a_heel_that_walking_makes_sore(advisor: Advisor) -> None:
    answer = advisor.plan(("peripheral-artery-disease", "plantar-fasciitis"))
    assert "pain-paced-walking" not in ids(answer)
    assert ["Walk-rest-walk programme"] in [[*clash.exercises] for clash in answer.clashes]


def test_a_hip_is_not_lifted_twice_over(advisor: Advisor) -> None:
    """Both exercises are side-lying lifts of the leg, one with work for the foot before it."""
    chosen = ids(advisor.plan(("patellofemoral-pain", "flat-feet")))
    assert len({"hip-abduction-pfp", "foot-and-hip-strength"} & {*chosen}) == 1


def test_a_lift_with_diabetes_says_what_it_does_to_the_ball_of_the_foot(advisor: Advisor) -> None:
    assert "A heel lift loads the ball of the foot more." in advisor.plan(PAIR, ("diabetes",)).urgency.text
    assert "heel-inserts-forefoot-2008" in {one.id for one in advisor.plan(PAIR, ("diabetes",)).sources}


def test_whoever_stands_on_the_ball_of_the_foot_stops_where_it_gets_sore(kb: KnowledgeBase) -> None:
    raises = [
        one for one in kb.all(Exercise) if "raise" in one.id and one.kind == "strength" and "seated" not in one.id
    ]
    assert len(raises) >= 4
    assert all("ball of the foot" in one.stop_if for one in raises if one.id != "toe-raise-step")


def test_barefoot_standing_clashes_with_heel_pain(advisor: Advisor) -> None:
    assert "foot-exercise-barefoot" in {one.id for one in advisor.plan(("flat-feet", "plantar-fasciitis")).left_out}


def test_a_stiff_big_toe_is_not_bent_up_on_a_towel(advisor: Advisor) -> None:
    answer = advisor.plan(("hallux-rigidus", "plantar-fasciitis"))
    assert "heel-raise-towel" not in ids(answer)
    assert [clash.exercises for clash in answer.clashes] == [("High-load heel raise with a towel under the toes",)]


def test_a_page_that_qualifies_its_own_advice_is_no_clash(advisor: Advisor) -> None:
    """ "Do not rely on a brace alone" stands on a page that advises the brace."""
    assert advisor.plan(("ankle-sprain", "chronic-ankle-instability")).clashes == ()


def test_what_a_condition_implies_counts_as_if_it_were_said(advisor: Advisor) -> None:
    numb = advisor.plan(("achilles-tendinopathy", "peripheral-neuropathy"))
    assert numb.people == ("numb_feet",)
    assert "heavy-slow-resistance-calf" in {one.id for one in numb.left_out}
    assert "heel-raise-towel" not in ids(advisor.plan(("plantar-fasciitis", "severs-disease")))


def test_what_only_a_clinician_starts_is_left_for_later(advisor: Advisor) -> None:
    later = {one.id: one.reason for one in advisor.plan(("calf-strain", "achilles-tendinopathy")).later}
    assert later["heavy-slow-resistance-calf"] == "clinician"


def test_where_nothing_differs_for_somebody_it_is_said(advisor: Advisor, run: Run) -> None:
    assert advisor.plan(("plantar-fasciitis",), ("pregnancy", "diabetes")).unchanged == ("pregnancy",)
    assert (
        "nothing that differs here for: pregnancy"
        in run("plan", "plantar-fasciitis", "--for", "pregnancy", "--plain").out
    )


def test_what_two_pages_say_of_one_measure_is_told_apart(advisor: Advisor, run: Run) -> None:
    """Five minutes of cold for the one and twenty for the other cannot stand side by side without a name."""
    cold = next(note for note in advisor.plan(("bunions", "metatarsalgia")).do if note.measure == "ice")
    assert [[ref.id for ref in one.conditions] for one in cold.said] == [["bunions"], ["metatarsalgia"]]
    page = run("plan", "bunions", "metatarsalgia", "--plain").out
    assert "Bunions: Wrap a cold pack" in page
    assert "Ball of foot pain: Hold a wrapped cold pack" in page


def test_what_one_page_says_in_full_is_not_said_twice(run: Run) -> None:
    page = run("plan", *PAIR, "--plain").out
    assert page.count("Ask a pharmacist which pain relief suits you.") == 1
    assert "Say which other medicines you take." in page


def test_the_pain_rule_says_where_it_was_tested_and_where_it_is_borrowed(advisor: Advisor, run: Run) -> None:
    (note,) = advisor.plan(PAIR).pain
    assert (note.limit.most, note.limit.sources) == (5, ("silbernagel-2007",))
    assert (note.tested, note.borrowed) == (("Achilles tendinopathy",), ("Plantar fasciitis",))
    page = run("plan", *PAIR, "--plain").out
    assert "Tested in: Achilles tendinopathy. It was not tested for: Plantar fasciitis." in page
    assert "All others: no more than a mild ache." in page


# The weeks.


def test_exercises_join_one_after_the_other(advisor: Advisor) -> None:
    weeks = advisor.plan(PAIR).weeks
    assert [len(week.exercises) for week in weeks[:4]] == [2, 3, 4, 4]
    assert [sum(one.new for one in week.exercises) for week in weeks[:4]] == [2, 1, 1, 0]
    assert len(weeks) == 12


def test_a_week_says_how_many_how_often_and_what_comes_next(advisor: Advisor) -> None:
    raises, stretch = advisor.plan(PAIR).weeks[0].exercises
    assert (raises.how_many, raises.how_often, raises.days) == ("3 sets of 15", "3 days a week", ("mon", "wed", "fri"))
    assert (stretch.how_many, stretch.how_often) == ("10 holds of 10 seconds", "3 times a day, every day")
    assert raises.harder.startswith("When you could do 2 more repeats")
    last = {one.id: one for one in advisor.plan(PAIR).weeks[-1].exercises}
    assert last["plantar-fascia-stretch"].past_tested  # 8 weeks
    assert not last["heavy-slow-resistance-calf"].past_tested  # 12 weeks
    assert last["heavy-slow-resistance-calf"].harder.startswith("When you reach 10 repeats")


def test_an_amount_is_one_to_start_with(advisor: Advisor, run: Run) -> None:
    """Every week names the same count, though its steps lead away from it."""
    raises = [turn for week in advisor.plan(PAIR).weeks for turn in week.exercises if "heavy" in turn.id]
    assert {turn.how_many for turn in raises} == {"3 sets of 15"}
    assert len({turn.harder for turn in raises}) > 1
    page = run("plan", *PAIR, "--plain").out
    assert page.index("the amount to start with. If you do more by then") < page.index("Week 1")


def test_no_exercise_comes_more_often_than_its_dose_or_without_its_day_of_rest(kb: KnowledgeBase) -> None:
    for one in kb.all(Exercise):
        for days in (WEEKDAYS, ("mon", "tue", "wed"), ("sat", "sun"), ("thu",), ("sun", "mon", "thu", "fri")):
            found = spread(days, one)  # type: ignore[arg-type]
            assert 1 <= len(found) <= one.dose.days_a_week
            assert {*found} <= {*days}
            numbers = [WEEKDAYS.index(day) for day in found]
            if one.kind == "strength" and one.dose.days_a_week <= 3:
                assert not any((number + 1) % 7 in numbers for number in numbers), (one.id, days)


def test_fewer_days_than_the_dose_asks_for_are_said(advisor: Advisor, run: Run) -> None:
    answer = advisor.plan(PAIR, days=("mon", "wed", "fri"))
    assert {day for week in answer.weeks for one in week.exercises for day in one.days} == {"mon", "wed", "fri"}
    assert {one.id: one.days_short for one in answer.exercises}["plantar-fascia-stretch"] == 4
    assert (
        "It asks for 7 days a week, and your days give it 3."
        in run("plan", *PAIR, "--days", "fri,Mon,wed", "--plain").out
    )


def test_the_numbers_of_a_dose_are_those_of_its_words(kb: KnowledgeBase) -> None:
    for one in kb.all(Exercise):
        words = one.dose.text.lower()
        for number, unit in (
            (one.dose.days_a_week, "days a week"),
            (one.dose.weeks, "weeks"),
            (one.dose.minutes, "minutes"),
        ):
            if number and unit in words and number != 7:
                assert f"{number} {unit}" in words, one.id
        if "every day" in words or "every night" in words:
            assert one.dose.days_a_week == 7, one.id
        if one.dose.reps:
            assert {str(one.dose.reps), str(one.dose.reps_most), str(one.dose.sets)} & {
                *words.replace(".", " ").split()
            }, one.id


def test_a_start_gives_every_week_and_checkpoint_its_date(advisor: Advisor) -> None:
    answer = advisor.plan(PAIR, start=START)
    assert [week.begins for week in answer.weeks[:3]] == ["2027-03-20", "2027-03-27", "2027-04-03"]
    assert {(one.weeks, one.date) for one in answer.checkpoints} == {
        (2, "2027-04-03"), (6, "2027-05-01"), (12, "2027-06-12"),
    }  # fmt: skip
    undated = advisor.plan(PAIR)
    assert {week.begins for week in undated.weeks} == {one.date for one in undated.checkpoints} == {None}


def test_a_short_plan_has_a_checkpoint_all_the_same(advisor: Advisor) -> None:
    answer = advisor.plan(("plantar-fasciitis",), weeks=1)
    assert (len(answer.weeks), [one.weeks for one in answer.checkpoints]) == (1, [2])
    assert len(advisor.plan(("plantar-fasciitis",), weeks=52).weeks) == 52


@pytest.mark.parametrize("asked", [{"weeks": 0}, {"weeks": 53}, {"days": ()}, {"start": date(1999, 1, 1)}])
def test_what_is_out_of_bounds_is_refused(advisor: Advisor, asked: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        advisor.plan(PAIR, **asked)  # type: ignore[arg-type]


def test_levels_only_rise_with_what_is_known(advisor: Advisor, kb: KnowledgeBase) -> None:
    for one in kb.all(Condition):
        alone, at_risk = (advisor.plan((one.id,), who).urgency.level for who in ((), ("numb_feet",)))
        assert rank(at_risk) <= rank(alone) == rank(one.urgency)


# The calendar.


def text(advisor: Advisor, stamp: datetime = STAMP, **asked: object) -> str:
    return calendar(advisor.plan(PAIR, **{"start": START, **asked}), stamp)  # type: ignore[arg-type]


def test_lines_end_and_fold_as_the_standard_says(advisor: Advisor) -> None:
    lines = text(advisor).split("\r\n")
    assert lines[-1] == ""
    assert all("\n" not in line and len(line.encode()) <= 75 for line in lines)
    long = "DESCRIPTION:" + "Köhler’s, é€ " * 40
    pieces = fold(long)
    assert "".join((pieces[0], *(piece[1:] for piece in pieces[1:]))) == long
    assert all(len(piece.encode()) <= 75 for piece in pieces)


def test_two_readers_find_the_same_events(advisor: Advisor) -> None:
    answer = advisor.plan(PAIR, start=START)
    one = {str(e["UID"]): e for e in icalendar.Calendar.from_ical(text(advisor)).walk("VEVENT")}
    other = {e.uid.value: e for e in vobject.readOne(text(advisor)).vevent_list}
    assert one.keys() == other.keys()
    doses = sum(exercise.dose.times_a_day or 1 for exercise in answer.exercises)
    assert len(one) == doses + len({point.weeks for point in answer.checkpoints})
    for uid, event in one.items():
        assert str(event["SUMMARY"]) == other[uid].summary.value
        assert str(event["DESCRIPTION"]) == other[uid].description.value
        assert event["DTSTART"].dt == other[uid].dtstart.value
    raises = next(e for e in one.values() if str(e["SUMMARY"]) == "Heavy slow calf raises")
    assert "3 sets. Start with 15, and over" in str(raises["DESCRIPTION"])
    assert "\n" in str(raises["DESCRIPTION"])


def test_each_session_falls_on_the_days_of_the_plan(advisor: Advisor) -> None:
    answer = advisor.plan(PAIR, start=START, days=("tue", "thu", "sun"))
    by_name = {e.summary.value: e for e in vobject.readOne(calendar(answer, STAMP)).vevent_list}
    for exercise in answer.exercises:
        days = [found.date() for found in by_name[exercise.name].getrruleset(addRDate=True)]
        expected = [
            date.fromisoformat(week.begins or "").toordinal() + offset
            for week in answer.weeks
            for offset in range(7)
            for turn in week.exercises
            if turn.id == exercise.id
            and WEEKDAYS[date.fromordinal(date.fromisoformat(week.begins or "").toordinal() + offset).weekday()]
            in turn.days
        ]
        assert [day.toordinal() for day in days] == expected
        assert expected


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Australia/Sydney"])
def test_the_hour_stays_when_the_clocks_change(advisor: Advisor, zone: str) -> None:
    """Floating times: the same hour on the wall before and after, though the distance from UTC differs."""
    for begins in (date(2027, 3, 1), date(2027, 9, 20)):
        session = vobject.readOne(text(advisor, start=begins)).vevent_list[0]
        found = list(session.getrruleset(addRDate=True))
        assert all(moment.tzinfo is None for moment in found)
        local = [moment.replace(tzinfo=ZoneInfo(zone)) for moment in found]
        assert len({(moment.hour, moment.minute) for moment in local}) == 1
        assert len({moment.utcoffset() for moment in local}) == 2  # the change lies within the plan


def test_imported_again_it_updates_and_doubles_nothing(advisor: Advisor) -> None:
    def events(**asked: object) -> dict[str, object]:
        found = icalendar.Calendar.from_ical(text(advisor, **asked)).walk("VEVENT")
        assert len({str(e["UID"]) for e in found}) == len(found)
        return {str(e["UID"]): (e["DTSTAMP"].dt, int(e["SEQUENCE"])) for e in found}

    first = events()
    later = datetime(2027, 2, 1, tzinfo=UTC)
    for change in ({"start": date(2027, 4, 5)}, {"days": ("tue", "sat")}, {"weeks": 20}, {"who": ("older_adult",)}):
        again = events(stamp=later, **change)
        assert first.keys() == again.keys(), change
        assert all(again[uid] > first[uid] for uid in first)  # type: ignore[operator]


def test_another_body_has_other_events(advisor: Advisor) -> None:
    def uids(names: tuple[str, ...]) -> set[str]:
        made = calendar(advisor.plan(names, start=START), STAMP)
        return {str(event["UID"]) for event in icalendar.Calendar.from_ical(made).walk("VEVENT")}

    assert not uids(PAIR) & uids(("plantar-fasciitis",))
    assert uids(PAIR) == uids(PAIR[::-1])


def test_a_session_says_whom_it_is_not_for(advisor: Advisor) -> None:
    """The calendar is read without the page, and weeks later."""
    found = vobject.readOne(text(advisor, who=("diabetes",))).vevent_list
    told = {e.summary.value: e.description.value for e in found}
    assert "If any part of your feet is numb, leave this out." in told["Heavy slow calf raises"]
    assert "closed shoes" in told["Wall calf stretch (straight knee)"]
    assert "is numb, leave" not in told["Wall calf stretch (straight knee)"]


def test_checkpoints_take_the_whole_day(advisor: Advisor) -> None:
    found = icalendar.Calendar.from_ical(text(advisor)).walk("VEVENT")
    days = [e for e in found if not isinstance(e["DTSTART"].dt, datetime)]
    assert {e["DTSTART"].dt for e in days} == {date(2027, 4, 3), date(2027, 5, 1), date(2027, 6, 12)}
    assert all((e["DTEND"].dt - e["DTSTART"].dt).days == 1 for e in days)


def test_the_same_question_makes_the_same_file_but_for_its_stamp(advisor: Advisor) -> None:
    later = text(advisor, stamp=datetime(2027, 1, 6, tzinfo=UTC)).splitlines()
    differ = [(a, b) for a, b in zip(text(advisor).splitlines(), later, strict=True) if a != b]
    assert differ
    assert all(line.startswith(("DTSTAMP:", "SEQUENCE:")) for pair in differ for line in pair)


def events(made: str) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(made).walk("VEVENT"))


def sessions(made: str) -> list[icalendar.Event]:
    return [one for one in events(made) if isinstance(one["DTSTART"].dt, datetime)]


def test_each_dose_of_the_day_has_an_event_and_no_two_share_a_minute(advisor: Advisor, kb: KnowledgeBase) -> None:
    for names in (PAIR, ("plantar-fasciitis", "bunions"), ("shin-splints", "flat-feet", "high-arches")):
        answer = advisor.plan(names, start=START)
        for at in ((), (time(7, 30),), (time(7, 30), time(7, 35)), (time(23, 50),)):
            found = sessions(calendar(answer, STAMP, at))
            minutes = [one["DTSTART"].dt.time() for one in found]
            assert len(minutes) == len(set(minutes)), (names, at)
            for exercise in answer.exercises:
                mine = [one for one in found if str(one["SUMMARY"]) == exercise.name]
                assert len(mine) == (exercise.dose.times_a_day or 1), exercise.id
        days = [one["DTSTART"].dt for one in events(calendar(answer, STAMP)) if one not in found]
        assert len(days) == len(set(days))


def test_a_time_of_day_can_be_chosen(advisor: Advisor, run: Run) -> None:
    made = calendar(advisor.plan("achilles-tendinopathy", start=START), STAMP, (time(7, 30),))
    assert sessions(made)[0]["DTSTART"].dt.time() == time(7, 30)
    assert "T073000" in run("plan", "achilles-tendinopathy", "--at", "7:30", "--ics", "-").out
    for wrong in ("25:00", "noon", "7", "07:30Z"):
        ran = run("plan", "bunions", "--at", wrong, "--ics", "-")
        assert (ran.code, ran.out) == (2, "")
        assert "is no time" in ran.err


def test_an_alarm_can_be_left_out(advisor: Advisor, run: Run) -> None:
    answer = advisor.plan("plantar-fasciitis", start=START)
    with_alarm = icalendar.Calendar.from_ical(calendar(answer, STAMP))
    assert len(with_alarm.walk("VALARM")) == len(with_alarm.walk("VEVENT"))
    assert "VALARM" not in calendar(answer, STAMP, alarms=False)
    assert "VALARM" not in run("plan", "plantar-fasciitis", "--no-alarm", "--ics", "-").out


def test_a_calendar_has_a_name_of_its_own(advisor: Advisor) -> None:
    assert "X-WR-CALNAME:Foot exercises: Plantar fasciitis and Achilles tendinopathy\r\n" in text(advisor)


def test_an_event_says_its_days_and_where_they_are_fewer_than_the_dose(advisor: Advisor) -> None:
    answer = advisor.plan("plantar-fasciitis", start=START, days=("mon", "wed", "fri"))
    told = str(
        next(one for one in sessions(calendar(answer, STAMP)) if "stretch" in str(one["SUMMARY"]))["DESCRIPTION"]
    )
    assert "On: Monday, Wednesday and Friday." in told
    assert "It asks for 7 days a week, and your days give it 3." in told
    assert re.search(r"From week \d+ on: not tested for so long", told)


def test_what_a_shorter_plan_lacks_can_be_cancelled(advisor: Advisor, run: Run, tmp_path: Path) -> None:
    new, gone = tmp_path / "new.ics", tmp_path / "gone.ics"
    ran = run("plan", "plantar-fasciitis", "--weeks", "4", "--ics", str(new), "--ics-cancel", str(gone))
    assert ran.code == 0, ran.err
    usual = {str(one["UID"]) for one in events(calendar(advisor.plan("plantar-fasciitis", start=START), STAMP))}
    kept = {str(one["UID"]) for one in events(new.read_text())}
    cancelled = {str(one["UID"]): str(one["STATUS"]) for one in events(gone.read_text())}
    assert cancelled
    assert set(cancelled.values()) == {"CANCELLED"}
    assert kept | set(cancelled) == usual
    assert not kept & set(cancelled)
    every = run("plan", "plantar-fasciitis", "--ics-cancel", "-").out
    assert {str(one["UID"]) for one in events(every)} == usual


# The command.


def test_a_calendar_file_is_written_whole_and_never_over_another(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "plan.ics"
    made = run("plan", *PAIR, "--start", "2027-03-20", "--ics", str(file))
    assert made.code == 0
    assert f"Calendar from 2027-03-20: {file}" in made.err
    assert "Week by week" in made.out
    before = file.read_bytes()
    assert before.startswith(b"BEGIN:VCALENDAR\r\n")
    again = run("plan", *PAIR, "--weeks", "2", "--ics", str(file))
    assert (again.code, again.out) == (2, "")
    assert "is there already. Give another name, or --force" in again.err
    assert file.read_bytes() == before
    assert run("plan", *PAIR, "--weeks", "2", "--ics", str(file), "--force").code == 0
    assert b"COUNT=6" in file.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["plan.ics"]


@pytest.mark.skipif(os.name == "nt", reason="no umask there")
def test_a_calendar_is_as_private_as_other_new_files_and_goes_where_a_link_leads(run: Run, tmp_path: Path) -> None:
    usual = os.umask(0o077)
    try:
        assert run("plan", "bunions", "--ics", str(tmp_path / "b.ics")).code == 0
    finally:
        os.umask(usual)
    assert (tmp_path / "b.ics").stat().st_mode & 0o777 == 0o600
    (tmp_path / "link.ics").symlink_to(tmp_path / "b.ics")
    (tmp_path / "b.ics").write_text("mine")
    assert run("plan", "bunions", "--ics", str(tmp_path / "link.ics")).code == 2
    assert run("plan", "bunions", "--ics", str(tmp_path / "link.ics"), "--force").code == 0
    assert (tmp_path / "link.ics").is_symlink()
    assert (tmp_path / "b.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert (tmp_path / "b.ics").stat().st_mode & 0o777 == 0o600


def test_a_calendar_that_cannot_be_written_is_one_clear_error(run: Run, tmp_path: Path) -> None:
    for place, code in ((tmp_path / "no" / "such.ics", 1), (tmp_path, 2)):
        ran = run("plan", "bunions", "--ics", str(place))
        assert (ran.code, ran.out) == (code, "")
        assert "Traceback" not in ran.err
        as_json = run("plan", "bunions", "--ics", str(place), "--json")
        assert json.loads(as_json.out)["error"]["message"]
    assert list(tmp_path.iterdir()) == []


def test_without_a_start_the_calendar_begins_today_and_says_so(run: Run, tmp_path: Path) -> None:
    before = date.today()
    ran = run("plan", "bunions", "--ics", str(tmp_path / "b.ics"))
    assert "No --start was given: it starts today." in ran.err
    told = date.fromisoformat(ran.err.split("Calendar from ")[1][:10])
    assert before <= told <= date.today()


def test_a_calendar_on_standard_output_is_nothing_but_the_calendar(run: Run) -> None:
    ran = run("plan", "bunions", "--start", "2027-01-01", "--ics", "-")
    assert ran.out.startswith("BEGIN:VCALENDAR")
    assert ran.out.rstrip().endswith("END:VCALENDAR")
    clash = run("plan", "bunions", "--ics", "-", "--json")
    assert (clash.code, json.loads(clash.out)["error"]["code"]) == (2, "usage")


def test_where_there_is_no_plan_there_is_no_calendar(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "no.ics"
    ran = run("plan", "achilles-rupture", "--ics", str(file))
    assert ran.code == 0
    assert "URGENT: get seen today" in ran.out
    assert "No calendar was written" in ran.err
    assert not file.exists()


def test_the_json_carries_the_plan(run: Run) -> None:
    ran = run("plan", *PAIR, "--for", "diabetes", "--start", "2027-03-20", "--weeks", "3", "--json")
    document = json.loads(ran.out)
    assert ran.err == ""
    assert [week["begins"] for week in document["weeks"]] == ["2027-03-20", "2027-03-27", "2027-04-03"]
    assert document["weeks"][0]["exercises"][0]["days"] == ["mon", "wed", "fri"]
    assert document["exercises"][0]["dose"]["sets"] == 3
    assert document["query"]["who"] == ["diabetes"]
