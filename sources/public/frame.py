"""What stands round every page: the edition that is being read, its corpora, the way about.

An edition never changes, so what the frame needs of it is read once for each connection and kept
beside that connection: a page never shows the number of one edition over the rows of another.
"""

import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import connections

from sources.edition import language
from sources.edition.models import Corpus, Manifest, SitePage
from sources.edition.router import EDITION
from sources.public.showing.site_pages import Written, site_pages

_here = threading.local()


@dataclass(frozen=True, slots=True)
class Frame:
    """One edition, as far as every page shows it."""

    facts: Mapping[str, str]
    corpora: Sequence[Corpus]
    pages: Mapping[str, Written] = field(default_factory=dict)  # about the site, by their addresses

    @property
    def site(self) -> str:
        """Give the site's name, as it was when the edition was made."""
        return self.facts.get("site_name") or settings.SITE_NAME

    @property
    def lead(self) -> str:
        """Give what the owner says the archive is; "" where the program's own words stand."""
        return self.facts.get("site_lead", "")

    @property
    def contact(self) -> str:
        """Give the address for letters; "" where there is none."""
        return self.facts.get("contact") or settings.CONTACT

    @property
    def colours(self) -> Mapping[str, str]:
        """Give the colours that the owner chose, by their names; none where none were."""
        chosen: dict[str, str] = json.loads(self.facts.get("colours") or "{}")
        return chosen

    @property
    def number(self) -> str:
        """Give the edition's number."""
        return self.facts.get("number", "")

    @property
    def digest(self) -> str:
        """Give the edition's logical digest."""
        return self.facts.get("digest", "")

    @property
    def made_on(self) -> date | None:
        """Give the day the edition was made; None where its manifest does not say."""
        try:
            return datetime.fromisoformat(self.facts.get("made_at", "")).date()
        except ValueError:
            return None

    @property
    def mark(self) -> str:
        """Name this edition as these pages show it: the same mark, the same bytes.

        The digest is of the content alone, but pages also say the edition's number and its day.
        """
        made_at = self.facts.get("made_at", "")
        return f"{self.number}-{made_at}-{self.digest[:16]}-{pages_mark()}"

    @property
    def only_corpus(self) -> Corpus | None:
        """Give the corpus of an edition that has one."""
        return self.corpora[0] if len(self.corpora) == 1 else None

    def corpus(self, slug: str) -> Corpus | None:
        """Find a corpus by its slug."""
        return next((corpus for corpus in self.corpora if corpus.slug == slug), None)

    def title_of(self, pk: int) -> str:
        """Give the title of the corpus with this key; nothing where there is none."""
        return next((corpus.title for corpus in self.corpora if corpus.pk == pk), "")

    def corpora_of(self, ids: set[int]) -> tuple[Corpus, ...]:
        """Give the corpora with these keys, in the order of the edition."""
        return tuple(corpus for corpus in self.corpora if corpus.pk in ids)


def current() -> Frame:
    """Give the frame of the edition that this thread is connected to."""
    connection = connections[EDITION]
    connection.ensure_connection()
    if getattr(_here, "connection", None) is not connection.connection:
        _here.frame = Frame(
            facts=dict(Manifest.objects.values_list("key", "value")),
            corpora=tuple(Corpus.objects.all()),
            pages=site_pages(SitePage.objects.all()),
        )
        _here.connection = connection.connection
    frame: Frame = _here.frame
    return frame


def file_of(frame: Frame) -> Path:
    """Give the file of the edition that is being read, whatever was published since this request began."""
    folder: Path = settings.CURRENT_EDITION.resolve().parent
    return folder / f"edition-{int(frame.number or 0):06}.sqlite3"


@lru_cache(maxsize=1)
def pages_mark() -> str:
    """Name the pages themselves (programs, templates, language, name of the site), for a reader's cache.

    Without it a reader would keep yesterday's page after the site was changed over the same edition.
    """
    said = (settings.SITE_NAME, settings.SITE_ADDRESS, settings.CONTACT, language.mark())
    digest = hashlib.sha256("\0".join(said).encode())
    for folder in ("sources", "templates", "static"):
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.suffix in {".py", ".html", ".css", ".js", ".txt", ".xml", ".md", ".json"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
