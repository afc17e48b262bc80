"""Names as the styles list them.

An organisation is one piece and is never turned round or shortened. A family name's particle
("von der" Leyen) goes with it; Chicago alone puts it behind when the name is turned round
(CSL 1.0.2, demote-non-dropping-particle).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sources.cite.item import Name

_PARTICLE: Final = re.compile(r"((?:[^\W\d_A-Z]+['’]?\s+)+)(?=\S)")


@dataclass(frozen=True, slots=True)
class Listing:
    """How a style lists several names.

    ``more_than`` names are cut to the first ``shown`` and "et al."; ``last`` stands before the
    last of a full list, ``pair`` between two.
    """

    more_than: int
    shown: int
    last: str = ", and "
    pair: str = " and "
    cut: str = ", et al."
    cut_after_one: str = " et al."


def inverted(name: Name) -> str:
    """Give "Orlen, Vera"."""
    if literal := name.get("literal"):
        return literal
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
    if literal := name.get("literal"):
        return literal
    return f"{name.get('family', '')}, {initials(name.get('given', ''))}"


def initials(given: str) -> str:
    """Give "V. M." for "Vera Maria", "J.-P." for "Jean-Paul"."""
    return " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in given.split())


def family(name: Name) -> str:
    """Give what a reference in the text calls the author."""
    return name.get("literal") or name.get("family", "")


def listed(
    people: Sequence[Name], listing: Listing, first: Callable[[Name], str], other: Callable[[Name], str]
) -> str:
    """List the names, the first in its own form."""
    forms = [first(name) if place == 0 else other(name) for place, name in enumerate(people)]
    if len(forms) > listing.more_than:
        cut = listing.cut if listing.shown > 1 else listing.cut_after_one
        return ", ".join(forms[: listing.shown]) + cut
    if len(forms) > 2:  # noqa: PLR2004 -- two have their own form
        return ", ".join(forms[:-1]) + listing.last + forms[-1]
    return listing.pair.join(forms)
