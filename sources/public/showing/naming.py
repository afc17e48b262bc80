"""How a source is named where there is little room: in margins, lists and headings."""

from dataclasses import dataclass

from sources.edition.models import Article, Corpus
from sources.public import addresses, wording
from sources.vocabulary import Access


@dataclass(frozen=True, slots=True)
class Named:
    """A source as a list names it: what it is called (a work's name in italics), its date, where it is."""

    name: str
    is_work: bool
    published: str
    title: str
    address: str
    is_copy: bool
    corpus: Corpus | None = None


def named(article: Article, corpus: Corpus | None = None) -> Named:
    """Name an article by its publication, else its authors, else its title."""
    return Named(
        name=article.publication or article.byline or article.title,
        is_work=bool(article.publication),
        published=wording.brief(article.published_words),
        title=article.title,
        address=addresses.article(article.public_id, article.slug),
        is_copy=article.copy_of_id is not None,
        corpus=corpus,
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a bibliography, with what the list says of it."""

    source: Named
    article: Article
    title: str  # closed with a full stop, as in a bibliography
    byline: str  # closed likewise
    remark: str


def entry(article: Article, corpus: Corpus | None = None) -> Entry:
    """Give an article's entry; ``copy_of`` and ``document`` must have been selected with it."""
    if article.copy_of is not None:
        original = named(article.copy_of)
        remark = f"A copy of {original.name}{', ' if original.published else ''}{original.published}: "
        remark += f"{wording.similarity(article.similarity)}; counted once"
    else:
        held = article.document.is_held or article.access != Access.FULL
        access = wording.ACCESS[article.access] if held else "the text is not held here"
        remark = f"{wording.count(article.passage_count, 'passage')}, {access}"
        if genre := wording.GENRES.get(article.genre):
            remark = f"{wording.sentence(genre)}. {remark}"
    byline = wording.stopped(article.byline) if article.byline else ""
    return Entry(named(article, corpus), article, wording.stopped(article.title), byline, remark)
