"""The reading page and what is done on it: each request is one act, or nothing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from sources.admin import roles
from sources.admin.reading import page
from sources.admin.reading.forms import (
    MarkForm,
    MentionForm,
    Panel,
    PassageForm,
    mention_form,
    passage_form,
)
from sources.admin.recorded import recording
from sources.admin.refusals import REFUSALS, sentence, status_of
from sources.admin.roles import Power
from sources.admin.shielding import visible
from sources.admin.site import desk
from sources.annotate import authority, describe, holding, marking, review, workflow
from sources.annotate.acts import Conflict, Refused
from sources.models import Article, Entity, Mention
from sources.values.row_number import row_number
from sources.vocabulary import ActKind, Kind, MentionStatus, Status


@require_safe
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article with its marks; ``?passage=`` or ``?mention=`` opens one for work."""
    roles.require(request, Power.READ)
    shown = page.build(_article(pk))
    panel = None
    mention = shown.mentions.get(_number(request.GET.get("mention")))
    line = shown.lines.get(_number(request.GET.get("passage")))
    if mention is not None:
        line = shown.lines[mention.revision.passage_id]
    if line is not None:
        panel = _panel(line, mention)
    return _show(request, shown, panel)


@require_POST
def mark(request: HttpRequest, pk: int, passage: int) -> HttpResponse:
    """Mark words: an editor's mark stands, an annotator's is a suggestion."""
    user = roles.require(request, Power.PROPOSE)
    shown, line = _line(pk, passage)
    known = visible(request, Entity.objects.standing())
    form = MarkForm(request.POST, text=line.revision.text or "", among=known, prefix="mark")
    if not form.is_valid():
        return _show(request, shown, _panel(line, mark=form), status=400)
    try:
        _refuse_other_wording(line, form.cleaned_data["revision"])
        with recording(request, ActKind.ANNOTATE, "", back=f"{_address(pk)}#p{passage}") as doing:
            does = marking.mark if roles.may(user, Power.DECIDE) else marking.propose
            values = {name: form.cleaned_data[name] for name in ("certainty", "note")}
            assert form.target is not None  # noqa: S101 -- the form is valid
            mention = does(line.revision, form.cleaned_data["span"], form.target, actor=doing, **values)
            if form.cleaned_data["as_form"] and mention.entity and roles.may(user, Power.DECIDE):
                authority.add_name(mention.entity, mention.exact, doing)
    except REFUSALS as error:
        return _refused(request, shown, _panel(line, mark=form), error)
    _say_date(request, mention)
    _say_overlap(request, mention, _address(pk))
    return _back(pk, passage)


@require_POST
def change(request: HttpRequest, pk: int, mention: int) -> HttpResponse:
    """Change, accept, reject or remove a mark, as the button says."""
    roles.require(request, Power.DECIDE)
    shown = page.build(_article(pk))
    row = shown.mentions.get(mention)
    if row is None:
        raise Http404("This mention is not there, or not in this article.")
    line = shown.lines[row.revision.passage_id]
    form = mention_form(row, request.POST)
    panel = _panel(line, row, change=form)
    does = request.POST.get("do", "save")
    if not form.is_valid() and does in {"save", "accept"}:
        return _show(request, shown, panel, status=400)
    following = _following(shown, row)
    try:
        with recording(request, ActKind.ANNOTATE, "", back=f"{_address(pk)}#p{line.passage.pk}") as doing:
            row.version = _version(form)
            _do(does, row, form, doing)
    except REFUSALS as error:
        return _refused(request, page.build(_article(pk)), panel, error)
    if does in {"accept", "reject"} and following is not None:
        return HttpResponseRedirect(f"{_address(pk)}?mention={following}#here")
    return _back(pk, line.passage.pk)


def _do(does: str, row: Mention, form: MentionForm, doing: Any) -> None:
    if does == "remove":
        _refuse_if_newer(row)
        marking.remove(row, actor=doing)
    elif does == "reject":
        marking.reject(row, actor=doing)
    else:
        status = MentionStatus.ACCEPTED if does == "accept" else MentionStatus(form.cleaned_data["status"])
        if status == MentionStatus.ACCEPTED:
            if form.target is None:
                raise Refused("An accepted mention names exactly one entity or date. Choose it first.")
            marking.refuse_former_wording(row.revision)
        if status == MentionStatus.REJECTED:
            marking.reject(row, actor=doing)
            return
        values = {name: form.cleaned_data[name] for name in ("certainty", "note")}
        marking.change(row, actor=doing, target=_new_target(row, form), status=status, **values)


def _new_target(row: Mention, form: MentionForm) -> Any:
    is_same = form.target is not None and form.target == review.target_of(row) and (row.entity or row.date)
    return None if is_same else form.target


@require_POST
def about(request: HttpRequest, pk: int, passage: int) -> HttpResponse:
    """Say what a passage is: kind, speaker, topics."""
    roles.require(request, Power.DECIDE)
    shown, line = _line(pk, passage)
    form = passage_form(line.passage, request.POST)
    panel = _panel(line, about=form)
    if not form.is_valid():
        return _show(request, shown, panel, status=400)
    try:
        with recording(request, ActKind.ANNOTATE, "", back=f"{_address(pk)}#p{passage}") as doing:
            line.passage.version = row_number(form.cleaned_data["version"])
            describe.describe(
                line.passage,
                kind=Kind(form.cleaned_data["kind"]),
                speaker=form.cleaned_data["speaker"],
                speaker_name=form.cleaned_data["speaker_name"],
                topics=form.cleaned_data["topics"],
                actor=doing,
            )
    except REFUSALS as error:
        return _refused(request, *_fresh(pk, passage, about=form), error)
    return _back(pk, passage)


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the article a step towards the public, or back."""
    article = _article(pk)
    asked = request.POST.get("to", "")
    if asked not in set(Status):
        raise Http404(f"There is no status {asked!r}.")
    needs = Power.PUBLISH if Status.PUBLISHED in {asked, article.status} else Power.DECIDE
    roles.require(request, needs)
    try:
        with recording(request, ActKind.EDIT, "", back=_address(pk)) as doing:
            workflow.move([article], Status(asked), actor=doing)
    except REFUSALS as error:
        messages.error(request, sentence(error))
    return HttpResponseRedirect(_address(pk))


# What they share ------------------------------------------------------------------------------------


def _article(pk: int) -> Article:
    return get_object_or_404(Article.objects.for_listing(), pk=pk)


def _line(pk: int, passage: int) -> tuple[page.ReadingPage, page.Line]:
    shown = page.build(_article(pk))
    if passage not in shown.lines:
        raise Http404("This passage is not there, or not in this article.")
    return shown, shown.lines[passage]


def _fresh(pk: int, passage: int, **forms: Any) -> tuple[page.ReadingPage, Panel]:
    shown, line = _line(pk, passage)
    return shown, _panel(line, **forms)


def _panel(
    line: page.Line,
    mention: Mention | None = None,
    *,
    mark: MarkForm | None = None,
    about: PassageForm | None = None,
    change: MentionForm | None = None,
) -> Panel:
    empty = MarkForm(text=line.revision.text or "", prefix="mark", initial={"revision": line.revision.pk})
    if mention is not None and change is None:
        change = mention_form(mention)
    return Panel(line.passage.pk, mark or empty, about or passage_form(line.passage), mention, change)


def _show(
    request: HttpRequest, shown: page.ReadingPage, panel: Panel | None, *, status: int = 200
) -> HttpResponse:
    context = {
        **desk.each_context(request),
        "title": shown.article.title,
        "page": shown,
        "panel": panel,
        "current": panel.mention.pk if panel and panel.mention else None,
        "media": panel.mark.media if panel else "",
        "may_decide": roles.may(request.user, Power.DECIDE),
        "may_publish": roles.may(request.user, Power.PUBLISH),
    }
    return render(request, "admin/sources/read.html", context, status=status)


def _refused(request: HttpRequest, shown: page.ReadingPage, panel: Panel, error: Exception) -> HttpResponse:
    messages.error(request, sentence(error))
    if panel.mention is not None:  # as it is stored, not as the refused form had set it
        panel.mention = shown.mentions.get(panel.mention.pk)
    for form in (panel.mark, panel.about, panel.change):
        if form is not None and form.is_bound and "version" in form.fields and isinstance(error, Conflict):
            _take_version(form, error)
    return _show(request, shown, panel, status=status_of(error))


def _take_version(form: Any, error: Conflict) -> None:
    """Let the editor who has now seen the other's state save on top of it; what was typed stays."""
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = str(getattr(error.stored, "version", ""))


def _refuse_other_wording(line: page.Line, revision: int) -> None:
    if revision != line.revision.pk:
        raise Refused(
            f"Passage {line.passage.number} was corrected while you looked at it. "
            "Here is the new wording; mark again if the words still stand there."
        )


def _refuse_if_newer(row: Mention) -> None:
    stored = holding.row(row)
    if stored.version != row.version:
        raise Conflict(row, stored)


def _version(form: MentionForm) -> int:
    posted = form.data.get(form.add_prefix("version"), "")
    version = row_number(posted)
    if not version:
        raise ValidationError("The form does not say which version of the mention it shows; open it anew.")
    return version


def _say_date(request: HttpRequest, mention: Mention) -> None:
    if mention.date is not None:
        messages.info(request, f"{mention.date.edtf} reads: {mention.date.in_words}.")


def _say_overlap(request: HttpRequest, mention: Mention, address: str) -> None:
    if not (mention.entity_id or mention.date_id):
        return
    for other in Mention.objects.same_overlapping(mention).order_by("start", "pk"):
        said = (
            'These words overlap a mark of the same: <a href="{}?mention={}#here">“{}”</a>. Both stand now; '
        )
        said += "remove the one that is not meant."
        messages.warning(request, format_html(said, address, other.pk, other.exact))


def _following(shown: page.ReadingPage, row: Mention) -> int | None:
    waiting = [one.pk for one in shown.waiting]
    if row.pk not in waiting:
        return None
    later = waiting[waiting.index(row.pk) + 1 :]
    return later[0] if later else None


def _number(text: str | None) -> int:
    return row_number(text or "")


def _address(pk: int) -> str:
    return reverse("admin:sources_article_read", args=[pk])


def _back(pk: int, passage: int) -> HttpResponse:
    return HttpResponseRedirect(f"{_address(pk)}#p{passage}")
