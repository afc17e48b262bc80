"""Regions looked at, labelled, split, joined, moved and withdrawn, with plain forms."""

import pytest
from django.urls import reverse

from sources.admin.refusals import REFUSALS
from sources.admin.structure.deeds import place_of_line_end
from sources.annotate import quoting
from sources.annotate.undo import undo
from sources.annotate.withdraw import apply_withdrawal, plan_withdrawal
from sources.models import Article, ChangeSet, Document, Passage
from sources.values.span import Span
from tests.admin.forms import filled, messages_of
from tests.annotate.states import digest_of_database
from tests.factories import make_article, make_document, make_entity, make_mention, make_passage

pytestmark = pytest.mark.django_db

REGIONS, DO = reverse("admin:sources_passage_regions"), reverse("admin:sources_passage_do")


@pytest.fixture
def articles():
    document = make_document()
    made = [make_article(document, title=title) for title in ("Lamps out", "Order")]
    for article in made:
        for number in range(1, 4):
            make_passage(
                article, f"Ada Quill {number} lit it. Tom Wick saw.", confidence=0.4, reason="a short line"
            )
    return made


def box(article, number):
    passage = article.passages.get(number=number)
    return f"{passage.pk}:{passage.version}"


def planned(client, **posted):
    """Ask for the plan, then do it as shown, as a browser would."""
    shown = client.post(DO, posted)
    assert shown.status_code == 200, messages_of(shown)
    return client.post(DO, {**filled(shown, "plan-form"), **posted})


def numbers(article):
    return list(article.passages.standing().order_by("start").values_list("number", flat=True))


def test_regions_are_shown_in_order_and_by_doubt(editor, articles):
    Passage.objects.filter(article=articles[0], number="3").update(confidence=0.1)

    in_order = editor.get(REGIONS, {"article": articles[0].pk}).context["groups"]
    by_doubt = editor.get(REGIONS, {"article": articles[0].pk, "order": "doubt"}).context["groups"]

    assert [row.number for group in in_order for row in group.rows] == ["1", "2", "3"]
    assert [row.number for group in by_doubt for row in group.rows] == ["3", "1", "2"]


def test_doubtful_regions_of_all_documents_are_where_the_dashboard_leads(editor, articles):
    Passage.objects.filter(number="1").update(confidence=1.0)

    assert f'href="{REGIONS}"' in editor.get("/admin/").content.decode()
    assert editor.get(REGIONS).context["rows"].paginator.count == 4


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_regions_asks_the_same_number_of_queries(editor, count, django_assert_num_queries):
    document = make_document()
    for _ in range(count):
        article = make_article(document)
        for _ in range(count):
            make_passage(article, "Ada Quill lit the lamp.")

    with django_assert_num_queries(7):
        editor.get(REGIONS, {"document": document.pk})


def test_ticked_passages_are_labelled_as_one_act(editor, articles):
    posted = {"do": "relabel", "kind": "caption", "article": articles[0].pk}

    done = editor.post(DO, {**posted, "passage": [box(articles[0], "1"), box(articles[0], "2")]}, follow=True)

    assert messages_of(done)[0].startswith("Recorded: 2 passages labelled caption.")
    labels = articles[0].passages.order_by("start").values_list("kind", "confidence")
    assert list(labels) == [("caption", 1.0), ("caption", 1.0), ("body", 0.4)]
    assert ChangeSet.objects.get().actor == editor.user


def test_label_of_a_passage_that_somebody_saved_since_is_refused(editor, articles):
    old = box(articles[0], "1")
    Passage.objects.filter(number="1", article=articles[0]).update(version=2)

    done = editor.post(DO, {"do": "relabel", "kind": "caption", "article": articles[0].pk, "passage": old})

    assert (done.status_code, ChangeSet.objects.count()) == (409, 0)
    assert "was saved by somebody else" in messages_of(done)[0]


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"do": "relabel", "kind": "caption"}, "Tick the passages first."),
        ({"do": "relabel", "kind": "poem", "passage": "own"}, "Choose what the passages are."),
        ({"do": "join", "passage": "own"}, "Choose at least two passages to join."),
        ({"do": "move", "passage": "own"}, "Choose the article first."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_done(editor, articles, posted, sentence):
    posted = {name: box(articles[0], "1") if value == "own" else value for name, value in posted.items()}

    done = editor.post(DO, {**posted, "article": articles[0].pk})

    assert (done.status_code, messages_of(done), ChangeSet.objects.count()) == (400, [sentence], 0)


def test_speaker_of_ticked_passages(editor, articles):
    editor.post(DO, {"do": "speaker", "speaker_name": "Quill", "passage": box(articles[0], "2")})

    assert articles[0].passages.get(number="2").speaker_name == "Quill"


def test_join_shows_its_plan_first_and_does_that(editor, articles):
    make_mention(articles[0].passages.get(number="2").head, "Tom Wick", make_entity("Tom Wick"))

    done = planned(
        editor, do="join", article=articles[0].pk, passage=[box(articles[0], "1"), box(articles[0], "2")]
    )

    assert (done.status_code, numbers(articles[0])) == (302, ["1", "3"])


def test_plan_that_is_no_longer_so_is_shown_again(editor, articles):
    posted = {"do": "join", "passage": [box(articles[0], "1"), box(articles[0], "2")]}
    fields = filled(editor.post(DO, posted), "plan-form")
    make_mention(articles[0].passages.get(number="2").head, "Tom Wick", make_entity("Tom Wick"))

    done = editor.post(DO, {**fields, **posted})

    assert (done.status_code, ChangeSet.objects.count()) == (409, 0)
    assert messages_of(done) == ["Something changed since you looked; this is what would be done now."]


def test_last_passage_is_given_to_the_next_article(editor, articles):
    planned(editor, do="move", target=articles[1].pk, passage=box(articles[0], "3"))

    assert numbers(articles[1]) == ["0a", "1", "2", "3"]


def test_new_article_begins_at_the_ticked_passage(editor, articles):
    planned(editor, do="divide", new_title="The second", passage=box(articles[0], "2"))

    assert numbers(Article.objects.get(title="The second")) == ["1", "2"]


def test_article_is_joined_to_the_one_before(editor, articles):
    page = editor.get(REGIONS, {"document": articles[0].document_id}).content.decode()
    assert f'value="{articles[0].pk}:{articles[1].pk}"' in page

    planned(editor, unite=f"{articles[0].pk}:{articles[1].pk}", document=articles[0].document_id)

    assert numbers(articles[0]) == ["1", "2", "3", "4", "5", "6"]


def test_passage_is_split_where_enter_was_pressed(editor, articles):
    passage = articles[0].passages.get(number="1")
    address = reverse("admin:sources_passage_split", args=[passage.pk])
    typed = filled(editor.get(address), "split-form", text="Ada Quill 1 lit it.\r\nTom Wick saw.")

    plan = editor.post(address, typed)
    done = editor.post(address, {**typed, **filled(plan, "plan-form")})

    assert (done.status_code, numbers(articles[0])) == (302, ["1", "1a", "2", "3"])
    assert articles[0].passages.get(number="1a").head.text == "Tom Wick saw."


def test_split_without_a_place_keeps_what_was_typed(editor, articles):
    passage = articles[0].passages.get(number="1")
    address = reverse("admin:sources_passage_split", args=[passage.pk])

    done = editor.post(address, filled(editor.get(address), "split-form"))

    assert done.status_code == 400
    assert messages_of(done) == ["Press Enter once, where the second part begins; nothing else may change."]


@pytest.mark.parametrize("parted", ["Ada lit\nit now.", "Ida lit\nit.", "Ada\nlit\nit.", "Ada lit it."])
def test_place_is_found_only_where_one_line_end_was_put_in(parted):
    with pytest.raises(REFUSALS):
        place_of_line_end("Ada lit it.", parted)


@pytest.mark.parametrize("parted", ["Ada lit \nit.", "Ada lit\r\n\r\nit.", "Ada lit\n it."])
def test_place_is_that_of_the_second_part(parted):
    assert place_of_line_end("Ada lit it.", parted) == 8


def test_document_is_withdrawn_with_a_reason_only(editor, articles):
    address = reverse("admin:sources_document_withdraw", args=[articles[0].document_id])
    fields = filled(editor.get(address), "plan-form")

    refused = editor.post(address, fields)
    done = editor.post(address, {**fields, "reason": "scanned from another paper"})

    assert (refused.status_code, done.status_code) == (409, 302)
    assert Document.objects.get().withdrawn_reason == "scanned from another paper"


@pytest.mark.parametrize("model", ["article", "document", "mention", "passage", "quotation"])
def test_lists_leave_out_what_was_withdrawn_unless_asked(editor, articles, model):
    head = articles[0].passages.get(number="1").head
    make_mention(head, "Tom Wick", make_entity("Tom Wick"))
    quoting.mark(head, Span(0, 8), "a clerk", actor=None)
    Document.objects.update(withdrawn_on="2026-01-02", withdrawn_reason="scanned from another paper")
    address = reverse(f"admin:sources_{model}_changelist")

    shown = [editor.get(address, query).context["cl"].result_count for query in ({}, {"standing": "gone"})]

    assert shown[0] == 0
    assert shown[1] > 0
    assert editor.get(address, {"standing": "all"}).context["cl"].result_count == shown[1]


@pytest.mark.parametrize(
    "path", [DO, "/admin/sources/passage/{passage}/split/", "/admin/sources/document/{document}/withdraw/"]
)
def test_annotator_changes_no_structure(annotator, articles, path):
    passage = articles[0].passages.first()
    before = digest_of_database()

    done = annotator.post(path.format(passage=passage.pk, document=passage.document_id), {"do": "join"})

    assert (done.status_code, digest_of_database()) == (403, before)


def test_annotator_may_look_and_has_no_buttons(annotator, articles):
    page = annotator.get(REGIONS, {"article": articles[0].pk})

    assert page.status_code == 200
    assert 'name="do"' not in page.content.decode()


def test_every_act_of_the_page_is_undone_from_the_record(editor, articles):
    before = digest_of_database()
    planned(editor, do="join", passage=[box(articles[0], "1"), box(articles[0], "2")])

    undo(ChangeSet.objects.get(), actor=None)

    assert digest_of_database() == before


def test_article_is_replaced_after_its_plan_was_seen(editor, articles):
    old = articles[0]
    new = make_article(make_document(old.document.corpus), title="Lamps out, scanned again")
    for number in range(1, 4):
        make_passage(new, f"Ada Quill {number} lit it. Tom Wick saw.")
    make_mention(old.passages.get(number="2").head, "Tom Wick", make_entity("Tom Wick"))
    address = reverse("admin:sources_article_replace", args=[old.pk])

    plan = editor.post(address, filled(editor.get(address), "replace-form", by=str(new.pk)))
    done = editor.post(address, filled(plan, "plan-form"))

    old.refresh_from_db()
    assert plan.context["proposed"].account == {"kept": 0, "moved": 1, "to_review": 0}
    assert (done.status_code, old.leads_to) == (302, new)


def test_replacement_without_a_choice_says_so(editor, articles):
    done = editor.post(reverse("admin:sources_article_replace", args=[articles[0].pk]), {"by": ""})

    assert (done.status_code, messages_of(done)) == (400, ["Choose the article first."])


# What becomes public ---------------------------------------------------------------------------------


def test_union_that_makes_a_draft_public_needs_somebody_who_may_publish(editor, publisher, articles):
    Article.objects.filter(pk=articles[1].pk).update(status="draft")
    posted = {"unite": f"{articles[0].pk}:{articles[1].pk}"}

    shown = editor.post(DO, posted)
    refused = editor.post(DO, {**filled(shown, "plan-form"), **posted})
    done = planned(publisher, **posted)

    assert "readers see more than now of 3 passages" in shown.content.decode()
    assert "Do it as shown" not in shown.content.decode()
    assert (refused.status_code, done.status_code) == (403, 302)
    assert Article.objects.get(pk=articles[1].pk).leads_to == articles[0]


def test_replacing_by_a_draft_leaves_it_in_review_until_somebody_publishes_it(editor, articles):
    new = make_article(
        make_document(articles[0].document.corpus), title="New", status="draft", access="catalogue"
    )
    make_passage(new, "Ada Quill 1 lit it. Tom Wick saw.")
    address = reverse("admin:sources_article_replace", args=[articles[0].pk])

    shown = editor.post(address, {"by": new.pk})
    done = editor.post(address, {**filled(shown, "plan-form"), "by": new.pk})

    assert "status of the new changes: draft → in review" in shown.content.decode()
    assert "readers see less than now of 3 passages" in shown.content.decode()
    new.refresh_from_db()
    assert (done.status_code, new.status, new.access) == (302, "in_review", "catalogue")


def test_undo_of_a_withdrawal_of_something_public_needs_somebody_who_may_publish(editor, publisher, articles):
    apply_withdrawal(plan_withdrawal(articles[0].document), actor=editor.user, reason="a mistake")
    address = reverse("admin:sources_changeset_undo", args=[ChangeSet.objects.get().pk])

    refused, done = editor.post(address), publisher.post(address)

    assert (refused.status_code, done.status_code) == (403, 302)
    assert Article.objects.standing().count() == 2


def test_undo_of_a_union_that_took_something_out_of_the_public_needs_somebody_who_may_publish(
    editor, publisher, articles
):
    Article.objects.filter(pk=articles[0].pk).update(status="draft")
    planned(editor, unite=f"{articles[0].pk}:{articles[1].pk}")
    address = reverse("admin:sources_changeset_undo", args=[ChangeSet.objects.get().pk])

    refused, done = editor.post(address), publisher.post(address)

    assert (refused.status_code, done.status_code) == (403, 302)
    assert Article.objects.standing().count() == 2


def test_reason_that_is_too_long_is_said_and_kept(editor, articles):
    address = reverse("admin:sources_document_withdraw", args=[articles[0].document_id])
    shown = editor.post(address, {})

    answer = editor.post(address, {**filled(shown, "plan-form"), "reason": "x" * 301})

    assert (answer.status_code, "x" * 301 in answer.content.decode()) == (409, True)
    assert messages_of(answer) == ["The reason has 301 characters; 300 are the most."]
