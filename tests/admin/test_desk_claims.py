"""Claims on the annotation desk: they stand on their words, and are decided on as marks are."""

import json

import pytest
from django.urls import reverse

from sources.admin.reading.claimed import CLAIMED
from sources.models import Article, ChangeSet, Claim
from tests.factories import make_claim, make_question

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def claim(revision):
    question = make_question(revision.passage.document.corpus, wording="When was it lit?", asks="text")
    return make_claim(revision, "4 May", question, text="on the 4th", status="suggested")


def address(name):
    return reverse(f"admin:sources_article_{name}", args=[Article.objects.get().pk])


def ask(client, status=200, **asked):
    answer = client.post(
        address("desk_act"), json.dumps({"since": 0} | asked), content_type="application/json"
    )
    assert answer.status_code == status, answer.content
    return answer.json()


def part(claim):
    claim.refresh_from_db()
    return {"mention": CLAIMED + claim.pk, "version": claim.version}


def marks(client):
    [passage] = client.get(address("desk")).context["state"]["passages"]
    return [one for one in passage["mentions"] if one["kind"] == "claim"]


def test_claim_stands_on_its_words_with_its_question_and_answer(editor, claim):
    [mark] = marks(editor)

    assert (mark["exact"], mark["question"], mark["status"]) == ("4 May", "When was it lit?", "suggested")
    assert mark["answer"] == "on the 4th, asserted by residents"
    assert editor.get(mark["form"]).status_code == 200


def test_editor_accepts_and_takes_it_back(editor, claim):
    done = ask(editor, do="accept_claim", mentions=[part(claim)])

    claim.refresh_from_db()
    assert (claim.status, done["said"]) == ("accepted", "Accepted the claim “4 May”")
    assert [one["status"] for one in marks(editor)] == ["accepted"]

    ask(editor, do="undo", act=done["act"])

    claim.refresh_from_db()
    assert claim.status == "suggested"


def test_editor_rejects_and_changes_their_mind(editor, claim):
    ask(editor, do="reject_claim", mentions=[part(claim)])
    ask(editor, do="accept_claim", mentions=[part(claim)])

    claim.refresh_from_db()
    assert claim.status == "accepted"


def test_claim_is_moved_noted_and_removed(editor, revision, claim):
    moved = ask(editor, do="span_claim", revision=revision.pk, start=23, end=31, **part(claim))
    ask(editor, do="change_claim", note="Or the day before?", certainty="possible", **part(claim))

    claim.refresh_from_db()
    assert (claim.exact, claim.note, claim.certainty) == ("on 4 May", "Or the day before?", "possible")
    assert moved["versions"] == {f"mention-{CLAIMED + claim.pk}": 2}

    ask(editor, do="remove_claim", **part(claim))

    assert Claim.objects.count() == 0


def test_claim_that_somebody_else_changed_is_not_decided_on(editor, publisher, claim):
    seen = part(claim)
    ask(publisher, do="change_claim", note="Mine", **seen)

    answer = ask(editor, 409, do="accept_claim", mentions=[seen])

    assert answer["conflict"]["mention"]["note"] == "Mine"
    assert answer["conflict"]["who"] == "F. Finch"


def test_nothing_of_what_it_says_is_changed_here(editor, claim):
    answer = ask(editor, 400, do="change_claim", target={"kind": "person", "name": "Ada"}, **part(claim))

    assert answer["refused"].endswith("open its form.")
    assert ChangeSet.objects.count() == 0


def test_history_of_a_claim_is_told(editor, claim):
    ask(editor, do="reject_claim", mentions=[part(claim)])

    about = editor.get(address("desk_about"), {"mention": CLAIMED + claim.pk}).json()

    assert about["history"][0].startswith("Rejected the claim “4 May”. M. Adler, ")


def test_form_leads_back_to_the_desk_that_it_was_opened_from(editor, claim):
    [mark] = marks(editor)

    answer = editor.post(mark["form"], {"do": "reject", "version": f"{claim.version}"})

    assert answer["Location"] == f"{address('desk')}#p{claim.revision.passage_id}"
