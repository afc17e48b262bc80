"""A better capture of an article takes the place of a worse one.

Every mark of the former is looked for by comparing the two texts as wholes, with the machinery of
corrections: what stands on the same words moves there, what the difference touches waits for an
editor on the former wording. Facts that the new one lacks are handed on, topics and speakers too; the
former address, and that of every passage, leads to the new for ever. One act, planned in full first.
"""

from dataclasses import dataclass

from sources.annotate import holding, spans
from sources.annotate.acts import Actor, Doing, Refused, act
from sources.annotate.edges import hand_copies_over
from sources.annotate.marking import refuse_former_wording
from sources.annotate.publicity import Publicity, handed_on_status, publicity, sight, stricter
from sources.annotate.uncarried import corrected, refuse_brought_back
from sources.models import (
    Article,
    Claim,
    Contributor,
    FormerNumber,
    Mention,
    Passage,
    PassageRevision,
    Quotation,
)
from sources.values.recapture import recapture
from sources.vocabulary import ActKind, Genre, MentionStatus

UNTITLED, UNDETERMINED = "[Untitled]", "und"

_FACTS = (
    *("translated_title", "publication", "page", "url", "translated_from"),
    *("rights", "rights_note", "event_years"),
)


@dataclass(frozen=True, slots=True)
class ReplacePlan:
    """A replacement before it is done: where every mark goes, which facts and addresses follow."""

    old: Article
    new: Article
    revisions: tuple[PassageRevision, ...]  # of the old
    targets: tuple[PassageRevision, ...]  # of the new; a fate's part counts in these
    fates: tuple[spans.Fate, ...]
    there_already: tuple[tuple[spans.Mark, spans.Mark], ...]  # of the old, and the same of the new
    facts: dict[str, object]
    pairs: tuple[tuple[Passage, Passage], ...]
    publicity: Publicity  # of the passages of the old, and of what else the new has
    corrected: tuple[str, ...]  # numbers of the old whose corrections are not carried over


def plan_replacement(old: Article, new: Article, *, may_publish: bool = False) -> ReplacePlan:
    """Plan to let ``new`` take the place of ``old``; it becomes public by that only with ``may_publish``.

    Raises Refused where one of them no longer stands, they are of two corpora or one document, a text
    is not held, or words withheld in the old would come back.
    """
    _refuse_unfit(old, new)
    revisions, targets = _heads(old), _heads(new)
    laid = recapture(
        [revision.text or "" for revision in revisions], [revision.text or "" for revision in targets]
    )
    fates: list[spans.Fate] = []
    there: list[tuple[spans.Mark, spans.Mark]] = []
    known = {
        _meaning(mark, part, mark.span): mark
        for part, target in enumerate(targets)
        for mark in spans.marks_on(target)
    }
    for number, revision in enumerate(revisions):
        for mark in spans.marks_on(revision):
            found = laid.find(number, mark.span)
            same = known.get(_meaning(mark, *found)) if found else None
            if same is not None:
                there.append((mark, same))
                continue
            part, span = found or (0, None)
            fates.append(spans.Fate(mark, span, part))
    refuse_brought_back(old, targets, revisions, laid.pairs)
    pairs = tuple(
        (revisions[one].passage, targets[other].passage) for one, other in sorted(laid.pairs.items())
    )
    facts = _facts_handed_on(old, new, may_publish=may_publish)
    return ReplacePlan(
        old,
        new,
        revisions,
        targets,
        tuple(fates),
        tuple(there),
        facts,
        pairs,
        _publicity(old, new, facts, (len(revisions), len(targets))),
        corrected(revisions),
    )


def _publicity(old: Article, new: Article, facts: dict[str, object], sizes: tuple[int, int]) -> Publicity:
    """Count what readers come to see of the new, and no longer see: of it, or of the old's words."""
    then = sight(str(facts.get("status", new.status)), str(facts.get("access", new.access)))
    before, now = sight(old.status, old.access), sight(new.status, new.access)
    lost = [(before, then)] * sizes[0] if then < before else []
    return publicity([*lost, *[(now, then)] * sizes[1]])


def _refuse_unfit(old: Article, new: Article) -> None:
    standing = Article.objects.standing().filter(pk__in=[old.pk, new.pk])
    if old.pk == new.pk or standing.count() != 2:  # noqa: PLR2004 -- both of them
        raise Refused("Both articles must stand, and be two: choose the better capture among the others.")
    if old.document_id == new.document_id or old.document.corpus_id != new.document.corpus_id:
        raise Refused("A better capture is an article of another document of the same corpus.")


def _heads(article: Article) -> tuple[PassageRevision, ...]:
    passages = article.passages.standing().with_wording().order_by("start", "pk")
    heads = tuple(passage.head for passage in passages)
    if not heads or any(head.text is None for head in heads):
        raise Refused(f"The text of “{article}” ({article.document}) is not held; attach it first.")
    return heads


# What tells two marks on the same words apart, each on the sort of mark that has it.
_TELLING = (
    *("entity_id", "date_id", "speaker_id"),
    *("question_id", "asserter_id", "asserter_name", "stance", "measure", "low", "high", "option", "text"),
)


def _meaning(mark: spans.Mark, part: int, span: object) -> tuple[object, ...]:
    """Tell what no two marks on one wording may share: place and entity, date or speaker; a claim's all."""
    return type(mark), part, span, tuple(getattr(mark, name, None) for name in _TELLING)


def _facts_handed_on(old: Article, new: Article, *, may_publish: bool) -> dict[str, object]:
    facts: dict[str, object] = {
        name: getattr(old, name) for name in _FACTS if getattr(old, name) and not getattr(new, name)
    }
    if old.published and not new.published:
        facts |= {"published": old.published, "published_known": old.published_known}
    if new.title == UNTITLED:
        facts["title"] = old.title
    if new.language == UNDETERMINED:
        facts["language"] = old.language
    if new.genre == Genre.OTHER:
        facts["genre"] = old.genre
    # Of two answers to how much readers may see, the stricter one was decided for a reason.
    facts["access"] = stricter(old.access, new.access)
    facts["status"] = handed_on_status(old.status, new.status, may_publish=may_publish)
    return {name: value for name, value in facts.items() if getattr(new, name) != value}


def apply_replacement(plan: ReplacePlan, *, actor: Actor, reason: str = "") -> Article:
    """Do what was planned, as one act; give the new article.

    Raises Refused where a wording or a mark changed since, Conflict where a row did.
    """
    old, new = plan.old, plan.new
    summary = f"Replaced “{old}” by the capture in {new.document}"
    with act(ActKind.REPLACE, summary, actor=actor, reason=reason) as doing:
        wordings = (*plan.revisions, *plan.targets)
        holding.passages({revision.passage_id for revision in wordings})
        for revision in wordings:
            refuse_former_wording(revision)
        spans.refuse_others(
            plan.revisions, [*plan.fates, *(spans.Fate(one, None) for one, _ in plan.there_already)]
        )
        for part, target in enumerate(plan.targets):
            spans.move([fate for fate in plan.fates if fate.part == part], target, doing)
        for mark, same in plan.there_already:
            _settle(doing, mark, same)
        _hand_contributors_over(doing, old, new)
        hand_copies_over(doing, old, new)
        doing.change(new, **plan.facts)
        for former, now in plan.pairs:
            _hand_passage_over(doing, former, now)
        _release_repeats(doing, plan)
        doing.change(old, leads_to=new)
        return new


def _settle(doing: Doing, mark: spans.Mark, same: spans.Mark) -> None:
    """Let the mark that the new has already stand for the old one, with what was decided on that."""
    if same.is_waiting and not mark.is_waiting and mark.status != MentionStatus.REJECTED:
        doing.change(same, status=mark.status, certainty=mark.certainty, note=same.note or mark.note)
    if isinstance(mark, Mention):
        for hanging in Mention.objects.filter(anchor_mention=mark).exclude(pk=same.pk):
            doing.change(hanging, anchor_mention=same)
    if isinstance(mark, Quotation):
        for claim in mark.claims.all():
            doing.change(claim, quotation=same)
    if isinstance(mark, Claim):
        for repeat in mark.repeated_by.exclude(pk=same.pk):
            doing.change(repeat, repeats=same)


def _hand_contributors_over(doing: Doing, old: Article, new: Article) -> None:
    if new.contributors.exists():
        return
    for one in old.contributors.all():
        doing.create(
            Contributor(
                article=new,
                **{
                    name: getattr(one, name)
                    for name in ("position", "role", "name", "given", "family", "entity")
                },
            )
        )


def _hand_passage_over(doing: Doing, former: Passage, now: Passage) -> None:
    """Let a passage of the new article have what the former one had, and its address."""
    if now.speaker is None and former.speaker is not None:
        doing.change(now, speaker=former.speaker, speaker_name=now.speaker_name or former.speaker_name)
    has = set(now.tagged_topics.values_list("tag", flat=True))
    for tagged in former.tagged_topics.select_related("tag", "content_object"):
        if tagged.tag_id not in has:
            doing.change(tagged, content_object=now)
    for address in former.former_numbers.all():
        doing.change(address, passage=now)
    if former.article is not None:
        doing.create(FormerNumber(article=former.article, number=former.number, passage=now))


def _release_repeats(doing: Doing, plan: ReplacePlan) -> None:
    """Let what repeated the former repeat the new; the new itself repeats nothing by that."""
    into = {former.pk: now for former, now in plan.pairs}
    own = {now.pk: now for now in into.values()}
    for repeat in Passage.objects.filter(duplicate_of__article=plan.old):
        now = into.get(repeat.duplicate_of_id or 0)
        if repeat.article_id == plan.new.pk:
            doing.change(own.get(repeat.pk, repeat), duplicate_of=None)
        elif now is not None:
            doing.change(repeat, duplicate_of=now)
