"""The records that harvesters take: one for each article, under its id, in one of two formats.

A record's datestamp is when the edition was made since which it is as it is (``Since``). An article that
was withdrawn or taken back, or that another stands for now, is a deleted record; one that was never public
is none at all. What was taken back may come again, so deletions are ``transient``. What only an authority
record says (a description, coordinates) changes no datestamp.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models.query import QuerySet
from lxml import etree

from sources.edition.models import Article, Since
from sources.export import dublincore
from sources.export.dublincore import Element
from sources.export.gathering import records as gathered
from sources.export.gathering import wholes
from sources.export.site import Site
from sources.export.tei import document as tei
from sources.export.tei.elements import NAMESPACE as TEI
from sources.public.oai.asking import Listing, OaiError


@dataclass(frozen=True, slots=True)
class Format:
    """A metadata format, and how many of its records one answer has."""

    prefix: str
    schema: str
    namespace: str
    at_once: int


FORMATS: Final = {
    one.prefix: one
    for one in (
        Format("oai_dc", dublincore.SCHEMA, dublincore.FORMAT, 100),
        Format("tei", "https://www.tei-c.org/release/xml/tei/custom/schema/xsd/tei_all.xsd", TEI, 1),
    )
}
IDENTIFIERS_AT_ONCE: Final = 500


def format_of(prefix: str) -> Format:
    """Give a format; raise OaiError where there is none."""
    if prefix not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise OaiError("cannotDisseminateFormat", f"There is no format “{prefix[:60]}”; there are {known}.")
    return FORMATS[prefix]


def identifier(host: str, public_id: str) -> str:
    """Name a record (the OAI identifier format, with this site's host)."""
    return f"oai:{host}:{public_id}"


def find(host: str, asked: str) -> Since:
    """Find a record by its identifier; raise OaiError where there is none."""
    begin, _, public_id = asked.rpartition(":")
    rows = Since.objects.filter(public_id=public_id if identifier(host, "") == f"{begin}:" else "")
    found = rows.first()
    if found is None:
        raise OaiError("idDoesNotExist", f"No record here has the identifier “{asked[:120]}”.")
    return found


def matching(of: Listing) -> QuerySet[Since]:
    """Give the records that a list has, in the order of their ids."""
    rows = Since.objects.order_by("public_id")
    if of.corpus:
        rows = rows.filter(corpus=of.corpus)
    if of.first:
        rows = rows.filter(changed_at__gte=of.first)
    if of.last:
        rows = rows.filter(changed_at__lte=of.last)
    return rows


def metadata(rows: Sequence[Since], prefix: str, site: Site) -> Mapping[str, Element]:
    """Write the articles of records that are there still, by public id."""
    articles = Article.objects.filter(pk__in=[row.article_id for row in rows if row.article_id])
    return dict((_in_tei if prefix == "tei" else _in_dublin_core)(articles, site))


def _in_dublin_core(articles: QuerySet[Article], site: Site) -> Iterator[tuple[str, Element]]:
    rows = list(articles.select_related("corpus", "copy_of").defer("corpus__network", "corpus__accounts"))
    subjects = dublincore.subjects(rows)
    return ((row.public_id, dublincore.record(row, subjects, site)) for row in rows)


def _in_tei(articles: QuerySet[Article], site: Site) -> Iterator[tuple[str, Element]]:
    for one in wholes(articles):
        yield one.article.public_id, etree.fromstring(tei.article(one, gathered(one), site))
