"""Marking where the text is read: plain forms, one act each, nothing at a place that nobody chose."""

import html
import re

import pytest
from django.urls import reverse

from sources.annotate import authority
from sources.annotate.correct import apply_correction, plan_correction
from sources.models import (
    Article,
    ChangeSet,
    Entity,
    Mention,
    Name,
    Passage,
    PassageRevision,
    TaggedPassage,
    Topic,
)
from sources.values import spelling
from tests.admin.conftest import TEXT
from tests.admin.forms import errors_of, filled, messages_of
from tests.factories import make_article, make_entity, make_mention, make_passage, meanwhile

pytestmark = pytest.mark.django_db


def reading(**query):
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{reverse('admin:sources_article_read', args=[Article.objects.get().pk])}?{asked}"


def act_on(name, *args):
    return reverse(f"admin:sources_article_{name}", args=[Article.objects.get().pk, *args])


def mark(client, revision, **values):
    page = client.get(reading(passage=revision.passage_id))
    data = filled(page, "mark-form", **{f"mark-{name}": value for name, value in values.items()})
    return client.post(act_on("mark", revision.passage_id), data, follow=True)


def change(client, mention, do="save", **values):
    page = client.get(reading(mention=mention.pk))
    data = filled(page, "mention-form", **{f"mention-{name}": value for name, value in values.items()})
    return client.post(act_on("mention", mention.pk), data | {"do": do}, follow=True)


def summaries():
    return list(ChangeSet.objects.order_by("pk").values_list("summary", flat=True))


def test_marking_words_as_an_entity_of_the_lists(editor, revision):
    wick = Entity.objects.get(preferred_name="Tom Wick")

    page = mark(editor, revision, exact="Tom Wick saw", entity=wick.pk, certainty="probable")

    made = Mention.objects.get(exact="Tom Wick saw")
    assert (made.start, made.end, made.entity, made.status, made.certainty) == (
        TEXT.index("Tom Wick"),
        TEXT.index("Tom Wick") + 12,
        wick,
        "accepted",
        "probable",
    )
    assert any("Marked “Tom Wick saw” as Tom Wick. Undo" in said for said in messages_of(page))


def test_words_that_stand_twice_need_to_be_told_apart(editor, revision):
    quill = Entity.objects.get(preferred_name="Ada Quill")

    page = mark(editor, revision, exact="Ada Quill", entity=quill.pk)

    assert page.status_code == 400
    assert errors_of(page) == ["“Ada Quill” stands 2 times in this passage. Say which: 1 is the first."]
    assert filled(page, "mark-form")["mark-exact"] == "Ada Quill"
    mark(editor, revision, exact="Ada Quill", occurrence=2, entity=quill.pk)
    assert list(Mention.objects.filter(exact="Ada Quill").values_list("start", flat=True)) == [
        0,
        TEXT.rindex("Ada Quill"),
    ]


def test_words_that_do_not_stand_there_are_refused(editor, revision):
    page = mark(editor, revision, exact="Ada Quyll", edtf="1931")

    assert errors_of(page) == ["“Ada Quyll” does not stand in this passage. Copy the words from it."]
    assert ChangeSet.objects.count() == 0


def test_marking_by_characters(editor, revision):
    mark(editor, revision, start=14, end=22, edtf="1931-05")

    assert Mention.objects.get(start=14).exact == TEXT[14:22]


def test_marking_a_date_says_how_it_reads(editor, revision):
    page = mark(editor, revision, exact="the following day", edtf="1931-05-05")

    assert Mention.objects.get(exact="the following day").date.edtf == "1931-05-05"
    assert "1931-05-05 reads: 5 May 1931." in messages_of(page)


def test_what_is_no_date_gets_a_sentence(editor, revision):
    page = mark(editor, revision, exact="the following day", edtf="Febuary")

    assert page.status_code == 400
    assert "Febuary" in errors_of(page)[0]


def test_entity_made_in_place_is_one_act_with_its_mark(editor, revision):
    mark(editor, revision, exact="the lamp", new_name="The Quay Lamp", new_kind="place")

    made = Entity.objects.get(preferred_name="The Quay Lamp")
    assert (made.kind, made.sort_name, Mention.objects.get(entity=made).exact) == (
        "place",
        "Quay Lamp, The",
        "the lamp",
    )
    assert summaries() == ["Marked “the lamp” as The Quay Lamp"]
    assert ChangeSet.objects.get().changes.count() == 2


def test_new_entity_of_a_known_name_is_asked_about(editor, revision):
    known = authority.create("person", "Stepan Zhukov", actor=None)

    page = mark(editor, revision, exact="the lamp", new_name="Stepan Zhukov", new_kind="person")

    assert errors_of(page) == [
        f"There is one of that name: Stepan Zhukov ({known.public_id}). Choose it, or say it is another."
    ]
    mark(editor, revision, exact="the lamp", new_name="Stepan Zhukov", new_kind="person", is_another="on")
    assert Entity.objects.filter(preferred_name="Stepan Zhukov").count() == 2


def test_words_can_be_kept_as_a_form_of_the_name(editor, revision):
    wick = Entity.objects.get(preferred_name="Tom Wick")

    mark(editor, revision, exact="Tom", entity=wick.pk, as_form="on")

    assert Name.objects.get().form == "Tom"
    assert ChangeSet.objects.count() == 1


def test_i07_same_mark_twice_is_refused(editor, revision):
    wick = Entity.objects.get(preferred_name="Tom Wick")
    mark(editor, revision, exact="Tom", entity=wick.pk)

    page = mark(editor, revision, exact="Tom", entity=wick.pk)

    assert page.status_code == 400
    assert messages_of(page) == ["“Tom” is marked so already; nothing was changed."]


def test_t22_same_mark_made_at_the_same_moment_is_refused_with_a_sentence(editor, revision):
    wick = Entity.objects.get(preferred_name="Tom Wick")

    # After this one looked whether there is such a mark, and before it is written.
    with meanwhile(lambda: make_mention(revision, "Tom", wick), before=("INSERT INTO sources_mention",)):
        page = mark(editor, revision, exact="Tom", entity=wick.pk)

    assert page.status_code == 400
    assert messages_of(page) == ["These words are marked as this entity already."]
    # Nothing of this one stays; the other's, made here in its transaction, goes with it.
    assert (Mention.objects.filter(exact="Tom").count(), ChangeSet.objects.count()) == (0, 0)


def test_t22_marking_on_a_wording_that_was_corrected_meanwhile_is_refused(editor, revision):
    page = editor.get(reading(passage=revision.passage_id))
    data = filled(page, "mark-form", **{"mark-exact": "the lamp", "mark-edtf": "1931"})
    apply_correction(plan_correction(revision, TEXT.replace("lit", "put out")), actor=None, reason="misread")

    page = editor.post(act_on("mark", revision.passage_id), data)

    assert page.status_code == 400
    assert "was corrected while you looked at it" in messages_of(page)[0]
    assert Mention.objects.filter(exact="the lamp").count() == 0


def test_accepting_a_suggestion_goes_on_to_the_next(editor, revision):
    first = Mention.objects.get(status="suggested")
    second = make_mention(revision, "the following day", "1931-05-05", status="suggested")

    page = change(editor, first, "accept")

    first.refresh_from_db()
    assert first.status == "accepted"
    assert page.redirect_chain[-1][0] == f"{reading()}mention={second.pk}#here"


def test_suggestion_with_a_name_of_the_lists_proposes_it(editor, revision):
    wick = Entity.objects.get(preferred_name="Tom Wick")
    Entity.objects.filter(pk=wick.pk).update(spelling_key=spelling.key("Tom Wick"))
    Mention.objects.filter(entity=wick).update(entity=None, proposed_kind="person", proposed_name="Tom Wick")

    change(editor, Mention.objects.get(exact="Tom Wick"), "accept")

    assert Mention.objects.get(exact="Tom Wick").entity == wick


def test_rejecting_keeps_the_row(editor, revision):
    change(editor, Mention.objects.get(status="suggested"), "reject")

    assert Mention.objects.get(exact="Tom Wick").status == "rejected"
    assert summaries() == ["Rejected “Tom Wick”"]


def test_changing_what_a_mark_means(editor, revision):
    other = make_entity("Ada Quill the younger")
    mention = Mention.objects.get(exact="Ada Quill")

    change(editor, mention, entity=other.pk, certainty="possible", note="see ¶4")

    mention.refresh_from_db()
    assert (mention.entity, mention.certainty, mention.note) == (other, "possible", "see ¶4")
    assert summaries() == ["“Ada Quill” is now Ada Quill the younger"]


def test_changing_an_entity_to_a_date(editor, revision):
    mention = Mention.objects.get(exact="Ada Quill")

    change(editor, mention, entity="", edtf="1931")

    mention.refresh_from_db()
    assert (mention.entity, mention.date.edtf) == (None, "1931")


def test_removing_a_mark_can_be_undone(editor, revision):
    mention = Mention.objects.get(exact="Ada Quill")

    change(editor, mention, "remove")

    assert Mention.objects.filter(exact="Ada Quill").count() == 0
    editor.post(reverse("admin:sources_changeset_undo", args=[ChangeSet.objects.get().pk]))
    assert Mention.objects.get(exact="Ada Quill").public_id == mention.public_id


@pytest.mark.parametrize("do", ["save", "accept", "reject", "remove"])
def test_second_editor_of_a_mark_overwrites_nothing(editor, publisher, revision, do):
    mention = Mention.objects.get(status="suggested")
    seen = filled(editor.get(reading(mention=mention.pk)), "mention-form", **{"mention-note": "mine"})
    change(publisher, mention, note="theirs")

    page = editor.post(act_on("mention", mention.pk), seen | {"do": do})

    mention.refresh_from_db()
    assert (page.status_code, mention.note, mention.status) == (409, "theirs", "suggested")
    assert "was saved by somebody else" in messages_of(page)[0]
    assert filled(page, "mention-form")["mention-note"] == "mine"
    editor.post(act_on("mention", mention.pk), filled(page, "mention-form") | {"do": "save"})
    mention.refresh_from_db()
    assert mention.note == "mine"


def test_describing_a_passage_is_one_act(editor, revision):
    quill = Entity.objects.get(preferred_name="Ada Quill")
    deaths = Topic.objects.create(name="deaths", slug="deaths")
    page = editor.get(reading(passage=revision.passage_id))
    said = {"passage-kind": "answer", "passage-speaker": quill.pk, "passage-topics": [deaths.pk]}

    editor.post(act_on("passage", revision.passage_id), filled(page, "passage-form") | said)

    passage = Passage.objects.get()
    assert (passage.kind, passage.speaker, passage.confidence, passage.reason) == (
        "answer",
        quill,
        1.0,
        "an editor's decision",
    )
    assert TaggedPassage.objects.get().tag == deaths
    assert summaries() == ["Passage 1 is answer"]


def test_second_editor_of_a_passage_overwrites_nothing(editor, revision):
    page = editor.get(reading(passage=revision.passage_id))
    seen = filled(page, "passage-form")
    address = act_on("passage", revision.passage_id)
    editor.post(address, seen | {"passage-kind": "caption"})

    page = editor.post(address, seen | {"passage-kind": "heading"})

    assert (page.status_code, Passage.objects.get().kind) == (409, "caption")
    assert filled(page, "passage-form")["passage-kind"] == "heading"


def test_form_without_a_version_that_is_one_saves_nothing(editor, revision):
    page = editor.post(
        act_on("passage", revision.passage_id), {"passage-kind": "caption", "passage-version": "x"}
    )

    assert (page.status_code, Passage.objects.get().kind) == (409, "body")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/admin/sources/mention/?article=²", 200),
        ("/admin/sources/mention/?article=" + "9" * 5000, 200),
        ("/admin/sources/changeset/²/change/", 302),
    ],
)
def test_address_with_a_number_that_is_none_is_answered(editor, revision, address, status):
    assert editor.get(address).status_code == status


class TestCorrection:
    """The plan is shown, then done as shown."""

    def ask(self, client, revision, **values):
        address = act_on("correct", revision.passage_id)
        data = filled(client.get(address), "correction-form") | values
        return address, client.post(address, data)

    def test_plan_accounts_for_every_mark_and_writes_nothing(self, editor, revision):
        _, page = self.ask(editor, revision, text=TEXT.replace("Tom Wick", "Tim Wick"), reason="misread")

        shown = " ".join(page.content.decode().split())
        assert "Marks: 2 kept, 0 moved, 1 to review." in shown
        assert "<del>Tom</del><ins>Tim</ins>" in shown
        assert (PassageRevision.objects.count(), ChangeSet.objects.count()) == (1, 0)

    def test_applying_what_was_shown(self, editor, revision):
        address, page = self.ask(editor, revision, text=TEXT.replace("lit", "put out"), reason="misread")

        editor.post(address, filled(page, "correction-form") | {"do": "apply"})

        corrected = PassageRevision.objects.get(number=2)
        moved = Mention.objects.get(exact="4 May")
        assert (corrected.reason, moved.revision, moved.start) == (
            "misread",
            corrected,
            TEXT.index("4 May") + 4,
        )
        assert ChangeSet.objects.get().summary == "Corrected passage 1"

    def test_plan_that_is_no_longer_true_is_shown_again(self, editor, revision):
        address, page = self.ask(editor, revision, text=TEXT.replace("lit", "put out"), reason="misread")
        make_mention(revision, "lit", "1931")

        page = editor.post(address, filled(page, "correction-form") | {"do": "apply"})

        assert "Marks: 1 kept, 2 moved, 1 to review." in " ".join(page.content.decode().split())
        assert PassageRevision.objects.count() == 1

    def test_reason_is_required(self, editor, revision):
        _, page = self.ask(editor, revision, text="Other words.", reason="")

        assert page.status_code == 400
        assert PassageRevision.objects.count() == 1

    def test_two_corrections_at_once_leave_one(self, editor, revision):
        address, page = self.ask(editor, revision, text=TEXT.replace("lit", "put out"), reason="misread")
        data = filled(page, "correction-form") | {"do": "apply"}
        editor.post(address, data)

        page = editor.post(address, data)

        assert page.status_code == 400
        assert "was corrected while you looked at it" in messages_of(page)[-1]
        assert PassageRevision.objects.count() == 2


def test_article_moves_towards_the_public(publisher, revision):
    publisher.post(act_on("move"), {"to": "in_review"})
    publisher.post(act_on("move"), {"to": "published"})

    assert Article.objects.get().status == "published"
    assert summaries() == ["“Lamps out on the quay” to in review", "“Lamps out on the quay” to published"]


def test_text_that_is_not_held_says_so(editor):
    revision = make_passage(make_article(), None)
    make_mention(revision, "Ada Quill", make_entity())

    page = editor.get(reading(passage=revision.passage_id)).content.decode()

    assert "The text of this passage is not held here." in page
    assert "“Ada Quill”" in page


def test_text_is_text_never_markup(editor):
    hostile = "<script>alert(1)</script> & <b>Ada Quill</b>"
    revision = make_passage(make_article(title="<svg onload=alert(1)>"), hostile)
    make_mention(revision, "Ada Quill", make_entity("<img src=x>"), status="suggested")

    page = editor.get(reading(passage=revision.passage_id)).content.decode()

    assert "<script>alert" not in page
    assert "<svg onload" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in page


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_as_often_for_one_passage_as_for_three(editor, count, django_assert_num_queries):
    article = make_article()
    for number in range(count):
        revision = make_passage(article, "Ada Quill lit the lamp.")
        make_mention(revision, "Ada Quill", make_entity(f"Ada {number}"))
    editor.get(reading())

    with django_assert_num_queries(8):
        editor.get(reading())


def test_undo_leads_back_to_the_passage(editor, revision):
    page = mark(editor, revision, exact="the lamp", new_name="The Lamp", new_kind="place")
    (address,) = re.findall(r'href="([^"]*/undo/[^"]*)"', page.content.decode())
    plan = editor.get(html.unescape(address))

    done = editor.post(html.unescape(address), {"reason": ""})

    back = f"{reverse('admin:sources_article_read', args=[Article.objects.get().pk])}#p{revision.passage_id}"
    assert (plan.context["back"], done.url) == (back, back)
    assert not Mention.objects.filter(exact="the lamp").exists()


def test_undo_leads_nowhere_else(editor, revision):
    mark(editor, revision, exact="the lamp", new_name="The Lamp", new_kind="place")
    address = reverse("admin:sources_changeset_undo", args=[ChangeSet.objects.first().pk])

    done = editor.post(address, {"back": "https://evil.example/admin/"})

    assert done.url == reverse("admin:sources_changeset_changelist")


def test_marking_over_a_mark_of_the_same_person_is_said(editor, revision):
    quill = Entity.objects.get(preferred_name="Ada Quill")

    page = mark(editor, revision, exact="Ada Quill lit", entity=quill.pk)

    assert "These words overlap a mark of the same: “Ada Quill”" in " ".join(messages_of(page))


def test_marking_beside_a_mark_of_the_same_person_is_not_said(editor, revision):
    quill = Entity.objects.get(preferred_name="Ada Quill")

    page = mark(editor, revision, exact="Ada Quill", occurrence=2, entity=quill.pk)

    assert "overlap" not in " ".join(messages_of(page))
