"""Keeping something from readers at once: words of passages, headlines, whole articles; one act, with why.

Words leave a wording by splices, as in a correction: a mark stands in their place, the passage keeps its
number and address, and the wordings before are for nobody any more. An article is taken back whole, or
down to its catalogue entry. What is planned is what an editor was shown; readers have it without these
words from the next edition on, and nothing is shown again before somebody says so (``reveal``).
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sources.annotate.acts import Actor, Doing, Refused, act
from sources.annotate.correct import CorrectionPlan, apply_correction, key_of, plan_correction
from sources.annotate.elsewhere import Headline, Words
from sources.models import Article, User, Withholding
from sources.values import splice
from sources.values.span import Span
from sources.vocabulary import Access, ActKind, Status, WithheldFor

MARK = "[withheld]"
_LONGEST_HEADLINE = 500  # as the columns hold it
SAID = "Words are withheld."  # what readers are told of the wording: no reason that tells more


class Extent(StrEnum):
    """How much of an article readers do not get."""

    NOTHING = "nothing"  # is shown: its address answers that it was taken back
    FACTS = "facts"  # are shown: title, publication, day


@dataclass(frozen=True, slots=True)
class Why:
    """What an editor says of a withholding."""

    reason: WithheldFor
    note: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class WithholdingPlan:
    """What is withheld, before it is done: each wording as it becomes, headlines, articles."""

    wordings: tuple[CorrectionPlan, ...] = ()
    headlines: tuple[Headline, ...] = ()
    articles: tuple[Article, ...] = ()
    extent: Extent = Extent.NOTHING

    @property
    def seen(self) -> str:
        """Stand for what an editor was shown: every wording, mark, headline and article with its version."""
        told = [
            *[(one.revision.pk, splice.to_json(one.splices)) for one in self.wordings],
            *[(key_of(fate.mark), fate.mark.version) for one in self.wordings for fate in one.fates],
            *[(one.key, one.article.version) for one in self.headlines],
            *[(one.pk, one.version, one.status, one.access) for one in self.articles],
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()

    @property
    def subject(self) -> str:
        """Name what is withheld without its words."""
        return " and ".join(
            said
            for said in (
                _counted(len(self.wordings), "passage"),
                _counted(len(self.headlines), "headline"),
                _counted(len(self.articles), "article"),
            )
            if said
        )


def plan_words(chosen: Iterable[Words], headlines: Iterable[Headline] = ()) -> WithholdingPlan:
    """Plan to withhold words, of any number of passages.

    Raises Refused where a passage has another wording by now, its text is not held, or nothing is left in
    it to withhold.
    """
    spans: dict[int, list[Words]] = defaultdict(list)
    for one in chosen:
        spans[one.revision.pk].append(one)
    plans = [plan_correction(own[0].revision, _splices(own)) for own in spans.values()]
    return WithholdingPlan(tuple(plans), tuple({one.key: one for one in headlines}.values()))


def plan_articles(articles: Iterable[Article], extent: Extent) -> WithholdingPlan:
    """Plan to withhold whole articles; raise Refused where one is withheld already."""
    chosen = tuple({one.pk: one for one in articles}.values())
    standing = Withholding.objects.standing().filter(article__in=chosen).select_related("article").first()
    if standing is not None:
        raise Refused(f"“{standing.article}” is withheld already; nothing was changed.")
    return WithholdingPlan(articles=chosen, extent=extent)


def withhold(plan: WithholdingPlan, why: Why, *, actor: Actor, by: User | None) -> Doing:
    """Do what was planned, as one act; ``by`` is who decided it.

    Raises Refused where a wording or its marks changed meanwhile, Conflict where an article did.
    """
    if not (plan.wordings or plan.headlines or plan.articles):
        raise Refused("Nothing was chosen to be withheld.")
    if plan.headlines and not plan.wordings:
        raise Refused("A headline alone is changed on the page of its article.")
    reason = str(why.reason).replace("_", " ")
    with act(ActKind.WITHHOLD, f"Withheld {plan.subject}", actor=actor, reason=reason) as doing:
        for wording in plan.wordings:
            _withhold_words(wording, (why, by), doing, covers_title=bool(plan.headlines))
        _retitle(plan.headlines, doing)
        for article in plan.articles:
            _take_back(article, plan.extent, doing)
            doing.create(row_of(why, by, article=article))
        return doing


def _splices(chosen: Sequence[Words]) -> list[splice.Splice]:
    """Give what puts a mark in the place of each stretch of words, the last first; touching ones are one."""
    merged: list[Span] = []
    for span in sorted(one.span for one in chosen):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return [splice.Splice(span.start, span.end, MARK) for span in reversed(merged)]


def _withhold_words(
    plan: CorrectionPlan, why: tuple[Why, User | None], doing: Doing, *, covers_title: bool
) -> None:
    passage = plan.revision.passage
    revision = apply_correction(plan, actor=doing, reason=SAID, withholds_former=True)
    doing.create(row_of(*why, revision=revision, covers_title=covers_title))
    if revision.text == MARK and (passage.speaker_id or passage.speaker_name):
        doing.change(passage, speaker=None, speaker_name="")  # whose words they were tells as much


def _retitle(headlines: Iterable[Headline], doing: Doing) -> None:
    """Take words out of headlines; both columns of one article in one step, for it has one version."""
    of: dict[int, Article] = {}
    for one in headlines:
        article = of.setdefault(one.article.pk, one.article)
        setattr(article, one.column, one.becomes[:_LONGEST_HEADLINE])
    for article in of.values():
        doing.save(article)


def _take_back(article: Article, extent: Extent, doing: Doing) -> None:
    if extent == Extent.FACTS:
        doing.change(article, access=Access.CATALOGUE)
    elif article.status == Status.PUBLISHED:
        doing.change(article, status=Status.DRAFT)


def row_of(why: Why, by: User | None, **of: object) -> Withholding:
    """Make the row that says why something is withheld."""
    return Withholding(reason=why.reason, note=why.note.strip(), until=why.until, made_by=by, **of)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}" if count else ""
