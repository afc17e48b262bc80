"""What sort of thing each genre is, in the words of CSL, RIS, BibTeX and BibLaTeX.

CSL decides: RIS and BibTeX follow from the CSL type, so that one source cannot be a newspaper
article in one download and a magazine article in another. Types: CSL 1.0.2 appendix III; RIS
(Research Information Systems 2011); BibLaTeX manual §2.1. Zotero's import of RIS has no interview,
hence NEWS for an interview that a publication printed.
"""

from dataclasses import dataclass
from typing import Final

from sources.vocabulary import Genre, PublicationKind


@dataclass(frozen=True, slots=True)
class Forms:
    """The type of a CSL type in the other formats; ``subtype`` is BibLaTeX's entrysubtype."""

    ris: str
    bibtex: str
    biblatex: str
    subtype: str = ""


_TYPES: Final[dict[str, str]] = {
    Genre.NEWS_REPORT: "article-newspaper",
    Genre.MAGAZINE_ARTICLE: "article-magazine",
    Genre.ESSAY: "article-magazine",
    Genre.INTERVIEW: "interview",
    Genre.BLOG_POST: "post-weblog",
    Genre.OFFICIAL_DOCUMENT: "document",
    Genre.OTHER: "document",
}

# An essay is an article of whatever printed it; every other genre speaks for itself.
_ESSAYS_IN: Final[dict[str, str]] = {
    PublicationKind.NEWSPAPER: "article-newspaper",
    PublicationKind.NEWS_SITE: "article-newspaper",
    PublicationKind.AGENCY: "article-newspaper",
    PublicationKind.BLOG: "post-weblog",
}

FORMS: Final[dict[str, Forms]] = {
    "article-newspaper": Forms("NEWS", "article", "article", "newspaper"),
    "article-magazine": Forms("MGZN", "article", "article", "magazine"),
    "interview": Forms("NEWS", "article", "article", "newspaper"),
    "post-weblog": Forms("BLOG", "misc", "online", "blog"),
    "document": Forms("GEN", "misc", "misc"),
}
OTHER: Final = FORMS["document"]


def csl_type(genre: str, publication_kind: str = "") -> str:
    """Give the CSL type of a genre; an unknown genre is a "document"."""
    if genre == Genre.ESSAY and publication_kind in _ESSAYS_IN:
        return _ESSAYS_IN[publication_kind]
    return _TYPES.get(genre, "document")
