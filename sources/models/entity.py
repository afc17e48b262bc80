"""Authority records: one for each person, place and organisation, whatever it is called.

The preferred name stands on the Entity itself (one and only one, by construction); every other
form that a source uses is a Name. Person, Place and Organisation are proxies that set ``kind``;
foreign keys go to Entity.
"""

from typing import Any, ClassVar

from django.db import models

from sources.models.identity import Identified, choices, one_of
from sources.models.validators import (
    validate_geonames,
    validate_language,
    validate_name,
    validate_prose,
    validate_script,
    validate_viaf,
    validate_wikidata,
)
from sources.vocabulary import EntityKind, NameKind


class EntityQuerySet(models.QuerySet["Entity"]):
    """Entities in the words of the trade."""

    def standing(self) -> "EntityQuerySet":
        """Leave out those merged into another."""
        return self.filter(merged_into=None)

    def called(self, key: str) -> "EntityQuerySet":
        """Keep those that have this spelling key in any of their names."""
        return self.filter(models.Q(spelling_key=key) | models.Q(names__spelling_key=key)).distinct()

    def with_counts(self) -> "EntityQuerySet":
        """Add ``mention_count``, the accepted mentions of each."""
        accepted = models.Q(mentions__status="accepted")
        return self.annotate(mention_count=models.Count("mentions", filter=accepted))


class Entity(Identified):
    """A person, place or organisation, with its preferred name."""

    kind = models.CharField(
        max_length=20,
        choices=choices(EntityKind),
        editable=False,
        help_text="person, place or organisation; changing it is an act of its own.",
    )
    preferred_name = models.CharField(
        max_length=300, validators=[validate_name], help_text="e.g. “Stepan Vorchenko”."
    )
    language = models.CharField(
        max_length=20,
        default="en",
        validators=[validate_language],
        help_text="Language of that form (BCP 47).",
    )
    script = models.CharField(
        max_length=4,
        default="Latn",
        validators=[validate_script],
        help_text="Its script (ISO 15924), e.g. Latn, Cyrl.",
    )
    sort_name = models.CharField(
        max_length=300, validators=[validate_name], help_text="How lists order it, e.g. “Vorchenko, Stepan”."
    )
    spelling_key = models.CharField(
        max_length=300,
        editable=False,
        db_index=True,
        help_text="The name as the spelling engine compares it.",
    )
    description = models.TextField(
        blank=True, validators=[validate_prose], help_text="Who or what it is, in a sentence of our own."
    )
    latitude = models.FloatField(null=True, blank=True, help_text="For a place: degrees north, WGS 84.")
    longitude = models.FloatField(null=True, blank=True, help_text="For a place: degrees east, WGS 84.")
    wikidata = models.CharField(
        max_length=20, blank=True, validators=[validate_wikidata], help_text="e.g. Q42; only where sure."
    )
    geonames = models.CharField(
        max_length=20, blank=True, validators=[validate_geonames], help_text="e.g. 610612; only where sure."
    )
    viaf = models.CharField(
        max_length=30, blank=True, validators=[validate_viaf], help_text="e.g. 113230702; only where sure."
    )
    is_protected = models.BooleanField(default=False, help_text="At risk: shown under the pseudonym only.")
    is_private = models.BooleanField(
        default=False,
        help_text="Of no public standing: named, but kept out of search engines and the home page.",
    )
    pseudonym = models.CharField(
        max_length=200, blank=True, validators=[validate_name], help_text="The name the public sees instead."
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        help_text="The entity that this one turned out to be; its address leads there.",
    )

    objects = EntityQuerySet.as_manager()

    KIND: ClassVar[EntityKind | None] = None  # set by the proxies

    class Meta(Identified.Meta):
        ordering = ["sort_name", "pk"]
        verbose_name_plural = "entities"
        constraints = [
            *Identified.Meta.constraints,
            models.CheckConstraint(
                condition=one_of("kind", EntityKind),
                name="entity_kind_in_vocabulary",
                violation_error_message="An entity is a person, a place or an organisation.",
            ),
            models.CheckConstraint(
                condition=~models.Q(preferred_name="") & ~models.Q(sort_name=""),
                name="entity_names_not_blank",
                violation_error_message="An entity needs a preferred name and a name to sort by.",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(
                    kind="place",
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__gte=-90,
                    latitude__lte=90,
                    longitude__gte=-180,
                    longitude__lte=180,
                ),
                name="entity_coordinates_of_a_place",
                violation_error_message="Only a place has coordinates, within ±90 and ±180 degrees.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_protected=False) | ~models.Q(pseudonym=""),
                name="entity_protected_has_pseudonym",
                violation_error_message="A protected person needs a pseudonym.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_private=False) | models.Q(kind="person"),
                name="entity_private_is_a_person",
                violation_error_message="Only a person is private; a place or an organisation is not.",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("pk")),
                name="entity_not_merged_into_itself",
                violation_error_message="An entity cannot be merged into itself.",
            ),
            *[
                models.UniqueConstraint(
                    fields=[identifier],
                    condition=~models.Q(**{identifier: ""}) & models.Q(merged_into=None),
                    name=f"entity_{identifier}_once",
                    violation_error_message=f"Another entity has this {identifier} identifier already.",
                )
                for identifier in ("wikidata", "geonames", "viaf")
            ],
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(*args, **kwargs)
        if self.KIND is not None:
            self.kind = self.KIND

    def __str__(self) -> str:
        return self.preferred_name


class KindManager(models.Manager.from_queryset(EntityQuerySet)):  # type: ignore[misc]  # a class made at run time
    """Entities of one kind, for a proxy that names it."""

    def get_queryset(self) -> EntityQuerySet:
        """Keep the proxy's own kind."""
        found: EntityQuerySet = super().get_queryset()
        return found.filter(kind=self.model.KIND)


class Person(Entity):
    """A human being, named in a source."""

    KIND = EntityKind.PERSON

    objects = KindManager()  # type: ignore[misc]  # narrower than the parent's on purpose

    class Meta:
        proxy = True
        verbose_name_plural = "people"


class Place(Entity):
    """Somewhere: a country, a town, a street, a building."""

    KIND = EntityKind.PLACE

    objects = KindManager()  # type: ignore[misc]  # narrower than the parent's on purpose

    class Meta:
        proxy = True


class Organisation(Entity):
    """A body of people: a state organ, a party, a company, a newspaper, a union."""

    KIND = EntityKind.ORGANISATION

    objects = KindManager()  # type: ignore[misc]  # narrower than the parent's on purpose

    class Meta:
        proxy = True


class Name(Identified):
    """One form of an entity's name other than the preferred one, as some source spells it."""

    # A form is nothing without its entity.
    entity = models.ForeignKey(
        Entity, on_delete=models.CASCADE, related_name="names", help_text="Whose name it is."
    )
    form = models.CharField(
        max_length=300, validators=[validate_name], help_text="e.g. “S. Worczenko”, “Ворченко С.”."
    )
    kind = models.CharField(
        max_length=20,
        choices=choices(NameKind)[1:],
        default=NameKind.VARIANT,
        help_text="How it relates to the preferred form: variant, transliteration or partial.",
    )
    language = models.CharField(
        max_length=20, blank=True, validators=[validate_language], help_text="BCP 47, where known."
    )
    script = models.CharField(
        max_length=4,
        default="Latn",
        validators=[validate_script],
        help_text="ISO 15924, e.g. Latn, Cyrl, Arab.",
    )
    spelling_key = models.CharField(
        max_length=300,
        editable=False,
        db_index=True,
        help_text="The form as the spelling engine compares it.",
    )

    class Meta(Identified.Meta):
        ordering = ["entity", "form"]
        constraints = [
            *Identified.Meta.constraints,
            models.UniqueConstraint(
                fields=["entity", "form"],
                name="name_form_once_for_an_entity",
                violation_error_message="This entity has that form already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(form=""),
                name="name_form_not_blank",
                violation_error_message="A form of a name cannot be blank.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["variant", "transliteration", "partial"]),
                name="name_kind_in_vocabulary",
                violation_error_message="A form is one of: partial, transliteration, variant.",
            ),
        ]

    def __str__(self) -> str:
        return self.form
