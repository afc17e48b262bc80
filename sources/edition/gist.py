"""What the sources answer to one question, in one line: each group with the answers that it gives.

A list of questions without answers tells a reader that there is a dispute and not what it is. The line has
the groups of asserters in the editors' order, those in no group last, and of each the different answers that
it asserts or denies, so that who disagrees with whom stands in it. It adds nothing up, takes no mean and
prefers nobody: what is cut, is cut by length alone, and the line says so.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from sources.edition import stances
from sources.edition.models import Claim, Party
from sources.vocabulary import Asks, Stance

MOST_GROUPS = 8
MOST_FIGURES = 5  # of one group: more are told as the least and the greatest of them
MOST_OPTIONS = 3

# [[group, [answer …], how many more it gives, how many it gives in words], …]
Gist = list[tuple[str, list[str], int, int]]


def gist(asks: str, claims: Iterable[Claim], parties: Iterable[Party]) -> Gist:
    """Give a question's line: of a number the figures, of a choice the options, of a few words nothing.

    A figure in words is counted and not said ("several times as many"): without its sentence it says too
    little, and left out it would make those who gave no other seem to have said nothing. Where the editors
    put nobody into a group, each asserter is one.
    """
    if asks == Asks.TEXT:
        return []
    told = sorted((one for one in claims if one.is_independent and one.stance in _FIRM), key=_number)
    groups = _groups(told, sorted(parties, key=lambda one: (one.rank, one.slug)))
    if len(groups) > MOST_GROUPS:
        groups = dict(list(groups.items())[: MOST_GROUPS - 1])
        groups.pop(_("Others"), None)
        named = {one.pk for own in groups.values() for one in own}
        groups[_("Others")] = [one for one in told if one.pk not in named]
    return [(name, *_said(asks, own)) for name, own in groups.items()]


def _said(asks: str, own: Sequence[Claim]) -> tuple[list[str], int, int]:
    short = [one for one in own if _is_short(asks, one)]
    answers, more = (_figures if asks == Asks.NUMBER else _options)(short)
    return answers, more, len(own) - len(short)


def _groups(told: Sequence[Claim], parties: Sequence[Party]) -> dict[str, list[Claim]]:
    """Put answers together by party, in the parties' order, or by asserter in their own."""
    groups: dict[str, list[Claim]] = {}
    if not any(one.party_id for one in told):
        for one in told:
            groups.setdefault(one.asserter_name, []).append(one)
        return groups
    for key, label in (*((party.pk, party.label) for party in parties), (None, _("Others"))):
        if own := [one for one in told if one.party_id == key]:
            groups[label] = own
    return groups


def _number(one: Claim) -> int:
    return one.pk


def _is_short(asks: str, one: Claim) -> bool:
    return one.low is not None or one.high is not None if asks == Asks.NUMBER else bool(one.option)


_FIRM = (Stance.ASSERTS, Stance.DENIES, Stance.DISPUTES)  # "not known" is no answer


def _figures(claims: Sequence[Claim]) -> tuple[list[str], int]:
    """Give the figures from the least to the greatest; of many, these two."""
    by_size = sorted(claims, key=lambda one: (_size(one), one.stance, one.answer))
    said = list(dict.fromkeys(one.stated for one in by_size))
    if len(said) <= MOST_FIGURES:
        return said, 0
    return [said[0], said[-1]], len(said) - 2


def _size(one: Claim) -> tuple[float, float]:
    bound = one.low if one.low is not None else one.high or 0.0
    return bound, one.high if one.high is not None else float("inf")


def _options(claims: Sequence[Claim]) -> tuple[list[str], int]:
    """Give the options that are taken up most often, those named first before others."""
    times: dict[str, int] = {}
    for one in claims:
        is_quoted = one.stance != Stance.ASSERTS
        answer = _("“%(words)s”") % {"words": one.answer} if is_quoted else one.answer
        said = stances.said_with(one.stance, answer)
        times[said] = times.get(said, 0) + 1
    often = sorted(times, key=lambda said: -times[said])
    return often[:MOST_OPTIONS], len(often[MOST_OPTIONS:])
