"""What nobody has decided on is in no edition, nor is what was rejected."""

import pytest

from sources.annotate import quoting, review
from sources.annotate.suggest import suggest_article
from sources.edition.publish import publish
from sources.models import Mention, Quotation
from tests.factories import make_article, make_document, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

TEXT = "Harbour master Stepan Zqxvenko said that the lamps of Wrblburg had gone out."


@pytest.mark.parametrize("decided", [False, True], ids=["suggested", "rejected"])
def test_suggestions_are_not_in_the_bytes_of_an_edition(lamps, editions, decided):
    article = make_article(make_document(lamps), title="Lamps again")
    revision = make_passage(article, TEXT)
    suggest_article(article)
    assert {mention.exact for mention in revision.mentions.all()} == {"Stepan Zqxvenko", "Wrblburg"}
    assert Quotation.objects.count() == 1
    Mention.objects.filter(revision=revision).update(reason="Zqreason", proposed_name="Zqproposed")
    Quotation.objects.update(reason="Zqreason", speaker_name="Zqproposed")
    if decided:
        review.reject_all(Mention.objects.filter(revision=revision), actor=None)
        quoting.reject_all(Quotation.objects.all(), actor=None)

    publish()

    file = (editions / "edition-000001.sqlite3").read_bytes()
    assert [word for word in (b"Zqreason", b"Zqproposed", b"zqxvenko-") if word in file] == []
    assert b"Stepan Zqxvenko said" in file


def test_edition_has_no_appearance_of_a_suggestion(lamps, read):
    article = make_article(make_document(lamps), title="Lamps again")
    make_passage(article, TEXT)
    suggest_article(article)

    publish()

    rows = read("SELECT exact FROM edition_appearance")
    assert {exact for (exact,) in rows} & {"Stepan Zqxvenko", "Wrblburg"} == set()
