"""What an article says of itself: title, byline, publication, day, address.

Only what stands in the text counts: a publication is given where a copyright line, the page's own name
beside the headline or "Source: …" names it, never guessed from the style of a page.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sources.ingest.bylines import author_of_biography, authors_of, is_name
from sources.ingest.credits import NEWSPAPERS
from sources.ingest.signs import MASTHEAD, PAPER
from sources.ingest.stamps import find_stamp
from sources.vocabulary import Genre, Kind

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'”’)\]]+")
COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|(?i:copyright))\W*(?:©|\([cC]\))?\s*(?:\d{4}(?:\s?[-–,]\s?\d{4})?)?,?\s*(?:by )?"
    r"(?P<name>(?:[Tt]he )?[^\W\d_a-z][\w.&'’\- ]{2,60}?)"
    r"(?:\s*[.,|–—·]|\s+(?i:all rights|inc|ltd|llc|limited)\b|\s*\d{4}|$)"
)
NEWSPAPER = re.compile(rf"\b(?:{NEWSPAPERS})$", re.IGNORECASE)
LABEL = re.compile(r"^(?:headline|title|subject)\s*:\s*(?:(?:re|fwd?)\s*:\s*)*", re.IGNORECASE)
TOWN = re.compile(r"\s*\([^()]{2,30}\)$")  # "The Karst Courier (Selwick)"
META_SOURCE = re.compile(
    r"^\W*(?i:source|publication|newspaper)\s*:\s*(?P<name>[^\W\d_a-z][\w.&'’\- ]{2,60})$"
)
_ENGLISH = """
the of and to in a that was for on with is as by at from were have has it be they not
"""
ENGLISH = frozenset(_ENGLISH.split())
LEAST_ENGLISH = 0.12


@dataclass(frozen=True, slots=True)
class Facts:
    """The bibliographic facts of one article; "" or () where its text does not give them."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    publication: str = ""
    published: str = ""
    published_words: str = ""
    url: str = ""
    language: str = ""
    genre: str = ""
    known: Mapping[str, str] = field(default_factory=dict)  # how each fact that is given is known


@dataclass(frozen=True, slots=True)
class Labelled:
    """A passage of an article as the facts need it: its kind, and its words without markup."""

    kind: Kind
    plain: str


def find_facts(passages: list[Labelled], *, dateline: str = "") -> Facts:
    """Read an article's facts off its labelled passages; dateline is the first paragraph's opening."""
    stamp = _published(passages)
    publication, shown = _publication(passages)
    facts = Facts(
        title=LABEL.sub("", _first(passages, Kind.TITLE).strip("\ufeff ")),
        subtitle=_first(passages, Kind.SUBTITLE),
        authors=_authors(passages),
        publication=publication,
        published=stamp[0],
        published_words=stamp[1],
        url=_address(passages),
        language=_language(passages),
        genre=_genre(passages, is_cabled=bool(dateline)),
    )
    return replace(facts, known=_known(facts, passages, shown))


def _known(facts: Facts, passages: list[Labelled], shown: str) -> dict[str, str]:
    """Say for each fact that the text gives how it gives it; ``shown`` is what names the publication."""
    kinds = [passage.kind for passage in passages]
    head = kinds.index(Kind.BODY) if Kind.BODY in kinds else len(kinds)
    is_interview = facts.genre == Genre.INTERVIEW
    ways = {
        "title": "the headline",
        "subtitle": "the standfirst",
        "authors": "the byline" if Kind.BYLINE in kinds[:head] else "a line under the text",
        "publication": shown,
        "published": f"printed as “{facts.published_words}”",
        "url": "an address on a line of its own",
        "language": "the small words of its text",
        "genre": "questions and answers" if is_interview else "a dateline or an agency's credit",
    }
    return {name: way for name, way in ways.items() if getattr(facts, name)}


def _first(passages: list[Labelled], kind: Kind) -> str:
    return next((passage.plain for passage in passages if passage.kind == kind), "")


def _authors(passages: list[Labelled]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for passage in passages:
        if passage.kind != Kind.BYLINE:
            continue
        found = authors_of(passage.plain.lstrip("—–- "))
        if not found and not names and (name := author_of_biography(passage.plain)):
            found = (name,)
        names.update(dict.fromkeys(found))
    return tuple(names)


def _published(passages: list[Labelled]) -> tuple[str, str]:
    """Give the day as EDTF and as printed: of the first stamp with a year, else of the first stamp."""
    stamps = [
        stamp
        for passage in passages
        if passage.kind in {Kind.PUBLICATION_DATE, Kind.BYLINE, Kind.DATELINE}
        and (stamp := find_stamp(passage.plain))
        and not re.match(r"\W*(?:last )?(?:updated|modified)", passage.plain, re.IGNORECASE)
    ]
    dated = next((stamp for stamp in stamps if stamp.edtf), None)
    if dated:
        return dated.edtf, dated.words
    return "", stamps[0].words if stamps else ""


def _publication(passages: list[Labelled]) -> tuple[str, str]:
    """Give the publication's name, and what names it."""
    kinds = [passage.kind for passage in passages]
    head = kinds.index(Kind.BODY) if Kind.BODY in kinds else len(kinds)
    for passage in passages[:head]:
        found = META_SOURCE.match(passage.plain)
        if found and passage.kind in {Kind.SOURCE_CREDIT, Kind.BOILERPLATE}:
            return found["name"].strip(), "a line that names the source"
    for passage in passages:
        if passage.kind == Kind.BOILERPLATE and (found := COPYRIGHT.search(passage.plain)):
            name = found["name"].strip()
            if name.lower() not in {"all rights reserved", "reserved", "notice", "policy"}:
                return name, "a copyright line"
    if page := _page_name(passages):
        return page, "the page's name beside the headline"
    if paper := _paper(passages[: head + 1]):
        return paper, "a newspaper's name in the article's head"
    return _masthead(passages), "the line over the columns"


def _paper(head: list[Labelled]) -> str:
    """Give the newspaper whose whole name is a line of the head, over the headline or under the writer's."""
    for passage in head:
        plain = TOWN.sub("", passage.plain.strip(" ."))
        if passage.kind in {Kind.BOILERPLATE, Kind.SOURCE_CREDIT} and PAPER.match(plain) and " " in plain:
            return plain.title() if plain.isupper() else plain
    return ""


def _masthead(passages: list[Labelled]) -> str:
    """Give the newspaper's name from the line over its columns."""
    for passage in passages:
        found = MASTHEAD.match(passage.plain)
        if passage.kind == Kind.PUBLICATION_DATE and found and NEWSPAPER.search(found["name"]):
            return found["name"].title() if found["name"].isupper() else found["name"]
    return ""


def _page_name(passages: list[Labelled]) -> str:
    """Give the site's name from a first line such as "Name | slogan" or "Headline | Name"."""
    title = _first(passages, Kind.TITLE)
    for passage in passages[:3]:
        parts = [part.strip() for part in re.split(r"\s[|–—-]\s", passage.plain)]
        if passage.kind != Kind.BOILERPLATE or len(parts) != 2:
            continue
        if title and parts[0] == title:
            return parts[1]
        if (
            "|" in passage.plain
            and len(parts[0].split()) > 1
            and is_name(re.sub(r"\b(?:for|and|of|the|&)\b ?", "", parts[0]))
        ):
            return parts[0]
    return ""


def _address(passages: list[Labelled]) -> str:
    for passage in passages:
        if passage.kind == Kind.URL and (found := ADDRESS.search(passage.plain)):
            return found[0].rstrip(".,;")
    return ""


def _language(passages: list[Labelled]) -> str:
    """Say "en" where the running text has the small words of English, else ""."""
    words = [
        word
        for passage in passages
        if passage.kind in {Kind.BODY, Kind.ANSWER}
        for word in passage.plain[:300].lower().split()
    ][:600]
    common = sum(word in ENGLISH for word in words)
    return "en" if len(words) > 10 and common > LEAST_ENGLISH * len(words) else ""


def _genre(passages: list[Labelled], *, is_cabled: bool) -> str:
    kinds = [passage.kind for passage in passages]
    if kinds.count(Kind.QUESTION) >= 3 and kinds.count(Kind.ANSWER) >= 3:
        return Genre.INTERVIEW
    agency = any(
        passage.kind == Kind.SOURCE_CREDIT
        and re.search(
            r"\b(?:reuters|associated press|ap|afp|agenc(?:y|ies)|interfax|tass)\b",
            passage.plain,
            re.IGNORECASE,
        )
        for passage in passages
    )
    return Genre.NEWS_REPORT if is_cabled or agency or Kind.DATELINE in kinds else ""
