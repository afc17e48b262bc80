"""Bulk review: suggestions of the whole archive, filtered, looked through in context, decided as one act.

What is decided is what was seen: each line carries the version that was on the screen, and a line that
somebody has changed since stays as it is and is named.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from sources.admin import roles
from sources.admin.reading import proposals
from sources.admin.recorded import recording
from sources.admin.refusals import REFUSALS, sentence
from sources.admin.roles import Power
from sources.admin.shielding import visible
from sources.annotate import review
from sources.models import Article, Corpus, Entity, Mention, Publication, Quotation
from sources.models.identity import choices
from sources.recognise.wording import in_words
from sources.values import edtf, spelling
from sources.values.context import InContext, in_context
from sources.values.row_number import row_number
from sources.vocabulary import ActKind, MentionKind, MentionStatus

ON_SCREEN = 100
ORDERS = {
    "name": ("by what they mean", ("shown_kind", "shown_name", "shown_edtf", "exact")),
    "doubt": ("the most doubtful first", (F("score").asc(nulls_first=True),)),
    "text": ("in reading order", ()),
}
# What a row means: what it has, or else what is proposed for it.
MEANING = {
    "shown_kind": Coalesce("entity__kind", NullIf("proposed_kind", Value("")), Value("date")),
    "shown_name": Coalesce("entity__preferred_name", "proposed_entity__preferred_name", "proposed_name"),
    "shown_edtf": Coalesce("date__edtf", "proposed_edtf"),
}
READING = ("revision__passage__document", "revision__passage__start", "start", "-end", "pk")
WAITING = [MentionStatus.SUGGESTED, MentionStatus.NEEDS_REVIEW]


class FilterForm(forms.Form):
    """Which suggestions are looked through; nothing chosen is all of them."""

    words = forms.CharField(
        required=False, max_length=200, label="Name or words", help_text="In any spelling, e.g. “Worczenko”."
    )
    kind = forms.ChoiceField(required=False, choices=[("", "any"), *choices(MentionKind)])
    rule = forms.ChoiceField(required=False)
    corpus = forms.ModelChoiceField(Corpus.objects.all(), required=False, empty_label="any")
    publication = forms.ModelChoiceField(Publication.objects.all(), required=False, empty_label="any")
    article = forms.ModelChoiceField(
        Article.objects.all(), required=False, empty_label="any", widget=forms.HiddenInput
    )
    least = forms.FloatField(required=False, min_value=0, max_value=1, label="Score from")
    most = forms.FloatField(required=False, min_value=0, max_value=1, label="to")
    status = forms.ChoiceField(
        required=False, choices=[("", "any"), *[(str(one), str(one).replace("_", " ")) for one in WAITING]]
    )
    order = forms.ChoiceField(required=False, choices=[(key, words) for key, (words, _) in ORDERS.items()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = Mention.objects.awaiting_review().order_by("rule").values_list("rule", flat=True).distinct()
        self.fields["rule"].choices = [("", "any"), *[(rule, in_words(rule)) for rule in rules if rule]]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Refuse what is no filter: it would be passed over, and all would be taken for what fits."""
        unknown = sorted(set(self.data) - set(self.fields) - {"page"})
        if unknown:
            raise forms.ValidationError(
                f"{', '.join(unknown)}: there is no such filter; there are {', '.join(sorted(self.fields))}."
            )
        return self.cleaned_data

    def found(self) -> Any:
        """Give what waits and fits, in the order asked for; nothing where the filter cannot be read."""
        if self.is_bound and not self.is_valid():
            return Mention.objects.none()
        asked = self.cleaned_data if self.is_bound else {}
        rows = Mention.objects.awaiting_review().annotate(**MEANING)
        if asked.get("words"):
            rows = rows.filter(_named(asked["words"]))
        if asked.get("kind"):
            rows = rows.filter(_of_kind(asked["kind"]))
        for name, column in (
            ("rule", "rule"),
            ("status", "status"),
            ("least", "score__gte"),
            ("most", "score__lte"),
            ("corpus", "revision__passage__document__corpus"),
            ("publication", "revision__passage__article__publication"),
            ("article", "revision__passage__article"),
        ):
            if asked.get(name) not in (None, ""):
                rows = rows.filter(**{column: asked[name]})
        _, order = ORDERS[asked.get("order") or "name"]
        related = (
            "entity",
            "date",
            "proposed_entity__merged_into",
            "revision__passage__article__publication",
        )
        return rows.select_related(*related).order_by(*order, *READING)


def _named(words: str) -> Q:
    named = Q(exact__icontains=words) | Q(proposed_name__icontains=words) | Q(proposed_edtf=words)
    keys = spelling.accented(words) - {""}
    forms = Q(spelling_key__in=keys) | Q(names__spelling_key__in=keys)
    alike = Entity.objects.standing().filter(forms) if keys else Entity.objects.none()
    return named | Q(entity__in=alike) | Q(proposed_entity__in=alike)


def _of_kind(kind: str) -> Q:
    is_date = kind == MentionKind.DATE
    named = Q(date__isnull=False) if is_date else Q(entity__kind=kind)
    return named | Q(entity=None, date=None, proposed_kind=kind)


@dataclass(frozen=True, slots=True)
class Line:
    """One suggestion in its context."""

    mention: Mention
    context: InContext
    means: str
    rule: str


@require_http_methods(["GET", "HEAD", "POST"])
def review_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show what waits, and decide on what is ticked or on all that is on the screen."""
    roles.require(request, Power.READ)
    if request.method == "POST":
        roles.require(request, Power.DECIDE)
        _decide(request)
        return HttpResponseRedirect(request.get_full_path())
    form = FilterForm(request.GET or None)
    page = Paginator(visible(request, form.found()), ON_SCREEN).get_page(request.GET.get("page"))
    return render(
        request,
        "admin/sources/review.html",
        context
        | {
            "title": "Review suggestions",
            "form": form,
            "page": page,
            "lines": _lines(page),
            "article": form.cleaned_data.get("article") if form.is_bound else None,
            "quotations": visible(request, Quotation.objects.awaiting_review()).count(),
            "query": urlencode({name: str(value) for name, value in request.GET.items() if name != "page"}),
            "may_decide": roles.may(request.user, Power.DECIDE),
        },
    )


def _lines(page: "Page[Mention]") -> list[Line]:
    return [
        Line(
            row,
            in_context(row.revision.text or row.exact, row.span) if row.revision.text else _bare(row),
            _means(row),
            in_words(row.rule),
        )
        for row in page
    ]


def _bare(mention: Mention) -> InContext:
    return InContext("", mention.exact, "")


def _means(mention: Mention) -> str:
    target = review.target_of(mention)
    if isinstance(target, Entity):
        return target.preferred_name
    if mention.proposed_edtf or mention.date:
        return mention.date.in_words if mention.date else edtf.in_words(mention.proposed_edtf)
    return f"{mention.proposed_name} (by name)" if mention.proposed_name else "nothing yet"


def _decide(request: HttpRequest) -> None:
    """Decide on the lines that were ticked, or on all that were shown, as they were seen."""
    does, _, which = request.POST.get("do", "").partition("-")
    posted = request.POST.getlist("seen" if which == "all" else "ticked")
    seen = dict(one.partition(":")[::2] for one in request.POST.getlist("seen"))
    wanted = {row_number(one.partition(":")[0]) for one in posted}
    if does not in {"accept", "reject"} or not wanted:
        messages.warning(request, "Nothing was ticked; nothing was changed.")
        return
    related = ("entity", "date", "revision__passage", "proposed_entity__merged_into")
    rows = list(Mention.objects.filter(pk__in=wanted).select_related(*related).order_by(*READING))
    same = [row for row in rows if seen.get(str(row.pk)) == str(row.version)]
    try:
        with recording(request, ActKind.REVIEW, "", back=request.get_full_path()) as doing:
            does_it = proposals.accept_all if does == "accept" else review.reject_all
            done = does_it(same, actor=doing)
    except REFUSALS as error:
        messages.error(request, sentence(error))
        return
    messages.success(request, f"{done.count} {does}ed.")
    if len(same) < len(wanted):
        messages.warning(request, f"{len(wanted) - len(same)} were changed since you looked; they stay.")
    for one in done.stayed[:10]:
        messages.warning(request, one)
