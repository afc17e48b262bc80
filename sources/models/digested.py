"""Marks that cover more than a name: known by place and digest where the text is not held.

The words are other people's, so a package of such marks carries none of them. A plain digest of a sentence
could be tried out; this one is salted with the row's own public id. ``exact`` is filled, and checked
against the digest, when the text comes.
"""

import hashlib

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from sources.models.identity import validate_no_nul
from sources.models.span_bearing import SpanBearing, span_constraints
from sources.values.span import Span


class DigestedMark(SpanBearing):
    """A mark whose words may not be here yet."""

    exact = models.TextField(
        blank=True,
        validators=[validate_no_nul],
        help_text="The words there, letter for letter; empty while the text is not held.",
    )
    digest = models.CharField(
        max_length=64, help_text="SHA-256 of the row's public id and the words; tells whether a text fits."
    )

    class Meta(SpanBearing.Meta):
        abstract = True

    def put(self, span: Span, exact: str) -> None:
        """Put it on these words; their digest follows."""
        self.start, self.end, self.exact = span.start, span.end, exact
        self.digest = digest_of(self.public_id, exact)

    def draw_again(self) -> None:
        """Take another public id; the digest follows."""
        super().draw_again()
        self.digest = digest_of(self.public_id, self.exact)


def digest_of(public_id: str, exact: str) -> str:
    """Digest the words of a mark, salted with its public id."""
    return hashlib.sha256(f"{public_id}{exact}".encode()).hexdigest()


def digest_constraints(noun: str) -> list[models.CheckConstraint]:
    """Give the rules that every such mark keeps, in the words of one: "quotation", "claim"."""
    return [
        *span_constraints(noun),
        models.CheckConstraint(
            condition=models.Q(exact="")
            | models.Q(Exact(Length("exact"), models.F("end") - models.F("start"))),
            name=f"{noun}_exact_as_long_as_span",
            violation_error_message=f"The words of a {noun} must be as long as its span.",
        ),
        models.CheckConstraint(
            condition=Exact(Length("digest"), 64),
            name=f"{noun}_digest_is_sha256",
            violation_error_message=f"A {noun}'s digest has 64 hexadecimal digits.",
        ),
    ]
