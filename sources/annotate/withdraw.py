"""A document that should not have been taken in, withdrawn: one act, and everything of it is gone.

Its articles, passages and marks leave every list, count, suggestion and edition; the addresses that
were public answer that it was withdrawn, when and why. Nothing is deleted: the bytes and the rows
stay, and undoing the act brings all of it back.
"""

from dataclasses import dataclass

from django.utils import timezone

from sources.annotate.acts import Actor, Refused, act
from sources.models import Article, Document, Mention
from sources.vocabulary import ActKind, Status

LONGEST_REASON = 300  # as the column holds it


@dataclass(frozen=True, slots=True)
class WithdrawalPlan:
    """What leaves with a document, before it is done."""

    document: Document
    articles: tuple[Article, ...]
    passages: int
    accepted: int
    waiting: int
    copies: tuple[Article, ...]

    @property
    def published(self) -> tuple[Article, ...]:
        """The articles that readers may have seen."""
        return tuple(article for article in self.articles if article.status == Status.PUBLISHED)


def plan_withdrawal(document: Document) -> WithdrawalPlan:
    """Say what would leave; raise Refused where it was withdrawn already. Six queries."""
    if document.withdrawn_on is not None:
        raise Refused(withdrawn_words(document))
    marks = Mention.objects.in_use().filter(revision__passage__document=document)
    articles = Article.objects.standing()
    return WithdrawalPlan(
        document,
        tuple(articles.filter(document=document).order_by("index")),
        document.passages.standing().count(),
        marks.accepted().count(),
        marks.awaiting_review().count(),
        tuple(articles.filter(copy_of__document=document).exclude(document=document)),
    )


def withdrawn_words(document: Document) -> str:
    """Say when and why a document was withdrawn."""
    day = document.withdrawn_on.isoformat() if document.withdrawn_on else ""
    return (
        f"{document.file_name} was withdrawn on {day}: {document.withdrawn_reason.rstrip('.')}. "
        "Undo that act to have it back."
    )


def apply_withdrawal(plan: WithdrawalPlan, *, actor: Actor, reason: str) -> Document:
    """Withdraw the document, as one act; raise Conflict where somebody saved it since the plan."""
    if not reason.strip():
        raise Refused("A withdrawal says why, e.g. “scanned from another paper”: readers are told.")
    if len(reason.strip()) > LONGEST_REASON:
        raise Refused(
            f"The reason has {len(reason.strip())} characters; readers are told at most {LONGEST_REASON}."
        )
    document = plan.document
    with act(ActKind.WITHDRAW, f"Withdrew {document.file_name}", actor=actor, reason=reason) as doing:
        return doing.change(document, withdrawn_on=timezone.now().date(), withdrawn_reason=reason.strip())
