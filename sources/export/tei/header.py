"""The TEI header: what an article is, where it came from, under which rights, and how it was changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sources.edition.models import Article, Corpus, Document, Topic
from sources.export.gathering import Whole
from sources.export.site import Site
from sources.export.tei.elements import Elements, identity

_NAMED = {"author": "author", "editor": "editor"}  # TEI's own elements; any other role is a respStmt
POINTING = (
    "Marks stand beside the text, because they overlap. Each annotation points at its characters with "
    "string-range(passage, offset, length), counted from 0 in Unicode code points of the passage's own text. "
    "when-custom is EDTF (ISO 8601-2)."
)


def article_header(make: Elements, whole: Whole, site: Site, *, is_alone: bool) -> str:
    """Write an article's header when all else of it is made: it tells what XML could not hold.

    One that is not alone leaves the meaning of its topics to the header of its corpus.
    """
    article = whole.article
    titles = make.branch(
        "titleStmt",
        make.leaf("title", article.title or "Untitled"),
        _told(make, "title", article.translated_title, type="alt", xml_lang="en"),
        *_people(make, article),
    )
    extent = make.branch("extent", make.leaf("measure", unit="passages", quantity=str(article.passage_count)))
    address = site.of_article(article.public_id, article.slug)
    stated = _published(make, site, address, _rights(make, article))
    source = make.branch("sourceDesc", _printed(make, article), _received(make, article.document))
    return make.branch(
        "teiHeader",
        make.branch("fileDesc", titles, extent, stated, source),
        _encoding(make, whole, is_alone=is_alone),
        _profile(make, article),
        _changes(make, whole, site),
    )


def corpus_header(make: Elements, corpus: Corpus, topics: Iterable[Topic], site: Site, address: str) -> str:
    """Make the header of a corpus, with the topics of all its articles."""
    extent = make.leaf("measure", unit="articles", quantity=str(corpus.article_count))
    licence = f"The annotation: {corpus.licence}. The texts: see each article."
    available = make.branch("availability", make.leaf("licence", licence), status="restricted")
    file = make.branch(
        "fileDesc",
        make.branch("titleStmt", make.leaf("title", corpus.title)),
        make.branch("extent", extent),
        _published(make, site, address, available),
        make.branch("sourceDesc", make.leaf("p", corpus.description or corpus.title)),
    )
    named = {topic.slug: topic.name for topic in topics}
    editorial = make.branch("editorialDecl", make.leaf("p", POINTING))
    encoding = make.branch("encodingDesc", editorial, _taxonomy(make, named) if named else "")
    return make.branch("teiHeader", file, encoding)


def _told(make: Elements, name: str, text: str, **attributes: str) -> str:
    """Write an element with words in it; nothing where there are none."""
    return make.leaf(name, text, **attributes) if text else ""


def _people(make: Elements, article: Article) -> Iterator[str]:
    for one in article.contributors:
        known = identity("e", one["entity"]) if one["entity"] else ""
        if one["role"] in _NAMED:
            yield make.leaf(_NAMED[one["role"]], one["name"], n=known)
        else:
            said = make.leaf("resp", one["role"])
            yield make.branch("respStmt", said, make.leaf("name", one["name"], n=known))


def _published(make: Elements, site: Site, address: str, available: str) -> str:
    return make.branch(
        "publicationStmt",
        make.leaf("publisher", site.name),
        make.leaf("date", f"Edition {site.edition}", when=_day(site.made_on)),
        make.leaf("idno", address, type="URI"),
        make.leaf("idno", site.edition, type="edition"),
        make.leaf("idno", site.digest, type="edition-digest"),
        available,
    )


def _rights(make: Elements, article: Article) -> str:
    return make.branch(
        "availability",
        make.leaf("licence", f"The annotation: {article.corpus.licence}."),
        *(make.leaf("p", f"The text: {words}") for words in (article.rights, article.rights_note) if words),
        make.leaf("p", f"Shown here: {article.access}"),
        status="restricted",
    )


def _printed(make: Elements, article: Article) -> str:
    day = article.published_earliest
    is_day = day is not None and day.isoformat() == article.published
    when = {"when_custom": article.published, "when": _day(day) if is_day else ""}
    former = article.copy_of
    return make.branch(
        "bibl",
        make.leaf("title", article.title or "Untitled", level="a"),
        _told(make, "title", article.publication, level="j"),
        _told(make, "pubPlace", article.publication_place),
        make.leaf("date", article.published_words, **when) if article.published else "",
        _told(make, "biblScope", article.page, unit="page"),
        _told(make, "idno", article.url, type="original-address"),
        make.leaf("note", article.genre, type="genre"),
        _told(make, "note", f"A copy of {former.public_id}: {former.title}" if former else "", type="copy"),
        type="publication",
    )


def _received(make: Elements, document: Document) -> str:
    """Say what file it came in, where from and when."""
    facts = {
        "document": document.public_id,
        "file-name": document.file_name,
        "media-type": document.media_type,
        "sha256": document.sha256,
        "origin": document.origin,
    }
    return make.branch(
        "bibl",
        *(_told(make, "idno", value, type=kind) for kind, value in facts.items()),
        _told(make, "date", document.got, type="received"),
        make.leaf("note", "held" if document.is_held else "known by its digest only", type="keeping"),
        type="file",
    )


def _encoding(make: Elements, whole: Whole, *, is_alone: bool) -> str:
    dropped = ""
    if make.dropped:
        many = str(make.dropped)
        said = f"{many} characters that XML 1.0 cannot hold were left out; offsets are of what is here."
        dropped = make.branch("normalization", make.leaf("p", said), n=many)
    topics = {slug: name for line in whole.passages for slug, name in line.topics}
    return make.branch(
        "encodingDesc",
        make.branch("editorialDecl", make.leaf("p", POINTING), dropped),
        _taxonomy(make, topics) if topics and is_alone else "",
    )


def _taxonomy(make: Elements, topics: Mapping[str, str]) -> str:
    categories = (
        make.branch("category", make.leaf("catDesc", name), xml_id=identity("t", slug))
        for slug, name in sorted(topics.items())
    )
    return make.branch("classDecl", make.branch("taxonomy", *categories))


def _profile(make: Elements, article: Article) -> str:
    if not article.language:
        return ""
    language = make.leaf("language", article.language, ident=article.language)
    return make.branch("profileDesc", make.branch("langUsage", language))


def _changes(make: Elements, whole: Whole, site: Site) -> str:
    """Tell corrections, the newest first as TEI asks, and this edition before them."""
    made = make.leaf("change", f"Edition {site.edition}", when=_day(site.made_on), type="edition")
    corrections = [(one, line) for line in whole.passages for one in line.revisions if one.number > 1]
    corrections.sort(key=lambda pair: pair[0].made_on or date.min, reverse=True)
    told = (
        make.leaf(
            "change",
            one.reason,
            when=_day(one.made_on),
            target=f"#{identity('p', line.public_id)}",
            n=str(one.number),
            type="correction",
        )
        for one, line in corrections
    )
    return make.branch("revisionDesc", made, *told)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
