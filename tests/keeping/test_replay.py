"""What was withheld after a backup is withheld again, whatever the database says."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sources.annotate import claiming, journal
from sources.annotate.acts import act
from sources.annotate.elsewhere import Headline, Words
from sources.annotate.protect import protect
from sources.annotate.reveal import end
from sources.annotate.told import snapshot
from sources.annotate.undo import undo
from sources.annotate.withdraw import apply_withdrawal, plan_withdrawal
from sources.annotate.withhold import MARK, Extent, Why, plan_articles, plan_words, withhold
from sources.keeping.replay import replay
from sources.models import (
    Article,
    ChangeSet,
    Claim,
    Document,
    Entity,
    Mention,
    Name,
    PassageRevision,
    Quotation,
    User,
    Withholding,
)
from sources.values.span import Span
from sources.vocabulary import ActKind, WithheldFor
from tests.factories import (
    make_article,
    make_claim,
    make_entity,
    make_mention,
    make_passage,
    make_question,
)

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA = tmp_path


def lost(lines):
    """The lines as after a restore: of acts that the database does not know."""
    return [{**line, "act": "00000000"} for line in lines]


def again(lines=None):
    with act(ActKind.RESTORE, "Restored") as doing:
        return replay(doing, lost(journal.read()) if lines is None else lines)


def changed(row, **values):
    with act(ActKind.EDIT, "Changed") as doing:
        doing.change(row, **values)


def test_t08_article_shown_less_is_shown_less_again():
    article = make_article()
    changed(article, access="catalogue", status="draft")
    Article.objects.update(access="full", status="published")

    said = again()

    article.refresh_from_db()
    assert (article.access, article.status) == ("catalogue", "draft")
    assert said == [f"Article {article.public_id}: shown as catalogue, draft."]


def test_article_shown_more_since_is_not_shown_more():
    article = make_article(access="catalogue", status="draft")
    changed(article, access="full", status="published")
    Article.objects.update(access="catalogue", status="draft")

    assert again() == []
    article.refresh_from_db()
    assert (article.access, article.status) == ("catalogue", "draft")


def test_withdrawn_document_is_withdrawn_again():
    article = make_article()
    make_passage(article, "Nobody was there.")
    apply_withdrawal(plan_withdrawal(article.document), actor=None, reason="asked to")
    Document.objects.update(withdrawn_on=None, withdrawn_reason="")

    again()

    document = Document.objects.get()
    assert (document.withdrawn_on, document.withdrawn_reason) == (timezone.now().date(), "asked to")


def test_person_protected_and_removed_in_one_act_is_no_line_of_the_journal():
    with act(ActKind.EDIT, "Changed") as doing:
        person = doing.create(
            Entity(kind="person", preferred_name="Zqxv Wrbl", sort_name="Wrbl", spelling_key="zqxv wrbl")
        )
        doing.change(person, is_protected=True, pseudonym="A porter")
        doing.delete(person)

    assert journal.read() == []


def test_line_that_was_cut_swallows_none_that_comes_after():
    article = make_article()
    changed(article, status="draft")
    journal.path().write_text(journal.path().read_text() + '{"act": "cut off he')

    changed(article, access="catalogue")

    assert [line["access"] for line in journal.read()] == ["full", "catalogue"]


@pytest.mark.parametrize("take_back", [claiming.withdraw, claiming.reject, claiming.remove])
def test_claim_taken_back_waits_for_review(take_back):
    passage = make_passage(make_article(), "The warden said that 16 lamps went out.")
    question = make_question(passage.passage.document.corpus)
    claim = make_claim(passage, "16", question, measure="exact", low=16, high=16)
    take_back(Claim.objects.get(), actor=None)
    Claim.objects.all().delete()
    claim.save(force_insert=True)

    again()

    assert Claim.objects.get().status == "needs_review"


def test_claim_accepted_since_is_no_line_of_the_journal():
    passage = make_passage(make_article(), "The warden said that 16 lamps went out.")
    question = make_question(passage.passage.document.corpus)
    make_claim(passage, "16", question, measure="exact", low=16, high=16, status="suggested")
    claiming.accept(Claim.objects.get(), actor=None)

    assert journal.read() == []


def test_t08_person_protected_since_is_protected_again():
    person = make_entity("Zqxv Wrbl")
    changed(person, is_protected=True, pseudonym="A porter")
    Entity.objects.update(is_protected=False, pseudonym="")

    again()

    person.refresh_from_db()
    assert (person.is_protected, person.pseudonym) == (True, "A porter")


def test_person_unknown_to_the_backup_is_made_again_with_every_form():
    person = make_entity("Zqxv Wrbl")
    Name.objects.create(entity=person, form="Зкксв Врбл", spelling_key="x")
    changed(person, is_protected=True, pseudonym="A porter")
    public_id = person.public_id
    Entity.objects.all().delete()

    again()

    made = Entity.objects.get(public_id=public_id)
    assert (made.preferred_name, made.is_protected, [name.form for name in made.names.all()]) == (
        "Zqxv Wrbl",
        True,
        ["Зкксв Врбл"],
    )


def test_article_whose_withheld_wording_is_lost_is_shown_as_its_entry():
    article = make_article()
    first = make_passage(article, "Zqxv was there.")
    with act(ActKind.CORRECT, "Corrected") as doing:
        doing.create(
            PassageRevision(
                passage=first.passage,
                number=2,
                text="Nobody was there.",
                splices=[[0, 4, "Nobody"]],
                reason="asked to",
                withholds_former=True,
            )
        )

    said = again()

    article.refresh_from_db()
    assert article.access == "catalogue"
    assert "Correct it again" in said[0]


def test_i13_closed_account_is_closed_again():
    user = User.objects.create_user("clerk", password="a long enough one")
    changed(user, is_active=False)
    User.objects.update(is_active=True)

    again()

    user.refresh_from_db()
    assert not user.is_active


@pytest.mark.parametrize(
    ("since", "again_as"),
    [
        ({"role": "annotator"}, ("annotator", False)),
        ({"role": "publisher"}, ("editor", False)),
        ({"role": "administrator"}, ("annotator", False)),
        ({"is_superuser": True}, ("editor", False)),
    ],
    ids=str,
)
def test_account_may_again_no_more_than_it_might_since(since, again_as):
    user = User.objects.create_user("clerk", password="a long enough one", role="editor")
    changed(user, **since)
    User.objects.update(role="editor", is_superuser=False)

    again()

    user.refresh_from_db()
    assert (user.role, user.is_superuser) == again_as


def test_superuser_who_was_none_any_more_is_none_again():
    user = User.objects.create_superuser("clerk", password="a long enough one", role="editor")
    changed(user, is_superuser=False)
    User.objects.update(is_superuser=True)

    again()

    user.refresh_from_db()
    assert not user.is_superuser


def test_password_of_before_a_change_opens_nothing():
    user = User.objects.create_user("clerk", password="a long enough one")
    with act(ActKind.EDIT, "Set a new password") as doing:  # as the desk does it
        doing.note(user, snapshot(user), snapshot(user))

    said = again()

    user.refresh_from_db()
    assert not user.has_usable_password()
    assert "rescue_account clerk" in said[0]


def test_act_that_the_backup_holds_is_not_replayed():
    article = make_article()
    changed(article, access="catalogue")
    Article.objects.update(access="full")  # as a later act, in the backup too, may have had it

    assert again(journal.read()) == []
    article.refresh_from_db()
    assert article.access == "full"


def test_journal_has_no_line_for_what_withholds_nothing():
    article = make_article()
    changed(article, title="Another title")

    assert journal.read() == []


def test_last_line_that_was_cut_is_left_out(tmp_path):
    file = tmp_path / "journal.jsonl"
    file.write_text('{"what": "edition", "number": 1, "acts": 3}\n{"what": "edi')

    assert journal.read(file) == [{"what": "edition", "number": 1, "acts": 3}]


@pytest.fixture
def witness():
    return make_entity("Zqxv Wrbl", is_protected=True, pseudonym="A porter")


def test_form_of_a_protected_name_that_was_learned_since_is_known_again(witness):
    with act(ActKind.EDIT, "Learned") as doing:
        doing.create(Name(entity=witness, form="Frau Qx", spelling_key="frau qx"))
    Name.objects.all().delete()

    said = again()

    assert list(witness.names.values_list("form", flat=True)) == ["Frau Qx"]
    assert said == [f"Record {witness.public_id}: a form of the name, known again."]
    assert again() == [], "once is enough"


def test_words_marked_as_somebody_protected_are_a_form_of_the_name_after_a_restore(witness):
    passage = make_passage(make_article(), "Old Wrbl lit a lamp, and his sister another.")
    with act(ActKind.ANNOTATE, "Marked") as doing:
        for exact in ("Old Wrbl", "his sister"):
            start = passage.text.index(exact)
            doing.create(
                Mention(
                    revision=passage,
                    start=start,
                    end=start + len(exact),
                    exact=exact,
                    entity=witness,
                    status="accepted",
                )
            )
    Mention.objects.all().delete()

    again()

    assert list(witness.names.values_list("form", flat=True)) == ["Old Wrbl"]


def test_form_of_an_open_name_is_no_line_of_the_journal():
    with act(ActKind.EDIT, "Learned") as doing:
        doing.create(Name(entity=make_entity("Ada Quill"), form="A. Quill", spelling_key="a quill"))

    assert journal.read() == []


def test_record_that_was_protected_further_has_all_its_forms_again(witness):
    with act(ActKind.EDIT, "Learned") as doing:
        doing.create(Name(entity=witness, form="Frau Qx", spelling_key="frau qx"))
    changed(witness, pseudonym="A stranger")
    lines = [line for line in journal.read() if line["what"] == "entity"]
    Name.objects.all().delete()

    again(lost(lines))

    assert list(witness.names.values_list("form", flat=True)) == ["Frau Qx"]


def test_person_who_was_made_private_is_private_again():
    person = make_entity("Ada Quill")
    changed(person, is_private=True)
    Entity.objects.update(is_private=False)

    said = again()

    assert Entity.objects.get().is_private is True
    assert said == [f"Record {person.public_id}: private again."]


def test_person_who_is_private_no_longer_stays_so_after_a_restore():
    person = make_entity("Ada Quill", is_private=True)
    changed(person, is_private=False)
    Entity.objects.update(is_private=True)

    assert again() == []
    assert Entity.objects.get().is_private is True


@pytest.mark.parametrize("how", ["rejected", "given to another", "removed"])
def test_mark_taken_back_waits_for_review(how):
    passage = make_passage(make_article(), "Ada Quill lit a lamp.")
    ada, other = make_entity("Ada Quill"), make_entity("Ada Quill the younger")
    mark = make_mention(passage, "Ada Quill", ada)
    with act(ActKind.ANNOTATE, "Taken back") as doing:
        if how == "removed":
            doing.delete(mark)
        else:
            doing.change(mark, **({"status": "rejected"} if how == "rejected" else {"entity": other}))
    Mention.objects.all().delete()
    make_mention(passage, "Ada Quill", ada, pk=mark.pk, public_id=journal.read()[-1]["id"])

    again()

    assert [one.status for one in Mention.objects.all()] == ["needs_review"]


def test_quotation_taken_back_waits_for_review():
    passage = make_passage(make_article(), "Ada Quill said: I lit it.")
    said = Quotation(revision=passage, status="accepted", speaker=make_entity("Ada Quill"))
    said.put(Span(16, 24), "I lit it")
    said.save()
    changed(said, status="rejected")
    Quotation.objects.update(status="accepted")

    again()

    assert Quotation.objects.get().status == "needs_review"


# What the desk withholds by one act -------------------------------------------------------------

TEXT = "Ada Quill lit the lamp. She told the paper so."
WHY = Why(WithheldFor.ASKED_FOR, "rang on 3 May", date(2027, 3, 1))


def kept_back(revision, *titled):
    """Withhold a name from a passage and from the headlines of articles; the act."""
    headlines = [Headline(one, "title", f"{MARK} lit it") for one in titled]
    plan = plan_words([Words(revision, Span(0, 9))], headlines)
    withhold(plan, WHY, actor=None, by=None)


@contextmanager
def what_is_lost():
    """Take back, as a backup of before does, what is done meanwhile; the journal stays."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def rows():
    found = Withholding.objects.order_by("pk").select_related("article")
    return [(row.article, row.reason, row.until, row.ended_on) for row in found]


def test_t08_headlines_that_lost_words_are_shown_to_nobody_after_a_restore():
    own, other = (make_article(title="Ada Quill lit it") for _ in range(2))
    revision = make_passage(own, TEXT)
    with what_is_lost():
        kept_back(revision, own, other)

    said = again()

    assert list(Article.objects.order_by("pk").values_list("status", "access")) == [
        ("draft", "catalogue"),
        ("draft", "full"),
    ]
    assert rows() == [(one, "somebody_named_asks", date(2027, 3, 1), None) for one in (own, other)]
    assert [line.split(":")[0] for line in said] == [f"Article {own.public_id}"] * 3 + [
        f"Article {other.public_id}"
    ]
    assert said[-1].endswith(
        "not shown until somebody ends that, because words of its headline were withheld. "
        "Take them out again first."
    )
    assert again() == [], "once is enough"


def test_t08_ending_what_a_restore_has_shut_shows_nothing():
    article = make_article(title="Ada Quill lit it")
    with what_is_lost():
        kept_back(make_passage(make_article(), TEXT), article)
    again()
    row = Withholding.objects.get(article=article)

    with pytest.raises(IntegrityError, match="article is withheld"), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(status="published")
    end(row, actor=None, reason="Looked at")

    article.refresh_from_db()
    assert (row.note, article.status) == (
        "Words of its headline were withheld, and a restore lost that: take them out again.",
        "draft",
    )


@pytest.mark.parametrize(
    ("extent", "status", "access"), [("nothing", "draft", "full"), ("facts", "published", "catalogue")]
)
def test_t08_withheld_article_is_held_shut_again_by_its_own_row(extent, status, access):
    article = make_article()
    with what_is_lost():
        withhold(plan_articles([article], Extent(extent)), WHY, actor=None, by=None)
        was = Withholding.objects.get()

    again()

    article.refresh_from_db()
    row = Withholding.objects.get()
    assert (article.status, article.access) == (status, access)
    assert (row.public_id, row.made_at.date(), row.note) == (was.public_id, was.made_at.date(), "")
    assert rows() == [(article, "somebody_named_asks", date(2027, 3, 1), None)]


def test_withheld_article_that_a_later_act_of_the_backup_shows_is_shut():
    article = make_article(status="draft")
    with what_is_lost():
        withhold(plan_articles([article], Extent.NOTHING), WHY, actor=None, by=None)
    Article.objects.update(status="published")

    assert again() == [f"Article {article.public_id}: withheld again."]

    article.refresh_from_db()
    assert article.status == "draft"


def test_t08_withholding_that_was_ended_stands_after_a_restore_and_is_told():
    article = make_article()
    with what_is_lost():
        withhold(plan_articles([article], Extent.NOTHING), WHY, actor=None, by=None)
        end(Withholding.objects.get(), actor=None, reason="Settled")

    said = again()

    article.refresh_from_db()
    assert (article.status, rows()[0][3]) == ("draft", None)
    assert said[-1] == (
        f"The withholding of article {article.public_id} was ended since; a restore keeps it: end it again."
    )


def test_words_that_were_shown_again_at_once_are_told_too():
    article = make_article(title="Ada Quill lit it")
    revision = make_passage(article, TEXT)
    with what_is_lost():
        kept_back(revision, article)
        undo(ChangeSet.objects.latest("pk"), actor=None)

    said = again()

    assert said[-1] == (
        f"The withholding of passage {revision.passage.public_id} was ended since; a restore keeps it: "
        "end it again."
    )
    assert Article.objects.get().status == "draft"


def test_why_somebody_is_protected_is_known_again():
    person = make_entity("Zqxv Wrbl")
    with what_is_lost():
        protect(person, "A porter", [], why=WHY, actor=None, by=None)
        was = Withholding.objects.get().public_id

    again()

    row = Withholding.objects.get()
    assert (row.public_id, row.entity, row.entity.is_protected) == (was, person, True)
