"""An editor is told, before publishing, what of a redaction could be undone by comparing (S23)."""

import pytest

from sources.annotate.correct import apply_correction, plan_correction
from sources.edition.comparing import undone_by_comparing
from sources.edition.preview import plan_publication
from sources.models import Article, Entity
from tests.factories import make_article, make_document, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

SENTENCE = "That night the clerk Ida Tallow went home by the quay."


def told():
    return [one.sentence for one in undone_by_comparing()]


def withhold(passage, *words):
    text = passage.head.text
    for one in words:
        text = text.replace(one, "N.")
    plan = plan_correction(passage.head, text)
    apply_correction(plan, actor=None, reason="asked to", withholds_former=True)


@pytest.fixture
def repeated(lamps):
    """A sentence that two papers have."""
    first, second = Article.objects.order_by("title")
    passage = make_passage(first, SENTENCE).passage
    make_passage(second, f"The Gazette has it too. {SENTENCE}")
    return passage


def test_s23_words_taken_out_that_another_open_article_has_are_told(repeated):
    assert told() == []

    withhold(repeated, "Ida Tallow")

    assert told() == [
        "The words taken out of passage 3 of “Lamps out on the quay” "
        "stand in passage 2 of “Order on the quay”."
    ]
    assert [one.sentence for one in plan_publication().undone] == told()


def test_each_run_of_words_taken_out_is_looked_for(repeated):
    withhold(repeated, "Ida Tallow", "quay")

    assert len(told()) == 2


@pytest.mark.parametrize("closed", [{"status": "draft"}, {"access": "snippets"}])
def test_words_that_readers_do_not_have_undo_nothing(repeated, closed):
    Article.objects.filter(title="Order on the quay").update(**closed)

    withhold(repeated, "Ida Tallow")

    assert told() == []


def test_s23_closed_article_with_an_open_copy_is_told(lamps):
    article = make_article(make_document(lamps), title="Tax paid", access="snippets")
    make_article(make_document(lamps), title="Tax paid again", copy_of=article, similarity=0.9)

    assert told() == [
        "“Tax paid” is not shown whole, and “Tax paid again”, of which the text is the same or nearly so, is."
    ]


def test_s23_closed_copy_of_an_open_article_is_told(lamps):
    article = make_article(make_document(lamps), title="Tax paid")
    make_article(
        make_document(lamps), title="Tax paid again", copy_of=article, similarity=0.9, access="snippets"
    )

    assert [sentence.split(" is ")[0] for sentence in told()] == ["“Tax paid again”"]


def test_s23_pseudonym_in_an_article_that_says_where_it_appeared_is_told(lamps):
    Entity.objects.filter(preferred_name="Tomas Wick").update(is_protected=True, pseudonym="A porter")

    assert [sentence.split(":")[0] for sentence in told()] == [
        "“Lamps out on the quay” says that it appeared in Quay Mercury",
        "“Order on the quay” says that it appeared in Hill Gazette",
    ]
    assert "under a pseudonym in passage 1." in told()[0]


def test_article_that_does_not_say_where_it_appeared_is_none(lamps):
    Entity.objects.filter(preferred_name="Tomas Wick").update(is_protected=True, pseudonym="A porter")
    Article.objects.update(publication=None)

    assert told() == []
