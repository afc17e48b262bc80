"""The site's own words and colours, which are the owner's: its name, what it says of itself, whom to ask.

Readers have them with the next edition, like everything else. What is left empty is as the program has it.
"""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from sources.models.identity import Identified
from sources.models.validators import validate_name, validate_prose
from sources.values.contrast import LEAST, is_colour, least_contrast


def _readable(value: str, scheme: str) -> None:
    if not is_colour(value):
        raise ValidationError(f"“{value}” is no colour; write # and six hexadecimal digits, e.g. #14507a.")
    found = least_contrast(value, scheme)
    if found < LEAST:
        raise ValidationError(
            f"{value} has a contrast of {found:.1f} to 1 on {scheme} paper; text needs {LEAST} to 1 or more. "
            f"Take a {'darker' if scheme == 'light' else 'lighter'} one."
        )


def validate_on_light(value: str) -> None:
    """Refuse what is no colour, or cannot be read on the paper of the day."""
    _readable(value, "light")


def validate_on_dark(value: str) -> None:
    """Refuse what is no colour, or cannot be read on the paper of the night."""
    _readable(value, "dark")


class Site(Identified):
    """The one row of what the owner says in the site's name."""

    name = models.CharField(
        max_length=60,
        blank=True,
        validators=[validate_name],
        help_text="The name on every page and in citations, e.g. “Archive of the Harbour Strikes”.",
    )
    lead = models.TextField(
        max_length=600,
        blank=True,
        validators=[validate_prose],
        help_text="What the archive is, in two or three sentences, on its first page.",
    )
    contact = models.EmailField(
        blank=True,
        help_text="Where readers write to report an error or to be left out, e.g. keeper@archive.example.",
    )
    link_light = models.CharField(
        "links by day",
        max_length=7,
        blank=True,
        validators=[validate_on_light],
        help_text="Colour of links on light paper, e.g. #14507a.",
    )
    link_dark = models.CharField(
        "links by night",
        max_length=7,
        blank=True,
        validators=[validate_on_dark],
        help_text="Colour of links on dark paper, e.g. #8fc0e6.",
    )
    accent_light = models.CharField(
        "accent by day",
        max_length=7,
        blank=True,
        validators=[validate_on_light],
        help_text="Colour of passage numbers and corrections on light paper, e.g. #a12318.",
    )
    accent_dark = models.CharField(
        "accent by night",
        max_length=7,
        blank=True,
        validators=[validate_on_dark],
        help_text="The same on dark paper, e.g. #f0907f.",
    )

    class Meta(Identified.Meta):
        verbose_name = "site"
        verbose_name_plural = "site"
        constraints = [
            *Identified.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="site_only_one",
                violation_error_message="There is one site; change that row.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "the site"


class SitePage(Identified):
    """A page that the owner writes, e.g. who keeps the archive; it can stand in the place of one of ours."""

    slug = models.CharField(
        "address",
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(
                r"\A[a-z][a-z0-9-]*\Z",
                "An address is small letters, digits and hyphens, e.g. accessibility.",
            )
        ],
        help_text="Its address under /about/, e.g. “funding”; “what-this-is”, “contact”, “accessibility” and "
        "“privacy” replace the pages that the program has.",
    )
    title = models.CharField(
        max_length=120, validators=[validate_name], help_text="Its heading, e.g. “Who pays for this”."
    )
    body = models.TextField(
        max_length=40_000,
        validators=[validate_prose],
        help_text="Its text in Markdown: ## for a heading, a line between paragraphs, - for a list, "
        "[words](https://address.example). HTML is shown as it is typed, not obeyed.",
    )
    position = models.PositiveSmallIntegerField(
        default=10, help_text="Its place in the list at the foot of every page: lower comes first, e.g. 10."
    )

    class Meta(Identified.Meta):
        ordering = ["position", "title"]
        verbose_name = "page of the site"
        verbose_name_plural = "pages of the site"
        constraints = [
            *Identified.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(body=""),
                name="sitepage_not_blank",
                violation_error_message="A page needs a title and a text.",
            ),
            models.CheckConstraint(
                condition=~models.Q(slug__in=["citing", "searching", "report"]),
                name="sitepage_address_free",
                violation_error_message="The program's own page has this address; take another.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
