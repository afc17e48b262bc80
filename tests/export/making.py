"""Articles of an edition made in memory, for exports that ask no database."""

from datetime import date

from django.db.models import Model
from hypothesis import strategies as st

from sources.edition.models import Appearance, Article, Corpus, Date, Document, Entity, Passage, Revision
from sources.edition.router import EDITION
from sources.export.gathering import Whole
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
WICK = {"kind": "person", "public_id": "ccccccc0", "slug": "tomas-wick", "name": "Tomas Wick"}


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
    passages = [
        row(
            Passage,
            id=number,
            public_id=f"pppppp{number:02}",
            article=article,
            number=str(number),
            kind="body",
            text=text,
            revision=1,
            topics=[],
            sayings=[],
        )
        for number, text in enumerate(wordings, start=1)
    ]
    appearances = {}
    for number, start, end, named in spans:
        text = wordings[number - 1] or ""
        what = {"entity": row(Entity, **WICK)} if named == "entity" else {"date": made_date(named)}
        one = row(
            Appearance,
            passage=passages[number - 1],
            article=article,
            start=start,
            end=end,
            exact=text[start:end],
            **what,
        )
        appearances.setdefault(number, []).append(one)
    return Whole(article, passages, appearances, {}, {})


def made_date(edtf: str) -> Date:
    """Make a date whose days do not matter."""
    return row(Date, edtf=edtf, words=edtf)


def corrected(whole: Whole, wordings: list[str]) -> Whole:
    """Give the first passage former wordings."""
    whole.revisions[1] = [
        row(Revision, passage=whole.passages[0], number=number, text=text, reason=f"reason {number}")
        for number, text in enumerate(wordings, start=1)
    ]
    return whole
