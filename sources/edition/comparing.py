"""What a redaction leaves to be found by comparing, told before it is published (S23).

Words that were taken out here may stand in another article that readers have whole; an article shown in
snippets may have a copy that is shown whole; and who stands under a pseudonym is named in the newspaper
itself, which the archive tells how to find. None of it can be decided by a program. An editor is told
each, with its place, and withholds the passage and its source too, or publishes knowingly.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import or_

from django.db.models import Q

from sources.annotate.withheld import withheld_places
from sources.edition.protection import AT_RISK
from sources.models import Article, Entity, Mention, Passage, PassageRevision
from sources.vocabulary import Access

AROUND = 16  # characters on each side by which words that were taken out are looked for
ASKED = 100  # words in one question
LEAST = 4  # letters: less than a name stands in every text


@dataclass(frozen=True, slots=True)
class Undone:
    """A redaction that can be undone: where it is, and where and how."""

    article: Article
    sentence: str


def undone_by_comparing() -> list[Undone]:
    """Find what of the next edition's redactions can be undone by comparing; by article and place."""
    return [*_taken_out(), *_shown_elsewhere(), *_published_elsewhere()]


def _taken_out() -> Iterator[Undone]:
    """Words that a wording withholds and another article has."""
    concerned = withheld_places().places
    passages = Passage.objects.standing().filter(document__in=concerned).exclude(article=None)
    taken: list[tuple[Passage, str]] = []
    hiding = {(one.passage, one.number) for places in concerned.values() for one in places}
    for passage in passages.select_related("article").prefetch_related("revisions"):
        for former, revision in pairwise(sorted(passage.revisions.all(), key=lambda one: one.number)):
            if (passage.pk, revision.number) not in hiding or former.text is None or revision.begins_anew:
                continue
            taken += [(passage, words) for words in _words_taken_out(former.text, revision)]
    for begin in range(0, len(taken), ASKED):
        some = taken[begin : begin + ASKED]
        open_ones = _with_words({words for _, words in some})
        for passage, words in some:
            others = (one for one in open_ones if one != passage and words in (one.head.text or ""))
            yield from (_undone_words(passage, other) for other in others)


def _undone_words(passage: Passage, other: Passage) -> Undone:
    assert passage.article is not None  # noqa: S101 -- asked for so
    return Undone(
        passage.article,
        f"The words taken out of passage {passage.number} of {_named(passage.article)} stand in "
        f"passage {other.number} of {_named(other.article)}.",
    )


def _words_taken_out(text: str, revision: PassageRevision) -> Iterator[str]:
    """Give each run of words that was taken out, with a little of what stood round it."""
    done: list[tuple[int, int]] = []  # where each splice before put something, and by how much that is longer
    for start, end, replacement in revision.splices:
        begin = start
        for place, longer in reversed(done):
            begin -= longer if begin >= place else 0
        taken = text[begin : begin + end - start]
        if sum(letter.isalpha() for letter in taken) >= LEAST:
            yield text[max(0, begin - AROUND) : begin + end - start + AROUND]
        done.append((start + len(replacement), len(replacement) - (end - start)))


def _with_words(words: Iterable[str]) -> Sequence[Passage]:
    """Find passages that readers will have whole and that have any of these words; two questions."""
    has_any = reduce(or_, (Q(text__contains=one) for one in words))
    open_ones = (
        Passage.objects.standing()
        .with_wording()
        .filter(
            revisions__in=PassageRevision.objects.filter(has_any),
            article__in=Article.objects.published().filter(access=Access.FULL),
        )
    )
    return list(open_ones.select_related("article").order_by("pk").distinct())


def _shown_elsewhere() -> Iterator[Undone]:
    """Articles not shown whole of which a copy, or the original, is."""
    published = Article.objects.published()
    closed = published.exclude(access=Access.FULL).exclude(copy_of=None).select_related("copy_of")
    whole = set(published.filter(access=Access.FULL).values_list("pk", flat=True))
    for article in closed.order_by("pk"):
        if article.copy_of_id in whole:
            yield _undone_copy(article, article.copy_of)
    copies = published.filter(access=Access.FULL).exclude(copy_of=None).exclude(copy_of__access=Access.FULL)
    for copy in copies.select_related("copy_of").order_by("pk"):
        if copy.copy_of is not None:
            yield _undone_copy(copy.copy_of, copy)


def _undone_copy(article: Article, other: Article | None) -> Undone:
    return Undone(
        article,
        f"{_named(article)} is not shown whole, and {_named(other)}, of which the text is the same or nearly "
        "so, is.",
    )


def _published_elsewhere() -> Iterator[Undone]:
    """Articles in which somebody stands under a pseudonym and that say where they appeared."""
    marks = Mention.objects.accepted().filter(entity__in=Entity.objects.filter(AT_RISK))
    marks = marks.filter(revision__passage__article__in=Article.objects.published())
    places: dict[int, set[str]] = defaultdict(set)
    columns = ("revision__passage__article", "revision__passage__number")
    for article, number in marks.order_by("pk").values_list(*columns):
        places[article].add(number)
    rows = Article.objects.filter(pk__in=places).exclude(publication=None).select_related("publication")
    for row in rows.order_by("pk"):
        numbers = ", ".join(sorted(places[row.pk], key=lambda number: (len(number), number)))
        which = "passage" if len(places[row.pk]) == 1 else "passages"
        name = row.publication.name if row.publication else ""
        yield Undone(
            row,
            f"{_named(row)} says that it appeared in {name}: whoever looks it up there reads the name that "
            f"stands under a pseudonym in {which} {numbers}. Was it published where it can be found?",
        )


def _named(article: Article | None) -> str:
    return f"“{article.title}”" if article is not None else "an article"
