"""The database, to the rows of a package: what belongs to one corpus, or what some ids name.

An entity goes with every corpus that cites it, whether in a mention, as a speaker or as a
contributor; so do the entities that were merged into it, because their addresses still lead to it.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, Q

from sources import models
from sources.export.package import rows
from sources.export.package.gather_claims import claim_rows, party_rows, question_rows
from sources.export.package.order import in_order
from sources.values import splice
from sources.vocabulary import (
    Access,
    AnchorKind,
    Certainty,
    EntityKind,
    Genre,
    Kind,
    MadeBy,
    MentionKind,
    MentionStatus,
    NameKind,
    PublicationKind,
    QuotationKind,
    Role,
    Status,
)


def gather(corpus: models.Corpus) -> rows.Package:
    """Give the whole package of a corpus, in its fixed order."""
    entities = _cited_entities(corpus)
    articles = models.Article.objects.filter(document__corpus=corpus)
    passages = models.Passage.objects.filter(document__corpus=corpus)
    revisions = models.PassageRevision.objects.filter(passage__document__corpus=corpus, number__gt=1)
    mentions = models.Mention.objects.filter(revision__passage__document__corpus=corpus)
    quotations = models.Quotation.objects.filter(revision__passage__document__corpus=corpus)
    claims = models.Claim.objects.filter(question__corpus=corpus)
    tags = models.TaggedPassage.objects.filter(content_object__document__corpus=corpus)
    return in_order(
        rows.Package(
            corpus=corpus_row(corpus),
            topics=topic_rows(models.Topic.objects.filter(tagged_passages__in=tags).distinct()),
            publications=publication_rows(
                models.Publication.objects.filter(articles__in=articles).distinct()
            ),
            documents=tuple(document_row(row) for row in corpus.documents.all()),
            articles=article_rows(articles),
            passages=passage_rows(passages),
            revisions=tuple(revision_row(row) for row in revisions.select_related("passage")),
            entities=entity_rows(entities),
            names=name_rows(models.Name.objects.filter(entity__in=entities).select_related("entity")),
            mentions=mention_rows(mentions),
            quotations=quotation_rows(quotations),
            parties=party_rows(models.Party.objects.filter(claims__in=claims).distinct()),
            questions=question_rows(corpus.questions.for_listing()),
            claims=claim_rows(claims),
            tags=tuple(
                rows.TagRow(passage=row.content_object.public_id, tag=row.tag.slug)
                for row in tags.select_related("content_object", "tag")
            ),
        )
    )


def _cited_entities(corpus: models.Corpus) -> Sequence[models.Entity]:
    # One question each: asked together, the rows of one would be multiplied by those of the others.
    cited = {
        pk for one in _citing(corpus) for pk in models.Entity.objects.filter(one).values_list("pk", flat=True)
    }
    fresh = cited
    while fresh:  # what leads to them, and where they themselves were merged
        met = set(models.Entity.objects.filter(merged_into__in=fresh).values_list("pk", flat=True))
        met |= set(models.Entity.objects.filter(merged_from__in=fresh).values_list("pk", flat=True))
        fresh = met - cited
        cited |= fresh
    return list(models.Entity.objects.filter(pk__in=cited).select_related("merged_into"))


def _citing(corpus: models.Corpus) -> tuple[Q, ...]:
    """Give the ways in which a corpus cites an entity."""
    return (
        Q(mentions__revision__passage__document__corpus=corpus),
        Q(turns__document__corpus=corpus),
        Q(quotations__revision__passage__document__corpus=corpus),
        Q(contributions__article__document__corpus=corpus),
        Q(claims__question__corpus=corpus),
        Q(relays__claim__question__corpus=corpus),
        Q(questions__corpus=corpus),
    )


def corpus_row(corpus: models.Corpus) -> rows.CorpusRow:
    """Give a corpus as a row."""
    return rows.CorpusRow(
        id=corpus.public_id,
        slug=corpus.slug,
        title=corpus.title,
        description=corpus.description,
        event_years=tuple(corpus.event_years),
        licence=corpus.licence,
        is_fiction=corpus.is_fiction,
        feasts=tuple(corpus.feasts),
    )


def topic_rows(found: Iterable[models.Topic]) -> tuple[rows.TopicRow, ...]:
    """Give topics as rows."""
    return tuple(
        rows.TopicRow(slug=topic.slug, name=topic.name, description=topic.description) for topic in found
    )


def publication_rows(found: Iterable[models.Publication]) -> tuple[rows.PublicationRow, ...]:
    """Give publications as rows."""
    return tuple(
        rows.PublicationRow(
            id=row.public_id,
            name=row.name,
            kind=PublicationKind(row.kind),
            place=row.place,
            url=row.url,
            language=row.language,
        )
        for row in found
    )


def document_row(row: models.Document) -> rows.DocumentRow:
    """Give a document as a row."""
    return rows.DocumentRow(
        id=row.public_id,
        file_name=row.file_name,
        sha256=row.sha256,
        size=row.size,
        media_type=row.media_type,
        encoding=row.encoding,
        origin=row.origin,
        got=row.got,
        rights=row.rights,
        access=row.access,
        container_sha256=row.container_sha256,
        member=row.member,
        received=_as_json(row.received),
        withdrawn_on=row.withdrawn_on.isoformat() if row.withdrawn_on else "",
        withdrawn_reason=row.withdrawn_reason,
    )


def article_rows(found: "models.article.ArticleQuerySet") -> tuple[rows.ArticleRow, ...]:
    """Give articles as rows, with their contributors."""
    named = models.Contributor.objects.select_related("entity").order_by("position")
    related = found.select_related("document", "publication", "published", "copy_of", "leads_to")
    return tuple(
        rows.ArticleRow(
            id=row.public_id,
            document=row.document.public_id,
            index=row.index,
            title=row.title,
            publication=row.publication.public_id if row.publication else "",
            published=row.published.edtf if row.published else "",
            published_known=row.published_known,
            page=row.page,
            url=row.url,
            language=row.language,
            translated_from=row.translated_from,
            genre=Genre(row.genre),
            rights=row.rights,
            rights_note=row.rights_note,
            access=Access(row.access),
            status=Status(row.status),
            event_years=tuple(row.event_years),
            copy_of=row.copy_of.public_id if row.copy_of else "",
            similarity=row.similarity,
            leads_to=row.leads_to.public_id if row.leads_to else "",
            known=_as_json(row.known),
            translated_title=row.translated_title,
            contributors=tuple(contributor_row(one) for one in row.contributors.all()),
        )
        for row in related.prefetch_related(Prefetch("contributors", queryset=named))
    )


def _as_json(value: dict[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False) if value else ""


def contributor_row(row: models.Contributor) -> rows.ContributorRow:
    """Give a contributor as a row."""
    return rows.ContributorRow(
        role=Role(row.role),
        name=row.name,
        given=row.given,
        family=row.family,
        entity=row.entity.public_id if row.entity else "",
    )


def passage_rows(found: "models.passage.PassageQuerySet") -> tuple[rows.PassageRow, ...]:
    """Give passages as rows."""
    addresses = models.FormerNumber.objects.select_related("article").order_by("article__public_id", "number")
    return tuple(
        rows.PassageRow(
            id=row.public_id,
            document=row.document.public_id,
            article=row.article.public_id if row.article else "",
            number=row.number,
            kind=Kind(row.kind),
            start=row.start,
            end=row.end,
            continues=row.continues,
            speaker=row.speaker.public_id if row.speaker else "",
            speaker_name=row.speaker_name,
            duplicate_of=row.duplicate_of.public_id if row.duplicate_of else "",
            confidence=round(row.confidence, 2),
            reason=row.reason,
            joined_into=row.joined_into.public_id if row.joined_into else "",
            made_by=MadeBy(row.first_made_by),  # type: ignore[attr-defined]  # annotated below
            former=" ".join(f"{one.article.public_id}/{one.number}" for one in row.former_numbers.all()),
        )
        for row in found.select_related("document", "article", "speaker", "duplicate_of", "joined_into")
        .with_making()
        .prefetch_related(Prefetch("former_numbers", queryset=addresses))
    )


def revision_row(row: models.PassageRevision) -> rows.RevisionRow:
    """Give a correction as a row."""
    steps = [splice.Splice(*step) for step in row.splices]
    return rows.RevisionRow(
        passage=row.passage.public_id,
        number=row.number,
        splices=splice.to_json(steps),
        reason=row.reason,
        date=row.made_on.isoformat() if row.made_on else "",
        withholds_former=row.withholds_former,
        made_by=MadeBy(row.made_by),
        former_start=row.former_start,
        former_end=row.former_end,
    )


def entity_rows(found: Iterable[models.Entity]) -> tuple[rows.EntityRow, ...]:
    """Give entities as rows."""
    return tuple(
        rows.EntityRow(
            id=row.public_id,
            kind=EntityKind(row.kind),
            preferred_name=row.preferred_name,
            language=row.language,
            script=row.script,
            sort_name=row.sort_name,
            description=row.description,
            latitude=row.latitude,
            longitude=row.longitude,
            wikidata=row.wikidata,
            geonames=row.geonames,
            viaf=row.viaf,
            is_protected=row.is_protected,
            is_private=row.is_private,
            pseudonym=row.pseudonym,
            merged_into=row.merged_into.public_id if row.merged_into else "",
        )
        for row in found
    )


def name_rows(found: Iterable[models.Name]) -> tuple[rows.NameRow, ...]:
    """Give forms of names as rows."""
    return tuple(
        rows.NameRow(
            id=row.public_id,
            entity=row.entity.public_id,
            form=row.form,
            kind=NameKind(row.kind),
            language=row.language,
            script=row.script,
        )
        for row in found
    )


def mention_rows(found: "models.mention.MentionQuerySet") -> tuple[rows.MentionRow, ...]:
    """Give mentions as rows."""
    related = found.select_related("revision__passage", "entity", "date", "anchor_mention")
    return tuple(mention_row(row) for row in related)


def mention_row(row: models.Mention) -> rows.MentionRow:
    """Give a mention as a row; its anchor is a word or the id of another mention."""
    anchor = row.anchor_kind
    if anchor == AnchorKind.MENTION and row.anchor_mention:
        anchor = row.anchor_mention.public_id
    return rows.MentionRow(
        id=row.public_id,
        passage=row.revision.passage.public_id,
        revision=row.revision.number,
        start=row.start,
        end=row.end,
        exact=row.exact,
        status=MentionStatus(row.status),
        certainty=Certainty(row.certainty),
        entity=row.entity.public_id if row.entity else "",
        date=row.date.edtf if row.date else "",
        rule=row.rule,
        score=row.score,
        recogniser=row.recogniser,
        anchor=anchor,
        proposed_kind=MentionKind(row.proposed_kind) if row.proposed_kind else None,
        proposed_name=row.proposed_name,
        proposed_edtf=row.proposed_edtf,
        note=row.note,
    )


def quotation_rows(found: "models.quotation.QuotationQuerySet") -> tuple[rows.QuotationRow, ...]:
    """Give quotations as rows: the words themselves stay in the text."""
    return tuple(
        rows.QuotationRow(
            id=row.public_id,
            passage=row.revision.passage.public_id,
            revision=row.revision.number,
            start=row.start,
            end=row.end,
            digest=row.digest,
            kind=QuotationKind(row.kind),
            status=MentionStatus(row.status),
            certainty=Certainty(row.certainty),
            speaker=row.speaker.public_id if row.speaker else "",
            speaker_name=row.speaker_name,
            rule=row.rule,
            score=row.score,
            recogniser=row.recogniser,
            note=row.note,
        )
        for row in found.select_related("revision__passage", "speaker")
    )
