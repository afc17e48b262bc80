"""The pages about the site: the owner's, and where they wrote none, those that the program has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.safestring import SafeString

from sources.edition.models import SitePage
from sources.public.showing.markdown import rendered

FOLDER = Path(__file__).resolve().parent.parent / "words"
OURS = {
    "what-this-is": "What this is",
    "contact": "Contact",
    "accessibility": "Accessibility",
    "privacy": "Privacy: none kept",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A page about the site."""

    slug: str
    title: str
    body: str

    @property
    def address(self) -> str:
        """Give its address."""
        return f"/about/{self.slug}/"

    @property
    def html(self) -> SafeString:
        """Draw its text."""
        return rendered(self.body)


def site_pages(rows: Iterable[SitePage]) -> Mapping[str, Written]:
    """Give every page by the last part of its address: the program's own first, then the owner's."""
    owners = {row.slug: Written(row.slug, row.title, row.body) for row in rows}
    return {slug: _ours(slug) for slug in OURS} | owners


@lru_cache(maxsize=len(OURS))
def _ours(slug: str) -> Written:
    return Written(slug, OURS[slug], FOLDER.joinpath(f"{slug}.md").read_text(encoding="utf-8"))
