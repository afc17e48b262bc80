"""What articles appeared in and who had a part in them, gathered while an edition is made.

A contributor is one by the authority record; without one, by the printed name, which then stands for
itself: two people who sign alike share an entry, and the page says that it goes by the name.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import TYPE_CHECKING

from sources.edition import models
from sources.edition.tally import Tally
from sources.models import Contributor
from sources.values import edtf
from sources.values.public_id import ALPHABET, LENGTH
from sources.values.slug import slug

if TYPE_CHECKING:  # it uses this module's
    from sources.edition.select import ArticleContent

MOST_SHOWN = 12  # days and names on an origin's page
PUBLICATION, CONTRIBUTOR = "publication", "contributor"


@dataclass(slots=True)
class _Gathered:
    """One publication or contributor in the making."""

    row: models.Origin
    articles: list[tuple[models.Article, str]] = field(default_factory=list)  # with the roles
    roles: dict[str, None] = field(default_factory=dict)
    entity: int | None = None  # editorial pk


@dataclass(slots=True)
class Origins:
    """All of them, by kind and public id."""

    found: dict[tuple[str, str], _Gathered] = field(default_factory=dict)

    def add(self, content: "ArticleContent", article: models.Article) -> None:
        """Note where one article comes from."""
        publication = content.article.publication
        if publication is not None:
            one = self._one(PUBLICATION, publication.public_id, publication.name)
            one.row.language, one.row.url = publication.language, publication.url
            kind = publication.get_kind_display().lower()
            one.row.remark = ", ".join(filter(None, (kind, publication.place)))
            one.articles.append((article, ""))
            article.credits.append([PUBLICATION, publication.public_id, one.row.slug, publication.name, ""])
        roles: dict[str, list[str]] = defaultdict(list)
        for part in content.contributors:
            one = self._contributor(part)
            one.roles[part.role] = None
            article.credits.append([CONTRIBUTOR, one.row.public_id, one.row.slug, part.name, part.role])
            roles[one.row.public_id].append(part.role)
        for public_id, named in roles.items():
            self.found[CONTRIBUTOR, public_id].articles.append((article, ", ".join(dict.fromkeys(named))))

    def _contributor(self, part: Contributor) -> _Gathered:
        if part.entity is not None:
            one = self._one(CONTRIBUTOR, part.entity.public_id, part.entity.preferred_name)
            one.entity, one.row.sort_name = part.entity.pk, part.entity.sort_name
            one.row.language = part.entity.language
            return one
        one = self._one(CONTRIBUTOR, printed_id(part.name), part.name)
        if part.family:
            one.row.sort_name = ", ".join(filter(None, (part.family, part.given)))
        return one

    def _one(self, kind: str, public_id: str, name: str) -> _Gathered:
        if (kind, public_id) not in self.found:
            row = models.Origin(kind=kind, public_id=public_id, slug=slug(name), name=name)
            row.sort_name, row.language, row.remark, row.url = name, "", "", ""
            self.found[kind, public_id] = _Gathered(row)
        return self.found[kind, public_id]

    def absorb(self, other: "Origins") -> None:
        """Add what was gathered of articles that are read after these."""
        for key, theirs in other.found.items():
            one = self.found.setdefault(key, theirs)
            if one is theirs:
                continue
            one.articles += theirs.articles
            one.roles |= theirs.roles
            one.entity = theirs.entity or one.entity
            if theirs.row.sort_name != theirs.row.name:
                one.row.sort_name = theirs.row.sort_name  # a later print may tell the family name

    def count_of(self, kind: str, corpus: int) -> int:
        """Give how many publications, or contributors, a corpus has."""
        return sum(
            of == kind and any(article.corpus_id == corpus for article, _ in one.articles)
            for (of, _), one in self.found.items()
        )

    def rows(self, tally: Tally, fictional: set[int]) -> Iterator[models.Origin]:
        """Give each with its figures; ``in_corpus_rows`` and ``article_rows`` need its ids."""
        of_article = _named_by_article(tally)
        ordered = sorted(self.found.values(), key=lambda one: (one.row.kind, one.row.public_id))
        for number, one in enumerate(ordered, 1):
            row, articles = one.row, [article for article, _ in one.articles]
            row.id = number
            row.remark = row.remark or ", ".join(one.roles)
            in_edition = tally.entities.get(one.entity) if one.entity else None
            row.entity_id = in_edition.id if in_edition else None
            row.copy_count = sum(article.copy_of_id is not None for article in articles)
            row.article_count = len(articles) - row.copy_count
            known = [article.published_earliest for article in articles if article.published_earliest]
            row.first, row.last = min(known, default=None), max(known, default=None)
            row.is_fiction = all(article.corpus_id in fictional for article in articles)
            originals = [article.id for article in articles if article.copy_of_id is None]
            row.days, row.named = _days(originals, of_article, tally), _names(originals, of_article, tally)
            yield row

    def in_corpus_rows(self) -> Iterator[models.OriginInCorpus]:
        """Give the place of each in each corpus that has an article of it."""
        number = 0
        for one in sorted(self.found.values(), key=lambda one: one.row.id):
            own: Counter[int] = Counter()
            for article, _ in one.articles:
                own[article.corpus_id] += article.copy_of_id is None
            for corpus, count in sorted(own.items()):
                number += 1
                yield models.OriginInCorpus(
                    id=number,
                    corpus_id=corpus,
                    origin_id=one.row.id,
                    kind=one.row.kind,
                    sort_name=one.row.sort_name,
                    article_count=count,
                )

    def article_rows(self) -> Iterator[models.OriginArticle]:
        """Give what leads from each to its articles."""
        number = 0
        for one in sorted(self.found.values(), key=lambda one: one.row.id):
            for article, roles in one.articles:
                number += 1
                yield models.OriginArticle(
                    id=number,
                    origin_id=one.row.id,
                    article_id=article.id,
                    position=article.position,
                    roles=roles,
                )


def printed_id(name: str) -> str:
    """Make an id from a printed name: the same name, the same id, in every edition."""
    number = int.from_bytes(hashlib.sha256(" ".join(name.casefold().split()).encode()).digest()[:8])
    digits = []
    for _ in range(LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(digits)


@dataclass(slots=True)
class _OfArticle:
    entities: Counter[int] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)


def _named_by_article(tally: Tally) -> dict[int, _OfArticle]:
    """Count, for each article, in how many of its passages each entity and day is named."""
    found: dict[int, _OfArticle] = defaultdict(_OfArticle)
    for passage in tally.named.values():
        found[passage.article].entities.update(passage.entities)
        found[passage.article].days.update(passage.days)
    return found


def _most(
    articles: list[int],
    of_article: dict[int, _OfArticle],
    pick: Callable[[_OfArticle], Counter[int]],
    name: Callable[[int], str],
) -> list[tuple[int, int]]:
    total: Counter[int] = Counter()
    for article in articles:
        if article in of_article:
            total.update(pick(of_article[article]))
    return nsmallest(MOST_SHOWN, total.items(), key=lambda pair: (-pair[1], name(pair[0])))


def _days(articles: list[int], of_article: dict[int, _OfArticle], tally: Tally) -> list[list[object]]:
    found = _most(articles, of_article, lambda one: one.days, lambda day: tally.date_by_id[day].date.edtf)
    dates = [(tally.date_by_id[day].date.edtf, count) for day, count in found]
    return [[day, edtf.in_words(day), count] for day, count in dates]


def _names(articles: list[int], of_article: dict[int, _OfArticle], tally: Tally) -> list[list[object]]:
    found = _most(
        articles, of_article, lambda one: one.entities, lambda one: tally.by_id[one].entity.public_id
    )
    entities = [(tally.by_id[one].entity, count) for one, count in found]
    return [
        [row.kind, row.public_id, slug(row.preferred_name), row.preferred_name, count]
        for row, count in entities
    ]
