"""The labels under which databases of newspapers export their fields, and what each says its line is.

Codes are Factiva's, Dialog's and NewsBank's; words with a colon Nexis', ProQuest's and NewsBank's.
"""

from sources.vocabulary import Kind

K = Kind
_FRAME_CODES = """
    SE, WC, ET, SC, ED, PG, LA, CY, VOL, CLM, CT, RF, CO, IN, NS, RE, IPD, IPC, PUB, AN, DE, PY, IS,
    LG, GN, AB
"""
_FRAME_LABELS = """
    section, length, load-date, language, publication-type, document-type, type, acc-no, series,
    distribution, edition, page, pages, word count, publication year, publisher, issn, subject,
    place of publication, country of publication, source type, language of publication, database,
    document type, proquest document id, document url, copyright, last updated, links, location,
    people, company, company / organization, classification, identifier / keyword, record number,
    index terms, estimated printed pages, readability, publication info, journal-code, column,
    geographic, organization, industry, person, state, country, city, ticker, accession number
"""
_TELLING = """
    acc-no, body, byline, distribution, document type, document-type, estimated printed pages,
    full text, headline, highlight, index terms, journal-code, language of publication, length,
    load-date, proquest document id, publication info, publication title, publication-type,
    record number, source type, word count
"""
_CLOSING = """
    AN, ART, CO, CT, IN, IPC, IPD, NS, PUB, RE, RF, acc-no, copyright, database, document url,
    document-type, geographic, graphic, index terms, language, last updated, links, load-date,
    organization, person, proquest document id, publication-type, record number, subject
"""


def _listed(words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words.split(","))


CODES: dict[str, Kind] = {
    **dict.fromkeys(_listed("HD, TI"), K.TITLE),
    **dict.fromkeys(_listed("BY, AU"), K.BYLINE),
    **dict.fromkeys(_listed("PD, DT"), K.PUBLICATION_DATE),
    **dict.fromkeys(_listed("SN, SO, JN"), K.SOURCE_CREDIT),
    **dict.fromkeys(_listed("LP, TD, TX, FT"), K.BODY),
    **dict.fromkeys(_listed("CR, CX"), K.EDITOR_NOTE),
    **dict.fromkeys(_listed("ART"), K.CAPTION),
    **dict.fromkeys(_listed("DL"), K.DATELINE),
    **dict.fromkeys(_listed(_FRAME_CODES), K.BOILERPLATE),
}
LABELS: dict[str, Kind] = {
    **dict.fromkeys(_listed("headline, title, document title"), K.TITLE),
    **dict.fromkeys(_listed("highlight, subhead, subheadline, subtitle, deck"), K.SUBTITLE),
    **dict.fromkeys(_listed("byline, author, authors"), K.BYLINE),
    **dict.fromkeys(_listed("publication date, date, pub-date, issue date, load date"), K.PUBLICATION_DATE),
    **dict.fromkeys(
        _listed("publication title, paper, source, publication, newspaper, journal"), K.SOURCE_CREDIT
    ),
    **dict.fromkeys(_listed("body, full text, text, article text, abstract, lead paragraph"), K.BODY),
    **dict.fromkeys(_listed("dateline"), K.DATELINE),
    **dict.fromkeys(_listed("graphic, photo, caption, illustration"), K.CAPTION),
    **dict.fromkeys(_listed("correction, correction-date, notes, editor's note"), K.EDITOR_NOTE),
    **dict.fromkeys(_listed(_FRAME_LABELS), K.BOILERPLATE),
}
# Labels that hardly anybody but a database prints; two of them make a file an export.
TELLING = frozenset(_listed(_TELLING))
# Those that stand at a record's end.
CLOSING = frozenset(_listed(_CLOSING))
