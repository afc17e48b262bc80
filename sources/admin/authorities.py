"""People, places and organisations: one page each with all forms of the name."""

from typing import Any, cast

from django.contrib import admin
from django.db import models
from django.db.models import OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sources.admin.concerning import acts_address
from sources.admin.counting import number_of
from sources.admin.locking import ReasonedForm, RecordedForm
from sources.admin.looking_twice import LooksTwice, seen_field, with_seen
from sources.admin.merging import addresses
from sources.admin.recorded import EvidenceAdmin, RecordedAdmin, RecordedInline
from sources.admin.roles import Power, may
from sources.admin.site import desk
from sources.admin.withholding.protecting import protect_view
from sources.annotate import authority
from sources.models import Entity, Mention, Name, Organisation, Person, Place
from sources.values import spelling

NAMES: Any = ("Name", {"fields": ["preferred_name", "sort_name", "language", "script", "description"]})
IDENTIFIERS: Any = ("Identifiers", {"fields": ["wikidata", "geonames", "viaf"]})
SHOWN_ONLY = ["remarks", "public_id", "mentions_accepted", "tag_all", "public_page", "acts", "merged_into"]
SEEN_AS: Any = ("In the archive", {"fields": SHOWN_ONLY})


class EntityForm(LooksTwice, ReasonedForm):
    """A record; its preferred name is looked at twice."""

    typed = "preferred_name"
    seen_doubts = seen_field()

    def bearer(self) -> int | None:
        """The record's own names are no others'."""
        return cast("int | None", self.instance.pk)


class FormOfName(LooksTwice, RecordedForm):
    """Another form of a name, looked at twice too."""

    typed = "form"
    seen_doubts = seen_field()

    def bearer(self) -> int | None:
        """The record's own names are no others'."""
        return cast("int | None", self.instance.entity_id)


class NameInline(RecordedInline):
    """The other forms of a name."""

    model = Name
    form = FormOfName
    fields = ["form", "kind", "language", "script"]
    verbose_name = "form of the name"
    verbose_name_plural = "forms of the name, as sources spell it"

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """Add what remembers that a name was asked about."""
        return with_seen(super().get_fieldsets(request, obj))


class EntityLists(RecordedAdmin):
    """What lists and searches of authority records share."""

    list_display: Any = ["preferred_name", "sort_name", "mentions_accepted", "waiting", "forms", "about"]
    list_display_links = ["preferred_name"]
    search_fields = ["preferred_name", "sort_name", "names__form", "public_id", "wikidata"]
    ordering = ["sort_name", "pk"]
    list_filter = [("merged_into", admin.EmptyFieldListFilter)]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Entity]:
        """Add the counts that the list shows."""
        found = super().get_queryset(request).select_related("merged_into")
        mentions = Mention.objects.filter(entity=OuterRef("pk"))
        forms = Name.objects.filter(entity=OuterRef("pk"))
        return cast(
            "models.QuerySet[Entity]",
            found.annotate(
                accepted_count=number_of(mentions.accepted(), "entity"),
                waiting_count=number_of(mentions.awaiting_review(), "entity"),
                form_count=number_of(forms, "entity"),
            ),
        )

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """Find names by their spelling key too, so that any spelling finds them, with accents or without."""
        found, has_duplicates = super().get_search_results(request, queryset, search_term)
        keys = sorted(spelling.accented(search_term) - {""})
        if not keys:
            return found, has_duplicates
        begins = rf"(^| )({'|'.join(keys)})"  # a key is letters, digits and spaces
        alike = queryset.filter(Q(spelling_key__regex=begins) | Q(names__spelling_key__regex=begins))
        return queryset.filter(Q(pk__in=found.values("pk")) | Q(pk__in=alike.values("pk"))), False

    @admin.display(description="mentions", ordering="accepted_count")
    def mentions_accepted(self, row: Entity) -> SafeString:
        """Count the accepted mentions, leading to them."""
        address = f"{reverse('admin:sources_mention_changelist')}?entity__id__exact={row.pk}"
        return format_html('<a href="{}">{}</a>', address, getattr(row, "accepted_count", 0))

    @admin.display(description="waiting", ordering="waiting_count")
    def waiting(self, row: Entity) -> int:
        """Count what waits for a decision."""
        return int(getattr(row, "waiting_count", 0))

    @admin.display(description="forms", ordering="form_count")
    def forms(self, row: Entity) -> int:
        """Count the other forms of the name."""
        return int(getattr(row, "form_count", 0))

    @admin.display(description="about")
    def about(self, row: Entity) -> str:
        """Show the beginning of the description."""
        return row.description[:80] + ("…" if len(row.description) > 80 else "")  # noqa: PLR2004 -- a line's length

    @admin.display(description="tag all")
    def tag_all(self, row: Entity) -> SafeString | str:
        """Lead to every place of its names, to be looked through and tagged."""
        if not row.pk:
            return "–"
        address = reverse("admin:tag_all", query={"entity": row.pk})
        return format_html('<a href="{}">Every place of these names</a>', address)

    @admin.display(description="what was done")
    def acts(self, row: Entity) -> SafeString | str:
        """Lead to the record of what was done to it, its names and its marks."""
        if not row.pk:
            return "–"
        address = acts_address("entity", row.public_id)
        return format_html('<a href="{}">Every act on it, its names and its marks</a>', address)

    @admin.display(description="page for readers")
    def public_page(self, row: Entity) -> SafeString | str:
        """Lead to the page that readers see once an edition names it."""
        if not row.pk:
            return "–"
        address = reverse("sources:entity-bare", args=[row.kind, row.public_id])
        return format_html('<a href="{}">{}</a> (once an edition names it)', address, address)


class OneKind(EntityLists):
    """The page of one kind of authority record."""

    form = EntityForm
    inlines = [NameInline]
    readonly_fields = SHOWN_ONLY
    change_form_template = "admin/sources/entity.html"
    remark_subject = "entity"

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Leave a merged record as it is: it stays for its address alone."""
        return super().has_change_permission(request, obj) and not getattr(obj, "merged_into_id", None)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Keep what an address leads to."""
        return super().has_delete_permission(request, obj) and not getattr(obj, "merged_into_id", None)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Tell the page whether the account may merge and split."""
        context = {"may_decide": may(request.user, Power.DECIDE), **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, context)

    def complete(self, row: models.Model) -> None:
        """Fill in the spelling key, and the sort name where none is given."""
        authority.complete(cast("Entity | Name", row))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Let the sort name be left empty: it is then made from the name."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if "sort_name" in form.base_fields:
            form.base_fields["sort_name"].required = False
        return form

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """Leave out of a new record what only an old one has."""
        found = with_seen(super().get_fieldsets(request, obj))
        return found if obj else [one for one in found if one[0] != SEEN_AS[0]]


@admin.register(Person, site=desk)
class PersonAdmin(OneKind):
    """People; one at risk is shown to the public under a pseudonym only."""

    list_filter = ["is_protected", "is_private", ("merged_into", admin.EmptyFieldListFilter)]
    readonly_fields = [*SHOWN_ONLY, "protect_it"]
    fieldsets = [
        NAMES,
        ("Protection", {"fields": ["protect_it", "is_protected", "pseudonym", "is_private"]}),
        SEEN_AS,
        ("Identifiers", {"fields": ["wikidata", "viaf"]}),
    ]

    @admin.display(description="at once")
    def protect_it(self, row: Entity) -> SafeString | str:
        """Lead to what protecting changes, and does everywhere in one act."""
        if not row.pk:
            return "–"
        if row.is_protected:
            return format_html(
                '<a href="{}?kind=person">Who is protected, and why</a>', reverse("admin:withheld")
            )
        address = reverse("admin:sources_person_protect", args=[row.pk])
        return format_html('<a href="{}">Protect this person…</a> every spelling, with what changes', address)

    def get_urls(self) -> list[URLPattern]:
        """Add the page that shows what protecting somebody changes."""
        own = path("<int:pk>/protect/", desk.admin_view(protect_view), name="sources_person_protect")
        return [own, *super().get_urls()]


@admin.register(Place, site=desk)
class PlaceAdmin(OneKind):
    """Places, with coordinates where they are known."""

    list_filter = [("latitude", admin.EmptyFieldListFilter), ("merged_into", admin.EmptyFieldListFilter)]
    fieldsets = [NAMES, ("On the map", {"fields": ["latitude", "longitude"]}), SEEN_AS, IDENTIFIERS]


@admin.register(Organisation, site=desk)
class OrganisationAdmin(OneKind):
    """State organs, parties, companies, papers, unions."""

    fieldsets = [NAMES, SEEN_AS, ("Identifiers", {"fields": ["wikidata", "viaf"]})]


@admin.register(Entity, site=desk)
class EntityAdmin(EntityLists, EvidenceAdmin):
    """All three together, to choose from; they are changed on their own pages."""

    list_display = ["preferred_name", "kind", "sort_name", "mentions_accepted", "forms", "about"]
    list_filter = ["kind"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Entity]:
        """Leave merged records out of what is chosen from."""
        found = super().get_queryset(request)
        return found.filter(merged_into=None) if request.path.endswith("/autocomplete/") else found

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Keep the three kinds on the first page, not their sum."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Add the pages that merge, tell apart, split and list look-alikes."""
        return [*addresses.patterns(), *super().get_urls()]
