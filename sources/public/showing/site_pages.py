"""The pages about the site: the owner's, and where they wrote none, those that the program has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sources.edition.models import SitePage
from sources.public.showing.markdown import rendered
from sources.public.showing.own_pages import OURS, TEXTS


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
        """Give its text; each line of ours is a message by itself."""
        if not self.is_ours:
            return self.written_body
        return "\n".join(map(_, self.written_body.split("\n")))

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


def _ours(slug: str) -> Written:
    return Written(slug, OURS[slug], "\n".join(TEXTS[slug]), is_ours=True)
