"""The TEI header: what an article is, where it came from, under which rights, and how it was changed."""

from collections.abc import Iterable, Mapping
from datetime import date

from sources.edition.models import Article, Corpus, Document, Topic
from sources.export.gathering import Whole
from sources.export.site import Site
from sources.export.tei.elements import Element, Elements, identity

_NAMED = {"author": "author", "editor": "editor"}  # TEI's own elements; any other role is a respStmt
POINTING = (
    "Marks stand beside the text, because they overlap. Each annotation points at its characters with "
    "string-range(passage, offset, length), counted from 0 in Unicode code points of the passage's own text. "
    "when-custom is EDTF (ISO 8601-2)."
)


def article_header(make: Elements, parent: Element, whole: Whole, site: Site, *, is_alone: bool) -> None:
    """Write an article's header when all else of it is made: it tells what XML could not hold.

    One that is not alone leaves the meaning of its topics to the header of its corpus.
    """
    article = whole.article
    here = make.add(parent, "teiHeader")
    file = make.add(here, "fileDesc")
    titles = make.add(file, "titleStmt")
    make.add(titles, "title", article.title or "Untitled")
    if article.translated_title:
        make.add(titles, "title", article.translated_title, type="alt", xml_lang="en")
    _people(make, titles, article)
    make.add(make.add(file, "extent"), "measure", unit="passages", quantity=str(article.passage_count))
    stated = _published(make, file, site, site.of_article(article.public_id, article.slug))
    _rights(make, stated, article)
    source = make.add(file, "sourceDesc")
    _printed(make, source, article)
    _received(make, source, article.document)
    _encoding(make, here, whole, is_alone=is_alone)
    _profile(make, here, article)
    _changes(make, here, whole, site)


def corpus_header(
    make: Elements, corpus: Corpus, topics: Iterable[Topic], site: Site, address: str
) -> Element:
    """Make the header of a corpus, with the topics of all its articles."""
    here = make.root("teiHeader")
    file = make.add(here, "fileDesc")
    make.add(make.add(file, "titleStmt"), "title", corpus.title)
    make.add(make.add(file, "extent"), "measure", unit="articles", quantity=str(corpus.article_count))
    stated = _published(make, file, site, address)
    available = make.add(stated, "availability", status="restricted")
    make.add(available, "licence", f"The annotation: {corpus.licence}. The texts: see each article.")
    make.add(make.add(file, "sourceDesc"), "p", corpus.description or corpus.title)
    encoding = make.add(here, "encodingDesc")
    make.add(make.add(encoding, "editorialDecl"), "p", POINTING)
    if named := {topic.slug: topic.name for topic in topics}:
        _taxonomy(make, encoding, named)
    return here


def _people(make: Elements, parent: Element, article: Article) -> None:
    for one in article.contributors:
        known = identity("e", one["entity"]) if one["entity"] else ""
        if one["role"] in _NAMED:
            make.add(parent, _NAMED[one["role"]], one["name"], n=known)
        else:
            said = make.add(parent, "respStmt")
            make.add(said, "resp", one["role"])
            make.add(said, "name", one["name"], n=known)


def _published(make: Elements, file: Element, site: Site, address: str) -> Element:
    stated = make.add(file, "publicationStmt")
    make.add(stated, "publisher", site.name)
    make.add(stated, "date", f"Edition {site.edition}", when=_day(site.made_on))
    make.add(stated, "idno", address, type="URI")
    make.add(stated, "idno", site.edition, type="edition")
    make.add(stated, "idno", site.digest, type="edition-digest")
    return stated


def _rights(make: Elements, stated: Element, article: Article) -> None:
    available = make.add(stated, "availability", status="restricted")
    make.add(available, "licence", f"The annotation: {article.corpus.licence}.")
    for words in filter(None, (article.rights, article.rights_note)):
        make.add(available, "p", f"The text: {words}")
    make.add(available, "p", f"Shown here: {article.access}")


def _printed(make: Elements, source: Element, article: Article) -> None:
    bibl = make.add(source, "bibl", type="publication")
    make.add(bibl, "title", article.title or "Untitled", level="a")
    if article.publication:
        make.add(bibl, "title", article.publication, level="j")
    if article.publication_place:
        make.add(bibl, "pubPlace", article.publication_place)
    if article.published:
        day = article.published_earliest
        is_day = day is not None and day.isoformat() == article.published
        make.add(
            bibl,
            "date",
            article.published_words,
            when_custom=article.published,
            when=_day(day) if is_day else "",
        )
    if article.page:
        make.add(bibl, "biblScope", article.page, unit="page")
    if article.url:
        make.add(bibl, "idno", article.url, type="original-address")
    make.add(bibl, "note", article.genre, type="genre")
    if article.copy_of is not None:
        make.add(bibl, "note", f"A copy of {article.copy_of.public_id}: {article.copy_of.title}", type="copy")


def _received(make: Elements, source: Element, document: Document) -> None:
    """Say what file it came in, where from and when."""
    bibl = make.add(source, "bibl", type="file")
    facts = {
        "document": document.public_id,
        "file-name": document.file_name,
        "media-type": document.media_type,
        "sha256": document.sha256,
        "origin": document.origin,
    }
    for kind, value in facts.items():
        if value:
            make.add(bibl, "idno", value, type=kind)
    if document.got:
        make.add(bibl, "date", document.got, type="received")
    make.add(bibl, "note", "held" if document.is_held else "known by its digest only", type="keeping")


def _encoding(make: Elements, here: Element, whole: Whole, *, is_alone: bool) -> None:
    encoding = make.add(here, "encodingDesc")
    editorial = make.add(encoding, "editorialDecl")
    make.add(editorial, "p", POINTING)
    if make.dropped:
        said = (
            f"{make.dropped} characters that XML 1.0 cannot hold were left out; offsets are of what is here."
        )
        make.add(make.add(editorial, "normalization", n=str(make.dropped)), "p", said)
    topics = {slug: name for passage in whole.passages for slug, name in passage.topics}
    if topics and is_alone:
        _taxonomy(make, encoding, topics)


def _taxonomy(make: Elements, encoding: Element, topics: Mapping[str, str]) -> None:
    taxonomy = make.add(make.add(encoding, "classDecl"), "taxonomy")
    for slug, name in sorted(topics.items()):
        make.add(make.add(taxonomy, "category", xml_id=identity("t", slug)), "catDesc", name)


def _profile(make: Elements, here: Element, article: Article) -> None:
    if article.language:
        usage = make.add(make.add(here, "profileDesc"), "langUsage")
        make.add(usage, "language", article.language, ident=article.language)


def _changes(make: Elements, here: Element, whole: Whole, site: Site) -> None:
    """Tell corrections, the newest first as TEI asks, and this edition before them."""
    history = make.add(here, "revisionDesc")
    make.add(history, "change", f"Edition {site.edition}", when=_day(site.made_on), type="edition")
    corrections = [
        (one, passage)
        for passage in whole.passages
        for one in whole.revisions.get(passage.pk, ())
        if one.number > 1
    ]
    for one, passage in sorted(corrections, key=lambda pair: pair[0].made_on or date.min, reverse=True):
        make.add(
            history,
            "change",
            one.reason,
            when=_day(one.made_on),
            target=f"#{identity('p', passage.public_id)}",
            n=str(one.number),
            type="correction",
        )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
