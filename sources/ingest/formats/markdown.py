"""Markdown: plain text, read as it stands; its marks are signs to the labeller (``ingest.shape``).

The block that some writers put in front (``---``, lines of ``key: value``, ``---``) is what the file
declares. It stays in the captured text, like everything else.
"""

import re

from sources.ingest.formats.captured import Captured, Fact, Metadata
from sources.ingest.formats.declared_dates import day_of
from sources.ingest.formats.plain import read_plain

MEDIA_TYPE = "text/markdown"
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.{0,10000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_ROW = re.compile(r"^([A-Za-z][\w\-]{0,30})\s*:\s*(\S.{0,1000})$", re.MULTILINE)
_FACTS = {"title": "title", "author": "author", "by": "author", "date": "published", "published": "published"}
_FACTS |= {
    "publication": "publication",
    "source": "url",
    "url": "url",
    "lang": "language",
    "language": "language",
}


def read_markdown(data: bytes) -> Captured:
    """Read a Markdown file."""
    captured = read_plain(data, MEDIA_TYPE)
    front = _FRONT.match(captured.text)
    facts = []
    for key, value in _ROW.findall(front[1]) if front else ():
        fact = _FACTS.get(key.lower())
        words = value.strip().strip("\"'")
        words = day_of(words) if fact == "published" else words
        if fact and words and (fact != "url" or words.startswith(("http://", "https://"))):
            facts.append(Fact(fact, words, f"front matter {key.lower()}"))
    return Captured(
        captured.text,
        captured.encoding,
        captured.how,
        captured.is_guess,
        MEDIA_TYPE,
        metadata=Metadata(tuple(facts)),
    )
