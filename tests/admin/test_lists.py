"""What the lists of the desk show, and how values are typed and told there."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import formats

from sources.admin.lists import GROUPS, grouped
from sources.admin.site import desk
from sources.models import Article, ChangeSet
from tests.admin.forms import errors_of, filled
from tests.factories import make_article, make_claim, make_entity, make_mention, make_passage, make_question

pytestmark = pytest.mark.django_db


def cells(page, name):
    """The texts of a column."""
    rows = page.context["cl"].result_list
    return [str(getattr(page.context["cl"].model_admin, name)(row)) for row in rows]


def test_articles_tell_what_waits_in_them_and_which_are_copies(editor):
    lamps = make_article()
    wording = make_passage(lamps, "Ada Quill lit the lamp for Tom Wick.")
    make_mention(wording, "Ada Quill", make_entity(), status="needs_review")
    make_mention(wording, "Tom Wick", make_entity("Tom Wick"), status="suggested")
    make_article(title="The same again", copy_of=lamps, similarity=1.0, index=1, document=lamps.document)

    page = editor.get(reverse("admin:sources_article_changelist"))

    assert (cells(page, "waiting"), cells(page, "repeats")) == (["2", "0"], ["", "copy"])


def test_mention_is_told_with_its_place_and_its_rule_in_words(editor):
    wording = make_passage(make_article(), "Ada Quill lit the lamp.")
    mention = make_mention(wording, "Ada Quill", make_entity(), rule="date:day")

    page = editor.get(reverse("admin:sources_mention_changelist"))

    address = reverse("admin:sources_article_read", args=[wording.passage.article_id])
    assert cells(page, "place") == [
        f'<a href="{address}?mention={mention.pk}#here">Lamps out on the quay {wording.passage}</a>'
    ]
    assert cells(page, "found_by") == ["A day of the month"]


def test_years_are_typed_as_words_with_semicolons(editor):
    article = make_article(event_years=["1927"])
    address = reverse("admin:sources_article_change", args=[article.pk])
    form = editor.get(address)

    editor.post(address, filled(form, "article_form", event_years="1927; {1931,1932} ;"))

    assert form.context["adminform"].form["event_years"].value() == "1927"
    assert Article.objects.get().event_years == ["1927", "{1931,1932}"]


def test_years_typed_otherwise_but_the_same_are_no_act(editor):
    article = make_article(event_years=["1927", "1928"])
    address = reverse("admin:sources_article_change", args=[article.pk])

    editor.post(address, filled(editor.get(address), "article_form", event_years=" 1927;1928 "))

    assert not ChangeSet.objects.exists()


def test_year_that_is_none_is_refused_with_its_reason(editor):
    article = make_article()
    address = reverse("admin:sources_article_change", args=[article.pk])

    refused = editor.post(address, filled(editor.get(address), "article_form", event_years="the year after"))

    assert "the year after" in " ".join(errors_of(refused))


def test_times_have_24_hours_and_their_zone():
    moment = datetime(2026, 11, 22, 12, 53, tzinfo=UTC)

    assert formats.localize(moment) == "22 Nov 2026, 12:53 UTC"


@pytest.mark.parametrize(("role", "leads"), [("annotator", False), ("editor", True)])
def test_claim_leads_to_its_form_only_whom_it_lets_in(role, leads, request):
    wording = make_passage(make_article(), "31 lamps went out.")
    question = make_question(wording.passage.document.corpus)
    claim = make_claim(wording, "31", question, measure="exact", low=31, high=31)
    form = reverse("admin:sources_article_claim", args=[wording.passage.article_id, claim.pk])

    page = request.getfixturevalue(role).get(reverse("admin:sources_claim_change", args=[claim.pk]))

    assert (form in page.content.decode()) is leads


def test_every_list_stands_in_one_group(root):
    named = [name for names in GROUPS.values() for name in names]

    shown = root.get(reverse("admin:index")).context["app_list"]

    # An Entity is chosen by type-ahead; it is listed as a person, a place or an organisation.
    assert sorted([*named, "Entity"]) == sorted(model.__name__ for model in desk._registry)
    assert [group["name"] for group in shown] == list(GROUPS)
    assert [[row["object_name"] for row in group["models"]] for group in shown] == [
        list(g) for g in GROUPS.values()
    ]


def test_group_of_which_nothing_may_be_seen_is_left_out():
    rows = [{"object_name": "Article"}, {"object_name": "Lamp"}]

    shown = grouped([{"name": "Sources", "models": rows}])

    assert shown == [{"name": "Texts", "models": rows[:1]}, {"name": "The archive", "models": rows[1:]}]
