"""Names as the styles list them.

An organisation is one piece and is never turned round or shortened. A family name's particle
("von der" Leyen) goes with it; Chicago alone puts it behind when the name is turned round
(CSL 1.0.2, demote-non-dropping-particle).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sources.cite.item import Name, undivided

_PARTICLE: Final = re.compile(r"((?:[^\W\d_A-Z]+['’]?\s+)+)(?=\S)")


@dataclass(frozen=True, slots=True)
class Listing:
    """How a style lists several names.

    ``more_than`` names are cut to the first ``shown`` and "et al.", or with ``is_last_shown`` to those
    and the last; ``last`` stands before the last of a full list, ``pair`` between two.
    """

    more_than: int
    shown: int
    last: str = ", and "
    pair: str = " and "
    cut: str = ", et al."
    cut_after_one: str = " et al."
    is_last_shown: bool = False


def inverted(name: Name) -> str:
    """Give "Orlen, Vera"."""
    if whole := undivided(name):
        return whole
    return ", ".join(filter(None, (name.get("family"), name.get("given"))))


def inverted_demoted(name: Name) -> str:
    """Give "Leyen, Ursula von der": the particle behind, as Chicago sorts."""
    family = name.get("family", "")
    particle = _PARTICLE.match(family)
    if not particle or not particle[1].islower():
        return inverted(name)
    return f"{family[particle.end() :]}, {name.get('given', '')} {particle[1].strip()}"


def initialled(name: Name) -> str:
    """Give "Orlen, V. M."."""
    if whole := undivided(name):
        return whole
    return f"{name.get('family', '')}, {initials(name.get('given', ''))}"


def initialled_tightly(name: Name) -> str:
    """Give "Orlen, V.M."."""
    return undivided(name) or f"{name.get('family', '')}, {_tightly(name)}"


def initials_first(name: Name) -> str:
    """Give "V. M. Orlen"."""
    return undivided(name) or f"{initials(name.get('given', ''))} {name.get('family', '')}"


def initials_first_tightly(name: Name) -> str:
    """Give "V.M. Orlen"."""
    return undivided(name) or f"{_tightly(name)} {name.get('family', '')}"


def _tightly(name: Name) -> str:
    return initials(name.get("given", "")).replace(". ", ".")


def initials(given: str) -> str:
    """Give "V. M." for "Vera Maria", "J.-P." for "Jean-Paul"; a script without capitals has none."""
    return " ".join("-".join(_initial(part) for part in word.split("-") if part) for word in given.split())


def _initial(part: str) -> str:
    return f"{part[0]}." if part[0].lower() != part[0].upper() else part


def listed(
    people: Sequence[Name], listing: Listing, first: Callable[[Name], str], other: Callable[[Name], str]
) -> str:
    """List the names, the first in its own form."""
    forms = [first(name) if place == 0 else other(name) for place, name in enumerate(people)]
    if len(forms) > listing.more_than and listing.is_last_shown:
        return f"{', '.join(forms[: listing.shown])}, … {forms[-1]}"
    if len(forms) > listing.more_than:
        cut = listing.cut if listing.shown > 1 else listing.cut_after_one
        return ", ".join(forms[: listing.shown]) + cut
    if len(forms) > 2:  # noqa: PLR2004 -- two have their own form
        return ", ".join(forms[:-1]) + listing.last + forms[-1]
    return listing.pair.join(forms)
