"""The words of English dates, with their numbers.

Abbreviations are those of newspapers ("Sept.", "Tues."), number words those found before "days
later". Seasons carry the codes of EDTF level 1 (ISO 8601-2 §4.8): 21 spring to 24 winter.
"""

MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4,
    "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9,
    "sept": 9, "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip

WEEKDAYS = {
    "monday": 0, "mon": 0, "tuesday": 1, "tue": 1, "tues": 1, "wednesday": 2, "wed": 2, "thursday": 3,
    "thu": 3, "thur": 3, "thurs": 3, "friday": 4, "fri": 4, "saturday": 5, "sat": 5, "sunday": 6, "sun": 6,
}  # fmt: skip

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "a couple of": 2, "a dozen": 12,
}  # fmt: skip

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "twenty-second": 22, "twenty-third": 23,
    "twenty-fourth": 24, "twenty-fifth": 25, "twenty-sixth": 26, "twenty-seventh": 27,
    "twenty-eighth": 28, "twenty-ninth": 29, "thirtieth": 30, "thirty-first": 31,
}  # fmt: skip

# Feasts with the same day every year, known wherever English newspapers are printed. A day that
# one country keeps ("Independence Day") is the archive's to define.
_FIXED_FEASTS = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24),
    "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26), "may day": (5, 1),
    "st valentine's day": (2, 14), "valentine's day": (2, 14), "st patrick's day": (3, 17),
    "st george's day": (4, 23), "st nicholas day": (12, 6), "st andrew's day": (11, 30),
    "st stephen's day": (12, 26), "st john's day": (6, 24), "all saints' day": (11, 1),
    "all souls' day": (11, 2), "twelfth night": (1, 5), "epiphany": (1, 6), "midsummer's day": (6, 24),
    "lady day": (3, 25), "michaelmas": (9, 29), "candlemas": (2, 2), "martinmas": (11, 11),
    "lammas": (8, 1), "armistice day": (11, 11), "guy fawkes night": (11, 5), "bonfire night": (11, 5),
    "hogmanay": (12, 31), "halloween": (10, 31), "hallowe'en": (10, 31), "bastille day": (7, 14),
    "international women's day": (3, 8),
}  # fmt: skip


def _spellings(feast: str) -> set[str]:
    """Give a feast's name with either apostrophe, with "St" and "St."."""
    forms = {feast, feast.replace("st ", "st. ", 1)} if feast.startswith("st ") else {feast}
    return forms | {form.replace("'", "’") for form in forms}


FEASTS = {form: day for feast, day in _FIXED_FEASTS.items() for form in _spellings(feast)}

# Feasts that every country keeps on another day: found, and for the archive to define.
OPEN_FEASTS = (
    "independence day", "victory day", "republic day", "national day", "liberation day", "constitution day",
    "memorial day", "labour day", "remembrance day", "army day",
)  # fmt: skip

# Feasts whose names alone are more than a day: they need a preposition or a year.
SHORT_FEASTS = frozenset({"christmas", "easter", "epiphany", "thanksgiving"})

# Holidays of the United States by month, weekday (Monday is 0) and which of the month (5 U.S.C. 6103).
WEEKDAY_FEASTS = {"thanksgiving day": (11, 3, 4), "thanksgiving": (11, 3, 4), "labor day": (9, 0, 1)}

# Days counted from Easter Sunday.
EASTER_FEASTS = {
    "palm sunday": -7, "maundy thursday": -3, "good friday": -2, "easter sunday": 0, "easter day": 0,
    "easter": 0, "whitsun": 49, "corpus christi": 60,
    "easter monday": 1, "whit sunday": 49, "whit monday": 50, "ascension day": 39,
    "shrove tuesday": -47, "ash wednesday": -46,
}  # fmt: skip


def month_number(word: str) -> int:
    """Give 1 to 12 for a month's name or abbreviation, with or without its full stop."""
    return MONTHS[word.lower().rstrip(".")]


def day_number(word: str) -> int:
    """Give the number in "16", "16th", "3d" or "sixteenth"."""
    digits = "".join(c for c in word if c.isdecimal())
    return int(digits) if digits else ORDINALS[word.lower().replace(" ", "-")]


def count(word: str) -> float:
    """Give the number in "3", "three", "a", "a couple of", "half a"; 0 where it is none."""
    word = " ".join(word.lower().split())
    if word.isdecimal():
        return int(word)
    if word.startswith("half"):
        return 0.5
    if word.endswith("and a half"):
        return count(word.removesuffix("and a half").strip()) + 0.5
    tens, _, unit = word.partition("-")
    return NUMBERS.get(word) or NUMBERS.get(tens, 0) + NUMBERS.get(unit, 0)
