"""The age and the length of time that are written in a text."""

import re

# Written out, and compiled by `re` when they are first used: most texts give neither an age nor a time.
_AGE = (
    r"\b(\d{1,3})[\s-]*(?:years?|yrs?|yr|yo|y/o)[\s-]*(?:olds?|of age|boy|girl|man|woman|lady|male|female)\b|"
    r"\b(\d{1,3}) ?(?:yo|y/o)\b|"
    r"\b(?:aged?|i am|im|turned|(?:he|she|mum|mom|mother|dad|father|nan|gran|grandad|husband|wife)(?: i)?s)"
    r" (\d{1,3})\b(?! ?(?:weeks?|days?|months?|hours?|miles?|km|foot|feet|pounds?|lbs|kg|st))|"
    r"^\W*(\d{1,3}),? (?=(?:and |i |ive |im |fell|slipped|tripped|female|male|man|woman|lady|on |with )\b)|"
    r"(?:^\W*|[,(] ?|\b(?:am|im) )(\d{2}) ?[mf]\b|"
    r"\b(?:male|female),? (\d{2})\b(?! ?(?:weeks?|days?|months?|hours?|miles?|km|kg|st|years? ago))"
)
_KIN = (
    r"(?:son|daughter|child|kid|boy|girl|lad|baby|toddler|grandson|granddaughter|grandchild|nephew|niece|mum|mom|mother|"
    r"dad|father|nan|gran|grandma|grandad|grandfather|grandmother|husband|wife|partner|brother|sister)"
)
_THEIR_AGE = (
    r"\b(?:my|our|his|her|the|a) (?:little |youngest |oldest |eldest )?(\d{1,2})[\s-]*(?:years?|yrs?|yr|yo|y/o|y\.o\.?)"
    r"(?:[\s-]*olds?)?\b(?! (?:ago|history))|"
    rf"\b(?:my|our) (?:[a-z]+ )?{_KIN}(?: is|s| who is|,)? (?:aged? |now |just |only )?(\d{{1,3}})\b(?=[,.;)!? ]|$)"
    r"(?! ?(?:weeks?|days?|months?|hours?|times))|"
    rf"\b(?:my|our) (?:[a-z]+ )?{_KIN} ?\((?:aged? )?(\d{{1,3}})\)"
)
_WRITERS_AGE = (
    r"\b(?:i am|im|turned) (\d{1,3})\b|"
    r"\b(\d{1,3})[\s-]*(?:years?|yrs?|yr|yo|y/o)[\s-]*old (?:mum|mom|mother|dad|father|parent)"
)
_SMALL_CHILD = r"\b(?:my|our) (?:[a-z]+ )?(?:babys?|toddlers?|newborns?|infants?)\b"
_WRITTEN_AGE = r"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[\s-]years?[\s-]olds?\b"
_SPOKEN_AGE = (  # "she's two and will not walk"
    r"\b(?:he|she) ?(?:is |s )(?:only |just |nearly )?"
    r"(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?=$|[,.;!?)]| and\b| but\b| now\b)"
)
_MONTHS_OLD = r"\b\d{1,2}[\s-]*(?:months?|weeks?)[\s-]*olds?\b"
_SPAN = (
    r"\b(\d{1,4}|an?|one|two|three|four|five|six|several|few|couple(?: of)?|many)[\s-]+(day|week|wk|month|year|yr)s?\b"
    r"(?![\s-]*(?:old|of age))(?! ago)|\b(?:past|last|for) (day|week|month|year)s\b|\b(week|month|year)s now\b|"
    r"\bsince [a-z ]{0,20}last (year)\b"
)
_EXPECTING = r"\b(pregnan\w*|trimester|midwife|antenatal|expecting|weeks gone)\b"
_WEEKS = r"\b([4-9]|[1-3]\d|4[0-2])[\s-]*(weeks?|wks?)\b"
_NO_DURATION = (  # "for the first time in 5 years", "an appointment in 3 weeks", "in 2 weeks time"
    r"\b(?:first|only|last|best|worst) (?:\w+ )?(?:time |one )?in "
    r"[\w ]{1,12}?(?:days?|weeks?|wks?|months?|years?|yrs?)\b|"
    r"\b(?:appointment|appt|operation|op|surgery|scan|wedding|race|marathon|holiday|due|fly|flying) (?:is )?in "
    r"[\w ]{1,12}?(?:days?|weeks?|wks?|months?)\b|\bin [\w ]{1,12}?(?:days?|weeks?|wks?|months?|years?) ?time\b"
)
_AGO = r"\b(\d{1,3}|an?|one|two|three|four|five|six|several|few|couple of) (day|week|wk|month)s? ago\b"
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "few": 3, "four": 4, "several": 4, "five": 5}
_NUMBERS |= {"six": 6, "many": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_OLDEST = 110
_UNITS = {"day": 1, "week": 7, "wk": 7, "month": 30, "year": 365, "yr": 365}


def age(text: str, own_body: bool = False) -> int | None:
    """The age in years of whom `text` is about; 0 for one in weeks or months; None if it gives none.

    A parent who gives both ages asks for the child, unless they tell of a body of their own.

    Args:
        own_body: whether the writer tells of a body of their own.

    >>> age("my 10 year old"), age("i am 67"), age("for 3 years"), age("8 months old"), age("mother is 82")
    (10, 67, None, 0, 82)
    >>> age("45 year old mum here, my 4 year old is limping"), age("I'm 29 and my baby's leg is swollen")
    (4, None)
    >>> age("My grandson, 3, has a fever. I'm 70 years old."), age("my two year old"), age("I'm 45, my son is 3")
    (3, 2, 3)
    >>> age("81, fell in the bath"), age("34F, sore heel"), age("she's two and limps"), age("she's one of three")
    (81, 34, 2, None)
    """
    text = _plain(text)
    if not any(character.isdigit() for character in text) and not re.search(rf"year|{_SPOKEN_AGE}", text):
        return None
    if re.search(_MONTHS_OLD, text):
        return 0
    for written in (_WRITTEN_AGE, _SPOKEN_AGE):
        text = re.sub(written, lambda match: match[0].replace(match[1], str(_NUMBERS[match[1]])), text)
    ages = [years for match in re.finditer(_AGE, text) if (years := _years(match)) is not None]
    theirs = [years for match in re.finditer(_THEIR_AGE, text) if (years := _years(match)) is not None]
    if theirs and not own_body:
        return min(theirs)
    writers = [years for match in re.finditer(_WRITERS_AGE, text) if (years := _years(match)) is not None]
    if ages == writers and not own_body and re.search(_SMALL_CHILD, text):
        return None  # the writer's age, and the child's is not given
    return ages[0] if ages else None


def _years(match: re.Match[str]) -> int | None:
    years = int(next(filter(None, match.groups())))
    return years if years <= _OLDEST else None


def days(text: str) -> int | None:
    """The longest time in days that `text` names; None if it names none.

    >>> days("for 3 weeks"), days("a couple of days"), days("years now"), days("a 4 year old"), days("10 years ago")
    (21, 2, 1095, None, None)
    >>> days("32 weeks pregnant"), days("pregnant, my feet hurt for 3 days")
    (None, 3)
    >>> days("I am 52 years"), days("48 years male, since 5 months"), days("since March last year")
    (None, 150, 365)
    >>> days("walked well for the first time in 5 years"), days("scan in 3 weeks"), days("no better in 6 weeks")
    (None, None, 42)
    """
    text = re.sub(_AGE, "", _plain(text))  # "I am 52 years"
    if re.search(_EXPECTING, text):
        text = re.sub(_WEEKS, "", text)  # of the child, and not of the complaint
    if not any(unit in text for unit in _UNITS):
        return None
    text = re.sub(_NO_DURATION, "", text)
    spans = []
    for match in (*re.finditer(_SPAN, text), *re.finditer(_AGO, text)):
        written = match[1] or ("one" if match[0].startswith("since") else "few")
        number, unit = written.split()[0], next(filter(None, match.groups()[1:]))
        spans.append((int(number) if number.isdigit() else _NUMBERS[number]) * _UNITS[unit])
    return max(spans, default=None)


def _plain(text: str) -> str:
    return re.sub(r"['\u2018\u2019\u00b4\u02bc\u2032`]", "", text.lower())
