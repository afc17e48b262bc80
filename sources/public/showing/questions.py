"""What is said of a question in a sentence or two: of where and when it asks, who answers, how often."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.edition.models import Question
from sources.public import wording
from sources.values import figures
from sources.values.listing import listed


def asked_of(row: Question) -> str:
    """Say of where and when a question is asked: "Coal Mole, 14 October 1927"."""
    return listed(filter(None, (row.place.name if row.place else "", row.time_words)), "comma")


def counted(row: Question) -> str:
    """Say who answers and how often: "Six asserters give eight answers, from 4 to 31".

    One answer is not summed up: "fewer than 4" is not "4 or fewer".
    """
    between = bounds_in_words(
        row.low,
        row.high,
        is_open=(getattr(row, "opens_below", False), getattr(row, "opens_above", False)),
    )
    number = row.asserter_count
    if not between or row.independent_count == 1:
        words = ngettext("%(asserters)s gives %(answers)s.", "%(asserters)s give %(answers)s.", number)
    elif row.low == row.high:
        words = ngettext(
            "%(asserters)s gives %(answers)s, the only number %(figures)s.",
            "%(asserters)s give %(answers)s, the only number %(figures)s.",
            number,
        )
    else:
        # Translators: for instance "Six asserters give eight answers, from 4 to 31"
        words = ngettext(
            "%(asserters)s gives %(answers)s, %(figures)s.",
            "%(asserters)s give %(answers)s, %(figures)s.",
            number,
        )
    given = {
        "asserters": wording.count_in_words(number, "asserter"),
        "answers": wording.count_in_words(row.independent_count, "answer"),
        "figures": between,
    }
    return wording.sentence(words % given)


def reported(row: Question) -> str:
    """Say how many reports carry the answers, and how many of them repeat another."""
    again = row.claim_count - row.independent_count
    carried = {
        "reports": wording.count_in_words(row.claim_count, "report"),
        "number": wording.in_sentence(again),
    }
    if again:
        return wording.sentence(_repeated(again, is_one=row.independent_count == 1) % carried)
    if row.independent_count == 1:
        words = ngettext("%(reports)s carries it.", "%(reports)s carry it.", row.claim_count)
    else:
        words = ngettext("%(reports)s carries them.", "%(reports)s carry them.", row.claim_count)
    return wording.sentence(words % carried)


def _repeated(again: int, *, is_one: bool) -> str:
    """Say that so many reports repeat another; ``is_one``: of one answer, else of several."""
    if is_one:
        return ngettext(
            "%(reports)s carry it, %(number)s of which repeats another.",
            "%(reports)s carry it, %(number)s of which repeat another.",
            again,
        )
    return ngettext(
        "%(reports)s carry them, %(number)s of which repeats another.",
        "%(reports)s carry them, %(number)s of which repeat another.",
        again,
    )


def lead(row: Question) -> str:
    """Say all of it, and that none of the answers is marked true."""
    if row.independent_count == 1:
        unmarked = _("This archive does not mark it true.")
    else:
        unmarked = _("This archive marks none of them true.")
    asked = asked_of(row)
    told = (wording.stopped(asked) if asked else "", counted(row), reported(row), unmarked)
    return " ".join(filter(None, told))


def bounds_in_words(
    low: float | None, high: float | None, *, is_open: tuple[bool, bool] = (False, False)
) -> str:
    """Say between what the figures lie: "from 4 to 31", "from 4 to 31 or more"; "" where there is none.

    ``is_open`` tells of the least and of the greatest whether it was given as an open bound.
    """
    if low is None or high is None:
        return ""
    least, most = figures.grouped(low), figures.grouped(high)
    if is_open[0]:
        least = _("%(figure)s or fewer") % {"figure": least}
    if is_open[1]:
        most = _("%(figure)s or more") % {"figure": most}
    if low != high:
        return _("from %(least)s to %(most)s") % {"least": least, "most": most}
    return least if is_open == (True, False) else most if is_open == (False, True) else figures.grouped(low)
