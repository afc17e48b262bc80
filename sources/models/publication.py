"""What an article appeared in: a newspaper, a site, an agency."""

from django.db import models

from sources.models.identity import Identified, choices, one_of
from sources.models.validators import validate_name
from sources.vocabulary import PublicationKind


class Publication(Identified):
    """A newspaper, magazine, site, agency or series of recordings."""

    name = models.CharField(
        max_length=200, validators=[validate_name], help_text="As it calls itself, e.g. “Halmya Gazette”."
    )
    kind = models.CharField(
        max_length=20,
        choices=choices(PublicationKind),
        default=PublicationKind.NEWSPAPER,
        help_text="What sort of publication it is; citations depend on it.",
    )
    place = models.CharField(
        max_length=120, blank=True, validators=[validate_name], help_text="Where it appears, e.g. “Halmya”."
    )
    url = models.URLField(max_length=500, blank=True, help_text="Its own site, where it has one.")
    language = models.CharField(
        max_length=20, default="en", help_text="Its language (BCP 47), e.g. en, ru, kk."
    )

    class Meta(Identified.Meta):
        ordering = ["name"]
        constraints = [
            *Identified.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="publication_name_not_blank",
                violation_error_message="A publication needs a name.",
            ),
            models.CheckConstraint(
                condition=one_of("kind", PublicationKind),
                name="publication_kind_in_vocabulary",
                violation_error_message="The kind of a publication must be a word of the list.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
