"""“Add sources”: files come in, are looked at, and are stored or let go.

Nothing is in the archive before the editor has seen what it would become: what each file is, the articles
found in it, how every line is labelled, what it repeats, and what is wrong with it (``intake.preview``).
Storing is the function that ``manage.py ingest`` calls, with the same report.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from sources.admin import roles
from sources.admin.intake_facts import lacking, said_of, shown
from sources.admin.intake_form import AddForm
from sources.admin.refusals import REFUSALS, sentence
from sources.admin.roles import Power
from sources.admin.uploads import is_too_large, take_files
from sources.ingest.formats.captured import Captured
from sources.ingest.listing import FileRead
from sources.ingest.reading import Region
from sources.intake import preview, waiting
from sources.intake.addresses import fetch_all
from sources.intake.doorway import ATTACHED, REFUSED, TAKEN, FileOutcome, Incoming
from sources.intake.doubts import DOUBTFUL
from sources.intake.said import Said
from sources.intake.waiting import Batch, Waiting
from sources.models import Article, Publication, User
from sources.values.visible import visible

Frame = dict[str, Any]
MOST_LINES = 500
ARTICLES_NAMED = 20
MOST_NAMES = 500  # of publications, offered while one is typed


@require_http_methods(["GET", "HEAD", "POST"])
def add_view(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Take files and addresses; who asks and how much is known before any of it is read."""
    roles.require(request, Power.DECIDE)
    if request.method == "POST":
        if is_too_large(request):
            return _add_page(request, frame, refusal=_too_large(), status=413)
        take_files(request)
        try:
            request.FILES  # noqa: B018 -- reads the form, so that what is wrong with it is said on the page
        except (TooManyFilesSent, RequestDataTooBig, MultiPartParserError):
            return _add_page(request, frame, refusal=_too_many(), status=400)
    return _protected_add(request, frame)


@csrf_protect
def _protected_add(request: HttpRequest, frame: Frame) -> HttpResponse:
    if request.method != "POST":
        return _add_page(request, frame)
    form = AddForm(request.POST, request.FILES)
    if not form.is_valid():
        return _add_page(request, frame, form=form, status=400)
    user = roles.require(request, Power.DECIDE)
    try:
        batch = _received(form, user)
    except REFUSALS as error:
        return _add_page(request, frame, form=form, refusal=sentence(error), status=400)
    return HttpResponseRedirect(reverse("admin:added", args=[batch.token]))


def _add_page(
    request: HttpRequest, frame: Frame, *, form: AddForm | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    user = roles.require(request, Power.DECIDE)
    context = {
        **frame,
        "title": "Add sources",
        "form": form or AddForm(),
        "refusal": refusal,
        "waiting": waiting.of_owner(user.pk),
        "largest_file": settings.UPLOAD_LARGEST_FILE,
        "largest_request": settings.UPLOAD_LARGEST_REQUEST,
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
    }
    return render(request, "admin/sources/add.html", context, status=status)


def _received(form: AddForm, user: User) -> Batch:
    """Put what came into a private folder and look at it; let it go again where that fails."""
    facts = form.cleaned_data
    batch = waiting.begin(user.pk, *form.corpus())
    try:
        files = [
            _kept(batch, str(number), file, facts) for number, file in enumerate(facts["uploads"], start=1)
        ]
        files += list(_fetched(batch, facts["addresses"], facts))
        return preview.look(batch, preview.unpacked(batch, files))
    except BaseException:
        waiting.discard(batch)
        raise


def _kept(batch: Batch, number: str, file: "UploadedFile[Any]", facts: dict[str, Any]) -> Waiting:
    """Write an uploaded file down under a number; its name is data."""
    name = visible(file.name or "unnamed")[:255]
    row = Waiting(
        number,
        name,
        name,
        size=file.size or 0,
        sniffed=name,
        origin=facts["origin"],
        day=facts["got"],
        rights=facts["rights"],
    )
    if row.size > settings.UPLOAD_LARGEST_FILE:
        largest = filesizeformat(settings.UPLOAD_LARGEST_FILE)
        said = (
            f"The file has {filesizeformat(row.size)}, more than the {largest} that one may have; split it."
        )
        return Waiting("", name, name, size=row.size, sentence=said)
    with batch.path_of(number).open("xb") as kept:
        for piece in file.chunks():
            kept.write(piece)
    return row


def _fetched(batch: Batch, addresses: Iterable[str], facts: dict[str, Any]) -> Iterator[Waiting]:
    """Fetch addresses into the upload's folder."""
    folder = batch.path_of("fetched")
    folder.mkdir(mode=0o700)
    for place, found in enumerate(fetch_all(addresses, folder)):
        if isinstance(found, FileOutcome):
            yield Waiting("", found.path, status=REFUSED, sentence=found.sentence)
            continue
        yield _row(batch, f"a{place}", found, facts)
    folder.rmdir()


def _row(batch: Batch, number: str, found: Incoming, facts: dict[str, Any]) -> Waiting:
    found.path.replace(batch.path_of(number))
    return Waiting(
        number,
        found.shown,
        found.name,
        media_type=found.media_type,
        origin=found.origin,
        day=found.day,
        rights=facts["rights"],
        received=dict(found.received),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def added_view(request: HttpRequest, frame: Frame, token: str) -> HttpResponse:
    """Show what an upload would become; store or discard it, and then the report."""
    user, batch = _batch(request, token)
    if request.method != "POST" or batch.report is not None:
        return _added_page(request, frame, batch)
    if request.POST.get("do") == "discard":
        waiting.discard(batch)
        messages.success(request, "Let go: nothing of that upload is kept.")
        return HttpResponseRedirect(reverse("admin:add"))
    said = said_of(shown(batch, _ticked(request, batch), request.POST))
    if said is None:
        messages.error(request, "Something that you said of an article cannot be so; nothing was stored.")
        return _added_page(request, frame, batch, status=400)
    _store(request, batch, user, said)
    return HttpResponseRedirect(reverse("admin:added", args=[batch.token]))


def _added_page(request: HttpRequest, frame: Frame, batch: Batch, *, status: int = 200) -> HttpResponse:
    storable = _storable(batch)
    context = {
        **frame,
        "title": "Stored" if batch.report else "Look before it is stored",
        "batch": batch,
        "articles": [(row, lacking(row)) for row in _taken(batch)[:ARTICLES_NAMED]],
        "storable": shown(batch, storable, request.POST if request.method == "POST" else None),
        "publications": () if batch.report else Publication.objects.order_by("name")[:MOST_NAMES],
        "set_aside": [file for file in batch.files if file.status == REFUSED],
        "rest": [file for file in batch.files if file not in storable and file.status != REFUSED],
    }
    return render(request, "admin/sources/added.html", context, status=status)


def _storable(batch: Batch) -> list[Waiting]:
    return [file for file in batch.files if file.status in {TAKEN, ATTACHED}]


def _ticked(request: HttpRequest, batch: Batch) -> list[Waiting]:
    chosen = set(request.POST.getlist("file"))
    return [file for file in _storable(batch) if file.number in chosen]


def _taken(batch: Batch) -> QuerySet[Article]:
    """Give the articles that came in with an upload; none before it is stored."""
    files: Any = (batch.report or {}).get("files", ())
    documents = [file["document"] for file in files if file["document"] and file["articles"]]
    return Article.objects.standing().filter(document__public_id__in=documents).order_by("document", "index")


def _store(request: HttpRequest, batch: Batch, user: User, said: Mapping[str, Said]) -> None:
    if not request.POST.getlist("file"):
        messages.error(
            request, "No file is ticked, so nothing was stored. Tick those to be kept, or discard."
        )
    else:
        try:
            preview.store(batch, request.POST.getlist("file"), user, said)
        except REFUSALS as error:
            messages.error(request, sentence(error))


@require_safe
def added_text_view(request: HttpRequest, frame: Frame, token: str, number: str) -> HttpResponse:
    """Show every line of a waiting file with its label."""
    _, batch = _batch(request, token)
    file = next((file for file in batch.files if file.number == number), None)
    read = preview.read_kept(batch, file) if file else None
    if file is None or read is None:
        raise Http404("There is no such file in this upload.")
    regions = read.reading.regions
    context = {
        **frame,
        "title": file.shown,
        "batch": batch,
        "file": file,
        "lines": _lines(read, regions[:MOST_LINES]),
        "left": max(0, len(regions) - MOST_LINES),
        "shown": MOST_LINES,
    }
    return render(request, "admin/sources/added_text.html", context)


@dataclass(frozen=True, slots=True)
class Line:
    """One region of a waiting file, as it will be labelled."""

    region: Region
    kind: str
    words: str
    opens: str  # the title of the article that begins here
    place: str  # where it stood in the original
    is_doubtful: bool


def _lines(read: FileRead, regions: Iterable[Region]) -> list[Line]:
    titles = {
        article.index: article.title or "an article without a title" for article in read.reading.articles
    }
    lines, before = [], None
    for region in regions:
        opens = titles[region.article] if region.article is not None and region.article != before else ""
        lines.append(
            Line(
                region,
                region.kind.replace("_", " "),
                region.span.of(read.captured.text),
                opens,
                _place(read.captured, region),
                region.confidence < DOUBTFUL,
            )
        )
        before = region.article
    return lines


def _place(captured: Captured, region: Region) -> str:
    return next(iter(captured.locate(region.span)), "")


def _batch(request: HttpRequest, token: str) -> tuple[User, Batch]:
    user = roles.require(request, Power.DECIDE)
    batch = waiting.find(token, user.pk)
    if batch is None:
        raise Http404("There is no such upload; it was discarded, or its day is over.")
    return user, batch


def _too_large() -> str:
    largest = filesizeformat(settings.UPLOAD_LARGEST_REQUEST)
    return f"Together the files are larger than {largest}, the most that one upload may bring; send fewer."


def _too_many() -> str:
    most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
    return f"The form could not be read: more than {most} files, or it was cut short. Send {most} at most."
