"""The pages about the site: the owner's, and where they wrote none, those that the program has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sources.edition.models import SitePage
from sources.public.showing.markdown import rendered

FOLDER = Path(__file__).resolve().parent.parent / "words"
OURS = {
    "what-this-is": gettext_noop("What this is"),
    "contact": gettext_noop("Contact"),
    "accessibility": gettext_noop("Accessibility"),
    "privacy": gettext_noop("Privacy: none kept"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A page about the site."""

    slug: str
    written_title: str
    written_body: str
    is_ours: bool = False  # the program's own: said in the site's language

    @property
    def title(self) -> str:
        """Give its title."""
        return _(self.written_title) if self.is_ours else self.written_title

    @property
    def body(self) -> str:
        """Give its text; each paragraph, heading and list of ours is a message by itself."""
        if not self.is_ours:
            return self.written_body
        return "\n\n".join(map(_, self.written_body.split("\n\n")))

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
    text = FOLDER.joinpath(f"{slug}.md").read_text(encoding="utf-8")
    return Written(slug, OURS[slug], text.strip(), is_ours=True)
