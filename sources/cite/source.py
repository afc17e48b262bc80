"""What can be cited: the bibliographic facts of one article, or of one passage in it.

A plain value, filled by whoever reads an edition, so that the formats know neither Django nor
the tables. Two addresses are kept apart: where the text was first published, and where this
archive keeps the copy that was read; a citation leads to the second and names the first.
"""

from dataclasses import dataclass

from sources.vocabulary import Genre, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Somebody who made the text: a person (given, family) or one name as printed (literal)."""

    role: str = Role.AUTHOR
    given: str = ""
    family: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article as it is cited; with ``passage``, a numbered passage of it.

    ``id`` is the article's public id. ``published`` and ``accessed`` are EDTF; the access date is
    the reader's and is never filled in here. ``got`` (EDTF) is when the archive captured what was read.
    ``translated_title`` is the title in English where it is in another language.
    ``passage`` is the number as shown ("6", "7a").
    """

    id: str
    title: str
    translated_title: str = ""
    genre: str = Genre.NEWS_REPORT
    contributors: tuple[Contributor, ...] = ()
    publication: str = ""
    publication_kind: str = ""
    place: str = ""
    published: str = ""
    page: str = ""
    original_url: str = ""
    language: str = ""
    translated_from: str = ""
    site: str = ""
    corpus: str = ""
    address: str = ""
    passage: str = ""
    revision: int | None = None
    edition: int | None = None
    got: str = ""
    accessed: str = ""
