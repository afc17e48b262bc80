"""Protecting a person, from a mark or their page: every spelling, what changes, and what cannot."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sources.admin import roles
from sources.admin.recorded import recording
from sources.admin.refusals import REFUSALS, sentence, status_of
from sources.admin.roles import Power
from sources.admin.site import desk
from sources.admin.withholding.forms import WhyForm
from sources.admin.withholding.views import came_from
from sources.annotate.acts import Refused
from sources.annotate.elsewhere import has_word
from sources.annotate.protect import protect
from sources.annotate.tag_all import Occurrence, Place, Standing, forms_of, plan_tag_all
from sources.edition.protection import is_name
from sources.models import Article, Entity, Mention, Person, User
from sources.models.validators import validate_name
from sources.values.row_number import row_number
from sources.values.span import Span
from sources.vocabulary import ActKind

MOST_HEADLINES = 50
PARTS = 3  # of a place in a form's value: revision, start, end


class ProtectForm(WhyForm):
    """The pseudonym, and why."""

    pseudonym = forms.CharField(
        label="Shown to readers as",
        max_length=200,
        validators=[validate_name],
        help_text="Instead of the name, everywhere: e.g. “the crane driver”. Nothing of the name in it.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ["pseudonym", "reason", "note", "until"]


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a person is named, and how: what protecting changes, and what it cannot."""

    spellings: tuple[tuple[str, int], ...]  # each with how often it is marked
    marks: int
    passages: int
    articles: int
    headlines: tuple[Article, ...]
    unmarked: tuple[Occurrence, ...]
    is_cut: bool  # whether headlines or places are more than these
    elsewhere: tuple[Article, ...]  # that say where they appeared


def reach_of(entity: Entity) -> Reach:
    """Look for every spelling of a person's name; six queries, whatever there is."""
    marks = Mention.objects.accepted().filter(entity=entity)
    rows = list(marks.values_list("exact", "revision__passage", "revision__passage__article"))
    counted = Counter(exact for exact, _, _ in rows)
    known = forms_of(entity)
    names = list(dict.fromkeys([*known, *(exact for exact in counted if is_name(exact))]))
    plan = plan_tag_all(names, entity)
    titled = Q()
    for name in names:
        titled |= has_word("title", name) | has_word("translated_title", name)
    articles = {article for _, _, article in rows if article}
    named = Article.objects.standing().filter(pk__in=articles).select_related("publication")
    headlines = list(Article.objects.standing().filter(titled).order_by("pk")[: MOST_HEADLINES + 1])
    return Reach(
        tuple((name, counted[name]) for name in names),
        len(rows),
        len({passage for _, passage, _ in rows}),
        len(articles),
        tuple(headlines[:MOST_HEADLINES]),
        tuple(one for one in plan.occurrences if one.standing != Standing.TAGGED),
        plan.is_cut or len(headlines) > MOST_HEADLINES,
        tuple(named.exclude(publication=None, url="").order_by("pk")[:20]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def protect_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what protecting a person changes; on POST, protect them."""
    roles.require(request, Power.DECIDE)
    person = get_object_or_404(Person, pk=pk)
    if person.merged_into_id is not None:
        return HttpResponseRedirect(reverse("admin:sources_person_protect", args=[person.merged_into_id]))
    if request.method != "POST":
        return _show(
            request, person, ProtectForm(initial={"version": person.version, "pseudonym": person.pseudonym})
        )
    form = ProtectForm(request.POST)
    if not form.is_valid():
        return _show(request, person, form, status=400)
    try:
        places = [_place(value) for value in request.POST.getlist("place")]
        person.version = form.cleaned_data["version"]
        user = cast("User", request.user)
        with recording(request, ActKind.WITHHOLD, "", back=came_from(request)) as doing:
            done = protect(person, form.cleaned_data["pseudonym"], places, why=form.why, actor=doing, by=user)
    except REFUSALS as error:
        messages.error(request, sentence(error))
        person = get_object_or_404(Person, pk=pk)
        shown = request.POST.copy()
        shown["version"] = str(person.version)  # what is stored by now was seen: saving again is a decision
        form.data = shown
        return _show(request, person, form, status=status_of(error))
    for one in dict.fromkeys(done.stayed[:10]):
        messages.warning(request, one)
    back = came_from(request)
    query = {"done": doing.changeset.pk if doing.changeset else 0} | ({"back": back} if back else {})
    return HttpResponseRedirect(reverse("admin:withheld", query=query))


def _show(request: HttpRequest, person: Person, form: ProtectForm, *, status: int = 200) -> HttpResponse:
    reach = reach_of(person)
    asked = set(request.POST.getlist("place")) if request.method == "POST" else None
    context = {
        **desk.each_context(request),
        "title": f"Protect {person.preferred_name}",
        "person": person,
        "form": form,
        "reach": reach,
        "unmarked": [(one, _key(one), _is_ticked(one, asked)) for one in reach.unmarked],
        "back": came_from(request) or reverse("admin:sources_person_change", args=[person.pk]),
    }
    return render(request, "admin/sources/withholding/protect.html", context, status=status)


def _key(one: Occurrence) -> str:
    return f"{one.place.revision}-{one.place.span.start}-{one.place.span.end}"


def _is_ticked(one: Occurrence, asked: set[str] | None) -> bool:
    return one.is_ticked if asked is None else _key(one) in asked


def _place(value: str) -> Place:
    numbers: Sequence[int] = [row_number(part) for part in value.split("-")]
    if len(numbers) != PARTS or not numbers[0] or numbers[1] >= numbers[2]:
        raise Refused(f"{value!r} is no place in a text; nothing was changed.")
    return Place(numbers[0], Span(numbers[1], numbers[2]))
