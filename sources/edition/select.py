"""What goes into an edition, read from the editorial side a batch of articles at a time.

Only published articles; of each, its standing passages in their present wording and its accepted
mentions. What is selected here is all that an edition can ever show.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from django.db.models import Q

from sources.annotate.acts import Refused
from sources.models import Article, Contributor, Document, Entity, Mention, Passage, PassageRevision
from sources.vocabulary import Access, MentionStatus, Status

BATCH = 50


@dataclass(slots=True)
class ArticleContent:
    """One published article with all that belongs to it."""

    article: Article
    is_copy: bool = False  # of a text that is published too; otherwise it stands for itself
    contributors: list[Contributor] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    mentions: dict[int, list[Mention]] = field(default_factory=lambda: defaultdict(list))  # by revision id


def articles() -> Iterator[ArticleContent]:
    """Give every published article in order of publication (undated last), then of the files."""
    wanted = list(Article.objects.published().for_listing())
    published = {article.pk for article in wanted}
    for begin in range(0, len(wanted), BATCH):
        yield from _filled(wanted[begin : begin + BATCH], published)


def _filled(batch: list[Article], published: set[int]) -> list[ArticleContent]:
    contents = {article.pk: ArticleContent(article, article.copy_of_id in published) for article in batch}
    for contributor in Contributor.objects.filter(article__in=contents).select_related("entity"):
        contents[contributor.article_id].contributors.append(contributor)
    for passage in Passage.objects.filter(article__in=contents).with_wording().order_by("start"):
        if passage.joined_into_id is not None:
            continue  # asked here: in SQL, SQLite would go by that column's index, through every passage
        contents[cast("int", passage.article_id)].passages.append(passage)
    accepted = (
        Mention.objects.accepted()
        .filter(revision__passage__article__in=contents)
        .select_related("entity", "date", "anchor_mention__revision__passage", "anchor_mention__date")
        .annotate_article()
        .order_by("start", "-end", "pk")
    )
    for mention in accepted:
        contents[mention.of_article].mentions[mention.revision_id].append(mention)  # type: ignore[attr-defined]  # annotated above
    return list(contents.values())


def loose_passages(documents: Sequence[int]) -> Iterator[Passage]:
    """Give the regions of no article of these documents (their primary keys), in reading order."""
    for begin in range(0, len(documents), BATCH):
        loose = Passage.objects.filter(document__in=documents[begin : begin + BATCH], article=None)
        yield from loose.standing().with_wording().order_by("document", "start")


def guarded_documents() -> set[int]:
    """Name the documents (their primary keys) of which something is not shown.

    Their plain digests are left out, since a digest of a text of which a part is withheld lets anyone
    test guesses at that part; so are the texts of their regions that belong to no article.
    """
    hidden = Article.objects.exclude(status=Status.PUBLISHED, access=Access.FULL).values_list(
        "document", flat=True
    )
    guarded = Document.objects.exclude(access=Access.FULL).values_list("pk", flat=True)
    withheld = PassageRevision.objects.filter(withholds_former=True).values_list(
        "passage__document", flat=True
    )
    return {*hidden, *guarded, *withheld}


def protected_names() -> list[str]:
    """Give every form of every protected person's name: none may stand in an edition's file."""
    people = Entity.objects.filter(is_protected=True).prefetch_related("names")
    return [form for one in people for form in (one.preferred_name, *(name.form for name in one.names.all()))]


def refuse_protected() -> None:
    """Raise Refused where published articles reach somebody protected: pseudonyms are not applied yet."""
    published = Status.PUBLISHED
    reached = Q(
        mentions__status=MentionStatus.ACCEPTED, mentions__revision__passage__article__status=published
    )
    reached |= Q(turns__article__status=published) | Q(contributions__article__status=published)
    named = Entity.objects.filter(reached, is_protected=True).distinct().count()
    if named:
        raise Refused(
            f"{named} protected people are named or speak in published articles, and this version cannot yet "
            "put their pseudonyms in place; nothing was published. Withdraw those articles first."
        )
