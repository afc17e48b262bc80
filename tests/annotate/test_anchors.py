"""An anchor that changes takes along what was counted from it; a person decides on what was confirmed."""

import pytest

from sources.annotate import anchors, marking, review, undo
from sources.annotate.acts import act, date_for
from sources.annotate.suggest import suggest_article
from sources.models import Article, ChangeSet, Mention
from sources.vocabulary import ActKind, MentionStatus
from tests.factories import make_article, make_passage, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def article():
    article = make_article(published="1931-05-06")
    make_passage(article, "The strike began on 3 May 1931. The following day the mole was closed.")
    make_passage(article, "Yesterday the crews came back.")
    suggest_article(article)
    return article


def row(exact):
    return Mention.objects.get(exact=exact)


def values():
    return {
        m.exact: (m.status, m.date.edtf if m.date else "", m.proposed_edtf) for m in Mention.objects.all()
    }


def publish_on(article, day):
    with act(ActKind.EDIT, "Another day") as doing:
        doing.change(article, published=date_for(day))
    return Article.objects.get(pk=article.pk)


def test_plan_shows_what_would_change_and_writes_nothing(article):
    changed = publish_on(article, "1931-05-08")

    (line,) = anchors.plan(changed)

    assert (line.mention.exact, line.former, line.value) == ("Yesterday", "1931-05-05", "1931-05-07")
    assert row("Yesterday").proposed_edtf == "1931-05-05"


def test_confirmed_date_goes_to_review_with_the_new_value_beside_it(article):
    user = make_user()
    review.accept_all([row("Yesterday")], actor=user)
    changed = publish_on(article, "1931-05-08")

    to_review = anchors.apply(anchors.plan(changed), actor=user)

    assert to_review == 1
    assert values()["Yesterday"] == (MentionStatus.NEEDS_REVIEW, "1931-05-05", "1931-05-07")


def test_recount_is_undone_as_one_act(article):
    user = make_user()
    review.accept_all(Mention.objects.all(), actor=user)
    changed = publish_on(article, "1931-05-08")
    before = values()
    anchors.apply(anchors.plan(changed), actor=user)

    undo.undo(ChangeSet.objects.latest("pk"), actor=user)

    assert values() == before


def test_date_counted_from_another_follows_it_in_the_same_act(article):
    user = make_user()
    review.accept_all([row("3 May 1931"), row("The following day")], actor=user)

    marking.change(row("3 May 1931"), actor=user, target="1931-05-13")

    assert values()["The following day"] == (MentionStatus.NEEDS_REVIEW, "1931-05-04", "1931-05-14")
    assert ChangeSet.objects.latest("pk").changes.count() == 2


def test_suggestion_follows_the_date_that_an_editor_gave(article):
    user = make_user()
    review.accept_all([row("3 May 1931")], actor=user)

    marking.change(row("3 May 1931"), actor=user, target="1931-05-13")
    suggest_article(article)

    assert values()["The following day"] == (MentionStatus.SUGGESTED, "", "1931-05-14")


def test_anchor_that_becomes_no_single_day_leaves_the_date_to_a_person(article):
    user = make_user()
    review.accept_all([row("3 May 1931"), row("The following day")], actor=user)

    marking.change(row("3 May 1931"), actor=user, target="1931-05")

    assert values()["The following day"] == (MentionStatus.NEEDS_REVIEW, "1931-05-04", "")
