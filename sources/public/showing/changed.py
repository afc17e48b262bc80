"""What became of the answers to a question, in words: whose figure changed, and what somebody denies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.public import wording
from sources.public.showing.answers import Answer, Link
from sources.vocabulary import Stance


def with_day(one: Answer) -> str:
    """Say an answer with its day: "64, 16 Oct 1927"."""
    told = {"answer": one.said, "day": one.when}
    return (_("%(answer)s, published %(day)s") if one.is_published else _("%(answer)s, %(day)s")) % told


def _at(one: Answer) -> str:
    # Translators: an answer with the day that it stands for: "64 (16 Oct 1927)".
    return _("%(answer)s (%(day)s)") % {"answer": one.said, "day": one.when}


def one_after_another(told: Iterable[str], joined: str) -> str:
    """Join what was said one after the other, as ``joined`` joins the earlier to the later."""
    first, *later = told
    return reduce(lambda earlier, one: joined % {"earlier": earlier, "later": one}, later, first)


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of figures: an asserter's one after the other, or what somebody denies."""

    asserter: Link
    words: str


def revised(found: Sequence[Answer]) -> tuple[Changed, ...]:
    """Say whose figure changed, in the order in which it did; answers given by asserter."""
    changed = []
    for _asserter, group in groupby(found, key=lambda one: one.key):
        own = [one for one in group if one.claim.stance == Stance.ASSERTS and has_figure(one)]
        steps = [next(same) for _said, same in groupby(_dated(own), key=lambda one: one.said)]
        # Two figures of one day may be of two sorts; a later one takes the place of an earlier.
        if len({one.claim.as_of_earliest for one in steps}) > 1:
            told = one_after_another((_at(one) for one in steps), _("%(earlier)s, then %(later)s"))
            changed.append(Changed(own[0].asserter, told))
    return tuple(changed)


def _dated(own: Sequence[Answer]) -> list[Answer]:
    """Keep what has a moment of its own: only of that can one say that it came later."""
    dated = (one for one in own if one.claim.as_of_earliest)
    return sorted(dated, key=lambda one: one.claim.as_of_earliest or date.max)


def denied(found: Sequence[Answer]) -> tuple[Changed, ...]:
    """Say who denies or disputes what, and who had asserted that."""
    told = []
    for one in found:
        if one.claim.stance not in (Stance.DENIES, Stance.DISPUTES):
            continue
        told.append(Changed(one.asserter, _denial(one, found)))
    return tuple(told)


def _denial(one: Answer, found: Sequence[Answer]) -> str:
    """Say what somebody denies, and who had asserted that."""
    asserting = dict.fromkeys(
        other.asserter.name
        for other in found
        if other.claim.stance == Stance.ASSERTS and _same(one, other) and other.key != one.key
    )
    if not asserting:
        return _at(one)
    return ngettext(
        "%(denied)s, which %(asserters)s asserts", "%(denied)s, which %(asserters)s assert", len(asserting)
    ) % {"denied": _at(one), "asserters": wording.listing(asserting)}


def _same(one: Answer, other: Answer) -> bool:
    figures_of, options = [row.figure for row in (one, other)], [row.claim.option for row in (one, other)]
    if options[0] or options[1]:
        return options[0] == options[1]
    return has_figure(one) and figures_of[0] == figures_of[1]


def has_figure(one: Answer) -> bool:
    """Whether an answer can be drawn and compared as a figure."""
    return one.claim.low is not None or one.claim.high is not None
