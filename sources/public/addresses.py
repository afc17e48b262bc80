"""The address of everything that the public can see, as ``urls.py`` resolves it.

Written out, not reversed: an article page has hundreds of links, and ``reverse`` would take longer
than everything else on the page. A test compares each with ``urls.py``. The id decides; the slug
is there to be read, and a wrong one redirects.
"""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

INDEXES = {"person": "people", "place": "places", "organisation": "organisations"}
KINDS = {index: kind for kind, index in INDEXES.items()}
ORIGINS = {"publication": "publications", "contributor": "contributors"}
ORIGIN_KINDS = {index: kind for kind, index in ORIGINS.items()}


def corpus(slug: str) -> str:
    """Give a corpus's home."""
    return f"/c/{quote(slug)}/"


def entities(kind: str, corpus_slug: str = "") -> str:
    """Give the index of people, places or organisations, of one corpus or of all."""
    return f"{corpus(corpus_slug) if corpus_slug else '/'}{INDEXES[kind]}/"


def dates(corpus_slug: str = "") -> str:
    """Give the list of dates, of one corpus or of all."""
    return f"{corpus(corpus_slug) if corpus_slug else '/'}dates/"


def articles(corpus_slug: str = "") -> str:
    """Give the list of articles, of one corpus or of all."""
    return f"{corpus(corpus_slug) if corpus_slug else '/'}articles/"


def origins(kind: str, corpus_slug: str = "") -> str:
    """Give the index of publications or contributors, of one corpus or of all."""
    return f"{corpus(corpus_slug) if corpus_slug else '/'}{ORIGINS[kind]}/"


def origin(kind: str, public_id: str, slug: str) -> str:
    """Give a publication's or contributor's page."""
    return f"/{kind}/{public_id}/{quote(slug) or '-'}/"


def topics(corpus_slug: str = "") -> str:
    """Give the list of topics, of one corpus or of all."""
    return f"{corpus(corpus_slug) if corpus_slug else '/'}topics/"


def topic(slug: str) -> str:
    """Give a topic's page."""
    return f"/topic/{quote(slug)}/"


def article(public_id: str, slug: str) -> str:
    """Give an article, for reading."""
    return f"/a/{public_id}/{quote(slug) or '-'}/"


def captured(public_id: str, slug: str) -> str:
    """Give an article as it was captured."""
    return f"{article(public_id, slug)}captured/"


def article_citation(public_id: str, slug: str, number: str = "") -> str:
    """Give the page with the citations of an article, or of one passage of it."""
    return f"{article(public_id, slug)}{number + '/' if number else ''}cite/"


def passage(public_id: str, slug: str, number: str) -> str:
    """Give a passage's own page: the address that is cited."""
    return f"{article(public_id, slug)}{number}/"


def near(public_id: str, slug: str, number: str) -> str:
    """Give the list of passages of other sources beside one passage."""
    return f"{passage(public_id, slug, number)}near/"


def event_day(corpus_slug: str, edtf: str) -> str:
    """Give a day as each source of a corpus tells it."""
    return f"{corpus(corpus_slug)}day/{quote(edtf)}/"


def compare(first: str, second: str, on: str = "") -> str:
    """Give two articles side by side; ``on`` is "date/<edtf>" or "person/<id>" and the like."""
    return f"/compare/{first}/{second}/{quote(on, safe='/~') + '/' if on else ''}"


def revision(public_id: str, slug: str, number: str, revision_number: int) -> str:
    """Give a former wording of a passage."""
    return f"{passage(public_id, slug, number)}rev/{revision_number}/"


def article_file(public_id: str, ending: str, number: str = "") -> str:
    """Give the citation of an article, or of one passage of it, as a file."""
    return f"/a/{public_id}/{number + '/' if number else ''}cite.{ending}"


def article_data(public_id: str, name: str) -> str:
    """Give an article as a file of data: article.tei.xml, annotations.json."""
    return f"/a/{public_id}/{name}"


def corpus_file(slug: str, name: str) -> str:
    """Give a corpus as a file of data: corpus.tei.xml."""
    return f"{corpus(slug)}{name}"


def document(public_id: str) -> str:
    """Give a document as received."""
    return f"/document/{public_id}/"


def entity(kind: str, public_id: str, slug: str) -> str:
    """Give a person's, place's or organisation's page."""
    return f"/{kind}/{public_id}/{quote(slug) or '-'}/"


def entity_feed(kind: str, public_id: str) -> str:
    """Give the feed of the passages that name an entity."""
    return f"/{kind}/{public_id}/feed/"


def date(edtf: str) -> str:
    """Give a date's page; an interval's slash stays a slash.

    An open side is written "open": browsers take ".." in an address for the folder above.
    """
    parts = ("open" if part == ".." else quote(part, safe="~") for part in edtf.split("/"))
    return f"/date/{'/'.join(parts)}/"


def asked_date(text: str) -> str:
    """Give the EDTF value that the address of a date's page names."""
    return "/".join(".." if part == "open" else part for part in text.split("/"))


def accounts(corpus_slug: str = "") -> str:
    """Give the list of questions, of one corpus or of all."""
    return f"{corpus(corpus_slug) if corpus_slug else '/'}accounts/"


def account(slug: str, claim: str = "") -> str:
    """Give a question's page, and on it the row of one claim."""
    return f"/account/{quote(slug)}/{'#c-' + claim if claim else ''}"


def account_file(slug: str, name: str) -> str:
    """Give a question's claims as a file: cite.bib, claims.csv, claims.json, annotations.json …"""
    return f"/account/{quote(slug)}/{name}"


def claim(public_id: str) -> str:
    """Give a claim's own page: the address that is cited."""
    return f"/claim/{public_id}/"


def claim_file(public_id: str, name: str) -> str:
    """Give a claim as a file: cite.bib, annotation.json …"""
    return f"/claim/{public_id}/{name}"


def selection(ids: Iterable[str], name: str = "") -> str:
    """Give a selection of passages and articles, or what ``name`` says of it: "choose/", "cite.bib"."""
    query = urlencode([("id", one) for one in ids])
    return f"/selection/{name}?{query}" if query else f"/selection/{name}"


def marked(kind: str, identity: str, slug: str) -> str:
    """Give the address that a marked name or date leads to."""
    return date(identity) if kind == "date" else entity(kind, identity, slug)


API = "/api/v1/"


def api(resource: str, key: str = "") -> str:
    """Give a list of the API, or one record of it."""
    return f"{API}{resource}/{quote(key, safe='~')}" if key else f"{API}{resource}"
