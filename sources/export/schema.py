"""A claim as schema.org's Claim (https://schema.org/Claim): what, whose, in what it appears.

``author`` is who asserts it, ``firstAppearance`` and ``appearance`` the articles; schema.org's own review of
claims (ClaimReview, a rating) is left out on purpose: this archive rates none.
"""

from typing import Any

from sources.edition.models import Claim, Question
from sources.vocabulary import Stance

CONTEXT = "https://schema.org"
MEDIA_TYPE = "application/ld+json"

_TYPES = {"person": "Person", "organisation": "Organization"}


def claim_as_schema(claim: Claim, asked: Question, base: str, site: str) -> dict[str, Any]:  # Any: JSON-LD
    """Give a claim as JSON-LD; article and asserter must have been selected with it."""
    article = claim.article
    appearance: dict[str, Any] = {
        "@type": "CreativeWork",
        "name": article.title,
        "url": f"{base}/a/{article.public_id}/",
    }
    if article.published:
        appearance["datePublished"] = article.published
    found: dict[str, Any] = {
        "@type": "Claim",
        "@id": f"{base}/claim/{claim.public_id}/",
        "name": f"{asked.wording} {claim.stated}",
        "abstract": claim.text if claim.text and claim.stance == Stance.ASSERTS else claim.stated,
        "author": _author(claim, base),
        "appearance": appearance,
        "isPartOf": {"@type": "Question", "name": asked.wording, "url": f"{base}/account/{asked.slug}/"},
        "publisher": {"@type": "Organization", "name": site},
    }
    if claim.as_of:
        found["temporalCoverage"] = claim.as_of
    return found


def _author(claim: Claim, base: str) -> dict[str, str]:
    asserter = claim.asserter
    if asserter is None:
        return {"@type": "Thing", "name": claim.asserter_name}
    kind = _TYPES.get(asserter.kind, "Place")
    return {"@type": kind, "name": asserter.name, "url": f"{base}/{asserter.kind}/{asserter.public_id}/"}
