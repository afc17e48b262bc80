"""The preview says what publishing then does."""

import pytest

from sources.annotate import marking
from sources.annotate.acts import act
from sources.annotate.correct import apply_correction, plan_correction
from sources.edition.manifest import FORMAT
from sources.edition.preview import plan_publication
from sources.edition.publish import publish
from sources.models import Article, Mention
from sources.vocabulary import ActKind
from tests.factories import make_article, make_claim, make_passage, make_question

pytestmark = pytest.mark.django_db


def titles(lines):
    return [line.title for line in lines]


def test_first_publication_adds_everything(lamps):
    plan = plan_publication()

    assert titles(plan.added) == ["Lamps out on the quay", "Order on the quay"]
    assert (plan.touched, plan.removed, plan.mentions) == ([], [], 5)


def test_nothing_changed_is_an_empty_plan(lamps):
    publish()

    plan = plan_publication()

    assert (plan.is_empty, plan.unchanged, plan.refusals) == (True, 2, [])


def test_copies_are_counted_apart_as_readers_are_told(lamps):
    first = Article.objects.published()[0]
    make_passage(make_article(title="Printed again", copy_of=first, similarity=1.0), "Lamps.")
    draft = make_article(title="Not for readers", status="draft")
    for title in ("Sent to one paper", "And to another"):
        make_passage(make_article(title=title, copy_of=draft, similarity=1.0), "Nobody came.")

    plan = plan_publication()

    assert (len(plan.added), plan.copies, plan.articles) == (5, 2, 3)
    assert plan.articles == publish().edition.counts["articles"]


def test_plan_says_the_same_until_something_is_done(lamps):
    assert not plan_publication().says_the_same
    publish()
    assert plan_publication().says_the_same

    marking.remove(Mention.objects.get(exact="Sunday"), actor=None)

    assert not plan_publication().says_the_same


def test_edition_of_a_former_format_is_to_be_made_again(lamps, monkeypatch):
    publish()
    monkeypatch.setattr("sources.edition.preview.FORMAT", FORMAT + 1)

    plan = plan_publication()

    assert (plan.is_outdated, plan.is_empty, plan.says_the_same) == (True, True, False)


def test_plan_names_what_was_added_worked_on_and_withdrawn(lamps):
    publish()
    marking.remove(Mention.objects.get(exact="Sunday"), actor=None)
    make_passage(make_article(title="A third report"), "Nobody was there.")
    Article.objects.filter(title="Lamps out on the quay").update(status="draft")

    plan = plan_publication()

    assert titles(plan.added) == ["A third report"]
    assert titles(plan.touched) == ["Order on the quay"]
    assert titles(plan.removed) == ["Lamps out on the quay"]
    assert plan.acts_since == 1


def test_plan_counts_the_answers_before_and_after(lamps):
    publish()
    passage = make_passage(Article.objects.published().first(), "31 lamps went out.")
    make_claim(
        passage,
        "31",
        make_question(passage.passage.article.document.corpus),
        measure="exact",
        low=31,
        high=31,
    )

    plan = plan_publication()

    assert (plan.claims_before, plan.claims) == (0, 1)


def test_renamed_entity_touches_the_articles_that_name_it(lamps):
    publish()
    with act(ActKind.EDIT, "Renamed it") as doing:
        doing.change(Mention.objects.get(exact="Salt Quay").entity, preferred_name="Old Salt Quay")

    assert titles(plan_publication().touched) == ["Lamps out on the quay"]


def test_plan_without_published_articles_says_that_it_will_be_refused(db):
    assert plan_publication().refusals == [
        "No article has the status “published”; there is nothing to publish."
    ]


def test_mention_removed_from_a_text_that_is_not_shown_is_a_change(lamps):
    Article.objects.filter(title="Order on the quay").update(access="catalogue")
    publish()
    marking.remove(Mention.objects.get(exact="Sunday"), actor=None)

    assert titles(plan_publication().touched) == ["Order on the quay"]


def test_plan_counts_the_marks_that_a_correction_takes_from_readers(lamps):
    publish()
    quay = Mention.objects.get(exact="Salt Quay")
    wording = quay.revision.text.replace("Salt Quay", "Salt Pier")
    apply_correction(plan_correction(quay.revision, wording), actor=None, reason="misread")

    plan = plan_publication()

    (line,) = plan.touched
    assert (line.title, line.marks_before - line.marks, line.withheld) == ("Lamps out on the quay", 1, 1)
    assert plan.withheld == 1
