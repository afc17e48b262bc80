"""What a check of everything kept finds."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it was kept."""

    what: str
    item: str
    sentence: str


# Each look gives None for an item looked at, and the damage where there is some.
Look = Iterator[Damage | None]
