"""Passages change their article; numbers stay, and every former address is kept."""

import pytest

from sources.annotate.acts import Refused, act
from sources.annotate.edges import (
    apply_division,
    apply_move,
    apply_union,
    plan_division,
    plan_move,
    plan_union,
)
from sources.annotate.undo import plan_undo, undo
from sources.models import Article, ChangeSet, FormerNumber, Passage
from sources.vocabulary import ActKind
from tests.annotate.states import digest_of_database
from tests.factories import make_article, make_document, make_entity, make_mention, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def two():
    """Two articles of one document, of four passages each, and two passages of none after them."""
    document = make_document()
    first, second = make_article(document, title="Lamps out"), make_article(document, title="Order")
    for article in (first, second):
        for number in range(1, 5):
            make_passage(article, f"{article} {number}.")
    for number in (1, 2):
        loose = make_passage(second, f"Loose {number}.", number=f"x{number}").passage
        Passage.objects.filter(pk=loose.pk).update(article=None, number=f"f{number}")
    return first, second


def of(article, *numbers):
    return [article.passages.get(number=number) for number in numbers]


def loose(*numbers):
    return list(Passage.objects.filter(article=None, number__in=numbers))


def numbers_of(article):
    return list(article.passages.standing().order_by("start").values_list("number", flat=True))


def former():
    return sorted(FormerNumber.objects.values_list("article__title", "number", "passage__number"))


def move(passages, article):
    apply_move(plan_move(passages, article), actor=None)


def last_act():
    return ChangeSet.objects.order_by("-pk").first()


def test_last_passages_given_to_the_next_article_are_lettered_before_its_first(two):
    first, second = two

    move(of(first, "3", "4"), second)

    assert (numbers_of(first), numbers_of(second)) == (["1", "2"], ["0a", "0b", "1", "2", "3", "4"])
    assert former() == [("Lamps out", "3", "0a"), ("Lamps out", "4", "0b")]
    assert last_act().summary == "Gave 2 passages to “Order”"


def test_first_passages_given_to_the_article_before_go_on_with_its_numbers(two):
    first, second = two

    move(of(second, "1", "2"), first)

    assert (numbers_of(first), numbers_of(second)) == (["1", "2", "3", "4", "5", "6"], ["3", "4"])


def test_passages_given_back_have_their_old_numbers(two):
    first, second = two
    move(of(first, "4"), second)

    move(of(second, "0a"), first)

    assert (numbers_of(first), former()) == (["1", "2", "3", "4"], [("Order", "0a", "4")])


def test_number_of_what_has_left_is_not_given_again(two):
    first, second = two
    move(of(first, "4"), second)
    move(of(second, "0a"), None)

    move(loose("f3"), second)

    assert numbers_of(second) == ["0a", "1", "2", "3", "4"]


def test_passages_given_to_no_article_count_on_outside(two):
    _, second = two

    move(of(second, "4"), None)

    assert Passage.objects.filter(article=None).order_by("start").first().number == "f3"
    assert former() == [("Order", "4", "f3")]


def test_passages_of_no_article_come_to_the_one_beside_them(two):
    _, second = two

    move(loose("f1"), second)

    assert (numbers_of(second), former()) == (["1", "2", "3", "4", "5"], [])


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (["2"], "at the beginning or the end"),
        (["1", "3"], "follow each other"),
        (["1", "2", "3", "4"], "cannot be left without passages"),
        (["1"], "do not stand beside"),
    ],
)
def test_passages_that_are_not_at_the_common_edge_are_refused(two, chosen, sentence):
    first, second = two

    with pytest.raises(Refused, match=sentence):
        plan_move(of(first, *chosen), second)


def test_article_of_another_document_is_refused(two):
    first, _ = two

    with pytest.raises(Refused, match="no longer stands in this document"):
        plan_move(of(first, "4"), make_article())


def test_division_begins_a_new_article_with_the_shared_facts(two):
    first, _ = two

    new = apply_division(plan_division(*of(first, "3"), "Second report"), actor=None)

    assert (numbers_of(first), numbers_of(new)) == (["1", "2"], ["1", "2"])
    assert (new.index, new.published, new.status, new.contributors.count()) == (
        1,
        first.published,
        first.status,
        0,
    )
    assert former() == [("Lamps out", "3", "1"), ("Lamps out", "4", "2")]


def test_division_before_the_first_passage_is_refused(two):
    with pytest.raises(Refused, match="would take every passage"):
        plan_division(*of(two[0], "1"), "All of it")


def test_division_without_a_title_is_refused(two):
    with pytest.raises(Refused, match="needs a title"):
        plan_division(*of(two[0], "3"), " ")


def test_union_leads_the_second_to_the_first(two):
    first, second = two
    copy = make_article(copy_of=second, similarity=0.9)

    apply_union(plan_union(first, second), actor=None)

    assert numbers_of(first) == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert list(Article.objects.standing().filter(document=first.document)) == [first]
    assert former() == [("Order", str(number), str(number + 4)) for number in range(1, 5)]
    copy.refresh_from_db()
    assert copy.copy_of == first


def test_union_of_articles_that_do_not_follow_each_other_is_refused(two):
    first, second = two

    with pytest.raises(Refused, match="does not follow"):
        plan_union(second, first)


def test_marks_stay_with_their_words(two):
    first, second = two
    mention = make_mention(of(second, "1")[0].head, "Order", make_entity("Order", kind="organisation"))
    before = (mention.revision_id, mention.start, mention.end)

    apply_union(plan_union(first, second), actor=None)

    mention.refresh_from_db()
    assert (mention.revision_id, mention.start, mention.end) == before


def test_undo_gives_back_exactly_what_was(two):
    first, second = two
    make_article(copy_of=second, similarity=0.9)
    move(of(first, "4"), second)
    acts = [
        lambda: move(of(second, "0a"), first),
        lambda: move(of(second, "4"), None),
        lambda: apply_division(plan_division(*of(first, "2"), "Second report"), actor=None),
        lambda: apply_union(plan_union(*Article.objects.filter(pk__in=[first.pk, second.pk])), actor=None),
    ]
    for deed in acts:
        before = digest_of_database()
        deed()
        assert digest_of_database() != before

        undo(last_act(), actor=None)

        assert digest_of_database() == before


@pytest.mark.parametrize(
    ("first", "second", "access", "gained", "lost"),
    [
        (("published", "full"), ("published", "full"), "full", 0, 0),
        (("published", "full"), ("draft", "catalogue"), "catalogue", 4, 4),
        (("published", "full"), ("published", "snippets"), "snippets", 0, 4),
        (("draft", "full"), ("published", "full"), "full", 0, 4),
    ],
)
def test_union_keeps_the_stricter_access_and_counts_what_readers_gain(
    two, first, second, access, gained, lost
):
    for article, (status, given) in zip(two, (first, second), strict=True):
        article.status, article.access = status, given
        article.save()

    plan = plan_union(*two)
    apply_union(plan, actor=None)

    assert (plan.publicity.gained, plan.publicity.lost) == (gained, lost)
    assert Article.objects.get(pk=two[0].pk).access == access


def test_move_counts_what_becomes_public_and_what_leaves(two):
    first, second = two
    Article.objects.filter(pk=second.pk).update(status="draft")
    second.refresh_from_db()

    into_public = plan_move(of(second, "1", "2"), first).publicity
    out_of_public = plan_move(of(first, "4"), second).publicity

    assert (into_public.gained, into_public.lost) == (2, 0)
    assert (out_of_public.gained, out_of_public.lost) == (0, 1)
    assert plan_move(of(first, "1"), None).publicity.lost == 1


def test_number_outside_articles_is_not_given_again(two):
    first, second = two
    move(loose("f1"), second)
    entry = last_act()

    move(of(first, "1"), None)

    assert (
        first.document.passages.filter(article=None)
        .order_by("start")
        .values_list("number", flat=True)
        .first()
        == "f3"
    )
    undo(entry, actor=None)
    assert loose("f1")[0].head.text == "Loose 1."


def test_undo_that_would_give_a_number_twice_is_refused_in_a_sentence(two):
    _, second = two
    move(loose("f1"), second)
    entry = last_act()
    Passage.objects.filter(number="f2").update(number="f1")

    with pytest.raises(Refused, match="Another passage has the number f1 since"):
        plan_undo(entry)


def test_divided_article_stands_after_the_first_in_the_document(two):
    first, second = two

    made = apply_division(plan_division(of(first, "3")[0], "Between"), actor=None)
    with act(ActKind.EDIT, "Said on which page") as doing:
        doing.change(Article.objects.get(pk=second.pk), page="7")

    assert list(first.document.articles.values_list("title", "index")) == [
        ("Lamps out", 0),
        ("Between", 1),
        ("Order", 2),
    ]
    undo(ChangeSet.objects.get(kind="move"), actor=None)
    assert list(first.document.articles.values_list("title", "index", "page")) == [
        ("Lamps out", 0, ""),
        ("Order", 1, "7"),
    ]
    assert not Article.objects.filter(pk=made.pk).exists()


@pytest.mark.parametrize(
    ("repeating", "expected"),
    [((), (True, True)), (("1", "2", "3", "4"), (True, True)), (("3", "4"), (False, True))],
)
def test_each_part_of_a_divided_copy_is_a_copy_where_it_repeats_something(two, repeating, expected):
    original, copy = two
    Article.objects.filter(pk=copy.pk).update(copy_of=original, similarity=0.9)
    for number in repeating:
        copy.passages.filter(number=number).update(duplicate_of=original.passages.get(number=number))
    before = digest_of_database()

    made = apply_division(plan_division(Passage.objects.get(article=copy, number="3"), "New"), actor=None)

    copies = [Article.objects.get(pk=one.pk) for one in (copy, made)]
    assert tuple(one.copy_of == original and one.similarity == 0.9 for one in copies) == expected
    undo(ChangeSet.objects.get(), actor=None)
    assert digest_of_database() == before
