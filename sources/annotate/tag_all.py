"""Tag all: every occurrence of a name's forms, looked through in context, tagged as one act.

The passages are found by a scan of the wordings themselves: over 10,000 articles (250,000 passages,
131 MB) it takes 0.2 s a form on SQLite, so there is no index to keep true. What is offered is what
will be done: the plan names each place by wording and span, and a place whose passage was corrected
since is refused, not looked up again.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from sources.annotate import holding, learning, marking
from sources.annotate.acts import Actor, Doing, act
from sources.annotate.marking import Target
from sources.models import Article, Entity, Mention, Passage, PassageRevision
from sources.models.span_bearing import BY_HAND
from sources.values.context import InContext, in_context
from sources.values.occurrence import occurrences, shortest
from sources.values.span import Span
from sources.vocabulary import UNSEARCHED_KINDS, ActKind, MentionStatus

# More than anybody looks through; the page says so and asks for a narrower scope.
MOST = 500
MOST_WORDINGS = 4_000
CHUNK = 250


class Standing(StrEnum):
    """What stands at a place already."""

    FREE = "free"
    SUGGESTED = "suggested"
    TAGGED = "tagged"
    OTHERWISE = "otherwise"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Place:
    """Some words of a wording."""

    revision: int
    span: Span


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a form stands, in its context, with what is marked there."""

    place: Place
    passage: Passage
    context: InContext
    standing: Standing
    marked_as: str

    @property
    def is_ticked(self) -> bool:
        """Whether it is proposed to be tagged: free, or suggested as nothing else."""
        return self.standing in {Standing.FREE, Standing.SUGGESTED}


@dataclass(frozen=True, slots=True)
class TagAllPlan:
    """Every place found, in the order of the archive; ``is_cut`` where there were more than MOST."""

    forms: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Tagged:
    """How many places were tagged, and a sentence for each that was not."""

    count: int
    stayed: tuple[str, ...]


def plan_tag_all(
    forms: Collection[str], target: Target | None, *, within: QuerySet[Article] | None = None
) -> TagAllPlan:
    """Find every place of the forms in the wordings in force, within some articles or everywhere."""
    wanted = tuple(form for form in dict.fromkeys(" ".join(one.split()) for one in forms) if form)
    if not wanted:
        return TagAllPlan((), (), is_cut=False)
    found: list[tuple[PassageRevision, Span]] = []
    wordings = _holding(wanted, within)
    is_cut = len(wordings) >= MOST_WORDINGS
    for revision in _in_order(wordings):
        found += [(revision, span) for span in occurrences(revision.text or "", wanted)]
        if len(found) > MOST:
            is_cut = True
            break
    found = found[:MOST]
    marks = _marks({revision.pk for revision, _ in found})
    return TagAllPlan(
        wanted, tuple(_occurrence(*one, marks.get(one[0].pk, ()), target) for one in found), is_cut
    )


def _holding(forms: Sequence[str], within: QuerySet[Article] | None) -> list[int]:
    """Find the wordings in force that hold a form, whole word or not, at most MOST_WORDINGS."""
    holding = Q()
    for form in shortest(forms):
        holding |= Q(text__contains=form)
    later = PassageRevision.objects.filter(passage=OuterRef("passage"), number__gt=OuterRef("number"))
    # Two steps: ordering before the scan would sort every wording of the archive.
    keys = PassageRevision.objects.filter(holding).exclude(Exists(later)).order_by()
    if within is not None:
        keys = keys.filter(passage__article__in=within)
    return list(keys.values_list("pk", flat=True)[:MOST_WORDINGS])


def _in_order(keys: Sequence[int]) -> Iterator[PassageRevision]:
    """Give the wordings of what is searched, in the order of the archive, fetched as they are asked for.

    Sifted and sorted here: asked to do it, SQLite walks all passages in their order (30 s for 286 rows).
    """
    columns = ("passage__document", "passage__start", "pk", "passage__kind", "passage__joined_into")
    places: list[tuple[int, int, int]] = []
    for part in chunks(keys):
        rows = PassageRevision.objects.filter(pk__in=part).order_by().values_list(*columns)
        places += [row[:3] for row in rows if row[4] is None and row[3] not in UNSEARCHED_KINDS]
    related = ("passage__article__publication", "passage__article__published")
    for part in chunks([pk for _, _, pk in sorted(places)]):
        found = PassageRevision.objects.select_related(*related).in_bulk(part)
        yield from (found[pk] for pk in part)


def chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """Cut keys into parts that one query takes."""
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def _marks(revisions: Collection[int]) -> dict[int, list[Mention]]:
    marks: dict[int, list[Mention]] = {}
    for mention in Mention.objects.filter(revision__in=revisions).select_related("entity", "date"):
        marks.setdefault(mention.revision_id, []).append(mention)
    return marks


def _occurrence(
    revision: PassageRevision, span: Span, marks: Iterable[Mention], target: Target | None
) -> Occurrence:
    here = [mark for mark in marks if mark.span == span] or [
        mark for mark in marks if mark.span.covers(span) and mark.status != MentionStatus.REJECTED
    ]
    standing, mark = max(
        ((_standing(mark, span, target), mark) for mark in here),
        key=lambda one: _WEIGHT[one[0]],
        default=(Standing.FREE, None),
    )
    return Occurrence(
        Place(revision.pk, span),
        revision.passage,
        in_context(revision.text or "", span),
        standing,
        _means(mark) if mark else "",
    )


_WEIGHT = {
    standing: weight
    for weight, standing in enumerate(
        (Standing.FREE, Standing.REJECTED, Standing.SUGGESTED, Standing.OTHERWISE, Standing.TAGGED)
    )
}


def _standing(mark: Mention, span: Span, target: Target | None) -> Standing:
    if mark.status == MentionStatus.REJECTED:
        return Standing.REJECTED
    is_same = _is_same(mark, target)
    if mark.status == MentionStatus.ACCEPTED:
        return Standing.TAGGED if is_same else Standing.OTHERWISE
    if mark.span != span:  # only held by a longer suggestion
        return Standing.FREE
    is_open = mark.entity_id is None and mark.date_id is None
    return Standing.SUGGESTED if is_same or is_open else Standing.OTHERWISE


def _is_same(mark: Mention, target: Target | None) -> bool:
    if isinstance(target, Entity):
        return mark.entity_id == target.pk
    return isinstance(target, str) and mark.date is not None and mark.date.edtf == target


def _means(mark: Mention) -> str:
    if mark.entity is not None:
        return mark.entity.preferred_name
    return mark.date.in_words if mark.date else mark.proposed_name or mark.proposed_edtf


def tag_all(places: Sequence[Place], target: Target, *, actor: Actor) -> Tagged:
    """Tag the places as one act: a suggestion there is accepted, a mark there becomes this one.

    A place whose passage was corrected since stays as it is, with a sentence.
    """
    count, stayed = 0, []
    with act(ActKind.ANNOTATE, "", actor=actor) as doing:
        revisions = _in_force({place.revision for place in places})
        named, columns = _columns(target, doing)
        marks = _marks(set(revisions))
        new: list[Mention] = []
        changed: list[Mention] = []
        for place in dict.fromkeys(places):
            revision = revisions.get(place.revision)
            if revision is None or revision.text is None or place.span.end > len(revision.text):
                stayed.append(
                    "A passage was corrected since it was looked through; its places stay as they are."
                )
                continue
            here = [mark for mark in marks.get(revision.pk, ()) if mark.span == place.span]
            if any(_has(mark, columns) and mark.status == MentionStatus.ACCEPTED for mark in here):
                stayed.append(f"“{place.span.of(revision.text)}” is marked so already; it stays as it is.")
                continue
            if here:
                same = next((mark for mark in here if _has(mark, columns)), here[0])
                changed.append(doing.change(same, status=MentionStatus.ACCEPTED, **columns))
            else:
                new.append(_mention(revision, place.span, columns))
            count += 1
        doing.create_all(new)
        learning.learn([*changed, *new], doing)
        places_in_words = "1 place" if count == 1 else f"{count} places"
        doing.kind, doing.summary = ActKind.ANNOTATE, f"Tagged {places_in_words} as {named}"
    return Tagged(count, tuple(stayed))


def _columns(target: Target, doing: Doing) -> tuple[str, dict[str, object]]:
    columns: dict[str, object] = {"entity": None, "date": None} | marking.columns_of(target, doing)
    return str(columns["entity"] or columns["date"]), columns


def _has(mark: Mention, columns: dict[str, object]) -> bool:
    return mark.entity == columns["entity"] and mark.date == columns["date"]


def _in_force(revisions: Collection[int]) -> dict[int, PassageRevision]:
    """Hold the passages until the act ends, and give those wordings that are the last ones."""
    found = PassageRevision.objects.filter(pk__in=revisions).select_related("passage")
    holding.passages({revision.passage_id for revision in found})
    later = PassageRevision.objects.filter(passage=OuterRef("passage"), number__gt=OuterRef("number"))
    return {revision.pk: revision for revision in found.all().exclude(Exists(later))}


def _mention(revision: PassageRevision, span: Span, columns: dict[str, object]) -> Mention:
    exact = span.of(revision.text or "")
    mention = Mention(revision=revision, start=span.start, end=span.end, exact=exact, rule=BY_HAND)
    mention.status = MentionStatus.ACCEPTED
    for name, value in columns.items():
        setattr(mention, name, value)
    return mention


def forms_of(entity: Entity) -> list[str]:
    """Give every form of an entity's name, the preferred one first."""
    return [entity.preferred_name, *entity.names.values_list("form", flat=True)]
