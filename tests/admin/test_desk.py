"""The annotation desk's answers: one deed, one act, and the state that follows from it."""

import json

import pytest
from django.urls import reverse

from sources.admin.reading.deeds import DEEDS
from sources.admin.reading.quoted import QUOTED
from sources.annotate import marking
from sources.annotate.correct import apply_correction, plan_correction
from sources.annotate.withdraw import apply_withdrawal, plan_withdrawal
from sources.models import (
    Article,
    ChangeSet,
    Entity,
    Examination,
    Mention,
    Passage,
    PassageRevision,
    Quotation,
    TaggedPassage,
)
from sources.models.digested import digest_of
from sources.values import spelling
from sources.values.span import Span
from tests.admin.conftest import TEXT
from tests.factories import make_article, make_entity, make_mention, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def address(name="desk"):
    suffix = "" if name == "desk" else f"_{name}"
    return reverse(f"admin:sources_article_desk{suffix}", args=[Article.objects.get().pk])


def state_of(client):
    page = client.get(address())
    return page.context["state"]


def ask(client, status=200, **asked):
    answer = client.post(address("act"), json.dumps({"since": 0} | asked), content_type="application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


def part(mention):
    return {"mention": mention.pk, "version": mention.version}


def waiting(revision, exact="the lamp", **values):
    """A suggestion that only proposes a name."""
    mention = make_mention(revision, exact, make_entity("nobody"), status="suggested")
    values = {"entity": None, "proposed_kind": "person", "proposed_name": "Ada Quill"} | values
    Mention.objects.filter(pk=mention.pk).update(**values)
    mention.refresh_from_db()
    return mention


def summaries():
    return list(ChangeSet.objects.order_by("pk").values_list("summary", flat=True))


def keyed(entity):
    """The entity with the spelling key that the authority list gives it."""
    Entity.objects.filter(pk=entity.pk).update(spelling_key=spelling.key(entity.preferred_name))
    entity.refresh_from_db()
    return entity


def known_quill():
    return keyed(Entity.objects.get(preferred_name="Ada Quill"))


class TestState:
    """What the page is sent."""

    def test_page_holds_the_article_and_what_the_account_may_do(self, annotator, revision):
        state = state_of(annotator)

        [passage] = state["passages"]
        assert (passage["text"], [one["exact"] for one in passage["mentions"]]) == (
            TEXT,
            ["Ada Quill", "4 May", "Tom Wick"],
        )
        assert state["may"] == ["read what is not public", "propose marks"]
        assert state["dates"] == {"1931-05-04": "4 May 1931"}

    def test_proposed_name_of_the_lists_is_known(self, editor, revision):
        quill = known_quill()
        waiting(revision)

        assert state_of(editor)["known"] == {f"person|{quill.spelling_key}": [quill.pk]}

    @pytest.mark.parametrize("rows", [1, 3])
    def test_queries_do_not_grow(self, editor, revision, rows, django_assert_num_queries):
        article = Article.objects.get()
        for number in range(rows):
            more = make_passage(article, f"{TEXT} {number}")
            make_mention(more, "Ada Quill", make_entity(f"Ada Quill {number}"))
            waiting(more)
        page = address()

        with django_assert_num_queries(16):
            editor.get(page)

    def test_answer_tells_what_others_did_meanwhile(self, editor, publisher, revision):
        other = make_passage(Article.objects.get(), "Ada Quill slept.")
        quill = Entity.objects.get(preferred_name="Ada Quill")
        since = state_of(editor)["head"]
        marking.mark(other, Span(0, 9), quill, actor=publisher.user)

        answer = ask(editor, do="reject", mentions=[part(Mention.objects.get(exact="Tom Wick"))], since=since)

        assert [one["id"] for one in answer["state"]["passages"]] == [revision.passage_id, other.passage_id]

    def test_answer_tells_only_what_changed(self, editor, revision):
        make_passage(Article.objects.get(), "Ada Quill slept.")
        marking.mark(revision, Span(14, 22), "1931", actor=None)
        since = state_of(editor)["head"]

        answer = ask(editor, do="reject", mentions=[part(Mention.objects.get(exact="Tom Wick"))], since=since)

        assert [one["id"] for one in answer["state"]["passages"]] == [revision.passage_id]


class TestDeciding:
    """Accepting, rejecting, meaning another."""

    def test_accepting_as_proposed(self, editor, revision):
        wick = Mention.objects.get(exact="Tom Wick")

        answer = ask(editor, do="accept", mentions=[part(wick)])

        wick.refresh_from_db()
        assert (wick.status, answer["said"], summaries()) == (
            "accepted",
            "Accepted “Tom Wick” as Tom Wick",
            ["Accepted “Tom Wick” as Tom Wick"],
        )

    def test_accepting_a_proposed_name_means_the_one_of_the_lists(self, editor, revision):
        quill, mention = known_quill(), waiting(revision)

        ask(editor, do="accept", mentions=[part(mention)])

        mention.refresh_from_db()
        assert (mention.entity, Entity.objects.filter(preferred_name="Ada Quill").count()) == (quill, 1)

    def test_accepting_several_of_a_new_name_makes_one_entity(self, editor, revision):
        mentions = [
            waiting(revision, exact, proposed_name="Ruth Vane") for exact in ("the lamp", "the following day")
        ]

        ask(editor, do="accept", mentions=[part(one) for one in mentions])

        vane = Entity.objects.get(preferred_name="Ruth Vane")
        assert vane.mentions.count() == 2
        assert summaries() == ["Accepted 2 mentions as Ruth Vane"]

    def test_name_of_several_is_not_guessed(self, editor, revision):
        known_quill()
        make_entity("Ada Quill", spelling_key=spelling.key("Ada Quill"))
        mention = waiting(revision)

        answer = ask(editor, 400, do="accept", mentions=[part(mention)])

        assert answer["refused"] == "“the lamp” may be more than one person of the lists; choose which."
        assert summaries() == []

    def test_accepting_as_somebody_new_on_the_map(self, editor, revision):
        mention = waiting(revision)
        target = {"kind": "place", "name": "Quay", "latitude": 43.5, "longitude": 51.25, "geonames": "99"}

        ask(editor, do="accept", mentions=[part(mention) | {"target": target}])

        quay = Entity.objects.get(preferred_name="Quay")
        assert (quay.latitude, quay.longitude, quay.geonames) == (43.5, 51.25, "99")

    def test_rejecting_several_is_one_act(self, editor, revision):
        mentions = [Mention.objects.get(exact="Tom Wick"), waiting(revision)]

        ask(editor, do="reject", mentions=[part(one) for one in mentions])

        assert Mention.objects.filter(status="rejected").count() == 2
        assert summaries() == ["Rejected 2 mentions"]

    def test_second_editor_is_shown_what_the_first_did(self, editor, publisher, revision):
        wick = Mention.objects.get(exact="Tom Wick")
        ask(publisher, do="change", **part(wick), note="theirs")

        answer = ask(editor, 409, do="change", **part(wick), note="mine")

        wick.refresh_from_db()
        assert wick.note == "theirs"
        assert answer["conflict"]["who"] == "F. Finch"
        assert answer["conflict"]["mention"]["note"] == "theirs"

    def test_changing_certainty_and_note(self, editor, revision):
        quill = Mention.objects.get(exact="Ada Quill")

        answer = ask(editor, do="change", **part(quill), certainty="possible", note="see ¶4")

        quill.refresh_from_db()
        assert (quill.certainty, quill.note) == ("possible", "see ¶4")
        assert answer["versions"] == {f"mention-{quill.pk}": 2}

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ({"certainty": "sure"}, "'sure' is no certainty; expected one of: certain, possible, probable."),
            ({"target": {"kind": "ship", "name": "Calpurnia"}}, "'ship' is no kind of entity"),
            ({"target": {"kind": "person", "name": " "}}, "What is new needs a name; nothing was made."),
            ({"target": {"entity": 0}}, "That entity is no longer there"),
            ({"target": {"edtf": "Febuary"}}, '"Febuary" is not a date'),
            ({"note": 3}, "'note' must be a text of at most 500 characters"),
            ({"mention": "x"}, "'mention' is 'x'; expected a whole number from 0."),
        ],
    )
    def test_what_is_malformed_gets_a_sentence(self, editor, revision, asked, said):
        wick = Mention.objects.get(exact="Tom Wick")

        answer = ask(editor, 400, do="change", **part(wick) | asked)

        assert answer["refused"].startswith(said)
        assert summaries() == []


@pytest.mark.parametrize("page", ["desk", "read"])
def test_article_of_a_withdrawn_document_says_that_no_reader_has_it(editor, revision, page):
    article = revision.passage.article
    address = reverse(f"admin:sources_article_{page}", args=[article.pk])
    before = editor.get(address).content.decode()

    apply_withdrawal(plan_withdrawal(article.document), actor=None, reason="not ours")

    said = "what is done here reaches no reader"
    assert (said in before, said in editor.get(address).content.decode()) == (False, True)


class TestSpans:
    """New marks, and marks that cover other words."""

    def mark(self, client, revision, words, status=200, **asked):
        start = TEXT.index(words)
        place = {"revision": revision.pk, "start": start, "end": start + len(words)}
        return ask(client, status, do="mark", **place | asked)

    def test_marking_may_overlap_and_nest(self, editor, revision):
        quill = Entity.objects.get(preferred_name="Ada Quill")

        answer = self.mark(editor, revision, "saw Ada Quill", target={"entity": quill.pk})

        made = Mention.objects.get(pk=answer["made"])
        assert (made.exact, made.status, made.rule) == ("saw Ada Quill", "accepted", "hand")

    def test_annotator_proposes(self, annotator, revision):
        answer = self.mark(annotator, revision, "the lamp", target={"kind": "place", "name": "The Lamp"})

        made = Mention.objects.get(pk=answer["made"])
        assert (made.status, made.proposed_name, Entity.objects.filter(kind="place").count()) == (
            "suggested",
            "The Lamp",
            0,
        )

    def test_marking_the_words_of_a_former_wording_is_refused(self, editor, revision):
        apply_correction(
            plan_correction(revision, TEXT.replace("lit", "put out")), actor=None, reason="misread"
        )

        answer = self.mark(editor, revision, "the lamp", 400, target={"edtf": "1931"})

        assert "was corrected while you looked at it" in answer["refused"]

    def test_extending(self, editor, revision):
        wick = Mention.objects.get(exact="Tom Wick")

        ask(editor, do="span", **part(wick), revision=revision.pk, start=wick.start, end=wick.end + 4)

        wick.refresh_from_db()
        assert (wick.exact, wick.status) == ("Tom Wick saw", "suggested")

    def test_mark_left_behind_is_put_on_the_new_words(self, editor, revision):
        apply_correction(
            plan_correction(revision, TEXT.replace("4 May", "5 May")), actor=None, reason="misread"
        )
        mention = Mention.objects.get(exact="4 May")
        new = PassageRevision.objects.get(number=2)
        start = new.text.index("5 May")

        ask(editor, do="span", **part(mention), revision=new.pk, start=start, end=start + 5)

        mention.refresh_from_db()
        assert (mention.exact, mention.status, mention.revision) == ("5 May", "accepted", new)

    def test_removing(self, editor, revision):
        ask(editor, do="remove", **part(Mention.objects.get(exact="Ada Quill")))

        assert not Mention.objects.filter(exact="Ada Quill").exists()


class TestQuotations:
    """What somebody said: in the same queue, meaning its speaker."""

    WORDS = "saw Ada Quill the following day"

    def quotation(self, revision, **values):
        start = TEXT.index(self.WORDS)
        row = Quotation(
            revision=revision, start=start, end=start + len(self.WORDS), exact=self.WORDS, **values
        )
        row.digest = digest_of(row.public_id, row.exact)
        row.save()
        return row

    def part(self, row):
        return {"mention": QUOTED + row.pk, "version": row.version}

    def test_suggested_quotation_is_accepted_as_proposed(self, editor, revision):
        wick = Entity.objects.get(preferred_name="Tom Wick")
        row = self.quotation(revision, proposed_speaker=wick, speaker_name="Tom Wick")

        [shown] = [one for one in state_of(editor)["passages"][0]["mentions"] if one["kind"] == "quotation"]
        answer = ask(editor, do="accept_quotation", mentions=[self.part(row)])

        row.refresh_from_db()
        assert (shown["proposedEntity"], row.speaker, row.status) == (wick.pk, wick, "accepted")
        assert (answer["said"], answer["versions"]) == (
            "Accepted “saw Ada Quill the following day”, said by Tom Wick",
            {f"mention-{QUOTED + row.pk}": 2},
        )

    def test_named_speaker_is_the_record_of_that_name(self, editor, revision):
        wick = keyed(Entity.objects.get(preferred_name="Tom Wick"))
        row = self.quotation(revision, speaker_name="Tom Wick")

        state = state_of(editor)
        ask(editor, do="accept_quotation", mentions=[self.part(row)])

        row.refresh_from_db()
        assert (state["heard"], row.speaker) == ({spelling.key("Tom Wick"): [wick.pk]}, wick)

    def test_of_two_of_a_name_the_one_in_the_article_spoke(self, editor, revision):
        wick = keyed(Entity.objects.get(preferred_name="Tom Wick"))
        keyed(make_entity("Tom Wick"))
        row = self.quotation(revision, speaker_name="Tom Wick")
        Mention.objects.filter(entity=wick).update(status="accepted")

        state = state_of(editor)
        ask(editor, do="accept_quotation", mentions=[self.part(row)])

        row.refresh_from_db()
        assert (state["heard"], row.speaker) == ({spelling.key("Tom Wick"): [wick.pk]}, wick)

    def test_speaker_whom_two_records_may_be_is_chosen(self, editor, revision):
        for _ in range(2):
            keyed(make_entity("Sam Orlen"))
        row = self.quotation(revision, speaker_name="Sam Orlen")

        answer = ask(editor, 400, do="accept_quotation", mentions=[self.part(row)])

        assert "may be more than one" in answer["refused"]

    def test_another_person_for_a_name_is_its_speaker_too(self, editor, revision):
        wick, quill = keyed(Entity.objects.get(preferred_name="Tom Wick")), known_quill()
        lamp = waiting(revision, proposed_name="Sam Orlen")
        row = self.quotation(revision, speaker_name="Sam Orlen")
        theirs = Quotation(revision=revision, start=0, end=9, exact=TEXT[:9], proposed_speaker=quill)
        theirs.digest = digest_of(theirs.public_id, theirs.exact)
        theirs.save()

        ask(editor, do="accept", mentions=[part(lamp) | {"target": {"entity": wick.pk}}])

        row.refresh_from_db()
        theirs.refresh_from_db()
        assert (row.proposed_speaker, row.status, theirs.proposed_speaker) == (wick, "suggested", quill)

    def test_marks_are_in_the_order_of_the_text(self, editor, revision):
        waiting(revision, "following day")
        self.quotation(revision, speaker_name="Sam Orlen")

        marks = state_of(editor)["passages"][0]["mentions"]

        starts = [one["start"] for one in marks]
        kinds = [one["kind"] for one in marks]
        assert (starts, kinds.index("quotation") < len(kinds) - 1) == (sorted(starts), True)

    def test_words_are_marked_as_said_by_whom_the_text_names(self, editor, revision):
        place = {"revision": revision.pk, "start": 0, "end": 9}

        answer = ask(editor, do="quote", **place, target={"said": "a docker"}, manner="indirect")

        made = Quotation.objects.get(pk=answer["made"] - QUOTED)
        assert (made.speaker_name, made.kind, made.status) == ("a docker", "indirect", "accepted")

    def test_quotation_is_changed_extended_rejected_and_removed(self, editor, revision):
        row = self.quotation(revision, speaker_name="a docker", status="accepted")

        ask(editor, do="change_quotation", **self.part(row), manner="indirect", note="heard twice")
        row.refresh_from_db()
        span = {"revision": revision.pk, "start": row.start, "end": row.end - 4}
        ask(editor, do="span_quotation", **self.part(row), **span)
        row.refresh_from_db()
        assert (row.kind, row.note, row.exact) == ("indirect", "heard twice", self.WORDS[:-4])
        ask(editor, do="reject_quotation", mentions=[self.part(row)])
        row.refresh_from_db()
        assert row.status == "rejected"
        ask(editor, do="remove_quotation", **self.part(row))
        assert Quotation.objects.count() == 0

    def test_second_editor_is_shown_what_the_first_did(self, editor, publisher, revision):
        row = self.quotation(revision, speaker_name="a docker")
        ask(publisher, do="change_quotation", **self.part(row), note="theirs")

        answer = ask(editor, 409, do="change_quotation", **self.part(row), note="mine")

        assert answer["conflict"]["mention"]["note"] == "theirs"

    def test_day_is_no_speaker(self, editor, revision):
        place = {"revision": revision.pk, "start": 0, "end": 9}

        answer = ask(editor, 400, do="quote", **place, target={"edtf": "1931"})

        assert answer["refused"] == "A speaker is a person, a place or an organisation, not a date."

    def test_annotator_proposes_and_takes_back(self, annotator, revision):
        place = {"revision": revision.pk, "start": 0, "end": 9}
        done = ask(annotator, do="quote", **place, target={"said": "a docker"})
        assert Quotation.objects.get().status == "suggested"

        ask(annotator, do="undo", act=done["act"])

        assert Quotation.objects.count() == 0


class TestPassage:
    """What a passage is about, and who speaks it."""

    def test_topics_are_found_or_made(self, editor, revision):
        ask(editor, do="tell", passage=revision.passage_id, version=1, topics=["Lamps", "lamps", "Quay"])

        assert sorted(TaggedPassage.objects.values_list("tag__name", flat=True)) == ["Lamps", "Quay"]
        assert summaries() == ["Described passage 1"]

    def test_speaker_is_chosen_made_and_taken_away(self, editor, revision):
        ask(
            editor,
            do="tell",
            passage=revision.passage_id,
            version=1,
            speaker={"kind": "person", "name": "R. Vane"},
        )
        vane = Entity.objects.get(preferred_name="R. Vane")
        assert Passage.objects.get().speaker == vane

        ask(editor, do="tell", passage=revision.passage_id, version=2, speaker=None)

        assert Passage.objects.get().speaker is None

    def test_second_editor_overwrites_nothing(self, editor, publisher, revision):
        ask(publisher, do="tell", passage=revision.passage_id, version=1, topics=["Lamps"])

        ask(editor, 409, do="tell", passage=revision.passage_id, version=1, topics=["Quay"])

        assert [tagged.tag.name for tagged in TaggedPassage.objects.all()] == ["Lamps"]


class TestCorrecting:
    """The account is shown, then done as shown."""

    def plan(self, client, revision, text):
        asked = json.dumps({"revision": revision.pk, "text": text})
        return client.post(address("splice"), asked, content_type="application/json").json()

    def test_what_was_shown_is_done(self, editor, revision):
        text = TEXT.replace("4 May", "14 June")
        plan = self.plan(editor, revision, text)

        ask(editor, do="correct", revision=revision.pk, text=text, reason="misread", seen=plan["seen"])

        assert plan["counts"] == {"kept": 1, "moved": 1, "to_review": 1}
        assert PassageRevision.objects.get(number=2).text == text

    def test_undo_brings_the_former_wording_and_its_marks_back(self, editor, revision):
        text = TEXT.replace("4 May", "14 June")
        plan = self.plan(editor, revision, text)
        done = ask(editor, do="correct", revision=revision.pk, text=text, reason="misread", seen=plan["seen"])

        answer = ask(editor, do="undo", act=done["act"])

        [passage] = answer["state"]["passages"]
        assert (passage["text"], passage["wording"]) == (TEXT, 1)
        assert [(one["exact"], one["status"]) for one in passage["mentions"] if one["isPlaced"]] == [
            ("Ada Quill", "accepted"),
            ("4 May", "accepted"),
            ("Tom Wick", "suggested"),
        ]

    def test_what_was_not_shown_is_refused(self, editor, revision):
        text = TEXT.replace("4 May", "5 May")
        plan = self.plan(editor, revision, text)
        marking.mark(revision, Span(14, 22), "1931", actor=None)

        asked = {"revision": revision.pk, "text": text, "reason": "misread", "seen": plan["seen"]}
        answer = ask(editor, 400, do="correct", **asked)

        assert answer["refused"].startswith("What becomes of the marks is not what you were shown")


class TestUndo:
    """The last act, the rest of one, or nothing."""

    def test_undo_restores(self, editor, revision):
        wick = Mention.objects.get(exact="Tom Wick")
        done = ask(editor, do="reject", mentions=[part(wick)])

        answer = ask(editor, do="undo", act=done["act"])

        wick.refresh_from_db()
        assert (wick.status, answer["said"]) == ("suggested", "Undone: Rejected “Tom Wick”")

    def test_later_act_stands_in_the_way_and_is_named(self, editor, publisher, revision):
        mentions = [Mention.objects.get(exact="Tom Wick"), waiting(revision)]
        done = ask(editor, do="reject", mentions=[part(one) for one in mentions])
        mentions[0].refresh_from_db()
        ask(publisher, do="change", **part(mentions[0]), note="theirs")

        answer = ask(editor, 400, do="undo", act=done["act"])

        assert answer["rest"] == 1
        assert "was changed since by F. Finch (“Changed the mention “Tom Wick””" in answer["obstacles"][0]
        assert Mention.objects.filter(status="rejected").count() == 2

        ask(editor, do="undo", act=done["act"], rest=True)

        assert list(Mention.objects.filter(status="rejected").values_list("exact", flat=True)) == ["Tom Wick"]

    def test_page_remembers_what_can_be_undone(self, editor, publisher, revision):
        done = ask(editor, do="reject", mentions=[part(Mention.objects.get(exact="Tom Wick"))])

        assert [one["act"] for one in state_of(editor)["mine"]] == [done["act"]]
        assert state_of(publisher)["mine"] == []


class TestRoles:
    """An annotator proposes and takes that back; the rest is refused, and nothing is written."""

    @pytest.mark.parametrize("do", sorted(set(DEEDS) - {"mark", "quote"}))
    def test_annotator_decides_nothing(self, annotator, revision, do):
        answer = ask(annotator, 403, do=do, **part(Mention.objects.get(exact="Tom Wick")))

        assert answer["refused"] == "This needs an account that may decide and correct. Nothing was changed."
        assert summaries() == []

    def test_editor_publishes_nothing(self, editor, revision):
        answer = ask(editor, 400, do="move", to="published")

        assert answer["refused"] == "Only a publisher says what is published; send it to review instead."

    def test_publisher_publishes(self, publisher, revision):
        answer = ask(publisher, do="move", to="published")

        assert (Article.objects.get().status, answer["state"]["status"]) == ("published", "published")

    @pytest.mark.parametrize(
        "name", ["desk", "act", "changes", "look", "about", "lookup", "tag_all", "splice"]
    )
    def test_nobody_else_is_let_in(self, client, revision, name):
        answer = (
            client.post(address(name)) if name in {"act", "look", "splice"} else client.get(address(name))
        )

        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/admin/login/")


class TestLooking:
    """Looking for suggestions without a terminal."""

    def test_desk_looks_through_the_article_when_asked(self, editor, revision):
        fresh = editor.get(address())
        answer = editor.post(address("look"), follow=True)

        assert "The archive has not looked for names here yet." in fresh.content.decode()
        assert 'name="csrfmiddlewaretoken"' in fresh.content.decode().partition('class="look"')[2][:300]
        assert (answer.status_code, answer.context["looked_at"] is None) == (200, False)
        found = Mention.objects.filter(status="suggested").exclude(recogniser="")
        assert found.exists()
        assert f"{found.count()} new suggestion" in answer.content.decode()

    def test_list_of_articles_looks_through_those_chosen(self, editor, revision):
        chosen = {"action": "look_through", "_selected_action": [revision.passage.article_id]}

        answer = editor.post(reverse("admin:sources_article_changelist"), chosen, follow=True)

        assert "Looked through 1 article: " in answer.content.decode()
        assert Examination.objects.get().article_id == revision.passage.article_id


class TestLookups:
    """Names in any spelling, dates, neighbours."""

    def test_name_is_found_in_another_spelling(self, editor, revision):
        zhukov = make_entity("Stepan Zhukov", spelling_key=spelling.key("Stepan Zhukov"))

        found = editor.get(address("lookup"), {"q": "jukov", "kind": "person"}).json()

        assert [one["id"] for one in found["entities"]] == [zhukov.pk]

    def test_best_match_comes_first_then_the_article_then_who_is_named_most(self, editor, revision):
        often, here, exact, alike = (
            keyed(make_entity(name)) for name in ("Edda Maric", "Zora Marić", "Marić", "Mariz")
        )
        other = make_passage(make_article(revision.passage.article.document), "Edda Maric. Edda Maric.")
        make_mention(other, "Edda Maric", often)
        make_mention(other, "Edda Maric", often, start=12, end=22)
        make_mention(revision, "the lamp", here)

        page = reverse("admin:sources_article_desk_lookup", args=[revision.passage.article_id])
        found = editor.get(page, {"q": "Maric", "kind": "person"}).json()["entities"]

        assert [one["id"] for one in found] == [exact.pk, here.pk, often.pk, alike.pk]
        assert [one["isFar"] for one in found] == [False, False, False, True]

    def test_initial_is_not_offered_for_words_that_have_its_letter(self, editor, revision):
        keyed(make_entity("A."))

        assert editor.get(address("lookup"), {"q": "that she", "kind": ""}).json()["entities"] == []

    def test_unasked_the_truly_alike_of_the_kind_are_offered_and_the_same_of_another(self, editor, revision):
        for name, kind in [
            ("M.", "person"),
            ("Maravel", "place"),
            ("Port of Maravel", "place"),
            ("Border Regiment", "organisation"),
        ]:
            keyed(make_entity(name, kind=kind))

        def could(words, kind):
            found = editor.get(address("lookup"), {"q": words, "kind": kind, "could": 1}).json()
            return [one["name"] for one in found["entities"]]

        assert could("Maravel", "place") == ["Maravel", "Port of Maravel"]
        assert could("the Regiment", "organisation") == ["Border Regiment"]
        assert could("Maravel", "person") == ["Maravel"]
        assert could("the Courier", "organisation") == []
        assert could("next week", "date") == []

    def test_date_is_read_in_words_or_refused_with_a_reason(self, editor, revision):
        found = editor.get(address("lookup"), {"q": "1848-03~"}).json()
        none = editor.get(address("lookup"), {"q": "Febuary"}).json()

        assert found["date"] == {"edtf": "1848-03~", "words": "about March 1848"}
        assert (none["date"], "Febuary" in none["noDate"]) == (None, True)

    def test_place_of_the_gazetteer_has_coordinates(self, editor, revision):
        found = editor.get(address("lookup"), {"q": "Lisbon"}).json()

        assert (found["place"]["country"], round(found["place"]["latitude"])) == ("PT", 39)

    def test_neighbours_and_history(self, editor, revision):
        other = make_passage(make_article(revision.passage.article.document), "Late, Ada Quill slept.")
        quill = Entity.objects.get(preferred_name="Ada Quill")
        make_mention(other, "Ada Quill", quill)
        mention = Mention.objects.get(exact="Ada Quill", revision=revision)
        marking.change(mention, actor=editor.user, note="x")

        page = reverse("admin:sources_article_desk_about", args=[revision.passage.article_id])
        found = editor.get(page, {"mention": mention.pk, "entity": quill.pk}).json()

        assert (found["count"], found["elsewhere"][0]["before"]) == (1, "Late, ")
        assert found["history"][0].startswith("Changed the mention “Ada Quill”. M. Adler, ")


class TestTagAll:
    """Every place of some words, looked through, tagged as one act."""

    def test_places_show_what_stands_there(self, editor, revision):
        quill = Entity.objects.get(preferred_name="Ada Quill")

        found = editor.get(address("tag_all"), {"form": "Ada Quill", "entity": quill.pk}).json()

        assert [(one["standing"], one["isTicked"]) for one in found["places"]] == [
            ("tagged", False),
            ("free", True),
        ]

    def test_ticked_places_are_one_act(self, editor, revision):
        quill = Entity.objects.get(preferred_name="Ada Quill")
        found = editor.get(address("tag_all"), {"form": "Ada Quill", "entity": quill.pk}).json()

        ask(editor, do="tag_all", target={"entity": quill.pk}, places=[found["places"][1]])

        assert quill.mentions.filter(status="accepted").count() == 2
        assert summaries() == ["Tagged 1 place as Ada Quill"]
