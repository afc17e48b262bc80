"""Withholding and protecting as editors meet them: pages, rights, what readers get at once, the list."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from sources.annotate import authority
from sources.edition import watching
from sources.edition.closure import closed
from sources.edition.publish import publish
from sources.models import Article, ChangeSet, Entity, Mention, PassageRevision, Withholding
from sources.vocabulary import ActKind, EntityKind
from tests.factories import make_article, make_entity, make_mention, make_passage

pytestmark = pytest.mark.django_db

TEXT = "Ada Quill lit the lamp on 4 May. Tom Wick saw Ada Quill the following day."
MARK = "[withheld]"


def asked(client, **query):
    return client.get(reverse("admin:withhold", query=query))


def withhold(client, page, **values):
    """Send the form as it was shown, with what is said there."""
    shown = page.context
    sent = {
        "seen": shown["plan"].seen,
        "back": shown["back"],
        "words": [one.key for one in shown["chosen"].words],
        "article": [one.pk for one in shown["chosen"].articles],
        "also": [place.key for place, is_ticked in shown["places"] if is_ticked],
        "reason": "somebody_named_asks",
        "extent": "nothing",
    }
    return client.post(reverse("admin:withhold"), sent | values)


def head(revision):
    return revision.passage.revisions.order_by("-number").first()


# Words ----------------------------------------------------------------------------------------------


def test_page_shows_what_readers_will_have_and_who_could_be_protected_instead(editor, revision):
    page = asked(editor, passage=revision.passage_id, start=0, end=9)

    (one,) = page.context["shown"]
    assert one.pieces == (("", "Ada Quill"), (TEXT[9:], ""))
    assert [person.preferred_name for person in page.context["people"]] == ["Ada Quill"]
    assert page.context["wider"] == {"passage": revision.passage_id, "article": revision.passage.article_id}


def test_words_are_withheld_here_and_where_else_they_were_ticked(editor, revision):
    other = make_passage(make_article(title="Ada Quill goes home"), "I met Ada Quill.")
    left = make_passage(make_article(), "Ada Quill wrote.")
    page = asked(editor, passage=revision.passage_id, start=0, end=9)
    keys = [place.key for place, _ in page.context["places"]]

    answer = withhold(editor, page, also=[key for key in keys if f"-{left.pk}-" not in key])

    entry = ChangeSet.objects.latest("pk")
    assert answer.url == f"{reverse('admin:withheld')}?done={entry.pk}&back=%2Fadmin%2F"
    assert (entry.kind, entry.summary) == (ActKind.WITHHOLD, "Withheld 2 passages and 1 headline")
    assert head(revision).text == TEXT.replace("Ada Quill", MARK)
    assert head(other).text == f"I met {MARK}."
    assert head(left).text == "Ada Quill wrote."
    assert Article.objects.get(pk=other.passage.article_id).title == f"{MARK} goes home"


def test_reason_is_asked_for_and_what_was_typed_stays(editor, revision):
    page = asked(editor, passage=revision.passage_id)

    answer = withhold(editor, page, reason="", note="rang at noon")

    assert answer.status_code == 400
    assert answer.context["form"].errors == {"reason": ["Say why: choose one of the reasons."]}
    assert answer.context["form"]["note"].value() == "rang at noon"
    assert Withholding.objects.count() == 0


def test_day_that_is_over_is_refused(editor, revision):
    page = asked(editor, passage=revision.passage_id)

    answer = withhold(editor, page, until=timezone.now().date().isoformat())

    assert answer.context["form"].errors == {
        "until": ["This day is here already; choose a later one, or none."]
    }


def test_words_of_a_passage_corrected_meanwhile_are_shown_where_they_stand_now(editor, revision):
    page = asked(editor, passage=revision.passage_id, start=TEXT.index("Tom"), end=TEXT.index("Tom") + 8)
    corrected = TEXT.replace("Ada Quill lit", "Ada lit", 1)
    PassageRevision.objects.create(
        passage=revision.passage, number=2, text=corrected, splices=[[0, 9, "Ada"]], reason="misread"
    )

    answer = withhold(editor, page)

    assert answer.status_code == 409
    assert "was corrected by somebody else after you chose its words" in answer.content.decode()
    assert [one.text for one in answer.context["chosen"].words] == ["Tom Wick"]
    assert Withholding.objects.count() == 0
    assert withhold(editor, answer).status_code == 302
    assert head(revision).text == corrected.replace("Tom Wick", MARK)


def test_mark_made_meanwhile_is_shown_before_anything_is_done(editor, revision):
    page = asked(editor, passage=revision.passage_id)
    make_mention(revision, "lamp", make_entity("The lamp", "place"))

    answer = withhold(editor, page)

    assert answer.status_code == 409
    assert Withholding.objects.count() == 0


def test_forged_post_of_an_annotator_is_refused(annotator, editor, revision):
    page = asked(editor, passage=revision.passage_id)

    answer = withhold(annotator, page)

    assert (answer.status_code, Withholding.objects.count()) == (403, 0)


@pytest.mark.parametrize("query", [{}, {"passage": 999}, {"article": 999}, {"words": "words-1-9"}])
def test_what_is_not_there_leads_to_looking_for_it(editor, query):
    assert asked(editor, **query).url == reverse("admin:withhold_seek")


def test_nothing_leads_back_to_another_site(editor, revision):
    page = asked(editor, passage=revision.passage_id, back="https://evil.example/admin/")

    assert page.context["back"] == reverse("admin:index")


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_the_same_however_many_places_there_are(
    editor, revision, count, django_assert_num_queries
):
    for _ in range(count):
        make_passage(make_article(title="Ada Quill"), TEXT)
    asked(editor, passage=revision.passage_id)

    with django_assert_num_queries(17):
        page = asked(editor, passage=revision.passage_id, start=0, end=9)

    assert len(page.context["places"]) == 3 * count + 1


# Articles -------------------------------------------------------------------------------------------


def test_articles_chosen_in_the_list_are_withheld_with_their_copies(editor):
    original = make_article()
    copy = make_article(title="The same", copy_of=original, similarity=1.0)
    chosen = editor.post(
        reverse("admin:sources_article_changelist"),
        {"action": "withhold", "_selected_action": [original.pk]},
    )
    page = editor.get(chosen.url)

    assert [one.pk for one in page.context["copies"]] == [copy.pk]
    withhold(editor, page, copy=[copy.pk], extent="facts")
    assert list(Article.objects.values_list("status", "access")) == [("published", "catalogue")] * 2
    assert Withholding.objects.count() == 2


def test_publisher_cannot_publish_what_is_withheld(editor, publisher):
    article = make_article()
    withhold(editor, asked(editor, article=article.pk))

    answer = publisher.post(
        reverse("admin:sources_article_changelist"),
        {"action": "publish_status", "_selected_action": [article.pk]},
        follow=True,
    )

    assert "it is not shown again before somebody ends that" in answer.content.decode()
    assert Article.objects.get().status == "draft"


# Readers ----------------------------------------------------------------------------------------------


@pytest.fixture
def public(revision):
    """The passage in an edition that readers have."""
    Article.objects.update(status="published")
    publish()
    return revision


def test_readers_are_without_it_as_soon_as_it_is_saved(editor, publisher, public):
    withhold(editor, asked(editor, passage=public.passage_id, start=0, end=9))
    ids = closed()
    told = editor.get(reverse("admin:withheld", query={"done": ChangeSet.objects.latest("pk").pk}))
    line = told.context["lines"][0]

    assert public.passage.article.public_id in ids
    assert (line.kind, line.state, line.by) == (
        "words",
        "closed to readers until the next edition",
        "M. Adler",
    )
    assert told.context["reaching"].sentences[1] == (
        "Nobody publishes by itself here: ask a publisher to do so now (F. Finch)."
    )
    now = publisher.get(reverse("admin:withheld")).context["reaching"]
    publisher.post(reverse("admin:publish"), {"seen": now.seen})
    after = editor.get(reverse("admin:withheld"))
    assert closed() == frozenset()
    assert after.context["lines"][0].state == "readers’ edition is without it"
    assert after.context["reaching"].is_closed is False


def test_undone_slip_is_open_again_at_once(editor, public):
    withhold(editor, asked(editor, passage=public.passage_id))
    entry = ChangeSet.objects.latest("pk")

    editor.post(reverse("admin:sources_changeset_undo", args=[entry.pk]))

    assert (closed(), Withholding.objects.count(), head(public).text) == (frozenset(), 0, TEXT)


def test_editor_shows_nothing_again_that_an_edition_went_without(editor, publisher, public):
    withhold(editor, asked(editor, passage=public.passage_id))
    entry = ChangeSet.objects.latest("pk")
    publish()

    assert editor.post(reverse("admin:sources_changeset_undo", args=[entry.pk])).status_code == 403
    row = Withholding.objects.get()
    address = reverse("admin:withheld_end", args=[row.pk])
    assert editor.post(address, {"why": "she allows it", "version": 1}).status_code == 403
    assert publisher.post(address, {"why": "", "version": 1}).status_code == 400
    assert publisher.post(address, {"why": "she allows it", "version": 9}).status_code == 409
    assert publisher.post(address, {"why": "she allows it", "version": 1}).status_code == 302
    assert head(public).text == TEXT
    (line,) = publisher.get(reverse("admin:withheld"), {"show": "ended"}).context["lines"]
    assert (line.what, line.state) == ("all of passage 1", "shown again")


def test_headline_of_another_article_is_closed_with_the_words(editor, public):
    other = make_article(title="Ada Quill goes home")
    publish()

    withhold(editor, asked(editor, passage=public.passage_id, start=0, end=9))

    assert other.public_id in closed()
    publish()
    assert closed() == frozenset()


def test_whatever_else_withholds_at_the_desk_closes_it_too(publisher, public):
    article = public.passage.article

    publisher.post(reverse("admin:sources_article_move", args=[article.pk]), {"to": "draft"})
    taken = article.public_id in closed()
    editing = ChangeSet.objects.latest("pk")
    publisher.post(reverse("admin:sources_changeset_undo", args=[editing.pk]))

    assert (taken, Article.objects.get(pk=article.pk).status) == (True, "published")
    assert closed() == frozenset()


def test_withholding_what_no_edition_has_says_so(editor, revision):
    withhold(editor, asked(editor, passage=revision.passage_id))
    entry = ChangeSet.objects.latest("pk")

    told = editor.get(reverse("admin:withheld", query={"done": entry.pk})).context["reaching"]

    assert told.sentences == (
        "Readers have nothing of what is withheld: it is in no edition that they are given.",
    )


def test_watching_program_is_known_while_it_runs():
    before = watching.is_watched()
    with watching.watching():
        during = watching.is_watched()

    assert (before, during, watching.is_watched()) == (False, True, False)


# Protecting ---------------------------------------------------------------------------------------------


def test_protecting_shows_every_spelling_and_marks_what_was_not(editor, revision):
    person = Entity.objects.get(preferred_name="Ada Quill")
    page = editor.get(reverse("admin:sources_person_protect", args=[person.pk]))
    reach = page.context["reach"]
    keys = [key for _, key, _ in page.context["unmarked"]]

    sent = {"pseudonym": "the lamplighter", "reason": "somebody_could_be_harmed", "version": person.version}
    answer = editor.post(page.wsgi_request.path, sent | {"place": keys})

    person.refresh_from_db()
    entry = ChangeSet.objects.latest("pk")
    assert (reach.spellings, reach.marks, reach.passages, reach.articles) == ((("Ada Quill", 1),), 1, 1, 1)
    assert len(keys) == 1
    assert answer.url == f"{reverse('admin:withheld')}?done={entry.pk}"
    assert (person.is_protected, person.pseudonym) == (True, "the lamplighter")
    assert (entry.kind, entry.summary) == (ActKind.WITHHOLD, "Protected somebody, shown as the lamplighter")
    assert Mention.objects.accepted().filter(entity=person).count() == 2


def test_pseudonym_that_tells_the_name_is_refused(editor, revision):
    person = Entity.objects.get(preferred_name="Ada Quill")
    address = reverse("admin:sources_person_protect", args=[person.pk])

    sent = {"pseudonym": "Mrs Quill", "reason": "somebody_could_be_harmed", "version": person.version}
    answer = editor.post(address, sent)

    assert answer.status_code == 400
    assert "The pseudonym has “Quill” in it" in answer.content.decode()
    old = editor.post(address, sent | {"pseudonym": "the lamplighter", "version": 9})
    assert (old.status_code, Entity.objects.get(pk=person.pk).is_protected) == (409, False)


# The list -----------------------------------------------------------------------------------------------


def test_everything_withheld_is_listed_however_it_came_to_be(editor, revision):
    withhold(editor, asked(editor, passage=revision.passage_id), note="rang at noon", until="2999-01-01")
    PassageRevision.objects.create(
        passage=make_passage(make_article(), "Gone words.").passage,
        number=2,
        text="Other words.",
        reason="misread",
        withholds_former=True,
    )
    make_entity("Zed Yarrow", is_protected=True, pseudonym="the clerk")

    lines = editor.get(reverse("admin:withheld")).context["lines"]

    assert sorted((line.kind, line.what, line.reason, line.note) for line in lines) == [
        ("person", "Zed Yarrow, shown as the clerk", "", ""),
        ("words", "a former wording of passage 1", "", "misread"),
        ("words", "all of passage 1", "somebody named asks", "rang at noon"),
    ]


def test_annotator_is_told_that_something_is_withheld_not_what(annotator, editor, revision):
    withhold(editor, asked(editor, passage=revision.passage_id), note="rang at noon")
    make_entity("Zed Yarrow", is_protected=True, pseudonym="the clerk")

    page = annotator.get(reverse("admin:withheld")).content.decode()

    assert ("Words of a passage" in page, "A person" in page) == (True, True)
    assert [
        one for one in ("rang at noon", "Yarrow", "the clerk", "M. Adler", "Lamps out") if one in page
    ] == []
    assert annotator.get(reverse("admin:withheld_csv")).status_code == 403


def test_annotator_reads_no_withheld_words_on_any_page_of_the_article(annotator, editor, revision):
    article = revision.passage.article_id
    mention = Mention.objects.get(exact="Tom Wick")
    withhold(editor, asked(editor, passage=revision.passage_id))
    pages = [
        reverse("admin:sources_article_read", args=[article]),
        reverse("admin:sources_article_desk", args=[article]),
        reverse("admin:sources_mention_changelist"),
        reverse("admin:sources_passage_changelist"),
        reverse("admin:sources_document_change", args=[revision.passage.document_id]),
    ]

    assert [page for page in pages if "Tom Wick" in annotator.get(page).content.decode()] == []
    assert annotator.get(reverse("admin:sources_mention_change", args=[mention.pk])).status_code == 404
    found = annotator.get(reverse("admin:sources_passage_changelist"), {"q": "saw Ada"}).context["cl"]
    assert found.result_count == 0
    original = reverse("admin:document-original", args=[revision.passage.document_id])
    assert annotator.get(original).status_code == 404


def test_withheld_article_is_as_one_that_never_was_to_an_annotator(annotator, editor):
    article = make_article()
    withhold(editor, asked(editor, article=article.pk))

    assert annotator.get(reverse("admin:sources_article_desk", args=[article.pk])).status_code == 404
    assert "Lamps out" not in annotator.get(reverse("admin:sources_article_changelist")).content.decode()


def test_marks_on_withheld_words_wait_for_nobody(editor, revision):
    waiting = Mention.objects.awaiting_review().count()
    withhold(editor, asked(editor, passage=revision.passage_id))

    assert (waiting, Mention.objects.awaiting_review().count()) == (1, 0)
    shown = editor.get(reverse("admin:sources_article_read", args=[revision.passage.article_id]))
    assert "Tom Wick" not in shown.content.decode()


def test_day_that_has_come_is_asked_about_and_nothing_opens(editor, revision):
    withhold(editor, asked(editor, passage=revision.passage_id))
    Withholding.objects.update(until=timezone.now().date())

    (task,) = [
        one for one in editor.get(reverse("admin:index")).context["tasks"] if "withholding" in one.words
    ]
    (line,) = editor.get(task.address).context["lines"]

    assert (task.count, task.words) == (1, "withholding whose day has come: decide anew")
    assert (line.is_due, head(revision).text) == (True, MARK)


def test_table_has_what_the_page_has(editor, revision):
    withhold(editor, asked(editor, passage=revision.passage_id), note="=1+1", until="2999-01-01")

    answer = editor.get(reverse("admin:withheld_csv"), {"kind": "words"})

    header, line = csv.reader(io.StringIO(answer.content.decode()))
    assert dict(zip(header, line, strict=True)) == {
        "kind": "words",
        "what": "all of passage 1",
        "where": "Lamps out on the quay",
        "since": timezone.now().date().isoformat(),
        "by": "M. Adler",
        "until": "2999-01-01",
        "reason": "somebody named asks",
        "note": "'=1+1",
        "readers": "nothing is published",
        "ended": "",
    }
    assert "no-store" in answer["Cache-Control"]


# What must go? --------------------------------------------------------------------------------------------


def sought(client, q):
    page = client.get(reverse("admin:withhold_seek"), {"q": q})
    things = [(one.what.partition(":")[0], one.deeds[0][0]) for one in page.context["things"]]
    return things, [place.context.words for place in page.context["places"]]


def test_address_of_a_page_leads_to_its_passage_and_article(editor, revision):
    article = revision.passage.article
    here = [("Passage 1", "Withhold the passage"), ("Lamps out on the quay", "Withhold the article")]

    address = f"https://archive.example/a/{article.public_id}/lamps-out-on-the-quay/1/"
    assert sought(editor, address) == (here, [])
    assert sought(editor, f"http://web.archive.org/web/2026/{address}rev/1/#top") == (here, [])
    assert sought(editor, f"/selection/?id={article.public_id}-1") == (here, [])
    assert sought(editor, f"/a/{article.public_id}/lamps-out/") == (here[1:], [])
    assert sought(editor, "/a/zzzzzzzz/nothing/") == ([], [])


def test_address_of_a_person_leads_to_protecting_them(editor, revision):
    person = Entity.objects.get(preferred_name="Ada Quill")

    assert sought(editor, f"/person/{person.public_id}/ada-quill/") == (
        [("Ada Quill", "Protect this person")],
        [],
    )


def test_words_lead_to_every_place_and_names_to_people(editor, revision):
    authority.create(EntityKind.PERSON, "Tom Wick", actor=editor.user)
    assert sought(editor, "Tom  Wick") == ([("Tom Wick", "Protect this person")], ["Tom Wick"])
    assert sought(editor, "“lit the  lamp”") == ([], ["lit the lamp"])
    assert sought(editor, "lamp Ada following")[1] == [TEXT[:60]]
    assert sought(editor, "/search/?q=lit+the+lamp") == ([], ["lit the lamp"])
    assert sought(editor, "zzz") == ([], [])
