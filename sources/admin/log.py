"""Who did what: the acts of everybody, each with its rows before and after, and a way back."""

from operator import itemgetter
from typing import Any, cast

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from sources.admin.concerning import OfArticle, OfEntity
from sources.admin.counting import number_of
from sources.admin.history import in_lines, noun_of, what_became
from sources.admin.recorded import EvidenceAdmin
from sources.admin.refusals import REFUSALS, sentence
from sources.admin.roles import Power, require
from sources.admin.signing.confirming import require_fresh
from sources.admin.site import desk
from sources.admin.undoing import may_undo
from sources.admin.withholding.after import open_again
from sources.annotate.acts import Refused
from sources.annotate.told import name_of
from sources.annotate.undo import plan_undo, undo
from sources.models import Change, ChangeSet, User
from sources.values.row_number import row_number

# An import touches thousands of rows; a page shows the first of them.
SHOWN = 200


@admin.register(ChangeSet, site=desk)
class ChangeSetAdmin(EvidenceAdmin):
    """The record."""

    list_display = ["made_at", "by", "summary", "kind", "reason", "rows", "is_undone"]
    list_display_links = ["made_at", "summary"]
    list_filter = [OfArticle, OfEntity, "kind", "made_at", "actor"]
    search_fields = ["summary", "reason", "public_id", "actor__username", "actor__handle"]
    ordering = ["-pk"]
    date_hierarchy = "made_at"
    change_form_template = "admin/sources/changeset.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[ChangeSet]:
        """Add the number of rows, and whether it was taken back."""
        found = super().get_queryset(request).select_related("actor", "undoes")
        undone = Exists(ChangeSet.objects.filter(undoes=OuterRef("pk")))
        # Counted for what a page shows, not for the whole record before it is cut.
        rows = number_of(Change.objects.filter(changeset=OuterRef("pk")), "changeset")
        counted = found.annotate(row_count=rows, undone=undone)
        return cast("models.QuerySet[ChangeSet]", counted)

    @admin.display(description="who", ordering="actor")
    def by(self, row: ChangeSet) -> str:
        """Say whose act it was."""
        return row.who

    @admin.display(description="rows", ordering="row_count")
    def rows(self, row: ChangeSet) -> int:
        """Count the rows that it touched."""
        return int(getattr(row, "row_count", 0))

    @admin.display(description="undone", empty_value="")
    def is_undone(self, row: ChangeSet) -> str:
        """Tell whether it was taken back, in a word: a red cross at all others would look like a failure."""
        return "undone" if getattr(row, "undone", False) else ""

    actions = ["take_back"]

    @admin.action(description="Take the ticked acts back, the latest first")
    def take_back(self, request: HttpRequest, queryset: models.QuerySet[ChangeSet]) -> None:
        """Undo many acts, each by itself: what somebody else did with an account, for one."""
        user, taken = require(request, Power.DECIDE), 0
        for entry in queryset.order_by("-pk"):
            try:
                if not may_undo(user, entry):
                    raise Refused("It is for a publisher or an administrator to take back.")
                require_fresh(request, _turned_round(entry))
                undo(entry, actor=user, reason="Taken back with others", rest=False)
                taken += 1
            except REFUSALS as error:
                messages.warning(request, f"“{entry.summary}” stays: {sentence(error)}")
        messages.success(request, f"Taken back: {taken} acts.")

    def get_urls(self) -> list[URLPattern]:
        """Add the page that takes an act back."""
        own = path(
            "<int:pk>/undo/", self.admin_site.admin_view(self.undo_view), name="sources_changeset_undo"
        )
        return [own, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show what it did, row by row."""
        changes = Change.objects.filter(changeset_id=row_number(object_id))
        shown = in_lines(changes.order_by("position")[:SHOWN])
        entry = ChangeSet.objects.filter(pk=row_number(object_id)).first()
        context = {
            "lines": shown,
            "more": max(0, changes.count() - SHOWN),
            "may_undo": entry is not None and may_undo(cast("User", request.user), entry),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what taking an act back would restore and refuse; then do it."""
        return undo_page(request, pk, self.admin_site.each_context(request))


@require_http_methods(["GET", "HEAD", "POST"])
def undo_page(request: HttpRequest, pk: int, frame: dict[str, Any]) -> HttpResponse:
    """Show the plan of an undo; on POST, do it as one act."""
    user = require(request, Power.PROPOSE)
    entry = get_object_or_404(ChangeSet.objects.select_related("actor"), pk=pk)
    if not may_undo(user, entry):
        raise PermissionDenied("This act is for an editor, a publisher or an administrator to take back.")
    if request.method == "POST":
        try:
            # Where the page showed what stands in the way, going on means the rest; else all or nothing.
            rest = request.POST.get("rest") == "yes"
            why = request.POST.get("reason", "").strip()[:500]
            require_fresh(request, _turned_round(entry))
            done = undo(entry, actor=user, reason=why, rest=rest)
        except REFUSALS as error:
            messages.error(request, sentence(error))
            return HttpResponseRedirect(request.path)
        for refusal in done.refused[:20]:
            messages.warning(request, refusal)
        if why := open_again(done.changeset):
            messages.warning(request, why)
        messages.success(request, f"Undone: {entry.summary}. Rows put back: {done.restored}.")
        return HttpResponseRedirect(_came_from(request) or reverse("admin:sources_changeset_changelist"))
    try:
        plan, refusal = plan_undo(entry), ""
    except Refused as error:
        plan, refusal = (), str(error)
    going = [line.change for line in plan if not line.obstacle]
    context = {
        **frame,
        "title": "Undo this act?",
        "entry": entry,
        "refusal": refusal,
        "lines": in_lines(going[:SHOWN]),
        "more": max(0, len(going) - SHOWN),
        "obstacles": [line.obstacle for line in plan if line.obstacle][:SHOWN],
        "is_possible": bool(going),
        "back": _came_from(request),
    }
    return render(request, "admin/sources/undo.html", context)


def _turned_round(entry: ChangeSet) -> list[tuple[str, Any, Any]]:
    """Give the changes of an act as taking it back makes them."""
    return list(entry.changes.values_list("model", "after", "before"))


def _came_from(request: HttpRequest) -> str:
    """Give the page of the desk that an undo was asked for on, or ""; never an address elsewhere."""
    asked = request.POST.get("back") or request.GET.get("back") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, None) and asked.startswith(reverse("admin:index"))
    return asked if is_ours else ""


class OfNoun(admin.SimpleListFilter):
    """What sort of row, in an editor's words."""

    title = "sort of row"
    parameter_name = "model"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer every table."""
        tables = {name_of(model) for model in apps.get_app_config("sources").get_models()}
        return sorted(((name, noun_of(name)) for name in tables), key=itemgetter(1))

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Keep the rows of one table."""
        return queryset.filter(model=self.value()) if self.value() else queryset


@admin.register(Change, site=desk)
class ChangeAdmin(EvidenceAdmin):
    """Single rows of the record, to search for what became of one."""

    list_display = ["label_or_number", "noun", "what", "changeset", "made_at", "actor"]
    list_display_links = ["label_or_number"]
    list_filter = [OfNoun]
    search_fields = ["label", "=row", "changeset__summary"]
    list_select_related = ["changeset__actor"]
    ordering = ["-changeset_id", "position"]
    fields = ["changeset", "made_at", "actor", "in_words"]

    @admin.display(description="row")
    def label_or_number(self, row: Change) -> str:
        """Name the row; one that has no words of its own by its number."""
        return row.label or f"no. {row.row}"

    @admin.display(description="sort of row", ordering="model")
    def noun(self, row: Change) -> str:
        """Say what sort of row it is."""
        return noun_of(row.model)

    @admin.display(description="what became of it")
    def what(self, row: Change) -> str:
        """Say whether it was added, changed or removed."""
        return what_became(row)

    @admin.display(description="before and after")
    def in_words(self, row: Change) -> SafeString:
        """Show the row's columns as words."""
        context = {"lines": in_lines([row]), "more": 0}
        return render_to_string("admin/sources/partials/change_lines.html", context)

    @admin.display(description="when")
    def made_at(self, row: Change) -> Any:
        """Say when."""
        return row.changeset.made_at

    @admin.display(description="who")
    def actor(self, row: Change) -> str:
        """Say who."""
        return row.changeset.who
