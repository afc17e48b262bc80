"""What was withheld from the public is in no edition's bytes, whatever was joined or split since."""

import pytest

from sources.annotate.correct import apply_correction, plan_correction
from sources.annotate.join import apply_join, plan_join
from sources.annotate.split import apply_split, plan_split
from sources.annotate.withheld import withheld_places
from sources.edition.publish import publish
from sources.models import Article, Claim, Mention, Passage
from sources.values.splice import Splice
from tests.annotate.test_histories import History
from tests.factories import make_article, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

CLEAN, SECRET = "Clean words stand here.", "The witness Qrbl Zonk spoke then. And he left."


@pytest.fixture
def published(settings):
    """Publish, and give the bytes of the edition's file."""

    def bytes_of_edition():
        publish()
        return settings.CURRENT_EDITION.read_bytes()

    return bytes_of_edition


def withhold(passage, *words):
    text = passage.head.text
    places = [(text.index(word), text.index(word) + len(word)) for word in words]
    apply_correction(
        plan_correction(passage.head, [Splice(start, end, "X") for start, end in places]),
        actor=None,
        reason="a name",
        withholds_former=True,
    )


def standing(article):
    return list(Passage.objects.standing().filter(article=article).order_by("start"))


def test_withheld_words_stay_withheld_through_a_join_and_a_split(lamps, published):
    article = make_article()
    make_passage(article, CLEAN)
    withhold(make_passage(article, SECRET).passage, "Qrbl Zonk")
    apply_join(plan_join(standing(article)), actor=None)
    joined = standing(article)[0]

    apply_split(plan_split(joined.head, len(CLEAN) + 1), actor=None)

    found = published()
    assert (b"Qrbl" in found, b"Clean words" in found) == (False, True)


def test_words_withheld_in_the_second_part_are_withheld_in_what_it_was_split_from(lamps, published, read):
    article = make_article()
    whole = make_passage(article, f"{CLEAN} {SECRET}")
    apply_split(plan_split(whole, len(CLEAN) + 1), actor=None)

    withhold(standing(article)[1], "Qrbl Zonk")

    assert b"Qrbl" not in published()
    assert read(
        "SELECT p.number, r.number, r.text, r.splices FROM edition_revision r JOIN edition_passage p"
        " ON p.id = r.passage_id ORDER BY p.id, r.number"
    ) == [
        ("1", 1, None, "[]"),
        ("1", 2, CLEAN, "[]"),
        ("1a", 1, None, "[]"),
        ("1a", 2, SECRET.replace("Qrbl Zonk", "X"), "[]"),
    ]


def test_nothing_tells_how_long_the_withheld_words_are(lamps, published, read):
    article = make_article()
    make_passage(article, CLEAN)
    withhold(make_passage(article, SECRET).passage, "Qrbl Zonk")
    make_passage(article, CLEAN)

    published()

    query = (
        'SELECT p.start, p."end", length(p.text) FROM edition_passage p'
        " JOIN edition_document d ON d.id = p.document_id WHERE d.public_id = ? ORDER BY p.start"
    )
    places = read(query, article.document.public_id)
    assert [end - start for start, end, _ in places] == [length for *_, length in places]
    assert [start for start, *_ in places] == [0, len(CLEAN) + 1, len(CLEAN) + len(SECRET) - 6]
    assert read("SELECT size FROM edition_document WHERE public_id = ?", article.document.public_id) == [(0,)]


def test_words_withheld_after_a_join_are_withheld_in_every_part_of_it(lamps, published):
    article = make_article()
    make_passage(article, CLEAN)
    make_passage(article, SECRET)
    apply_join(plan_join(standing(article)), actor=None)
    withhold(standing(article)[0], "Qrbl Zonk")

    apply_split(plan_split(standing(article)[0].head, len(CLEAN) + 1), actor=None)

    assert b"Qrbl" not in published()


def test_wording_corrected_after_the_withholding_is_shown(lamps, published):
    article = make_article()
    passage = make_passage(article, SECRET).passage
    withhold(passage, "Qrbl Zonk")
    passage = Passage.objects.get(pk=passage.pk)
    apply_correction(plan_correction(passage.head, "The guard spoke."), actor=None, reason="misread")

    found = published()

    assert (b"Qrbl" in found, b"The witness X spoke then. And he left." in found) == (False, True)


def test_withheld_places_of_any_number_of_passages_take_one_query(lamps, django_assert_num_queries):
    article = make_article()
    for _ in range(3):
        withhold(make_passage(article, SECRET).passage, "Qrbl Zonk")

    with django_assert_num_queries(1):
        found = withheld_places()

    assert len(found.places[article.document_id]) == 3


# Histories ---------------------------------------------------------------------------------------------

CANARIES = ("Qrblzonk", "Zqxvwrbl", "Wzzkpflum")


class WithholdingHistory(History):
    """A history in which now and then a word is taken out of a passage and out of the public's sight."""

    texts = tuple(f"Ada Quill saw {canary} there. Tom Wick left." for canary in CANARIES)

    def __init__(self, seed):
        super().__init__(seed)
        self.withheld = set()

    def deeds(self):
        return [self.correct, self.split, self.split, self.join, self.join, self.withhold]

    def withhold(self):
        heads = [(passage, canary) for passage in self.standing() for canary in CANARIES]
        found = [(passage, canary) for passage, canary in heads if canary in passage.head.text]
        if found:
            passage, canary = self.dice.choice(found)
            at = passage.head.text.index(canary)
            withhold(passage, canary)
            self.names[passage.pk][at : at + len(canary)] = [object()]
            self.withheld.add(canary)

    def public_must_be(self):
        """Give which canaries must be in an edition: those in a present wording."""
        heads = " ".join(passage.head.text for passage in self.standing())
        return {canary for canary in CANARIES if canary in heads}


def run(seeds, published):
    withheld = 0
    for seed in seeds:
        history = WithholdingHistory(seed)
        for _ in range(8):
            history.act()
        found = published()
        seen = {canary for canary in CANARIES if canary.encode() in found}
        assert not seen & history.withheld, (seed, seen)
        assert history.public_must_be() <= seen
        withheld += len(history.withheld)
        Claim.objects.all().delete()  # the next history has its own marks
        Mention.objects.all().delete()
        Article.objects.update(status="draft")
    assert withheld > len(seeds) / 2


@pytest.mark.slow
def test_canary_withheld_at_any_point_of_10_histories_is_in_no_edition(published):
    run(range(10), published)


@pytest.mark.long
def test_canary_withheld_at_any_point_of_50_histories_is_in_no_edition(published):
    run(range(10, 60), published)
