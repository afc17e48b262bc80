"""What is done on the page of regions: labels at once, all else after its plan was looked at.

Each request is one act or none. The boxes carry the version of the passage that was shown, so what
somebody else saved meanwhile is refused, not overwritten.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Case, Q, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sources.admin import roles
from sources.admin.recorded import recording
from sources.admin.refusals import REFUSALS, sentence, status_of
from sources.admin.roles import Power
from sources.admin.site import desk
from sources.admin.structure import proposal, regions
from sources.admin.structure.proposal import Proposal
from sources.annotate import edges, join, relabel, replace, split, withdraw
from sources.annotate.acts import Refused
from sources.models import Article, Document, Passage, PassageRevision
from sources.values.row_number import row_number
from sources.vocabulary import ActKind, Kind

NOT_REPEATED = {"csrfmiddlewaretoken", "seen", "apply", "reason"}


@require_POST
def do(request: HttpRequest) -> HttpResponse:
    """Label what is ticked; or plan to join, give away, divide or unite, and then do it."""
    roles.require(request, Power.DECIDE)
    wanted = regions.chosen(request.POST)
    back = regions.address(wanted.query)
    does = "unite" if "unite" in request.POST else request.POST.get("do", "")
    try:
        if does in {"relabel", "speaker"}:
            _label(request, does, back)
            return HttpResponseRedirect(back)
        if does not in PLANS:
            raise Http404(f"There is nothing called {does!r} to do here.")
        return _propose(request, lambda: PLANS[does](request.POST), back)
    except REFUSALS as error:
        messages.error(request, sentence(error))
        return regions.show(request, wanted, status=status_of(error))


def _label(request: HttpRequest, does: str, back: str) -> None:
    passages = _ticked(request.POST)
    with recording(request, ActKind.RELABEL, "", back=back) as doing:
        if does == "speaker":
            relabel.give_speaker(passages, None, request.POST.get("speaker_name", "").strip(), actor=doing)
            return
        kind = request.POST.get("kind", "")
        if kind not in set(Kind):
            raise Refused("Choose what the passages are.")
        relabel.relabel(passages, Kind(kind), actor=doing)


def _propose(request: HttpRequest, plan: Callable[[], Proposal], back: str) -> HttpResponse:
    """Show a plan; do it where it is the one that was seen."""
    proposed = plan()
    reason = request.POST.get("reason", "").strip()
    is_asked = request.POST.get("apply") == "yes"
    is_said = len(reason) <= withdraw.LONGEST_REASON and bool(reason or not proposed.needs_reason)
    if is_asked and proposed.publicity.gained:
        roles.require(request, Power.PUBLISH)
    if is_asked and request.POST.get("seen") == proposed.token and is_said:
        with recording(request, ActKind.EDIT, "", back=back) as doing:
            proposed.apply(doing, reason)
        return HttpResponseRedirect(back)
    if is_asked and proposed.needs_reason and not reason:
        messages.error(request, "Say why: readers are told at its former addresses.")
    elif is_asked and not is_said:
        messages.error(
            request, f"The reason has {len(reason)} characters; {withdraw.LONGEST_REASON} are the most."
        )
    elif is_asked:
        messages.warning(request, "Something changed since you looked; this is what would be done now.")
    context = {
        **desk.each_context(request),
        "title": proposed.title,
        "proposed": proposed,
        "reason": reason,
        "may_apply": not proposed.publicity.gained or roles.may(request.user, Power.PUBLISH),
        "repeated": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in NOT_REPEATED
            for value in values
        ],
        "back": back,
    }
    return render(request, "admin/sources/structure/plan.html", context, status=409 if is_asked else 200)


def _ticked(posted: QueryDict) -> list[Passage]:
    """Give the passages whose boxes were ticked, each as the version that was shown."""
    shown: dict[int, int] = {}
    for value in posted.getlist("passage"):
        pk, _, version = value.partition(":")
        shown[row_number(pk)] = row_number(version)
    if not shown:
        raise Refused("Tick the passages first.")
    passages = list(
        Passage.objects.filter(pk__in=shown)
        .select_related("document", "article")
        .prefetch_related("revisions")
        .order_by("document", "start")
    )
    for passage in passages:
        passage.version = shown[passage.pk]
    return passages


def _join(posted: QueryDict) -> Proposal:
    return proposal.of_join(join.plan_join(_ticked(posted)))


def _move(posted: QueryDict) -> Proposal:
    target = posted.get("target", "")
    article = None if target == "none" else _article(target)
    return proposal.of_move(edges.plan_move(_ticked(posted), article))


def _divide(posted: QueryDict) -> Proposal:
    passages = _ticked(posted)
    if len(passages) != 1:
        raise Refused("Tick the one passage at which the new article begins.")
    return proposal.of_division(edges.plan_division(passages[0], posted.get("new_title", "")))


def _unite(posted: QueryDict) -> Proposal:
    first, second = posted.get("unite", "").partition(":")[::2]
    return proposal.of_union(edges.plan_union(_article(first), _article(second)))


def _article(text: str) -> Article:
    found = Article.objects.select_related("document").filter(pk=row_number(text)).first()
    if found is None:
        raise Refused("Choose the article first.")
    return found


PLANS: dict[str, Callable[[QueryDict], Proposal]] = {
    "join": _join,
    "move": _move,
    "divide": _divide,
    "unite": _unite,
}


@require_http_methods(["GET", "HEAD", "POST"])
def split_passage(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the words of a passage, to be parted by a new line; then the plan; then do it."""
    roles.require(request, Power.DECIDE)
    passage = get_object_or_404(Passage.objects.select_related("article", "document"), pk=pk)
    home = f"article={passage.article_id}" if passage.article_id else f"document={passage.document_id}"
    back = f"{regions.address(home)}#p{pk}"
    head = passage.head
    posted = request.POST
    try:
        if request.method == "POST":
            return _propose(request, lambda: _split(passage, head, posted), back)
    except REFUSALS as error:
        messages.error(request, sentence(error))
    context: dict[str, Any] = {
        **desk.each_context(request),
        "title": f"Split passage {passage.number}",
        "passage": passage,
        "head": head,
        "text": posted.get("text", head.text or ""),
        "back": back,
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "admin/sources/structure/split.html", context, status=status)


def _split(passage: Passage, head: PassageRevision, posted: QueryDict) -> Proposal:
    if row_number(posted.get("revision", "")) != head.pk:
        raise Refused(f"Passage {passage.number} has another wording now; choose the place in it again.")
    passage.version = row_number(posted.get("version", ""))
    head.passage = passage
    return proposal.of_split(
        split.plan_split(head, place_of_line_end(head.text or "", posted.get("text", "")))
    )


def place_of_line_end(text: str, parted: str) -> int:
    """Find where one line end was put into the words; raise Refused where it is not one."""
    lines = [line for line in parted.replace("\r\n", "\n").split("\n") if line.strip()]
    if len(lines) != 2:  # noqa: PLR2004 -- the two parts
        raise Refused("Press Enter once, where the second part begins; nothing else may change.")
    first, second = lines[0].rstrip(), lines[1].lstrip()
    if "".join([*first.split(), *second.split()]) != "".join(text.split()) or not text.startswith(first):
        raise Refused(
            "The words are not those of the passage: put them back, or correct the passage instead."
        )
    return len(text) - len(text[len(first) :].lstrip())


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what leaves with a document; then withdraw it."""
    roles.require(request, Power.DECIDE)
    document = get_object_or_404(Document, pk=pk)
    back = reverse("admin:sources_document_change", args=[pk])
    try:
        return _propose(request, lambda: proposal.of_withdrawal(withdraw.plan_withdrawal(document)), back)
    except REFUSALS as error:
        messages.error(request, sentence(error))
        return HttpResponseRedirect(back)


MOST_CANDIDATES = 200


@require_http_methods(["GET", "HEAD", "POST"])
def replace_article(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the better capture; look at what becomes of every mark; then do it."""
    roles.require(request, Power.DECIDE)
    old = get_object_or_404(Article.objects.select_related("document"), pk=pk)
    back = regions.address(f"article={pk}")
    try:
        if request.method == "POST":
            new = _article(request.POST.get("by", ""))
            may_publish = roles.may(request.user, Power.PUBLISH)
            return _propose(
                request,
                lambda: proposal.of_replacement(replace.plan_replacement(old, new, may_publish=may_publish)),
                back,
            )
    except REFUSALS as error:
        messages.error(request, sentence(error))
    others = Article.objects.standing().filter(document__corpus=old.document.corpus_id)
    others = others.exclude(document=old.document_id).select_related("document")
    likeliest = Case(When(Q(copy_of=old) | Q(copies=old), then=0), default=1)
    context = {
        **desk.each_context(request),
        "title": f"Replace “{old}” by a better capture",
        "article": old,
        "others": others.order_by(likeliest, "-pk").distinct()[:MOST_CANDIDATES],
        "back": back,
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "admin/sources/structure/replace.html", context, status=status)
