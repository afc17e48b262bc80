"""The articles that a corpus has, for finding what a new one repeats.

Each article's marks (``ingest.runs``) stand in the database, so that a new article costs one look
into an index, whatever the size of the corpus. What has been found already is not marked again: of a text
that was printed a hundred times only the first is proposed; and a run that many articles share is a phrase
that tells nothing, and is marked no further. The full wording of the few that are proposed is read, and the
figures are measured on that.

Marks are written some hundred articles at a time, sorted, in a transaction of their own: one by one they
would cost more than the article. Where an interruption left some out, the next run adds them first. Of two
runs at the same time, each sees of the other's articles what has been written.

An article that was replaced or withdrawn is no original any more. The next run forgets its marks, and marks
anew what was found by them until then: the earliest printing that still stands takes its place.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection, models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, When

from sources.ingest.copies import match_passages
from sources.ingest.runs import FEWEST_RUNS, LONG_ENOUGH, Marked, Worded, likeness, marked, worded
from sources.models import Article, CopyMark, Corpus, MarkedArticle, Passage, PassageRevision
from sources.models.article import ArticleQuerySet
from sources.vocabulary import READING_KINDS

KINDS = frozenset(str(kind) for kind in READING_KINDS)
AT_ONCE = 100
MOST_VALUES = 900  # any database takes so many in one statement
PROPOSED = 5
WORN = 30


@dataclass(frozen=True, slots=True)
class Repeats:
    """What a new article repeats: an article with its similarity, and passages (place here: key there)."""

    original: int | None = None
    similarity: float | None = None
    passages: dict[int, int] = field(default_factory=dict)


NOTHING = Repeats()


@dataclass(frozen=True, slots=True)
class _Earlier:
    """An article that is proposed: its passages' keys and words, in order."""

    pk: int
    is_copy: bool
    keys: tuple[int, ...]
    texts: tuple[str, ...]
    read: tuple[bool, ...]

    @property
    def worded(self) -> Worded:
        """All that is read of it."""
        return worded(" ".join(text for text, is_read in zip(self.texts, self.read, strict=True) if is_read))


class KnownArticles:
    """The articles of a corpus, by what they are made of."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._waiting: dict[int, list[int]] = {}  # marks that are not written yet
        self._added: list[int] = []
        self._often: dict[int, int] = {}  # how many articles have a mark, as last seen
        self._is_ready = False

    def find(self, passages: Sequence[Marked], *, besides: int | None = None) -> Repeats:
        """Give what an article repeats, by its passages; ``besides`` is the key of its own document."""
        self._catch_up()
        places = self._places({mark for passage in passages for mark in passage.marks})
        shared = Counter(article for articles in places.values() for article in set(articles))
        earlier = self._earlier([pk for pk, _ in shared.most_common(PROPOSED)], besides)
        return _repeats(passages, earlier) if earlier else NOTHING

    def add(self, article: int, passages: Iterable[Marked]) -> None:
        """Know one more article, by those of its passages that repeat nothing."""
        self._added.append(article)
        found = {mark for passage in passages for mark in passage.marks}
        self._places(found - self._often.keys())
        for mark in found:
            if self._often[mark] < WORN:
                self._waiting.setdefault(mark, []).append(article)
        self._often.clear()

    def settle(self, *, least: int = AT_ONCE) -> None:
        """Write the marks of what was added, where that are so many articles at least."""
        if not self._added or len(self._added) < least:
            return
        rows = sorted((mark, article) for mark, articles in self._waiting.items() for article in articles)
        with transaction.atomic():
            MarkedArticle.objects.bulk_create(
                [MarkedArticle(article=article) for article in sorted(self._added)], ignore_conflicts=True
            )
            _write(self._corpus.pk, rows)
        self._waiting.clear()
        self._added.clear()

    def _places(self, wanted: set[int]) -> dict[int, list[int]]:
        """Give the articles that have these marks, and remember how many they are."""
        if not wanted:
            return {}
        places = {mark: list(self._waiting.get(mark, ())) for mark in wanted}
        for mark, article in _with_marks(self._corpus.pk, list(wanted)):
            places[mark].append(article)
        self._often.update({mark: len(articles) for mark, articles in places.items()})
        return places

    def _catch_up(self) -> None:
        """Mark what came in by other ways, or was left out by an interruption."""
        if self._is_ready:
            return
        self._is_ready = True
        _forget(self._corpus)
        unmarked = Article.objects.standing().of_corpus(self._corpus.slug).filter(document__is_held=True)
        unmarked = unmarked.exclude(pk__in=MarkedArticle.objects.values("article"))
        for pk in list(unmarked.order_by("pk").values_list("pk", flat=True)):
            words = _captured(_repeats_nothing(), passage__article=pk, passage__kind__in=KINDS)
            self.add(pk, [marked(text or "") for text in words.values_list("text", flat=True)])
            self.settle()

    def _earlier(self, proposed: list[int], besides: int | None) -> list[_Earlier]:
        if not proposed:
            return []
        articles = Article.objects.of_corpus(self._corpus.slug).exclude(document=besides)
        found = articles.standing().filter(pk__in=proposed).values_list("pk", "copy_of")
        firsts = _firsts({copy_of for _, copy_of in found if copy_of is not None}, articles)
        roots = {pk: firsts.get(copy_of, pk) for pk, copy_of in found}
        # A copy leads to what it copies: that is what the new one is measured against.
        wanted = list(dict.fromkeys([roots[pk] for pk in proposed if pk in roots] + list(roots)))
        rows = _captured(passage__article__in=wanted).values_list(
            "passage__article", _KEY, "text", "passage__kind"
        )
        passages: dict[int, list[tuple[int, str, bool]]] = {pk: [] for pk in wanted}
        for article, key, text, kind in rows:
            passages[article].append((key, text or "", kind in KINDS))
        return [
            _Earlier(pk, roots.get(pk, pk) != pk, *zip(*own, strict=True))
            for pk, own in passages.items()
            if own
        ]


# What a passage repeats, as long as that stands: the key to link to.
_FIRST_STANDS = Q(
    passage__duplicate_of__document__withdrawn_on=None,
    passage__duplicate_of__article__leads_to=None,
    passage__duplicate_of__isnull=False,
)
_KEY = Case(When(_FIRST_STANDS, then=F("passage__duplicate_of")), default=F("passage"))


def _firsts(originals: set[int], among: ArticleQuerySet) -> dict[int | None, int]:
    """Give, for what some articles copy, the article that stands for it: itself, or its earliest copy."""
    stand = among.standing()
    firsts: dict[int | None, int] = {
        pk: pk for pk in stand.filter(pk__in=originals).values_list("pk", flat=True)
    }
    copies = stand.filter(copy_of__in=originals - firsts.keys()).order_by("-pk")
    return firsts | dict(copies.values_list("copy_of", "pk"))


def _forget(corpus: Corpus) -> None:
    """Forget the marks of what no longer stands, and of what was found by them and not marked itself."""
    marked_ones = MarkedArticle.objects.values("article")
    articles = Article.objects.of_corpus(corpus.slug).filter(pk__in=marked_ones)
    left = set(articles.exclude(pk__in=Article.objects.standing()).values_list("pk", flat=True))
    if not left:
        return
    repeating = Passage.objects.filter(duplicate_of__article__in=left).values("article")
    taking_over = Q(copy_of__in=left) | Q(led_from__in=left) | Q(pk__in=repeating)
    forgotten = left | set(articles.filter(taking_over).values_list("pk", flat=True))
    with transaction.atomic():
        CopyMark.objects.filter(corpus=corpus, article__in=forgotten).delete()
        MarkedArticle.objects.filter(article__in=forgotten).delete()


def _repeats_nothing() -> Q:
    """Keep passages that repeat none that stands; of those that repeated the same, the earliest."""
    earlier = Passage.objects.standing().filter(
        duplicate_of=OuterRef("passage__duplicate_of"), pk__lt=OuterRef("passage")
    )
    is_first = ~Q(Exists(earlier))
    return Q(passage__duplicate_of=None) | (~_FIRST_STANDS & is_first)


def _with_marks(corpus: int, wanted: list[int]) -> list[tuple[int, int]]:
    """Give the marks among these that are stored, with their articles; the ORM would double the time."""
    found: list[tuple[int, int]] = []
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), MOST_VALUES):
            asked = wanted[start : start + MOST_VALUES]
            places = ", ".join(["%s"] * len(asked))
            cursor.execute(
                f"SELECT run, article FROM sources_copymark WHERE corpus_id = %s AND run IN ({places})",  # noqa: S608 -- only places for values
                [corpus, *asked],
            )
            found += cursor.fetchall()
    return found


def _write(corpus: int, rows: list[tuple[int, int]]) -> None:
    """Insert marks: thousands of rows that nobody reads back; the ORM would take ten times as long."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO sources_copymark (corpus_id, run, article) VALUES (%s, %s, %s) "
            "ON CONFLICT DO NOTHING",  # another run may have marked the same
            [(corpus, run, article) for run, article in rows],
        )


def _captured(*asked: Q, **conditions: object) -> models.QuerySet[PassageRevision]:
    """Give the captured words of passages in order; nothing of what is not held."""
    held = PassageRevision.objects.filter(*asked, number=1, passage__joined_into=None, **conditions)
    return held.exclude(text=None).order_by("passage__start")


def _repeats(own: Sequence[Marked], earlier: Sequence[_Earlier]) -> Repeats:
    original, similarity = _original(worded(" ".join(one.text for one in own if one.is_read)), earlier)
    is_long = [one.is_read and len(worded(one.text).runs) >= LONG_ENOUGH for one in own]
    passages: dict[int, int] = {}
    for one in sorted(earlier, key=lambda one: one.pk != original):
        for place, match in match_passages(list(one.texts), [mine.text for mine in own]).items():
            # Short lines and captions are alike by chance, but not within a copy.
            if one.pk == original or (is_long[place] and one.read[match]):
                passages.setdefault(place, one.keys[match])
    return Repeats(original, similarity, passages)


def _original(whole: Worded, earlier: Sequence[_Earlier]) -> tuple[int | None, float | None]:
    """Give the article that the whole repeats, the earliest of those most like it."""
    if len(whole.runs) < FEWEST_RUNS:
        return None, None
    shares = [(likeness(whole, one.worded), one.pk) for one in earlier if not one.is_copy]
    found = [(share, -pk) for share, pk in shares if share is not None]
    if not found:
        return None, None
    share, pk = max(found)
    return -pk, round(share, 4)
