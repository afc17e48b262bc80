"""Pairs that may be one: why one might think so, one click to merging them, one to telling them apart."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sources.admin.counting import number_of
from sources.admin.recorded import recording
from sources.admin.refusals import REFUSALS, sentence
from sources.admin.roles import Power, may, require
from sources.admin.site import desk
from sources.annotate.look_alikes import LookAlike, recount, tell_apart
from sources.models import Entity, Mention
from sources.values.row_number import row_number
from sources.vocabulary import ActKind

PAIRS_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def look_alikes_view(request: HttpRequest) -> HttpResponse:
    """List the pairs; on POST, remember that one is not the same."""
    require(request, Power.DECIDE)
    if request.method == "POST":
        _tell_apart(request)
        return HttpResponseRedirect(request.get_full_path())
    page = Paginator(recount(), PAIRS_A_PAGE).get_page(request.GET.get("p"))
    context = {
        **desk.each_context(request),
        "title": "Records that look alike",
        "page": page,
        "pairs": _lines(list(page.object_list)),
        "may_decide": may(request.user, Power.DECIDE),
    }
    return render(request, "admin/sources/look_alikes.html", context)


def _tell_apart(request: HttpRequest) -> None:
    first, second = (
        get_object_or_404(Entity, pk=row_number(request.POST.get(name, ""))) for name in ("first", "second")
    )
    try:
        with recording(request, ActKind.REVIEW, "", back=request.get_full_path()) as doing:
            tell_apart(first, second, actor=doing)
    except REFUSALS as error:
        messages.error(request, sentence(error))


def _lines(pairs: list[LookAlike]) -> list[dict[str, Any]]:
    """Give each pair with its two records, the one that more marks name first; one query."""
    keys = {key for pair in pairs for key in (pair.first, pair.second)}
    marks = number_of(Mention.objects.accepted().filter(entity=OuterRef("pk")), "entity")
    known = {row.pk: row for row in Entity.objects.filter(pk__in=keys).annotate(marks=marks)}
    lines = []
    for pair in pairs:
        both = sorted((known[pair.first], known[pair.second]), key=lambda row: (-row.marks, row.pk))  # type: ignore[attr-defined]  # annotated above
        address = f"{reverse('admin:sources_entity_merge', args=[both[0].pk])}?other={both[1].pk}"
        lines.append({"pair": pair, "both": both, "merge": address, "per_cent": round(100 * pair.score)})
    return lines
