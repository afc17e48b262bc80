"""Claims at the desk: made from words, filled in beforehand, decided, each one act."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sources.annotate import claiming
from sources.annotate.correct import apply_correction, plan_correction
from sources.models import ChangeSet, Claim, Quotation, Relay
from sources.values.span import Span
from tests.admin.forms import errors_of, filled, messages_of
from tests.factories import (
    make_article,
    make_claim,
    make_document,
    make_entity,
    make_mention,
    make_passage,
    make_question,
)

pytestmark = pytest.mark.django_db

TEXT = "On Salt Quay at least 31 lamps went out on 4 May, the keeper said; nobody else counted them."


@pytest.fixture
def passage(db):
    """A passage that answers a question, with the quotation in which it does."""
    found = make_passage(make_article(status="draft"), TEXT)
    make_mention(found, "Salt Quay", make_entity("Salt Quay", kind="place"))
    keeper = make_entity("Ada Quill")
    said = Quotation(revision=found, status="accepted", kind="indirect", speaker=keeper)
    said.put(Span(0, 64), TEXT[:64])
    said.save()
    return found


@pytest.fixture
def question(passage):
    article = passage.passage.article
    make_question(article.document.corpus, wording="Was the keeper paid?", slug="paid", asks="yes_no")
    return make_question(
        article.document.corpus, wording="How many lamps went out?", slug="lamps", unit="lamps"
    )


def new(passage, *, start=None, end=None):
    address = reverse(
        "admin:sources_article_claim_new", args=[passage.passage.article_id, passage.passage_id]
    )
    return address if start is None else f"{address}?start={start}&end={end}"


def make(client, passage, **values):
    address = new(passage, start=TEXT.index("at least"), end=TEXT.index(" on 4 May"))
    return client.post(address, filled(client.get(address), "claim-form", **values), follow=True)


def test_desk_leads_to_the_claims_of_its_article(editor, passage):
    pk = passage.passage.article_id

    html = editor.get(reverse("admin:sources_article_desk", args=[pk])).content.decode()

    assert f'<a href="{reverse("admin:sources_article_claims", args=[pk])}">Claims</a>' in html


def edit(client, claim, do="save", **values):
    address = reverse("admin:sources_article_claim", args=[claim.revision.passage.article_id, claim.pk])
    data = filled(client.get(address), "claim-form", **values)
    return client.post(address, data | {"do": do}, follow=True)


def test_form_is_filled_in_with_question_figure_and_speaker(editor, passage, question):
    page = editor.get(new(passage, start=TEXT.index("at least"), end=TEXT.index(" on 4 May")))

    data = filled(page, "claim-form")
    assert (data["exact"], data["question"], data["figure"]) == (
        "at least 31 lamps went out",
        str(question.pk),
        "at least 31",
    )
    assert data["asserter"] == str(Quotation.objects.get().speaker_id)
    assert data["quotation"] == str(Quotation.objects.get().pk)


def test_claim_is_made_as_it_was_filled_in_by_one_button(editor, passage, question):
    make(editor, passage)

    claim = Claim.objects.get()
    assert (claim.exact, claim.measure, claim.low, claim.high, claim.status) == (
        "at least 31 lamps went out",
        "at_least",
        31,
        None,
        "accepted",
    )
    assert (claim.question, claim.asserter.preferred_name) == (question, "Ada Quill")
    assert ChangeSet.objects.get().summary == "Added an answer to “How many lamps went out?”"


def test_annotators_claim_waits_for_an_editor(annotator, editor, passage, question):
    make(annotator, passage)
    claim = Claim.objects.get()
    assert claim.status == "suggested"

    edit(editor, claim, do="accept")

    claim.refresh_from_db()
    assert claim.status == "accepted"


def test_annotator_takes_a_proposed_claim_back_with_its_chain(annotator, editor, passage, question):
    make(annotator, passage, via="a clerk")
    undo = reverse("admin:sources_changeset_undo", args=[ChangeSet.objects.get().pk])

    annotator.post(undo, filled(annotator.get(undo)), follow=True)

    assert (Claim.objects.count(), Relay.objects.count()) == (0, 0)


def test_annotator_takes_no_claim_back_that_an_editor_made(annotator, editor, passage, question):
    make(editor, passage)
    undo = reverse("admin:sources_changeset_undo", args=[ChangeSet.objects.get().pk])

    assert annotator.post(undo).status_code in (403, 404)
    assert Claim.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("14–16", ("between", 14, 16)),
        ("about 70", ("about", 70, 70)),
        ("1,000,000,000", ("exact", 10**9, 10**9)),
        ("more than a hundred", ("more_than", 100, None)),
        ("up to 20", ("at_most", None, 20)),
        ("1500", ("exact", 1500, 1500)),
        ("at least 2000 lamps", ("at_least", 2000, None)),
        ("1,000,000,000,000", ("exact", 10**12, 10**12)),
        ("dozens", ("in_words", None, None)),
    ],
)
def test_figure_is_typed_as_a_reader_would_say_it(editor, passage, question, typed, figure):
    make(editor, passage, figure=typed)

    claim = Claim.objects.get()
    assert (claim.measure, claim.low, claim.high) == figure
    assert claim.text == (typed if figure[0] == "in_words" else "")


@pytest.mark.parametrize("typed", ["-5", "1,000,000,000,001", "31 or so, 14 of them broken", "1e3"])
def test_figure_that_cannot_be_read_is_refused_and_not_kept_as_words(editor, passage, question, typed):
    answer = make(editor, passage, figure=typed)

    assert answer.status_code == 400
    assert "is not one figure" in str(errors_of(answer))
    assert Claim.objects.count() == 0


def test_remark_beside_a_figure_in_words_is_refused_and_neither_is_lost(editor, passage, question):
    answer = make(editor, passage, figure="dozens", text="as he could see")

    assert answer.status_code == 400
    assert "in words already" in str(errors_of(answer))


@pytest.mark.parametrize("words", ["one lamp, by the crane", "dozens on the water", "31, or 14 by night"])
def test_claim_that_is_opened_and_saved_stays_what_it_was(editor, passage, question, words):
    claim = make_claim(passage, "31 lamps", question, measure="in_words", text=words)

    edit(editor, claim)

    claim.refresh_from_db()
    assert (claim.measure, claim.low, claim.high, claim.text) == ("in_words", None, None, words)


def test_claim_that_is_saved_still_repeats_what_repeats_another_by_now(editor, passage, question):
    first = make_claim(passage, "at least 31", question, measure="at_least", low=31)
    second = make_claim(passage, "31 lamps", question, measure="exact", low=31, high=31)
    third = make_claim(passage, "31 lamps went out", question, measure="exact", low=31, high=31)
    claiming.say_repeats([third], second, actor=None)
    claiming.say_repeats([second], first, actor=None)

    edit(editor, Claim.objects.get(pk=third.pk), note="Read twice")

    third.refresh_from_db()
    assert (third.repeats, third.note) == (second, "Read twice")


def test_claim_that_is_saved_stays_in_a_quotation_that_waits(editor, passage, question):
    said = Quotation.objects.get()
    claim = make_claim(passage, "31 lamps", question, measure="exact", low=31, high=31, quotation=said)
    Quotation.objects.update(status="needs_review")

    edit(editor, claim, note="Read twice")

    claim.refresh_from_db()
    assert (claim.quotation, claim.note) == (said, "Read twice")


def test_claim_with_no_asserter_takes_the_speaker_of_its_quotation(editor, passage, question):
    said = Quotation.objects.get()
    claim = make_claim(passage, "31 lamps", question, measure="exact", low=31, high=31)

    edit(editor, claim, asserter="", asserter_name="", quotation=str(said.pk))

    claim.refresh_from_db()
    assert (claim.asserter, claim.asserter_name) == (said.speaker, "")


def test_rejected_claim_is_not_offered_as_a_first_telling(editor, passage, question):
    make_claim(passage, "31 lamps", question, measure="exact", low=31, high=31, status="rejected")

    page = editor.get(new(passage, start=TEXT.index("at least"), end=TEXT.index(" on 4 May")))

    assert page.context["form"].fields["repeats"].queryset.count() == 0


def test_annotator_is_offered_no_claim_and_nobody_that_is_closed_to_them(
    annotator, editor, passage, question
):
    witness = make_entity("Zqxv Wrbl", is_protected=True, pseudonym="the lamplighter")
    other = make_passage(
        make_article(make_document(question.corpus)), "A man in the crowd saw 31 lamps go out."
    )
    make_claim(other, "31 lamps", question, measure="exact", low=31, high=31, asserter=witness)
    address = new(passage, start=TEXT.index("at least"), end=TEXT.index(" on 4 May"))
    closed = reverse("admin:sources_article_claims", args=[other.passage.article_id])

    offered = [
        [
            client.get(address).context["form"].fields[name].queryset.count()
            for name in ("repeats", "asserter")
        ]
        for client in (annotator, editor)
    ]

    assert offered == [[0, 2], [1, 3]]
    assert [client.get(closed).status_code for client in (annotator, editor)] == [404, 200]


def test_chain_party_moment_and_words_are_kept(editor, passage, question):
    agency = make_entity("Quay Agency", kind="organisation")
    make(
        editor,
        passage,
        via=f"a clerk | {agency.public_id}",
        as_of="1931-05-04",
        text="as he could see",
        asserter="",
        asserter_name="the keeper",
        quotation="",
    )

    claim = Claim.objects.get()
    assert [step.entity or step.words for step in claim.relays.all()] == ["a clerk", agency]
    assert (claim.as_of.edtf, claim.text, claim.meaning) == ("1931-05-04", "as he could see", "the keeper")


def test_figure_for_a_question_that_asks_none_is_refused_and_what_was_typed_stays(editor, passage, question):
    other = question.corpus.questions.get(slug="paid")

    answer = make(editor, passage, question=str(other.pk))

    assert answer.status_code == 400
    assert "does not ask for a number" in str(errors_of(answer))
    assert filled(answer, "claim-form")["figure"] == "at least 31"
    assert Claim.objects.count() == 0


def test_words_that_are_not_there_are_refused(editor, passage, question):
    answer = make(editor, passage, exact="forty lamps")

    assert "does not stand in this passage" in str(errors_of(answer))
    assert Claim.objects.count() == 0


def test_passage_corrected_meanwhile_is_refused(editor, passage, question):
    address = new(passage, start=TEXT.index("at least"), end=TEXT.index(" on 4 May"))
    data = filled(editor.get(address), "claim-form")
    apply_correction(plan_correction(passage, TEXT.replace("31", "13")), actor=None, reason="misread")

    answer = editor.post(address, data, follow=True)

    assert answer.status_code == 400
    assert Claim.objects.count() == 0


def test_second_editor_sees_that_somebody_was_first(editor, publisher, passage, question):
    claim = make_claim(passage, "31 lamps", question, measure="exact", low=31, high=31)
    address = reverse("admin:sources_article_claim", args=[passage.passage.article_id, claim.pk])
    data = filled(editor.get(address), "claim-form", figure="13")
    edit(publisher, claim, note="Read twice")

    answer = editor.post(address, data | {"do": "save"}, follow=True)

    assert answer.status_code == 409
    assert "somebody else" in str(messages_of(answer))
    claim.refresh_from_db()
    assert (claim.low, claim.note) == (31, "Read twice")


@pytest.mark.parametrize(
    ("do", "left"), [("reject", ["rejected"]), ("withdraw", ["needs_review"]), ("remove", [])]
)
def test_claim_is_rejected_withdrawn_removed(editor, passage, question, do, left):
    claim = make_claim(passage, "31 lamps", question, measure="exact", low=31, high=31)

    edit(editor, claim, do=do)

    assert list(Claim.objects.values_list("status", flat=True)) == left


def test_claims_of_the_original_are_suggested_in_its_copy(editor, passage, question):
    told = make_claim(passage, "31 lamps", question, measure="exact", low=31, high=31)
    document = make_document(question.corpus)
    copy = make_article(document, status="draft", copy_of=passage.passage.article, similarity=1.0)
    make_passage(copy, TEXT)

    page = editor.get(reverse("admin:sources_article_claims", args=[copy.pk]))
    editor.post(reverse("admin:sources_article_claims_carry", args=[copy.pk]))

    assert "has 1 claim at the same words" in page.content.decode()
    carried = Claim.objects.of_article(copy.pk).get()
    assert (carried.status, carried.repeats, carried.exact) == ("suggested", told, "31 lamps")


def test_list_of_an_article_is_read_in_the_same_number_of_queries(editor, passage, question):
    address = reverse("admin:sources_article_claims", args=[passage.passage.article_id])
    make_claim(passage, "31 lamps", question, measure="exact", low=31, high=31)
    with CaptureQueriesContext(connection) as one:
        editor.get(address)
    for place in ("Salt Quay", "the keeper"):
        make_claim(passage, place, question, measure="exact", low=1, high=1)
    with CaptureQueriesContext(connection) as three:
        editor.get(address)

    assert len(one) == len(three)


def test_review_list_accepts_what_is_clear_and_tells_the_rest(editor, passage, question):
    clear = make_claim(passage, "31 lamps", question, measure="exact", low=31, high=31, status="suggested")
    vague = make_claim(passage, "nobody else", question, status="suggested")

    answer = editor.post(
        reverse("admin:sources_claim_changelist"),
        {"action": "accept", "_selected_action": [clear.pk, vague.pk]},
        follow=True,
    )

    assert sorted(Claim.objects.values_list("status", flat=True)) == ["accepted", "suggested"]
    assert "has no answer yet" in str(messages_of(answer))


def test_question_is_asked_in_the_list_of_questions(editor, passage):
    corpus = passage.passage.article.document.corpus
    address = reverse("admin:sources_question_add")
    data = filled(
        editor.get(address), "question_form", corpus=str(corpus.pk), wording="Who lit the lamps?", asks="text"
    )

    editor.post(address, data, follow=True)

    assert corpus.questions.get().slug == "who-lit-the-lamps"
