"""Articles of an edition made in memory, for exports that ask no database."""

from datetime import date

from django.db.models import Model
from hypothesis import strategies as st

from sources.edition.models import Article, Corpus, Date, Document, Entity, Revision
from sources.edition.router import EDITION
from sources.export.gathering import Line, Mention, Records, Who, Whole
from sources.export.site import Site
from sources.public import addresses

WITNESSES = [
    "]]>",
    "<!-- x --> &amp; <p>",
    "=cmd|'/c calc'!A0",
    "\x00\x0b\ufffe",
    "a\rb\r\nc\n\td",
    "\u202eright to left\u202c שלום",
    "𝒳 😀",
    "",
    "\"quoted\", 'twice' {braces} \\",
]
texts = st.sampled_from(WITNESSES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)

SITE = Site(
    name="Sourcebook",
    base="https://archive.example",
    edition="7",
    digest="ab" * 32,
    made_on=date(2026, 3, 12),
    article=addresses.article,
    passage=addresses.passage,
    entity=addresses.entity,
    date=addresses.date,
    topic=addresses.topic,
    claim=addresses.claim,
)
WICK = Who("person", "ccccccc0", "tomas-wick", "Tomas Wick")


def row(model, **values):
    """Make a row as if it had been read: an edition is never written."""
    related = {name: value for name, value in values.items() if isinstance(value, Model)}
    made = model(**{name: value for name, value in values.items() if name not in related})
    made._state.db = EDITION
    for name, value in related.items():
        setattr(made, name, value)
    return made


def make_whole(wordings, *, title="Tax posted", access="full", spans=()) -> Whole:
    """Make an article of passages with these wordings; each span is passage, start, end, entity or EDTF."""
    corpus = row(
        Corpus, id=1, public_id="bbbbbbb0", slug="lanterns", title="The Lantern Tax", licence="CC-BY-4.0"
    )
    document = row(Document, id=1, public_id="ddddddd0", corpus=corpus, file_name="quay.txt", is_held=True)
    article = row(
        Article,
        id=1,
        public_id="aaaaaaa0",
        slug="tax-posted",
        corpus=corpus,
        document=document,
        title=title,
        language="en",
        contributors=[],
        access=access,
        passage_count=len(wordings),
    )
    lines = []
    for number, text in enumerate(wordings, start=1):
        marks = [
            Mention(start, end, (text or "")[start:end], "", "", *_named(named))
            for place, start, end, named in spans
            if place == number
        ]
        lines.append(Line(f"pppppp{number:02}", str(number), "body", False, None, "", text, [], [], marks))
    return Whole(article, lines)


def _named(what: str) -> tuple[Who | None, str]:
    return (WICK, "") if what == "entity" else (None, what)


def with_first(whole: Whole, **values) -> Whole:
    """Give the article with its first passage otherwise."""
    first, *rest = whole.passages
    return Whole(whole.article, [first._replace(**values), *rest])


def records_of(whole: Whole) -> Records:
    """Make the records of whom and what an article names, as they would be read."""
    marks = [one for line in whole.passages for one in line.mentions]
    entities = {one.entity for one in marks if one.entity}
    dates = {one.edtf for one in marks if one.edtf}
    return Records(
        [row(Entity, **who._asdict()) for who in entities], [row(Date, edtf=one, words=one) for one in dates]
    )


def corrected(whole: Whole, wordings: list[str]) -> Whole:
    """Give the first passage former wordings."""
    revisions = [
        row(Revision, number=number, text=text, reason=f"reason {number}")
        for number, text in enumerate(wordings, start=1)
    ]
    return with_first(whole, revisions=revisions)
