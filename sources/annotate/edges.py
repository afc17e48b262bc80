"""Where an article begins and ends: passages given to a neighbour, an article made two, two made one.

Each act is planned in full before it is done. No passage is numbered anew for another's sake: one
that comes into an article gets a number that nobody there had, and its former address leads to it
for ever; one that comes back gets its former number back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from sources.annotate import numbering, wordings
from sources.annotate.acts import Actor, Doing, Refused, act
from sources.annotate.publicity import Publicity, publicity, sight, sight_of, stricter
from sources.models import Article, FormerNumber, Passage
from sources.values.counted import count
from sources.vocabulary import ActKind


@dataclass(frozen=True, slots=True)
class Step:
    """One passage on its way into another article (or none), with its number there."""

    passage: Passage
    former: str
    number: str


@dataclass(frozen=True, slots=True)
class MovePlan:
    """Passages that go to a neighbouring article, or to none."""

    article: Article | None
    steps: tuple[Step, ...]
    publicity: Publicity


@dataclass(frozen=True, slots=True)
class DividePlan:
    """An article made two: what goes to the new one."""

    article: Article
    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class UnitePlan:
    """Two articles made one: what comes to the first."""

    first: Article
    second: Article
    steps: tuple[Step, ...]
    access: str  # the stricter of the two
    publicity: Publicity


# Passages given away ---------------------------------------------------------------------------------


def plan_move(passages: Sequence[Passage], article: Article | None) -> MovePlan:
    """Plan to give passages at an article's edge to its neighbour, or to none (``article`` None).

    Passages of no article can be given to one that they stand beside. Raises Refused with a sentence
    where they are not one stretch, not at the edge, or not beside the article.
    """
    if not passages:
        raise Refused("Choose the passages that are to go to another article.")
    ordered = sorted(passages, key=lambda passage: passage.start)
    wordings.refuse_out_of_use(*ordered)
    row = list(Passage.objects.standing().filter(document=ordered[0].document_id).order_by("start", "pk"))
    begin, end = _stretch(row, ordered)
    _refuse_not_at_edge(row, ordered)
    if article is not None:
        _refuse_elsewhere(ordered, article)
        numbers = _numbers_in(article, row, begin, end)
    else:
        used = numbering.used_outside_articles(ordered[0].document)
        numbers = numbering.next_numbers(used, len(ordered), prefix="f")
    document = ordered[0].document
    now, then = sight_of(ordered[0].article, document), sight_of(article, document)
    return MovePlan(
        article, tuple(_steps(ordered, numbers, article)), publicity([(now, then)] * len(ordered))
    )


def _stretch(row: Sequence[Passage], ordered: Sequence[Passage]) -> tuple[int, int]:
    places = [place for place, one in enumerate(row) if one.pk in {passage.pk for passage in ordered}]
    home = ordered[0].article_id
    if any(one.article_id != home for one in ordered) or places[-1] - places[0] + 1 != len(ordered):
        raise Refused("Only passages of one article that follow each other can go together.")
    return places[0], places[-1] + 1


def _refuse_not_at_edge(row: Sequence[Passage], ordered: Sequence[Passage]) -> None:
    home = ordered[0].article_id
    if home is None:
        return
    own = [one.pk for one in row if one.article_id == home]
    going = [one.pk for one in ordered]
    if len(own) == len(going):
        raise Refused("An article cannot be left without passages; join it to its neighbour instead.")
    if own[: len(going)] != going and own[-len(going) :] != going:
        raise Refused("Only passages at the beginning or the end of an article can go to another.")


def _refuse_elsewhere(ordered: Sequence[Passage], article: Article) -> None:
    if article.pk == ordered[0].article_id:
        raise Refused("These passages belong to that article already.")
    if not Article.objects.standing().filter(pk=article.pk, document=ordered[0].document_id).exists():
        raise Refused(f"“{article}” no longer stands in this document; choose a neighbouring article.")


def _numbers_in(article: Article, row: Sequence[Passage], begin: int, end: int) -> list[str]:
    used = numbering.used_in(article)
    before = row[begin - 1] if begin else None
    after = row[end] if end < len(row) else None
    if before is not None and before.article_id == article.pk:
        if after is None or after.article_id != article.pk:
            return numbering.next_numbers(used, end - begin)
        found: list[str] = []
        for _ in range(end - begin):
            found.append(numbering.next_part(before.number, [*used, *found]))
        return found
    if after is not None and after.article_id == article.pk:
        return numbering.numbers_before_first(used, end - begin)
    raise Refused(f"These passages do not stand beside “{article}”; give it those between first.")


def _steps(ordered: Sequence[Passage], numbers: Sequence[str], article: Article | None) -> Iterator[Step]:
    """Give each passage its number; one that was in the article before gets its own back."""
    own: dict[int, str] = {}
    if article is not None:
        back = article.former_numbers.filter(passage__in=ordered)
        own = dict(back.values_list("passage_id", "number"))
    for passage, number in zip(ordered, numbers, strict=True):
        yield Step(passage, passage.number, own.get(passage.pk, number))


def apply_move(plan: MovePlan, *, actor: Actor, reason: str = "") -> None:
    """Do what was planned, as one act. Raises Conflict where a passage was saved since."""
    named = f"“{plan.article}”" if plan.article else "no article"
    summary = f"Gave {count(len(plan.steps), 'passage')} to {named}"
    with act(ActKind.MOVE, summary, actor=actor, reason=reason) as doing:
        _take(doing, plan.steps, plan.article)


def _take(doing: Doing, steps: Sequence[Step], article: Article | None) -> None:
    for step in steps:
        passage = step.passage
        if article is not None:
            doing.delete_all(article.former_numbers.filter(passage=passage, number=step.number))
        if passage.article is not None:
            doing.create(FormerNumber(article=passage.article, number=step.former, passage=passage))
        doing.change(passage, article=article, number=step.number)


# An article made two ---------------------------------------------------------------------------------

# What a text found in another article's text has in common with it until an editor says otherwise.
_SHARED = (
    *("publication", "published", "published_known", "language", "translated_from", "genre"),
    *("rights", "rights_note", "access", "status", "event_years"),
)


def plan_division(passage: Passage, title: str) -> DividePlan:
    """Plan to begin a new article at a passage; it takes what follows in its article.

    The new article has the facts that the two share (publication, date, rights, status); who wrote it,
    and its address, are its own to find.
    """
    article = passage.article
    wordings.refuse_out_of_use(passage)
    if article is None:
        raise Refused("This passage belongs to no article; give it to one instead.")
    if not title.strip():
        raise Refused("The new article needs a title; write [Untitled] where it has none.")
    own = list(article.passages.standing().order_by("start", "pk"))
    going = [one for one in own if one.start >= passage.start]
    if len(going) == len(own):
        raise Refused("The new article would take every passage; choose one further on.")
    numbers = numbering.next_numbers((), len(going))
    return DividePlan(article, title.strip(), tuple(_steps(going, numbers, None)))


def apply_division(plan: DividePlan, *, actor: Actor, reason: str = "") -> Article:
    """Do what was planned, as one act; give the new article."""
    first = plan.article
    summary = f"Divided “{first}” before passage {plan.steps[0].former}: “{plan.title}”"
    with act(ActKind.MOVE, summary, actor=actor, reason=reason) as doing:
        _make_room(doing, first)
        second = Article(document=first.document, index=first.index + 1, title=plan.title)
        for name in _SHARED:
            setattr(second, name, getattr(first, name))
        going = [step.passage for step in plan.steps]
        staying = [one for one in first.passages.standing() if one not in going]
        if _repeats(going, staying):
            second.copy_of, second.similarity = first.copy_of, first.similarity
        doing.create(second)
        doing.touch(first)
        if not _repeats(staying, going):
            doing.change(first, copy_of=None, similarity=None)
        _take(doing, plan.steps, second)
        return second


def _make_room(doing: Doing, first: Article) -> None:
    """Count the articles after this one in the document one further on, the last first."""
    later = list(first.document.articles.filter(index__gt=first.index).order_by("-index"))
    for article in later:
        article.index += 1
    doing.save_all(later)


def _repeats(part: Sequence[Passage], other: Sequence[Passage]) -> bool:
    """Tell whether a part of a copy is one still: most of its words repeat something, or none can be told."""
    if all(one.duplicate_of_id is None for one in (*part, *other)):
        return True
    repeated = sum(len(one.place) for one in part if one.duplicate_of_id is not None)
    return 2 * repeated > sum(len(one.place) for one in part)


# Two articles made one -------------------------------------------------------------------------------


def plan_union(first: Article, second: Article) -> UnitePlan:
    """Plan to join an article to the one before it in the document; it then leads there for ever."""
    standing = Article.objects.standing().filter(pk__in=[first.pk, second.pk], document=first.document_id)
    if first.pk == second.pk or standing.count() != 2:  # noqa: PLR2004 -- both of them
        raise Refused("Only two articles that stand in one document can be joined.")
    row = Passage.objects.standing().filter(document=first.document_id, article__isnull=False)
    homes = [home for home, _ in groupby(row.order_by("start", "pk").values_list("article", flat=True))]
    if (first.pk, second.pk) not in pairwise(homes):
        raise Refused(f"“{second}” does not follow “{first}” in the document; only neighbours can be joined.")
    going = list(second.passages.standing().order_by("start", "pk"))
    numbers = numbering.next_numbers(numbering.used_in(first), len(going))
    access = stricter(first.access, second.access)
    now, then = sight(first.status, first.access), sight(first.status, access)
    changes = [(now, then)] * first.passages.standing().count()
    changes += [(sight(second.status, second.access), then)] * len(going)
    return UnitePlan(first, second, tuple(_steps(going, numbers, first)), access, publicity(changes))


def apply_union(plan: UnitePlan, *, actor: Actor, reason: str = "") -> Article:
    """Do what was planned, as one act; give the article that remains."""
    first, second = plan.first, plan.second
    summary = f"Joined “{second}” to “{first}”"
    with act(ActKind.MOVE, summary, actor=actor, reason=reason) as doing:
        _take(doing, plan.steps, first)
        hand_copies_over(doing, second, first)
        doing.change(second, leads_to=first)
        doing.touch(first)
        doing.change(first, access=plan.access)
        return first


def hand_copies_over(doing: Doing, former: Article, now: Article) -> None:
    """Let what was linked as a copy of one article be a copy of the other, or of what that copies."""
    original = now if now.copy_of is None or now.copy_of_id == former.pk else now.copy_of
    for copy in former.copies.all():
        if copy.pk == now.pk:
            now.copy_of, now.similarity = None, None
            doing.save(now)
        elif copy.pk == original.pk:
            doing.change(copy, copy_of=None, similarity=None)
        else:
            doing.change(copy, copy_of=original)
