"""Rows of a package, to rows of the database (not saved yet)."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models as django_models

from sources import models
from sources.export.package import rows
from sources.export.package.build_claims import claim, party, question
from sources.export.package.known import Known, digested
from sources.export.package.table import PackageError
from sources.values import splice
from sources.values.spelling import key
from sources.vocabulary import AnchorKind


def build(table: str, row: rows.Row, known: Known) -> django_models.Model:
    """Make the database's row; raise PackageError where one of its fields is not right."""
    built = _BUILDERS[table](row, known)
    check_fields(built, row.at)
    return built


def check_fields(built: django_models.Model, at: str) -> None:
    """Check lengths, addresses and the like with the model's own validators."""
    passed_over = [
        field.name
        for field in built._meta.concrete_fields
        # A revision's text may be null, which is not the same as blank.
        if field.is_relation or (field.null and getattr(built, field.attname) is None)
    ]
    try:
        built.clean_fields(exclude=passed_over)
    except ValidationError as error:
        name, said = next(iter(error.message_dict.items()))
        shown = str(getattr(built, name, ""))[:80]
        raise PackageError(f"{at}: {name} is “{shown}”: {' '.join(said)}") from error


def corpus(row: rows.CorpusRow) -> models.Corpus:
    """Make a corpus."""
    built = models.Corpus(
        public_id=row.id,
        slug=row.slug,
        title=row.title,
        description=row.description,
        event_years=list(row.event_years),
        licence=row.licence,
        is_fiction=row.is_fiction,
        feasts=list(row.feasts),
    )
    check_fields(built, row.at)
    return built


def contributor(
    row: rows.ContributorRow, position: int, article: models.Article, known: Known
) -> models.Contributor:
    """Make a contributor of an article."""
    built = models.Contributor(
        article=article,
        position=position,
        role=row.role,
        name=row.name,
        given=row.given,
        family=row.family,
        entity=known.one("entities", row.entity),
    )
    check_fields(built, row.at)
    return built


def _topic(row: rows.TopicRow, _: Known) -> models.Topic:
    return models.Topic(slug=row.slug, name=row.name, description=row.description)


def _publication(row: rows.PublicationRow, _: Known) -> models.Publication:
    return models.Publication(
        public_id=row.id, name=row.name, kind=row.kind, place=row.place, url=row.url, language=row.language
    )


def _entity(row: rows.EntityRow, known: Known) -> models.Entity:
    return models.Entity(
        public_id=row.id,
        kind=row.kind,
        preferred_name=row.preferred_name,
        language=row.language,
        script=row.script,
        sort_name=row.sort_name,
        spelling_key=key(row.preferred_name),
        description=row.description,
        latitude=row.latitude,
        longitude=row.longitude,
        wikidata=row.wikidata,
        geonames=row.geonames,
        viaf=row.viaf,
        is_protected=row.is_protected,
        is_private=row.is_private,
        pseudonym=row.pseudonym,
        merged_into=known.one("entities", row.merged_into),
    )


def _name(row: rows.NameRow, known: Known) -> models.Name:
    return models.Name(
        public_id=row.id,
        entity=known.one("entities", row.entity),
        form=row.form,
        kind=row.kind,
        language=row.language,
        script=row.script,
        spelling_key=key(row.form),
    )


def _document(row: rows.DocumentRow, known: Known) -> models.Document:
    return models.Document(
        public_id=row.id,
        corpus=known.corpus,
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
        received=json.loads(row.received) if row.received else {},
        withdrawn_on=date.fromisoformat(row.withdrawn_on) if row.withdrawn_on else None,
        withdrawn_reason=row.withdrawn_reason,
    )


def _article(row: rows.ArticleRow, known: Known) -> models.Article:
    return models.Article(
        public_id=row.id,
        document=known.one("documents", row.document),
        index=row.index,
        title=row.title,
        publication=known.one("publications", row.publication),
        published=known.date(row.published),
        published_known=row.published_known,
        page=row.page,
        url=row.url,
        language=row.language,
        translated_from=row.translated_from,
        genre=row.genre,
        rights=row.rights,
        rights_note=row.rights_note,
        access=row.access,
        status=row.status,
        event_years=list(row.event_years),
        copy_of=known.one("articles", row.copy_of),
        similarity=row.similarity,
        leads_to=known.one("articles", row.leads_to),
        known=json.loads(row.known) if row.known else {},
        translated_title=row.translated_title,
    )


def _passage(row: rows.PassageRow, known: Known) -> models.Passage:
    return models.Passage(
        public_id=row.id,
        document=known.one("documents", row.document),
        article=known.one("articles", row.article),
        number=row.number,
        kind=row.kind,
        start=row.start,
        end=row.end,
        continues=row.continues,
        speaker=known.one("entities", row.speaker),
        speaker_name=row.speaker_name,
        duplicate_of=known.one("passages", row.duplicate_of),
        joined_into=known.one("passages", row.joined_into),
        confidence=row.confidence,
        reason=row.reason,
    )


def first_revision(row: rows.PassageRow, known: Known) -> models.PassageRevision:
    """Make the first wording of a passage, whose text is not here yet."""
    return models.PassageRevision(
        passage=known.one("passages", row.id), number=1, text=None, made_by=row.made_by
    )


def former_numbers(row: rows.PassageRow, known: Known) -> list[models.FormerNumber]:
    """Make the former addresses of a passage."""
    passage = known.one("passages", row.id)
    return [
        models.FormerNumber(article=known.one("articles", article), number=number, passage=passage)
        for article, number in row.former_addresses
    ]


def _revision(row: rows.RevisionRow, known: Known) -> models.PassageRevision:
    return models.PassageRevision(
        passage=known.one("passages", row.passage),
        number=row.number,
        text=None,
        splices=[[step.start, step.end, step.replacement] for step in splice.from_json(row.splices)],
        reason=row.reason,
        made_on=date.fromisoformat(row.date),
        withholds_former=row.withholds_former,
        made_by=row.made_by,
        former_start=row.former_start,
        former_end=row.former_end,
    )


def _mention(row: rows.MentionRow, known: Known) -> models.Mention:
    words = {str(kind) for kind in AnchorKind}
    return models.Mention(
        public_id=row.id,
        revision=known.one("revisions", f"{row.passage} {row.revision}"),
        start=row.start,
        end=row.end,
        exact=row.exact,
        status=row.status,
        certainty=row.certainty,
        entity=known.one("entities", row.entity),
        date=known.date(row.date),
        rule=row.rule,
        score=row.score,
        recogniser=row.recogniser,
        anchor_kind=row.anchor if row.anchor in words else AnchorKind.MENTION,
        anchor_mention=None if row.anchor in words else known.one("mentions", row.anchor),
        proposed_kind=row.proposed_kind or "",
        proposed_name=row.proposed_name,
        proposed_edtf=row.proposed_edtf,
        note=row.note,
    )


def _quotation(row: rows.QuotationRow, known: Known) -> models.Quotation:
    revision = known.one("revisions", f"{row.passage} {row.revision}")
    exact = digested(row, revision)
    return models.Quotation(
        public_id=row.id,
        revision=revision,
        start=row.start,
        end=row.end,
        exact=exact,
        digest=row.digest,
        kind=row.kind,
        status=row.status,
        certainty=row.certainty,
        speaker=known.one("entities", row.speaker),
        speaker_name=row.speaker_name,
        rule=row.rule,
        score=row.score,
        recogniser=row.recogniser,
        note=row.note,
    )


def _tag(row: rows.TagRow, known: Known) -> models.TaggedPassage:
    return models.TaggedPassage(
        content_object=known.one("passages", row.passage), tag=known.one("topics", row.tag)
    )


_BUILDERS: dict[str, Callable[[Any, Known], django_models.Model]] = {  # Any: each table's own row
    "topics": _topic,
    "publications": _publication,
    "entities": _entity,
    "names": _name,
    "documents": _document,
    "articles": _article,
    "passages": _passage,
    "revisions": _revision,
    "mentions": _mention,
    "quotations": _quotation,
    "parties": party,
    "questions": question,
    "claims": claim,
    "tags": _tag,
}
