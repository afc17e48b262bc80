"""What makes an edition anew: everything that is not known only to add."""

import pytest

from sources.annotate.acts import act
from sources.annotate.correct import apply_correction, plan_correction
from sources.edition import language
from sources.edition.manifest import builder
from sources.edition.publish import publish
from sources.edition.swap import current_file
from sources.models import Article, Entity, Mention, Name, Passage, PassageRevision
from sources.values.splice import Splice
from sources.vocabulary import ActKind
from tests.factories import make_article, make_document, make_mention, make_passage

pytestmark = pytest.mark.usefixtures("editions")


def changed(row, **values):
    with act(ActKind.EDIT, "Changed") as doing:
        doing.change(row, **values)


def take_away(row):
    with act(ActKind.DELETE, "Took away") as doing:
        doing.delete(row)


def accept_in_draft(corpus):
    revision = make_passage(make_article(make_document(corpus), status="draft"), "Old Wick sold oil.")
    mention = make_mention(
        revision, "Old Wick", Entity.objects.get(preferred_name="Tomas Wick"), status="suggested"
    )
    changed(mention, status="accepted")
    return mention


def new_mark(corpus):
    revision = PassageRevision.objects.get(text__startswith="A certain")
    quay = Entity.objects.get(preferred_name="Salt Quay")
    with act(ActKind.ANNOTATE, "Marked") as doing:
        start = revision.text.index("quay")
        doing.create(
            Mention(
                revision=revision, start=start, end=start + 4, exact="quay", status="accepted", entity=quay
            )
        )


def correct(corpus):
    passage = Passage.objects.get(revisions__text__startswith="On 3 May")
    with act(ActKind.CORRECT, "Corrected") as doing:
        doing.create(
            PassageRevision(
                passage=passage, number=2, text="On 4 May", splices=[[3, 4, "4"]], reason="misread"
            )
        )


DEEDS = {
    "a mark is taken away": lambda _: take_away(Mention.objects.get(exact="Sunday")),
    "a mark is rejected": lambda _: changed(Mention.objects.get(exact="Sunday"), status="rejected"),
    "a mark is made less certain": lambda _: changed(
        Mention.objects.get(exact="Sunday"), certainty="possible"
    ),
    "an article is taken back": lambda _: changed(Article.objects.first(), status="draft"),
    "an article is renamed": lambda _: changed(Article.objects.first(), title="Lamps lit"),
    "an article is shown less": lambda _: changed(Article.objects.first(), access="snippets"),
    "a person is renamed": lambda _: changed(
        Entity.objects.get(sort_name="Wick, Tomas"), preferred_name="T. W."
    ),
    "a person is protected": lambda _: changed(
        Entity.objects.get(sort_name="Wick, Tomas"), is_protected=True, pseudonym="The lamplighter"
    ),
    "a passage is corrected": correct,
    "nothing is done": lambda _: None,
}


@pytest.mark.parametrize("deed", DEEDS)
def test_edition_is_made_anew_where(lamps, deed):
    publish()

    DEEDS[deed](lamps)
    new_mark(lamps) if deed != "nothing is done" else None

    assert publish().way.startswith("Built anew: ")


def test_edition_in_another_language_is_made_anew_and_says_so(lamps, settings):
    publish()
    settings.SITE_LANGUAGE = "en-us"
    language.mark.cache_clear()
    builder.cache_clear()

    new_mark(lamps)
    way = publish().way
    language.mark.cache_clear()
    builder.cache_clear()

    assert way == "Built anew: the current edition was prepared in another language, 'en-gb'."


def test_form_that_only_a_draft_writes_from_now_on_goes_by_building_anew(lamps, read):
    Name.objects.create(
        entity=Entity.objects.get(preferred_name="Tomas Wick"), form="Old Wick", kind="variant"
    )
    publish()
    accept_in_draft(lamps)
    new_mark(lamps)

    assert publish().way == (
        "Built anew: a text that is not published names somebody by a form that is recorded."
    )
    assert read("SELECT 1 FROM edition_entityname WHERE form = 'Old Wick'") == []


def test_article_of_which_words_are_withheld_is_built_anew_with_its_places(lamps):
    draft = make_article(make_document(lamps), status="draft")
    first = make_passage(draft, "The clerk Ada Quill said so.")
    publish()
    plan = plan_correction(first, [Splice(4, 19, "X")])
    apply_correction(plan, actor=None, reason="a name", withholds_former=True)
    with act(ActKind.EDIT, "Published") as doing:
        doing.change(draft, status="published")

    assert publish().way == (
        "Built anew: words are withheld in a document to be added, and its places are counted anew."
    )


def test_draft_is_not_in_the_file_that_was_added_to(lamps):
    publish()
    make_passage(make_article(make_document(lamps), status="draft"), "The zephyrine keel lay hidden.")
    mention = accept_in_draft(lamps)
    new_mark(lamps)

    assert publish().way == "Added to edition 1: 1 article with new marks."
    content = current_file().read_bytes()
    assert b"zephyrine" not in content
    assert mention.exact.encode() not in content


def test_added_edition_gets_its_digest_when_readers_have_it(lamps):
    publish()
    new_mark(lamps)
    said = []

    made = publish(progress=said.append)

    assert said == [
        "Adding to edition 1: 1 article with new marks",
        "Readers have it; taking the file’s digest",
    ]
    assert made.path.with_suffix(".sha256").read_text() == f"{made.edition.sha256}  {made.path.name}\n"
    assert len(made.edition.sha256) == 64
