"""What goes into an edition, read from the editorial side a batch of articles at a time.

Only published articles; of each, its standing passages in their present wording and its accepted
mentions. What is selected here is all that an edition can ever show.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from sources.annotate.acts import Refused
from sources.models import Article, Contributor, Entity, Mention, Passage

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
    for passage in Passage.objects.filter(article__in=contents).standing().with_wording().order_by("start"):
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


def loose_passages(document: int) -> list[Passage]:
    """Give the regions of a document (its primary key) that belong to no article."""
    loose = Passage.objects.filter(document=document, article=None)
    return list(loose.standing().with_wording().order_by("start"))


def refuse_protected() -> None:
    """Raise Refused where somebody protected is named: pseudonyms are not applied yet."""
    named = Entity.objects.filter(is_protected=True, mentions__status="accepted").distinct().count()
    if named:
        raise Refused(
            f"{named} protected people are named in accepted mentions, and this version cannot yet put "
            "their pseudonyms in place; nothing was published. Withdraw the articles that name them first."
        )
