"""The place and day that a report was sent from, run in before its first words ("LONDON, Oct. 15.—Troops …").

Agencies and papers print it in capitals before a dash, in mixed case with the agency in brackets, or, in old
telegrams, with a full stop.
"""

import re
from functools import lru_cache

DATELINE = re.compile(
    r"^(?:\([^()]{1,30}\)\s*)?"
    r"(?P<place>[^\W\d_a-z][^\W\d_a-z.'’ \-]{2,30}(?:[,/]\s*[^\W\d_a-z][\w.'’]*(?: "
    r"[^\W\d_a-z][\w.'’]*){0,3}){0,2})"
    r"(?P<rest>[^—–:\n]{0,50}?)\s*(?:—|–|--|\s-)\s*(?=[“\"‘']?\w)"
)
MIXED_DATELINE = re.compile(
    r"^[^\W\d_a-z][\w'’]+(?: [^\W\d_a-z][\w'’]+){0,2}(?:, "
    r"[^\W\d_a-z][\w.]+){0,2}(?:\s*\((?:[A-Za-z/ ]{2,24})\)|, (?:[A-Z][a-z]{2,8}\.? "
    r"\d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),?(?: \d{4})?\.?)\s*(?:—|–|--|-)\s*(?=\S)"
)
TELEGRAM = re.compile(
    r"^[^\W\d_a-z][^\W\d_a-z.'’ \-]{2,30}, (?:[A-Z][a-z]{2,8}\.?,? "
    r"?)?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]+day(?: "
    r"(?:night|morning|evening))?)(?:, \d{4})?\.\s*(?:—|–|-)?\s*(?=\S)"
)
NO_PLACE = re.compile(
    r"(?:sirs?|gentlemen|later|note|madam|p\.? ?s|n\.? ?b|question|answer)\b", re.IGNORECASE
)


@lru_cache(maxsize=8192)
def opens_with_dateline(plain: str) -> bool:
    """Tell whether a paragraph begins with the place it was sent from ("LONDON, Oct. 15.—")."""
    head = plain[:140]
    if NO_PLACE.match(head):
        return False
    found = DATELINE.match(head)
    if found and sum(map(str.isupper, found["place"].split(",")[0])) > 2 and _is_brief(found["rest"]):
        return True
    return bool(MIXED_DATELINE.match(head) or TELEGRAM.match(head))


def _is_brief(rest: str) -> bool:
    """Tell whether what stands between the place and the dash can be a date or an agency."""
    words = rest.strip(" ,.").split()
    return len(words) <= 7 and not any(word.islower() and len(word) > 3 for word in words)
