"""What a TEI file marks is suggested when it is taken in, and never more than suggested."""

import pytest

from sources.annotate.acts import act
from sources.annotate.declared import Declared, propose_declared
from sources.edition.fixity import verify
from sources.intake.doorway import ingest
from sources.models import ChangeSet, Mention
from sources.values.span import Span
from sources.vocabulary import ActKind, MentionKind, MentionStatus
from tests.factories import make_article, make_entity, make_passage
from tests.ingest.formats.making import tei

pytestmark = pytest.mark.django_db

MARKED = """<head>Lamps out</head>
<p>On <date when="1931-05-04">the fourth</date> <persName ref="https://www.wikidata.org/wiki/Q77">Ada
Quill</persName> lit the lamp of <placeName
ref="#temrava"><settlement>Temrava</settlement></placeName> for the
<orgName key="harbour">Harbour Office</orgName>, and <date when="soon">soon</date> it went out again.</p>"""


@pytest.fixture
def store(settings, tmp_path):
    settings.BLOBS = tmp_path / "blobs"
    settings.EDITIONS = tmp_path / "editions"
    settings.CURRENT_EDITION = settings.EDITIONS / "current.sqlite3"


def test_marks_of_a_tei_file_become_suggestions_in_the_act_that_stores_it(store, tmp_path):
    quill = make_entity(wikidata="Q77")
    (tmp_path / "lamps.xml").write_bytes(tei(MARKED))

    ingest([tmp_path / "lamps.xml"], "lamps")

    found = Mention.objects.order_by("start").values_list(
        "exact", "status", "rule", "entity", "date__edtf", "proposed_kind", "proposed_name", "note"
    )
    suggested, rule = MentionStatus.SUGGESTED, "tei"
    reference = "Refers to https://www.wikidata.org/wiki/Q77"
    assert list(found) == [
        ("the fourth", suggested, rule, None, "1931-05-04", "date", "", ""),
        ("Ada Quill", suggested, rule, quill.pk, None, "person", quill.preferred_name, reference),
        ("Temrava", suggested, rule, None, None, "place", "Temrava", "Refers to #temrava"),
        (
            "Harbour Office",
            suggested,
            rule,
            None,
            None,
            "organisation",
            "Harbour Office",
            "Refers to harbour",
        ),
        ("soon", suggested, rule, None, None, "date", "", ""),
    ]
    assert ChangeSet.objects.get().kind == ActKind.INGEST
    assert [one for one in verify().damage if one.what != "row"] == []  # a factory made the corpus


def test_mark_over_the_edge_of_a_passage_is_left_out(db):
    wording = make_passage(make_article(), "Ada Quill lit the lamp.")
    start = wording.passage.start
    marks = [
        Declared(Span(start, start + 9), MentionKind.PERSON),
        Declared(Span(start + 18, start + 60), MentionKind.PLACE),
    ]

    with act(ActKind.INGEST, "Took in a file") as doing:
        count = propose_declared(doing, wording.passage.document, marks)

    assert count == 1
    assert Mention.objects.get().exact == "Ada Quill"


def test_value_that_is_no_edtf_is_left_for_the_editor_to_read(db):
    wording = make_passage(make_article(), "On the eve of Saint Mark.")
    start = wording.passage.start

    with act(ActKind.INGEST, "Took in a file") as doing:
        marks = [Declared(Span(start + 3, start + 24), MentionKind.DATE, "the eve")]
        propose_declared(doing, wording.passage.document, marks)

    mention = Mention.objects.get()
    assert (mention.date, mention.proposed_edtf, mention.note) == (None, "", "The file gives “the eve”")
