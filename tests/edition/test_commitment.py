"""A salted digest stands for what is withheld: it binds the archive and tells nobody (S24)."""

import hashlib
import io
import json

import pytest
from django.core.management import CommandError, call_command

from sources.annotate.correct import apply_correction, plan_correction
from sources.edition.publish import publish
from sources.models import Document, Entity, Passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def opened(public_id, **which):
    out = io.StringIO()
    call_command("open_commitment", public_id, stdout=out, **which)
    found = json.loads(out.getvalue())
    return found["commitment"], bytes.fromhex(found["nonce"])


def test_s24_withheld_wording_has_a_commitment_that_opens(lamps, read):
    passage = Passage.objects.get(article__title="Order on the quay")
    former = passage.head.text
    plan = plan_correction(passage.head, former.replace("Sunday", "a day"))
    apply_correction(plan, actor=None, reason="asked to", withholds_former=True)
    publish()

    told = read("SELECT number, text IS NULL, commitment FROM edition_revision ORDER BY number")
    commitment, nonce = opened(passage.public_id, revision=1)

    assert told == [(1, 1, commitment), (2, 0, "")]
    assert hashlib.sha256(nonce + former.encode()).hexdigest() == commitment
    assert len(nonce) == 32
    assert hashlib.sha256(former.encode()).hexdigest() not in told[0], "no plain digest"


def test_s24_document_of_which_something_is_withheld_has_a_commitment(lamps, read):
    Entity.objects.filter(preferred_name="Tomas Wick").update(is_protected=True, pseudonym="A porter")
    publish()
    document = Document.objects.first()

    told = dict(read("SELECT public_id, sha256 || ' ' || commitment FROM edition_document"))
    commitment, nonce = opened(document.public_id)

    assert told[document.public_id] == f" {commitment}"
    assert hashlib.sha256(nonce + document.sha256.encode()).hexdigest() == commitment


def test_open_document_has_its_plain_digest(lamps, read):
    publish()

    assert read("SELECT DISTINCT length(sha256), commitment FROM edition_document") == [(64, "")]


def test_s24_two_commitments_have_two_nonces(lamps):
    nonces = {opened(one.public_id)[1] for one in Document.objects.all()}

    assert len(nonces) == Document.objects.count() == 2


@pytest.mark.parametrize("which", [{}, {"revision": 1}])
def test_commitment_to_nothing_is_none(lamps, which):
    with pytest.raises(CommandError, match="nothing was opened"):
        call_command("open_commitment", "zzzzzzzz", **which)
