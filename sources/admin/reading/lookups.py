"""What the desk looks up while an editor types or looks: names in any spelling, dates, neighbours."""

import re
from collections.abc import Collection, Sequence

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from rapidfuzz import process
from rapidfuzz.fuzz import WRatio, ratio

from sources.admin import roles
from sources.admin.history import entries_of
from sources.admin.reading import claimed, quoted, state
from sources.admin.roles import Power
from sources.admin.shielding import visible
from sources.annotate.look_the_same import doubts_about
from sources.models import Claim, Entity, Mention, Name, Quotation
from sources.recognise.gazetteer import look_up
from sources.values import edtf, spelling
from sources.values.context import in_context
from sources.values.row_number import row_number
from sources.vocabulary import EntityKind, MentionKind

OFFERED = 9  # one key each
COUNTED = 200  # of what fits best, before the most used are put first
ALIKE_ONLY = 4  # from this rank on a name is not what was typed, nor a part of it
OTHER_KIND = 10  # ranks further back
NEIGHBOURS = 8
FEWEST_LETTERS = 3  # of a word that two names share: an initial is no likeness
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
ALIKE = 80  # of rapidfuzz's 100: one or two letters of a name heard otherwise


@require_safe
def lookup(request: HttpRequest, pk: int) -> HttpResponse:
    """Give what typed words may name: entities in any spelling, a date, a place of the gazetteer."""
    roles.require(request, Power.READ)
    words = " ".join(request.GET.get("q", "")[:300].split())
    kind = request.GET.get("kind", "")
    known = visible(request, Entity.objects.standing())
    find = _likely if "could" in request.GET else _entities
    found = find(words, kind, known, article=pk) if words else []
    date, fault = _date(words)
    doubts = doubts_about(words, among=known) if words and "could" not in request.GET else ()
    return JsonResponse(
        {"q": words, "entities": found, "date": date, "noDate": fault, "place": _place(words)}
        | {"doubts": list(doubts)}
    )


def _entities(words: str, kind: str, known: QuerySet[Entity], *, article: int) -> list[dict[str, object]]:
    """Find by spelling key: the same first, then beginnings, then alike; of the kind first.

    Of those that fit as well, first whom the article names, then who is named most.
    """
    keys = spelling.accented(words) - {""}
    if not keys:
        return []
    bearers = list(known.values_list("spelling_key", "pk", "kind", "preferred_name"))
    bearers += list(
        Name.objects.filter(entity__in=known).values_list("spelling_key", "entity", "entity__kind", "form")
    )
    ranked: dict[int, tuple[int, str]] = {}
    for rank, pk, form_kind, form in _ranked(keys, spelling.key(words), bearers):
        place = rank + (OTHER_KIND if kind and form_kind != kind else 0)
        if pk not in ranked or place < ranked[pk][0]:
            ranked[pk] = place, form
    nearest = sorted(ranked, key=lambda pk: (ranked[pk][0], pk))[:COUNTED]
    rows = {row.pk: row for row in Entity.objects.filter(pk__in=nearest).with_counts()}
    here = set(Mention.objects.of_article(article).accepted().values_list("entity", flat=True))

    def order(pk: int) -> tuple[int, bool, int, int]:
        return ranked[pk][0], pk not in here, -getattr(rows[pk], "mention_count", 0), pk

    return [
        _offered(rows[pk], words, ranked[pk][1]) | {"isFar": ranked[pk][0] % OTHER_KIND >= ALIKE_ONLY}
        for pk in sorted(nearest, key=order)[:OFFERED]
    ]


def _likely(words: str, kind: str, known: QuerySet[Entity], *, article: int) -> list[dict[str, object]]:
    """Give what unasked may be offered for marked words, one key each: of their kind, and truly alike.

    Of another kind only what is written the same: whoever took a quay for a person was wrong in that.
    """
    named = _ARTICLE.sub("", words)
    key = spelling.key(named)
    if not key or kind == MentionKind.DATE:
        return []
    bearers = list(known.values_list("spelling_key", "pk", "kind", "preferred_name"))
    forms = Name.objects.filter(entity__in=known)
    bearers += list(forms.values_list("spelling_key", "entity", "entity__kind", "form"))
    same = spelling.accented(named)
    found: dict[int, tuple[bool, float, str]] = {}
    for form_key, pk, form_kind, form in bearers:
        is_kind = kind not in set(EntityKind) or form_kind == kind
        likeness = 1.0 if form_key in same else _likeness(key, form_key) if is_kind else 0.0
        if likeness > found.get(pk, (is_kind, 0.0, ""))[1]:
            found[pk] = is_kind, likeness, form
    here = set(Mention.objects.of_article(article).accepted().values_list("entity", flat=True))
    chosen = sorted(found, key=lambda pk: (not found[pk][0], -found[pk][1], pk not in here, pk))[:OFFERED]
    rows = {row.pk: row for row in Entity.objects.filter(pk__in=chosen).with_counts()}
    return [_offered(rows[pk], words, found[pk][2]) for pk in chosen]


def _likeness(key: str, form_key: str) -> float:
    """Tell how alike two keys are, 0 where one is no part of the other and no other spelling of it."""
    words, others = set(key.split()), set(form_key.split())
    shared = max((len(word) for word in words & others), default=0)
    if (words <= others or others <= words) and shared >= FEWEST_LETTERS:
        return 0.9
    if ratio(key, form_key) < ALIKE:
        return 0.0
    alike = spelling.similarity(key, form_key)
    return alike if alike >= spelling.ALIKE else 0.0


def _ranked(
    keys: Collection[str], key: str, bearers: Sequence[tuple[str, int, str, str]]
) -> list[tuple[int, int, str, str]]:
    found = []
    for form_key, pk, kind, form in bearers:
        ranks = [rank for one in keys if (rank := _rank(one, form_key)) is not None]
        if ranks:
            found.append((min(ranks), pk, kind, form))
    if len(found) < OFFERED:
        # A letter is like every word that has it ("A." like "that she").
        others = [form_key if len(form_key) >= FEWEST_LETTERS else None for form_key, *_ in bearers]
        for _, score, place in process.extract(key, others, scorer=WRatio, limit=OFFERED, score_cutoff=ALIKE):
            _, pk, kind, form = bearers[place]
            found.append((ALIKE_ONLY + round(100 - score) // 5, pk, kind, form))
    return found


def _rank(key: str, form_key: str) -> int | None:
    if form_key == key:
        return 0
    if form_key.startswith(key):
        return 1
    if f" {key}" in form_key:
        return 2
    words = form_key.split()
    is_part_of_each = all(any(word.startswith(part) for word in words) for part in key.split())
    return 3 if is_part_of_each else None


def _offered(entity: Entity, words: str, form: str) -> dict[str, object]:
    also = "" if form == entity.preferred_name else form
    return state.of_entity(entity) | {
        "also": also,
        "because": spelling.explain(words, form),
    }


def _date(words: str) -> tuple[dict[str, str] | None, str]:
    """Give a date with its reading in words, or why it is none."""
    try:
        value = edtf.parse(words).value
    except ValueError as error:
        return None, str(error)
    return {"edtf": value, "words": edtf.in_words(value)}, ""


def _place(words: str) -> dict[str, object] | None:
    found = look_up(words)
    if found is None or found.latitude is None:
        return None
    return {
        "name": found.name,
        "feature": found.feature,
        "country": found.country,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "geonames": found.geonames,
    }


@require_safe
def about(request: HttpRequest, pk: int) -> HttpResponse:
    """Give where else what a mark names stands, and what was done with the mark."""
    roles.require(request, Power.READ)
    asked = request.GET
    entity, day = row_number(asked.get("entity", "")), asked.get("edtf", "")
    mark = _mark(pk, row_number(asked.get("mention", "")))
    accepted = visible(request, Mention.objects.accepted().filter(revision__text__isnull=False))
    elsewhere = accepted.filter(entity=entity) if entity else accepted.filter(date__edtf=day)
    if isinstance(mark, Mention):
        elsewhere = elsewhere.exclude(pk=mark.pk)
    rows = elsewhere.select_related("revision__passage__article__publication").order_by(
        "-revision__passage__article", "pk"
    )
    is_asked = bool(entity or day)
    return JsonResponse(
        {
            "count": elsewhere.count() if is_asked else 0,
            "elsewhere": [_line(row) for row in rows[:NEIGHBOURS]] if is_asked else [],
            "history": _history(mark) if mark else [],
        }
    )


def _mark(article: int, number: int) -> state.Mark | None:
    """Find a mark of an article by the number that the page gives it."""
    if number >= claimed.CLAIMED:
        return Claim.objects.of_article(article).filter(pk=number - claimed.CLAIMED).first()
    if number >= quoted.QUOTED:
        return Quotation.objects.of_article(article).filter(pk=number - quoted.QUOTED).first()
    return Mention.objects.of_article(article).filter(pk=number).first()


def _line(mention: Mention) -> dict[str, object]:
    passage = mention.revision.passage
    article = passage.article
    context = in_context(mention.revision.text or "", mention.span)
    publication = article.publication if article else None
    return {
        "article": article.pk if article else None,
        "mention": mention.pk,
        "where": f"{publication or (article.title if article else 'no article')} {passage}",
        "before": context.before,
        "words": context.words,
        "after": context.after,
    }


def _history(mark: state.Mark) -> list[str]:
    """Say each act on a mark in a line, the latest first."""
    lines = []
    for entry in entries_of(mark):
        change = entry.changeset
        undone = ", undone since" if getattr(change, "is_undone", False) else ""
        lines.append(f"{change.summary}. {change.who}, {change.made_at:%-d %B %Y, %H:%M} UTC{undone}")
    return lines
