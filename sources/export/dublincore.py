"""An article in the fifteen elements of Dublin Core, as OAI-PMH's ``oai_dc`` has them (DCMES 1.1, ISO 15836).

Whom only the events made known is no subject: an aggregator's index is what search engines read.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from lxml import etree

from sources.edition.models import Appearance, Article, PassageTopic
from sources.export.site import Site
from sources.export.xmltext import clean
from sources.vocabulary import Role

FORMAT: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
ELEMENTS: Final = "http://purl.org/dc/elements/1.1/"
SCHEMA: Final = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
Element: TypeAlias = etree._Element  # noqa: SLF001 -- lxml's own annotations name it so
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
CREATORS: Final = frozenset({Role.AUTHOR, Role.INTERVIEWER, Role.AGENCY})


@dataclass(frozen=True, slots=True)
class Subjects:
    """What articles are about, by their primary keys: topics and whom they name, and the places."""

    about: Mapping[int, Sequence[str]] = field(default_factory=dict)
    places: Mapping[int, Sequence[str]] = field(default_factory=dict)


def subjects(articles: Sequence[Article]) -> Subjects:
    """Read what some articles are about: two queries."""
    ids = [article.pk for article in articles]
    about: dict[int, dict[str, None]] = defaultdict(dict)
    places: dict[int, dict[str, None]] = defaultdict(dict)
    tagged = PassageTopic.objects.filter(passage__article__in=ids).order_by("pk")
    for article, topic in tagged.values_list("passage__article", "topic__name"):
        about[article][topic] = None
    named = Appearance.objects.filter(article__in=ids, entity__is_private=False).order_by("position")
    for article, kind, name in named.values_list("article", "entity__kind", "entity__name"):
        (places if kind == "place" else about)[article][name] = None
    return Subjects(
        {article: tuple(found) for article, found in about.items()},
        {article: tuple(found) for article, found in places.items()},
    )


def record(article: Article, of: Subjects, site: Site) -> Element:
    """Write an article."""
    made = etree.Element(f"{{{FORMAT}}}dc", nsmap={"oai_dc": FORMAT, "dc": ELEMENTS, "xsi": XSI})
    made.set(f"{{{XSI}}}schemaLocation", f"{FORMAT} {SCHEMA}")
    for name, value in _facts(article, of, site):
        if value:
            etree.SubElement(made, f"{{{ELEMENTS}}}{name}").text = clean(value).text
    return made


def description(title: str, said: str) -> Element:
    """Write of a collection its title and what it is."""
    made = etree.Element(f"{{{FORMAT}}}dc", nsmap={"oai_dc": FORMAT, "dc": ELEMENTS, "xsi": XSI})
    made.set(f"{{{XSI}}}schemaLocation", f"{FORMAT} {SCHEMA}")
    etree.SubElement(made, f"{{{ELEMENTS}}}title").text = clean(title).text
    etree.SubElement(made, f"{{{ELEMENTS}}}description").text = clean(said).text
    return made


def _facts(article: Article, of: Subjects, site: Site) -> Iterator[tuple[str, str]]:
    corpus = article.corpus
    yield "title", article.title
    yield "title", article.translated_title
    for part in article.contributors:
        yield ("creator" if part["role"] in CREATORS else "contributor"), part["name"]
    for subject in of.about.get(article.pk, ()):
        yield "subject", subject
    yield "description", f"{corpus.title}{' (fiction)' if corpus.is_fiction else ''}. {corpus.description}"
    yield "publisher", article.publication
    yield "date", article.published
    yield "type", "Text"
    yield "type", article.genre.replace("_", " ")
    yield "identifier", f"{site.base}/a/{article.public_id}/"
    yield "source", article.url
    yield "language", article.language
    if article.copy_of is not None:
        yield "relation", f"{site.base}/a/{article.copy_of.public_id}/"
    for place in of.places.get(article.pk, ()):
        yield "coverage", place
    yield "rights", article.rights
    yield "rights", article.rights_note
