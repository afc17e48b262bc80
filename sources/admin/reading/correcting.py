"""Correcting a passage: the plan with the account of every mark is shown, then done as shown."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sources.admin import roles
from sources.admin.reading.forms import CorrectionForm
from sources.admin.reading.splicing import choices_of, chosen, counts, diff, digest
from sources.admin.recorded import recording
from sources.admin.refusals import REFUSALS, sentence
from sources.admin.roles import Power
from sources.admin.site import desk
from sources.annotate.correct import CorrectionPlan, apply_correction, decided, key_of, plan_correction
from sources.models import PassageRevision
from sources.vocabulary import ActKind

# What a field is called that says what becomes of one mark.
CHOICE = "becomes-"


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int, passage: int) -> HttpResponse:
    """Show the wording to correct; then the plan; then do it."""
    roles.require(request, Power.DECIDE)
    head = _head(pk, passage)
    back = f"{reverse('admin:sources_article_read', args=[pk])}#p{passage}"
    if request.method != "POST":
        form = CorrectionForm(initial={"revision": head.pk, "text": head.text or ""})
        return _show(request, head, form)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _show(request, head, form, status=400)
    try:
        seen = PassageRevision.objects.select_related("passage").get(pk=form.cleaned_data["revision"])
        # A browser sends line ends as CRLF; a passage has none but spaces.
        wording = form.cleaned_data["text"].replace("\r\n", "\n").replace("\n", " ")
        plan = plan_correction(seen if seen.passage_id == head.passage_id else head, wording)
        if request.POST.get("do") != "apply" or form.cleaned_data["seen"] != digest(plan):
            return _show(request, head, form, plan)
        plan = decided(plan, chosen(_posted(request)))
        with recording(request, ActKind.CORRECT, "", back=back) as doing:
            apply_correction(
                plan,
                actor=doing,
                reason=form.cleaned_data["reason"],
                withholds_former=form.cleaned_data["withholds_former"],
            )
    except REFUSALS as error:
        messages.error(request, sentence(error))
        return _show(request, head, form, status=400)
    return HttpResponseRedirect(back)


def _posted(request: HttpRequest) -> dict[str, str]:
    """Give what was chosen for each mark, by its key."""
    return {
        name.removeprefix(CHOICE): str(value)
        for name, value in request.POST.items()
        if name.startswith(CHOICE)
    }


def _head(pk: int, passage: int) -> PassageRevision:
    found = PassageRevision.objects.filter(passage=passage, passage__article=pk)
    head = found.select_related("passage__article").order_by("-number").first()
    if head is None:
        raise Http404("This passage is not there, or not in this article.")
    if head.text is None:
        raise Http404("The text of this passage is not held here, so there is nothing to correct.")
    return head


def _show(
    request: HttpRequest,
    head: PassageRevision,
    form: CorrectionForm,
    plan: CorrectionPlan | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    if plan is not None:
        shown = request.POST.copy()
        shown["seen"] = digest(plan)
        form.data = shown
    context = {
        **desk.each_context(request),
        "title": f"Correct passage {head.passage.number}",
        "article": head.passage.article,
        "passage": head.passage,
        "head": head,
        "form": form,
        "plan": plan,
        "diff": diff(plan) if plan else [],
        "counts": counts(plan) if plan else {},
        "lines": [(fate, CHOICE + key_of(fate.mark), choices_of(plan, fate)) for fate in plan.fates]
        if plan
        else [],
    }
    return render(request, "admin/sources/correct.html", context, status=status)
