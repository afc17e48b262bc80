"""What an export is told of the site that sends it."""

from sources.edition.models import Article, Corpus
from sources.export.published.package import Published
from sources.export.site import Site
from sources.public import addresses
from sources.public.frame import Frame
from sources.public.showing.citable import Address, Citing, articles_to_cite


def site(frame: Frame, address: Address) -> Site:
    """Describe the site and the edition that is being read."""
    return Site(
        name=frame.site,
        base=address.base,
        edition=frame.number,
        digest=frame.digest,
        made_on=frame.made_on,
        article=addresses.article,
        passage=addresses.passage,
        entity=addresses.entity,
        date=addresses.date,
        topic=addresses.topic,
        claim=addresses.claim,
    )


def published(frame: Frame, address: Address, corpus: Corpus) -> Published:
    """Describe a corpus as it is sent whole."""
    rows = articles_to_cite(Article.objects.filter(corpus=corpus, copy_of=None))
    return Published(
        corpus,
        site(frame, address),
        address.of(addresses.corpus(corpus.slug)),
        lambda: Citing(frame, address).items(rows),
    )
