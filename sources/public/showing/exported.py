"""What an export is told of the site that sends it."""

from sources.export.site import Site
from sources.public import addresses
from sources.public.frame import Frame
from sources.public.showing.citable import Address


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
