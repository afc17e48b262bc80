"""Only accepted quotations of published articles are in an edition, and a guarded speaker is in none."""

import pytest

from sources.annotate.acts import Refused
from sources.edition.publish import publish
from sources.models import Entity, Quotation
from sources.models.digested import digest_of
from sources.vocabulary import MentionStatus
from tests.factories import make_article, make_document, make_entity, make_mention, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

WORDS = "“Every lamp was out,” said Tomas Wick, who added that it was dark."


def make_quotation(revision, exact: str, **values: object) -> Quotation:
    """Mark the first occurrence of ``exact`` as said; accepted where nothing else is given."""
    start = revision.text.index(exact)
    row = Quotation(revision=revision, start=start, end=start + len(exact), exact=exact)
    for name, value in ({"status": MentionStatus.ACCEPTED} | values).items():
        setattr(row, name, value)
    row.digest = digest_of(row.public_id, exact)
    row.save()
    return row


@pytest.fixture
def wick(lamps):
    """Tomas Wick, whom two sources name."""
    return Entity.objects.get(preferred_name="Tomas Wick")


@pytest.fixture
def spoken(lamps):
    """A published passage that gives him words."""
    return make_passage(make_article(make_document(lamps), title="Asked on the quay"), WORDS)


def test_accepted_quotations_are_in_the_order_of_the_text(wick, spoken, read):
    make_quotation(spoken, "it was dark", kind="indirect", speaker=wick)
    make_quotation(spoken, "“Every lamp was out,”", speaker=wick)

    publish()

    said = read(
        'SELECT substr(p.text, s.start + 1, s."end" - s.start), s.kind, e.name FROM edition_saying s '
        "JOIN edition_passage p ON p.id = s.passage_id JOIN edition_entity e ON e.id = s.speaker_id "
        "ORDER BY s.position"
    )
    assert said == [
        ("“Every lamp was out,”", "direct", "Tomas Wick"),
        ("it was dark", "indirect", "Tomas Wick"),
    ]
    assert read(
        "SELECT saying_count, saying_article_count FROM edition_entity WHERE name = 'Tomas Wick'"
    ) == [(2, 1)]


@pytest.mark.parametrize("status", [MentionStatus.SUGGESTED, MentionStatus.REJECTED])
def test_what_nobody_accepted_is_in_no_edition(wick, spoken, read, status):
    machine = {"recogniser": "quotations 1", "rule": "said"} if status == MentionStatus.SUGGESTED else {}
    make_quotation(spoken, "it was dark", speaker=wick, status=status, **machine)

    publish()

    assert read("SELECT COUNT(*) FROM edition_saying") == [(0,)]
    assert read("SELECT DISTINCT sayings FROM edition_passage") == [("[]",)]


def test_quotation_of_a_draft_is_in_no_edition(wick, lamps, read):
    draft = make_article(make_document(lamps), title="Not yet", status="draft")
    make_quotation(make_passage(draft, WORDS), "it was dark", speaker=wick)

    publish()

    assert read("SELECT COUNT(*) FROM edition_saying") == [(0,)]


def test_speaker_without_a_record_stands_with_the_passage_only(spoken, read):
    make_quotation(spoken, "it was dark", kind="indirect", speaker_name="a lamplighter")

    publish()

    start = WORDS.index("it was dark")
    assert read("SELECT COUNT(*) FROM edition_saying") == [(0,)]
    assert read("SELECT sayings FROM edition_passage WHERE sayings <> '[]'") == [
        (f'[[{start},{start + 11},"indirect","","","","a lamplighter"]]',)
    ]


def test_speaker_at_risk_has_a_pseudonym_and_the_words_keep_their_place(lamps, read):
    guarded = make_entity("Ida Tallow", is_protected=True, pseudonym="A. B.")
    article = make_article(make_document(lamps), title="Asked on the quay")
    passage = make_passage(article, "Ida Tallow said that it was dark.")
    make_mention(passage, "Ida Tallow", guarded)
    make_quotation(passage, "it was dark", kind="indirect", speaker=guarded)

    publish()

    assert read(
        'SELECT e.name, substr(p.text, s.start + 1, s."end" - s.start) FROM edition_saying s '
        "JOIN edition_passage p ON p.id = s.passage_id JOIN edition_entity e ON e.id = s.speaker_id"
    ) == [("A. B.", "it was dark")]
    assert read("SELECT COUNT(*) FROM edition_passage WHERE sayings LIKE '%Tallow%'") == [(0,)]


def test_a_speaker_in_words_is_searched_for_protected_names(spoken):
    make_entity("Ida Tallow", is_protected=True, pseudonym="A. B.")
    make_quotation(spoken, "it was dark", kind="indirect", speaker_name="the sister of Ida Tallow")

    with pytest.raises(Refused, match="the speaker of words in article"):
        publish()


def test_what_one_quotes_within_ones_own_turn_is_the_turn(wick, lamps, read):
    article = make_article(make_document(lamps), title="Asked again")
    turn = make_passage(article, WORDS, kind="answer", speaker=wick)
    make_quotation(turn, "it was dark", kind="indirect", speaker=wick)

    publish()

    assert read('SELECT kind, start, "end" FROM edition_saying') == [("turn", 0, len(WORDS))]
