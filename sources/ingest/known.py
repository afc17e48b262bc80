"""The articles that a corpus has, for finding what a new one repeats.

Only some runs of words of each article are kept in memory (see ``ingest.copies``), and none before
the first new article asks; the full wording of the few that are proposed is read again.
"""

from collections.abc import Iterable

from sources.ingest.copies import CopyIndex, runs
from sources.models import Article, Corpus, Passage, PassageRevision
from sources.vocabulary import READING_KINDS


class KnownArticles:
    """The distinct texts of a corpus, by what they are made of."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._index: CopyIndex | None = None
        self._asked: tuple[int, frozenset[int]] = (0, frozenset())

    def add(self, article: Article) -> None:
        """Know one more article, whose passages are stored."""
        if self._index is not None:
            asked, own = self._asked
            self._index.add(article.pk, own if asked == article.pk else self._runs(article.pk))

    def find(self, article: Article) -> tuple[Article, float] | None:
        """Give the article of another document that this one repeats, and how like it is."""
        index = self._ready(article)
        self._asked = (article.pk, self._runs(article.pk))
        copy = index.nearest(self._asked[1], self._runs)
        if copy is None:
            return None
        return Article.objects.get(pk=copy.of), copy.similarity

    def passages(self, article: Article) -> list[Passage]:
        """Give an article's passages in order."""
        return list(article.passages.standing().order_by("start"))

    def texts(self, passages: Iterable[Passage]) -> dict[int, str]:
        """Give the captured words of passages by primary key; "" where the text is not held."""
        found = PassageRevision.objects.filter(passage__in=list(passages), number=1)
        return {passage: text or "" for passage, text in found.values_list("passage_id", "text")}

    def _ready(self, article: Article) -> CopyIndex:
        if self._index is None:
            self._index = CopyIndex()
            earlier = Article.objects.distinct_texts().of_corpus(self._corpus.slug)
            for known in (
                earlier.exclude(document=article.document_id).order_by("pk").values_list("pk", flat=True)
            ):
                self._index.add(known, self._runs(known))
        return self._index

    def _runs(self, article: int) -> frozenset[int]:
        found = PassageRevision.objects.filter(
            passage__article=article, number=1, passage__kind__in=[str(kind) for kind in READING_KINDS]
        )
        words = found.order_by("passage__start").values_list("text", flat=True)
        return runs(" ".join(text or "" for text in words))
