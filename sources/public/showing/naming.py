"""How a source is named where there is little room: in margins, lists and headings."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sources.edition.models import Article, Corpus
from sources.public import addresses, wording
from sources.values.listing import listed
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
    remark = _of_original(article, named(article.copy_of)) if article.copy_of else _held(article)
    byline = wording.stopped(article.byline) if article.byline else ""
    return Entry(named(article, corpus), article, wording.stopped(article.title), byline, remark)


def _of_original(article: Article, original: Named) -> str:
    """Say of what an article is a copy, and how alike they are."""
    source = listed(filter(None, (original.name, original.published)), "comma")
    remark = _("A copy of %(source)s: %(alike)s; counted once")
    return remark % {"source": source, "alike": wording.similarity(article.similarity)}


def _held(article: Article) -> str:
    """Say of what genre an article is, how long it is, and how much of it may be read here."""
    is_held = article.document.is_held or article.access != Access.FULL
    access = wording.access(article.access) if is_held else _("the text is not held here")
    passages = wording.count(article.passage_count, "passage")
    remark = _("%(passages)s, %(access)s") % {"passages": passages, "access": access}
    genre = wording.genre(article.genre)
    return f"{wording.stopped(wording.sentence(genre))} {remark}" if genre else remark
