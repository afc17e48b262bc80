"""The annotation desk: one page, and the JSON answers that keep it true.

Every answer to a deed carries the passages that changed since the page was last told, so nothing is
ever loaded anew. What is refused comes with the present state, and where somebody else was first,
with who and what; the page keeps what was typed.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sources.admin import roles
from sources.admin.locking import last_act
from sources.admin.reading import claimed, quoted, state
from sources.admin.reading.asked import Asked, read
from sources.admin.reading.deed import Desk
from sources.admin.reading.deeds import DEEDS
from sources.admin.reading.undone import done_by, take_back
from sources.admin.refusals import REFUSALS, sentence
from sources.admin.roles import Power
from sources.admin.shielding import visible
from sources.admin.site import desk as site
from sources.annotate.acts import Conflict, Refused, act
from sources.models import Article, Claim, Entity, Mention, Quotation, User
from sources.values.row_number import row_number
from sources.vocabulary import ActKind

# What a deed is called until it has named itself.
UNNAMED = ActKind.ANNOTATE


@require_safe
def annotate(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the desk with the whole article."""
    user = roles.require(request, Power.READ)
    article = get_object_or_404(Article.objects.for_listing().select_related("examination"), pk=pk)
    known = state.whole(article) | {
        "may": [str(power) for power in Power if roles.may(user, power)],
        "mine": done_by(user, article),
        "addresses": _addresses(pk),
        "user": user.pk,
        "article": article.pk,
    }
    looked = getattr(article, "examination", None)
    context = {
        **site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": f"Annotate “{article.title}”",
        "article": article,
        "looked_at": looked.looked_at if looked else None,
        "state": known,
        "may_decide": roles.may(user, Power.DECIDE),
        "may_publish": roles.may(user, Power.PUBLISH),
    }
    return render(request, "admin/sources/desk.html", context)


def _addresses(pk: int) -> dict[str, str]:
    names = ("act", "changes", "about", "lookup", "tag_all", "splice")
    own = {name: reverse(f"admin:sources_article_desk_{name}", args=[pk]) for name in names}
    own["claims"] = reverse("admin:sources_article_claims", args=[pk])
    return own | {
        "records": reverse("admin:app_list", args=["sources"]),
        "withhold": reverse("admin:withhold"),
    }


@require_safe
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Give what changed since an act, and a fresh token for a page that was open too long."""
    user = roles.require(request, Power.READ)
    article = get_object_or_404(Article, pk=pk)
    since = row_number(request.GET.get("since", ""))
    found = state.changed(article, since) if since else state.whole(article)
    known = {"token": get_token(request), "user": user.pk, "mine": done_by(user, article)}
    return JsonResponse({"state": found, **known})


@require_POST
def do(request: HttpRequest, pk: int) -> HttpResponse:
    """Do one deed as one act; answer with what changed."""
    user = roles.require(request, Power.PROPOSE)
    article = get_object_or_404(Article, pk=pk)
    asked, since = Asked({}), 0
    try:
        asked = read(request)
        since = asked.number("since")
        asked.look_twice(visible(request, Entity.objects.standing()))
        answer = take_back(request, asked, user) if asked.text("do") == "undo" else _do(asked, article, user)
    except PermissionDenied as error:
        return JsonResponse({"refused": f"{error} Nothing was changed."}, status=403)
    except Conflict as error:
        answer = {"refused": sentence(error), "conflict": _conflict(error)}
    except REFUSALS as error:
        answer = {"refused": sentence(error)}
    article.refresh_from_db()
    if "refused" in answer:
        # All of it: what was taken for there may be gone without an act (a suggestion made anew).
        status = 409 if "conflict" in answer else 400
        return JsonResponse(answer | {"state": state.whole(article)}, status=status)
    return JsonResponse(answer | {"state": state.changed(article, since)})


def _do(asked: Asked, article: Article, user: User) -> dict[str, object]:
    deed = DEEDS.get(asked.text("do"))
    if deed is None:
        raise Refused(f"There is no deed {asked.text('do')!r}; expected one of: {', '.join(sorted(DEEDS))}.")
    if not roles.may(user, deed.power):
        raise PermissionDenied(f"This needs an account that may {deed.power}.")
    with act(UNNAMED, "", actor=user) as doing:
        made = deed.do(Desk(article, user, doing), asked)
    entry = doing.changeset
    versions = {
        _row(one.model, one.row): one.after["version"]
        for one in doing.changes
        if one.after and "version" in one.after
    }
    answer: dict[str, object] = {
        "said": doing.summary,
        "act": entry.pk if entry else None,
        "versions": versions,
    }
    return answer | ({"made": made} if made else {})


def _row(model: str, row: str) -> str:
    """Name a row as the page does."""
    first = {quoted.QUOTATION: quoted.QUOTED, claimed.CLAIM: claimed.CLAIMED}.get(model)
    return f"{model}-{row}" if first is None else f"mention-{first + int(row)}"


def _conflict(error: Conflict) -> dict[str, object]:
    """Tell what is stored now, who stored it and what they did."""
    entry = last_act(error.stored)
    found: dict[str, object] = {
        "who": entry.who if entry else "the archive itself",
        "when": f"{entry.made_at:%-d %B %Y, %H:%M} UTC" if entry else "",
        "did": entry.summary if entry else "",
    }
    if isinstance(error.stored, Mention):
        found["mention"] = state.of_mention(error.stored, is_placed=True)
    if isinstance(error.stored, Quotation):
        found["mention"] = quoted.of_quotation(error.stored, is_placed=True)
    if isinstance(error.stored, Claim):
        found["mention"] = claimed.of_claim(error.stored, is_placed=True)
    return found
