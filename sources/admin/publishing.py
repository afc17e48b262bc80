"""Publishing from the desk: the plan is shown first, and what is done is what was shown."""

from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sources.admin import roles
from sources.admin.refusals import REFUSALS, sentence
from sources.admin.roles import Power
from sources.annotate.acts import Refused
from sources.edition.preview import plan_publication
from sources.edition.publish import publish
from sources.edition.site import site_facts
from sources.models import ChangeSet, User


@require_http_methods(["GET", "HEAD", "POST"])
def publish_view(request: HttpRequest, frame: dict[str, Any]) -> HttpResponse:
    """Show what the next edition would bring; publish it where a publisher says so."""
    user = roles.require(request, Power.PUBLISH)
    if request.method == "POST" and _publish(request, user):
        return HttpResponseRedirect(reverse("admin:publish"))
    plan = plan_publication()
    context = {
        **frame,
        "title": "Publish",
        "plan": plan,
        "seen": str(plan.last_act),
        "has_contact": bool(site_facts()["contact"]),
        "note": request.POST.get("note", ""),
    }
    return render(request, "admin/sources/publish.html", context)


def _publish(request: HttpRequest, user: User) -> bool:
    try:
        if (request.POST.get("seen") or "0") != _last_act():
            raise Refused("Something was done since you looked. Look at the plan again, then publish.")
        published = publish(actor=user, note=request.POST.get("note", "").strip()[:500])
    except REFUSALS as error:
        messages.error(request, sentence(error))
        return False
    messages.success(
        request,
        f"{published.edition} is published: readers have it with their next request. {published.way}",
    )
    return True


def _last_act() -> str:
    return str(ChangeSet.objects.aggregate(newest=Max("pk"))["newest"] or 0)
