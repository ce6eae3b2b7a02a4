"""Rules of pages: full pages are full, look-alikes look back, and a page agrees with its red flags."""

import re
from collections.abc import Iterator

from footadvice.knowledge.levels import ALARMS, is_above, most_urgent
from footadvice.knowledge.records import Dose
from footadvice.knowledge.validation.diagnostics import Fault
from footadvice.knowledge.validation.traverse import Data, lost


def full_pages_are_full(data: Data) -> Iterator[Fault]:
    for one in data["conditions"]:
        if one.detail == "full":
            for field, ok, least in (
                ("other_names", len(one.other_names) >= 3, "3 or more"),
                ("zones", 1 <= len(one.zones) <= 4, "1 to 4"),
                ("findings", 5 <= len(one.findings) <= 14, "5 to 14"),
                ("look_alikes", len(one.look_alikes) >= 2, "2 or more"),
                ("actions", len(one.actions) >= 5, "5 or more"),
                ("actions", sum(action.today for action in one.actions) >= 3, "3 or more for today"),
                ("avoid", len(one.avoid) >= 1, "1 or more"),
                ("causes", len(one.causes) >= 2, "2 or more"),
                ("care", len(one.care) >= 2, "2 or more"),
                ("course", bool(one.course.checkpoints) or not one.course.known, "checkpoints, or not known"),
                ("red_flags", len(one.red_flags) >= 1, "1 or more"),
            ):
                if not ok:
                    message, repair = f"a full page needs {least}", "fill it or say short"
                    yield Fault("conditions.json", one.id, field, message, repair, at=(field,))


def look_alikes_look_back(data: Data) -> Iterator[Fault]:
    by_id = {one.id: one for one in data["conditions"]}
    for one in data["conditions"]:
        for place, other in enumerate(one.look_alikes):
            back, at = by_id.get(other.condition), ("look_alikes", place)
            if back and back.detail == "full" and not other.one_way:
                if one.id not in {again.condition for again in back.look_alikes}:
                    message, repair = f"{other.condition} does not name it back", "add it there, or say one_way why"
                    yield Fault("conditions.json", one.id, "look_alikes", message, repair, at=at)
            if other.condition == one.id:
                yield Fault("conditions.json", one.id, "look_alikes", "names itself", "drop it", at=at)


def conditions_can_be_reached(data: Data) -> Iterator[Fault]:
    for one in data["conditions"]:
        if not one.zones and not one.findings:
            message = "has neither zone nor finding"
            yield Fault("conditions.json", one.id, "zones", message, "add one", at=("zones",))


def red_flags_can_be_raised(data: Data) -> Iterator[Fault]:
    for flag in data["red_flags"]:
        for field, wrong, message, repair in (
            ("raised_by", not flag.raised_by or not all(flag.raised_by), "has no findings", "name what raises it"),
            ("level", flag.level == "self_care", "self_care is no red flag", "raise or delete it"),
            ("phrases", len(flag.phrases) < 5, "are fewer than 5", "add how people write it"),
        ):
            if wrong:
                yield Fault("red_flags.json", flag.id, field, message, repair, at=(field,))


def urgency_agrees_with_red_flags(data: Data) -> Iterator[Fault]:
    """A page that is an emergency shows an emergency flag: the box and the level cannot disagree."""
    level = {flag.id: flag.level for flag in data["red_flags"]}
    unknown = lost(data, "red_flags")
    for one in data["conditions"]:
        worst = most_urgent(level[id] for id in one.red_flags if id in level) or "self_care"
        if one.urgency in ALARMS and is_above(one.urgency, worst):
            if not unknown.intersection(one.red_flags):
                message, repair = f"none is {one.urgency}", "add the red flag"
                yield Fault("conditions.json", one.id, "red_flags", message, repair, at=("red_flags",))


def what_is_avoided_is_not_advised(data: Data) -> Iterator[Fault]:
    """A page whose own exercises do the very thing that it says to avoid would contradict itself."""
    for one in data["conditions"]:
        advised = {id for action in one.actions for id in action.exercises}
        for place, avoid in enumerate(one.avoid):
            for id in sorted(advised.intersection(avoid.exercises)):
                message = f"names {id}, which it also advises"
                yield Fault("conditions.json", one.id, "avoid", message, "drop it from one", at=("avoid", place))
        if one.exercise_waits and any(action.exercises for action in one.actions if action.today):
            message, repair = "is set, and an action for today has exercises", "drop it, or set today to false"
            yield Fault("conditions.json", one.id, "exercise_waits", message, repair, at=("exercise_waits",))


# What an action may say of its exercises in words, and the number of the dose that has to say the same.
_SAID = (
    ("days_a_week", re.compile(r"(\d+) (?:days|times) a week")),
    ("weeks", re.compile(r"(\d+) weeks(?! old)")),
    ("times_a_day", re.compile(r"(\d+) times a day")),
)


def doses_are_those_of_their_action(data: Data) -> Iterator[Fault]:
    """One exercise in one condition has one dose: what the action says of it, and what stands below the exercise."""
    exercises = {one.id: one for one in data["exercises"]}
    for one in data["conditions"]:
        for place, action in enumerate(one.actions):
            at = ("actions", place)
            for pair in action.doses:
                if pair.exercise not in action.exercises:
                    message = f"{pair.exercise} is none of its exercises"
                    yield Fault("conditions.json", one.id, "doses", message, "name it there, or drop the dose", at=at)
            for exercise in (exercises[id] for id in action.exercises if id in exercises):
                for field, numbers, given in _unlike(action.text, action.dose_of(exercise)):
                    message = f"{exercise.id} has {field} {given}, and the text says {numbers}"
                    yield Fault("conditions.json", one.id, "doses", message, "give it its dose in doses", at=at)


def _unlike(text: str, dose: Dose) -> Iterator[tuple[str, int, int]]:
    """What a text says in one number and a dose in another: the field and both."""
    for field, pattern in _SAID:
        numbers, given = set(map(int, pattern.findall(text))), getattr(dose, field)
        if len(numbers) == 1 and given is not None and given not in numbers:
            yield field, numbers.pop(), given
