"""Suggestions: stored apart, made again without change, never over an editor's decision."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from sources.annotate import authority, correct, marking, quoting, review, undo
from sources.annotate.marking import NewEntity
from sources.annotate.suggest import suggest_article
from sources.models import Article, ChangeSet, Entity, Examination, Mention, Name, PassageRevision, Quotation
from sources.models.identity import validate_feasts
from sources.values.span import Span
from sources.vocabulary import EntityKind, MentionStatus
from tests.factories import make_article, make_corpus, make_document, make_passage, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

FIRST = "Harbour master Stepan Vorchenko told reporters in Lisbon that the strike began on 3 May 1931."
SECOND = "The following day Vorchenko left for Porto."


@pytest.fixture
def article():
    article = make_article(published="1931-05-06")
    make_passage(article, FIRST)
    make_passage(article, SECOND)
    return article


def waiting(article):
    rows = Mention.objects.of_article(article.pk).awaiting_review().for_reading()
    return [(row.exact, row.proposed_kind, row.proposed_name or row.proposed_edtf) for row in rows]


def named(exact):
    return Mention.objects.get(exact=exact)


def test_suggestions_stand_apart_and_make_no_entity(article):
    report = suggest_article(article)

    assert waiting(article) == [
        ("Stepan Vorchenko", "person", "Stepan Vorchenko"),
        ("Lisbon", "place", "Lisbon"),
        ("3 May 1931", "date", "1931-05-03"),
        ("The following day", "date", "1931-05-04"),
        ("Vorchenko", "person", "Stepan Vorchenko"),
        ("Porto", "place", "Porto"),
    ]
    assert (report.added, Entity.objects.count(), Mention.objects.accepted().count()) == (7, 0, 0)


def test_suggestions_leave_no_entry_in_the_record(article):
    suggest_article(article)

    assert ChangeSet.objects.count() == 0


def test_what_a_person_suggested_in_a_package_stays(article):
    revision = PassageRevision.objects.get(text=FIRST)
    for exact in ("Lisbon", "reporters"):
        start = FIRST.index(exact)
        Mention.objects.create(
            revision=revision,
            start=start,
            end=start + len(exact),
            exact=exact,
            status=MentionStatus.SUGGESTED,
            recogniser="hand",
            proposed_kind="place",
        )

    suggest_article(article)

    by_hand = Mention.objects.filter(recogniser="hand").order_by("start")
    assert [row.exact for row in by_hand] == ["reporters", "Lisbon"]
    assert Mention.objects.filter(exact="Lisbon").count() == 1


def test_suggesting_twice_changes_nothing(article):
    suggest_article(article)
    before = list(Mention.objects.order_by("pk").values())

    report = suggest_article(article)

    assert (report.is_changed, report.kept) == (False, 7)
    assert list(Mention.objects.order_by("pk").values()) == before


def test_date_counted_from_another_points_at_it(article):
    suggest_article(article)

    assert named("The following day").anchor_mention == named("3 May 1931")


def test_article_is_noted_as_examined(article):
    suggest_article(article)

    examination = Examination.objects.get(article=article)
    assert (examination.asked_at, bool(examination.looked_at)) == (None, True)


def test_rejected_suggestion_stays_rejected(article):
    suggest_article(article)
    review.reject(named("Lisbon"), actor=make_user())

    report = suggest_article(article)

    assert (report.added, report.settled) == (0, 1)
    assert named("Lisbon").status == MentionStatus.REJECTED


def test_rejected_suggestion_stays_rejected_for_a_later_recogniser(article):
    suggest_article(article)
    review.reject_all(Mention.objects.all(), actor=make_user())
    Mention.objects.update(recogniser="sourcebook-rules-0", rule="older")

    assert suggest_article(article).added == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [("told", "said to"), ("Lisbon that", "Lisbon, that"), ("Lisbon", "Lisboa"), ("in Lisbon", "at Lisbon")],
    ids=["before", "beside", "within", "across"],
)
def test_rejected_suggestion_stays_rejected_after_a_correction(article, old, new):
    suggest_article(article)
    review.reject(named("Lisbon"), actor=make_user())
    revision = article.passages.get(number="1").head
    plan = correct.plan_correction(revision, FIRST.replace(old, new))
    correct.apply_correction(plan, actor=None, reason="misread")

    suggest_article(article)

    there = Mention.objects.filter(exact__startswith="Lisb")
    assert {mention.status for mention in there} == {MentionStatus.REJECTED}


def test_mark_made_by_hand_is_not_suggested_again(article):
    revision = article.passages.get(number="1").head
    start = FIRST.index("Lisbon")
    marking.mark(revision, Span(start, start + 6), NewEntity(EntityKind.PLACE, "Lisbon"), actor=make_user())

    report = suggest_article(article)

    assert (report.settled, Mention.objects.filter(exact="Lisbon").count()) == (1, 1)


def test_stale_suggestion_goes_and_leaves_no_entry(article):
    suggest_article(article)
    Mention.objects.filter(exact="Lisbon").update(start=0, end=7, exact="Harbour")

    report = suggest_article(article)

    assert (report.added, report.removed, ChangeSet.objects.count()) == (1, 1, 0)


def test_stale_suggestion_that_the_record_knows_goes_as_an_act(article):
    user = make_user()
    suggest_article(article)
    review.accept(named("Lisbon"), NewEntity(EntityKind.PLACE, "Lisbon"), actor=user)
    undo.undo(ChangeSet.objects.latest("pk"), actor=user)
    Mention.objects.filter(exact="Lisbon").update(start=0, end=7, exact="Harbour")

    suggest_article(article)

    assert ChangeSet.objects.latest("pk").changes.get().label == "Harbour"


def test_accepted_form_becomes_a_name_in_the_same_act(article):
    user = make_user()
    suggest_article(article)
    person = review.accept(
        named("Stepan Vorchenko"), NewEntity(EntityKind.PERSON, "Stepan Vorchenko"), actor=user
    ).entity

    review.accept_all(Mention.objects.filter(exact="Vorchenko"), target=person, actor=user)

    assert list(Name.objects.values_list("form", "kind")) == [("Vorchenko", "partial")]
    undo.undo(ChangeSet.objects.latest("pk"), actor=user)
    assert (Name.objects.count(), named("Vorchenko").status) == (0, MentionStatus.SUGGESTED)


def test_undoing_the_entity_lets_suggestions_of_it_stand(article):
    user = make_user()
    suggest_article(article)
    review.accept(named("Stepan Vorchenko"), NewEntity(EntityKind.PERSON, "Stepan Vorchenko"), actor=user)
    Mention.objects.filter(exact="Vorchenko").update(proposed_entity=Entity.objects.get())

    undone = undo.undo(ChangeSet.objects.latest("pk"), actor=user)

    assert (undone.refused, Entity.objects.count(), named("Vorchenko").proposed_entity) == ((), 0, None)


def test_queries_do_not_grow_with_the_article(django_assert_num_queries):
    def article_of(passages):
        article = make_article(published="1931-05-06")
        for _ in range(passages):
            make_passage(article, FIRST)
            make_passage(article, SECOND)
        return Article.objects.select_related("published", "document__corpus").get(pk=article.pk)

    one, three = article_of(1), article_of(3)

    expected = 22 if connection.features.has_select_for_update else 20  # it holds the passages, for as long
    with django_assert_num_queries(expected):
        suggest_article(one)
    with django_assert_num_queries(expected):
        suggest_article(three)


def test_known_form_is_linked_with_its_reason(article):
    person = authority.create(EntityKind.PERSON, "Stepan Vorchenko", actor=None)

    suggest_article(article)

    full, short = named("Stepan Vorchenko"), named("Vorchenko")
    assert (full.proposed_entity, full.reason) == (
        person,
        "form in the authority list: Stepan Vorchenko",
    )
    assert (short.proposed_entity, short.reason) == (
        person,
        "called so after Stepan Vorchenko: Stepan Vorchenko",
    )


def test_surname_of_two_who_are_not_named_in_full_has_alternatives(db):
    article = make_article()
    make_passage(article, "Everybody waited until Mr Vorchenko spoke to the crew.")
    stepan = authority.create(EntityKind.PERSON, "Stepan Vorchenko", actor=None)
    anna = authority.create(EntityKind.PERSON, "Anna Vorchenko", actor=None)

    suggest_article(article)

    suggestion = named("Vorchenko")
    assert (suggestion.proposed_entity, suggestion.alternatives) == (anna, [stepan.public_id])


def test_surname_of_somebody_else_named_in_full_is_left_to_them(db):
    article = make_article()
    make_passage(article, "The singer Boris Vorchenko came by train. Vorchenko sang for an hour.")
    authority.create(EntityKind.PERSON, "Stepan Vorchenko", actor=None)

    suggest_article(article)

    suggestion = named("Vorchenko")
    assert (suggestion.proposed_entity, suggestion.proposed_name) == (None, "Boris Vorchenko")


def test_rejected_form_sinks_and_says_so(article):
    suggest_article(article)
    before = named("Lisbon").score
    review.reject(named("Lisbon"), actor=make_user())
    other = make_article()
    make_passage(other, "They sailed from Lisbon in the night.")

    suggest_article(other)

    suggestion = Mention.objects.of_article(other.pk).get(exact="Lisbon")
    assert (suggestion.score < before, suggestion.reason.endswith("rejected 1 of 1 times")) == (True, True)


@pytest.mark.parametrize("rule", ["name:shape", "name:place", "place:context"])
def test_rejected_form_sinks_by_whatever_of_its_shape_and_context_it_goes(db, rule):
    editor = make_user()
    for text in ("They burned the village of Brodny.", "The village of Brodny is no more."):
        article = make_article()
        make_passage(article, text)
        suggest_article(article)
        suggestion = Mention.objects.of_article(article.pk).get(exact="Brodny")
        review.reject(suggestion, actor=editor)
        Mention.objects.filter(pk=suggestion.pk).update(rule=rule)

    assert suggestion.reason.endswith("rejected 1 of 1 times")


def test_quotation_is_suggested_with_its_speaker(article):
    person = authority.create(EntityKind.PERSON, "Stepan Vorchenko", actor=None)

    suggest_article(article)

    (said,) = Quotation.objects.all()
    assert (said.exact, said.kind, said.proposed_speaker) == (
        "the strike began on 3 May 1931",
        "indirect",
        person,
    )


def test_accepted_quotation_is_not_suggested_again(article):
    suggest_article(article)
    quoting.accept(Quotation.objects.get(), actor=make_user())

    report = suggest_article(article)

    assert (report.settled, Quotation.objects.get().speaker_name) == (1, "Stepan Vorchenko")


def test_feast_that_the_corpus_defines_is_a_day(db):
    corpus = make_corpus(feasts=["Lantern Day: 10-14"])
    article = make_article(make_document(corpus), published="1931-11-06")
    make_passage(article, "The mole was closed on Lantern Day by order of the prefect.")

    suggest_article(article)

    assert named("Lantern Day").proposed_edtf == "1931-10-14"


@pytest.mark.parametrize("feasts", ["Lantern Day", ["Lantern Day"], ["Lantern Day: 13-14"], [4]])
def test_feast_without_its_day_is_refused(feasts):
    with pytest.raises(ValidationError, match="Lantern Day: 10-14"):
        validate_feasts(feasts)
