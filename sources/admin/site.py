"""The desk: Django's admin in its own dress, with what to do next on its first page."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from sources.admin import dashboard, intake, publishing, reviewing, tagging
from sources.admin.lists import grouped
from sources.admin.roles import Power, may
from sources.admin.shielding import shielded
from sources.admin.signing import own, session
from sources.admin.signing import views as signing
from sources.admin.withholding import pages as withheld_pages
from sources.admin.withholding import seeking
from sources.admin.withholding import views as withholding
from sources.annotate.acts import act
from sources.annotate.told import snapshot
from sources.models import Entity, User
from sources.vocabulary import ActKind


class EntityFirst(AutocompleteJsonView):
    """Type-ahead that tells two people of one name apart."""

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        """Add an entity's kind and the beginning of its description."""
        found: dict[str, str] = super().serialize_result(obj, to_field_name)
        if isinstance(obj, Entity):
            about = f" – {obj.description[:60]}" if obj.description else ""
            found["text"] = f"{obj.preferred_name} ({obj.kind}){about}"
        return found


class Desk(AdminSite):
    """The editors' site."""

    site_header = f"{settings.SITE_NAME} desk"
    site_title = f"{settings.SITE_NAME} desk"
    index_title = "What to do next"
    index_template = "admin/sources/dashboard.html"
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """Admit open staff accounts only, with all that a sign-in wants."""
        user = request.user
        is_open = isinstance(user, User) and user.is_active and user.is_staff
        return is_open and session.is_complete(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Give the lists by what they are of."""
        return grouped(super().get_app_list(request, app_label))

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show all lists."""
        return super().app_index(request, app_label, {"title": "All lists", **(extra_context or {})})

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Add the desk's own pages to those of the models."""
        pages: list[URLResolver | URLPattern] = [
            path("publish/", self.admin_view(self.publish), name="publish"),
            path("withheld/", self.admin_view(self.withheld), name="withheld"),
            path("withheld/table.csv", self.admin_view(self.withheld_csv), name="withheld_csv"),
            path("withheld/<int:pk>/end/", self.admin_view(self.withheld_end), name="withheld_end"),
            path("withhold/", self.admin_view(self.withhold), name="withhold"),
            path("withhold/find/", self.admin_view(self.withhold_seek), name="withhold_seek"),
            path("review/", self.admin_view(self.review), name="review"),
            path("tag-all/", self.admin_view(self.tag_all), name="tag_all"),
            path("add/", self.admin_view(self.add), name="add"),
            path("add/<str:token>/", self.admin_view(self.added), name="added"),
            path("add/<str:token>/<str:number>/", self.admin_view(self.added_text), name="added-text"),
            path("login/code/", self.sign_in_code, name="sign_in_code"),
            path("login/passkey/", self.passkey_ask, name="passkey_ask"),
            path("second-factor/", self.admin_view(self.second_factor), name="second_factor"),
            path("second-factor/set-up/", self.second_factor_set_up, name="second_factor_set_up"),
            path("second-factor/passkey/", self.passkey_add, name="passkey_add"),
            path("second-factor/passkey/offer/", self.passkey_offer, name="passkey_offer"),
            path("confirm/", self.admin_view(self.confirm), name="confirm"),
        ]
        return pages + list(super().get_urls())

    def admin_view(  # type: ignore[override]  # Django's hands on the view's own type
        self, view: Callable[..., HttpResponseBase], cacheable: bool = False
    ) -> Callable[..., HttpResponseBase]:
        """Let in who is admitted, and keep from each what their role may not read."""
        return super().admin_view(shielded(view), cacheable)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what waits for a decision, and the last acts."""
        work = dashboard.context(request) if may(request.user, Power.READ) else {}
        own = {
            "may_read": may(request.user, Power.READ),
            "may_add": may(request.user, Power.DECIDE),
            "may_publish": may(request.user, Power.PUBLISH),
        }
        return super().index(request, work | own | (extra_context or {}))

    def publish(self, request: HttpRequest) -> HttpResponse:
        """Show the plan of the next edition, and publish it."""
        return publishing.publish_view(request, self.each_context(request))

    # The form is read only after the view has seen who sends it and how much; it checks the token itself.
    @method_decorator(csrf_exempt)
    def add(self, request: HttpRequest) -> HttpResponse:
        """Take files in, to be looked at."""
        return intake.add_view(request, self.each_context(request))

    def added(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show what an upload would become; store or discard it."""
        return intake.added_view(request, self.each_context(request), token)

    def added_text(self, request: HttpRequest, token: str, number: str) -> HttpResponse:
        """Show one waiting file, line by line."""
        return intake.added_text_view(request, self.each_context(request), token, number)

    def withhold(self, request: HttpRequest) -> HttpResponse:
        """Show what readers will have without some words or articles, and withhold them."""
        return withholding.withhold_view(request, self.each_context(request))

    def withhold_seek(self, request: HttpRequest) -> HttpResponse:
        """Find what must go, by words or by the address of a page."""
        return seeking.seek_view(request, self.each_context(request))

    def withheld(self, request: HttpRequest) -> HttpResponse:
        """Show what is withheld and who is protected."""
        return withheld_pages.withheld_view(request, self.each_context(request))

    def withheld_csv(self, request: HttpRequest) -> HttpResponse:
        """Give the same as a table."""
        return withheld_pages.csv_view(request)

    def withheld_end(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show again what was withheld."""
        return withheld_pages.end_view(request, self.each_context(request), pk)

    def review(self, request: HttpRequest) -> HttpResponse:
        """Look through suggestions and decide on many at once."""
        return reviewing.review_view(request, self.each_context(request))

    def tag_all(self, request: HttpRequest) -> HttpResponse:
        """Look through every place of a name and tag what is ticked."""
        return tagging.tag_all_view(request, self.each_context(request))

    # Signing in --------------------------------------------------------------------------------

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Ask for user name and password."""
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        frame = {**self.each_context(request), "title": "Sign in", "app_path": request.get_full_path()}
        return cast("HttpResponse", signing.SignIn.as_view(extra_context=frame)(request))

    @method_decorator([never_cache, csrf_protect])
    def sign_in_code(self, request: HttpRequest) -> HttpResponse:
        """Ask for the passkey or the code that follows the password."""
        return signing.code_view(request, self.each_context(request))

    @method_decorator([never_cache, csrf_protect])
    def second_factor_set_up(self, request: HttpRequest) -> HttpResponse:
        """Set an authenticator app up: for who is signed in, or must have one to be."""
        return own.set_up_view(request, self.each_context(request))

    @method_decorator([never_cache, csrf_protect])
    def passkey_add(self, request: HttpRequest) -> HttpResponse:
        """Add a passkey: for whom an app may be set up too."""
        return own.add_passkey_view(request, self.each_context(request))

    @method_decorator([never_cache, csrf_protect])
    def passkey_offer(self, request: HttpRequest) -> HttpResponse:
        """Give a browser what it needs to make a passkey."""
        return own.offer_view(request, self.each_context(request))

    @method_decorator([never_cache, csrf_protect])
    def passkey_ask(self, request: HttpRequest) -> HttpResponse:
        """Give a browser what it needs to use a passkey, to sign in or to confirm."""
        if self.has_permission(request):
            return signing.ask_view(request, session.account_of(request))
        half = session.halfway(request)
        return signing.ask_view(request, half.user if half else None)

    def second_factor(self, request: HttpRequest) -> HttpResponse:
        """Show the account's own second factor."""
        return own.own_view(request, self.each_context(request), session.account_of(request))

    def confirm(self, request: HttpRequest) -> HttpResponse:
        """Ask for the password once more."""
        return signing.confirm_view(request, self.each_context(request), session.account_of(request))

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Change one's own password, as an act; other sign-ins end, this one goes on."""
        if request.method != "POST":
            return super().password_change(request, extra_context)
        user = session.account_of(request)
        former = user.password
        with act(ActKind.EDIT, f"Set a new password for {user.get_username()}", actor=user) as doing:
            response = super().password_change(request, extra_context)
            if User.objects.values_list("password", flat=True).get(pk=user.pk) != former:
                doing.note(user, snapshot(user), snapshot(user))
        if doing.changeset is not None:
            session.go_on(request, response, user)
        return response

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer type-ahead, entities with their kind."""
        return cast("HttpResponse", EntityFirst.as_view(admin_site=self)(request))


desk = Desk(name="admin")
