from sources.ingest.join import join_lines
from sources.ingest.lines import split_lines, without_quoting
from sources.ingest.mails import mail_head
from sources.ingest.reading import read_text

MAIL = """From: Nora Feld <nora@lists.example>
To: karst-l@lists.example
Date: Thu, 7 May 2009 15:58
Subject: [karst-l] Fwd: the slide

Two pieces that you may have missed. The second gets the number wrong.

> FOR IMMEDIATE RELEASE
>
> COMMITTEE ASKS WHO SIGNED FOR THE WALL
>
> SELWICK -- The Karst Committee condemns the silence of the
> ministry about the wall above the pass, which fell on Monday,
> May 4.
>
> Forty-one people are cut off above the slide, and two of them
> are ill. The committee asks for the letter of March to be
> printed with all of its numbers.
>
> ###

> ==========

> Forty cut off by slide in Karst
> By Dora Lint
> 5 May 2009
>
> A slide carried away forty metres of the road over the Karst
> pass on Monday, and the council said that it would stay closed
> until the spring. Two teams with dogs went up on Tuesday.

_______________________________________________
karst-l mailing list
http://lists.example/karst-l
"""


def test_the_head_of_a_mail_belongs_to_none_of_its_articles():
    reading = read_text(MAIL)
    kinds = [(region.article, region.kind.value) for region in reading.regions]

    assert [article.title for article in reading.articles] == [
        "COMMITTEE ASKS WHO SIGNED FOR THE WALL",
        "Forty cut off by slide in Karst",
    ]
    assert kinds[:5] == [(None, "editor_note")] * 5
    assert [article for article, _ in kinds[-3:]] == [None] * 3


def test_quoted_lines_are_joined_as_if_they_were_not_quoted():
    units = join_lines(MAIL, without_quoting(split_lines(MAIL)))

    assert [unit.text[-19:] for unit in units if "Monday" in unit.text] == [
        "l on Monday, May 4.",
        "went up on Tuesday.",
    ]


def test_a_few_quoted_lines_keep_their_mark():
    lines = split_lines("He wrote:\n> We waited.\n> Nobody came.\n")

    assert without_quoting(lines) == lines


def test_one_header_is_no_mail():
    text = "From: the Karst\nA letter\n\nDear all, we waited.\n"

    assert mail_head(join_lines(text, split_lines(text))) == 0
