"""The claims of an article: listed, made from chosen words, changed, decided. Each request is one act."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sources.admin import roles
from sources.admin.claiming import proposals
from sources.admin.claiming.forms import ClaimForm, accepted_status, filled, refuse_moved
from sources.admin.locking import stamp
from sources.admin.recorded import recording
from sources.admin.refusals import REFUSALS, sentence, status_of
from sources.admin.roles import Power
from sources.admin.shielding import visible
from sources.admin.site import desk
from sources.annotate import claiming
from sources.annotate.acts import Conflict, Refused, date_for
from sources.annotate.proposing_claims import Carried, carried, carry_over
from sources.models import Article, Claim, Entity, PassageRevision, Question, Quotation
from sources.models.claim import ClaimQuerySet
from sources.values.row_number import row_number
from sources.values.span import Span
from sources.vocabulary import ActKind, Measure, MentionStatus


@require_safe
def listed(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the claims of an article, in the order of its text."""
    roles.require(request, Power.READ)
    article, may_decide = _article(pk), roles.may(request.user, Power.DECIDE)
    claims = Claim.objects.of_article(pk).for_reading()
    context = {
        "article": article,
        "claims": claims,
        "may_decide": may_decide,
        "has_questions": Question.objects.filter(corpus=article.document.corpus).exists(),
        "carried": _carried(article) if may_decide else (),
    }
    return _render(request, "listed", f"Claims in “{article.title}”", context)


def _carried(article: Article) -> tuple[Carried, ...]:
    """Give what the original of a copy says here too; nothing where it is no copy, or not held."""
    try:
        return carried(article)
    except Refused:
        return ()


@require_POST
def carry(request: HttpRequest, pk: int) -> HttpResponse:
    """Suggest in a copy the claims that its original has at the same words."""
    roles.require(request, Power.DECIDE)
    back = reverse("admin:sources_article_claims", args=[pk])
    try:
        with recording(request, ActKind.ANNOTATE, "", back=back) as doing:
            carry_over(carried(_article(pk)), actor=doing)
    except REFUSALS as error:
        messages.error(request, sentence(error))
    return HttpResponseRedirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, pk: int, passage: int) -> HttpResponse:
    """Make a claim from words of a passage: ``?start=&end=`` says which, or they are typed."""
    user = roles.require(request, Power.PROPOSE)
    revision = _head(pk, passage)
    span = _span(request, revision)
    proposal = proposals.propose(revision, span)
    if request.method != "POST":
        form = _form(request, revision, proposal, initial=_initial(revision, span, proposal))
        return _show(request, revision, form, proposal)
    form = _form(request, revision, proposal, data=request.POST)
    if not form.is_valid():
        return _show(request, revision, form, proposal, status=400)
    try:
        refuse_moved(form, revision.pk)
        back = reverse("admin:sources_article_claims", args=[pk])
        with recording(request, ActKind.ANNOTATE, "", back=back) as doing:
            made = claiming.make(
                form.cleaned_data["question"],
                revision,
                form.span,
                actor=doing,
                asserter=form.asserted_by,
                relays=form.cleaned_data["relays"],
                status=accepted_status(may_decide=roles.may(user, Power.DECIDE)),
                as_of=_as_of(form),
                **form.values,
            )
            _repeat(made, form, doing)
    except REFUSALS as error:
        messages.error(request, sentence(error))
        return _show(request, revision, form, proposal, status=status_of(error))
    return _onwards(request, pk, passage)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int, claim: int) -> HttpResponse:
    """Change a claim, accept it, reject it, withdraw it or remove it, as the button says."""
    roles.require(request, Power.DECIDE)
    row = get_object_or_404(Claim.objects.of_article(pk).for_reading(), pk=claim)
    revision = _head(pk, row.revision.passage_id)
    proposal = proposals.propose(revision, row.span if row.revision_id == revision.pk else None)
    if request.method != "POST":
        form = _form(request, revision, proposal, initial=filled(row), claim=row)
        return _show(request, revision, form, proposal, row)
    form = _form(request, revision, proposal, data=request.POST, claim=row)
    does = request.POST.get("do", "save")
    if not form.is_valid() and does in {"save", "accept"}:
        return _show(request, revision, form, proposal, row, status=400)
    try:
        if form.data.get("version") != stamp(row):
            raise Conflict(
                Claim(pk=row.pk, exact=row.exact, version=row_number(form.data.get("version", ""))), row
            )
        with recording(request, ActKind.ANNOTATE, "", back=request.path) as doing:
            _do(does, row, form, revision, doing)
    except REFUSALS as error:
        messages.error(request, sentence(error))
        return _show(request, revision, form, proposal, row, status=status_of(error))
    return _onwards(request, pk, row.revision.passage_id)


def _do(does: str, row: Claim, form: ClaimForm, revision: PassageRevision, doing: Any) -> None:
    if does == "remove":
        claiming.remove(row, actor=doing)
    elif does == "reject":
        claiming.reject(row, actor=doing)
    elif does == "withdraw":
        claiming.withdraw(row, actor=doing)
    else:
        refuse_moved(form, revision.pk)
        if row.revision_id != revision.pk:
            claiming.respan(row, revision, form.span, actor=doing)
        values = {
            "span": form.span,
            "question": form.cleaned_data["question"],
            "as_of": _as_of(form),
            **form.values,
        }
        if does == "accept":
            values["status"] = MentionStatus.ACCEPTED
        claiming.change(
            row, actor=doing, asserter=form.asserted_by or "", relays=form.cleaned_data["relays"], **values
        )
        _repeat(row, form, doing)
        doing.summary = f"{'Accepted' if does == 'accept' else 'Changed'} the claim “{row.exact[:60]}”"


def _repeat(claim: Claim, form: ClaimForm, doing: Any) -> None:
    told: Claim | None = form.cleaned_data["repeats"]
    if (told.pk if told else None) != claim.repeats_id:
        claiming.say_repeats([claim], told, actor=doing)


def _as_of(form: ClaimForm) -> Any:
    return date_for(form.cleaned_data["as_of"]) if form.cleaned_data["as_of"] else None


# What they share ------------------------------------------------------------------------------------


def _article(pk: int) -> Article:
    return get_object_or_404(Article.objects.for_listing(), pk=pk)


def _head(pk: int, passage: int) -> PassageRevision:
    found = PassageRevision.objects.filter(passage=passage, passage__article=pk)
    head = found.select_related("passage__article__document", "passage__speaker").order_by("-number").first()
    if head is None:
        raise Http404("This passage is not there, or not in this article.")
    if head.text is None:
        raise Http404("The text of this passage is not held here, so no words of it can be chosen.")
    return head


def _span(request: HttpRequest, revision: PassageRevision) -> Span | None:
    start, end = row_number(request.GET.get("start", "")), row_number(request.GET.get("end", ""))
    is_place = 0 <= start < end <= len(revision.text or "") and "start" in request.GET
    return Span(start, end) if is_place else None


def _form(
    request: HttpRequest,
    revision: PassageRevision,
    proposal: proposals.Proposal,
    *,
    data: Any = None,
    initial: dict[str, Any] | None = None,
    claim: Claim | None = None,
) -> ClaimForm:
    article = revision.passage.article
    assert article is not None  # noqa: S101 -- asked for by article
    corpus = article.document.corpus
    quoted = Q(revision=revision, status=MentionStatus.ACCEPTED)
    return ClaimForm(
        data,
        initial=initial,
        text=revision.text or "",
        questions=Question.objects.for_listing().filter(corpus=corpus),
        # What the claim has now can be chosen as it is, or saving it would take that away.
        quotations=Quotation.objects.filter(quoted | Q(pk=claim.quotation_id) if claim else quoted),
        told=visible(request, _tellable(proposal, claim).filter(question__corpus=corpus)),
        entities=visible(request, Entity.objects.standing()),
        kept=claim.text if claim and claim.measure == Measure.IN_WORDS else "",
    )


def _tellable(proposal: proposals.Proposal, claim: Claim | None) -> ClaimQuerySet:
    """Give the first tellings for the questions that are likely: a whole corpus would have hundreds."""
    questions = [one.question.pk for one in proposal.likely]
    first = Q(repeats=None) & ~Q(status=MentionStatus.REJECTED)
    if claim is None:
        return Claim.objects.for_reading().filter(first, question__in=questions)
    likely = Q(question=claim.question_id) | Q(question__in=questions)
    own = Q(pk=claim.repeats_id)
    return Claim.objects.for_reading().filter(first & likely | own).exclude(pk=claim.pk)


def _initial(revision: PassageRevision, span: Span | None, proposal: proposals.Proposal) -> dict[str, Any]:
    text = revision.text or ""
    exact = text[span.start : span.end] if span else ""
    before = [at for at in range(len(text)) if exact and text.startswith(exact, at)]
    return {
        "revision": revision.pk,
        "exact": exact,
        "occurrence": before.index(span.start) + 1 if span and len(before) > 1 else None,
        "question": proposal.likely[0].question.pk if proposal.likely else None,
        "figure": proposal.figure,
        "asserter": proposal.asserter.pk if proposal.asserter else None,
        "asserter_name": proposal.asserter_name,
        "quotation": proposal.quotation.pk if proposal.quotation else None,
        "repeats": proposal.repeats.pk if proposal.repeats else None,
    }


def _onwards(request: HttpRequest, pk: int, passage: int) -> HttpResponse:
    """Go back to where the words were chosen."""
    return HttpResponseRedirect(_came_from(request, pk, passage))


def _came_from(request: HttpRequest, pk: int, passage: int) -> str:
    """Give the address that the form was opened from: the desk, or the list of the article's claims."""
    if request.GET.get("from") == "desk":
        return f"{reverse('admin:sources_article_desk', args=[pk])}#p{passage}"
    return reverse("admin:sources_article_claims", args=[pk])


def _show(
    request: HttpRequest,
    revision: PassageRevision,
    form: ClaimForm,
    proposal: proposals.Proposal,
    claim: Claim | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    passage = revision.passage
    context = {
        "article": passage.article,
        "passage": passage,
        "revision": revision,
        "form": form,
        "likely": proposal.likely,
        "claim": claim,
        "may_decide": roles.may(request.user, Power.DECIDE),
        "back": _came_from(request, passage.article_id or 0, passage.pk),
        "main": [form[name] for name in _MAIN],
        "further": [form[name] for name in _FURTHER],
    }
    title = f"A claim in ¶{passage.number}" if claim is None else f"The claim “{claim.exact[:60]}”"
    return _render(request, "claim", title, context, status)


_MAIN = ("exact", "occurrence", "question", "figure", "option", "text", "asserter", "asserter_name", "party")
_FURTHER = ("stance", "as_of", "via", "quotation", "repeats", "certainty", "note")


def _render(
    request: HttpRequest, name: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    shown = {**desk.each_context(request), "title": title, **context}
    return render(request, f"admin/sources/claiming/{name}.html", shown, status=status)
