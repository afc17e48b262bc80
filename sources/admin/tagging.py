"""Tag all, from a name: every place of an entity's forms in a corpus or everywhere, tagged as one act.

The page works without a script; the desk has the same in a dialog. What is tagged is what was ticked,
place by place: a passage that was corrected since is left alone and named.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from sources.admin import roles
from sources.admin.recorded import recording
from sources.admin.refusals import REFUSALS, sentence
from sources.admin.roles import Power
from sources.admin.shielding import shield_of, visible
from sources.annotate.acts import Refused
from sources.annotate.tag_all import Place, TagAllPlan, forms_of, plan_tag_all, tag_all
from sources.models import Article, Corpus, Entity
from sources.values.row_number import row_number
from sources.values.span import Span
from sources.vocabulary import ActKind, Status

# A place in a form's value: revision, start, end.
PARTS = 3


class ScopeForm(forms.Form):
    """Where is looked, and for which forms."""

    entity = forms.IntegerField(widget=forms.HiddenInput)
    corpus = forms.ModelChoiceField(Corpus.objects.all(), required=False, empty_label="the whole archive")
    status = forms.ChoiceField(
        required=False,
        label="Articles",
        choices=[("", "all"), *[(str(one), str(one).replace("_", " ")) for one in Status]],
    )
    form = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Forms of the name"
    )

    def __init__(self, *args: Any, entity: Entity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [(form, form) for form in forms_of(entity)]  # type: ignore[attr-defined]  # a ChoiceField

    def within(self) -> QuerySet[Article] | None:
        """Give the articles that are looked through; None: all there are."""
        asked = self.cleaned_data
        if not asked.get("corpus") and not asked.get("status"):
            return None
        found = Article.objects.all()
        found = found.filter(document__corpus=asked["corpus"]) if asked.get("corpus") else found
        return found.filter(status=asked["status"]) if asked.get("status") else found


def _visible_within(request: HttpRequest, form: ScopeForm) -> QuerySet[Article] | None:
    """Leave out the articles that are kept from whoever asks."""
    within = form.within()
    if shield_of(request) is None:
        return within
    return visible(request, Article.objects.all() if within is None else within)


@require_http_methods(["GET", "HEAD", "POST"])
def tag_all_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show every place with what stands there; tag what is ticked."""
    roles.require(request, Power.READ)
    entity = get_object_or_404(
        visible(request, Entity.objects.standing()), pk=row_number(request.GET.get("entity", ""))
    )
    if request.method == "POST":
        roles.require(request, Power.DECIDE)
        _tag(request, entity)
        return HttpResponseRedirect(request.get_full_path())
    asked = request.GET.copy()
    if not asked.getlist("form"):
        asked.setlist("form", forms_of(entity))
    form = ScopeForm(asked, entity=entity)
    plan = TagAllPlan((), (), is_cut=False)
    if form.is_valid():
        plan = plan_tag_all(form.cleaned_data["form"], entity, within=_visible_within(request, form))
    shown = {
        "title": f"Tag all as {entity.preferred_name}",
        "entity": entity,
        "form": form,
        "plan": plan,
        "may_decide": roles.may(request.user, Power.DECIDE),
    }
    return render(request, "admin/sources/tag_all.html", context | shown)


def _tag(request: HttpRequest, entity: Entity) -> None:
    try:
        places = [_place(value) for value in request.POST.getlist("place")]
        with recording(request, ActKind.ANNOTATE, "", back=request.get_full_path()) as doing:
            done = tag_all(places, entity, actor=doing)
    except REFUSALS as error:
        messages.error(request, sentence(error))
        return
    messages.success(request, f"{done.count} tagged.")
    for one in dict.fromkeys(done.stayed[:10]):
        messages.warning(request, one)


def _place(value: str) -> Place:
    numbers = [row_number(part) for part in value.split("-")]
    if len(numbers) != PARTS or not numbers[0] or numbers[1] >= numbers[2]:
        raise Refused(f"{value!r} is no place in a text; nothing was changed.")
    return Place(numbers[0], Span(numbers[1], numbers[2]))
