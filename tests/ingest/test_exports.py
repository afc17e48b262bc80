import pytest

from sources.ingest.exports import fields_of
from sources.ingest.join import join_lines
from sources.ingest.lines import split_lines
from sources.ingest.reading import read_text

FIRST = "A slide took forty metres of the road over the pass on Saturday, and forty people are cut off."
SECOND = "The ferry company was fined four thousand crowns for two boats that nobody had unlocked."
CODED = f"""SE   News
HD   Slide cuts off the valley
BY   By Dora Lint
WC   61 words
PD   4 March 2001
SN   The Karst Courier

LP
   {FIRST}

RF   Document kc01

SE   Courts
HD   Ferry company fined
WC   40 words
PD   6 March 2001
SN   The Karst Courier
LP
   {SECOND}
RF   Document kc02
"""
LABELLED = f"""1 of 2 DOCUMENTS

The Karst Courier (Selwick)

March 4, 2001 Sunday

SECTION: NEWS; Pg. 4
LENGTH: 61 words
HEADLINE: Slide cuts off the valley
BYLINE: By Dora Lint
DATELINE: UPPER KARST

BODY:
{FIRST}

LOAD-DATE: March 5, 2001

2 of 2 DOCUMENTS

The Karst Courier (Selwick)

March 6, 2001 Tuesday

SECTION: COURTS
LENGTH: 40 words
HEADLINE: Ferry company fined

BODY:
{SECOND}

LOAD-DATE: March 7, 2001
"""


@pytest.mark.parametrize("text", [CODED, LABELLED], ids=["codes", "labels"])
def test_an_export_gives_its_records_with_their_facts(text):
    articles = read_text(text).articles

    assert [(a.title, a.authors, a.published) for a in articles] == [
        ("Slide cuts off the valley", ("Dora Lint",), "2001-03-04"),
        ("Ferry company fined", (), "2001-03-06"),
    ]
    assert {article.publication for article in articles} == {"The Karst Courier"}


def test_each_line_of_an_export_has_the_kind_of_its_label():
    kinds = [(region.article, region.kind.value) for region in read_text(CODED).regions]

    head = [
        "boilerplate",
        "title",
        "byline",
        "boilerplate",
        "publication_date",
        "source_credit",
        "boilerplate",
    ]
    assert kinds == [
        *((0, kind) for kind in (*head, "body", "boilerplate")),
        *((1, kind) for kind in (*head[:2], *head[3:], "body", "boilerplate")),
    ]


def test_a_page_with_a_few_labels_is_no_export():
    text = f"Title: Slide cuts off the valley\nAuthor: Dora Lint\nDate: 4 March 2001\n\n{FIRST}\n"

    assert fields_of(join_lines(text, split_lines(text))) == {}
