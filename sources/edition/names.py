"""Entities, their spellings and their counts, as an edition holds them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from sources.edition import models, rows
from sources.edition.copy import Copier
from sources.edition.tally import MOST_TOGETHER, EntityTally
from sources.edition.wording import publication_label
from sources.models import Entity, Mention, Name
from sources.values import spelling
from sources.values.slug import letter, slug
from sources.vocabulary import NameKind, Status

AS_WRITTEN = "as_written"
MOST_WRITERS = 4  # of a form, named on a page; the others are counted
ASKED_AT_ONCE = 500  # entities in one query
SHORTEST_WORD = 3  # of a name that leads to it on its own in search


def entity_row(tally: EntityTally, copier: Copier) -> models.Entity:
    """Turn one entity and its figures into its row."""
    entity = tally.entity
    return models.Entity(
        id=tally.id,
        public_id=entity.public_id,
        kind=entity.kind,
        slug=slug(entity.preferred_name),
        name=entity.preferred_name,
        letter=letter(entity.sort_name),
        is_fiction=bool(tally.seen_in) and tally.seen_in <= copier.fictional,
        passage_count=sum(tally.passages.values()),
        article_count=sum(len(articles) for articles in tally.articles.values()),
        mention_count=tally.mentions,
        saying_count=tally.said.total(),
        saying_article_count=len(tally.said),
        accounts=copier.accounts.of_entity(tally.id),
        **{name: getattr(entity, name) for name in _COPIED},
    )


_COPIED = (
    "language",
    "script",
    "sort_name",
    "description",
    "latitude",
    "longitude",
    "wikidata",
    "geonames",
    "viaf",
    "is_private",
)


def in_corpus_rows(copier: Copier) -> Iterator[models.EntityInCorpus]:
    """Give each entity's place in each corpus that names it."""
    number = 0
    for tally in copier.tally.entities.values():
        for corpus in sorted(tally.corpora):
            number += 1
            yield models.EntityInCorpus(
                id=number,
                corpus_id=corpus,
                entity_id=tally.id,
                kind=tally.entity.kind,
                sort_name=tally.entity.sort_name,
                passage_count=tally.passages[corpus],
                article_count=len(tally.articles[corpus]),
            )


def name_rows(copier: Copier) -> Iterator[rows.EntityName]:
    """Give every form of every entity's name: the preferred, the recorded, those only written."""
    recorded: dict[int, list[Name]] = {}
    known = copier.tally.entities.keys() - copier.people.stand_ins.keys()
    names = list(Name.objects.filter(entity__in=known).order_by("form"))
    unpublished = _only_unpublished(names, copier)
    for name in names:
        if (name.entity_id, name.form) not in unpublished:
            recorded.setdefault(name.entity_id, []).append(name)
    articles = {row.id: row for row in copier.articles.values()}
    number = 0
    for pk, tally in copier.tally.entities.items():
        written = _written(tally.forms, articles)
        for row in form_rows(tally.id, tally.entity, recorded.get(pk, ()), written):
            number += 1
            row.id = number
            yield row


def _only_unpublished(names: Iterable[Name], copier: Copier) -> set[tuple[int, str]]:
    """Find the forms on record that only texts not published write: theirs to tell, when they are."""
    unwritten = {(name.entity_id, name.form) for name in names} - {
        (pk, form)
        for pk, tally in copier.tally.entities.items()
        for form in (*tally.forms, tally.entity.preferred_name)
    }
    # Asked of these entities alone: of all, every mention of the archive would be looked through.
    entities = sorted({entity for entity, _ in unwritten})
    found: set[tuple[int, str]] = set()
    for begin in range(0, len(entities), ASKED_AT_ONCE):
        marks = Mention.objects.accepted().filter(entity__in=entities[begin : begin + ASKED_AT_ONCE])
        elsewhere = marks.exclude(revision__passage__article__status=Status.PUBLISHED)
        found |= {(pk, form) for pk, form in elsewhere.values_list("entity_id", "exact").distinct() if pk}
    return found & unwritten


@dataclass(frozen=True, slots=True)
class Written:
    """How often sources write a form, how many of them, and the first as a page names them."""

    times: int = 0
    articles: int = 0
    writers: Sequence[list[str]] = ()


def _written(forms: Mapping[str, Counter[int]], articles: Mapping[int, models.Article]) -> dict[str, Written]:
    """Say for each form how often it is written and who does first, in order of publication."""
    return {
        form: Written(
            counts.total(), len(counts), [writer(articles[one]) for one in nsmallest(MOST_WRITERS, counts)]
        )
        for form, counts in forms.items()
    }


def writer(article: models.Article) -> list[str]:
    """Give an article as a writer of a form."""
    return [article.public_id, article.slug, publication_label(article)]


def form_rows(
    number: int, entity: Entity, recorded: Iterable[Name], written: Mapping[str, Written]
) -> list[rows.EntityName]:
    """Give every form of one entity's name, the preferred one first, then those written most."""
    known = {entity.preferred_name: (NameKind.PREFERRED, entity.language, entity.script)}
    known |= {name.form: (NameKind(name.kind), name.language, name.script) for name in recorded}
    found = []
    for form in [*known, *sorted(set(written) - set(known))]:
        relation, language, script = known.get(form, (AS_WRITTEN, "", ""))
        told = written.get(form, Written())
        found.append(
            rows.EntityName(
                entity_id=number,
                form=form,
                relation=str(relation),
                language=language,
                script=script,
                times=told.times,
                writer_count=told.articles,
                writers=list(told.writers),
            )
        )
    found.sort(key=lambda row: (row.relation != NameKind.PREFERRED, -row.times, row.form))
    for position, row in enumerate(found):
        row.position = position
    return found


def key_rows(names: list[rows.EntityName]) -> Iterator[rows.NameKey]:
    """Give the spelling keys that lead to entities: of whole forms, and of their longer words."""
    seen: set[tuple[str, int]] = set()
    for name in names:
        words = [word for word in name.form.split() if len(word) >= SHORTEST_WORD]
        for form in [name.form, *words]:
            key = spelling.key(form)
            if key and (key, name.entity_id) not in seen:
                seen.add((key, name.entity_id))
                yield rows.NameKey(id=len(seen), key=key, form=name.form, entity_id=name.entity_id)


def together_rows(copier: Copier) -> Iterator[rows.Together]:
    """Give who is named most with whom, and with which dates, the first two dozen of each."""
    number = 0
    names = {one: tally.entity.public_id for one, tally in copier.tally.by_id.items()}
    days = {one: tally.date.edtf for one, tally in copier.tally.date_by_id.items()}
    pairs_of_entities, pairs_with_date = copier.tally.pairs()
    for pairs, column, named in (
        (pairs_of_entities, "other_id", names),
        (pairs_with_date, "date_id", days),
    ):
        beside: dict[int, list[tuple[int, str, int]]] = {}
        for (one, other), count in pairs.items():
            beside.setdefault(one, []).append((-count, named[other], other))
        for one in sorted(beside):
            for negative, _, other in nsmallest(MOST_TOGETHER, beside[one]):
                number += 1
                yield rows.Together(id=number, entity_id=one, passage_count=-negative, **{column: other})


def date_rows(copier: Copier) -> Iterator[models.Date]:
    """Give the dates that sources name, with their counts."""
    for tally in copier.tally.dates.values():
        date = tally.date
        yield models.Date(
            id=tally.id,
            edtf=date.edtf,
            words=date.in_words,
            earliest=date.earliest,
            latest=date.latest,
            precision=date.precision,
            passage_count=sum(tally.passages.values()),
            accounts=copier.accounts.of_date(date.edtf),
        )


def date_in_corpus_rows(copier: Copier) -> Iterator[models.DateInCorpus]:
    """Give each date's place in each corpus that names it."""
    number = 0
    for tally in copier.tally.dates.values():
        for corpus, count in sorted(tally.passages.items()):
            number += 1
            yield models.DateInCorpus(id=number, corpus_id=corpus, date_id=tally.id, passage_count=count)


def topic_rows(copier: Copier) -> Iterator[models.Topic]:
    """Give each topic; one that only invented texts have is said to be so."""
    seen_in: dict[int, set[int]] = {}
    for corpus, topic in copier.topics_in:
        seen_in.setdefault(topic, set()).add(corpus)
    for row in copier.topics.values():
        row.is_fiction = seen_in[row.id] <= copier.fictional
        yield row


def topic_in_corpus_rows(copier: Copier) -> Iterator[models.TopicInCorpus]:
    """Give each topic's place in each corpus that has it."""
    for number, ((corpus, topic), count) in enumerate(sorted(copier.topics_in.items()), 1):
        yield models.TopicInCorpus(id=number, corpus_id=corpus, topic_id=topic, passage_count=count)
