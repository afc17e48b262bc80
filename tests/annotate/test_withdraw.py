"""A withdrawn document leaves every list; nothing of it is deleted."""

import pytest

from sources.annotate.acts import Conflict, Refused, act
from sources.annotate.undo import undo
from sources.annotate.withdraw import apply_withdrawal, plan_withdrawal
from sources.models import Article, ChangeSet, Document, Mention, Passage
from sources.vocabulary import ActKind
from tests.annotate.states import digest_of_database
from tests.factories import make_article, make_entity, make_mention, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def document():
    article = make_article()
    revision = make_passage(article, "Ada Quill lit the lamp on 4 May.")
    make_mention(revision, "Ada Quill", make_entity())
    make_mention(revision, "4 May", "1931-05-04", status="suggested")
    make_article(copy_of=article, similarity=0.8, title="The same again")
    return article.document


def withdraw(document):
    return apply_withdrawal(plan_withdrawal(document), actor=None, reason="scanned from another paper")


def test_plan_accounts_for_what_leaves(document):
    plan = plan_withdrawal(document)

    assert (len(plan.articles), len(plan.published), plan.passages, plan.accepted, plan.waiting) == (
        1,
        1,
        1,
        1,
        1,
    )
    assert [str(copy) for copy in plan.copies] == ["The same again"]


def test_withdrawn_document_leaves_every_list(document):
    withdraw(document)

    assert [one.title for one in Article.objects.published()] == ["The same again"]
    assert Document.objects.standing().filter(pk=document.pk).count() == 0
    assert Passage.objects.in_use().count() == 0
    assert Mention.objects.awaiting_review().count() == 0
    assert (Passage.objects.count(), Mention.objects.count()) == (1, 2)
    assert ChangeSet.objects.get().kind == ActKind.WITHDRAW


def test_withdrawing_twice_is_refused_with_day_and_reason(document):
    withdraw(document)

    with pytest.raises(Refused, match=r"was withdrawn on \d{4}-\d\d-\d\d: scanned from another paper"):
        plan_withdrawal(Document.objects.get(pk=document.pk))


def test_withdrawing_without_a_reason_is_refused(document):
    with pytest.raises(Refused, match="says why"):
        apply_withdrawal(plan_withdrawal(document), actor=None, reason=" ")


def test_withdrawing_what_somebody_saved_since_is_a_conflict(document):
    plan = plan_withdrawal(document)
    with act(ActKind.EDIT, "Said where it came from") as doing:
        doing.change(Document.objects.get(pk=document.pk), origin="a drawer")

    with pytest.raises(Conflict):
        apply_withdrawal(plan, actor=None, reason="scanned from another paper")


def test_undo_of_a_withdrawal_gives_back_exactly_what_was(document):
    before = digest_of_database()
    withdraw(document)

    undo(ChangeSet.objects.get(), actor=None)

    assert digest_of_database() == before


def test_undo_of_a_withdrawal_leaves_what_was_said_of_the_document_since(document):
    withdraw(document)
    entry = ChangeSet.objects.get()
    with act(ActKind.EDIT, "Said where it came from") as doing:
        doing.change(Document.objects.get(pk=document.pk), origin="a drawer")

    undo(entry, actor=None)

    document.refresh_from_db()
    assert (document.withdrawn_on, document.withdrawn_reason, document.origin) == (None, "", "a drawer")


def test_reason_that_readers_could_not_be_told_whole_is_refused(document):
    with pytest.raises(Refused, match="has 301 characters; readers are told at most 300"):
        apply_withdrawal(plan_withdrawal(document), actor=None, reason="x" * 301)
