"""Merging, telling apart and splitting at the desk: what is shown is what is done."""

import pytest
from django.urls import reverse

from sources.annotate import authority
from sources.models import Apart, ChangeSet, Entity, Mention
from sources.vocabulary import EntityKind
from tests.admin.forms import filled, messages_of
from tests.factories import make_entity, make_mention

pytestmark = pytest.mark.django_db


def address(name, entity):
    return reverse(f"admin:sources_entity_{name}", args=[entity.pk])


def change(entity):
    return reverse(f"admin:sources_{entity.kind}_change", args=[entity.pk])


def summaries():
    return list(ChangeSet.objects.order_by("pk").values_list("kind", "summary", "reason"))


@pytest.fixture
def two(revision):
    """Tom Wick twice, one of them suggested in the text."""
    return Entity.objects.get(preferred_name="Tom Wick"), make_entity(
        "Thomas Wick", description="A lamplighter."
    )


def test_merging_goes_from_the_record_by_a_preview_to_one_act(editor, two):
    wick, thomas = two
    asked = editor.get(address("merge", wick), {"other_id": thomas.public_id})

    answer = editor.post(
        f"{address('merge', wick)}?other={thomas.pk}", filled(asked, reason="same man"), follow=True
    )

    assert answer.redirect_chain == [(change(wick), 302)]
    assert summaries() == [("merge", "Merged “Thomas Wick” into “Tom Wick”", "same man")]
    wick.refresh_from_db()
    assert wick.description == "A lamplighter."
    assert [name.form for name in wick.names.all()] == ["Thomas Wick"]


def test_name_of_the_one_that_goes_may_be_chosen(editor, two):
    wick, thomas = two
    page = editor.get(address("merge", wick), {"other": thomas.pk})

    editor.post(f"{address('merge', wick)}?other={thomas.pk}", filled(page, take_preferred_name="theirs"))

    wick.refresh_from_db()
    assert wick.preferred_name == "Thomas Wick"


def test_merge_after_somebody_changed_one_of_them_shows_the_plan_again(editor, publisher, two):
    wick, thomas = two
    page = editor.get(address("merge", wick), {"other": thomas.pk})
    seen = publisher.get(change(thomas))
    publisher.post(change(thomas), filled(seen, "person_form", description="Other."))

    answer = editor.post(f"{address('merge', wick)}?other={thomas.pk}", filled(page))

    assert answer.status_code == 400
    assert any("changed since you looked" in said for said in messages_of(answer))
    assert Entity.objects.get(pk=thomas.pk).merged_into is None


def test_different_identifiers_leave_no_button(editor):
    one, two = make_entity(wikidata="Q1"), make_entity("Tom Wick", wikidata="Q2")

    page = editor.get(address("merge", one), {"other": two.pk}).content.decode()

    assert "different wikidata identifiers (Q1 and Q2)" in page
    assert ">Merge</button>" not in page


def test_merged_record_is_only_looked_at_and_leads_on(editor, two):
    wick, thomas = two
    page = editor.get(address("merge", wick), {"other": thomas.pk})
    editor.post(f"{address('merge', wick)}?other={thomas.pk}", filled(page))

    page = editor.get(change(thomas)).content.decode()

    assert "Tell apart again" in page
    assert 'name="_save"' not in page
    assert editor.post(change(thomas), {"preferred_name": "Forged"}).status_code == 403


def test_telling_apart_asks_where_later_rows_belong(editor, two, revision):
    wick, thomas = two
    page = editor.get(address("merge", wick), {"other": thomas.pk})
    editor.post(f"{address('merge', wick)}?other={thomas.pk}", filled(page))
    mention = Mention.objects.get(exact="Ada Quill")
    own = reverse("admin:sources_mention_change", args=[mention.pk])
    editor.post(own, filled(editor.get(own), "mention_form", entity=str(wick.pk)))
    page = editor.get(address("unmerge", thomas))

    editor.post(address("unmerge", thomas), filled(page, theirs=f"mention:{mention.pk}"))

    mention.refresh_from_db()
    thomas.refresh_from_db()
    assert (mention.entity, thomas.merged_into) == (thomas, None)
    assert summaries()[-1][:2] == ("unmerge", "Told “Thomas Wick” apart from “Tom Wick” again")


def test_splitting_gives_what_is_ticked_to_a_new_record(editor, two, revision):
    wick = two[0]
    mention = Mention.objects.get(exact="Tom Wick")
    page = editor.get(address("split", wick))

    editor.post(
        address("split", wick),
        filled(page, preferred_name="Tom Wick the younger", going=f"mention:{mention.pk}"),
    )

    mention.refresh_from_db()
    assert mention.entity.preferred_name == "Tom Wick the younger"
    assert summaries()[-1][:2] == ("unmerge", "Split “Tom Wick the younger” from “Tom Wick”")


def test_splitting_without_a_tick_says_so_and_keeps_the_name(editor, two):
    page = editor.post(address("split", two[0]), {"preferred_name": "Nobody"})

    assert any("Nothing was chosen" in said for said in messages_of(page))
    assert filled(page)["preferred_name"] == "Nobody"


def test_changing_the_kind_leads_to_the_page_of_that_kind(editor, two):
    wick = two[0]

    answer = editor.post(address("kind", wick), {"kind": "organisation"})

    assert answer.url == reverse("admin:sources_organisation_change", args=[wick.pk])


def test_look_alikes_are_merged_or_told_apart_by_one_click(editor):
    one, two = (authority.create(EntityKind.PERSON, name, actor=None) for name in ("Tom Wick", "Tom Wyck"))
    page = editor.get(reverse("admin:sources_entity_look_alikes"))
    assert f"{address('merge', one)}?other={two.pk}" in page.content.decode()

    after = editor.post(
        reverse("admin:sources_entity_look_alikes"), filled(page), follow=True
    ).content.decode()

    assert list(Apart.objects.values_list("first", "second")) == [(one.pk, two.pk)]
    assert "all pairs that do have been told apart" in after


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_as_often_for_one_row_as_for_three(editor, revision, count, django_assert_num_queries):
    kept, merged = Entity.objects.get(preferred_name="Tom Wick"), make_entity("Thomas Wick")
    for start in range(count):
        make_mention(revision, revision.text[start : start + 2], merged)
    pages = {
        address("merge", kept) + f"?other={merged.pk}": 18,
        address("split", merged): 16,
        reverse("admin:sources_entity_look_alikes"): 9,
    }

    for page, queries in pages.items():
        editor.get(page)
        with django_assert_num_queries(queries):
            editor.get(page)
