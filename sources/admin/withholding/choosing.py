"""What somebody chose to withhold, read from a form; carried on where it was corrected since."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse

from sources.annotate.acts import Refused
from sources.annotate.elsewhere import HEADLINES, Headline, Words, phrases_of, without
from sources.annotate.withhold import MARK
from sources.models import Article, PassageRevision
from sources.values import splice
from sources.values.row_number import row_number
from sources.values.span import Span

MOST = 500  # passages or articles in one act
NOT_THERE = "That passage or article is not there; look for it again."
NO_WORDS = (
    "The words of this passage are not held here, so readers do not have them; its article can be withheld."
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Words of passages, or whole articles; never both."""

    words: tuple[Words, ...] = ()
    articles: tuple[Article, ...] = ()
    corrected: tuple[str, ...] = ()  # numbers of passages that somebody corrected since they were chosen

    @property
    def is_words(self) -> bool:
        """Whether words were chosen."""
        return bool(self.words)


def to_withhold(kind: str, rows: QuerySet[Any], *, back: str) -> HttpResponseRedirect:
    """Lead from a list to the page that withholds what is ticked there: articles or passages."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:MOST])
    return HttpResponseRedirect(reverse("admin:withhold", query={kind: keys, "back": back}))


def read(asked: QueryDict) -> Chosen:
    """Read what was chosen: ``article=``, ``passage=`` (with ``start=``, ``end=``), or ``words=``.

    Raises Refused where nothing was, or it is not there. Words of a wording that was corrected since are
    carried on to the present one by arithmetic, or become the whole passage, and the passage is named.
    """
    articles = [row_number(key) for key in asked.getlist("article")][:MOST]
    if articles:
        standing = Article.objects.standing().filter(pk__in=articles).select_related("publication")
        found = tuple(standing.order_by("pk"))
        if not found:
            raise Refused(NOT_THERE)
        return Chosen(articles=found)
    named = asked.getlist("words")
    return _present(_named(named[:MOST])) if named else _of_passages(asked)


def _of_passages(asked: QueryDict) -> Chosen:
    passages = [row_number(key) for key in asked.getlist("passage")][:MOST]
    heads = _heads(passages)
    if not heads:
        raise Refused(NOT_THERE)
    start, end = row_number(asked.get("start", "")), row_number(asked.get("end", ""))
    words = []
    for head in heads.values():
        if not head.text:
            raise Refused(NO_WORDS)
        is_part = len(heads) == 1 and start < end <= len(head.text)
        words.append(Words(head, Span(start, end) if is_part else Span(0, len(head.text))))
    return Chosen(tuple(words))


def ticked(asked: QueryDict, chosen: Iterable[Words]) -> tuple[list[Words], list[Headline]]:
    """Read which other places are to be withheld too; headlines lose the words that were chosen.

    Raises Refused where one was corrected since it was shown.
    """
    keys = asked.getlist("also")[:MOST]
    present = _present(_named([key for key in keys if key.startswith("words-")]))
    if present.corrected:
        raise Refused(
            f"Passage {', '.join(present.corrected)} was corrected since you looked; nothing was withheld "
            "yet. Look at what is ticked, then do it again."
        )
    phrases = phrases_of(chosen)
    headlines = _headlines([key for key in keys if key.startswith("headline-")], phrases)
    return list(present.words), headlines


def _headlines(keys: list[str], phrases: list[str]) -> list[Headline]:
    named = [(row_number(row), column) for _, row, column in (_parts(key, 3) for key in keys)]
    articles = Article.objects.in_bulk([row for row, _ in named])
    if any(row not in articles or column not in HEADLINES for row, column in named):
        raise Refused(NOT_THERE)
    return [_headline(articles[row], column, phrases) for row, column in named]


def _headline(article: Article, column: str, phrases: list[str]) -> Headline:
    title = str(getattr(article, column))
    becomes = without(title, phrases, MARK)
    if becomes == title:
        raise Refused(
            f"The headline “{title}” has the words no more; nothing was withheld yet. Look at "
            "what is ticked, then do it again."
        )
    return Headline(article, column, becomes)


def _named(keys: list[str]) -> list[Words]:
    """Read words as a form names them; one query."""
    named = [tuple(map(row_number, parts)) for _, *parts in (_parts(key, 4) for key in keys)]
    related = PassageRevision.objects.select_related("passage__article__publication")
    rows = related.in_bulk([row for row, _, _ in named])
    words = []
    for revision, start, end in named:
        row = rows.get(revision)
        if row is None or not row.text or not start < end <= len(row.text):
            raise Refused(NOT_THERE)
        words.append(Words(row, Span(start, end)))
    return words


def _parts(key: str, count: int) -> list[str]:
    parts = key.split("-")
    if len(parts) != count:
        raise Refused(NOT_THERE)
    return parts


def _present(words: Iterable[Words]) -> Chosen:
    words = list(words)
    heads = _heads([one.revision.passage_id for one in words])
    carried, corrected = [], []
    for one in words:
        head = heads.get(one.revision.passage_id)
        if head is None or not head.text:
            raise Refused(NOT_THERE)
        if head.pk != one.revision.pk:
            corrected.append(head.passage.number)
        carried.append(_carried(one, head))
    if not carried:
        return Chosen()
    return Chosen(tuple(carried), corrected=tuple(dict.fromkeys(corrected)))


def _carried(words: Words, head: PassageRevision) -> Words:
    """Give the same words in the present wording; all of it where a correction touched them."""
    span: Span | None = words.span
    later = head.passage.revisions.filter(number__gt=words.revision.number).order_by("number")
    for revision in later if head.pk != words.revision.pk else ():
        steps = [splice.Splice(*step) for step in revision.splices]
        span = splice.map_span(span, steps) if span is not None and not revision.made_by else None
    return Words(head, span or Span(0, len(head.text or "")))


def _heads(passages: Iterable[int]) -> dict[int, PassageRevision]:
    """Give the present wording of each passage that is in force; one query."""
    rows = PassageRevision.objects.filter(passage__in=list(passages), passage__joined_into=None)
    found: dict[int, PassageRevision] = {}
    for row in rows.select_related("passage__article__publication").order_by("passage__start", "number"):
        found[row.passage_id] = row
    return found
