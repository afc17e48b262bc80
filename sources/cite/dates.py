"""Dates as CSL-JSON has them, from the EDTF that the archive stores.

CSL 1.0.2 knows a day, a month, a year, a season, a range of two of these, "circa", and for the
rest a literal. EDTF (ISO 8601-2) knows more: "one of two days", decades, open ends. What CSL can
say as date-parts is said so; what it cannot is given in words rather than bent.
https://docs.citationstyles.org/en/stable/specification.html#date-variables
"""

import re
from functools import lru_cache
from typing import Final, TypedDict

from sources.values import edtf as calendar
from sources.values.language import in_english

CslDate = TypedDict(
    "CslDate",
    {"date-parts": list[list[int]], "season": int, "circa": bool, "literal": str},
    total=False,
)

_SINGLE: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
_QUALIFIERS: Final = re.compile(r"[?~%]")
_YEARS: Final = re.compile(r"(?<!\d)\d{4}(?!\d|s)", re.ASCII)
_LAST_MONTH: Final = 12
_BEFORE_SPRING: Final = 20  # EDTF numbers the seasons 21 (spring) to 24 (winter); CSL 1 to 4.


@lru_cache(maxsize=4096)
def csl_date(value: str) -> CslDate | None:
    """Turn a normalised EDTF value into a CSL date; the empty value is no date: None.

    The same value gives the same object, which nobody changes: a list has the same days again and again.

    A qualifier (``~``, ``?``, ``%``) anywhere makes the whole date "circa". Raises ValueError,
    with the sentence of ``values.edtf``, for what is no EDTF.
    """
    if not value:
        return None
    bare = _QUALIFIERS.sub("", value)
    sides = [_parts(side) for side in bare.split("/")]
    date: CslDate
    match sides:
        case [[year, season]] if season > _LAST_MONTH:
            date = {"date-parts": [[year]], "season": season - _BEFORE_SPRING}
        case [[_, *_]]:
            date = {"date-parts": sides}
        case [[_, *rest], [_, *other]] if all(part[0] <= _LAST_MONTH for part in (rest, other) if part):
            date = {"date-parts": sides}
        case _:
            with in_english():
                return {"literal": calendar.in_words(value)}
    if bare != value:
        date["circa"] = True
    return date


def _parts(side: str) -> list[int]:
    """Give year, month, day as far as they are there; nothing for any other form of EDTF."""
    found = _SINGLE.fullmatch(side)
    return [int(part) for part in found.groups() if part] if found else []


def ends(date: CslDate | None) -> tuple[list[int], list[int]]:
    """Give the parts of the first and of the last day; two empty lists where there are none."""
    parts = (date or {}).get("date-parts") or [[]]
    return parts[0], parts[-1]


def year(date: CslDate | None) -> str:
    """Give the one year a date falls in, as four digits, or nothing where there is not one.

    A range answers with its first year, because reference managers sort by it. A literal answers
    only when it names a single year: "18 or 19 December 2011", but not "the 1990s".
    """
    first, _ = ends(date)
    if first:
        return f"{first[0]:04}"
    named = set(_YEARS.findall((date or {}).get("literal", "")))
    return named.pop() if len(named) == 1 else ""


def edtf(date: CslDate | None) -> str:
    """Give the date as EDTF, as BibLaTeX and schema.org read it; nothing for one that is in words only."""
    if not date or "date-parts" not in date:
        return ""
    sides = [
        "-".join(f"{n:0{w}}" for n, w in zip(side, (4, 2, 2), strict=False)) for side in date["date-parts"]
    ]
    season = f"-{date['season'] + 20}" if "season" in date else ""
    circa = "~" if date.get("circa") else ""
    return "/".join(f"{side}{season}{circa}" for side in sides)
