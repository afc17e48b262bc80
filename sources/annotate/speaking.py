"""Who said what, once the archive knows the one whom the words name.

A quotation accepted as “… said Marta Vellinga” before anybody made her a record has her name and no speaker.
When a mark of those very words is accepted as somebody, that is the speaker, in the same article and where it
names nobody else so. It is part of the act that accepted the mark, and undone with it.
"""

from collections.abc import Iterable, Mapping

from sources.annotate.acts import Doing
from sources.models import Entity, Mention, Quotation
from sources.values import spelling
from sources.vocabulary import EntityKind


def tie_speakers(accepted: Iterable[Mention], doing: Doing) -> None:
    """Give quotations that only name their speaker the entity that the accepted marks of that name are."""
    named = _named(accepted)
    if not named:
        return
    articles = {article for article, _ in named}
    said = Quotation.objects.accepted().filter(revision__passage__article__in=articles, speaker=None)
    for quotation in said.exclude(speaker_name="").select_related("revision__passage"):
        entity = named.get((quotation.revision.passage.article_id, spelling.key(quotation.speaker_name)))
        if entity is None or named_here(bearers(quotation.speaker_name), quotation) != [entity]:
            continue
        former = (quotation.speaker_id, quotation.speaker_name)
        tell_claims(doing.change(quotation, speaker=entity), former, doing)


def _named(accepted: Iterable[Mention]) -> Mapping[tuple[int | None, str], Entity]:
    """Give whom the marks name, by article and by each of the names: as marked, and in full."""
    return {
        (mention.revision.passage.article_id, key): mention.entity
        for mention in accepted
        if mention.entity is not None and mention.entity.kind != EntityKind.PLACE
        for key in (spelling.key(mention.exact), mention.entity.spelling_key)
        if key
    }


def bearers(name: str) -> list[Entity]:
    """Give the standing records of which a name is one of the forms, however it is transliterated."""
    key = spelling.key(name)
    return list(Entity.objects.standing().called(key)) if key else []


def named_here(found: list[Entity], quotation: Quotation) -> list[Entity]:
    """Keep those whom the article of a quotation names."""
    article = quotation.revision.passage.article_id
    if not found or article is None:
        return []
    named = Mention.objects.of_article(article).accepted().filter(entity__in=found)
    keys = set(named.values_list("entity_id", flat=True))
    return [one for one in found if one.pk in keys]


def tell_claims(quotation: Quotation, former: tuple[int | None, str], doing: Doing) -> None:
    """Let the claims in a quotation follow its speaker, but for those that were told otherwise."""
    speaker = (quotation.speaker_id, quotation.speaker_name)
    if speaker in (former, (None, "")):
        return
    for claim in quotation.claims.all():
        # Where the speaker is an entity, what the text calls them tells nobody from anybody.
        told = (claim.asserter_id, "" if claim.asserter_id else claim.asserter_name)
        if told in ((former[0], "" if former[0] else former[1]), (None, "")):
            doing.change(claim, asserter=quotation.speaker, asserter_name=quotation.speaker_name)
