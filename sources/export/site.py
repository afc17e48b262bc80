"""The site whose edition is written out: its name, its edition, and where things stand on it.

Exports name everything by its full address, and the addresses are the public room's, which comes after
this one: so it hands them in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What an export says of where it comes from; each of the callables gives a path below ``base``."""

    name: str
    base: str
    edition: str  # its number
    digest: str  # of the edition's content
    made_on: date | None
    article: Callable[[str, str], str]  # public id, slug
    passage: Callable[[str, str, str], str]  # the article's public id and slug, number
    entity: Callable[[str, str, str], str]  # kind, public id, slug
    date: Callable[[str], str]  # EDTF
    topic: Callable[[str], str]  # slug
    claim: Callable[[str], str]  # public id

    def of_article(self, public_id: str, slug: str) -> str:
        """Give an article's full address."""
        return self.base + self.article(public_id, slug)

    def of_passage(self, public_id: str, slug: str, number: str) -> str:
        """Give a passage's full address."""
        return self.base + self.passage(public_id, slug, number)

    def of_entity(self, kind: str, public_id: str, slug: str) -> str:
        """Give a person's, place's or organisation's full address."""
        return self.base + self.entity(kind, public_id, slug)
