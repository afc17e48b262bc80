"""Merge, tell apart, split, change the kind: each shows its plan first, and does what it showed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sources.admin.merging.forms import KindForm, OtherForm, SplitForm
from sources.admin.recorded import recording
from sources.admin.refusals import REFUSALS, sentence, status_of
from sources.admin.roles import Power, require
from sources.admin.site import desk
from sources.annotate import split_entity
from sources.annotate.acts import Refused
from sources.annotate.merge import CHOICES, in_words, merge, plan_merge
from sources.annotate.unmerge import plan_unmerge, unmerge
from sources.models import Entity, Mention
from sources.models.validators import validate_name
from sources.vocabulary import ActKind, EntityKind

# How many characters stand before and after a mention that may go to a new record.
BESIDE = 40
REASON_LENGTH = 500


def page_of(entity: Entity) -> str:
    """Give the address of a record's own page on the desk."""
    return reverse(f"admin:sources_{entity.kind}_change", args=[entity.pk])


def _frame(request: HttpRequest, entity: Entity, title: str) -> dict[str, Any]:
    return {
        **desk.each_context(request),
        "title": title,
        "entity": entity,
        "list_name": {"person": "people", "place": "places"}.get(entity.kind, "organisations"),
        "list_address": reverse(f"admin:sources_{entity.kind}_changelist"),
        "row_address": page_of(entity),
    }


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "").strip()[:REASON_LENGTH]


def _refuse(request: HttpRequest, error: Exception) -> int:
    messages.error(request, sentence(error))
    return status_of(error)


@require_http_methods(["GET", "HEAD", "POST"])
def merge_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the other record, look at what merging would do, merge."""
    require(request, Power.DECIDE)
    kept = get_object_or_404(Entity, pk=pk)
    form = OtherForm(request.GET or None)
    merged = form.cleaned_data.get("other") if form.is_bound and form.is_valid() else None
    context = _frame(request, kept, f"Merge into “{kept}”") | {"form": form, "kept": kept, "merged": merged}
    if merged is None:
        return render(request, "admin/sources/merge.html", context)
    status = 200
    if request.method == "POST":
        try:
            return _merge(request, kept, merged)
        except REFUSALS as error:
            status = _refuse(request, error)
    plan = plan_merge(kept, merged)
    context |= {
        "plan": plan,
        "moving": [in_words(one) for one in plan.moving],
        "other_way": f"{reverse('admin:sources_entity_merge', args=[merged.pk])}?other={kept.pk}",
        "has_choice": any(line.is_choice for line in plan.fields),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "admin/sources/merge.html", context, status=status)


def _merge(request: HttpRequest, kept: Entity, merged: Entity) -> HttpResponse:
    take = [name for name in CHOICES if request.POST.get(f"take_{name}") == "theirs"]
    with recording(request, ActKind.MERGE, "", _reason(request)) as doing:
        merge(kept, merged, actor=doing, take=take, seen=request.POST.get("seen", ""))
    messages.success(request, f"“{merged}” is merged into “{kept}”; its address leads here for ever.")
    return HttpResponseRedirect(page_of(kept))


@require_http_methods(["GET", "HEAD", "POST"])
def unmerge_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at what telling two records apart again would do; do it."""
    require(request, Power.DECIDE)
    merged = get_object_or_404(Entity.objects.select_related("merged_into"), pk=pk)
    status = 200
    if request.method == "POST":
        try:
            with recording(request, ActKind.UNMERGE, "", _reason(request)) as doing:
                theirs = request.POST.getlist("theirs")
                unmerge(merged, actor=doing, theirs=theirs, seen=request.POST.get("seen", ""))
        except REFUSALS as error:
            status = _refuse(request, error)
        else:
            messages.success(request, f"“{merged}” stands by itself again.")
            return HttpResponseRedirect(page_of(merged))
    context = _frame(request, merged, f"Tell “{merged}” apart again")
    try:
        context["plan"] = plan_unmerge(merged)
    except Refused as error:
        context["refusal"] = str(error)
    return render(request, "admin/sources/unmerge.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def split_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick what belongs to somebody else, name them, split."""
    require(request, Power.DECIDE)
    entity = get_object_or_404(Entity, pk=pk)
    form = SplitForm(request.POST or None)
    status = 200
    if form.is_bound and form.is_valid():
        try:
            with recording(request, ActKind.UNMERGE, "", _reason(request)) as doing:
                name = form.cleaned_data["preferred_name"].strip()
                validate_name(name)
                going = request.POST.getlist("going")
                made = split_entity.split(entity, name, going=going, actor=doing)
        except (*REFUSALS, ValidationError) as error:
            status = _refuse(request, error)
        else:
            messages.success(request, f"“{made}” is a record of its own.")
            return HttpResponseRedirect(page_of(made))
    context = _frame(request, entity, f"Split “{entity}”") | {
        "form": form,
        "parts": [_line(part) for part in _with_texts(split_entity.parts(entity))],
        "ticked": set(request.POST.getlist("going")),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "admin/sources/split.html", context, status=status)


def _with_texts(parts: list[split_entity.Part]) -> list[split_entity.Part]:
    mentions = [part.row for part in parts if isinstance(part.row, Mention)]
    prefetch_related_objects(mentions, "revision__passage__article")
    return parts


def _line(part: split_entity.Part) -> dict[str, object]:
    """Give what the page shows of a row: its sort, its words, and where they stand."""
    row = part.row
    line: dict[str, object] = {"key": part.key, "noun": str(row._meta.verbose_name), "words": str(row)}
    if isinstance(row, Mention):
        text, article = row.revision.text or "", row.revision.passage.article
        line |= {
            "before": text[max(0, row.start - BESIDE) : row.start],
            "after": text[row.end : row.end + BESIDE],
            "where": f"{article or 'no article'}, passage {row.revision.passage.number}",
            "status": row.get_status_display(),
        }
    return line


@require_http_methods(["GET", "HEAD", "POST"])
def kind_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a record is of another kind; what only its present kind has goes."""
    require(request, Power.DECIDE)
    entity = get_object_or_404(Entity, pk=pk)
    form = KindForm(request.POST or None, initial={"kind": entity.kind})
    status = 200
    if form.is_bound and form.is_valid():
        try:
            with recording(request, ActKind.EDIT, "", _reason(request)) as doing:
                changed = split_entity.change_kind(entity, EntityKind(form.cleaned_data["kind"]), actor=doing)
        except REFUSALS as error:
            status = _refuse(request, error)
        else:
            return HttpResponseRedirect(page_of(changed))
    places = [
        name for name in ("latitude", "longitude", "geonames") if getattr(entity, name) not in (None, "")
    ]
    lost = ["private"] if entity.is_private else places
    context = _frame(request, entity, f"What is “{entity}”?") | {"form": form, "lost": ", ".join(lost)}
    return render(request, "admin/sources/kind.html", context, status=status)
