"""Withholding words or whole articles: what readers will see is shown, then done as one act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from sources.admin import roles
from sources.admin.recorded import recording
from sources.admin.refusals import REFUSALS, sentence, status_of
from sources.admin.roles import Power
from sources.admin.withholding.choosing import Chosen, read, ticked
from sources.admin.withholding.forms import ArticleForm, WhyForm
from sources.annotate import elsewhere
from sources.annotate.acts import Refused
from sources.annotate.correct import CorrectionPlan
from sources.annotate.elsewhere import Words
from sources.annotate.withhold import MARK, Extent, WithholdingPlan, plan_articles, plan_words, withhold
from sources.edition.holding import held_by_editions
from sources.models import Article, Entity, Mention, User
from sources.values.row_number import row_number
from sources.vocabulary import ActKind, EntityKind, MentionStatus

CHANGED = (
    "Passage {} was corrected by somebody else after you chose its words; nothing was withheld yet. What you "
    "chose is shown below as it stands in the present wording: look at it, then withhold it."
)


@dataclass(frozen=True, slots=True)
class WordingShown:
    """One passage as it is and as readers will have it: kept words, words that go, in turn."""

    plan: CorrectionPlan
    pieces: tuple[tuple[str, str], ...]

    @property
    def marks(self) -> int:
        """How many marks stand on words that go: they wait, and come back with the words."""
        return len(self.plan.to_review)


@require_http_methods(["GET", "HEAD", "POST"])
def withhold_view(request: HttpRequest, frame: dict[str, Any]) -> HttpResponse:
    """Show what would be withheld and where else it stands; on POST, withhold it."""
    roles.require(request, Power.DECIDE)
    asked = request.POST if request.method == "POST" else request.GET
    try:
        chosen = read(asked)
        _plan(chosen, asked.get("extent", ""))
    except REFUSALS as error:
        messages.error(request, sentence(error))
        return HttpResponseRedirect(came_from(request) or reverse("admin:withhold_seek"))
    if request.method != "POST":
        return _show(request, frame, chosen, _form(chosen))
    form = _form(chosen, request.POST)
    if chosen.corrected:
        messages.error(request, CHANGED.format(", ".join(chosen.corrected)))
        return _show(request, frame, chosen, form, status=409)
    if not form.is_valid():
        return _show(request, frame, chosen, form, status=400)
    return _do(request, frame, chosen, form)


def _do(request: HttpRequest, frame: dict[str, Any], chosen: Chosen, form: WhyForm) -> HttpResponse:
    user = cast("User", request.user)
    plan = _plan(chosen, request.POST.get("extent", ""))
    try:
        if request.POST.get("seen") != plan.seen:
            raise Refused(
                "Somebody changed it, or marks on it, since you looked; nothing was withheld yet. "
                "Here it is as it stands now: look at it, then withhold it."
            )
        if chosen.is_words:
            more, headlines = ticked(request.POST, chosen.words)
            plan = plan_words([*chosen.words, *more], headlines)
        elif copies := request.POST.getlist("copy"):
            more_articles = Article.objects.standing().filter(pk__in=map(row_number, copies))
            plan = plan_articles([*chosen.articles, *more_articles], plan.extent)
        with recording(request, ActKind.WITHHOLD, "", back=came_from(request)) as doing:
            withhold(plan, form.why, actor=doing, by=user)
    except REFUSALS as error:
        messages.error(request, sentence(error))
        chosen = read(request.POST)
        return _show(
            request, frame, chosen, form, status=409 if isinstance(error, Refused) else status_of(error)
        )
    back = came_from(request)
    query = {"done": doing.changeset.pk if doing.changeset else 0} | ({"back": back} if back else {})
    return HttpResponseRedirect(reverse("admin:withheld", query=query))


def _plan(chosen: Chosen, extent: str) -> WithholdingPlan:
    if chosen.is_words:
        return plan_words(chosen.words)
    return plan_articles(chosen.articles, Extent(extent) if extent in set(Extent) else Extent.NOTHING)


def _form(chosen: Chosen, data: Any = None) -> WhyForm:
    return WhyForm(data) if chosen.is_words else ArticleForm(data)


def _show(
    request: HttpRequest, frame: dict[str, Any], chosen: Chosen, form: WhyForm, *, status: int = 200
) -> HttpResponse:
    try:
        plan = _plan(chosen, str(form["extent"].value()) if "extent" in form.fields else "")
    except Refused as error:  # withheld by somebody else meanwhile
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:withheld"))
    found = elsewhere.find(chosen.words, MARK)
    also = set(request.POST.getlist("also")) if request.method == "POST" else None
    context = {
        **frame,
        "title": _title(chosen),
        "chosen": chosen,
        "plan": plan,
        "shown": [_shown(one) for one in plan.wordings],
        "mark": MARK,
        "form": form,
        "places": [(place, place.is_ticked if also is None else place.key in also) for place in found.places],
        "is_cut": found.is_cut,
        "most": elsewhere.MOST,
        "people": _people(chosen.words),
        "copies": _copies(chosen.articles),
        "held": held_by_editions(_public_ids(chosen)),
        "wider": _wider(chosen.words),
        "back": came_from(request) or reverse("admin:index"),
    }
    return render(request, "admin/sources/withholding/withhold.html", context, status=status)


def _title(chosen: Chosen) -> str:
    if not chosen.is_words:
        return (
            "Withhold an article"
            if len(chosen.articles) == 1
            else f"Withhold {len(chosen.articles)} articles"
        )
    if len(chosen.words) > 1:
        return f"Withhold {len(chosen.words)} passages"
    (one,) = chosen.words
    return f"Withhold {'all' if one.is_whole else 'words'} of passage {one.revision.passage.number}"


def _shown(plan: CorrectionPlan) -> WordingShown:
    text, at, pieces = plan.revision.text or "", 0, []
    for one in sorted(plan.splices, key=lambda splice: splice.start):
        pieces.append((text[at : one.start], text[one.start : one.end]))
        at = one.end
    return WordingShown(plan, (*pieces, (text[at:], "")))


def _public_ids(chosen: Chosen) -> list[str]:
    return [one.public_id for one in chosen.articles] + [
        one.revision.passage.public_id for one in chosen.words
    ]


def _people(words: Sequence[Words]) -> list[Entity]:
    """Give whom the chosen words name: one who must be named nowhere is protected, not withheld."""
    revisions = [one.revision.pk for one in words]
    marks = Mention.objects.filter(revision__in=revisions, entity__kind=EntityKind.PERSON)
    marks = marks.exclude(status=MentionStatus.REJECTED).select_related("entity").order_by("start")
    named = [
        mark.entity
        for mark in marks
        if any(one.revision.pk == mark.revision_id and one.span.overlaps(mark.span) for one in words)
    ]
    return list(dict.fromkeys(one for one in named if one is not None and not one.is_protected))


def _copies(articles: Iterable[Article]) -> list[Article]:
    """Give the copies of articles, and their originals, that are not chosen too."""
    chosen = {one.pk for one in articles}
    if not chosen:
        return []
    roots = {one.copy_of_id or one.pk for one in articles}
    standing = Article.objects.standing().select_related("publication")
    return list(
        (standing.filter(pk__in=roots) | standing.filter(copy_of__in=roots))
        .exclude(pk__in=chosen)
        .order_by("pk")
    )


def _wider(words: Sequence[Words]) -> dict[str, int]:
    """Give what more could be chosen than the words of one passage: all of it, its article."""
    if len(words) != 1:
        return {}
    passage = words[0].revision.passage
    whole = {} if words[0].is_whole else {"passage": passage.pk}
    return whole | ({"article": passage.article_id} if passage.article_id else {})


def came_from(request: HttpRequest) -> str:
    """Give the page of the desk that somebody comes from, or ""; never an address elsewhere."""
    asked = request.POST.get("back") or request.GET.get("back") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, None) and asked.startswith(reverse("admin:index"))
    return asked if is_ours else ""
