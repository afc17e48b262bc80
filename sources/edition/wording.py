"""How single things are put for readers: a mark, a byline, a short name of a source."""

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sources import models as editorial
from sources.edition import models
from sources.values import edtf
from sources.values.language import spoken
from sources.values.listing import listed
from sources.values.slug import slug
from sources.vocabulary import Role

if TYPE_CHECKING:  # they use this module's words
    from sources.edition.copy import Copied
    from sources.edition.select import ArticleContent, Marked


def mark(mention: "Marked") -> list[object]:
    """Give a mention as a page draws it: start, end, kind, id or EDTF, slug, name."""
    start, end, _certainty, entity, date, *_rest = mention
    if date is not None:
        day = date.edtf
        return [start, end, "date", day, "", edtf.in_words(day)]
    assert entity is not None  # noqa: S101 -- the database's own constraint on accepted mentions
    name = entity.preferred_name
    return [start, end, entity.kind, entity.public_id, slug(name), name]


def byline(contributors: list[editorial.Contributor]) -> str:
    """Join the authors as printed, else the agencies: "A, B and C"."""
    for role in (Role.AUTHOR, Role.INTERVIEWEE, Role.AGENCY):
        names = [contributor.name for contributor in contributors if contributor.role == role]
        if names:
            return listed(names)
    return ""


def contributor_as_json(contributor: editorial.Contributor) -> dict[str, str]:
    """Give a contributor as the edition holds it."""
    return {
        "role": contributor.role,
        "name": contributor.name,
        "given": contributor.given,
        "family": contributor.family,
        "entity": contributor.entity.public_id if contributor.entity else "",
    }


def fingerprint(copied: "Copied", content: "ArticleContent") -> str:
    """Digest what an edition shows of an article: two editions show the same where these agree.

    Only of what is shown, never of what is withheld; ids that every edition gives anew are left out.
    """
    article, document = copied.article, content.article.document
    shown = [
        {name: getattr(article, name) for name in _ARTICLE_FACTS},
        [document.file_name, document.origin, document.got, document.is_held],
        *map(_passage_facts, copied.passages),
        *map(_revision_facts, copied.revisions),
        *map(_appearance_facts, copied.appearances),
        *_unshown_marks(copied, content),
    ]
    canonical = json.dumps(shown, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _unshown_marks(copied: "Copied", content: "ArticleContent") -> Iterator[list[object]]:
    """Give the marks of passages whose text is not shown; the others have theirs with them."""
    for passage, row in zip(content.passages, copied.passages, strict=True):
        if row.text is None:
            yield from map(mark, content.mentions.get(content.revisions[passage.pk][-1].pk, []))


_ARTICLE_FACTS = (
    "title",
    "translated_title",
    "contributors",
    "publication",
    "published",
    "published_known",
    "page",
    "url",
    "language",
    "translated_from",
    "genre",
    "rights",
    "rights_note",
    "access",
    "similarity",
)
_passage_facts = attrgetter(
    "public_id",
    "number",
    "kind",
    "continues",
    "speaker_name",
    "text",
    "revision",
    "marks",
    "topics",
    "sayings",
)
_revision_facts = attrgetter("number", "text", "splices", "reason")
_appearance_facts = attrgetter("exact", "certainty", "rule", "anchor", "before", "after")


def publication_label(article: models.Article) -> str:
    """Name a source shortly, as margins do: "Halmya Gazette, 16 October 1927"."""
    return label(article.publication, article.byline, article.title, article.published)


def label(publication: str, byline: str, title: str, published: str) -> str:
    """Name a source by these facts of it."""
    return _label(publication or byline or title, published, spoken())


@lru_cache(maxsize=1 << 14)
def _label(source: str, published: str, language: str) -> str:
    """Name it in a language: what is kept is kept by that."""
    day = edtf.in_words(published) if published else _("undated")
    # Translators: a source by its name and its day, such as Halmya Gazette, 16 October 1927
    return _("%(source)s, %(day)s") % {"source": source, "day": day}
