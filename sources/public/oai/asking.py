"""What a harvester asks (OAI-PMH 2.0 §3.1, §3.6): one verb and its arguments, or an error of the protocol.

A resumption token is all that was asked and the record after which to go on, so nothing is kept here between
two requests. It names the edition and ends with it: then the harvester is told to begin anew (§3.5).
"""

import base64
import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.http import QueryDict

_LISTS: Final = frozenset({"from", "until", "set", "resumptionToken"})
VERBS: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {  # required, optional
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset({"resumptionToken"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), _LISTS),
    "ListRecords": (frozenset({"metadataPrefix"}), _LISTS),
}
TOKEN: Final = "resumptionToken"  # noqa: S105 -- the protocol's word
SECONDS: Final = "%Y-%m-%dT%H:%M:%SZ"
_WORD: Final = r"[A-Za-z0-9_.!~*'()-]+"
_FORMS: Final = {"metadataPrefix": re.compile(_WORD), "set": re.compile(rf"{_WORD}(:{_WORD})*")}
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


class OaiError(Exception):
    """One of the protocol's errors, with a sentence."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that is asked for, and how much of it was given."""

    prefix: str
    first: str = ""  # the earliest and the last datestamp asked for, empty where any
    last: str = ""
    corpus: str = ""  # the set
    after: str = ""  # public id of the last record given
    given: int = 0


def arguments(asked: QueryDict) -> dict[str, str]:
    """Read verb and arguments; raise OaiError where they are not those of a verb."""
    verb = _verb(asked.getlist("verb"))
    required, optional = VERBS[verb]
    for name, values in asked.lists():
        if name not in {"verb"} | required | optional:
            raise OaiError("badArgument", f"{verb} has no argument “{name[:60]}”.")
        if len(values) > 1:
            raise OaiError("badArgument", f"“{name}” stands more than once.")
        if name in _FORMS and not _FORMS[name].fullmatch(values[0]):
            raise OaiError("badArgument", f"“{name}” is “{values[0][:60]}”, which no name has the form of.")
    if TOKEN in asked:
        if len(asked) > len(("verb", TOKEN)):
            raise OaiError("badArgument", f"With {TOKEN} nothing else is asked.")
    elif missing := sorted(required - set(asked)):
        raise OaiError("badArgument", f"{verb} needs {', '.join(missing)}.")
    return {name: values[0] for name, values in asked.lists()}


def _verb(verbs: list[str]) -> str:
    if len(verbs) == 1 and verbs[0] in VERBS:
        return verbs[0]
    found = f"“{verbs[0][:60]}”" if len(verbs) == 1 else f"{len(verbs)} verbs" if verbs else "no verb"
    raise OaiError("badVerb", f"Found {found}; expected one of {', '.join(sorted(VERBS))}.")


def listing(asked: dict[str, str], edition: str) -> Listing:
    """Read which list is asked for, and from where on."""
    if TOKEN in asked:
        return resumed(asked[TOKEN], asked["verb"], edition)
    begin, end = _moment("from", asked), _moment("until", asked, is_end=True)
    if begin and end and len(asked["from"]) != len(asked["until"]):
        raise OaiError("badArgument", "“from” and “until” are of two granularities; write both alike.")
    if begin and end and begin > end:
        raise OaiError("badArgument", "“from” is after “until”.")
    return Listing(asked["metadataPrefix"], begin, end, asked.get("set", ""))


def _moment(name: str, asked: dict[str, str], *, is_end: bool = False) -> str:
    """Read a day or a moment, as a moment; the end of a day is its last second. "" where none is asked."""
    if name not in asked:
        return ""
    written = asked[name]
    try:
        if _MOMENT.fullmatch(written) and datetime.fromisoformat(written):
            return written
        if _DAY.fullmatch(written) and date.fromisoformat(written):
            return f"{written}T{'23:59:59' if is_end else '00:00:00'}Z"
    except ValueError:
        pass
    raise OaiError(
        "badArgument", f"“{name}” is “{written[:60]}”; expected e.g. 2026-11-22 or 2026-11-22T09:30:00Z."
    )


def token(of: Listing, verb: str, edition: str) -> str:
    """Write the token with which a list goes on."""
    held = [edition, verb, of.prefix, of.first, of.last, of.corpus, of.after, str(of.given)]
    return base64.urlsafe_b64encode(json.dumps(held).encode()).decode().rstrip("=")


def resumed(written: str, verb: str, edition: str) -> Listing:
    """Read a token; raise OaiError where it is none of ours, of another verb, or of another edition."""
    try:
        padded = written + "=" * (-len(written) % 4)
        held = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        of_edition, of_verb, prefix, first, last, corpus, after, given = (str(one) for one in held)
        found = Listing(prefix, first, last, corpus, after, int(given))
    except (ValueError, TypeError, RecursionError) as error:  # the last of what is nested a thousand deep
        raise OaiError("badResumptionToken", "This token is none that was given here.") from error
    if of_edition != edition:
        raise OaiError("badResumptionToken", "This token is of another edition; begin the list anew.")
    if of_verb != verb or token(found, verb, edition) != written:
        raise OaiError("badResumptionToken", "This token is none that was given here for this verb.")
    return found
