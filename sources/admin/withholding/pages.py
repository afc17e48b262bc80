"""The page of what is withheld and protected: who, since when, until when, why; and how one ends."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from sources.admin import roles
from sources.admin.recorded import recording
from sources.admin.refusals import REFUSALS, sentence, status_of
from sources.admin.roles import Power
from sources.admin.undoing import may_undo
from sources.admin.withholding import after
from sources.admin.withholding.forms import ON_THAT_DAY, EndForm
from sources.admin.withholding.standing import KINDS, Standing, ended, standing
from sources.annotate.reveal import end
from sources.export import csvtext
from sources.models import ChangeSet, User, Withholding
from sources.values.row_number import row_number
from sources.vocabulary import ActKind

SHOWS = {"": "all", "soon": "decided anew within 30 days", "open": "not yet in an edition", "ended": "ended"}
MOST = 500  # lines on a page; the file has all
HEADER = ("kind", "what", "where", "since", "by", "until", "reason", "note", "readers", "ended")
HIDDEN = {
    "words": "Words of a passage",
    "article": "An article",
    "person": "A person",
    "document": "A document",
}


@require_safe
def withheld_view(request: HttpRequest, frame: dict[str, Any]) -> HttpResponse:
    """Show what is withheld now; whoever does not decide is told that something is, not what."""
    user = roles.require(request, Power.READ)
    decides = roles.may(user, Power.DECIDE)
    lines = _lines(request)
    context = {
        **frame,
        **after.facts(request, looks=decides and "done" in request.GET),
        "title": "Withheld and protected",
        "lines": lines[:MOST],
        "more": max(0, len(lines) - MOST),
        "hidden": HIDDEN,
        "kinds": {"": "all", **KINDS},
        "shows": SHOWS,
        "kind": request.GET.get("kind", ""),
        "show": request.GET.get("show", ""),
        "on_that_day": ON_THAT_DAY,
        "may_decide": decides,
        "may_end": roles.may(user, Power.PUBLISH),
        "done": _done(request, user) if decides else None,
        "back": _back(request),
    }
    return render(request, "admin/sources/withholding/withheld.html", context)


@require_safe
def csv_view(request: HttpRequest) -> HttpResponse:
    """Give the same lines as a table, to whoever decides."""
    roles.require(request, Power.DECIDE)
    table = csvtext.write(HEADER, [_cells(line) for line in _lines(request)])
    name = f"withheld-{timezone.now():%Y-%m-%d}.csv"
    return HttpResponse(
        table,
        content_type=csvtext.MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end_view(request: HttpRequest, frame: dict[str, Any], pk: int) -> HttpResponse:
    """Ask why something may be shown again; on POST, end its withholding as one act."""
    user = roles.require(request, Power.PUBLISH)
    related = ("article__publication", "revision__passage__article", "entity", "made_by")
    row = get_object_or_404(Withholding.objects.select_related(*related), pk=pk)
    form = EndForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                row.version = row_number(request.POST.get("version", ""))
                with recording(request, ActKind.EDIT, "") as doing:
                    said = end(row, actor=doing, reason=form.cleaned_data["why"])
            except REFUSALS as error:
                messages.error(request, sentence(error))
                row.refresh_from_db()
                status = status_of(error)
            else:
                if why := after.open_again(doing.changeset):
                    messages.warning(request, why)
                messages.success(request, said)
                return HttpResponseRedirect(reverse("admin:withheld"))
    context = {
        **frame,
        "title": "Show it again?",
        "row": row,
        "by": row.made_by.shown_as if row.made_by else "",
        "form": form,
        "who": user.shown_as,
    }
    return render(request, "admin/sources/withholding/end.html", context, status=status)


def _lines(request: HttpRequest) -> list[Standing]:
    show, kind = request.GET.get("show", ""), request.GET.get("kind", "")
    lines = ended() if show == "ended" else standing()
    if show == "soon":
        lines = [line for line in lines if line.is_soon]
    if show == "open":
        lines = [line for line in lines if not line.is_honoured]
    return [line for line in lines if kind in {"", line.kind}]


def _cells(line: Standing) -> tuple[csvtext.Cell, ...]:
    since = f"{line.since:%Y-%m-%d}" if line.since else ""
    facts = (line.kind, line.what, line.where, since, line.by, line.until, line.reason, line.note)
    return (*facts, line.state, line.ended_on)


def _done(request: HttpRequest, user: User) -> dict[str, Any] | None:
    """Give the act that somebody comes from, with whether they may take it back."""
    entry = ChangeSet.objects.filter(pk=row_number(request.GET.get("done", ""))).first()
    if entry is None or entry.kind != ActKind.WITHHOLD:
        return None
    return {"entry": entry, "may_undo": may_undo(user, entry)}


def _back(request: HttpRequest) -> str:
    asked = request.GET.get("back", "")
    return asked if asked.startswith(reverse("admin:index")) and "//" not in asked else ""
