from sources.ingest.reading import read_text
from sources.vocabulary import Kind

REPORT = """Harbour closed after shots on the mole

Troops clear the lighters; eleven dead, says the hospital

By Ana Petrova
15 October 1927

The harbour of Temrava was closed on Friday after troops fired on men who had chained
Men on the mole. Photograph: N. Gerontas
their boats together at the head of the mole, and no ship has moved since then.

The hospital has received eleven bodies. The Prefect speaks of four, and has forbidden meetings.
"""


def test_reading_gives_an_article_its_facts():
    (article,) = read_text(REPORT).articles

    assert (article.title, article.subtitle) == (
        "Harbour closed after shots on the mole",
        "Troops clear the lighters; eleven dead, says the hospital",
    )
    assert (article.authors, article.published, article.published_words) == (
        ("Ana Petrova",),
        "1927-10-15",
        "15 October 1927",
    )
    assert (article.publication, article.url, article.language) == ("", "", "en")


def test_a_sentence_goes_on_after_a_caption():
    regions = read_text(REPORT).regions

    assert [(region.kind, region.continues) for region in regions[4:]] == [
        (Kind.BODY, False),
        (Kind.CAPTION, False),
        (Kind.BODY, True),
        (Kind.BODY, False),
    ]


def test_the_same_article_twice_is_an_article_and_its_copy():
    reading = read_text(REPORT + "\n" + REPORT)

    assert [(article.title, article.copy_of, article.similarity) for article in reading.articles] == [
        ("Harbour closed after shots on the mole", None, None),
        ("Harbour closed after shots on the mole", 0, 1.0),
    ]
    first, second = reading.regions[:8], reading.regions[8:]
    assert [region.kind for region in first] == [region.kind for region in second]
    assert [region.duplicate_of for region in second] == [region.span for region in first]


def test_every_region_has_a_reason_and_a_confidence():
    assert all(region.reason and 0 < region.confidence < 1 for region in read_text(REPORT).regions)


def test_a_text_without_an_article_is_all_furniture():
    reading = read_text("Home\nSearch\nLog in\n")

    assert reading.articles == ()
    assert [(region.kind, region.article) for region in reading.regions] == [(Kind.BOILERPLATE, None)] * 3


def test_each_fact_says_how_it_is_known():
    (article,) = read_text(REPORT).articles

    assert article.known == {
        "title": "the headline",
        "subtitle": "the standfirst",
        "authors": "the byline",
        "published": "printed as “15 October 1927”",
        "language": "the small words of its text",
    }
