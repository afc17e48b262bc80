"""When readers stop getting what was just withheld, in sentences, and what is left to be done for it."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest

from sources.admin.roles import Power, may
from sources.edition.closure import EVERYTHING, closed
from sources.edition.former import Public, shows_withheld, was_searched_for
from sources.edition.protection import protected
from sources.edition.pulling import learned
from sources.edition.swap import current_file
from sources.edition.watching import is_watched
from sources.edition.withheld_in import close_withheld
from sources.models import ChangeSet, User
from sources.vocabulary import EditorRole

NOTHING_OPEN = "Readers have nothing of what is withheld: it is in no edition that they are given."
STILL_OPEN = "Readers still get it: {} Publish now."
CLOSED = (
    "Readers do not get it any more. Until there is an edition without it, the pages, lists and files on "
    "which it stands answer that something was withheld."
)
ALL_CLOSED = (
    "Readers get nothing at all at the moment: a name at risk stands where no page alone can be closed. "
    "The next edition opens the archive again."
)
IN_PART = (
    "Of somebody who was protected since the last edition, what has the whole name is closed too. A part of "
    "the name, or another spelling, is looked for only when the next edition is made: until then readers may "
    "still meet one where it is not marked."
)
NOT_OPENED = "It is in the record, but readers do not have it again yet ({why}). The next edition opens it."
WATCHED = "A program on this machine makes that edition by itself, in about a minute."
TO_PUBLISH = "Nobody publishes by itself here: publish now, and readers have the rest again."
TO_ASK = "Nobody publishes by itself here: ask a publisher to do so now ({})."
COPIES = (
    "Machines that hold a copy of the edition are told when they next ask, every ten seconds where "
    "pull_edition --watch runs; which those are is not known here."
)


@dataclass(frozen=True, slots=True)
class Reaching:
    """How far a withholding has come: what readers get now, and what has still to be done."""

    sentences: tuple[str, ...]
    is_closed: bool  # something waits for the next edition
    may_publish: bool
    seen: str  # the newest act, as the form that publishes wants it


def reaching(user: User, *, looks: bool) -> Reaching:
    """Say what readers get now of what is withheld.

    Where nothing is closed it is looked for in the edition itself, if ``looks``: that takes seconds where
    articles are many, and is remembered until the next act.
    """
    ids = closed()
    newest = ChangeSet.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    publishes = may(user, Power.PUBLISH)
    if not ids:
        why = shows_withheld() if looks else ""
        sentence = STILL_OPEN.format(why) if why else NOTHING_OPEN
        return Reaching((sentence,), bool(why), publishes, str(newest))
    said = [ALL_CLOSED] if ids == EVERYTHING else [CLOSED, *_in_part()]
    if is_watched():
        said.append(WATCHED)
    else:
        said.append(TO_PUBLISH if publishes else TO_ASK.format(_publishers()))
    return Reaching((*said, COPIES), True, publishes, str(newest))


def _in_part() -> list[str]:
    """Say what closing has not looked for: names of those whom this file was not searched for."""
    file = current_file()
    return [] if file is None or was_searched_for(file, protected()) else [IN_PART]


def _publishers() -> str:
    people = User.objects.filter(role=EditorRole.PUBLISHER, is_active=True, is_staff=True)
    names = [one.shown_as for one in people.order_by("pk")[:5]]
    return ", ".join(names) or "an administrator can make an account one"


def open_again(entry: ChangeSet | None) -> str:
    """Give back to readers what an act no longer withholds, where that can be told without a search.

    Say why where it could not be done: the act itself is done, and publishing opens it in any case.

    What withholds is closed by the desk itself (``sources.admin.closing``); what was protected meanwhile, and
    where it stands, only publishing looks for: then all stays closed until that.
    """
    file = current_file()
    if entry is None or file is None or learned.last() is not None or not closed():
        return ""
    try:
        if Public.now().was_searched(file):
            close_withheld(file)
    except (OSError, DatabaseError, sqlite3.Error) as error:
        return NOT_OPENED.format(why=error)
    return ""


def facts(request: HttpRequest, *, looks: bool) -> dict[str, Any]:
    """Give what a page shows of it."""
    assert isinstance(request.user, User)  # noqa: S101 -- the desk admits accounts alone
    return {"reaching": reaching(request.user, looks=looks)}
