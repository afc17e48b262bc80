"""Texts that have broken citation files before, and generated ones around them."""

from hypothesis import strategies as st

from sources.cite.source import Contributor, Source
from sources.vocabulary import Genre

WITNESSES = [
    "\\write18{id}",
    "}\n@misc{x,",
    "@article{y, title={z}}",
    "\r\nER  - \r\nTY  - BOOK\r\nTI  - false",
    "{unmatched",
    "unmatched}",
    "}{",
    "a \\",
    "100% & $5 #1 _under_ ^top^ ~tilde~ `tick`",
    "-- --- '' `` ?` << >> ,,",
    "“curly” ‘single’ \"straight\" 'plain'",
    "\u202eoverride",
    "nul\x00bell\x07escape\x1b",
    "line\u2028separator\u2029",
    "\x85next\x0bvertical",
    "half \ud800 pair",
    "𝔸😀",
    "إطلاق النار",
    "Стрельба",
    "]]> <b>&amp;</b>",
    "=cmd|'/c calc'!A0",
    "|}} [[x]]",
    "Peace and Rights",
    "Smith, Jr.",
    "family={x}",
    "others",
    "TY  - NEWS",
]
texts = st.lists(st.sampled_from(WITNESSES) | st.text(max_size=12), min_size=1, max_size=3).map(" ".join)
roles = st.sampled_from(["author", "translator", "editor", "interviewer", "interviewee", "agency"])
people = st.builds(Contributor, role=roles, given=texts, family=texts) | st.builds(
    Contributor, role=roles, literal=texts
)
dates = st.sampled_from(
    ["", "1927", "1927-10", "1927-10-15", "1927-10-15~", "1927-21", "1927-10-15/1927-10-16"]
)
sources = st.builds(
    Source,
    id=st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=8, max_size=8),
    title=texts,
    translated_title=st.just("") | texts,
    genre=st.sampled_from(list(Genre)),
    contributors=st.lists(people, max_size=3).map(tuple),
    publication=texts,
    place=texts,
    published=dates,
    page=texts,
    original_url=texts,
    language=st.sampled_from(["", "en", "ru", "ar"]),
    translated_from=st.sampled_from(["", "ru"]),
    site=texts,
    corpus=texts,
    address=texts,
    passage=st.sampled_from(["", "6", "7a"]),
    revision=st.none() | st.integers(1, 9),
    edition=st.none() | st.integers(1, 99),
)
lists = st.lists(sources, min_size=1, max_size=4, unique_by=lambda source: source.id)
