"""Bulk review: filter, look through in context, decide on what is ticked or on screen as one act."""

import pytest
from django.urls import reverse

from sources.models import ChangeSet, Entity, Mention
from sources.values import spelling
from tests.admin.forms import messages_of
from tests.factories import make_article, make_entity, make_mention, make_passage, make_publication

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def waiting(text, exact, **values):
    article = make_article(publication=make_publication(), status="draft")
    mention = make_mention(make_passage(article, text), exact, make_entity("x"), status="suggested")
    columns = {"entity": None, "proposed_kind": "person", "proposed_name": exact, "rule": "names:shape"}
    Mention.objects.filter(pk=mention.pk).update(**columns | values)
    mention.refresh_from_db()
    return mention


def shown(client, **query):
    page = client.get(reverse("admin:review"), query)
    return [line.mention.exact for line in page.context["lines"]]


def decide(client, does, seen, ticked=()):
    data = {
        "do": does,
        "seen": [f"{one.pk}:{one.version}" for one in seen],
        "ticked": [one.pk for one in ticked],
    }
    return client.post(reverse("admin:review"), data, follow=True)


@pytest.fixture
def three(db):
    return (
        waiting("Then Ada Quill lit the lamp.", "Ada Quill", score=0.9),
        waiting("Tom Wick saw it.", "Tom Wick", score=0.4, rule="names:title"),
        waiting("They left for Salt Gate.", "Salt Gate", proposed_kind="place", score=0.6),
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Ada Quill", "Tom Wick", "Salt Gate"]),
        ({"kind": "place"}, ["Salt Gate"]),
        ({"rule": "names:title"}, ["Tom Wick"]),
        ({"least": "0.5"}, ["Ada Quill", "Salt Gate"]),
        ({"least": "0.5", "most": "0.7"}, ["Salt Gate"]),
        ({"words": "wick"}, ["Tom Wick"]),
        ({"order": "doubt"}, ["Tom Wick", "Salt Gate", "Ada Quill"]),
        ({"status": "needs_review"}, []),
        ({"q": "wick"}, []),  # no filter of this name
        ({"least": "much"}, []),
    ],
)
def test_filters(editor, three, query, found):
    assert shown(editor, **query) == found


def test_filters_of_corpus_and_article(editor, three):
    article = three[1].revision.passage.article

    by_corpus = shown(editor, corpus=article.document.corpus_id)
    by_article = shown(editor, article=article.pk)

    assert (by_corpus, by_article) == (["Tom Wick"], ["Tom Wick"])


def test_days_stand_in_order_and_in_words(editor):
    for edtf in ("1895", "1927-10-16", "1927-10-14"):
        waiting(f"It was {edtf}.", edtf, proposed_kind="date", proposed_name="", proposed_edtf=edtf)

    page = editor.get(reverse("admin:review"))

    assert [line.means for line in page.context["lines"]] == ["1895", "14 October 1927", "16 October 1927"]


def test_publication_filter(editor, three):
    other = three[1].revision.passage.article.publication

    assert shown(editor, publication=other.pk) == ["Tom Wick"]


def test_entity_is_found_in_another_spelling(editor, three):
    zhukov = make_entity("Stepan Zhukov", spelling_key=spelling.key("Stepan Zhukov"))
    Mention.objects.filter(pk=three[0].pk).update(proposed_entity=zhukov)

    assert shown(editor, words="Stepan Jukov") == ["Ada Quill"]


def test_what_is_ticked_is_accepted_as_one_act(editor, three):
    page = decide(editor, "accept-ticked", three, three[:2])

    assert sorted(Mention.objects.accepted().values_list("exact", flat=True)) == ["Ada Quill", "Tom Wick"]
    assert Entity.objects.filter(preferred_name="Tom Wick").count() == 1
    assert [one.summary for one in ChangeSet.objects.all()] == ["Accepted 2 mentions"]
    assert "2 accepted." in messages_of(page)


def test_all_on_screen_is_rejected_as_one_act(editor, three):
    decide(editor, "reject-all", three)

    assert Mention.objects.filter(status="rejected").count() == 3
    assert ChangeSet.objects.count() == 1


def test_what_was_changed_since_stays(editor, three):
    Mention.objects.filter(pk=three[0].pk).update(version=2)

    page = decide(editor, "reject-all", three)

    assert Mention.objects.get(pk=three[0].pk).status == "suggested"
    assert "1 were changed since you looked; they stay." in messages_of(page)


def test_nothing_ticked_changes_nothing(editor, three):
    page = decide(editor, "accept-ticked", three)

    assert messages_of(page) == ["Nothing was ticked; nothing was changed."]
    assert ChangeSet.objects.count() == 0


def test_annotator_looks_and_decides_nothing(annotator, three):
    assert len(shown(annotator)) == 3
    assert decide(annotator, "accept-all", three).status_code == 403
    assert ChangeSet.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(editor, rows, django_assert_num_queries):
    for number in range(rows):
        waiting(f"Then Ada Quill {number} lit the lamp.", "Ada Quill")

    with django_assert_num_queries(8):
        editor.get(reverse("admin:review"))
