"""A saved web page in one file (MHTML, RFC 2557): the page, and what was beside it.

The page is the root part: the one that the sender names with ``start``, else the first of text/html. Pictures
and style sheets are not read. The sender's headers say where and when it was saved.
"""

import email
import email.policy
from email.message import EmailMessage

from lxml.etree import _Element as Element

from sources.ingest.formats.captured import Captured
from sources.ingest.formats.declared_dates import day_of
from sources.ingest.formats.draft import Draft
from sources.ingest.formats.encoding import decode_markup
from sources.ingest.formats.html import add_page, parse_page
from sources.ingest.formats.html_metadata import declare_page
from sources.ingest.refusal import Refusal

MEDIA_TYPE = "multipart/related"
MOST_PARTS = 2_000


def read_mhtml(data: bytes, declared: str = "") -> Captured:
    """Read the page of a saved page; the charset stands in the file, so ``declared`` is not needed."""
    del declared
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    number, part = _page(message)
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        raise Refusal("The saved page is empty: its part of HTML holds no bytes; save it again.")
    decoded = decode_markup(payload, str(part.get_content_charset() or ""))
    draft = Draft()
    root: Element = parse_page(decoded.text)
    declare_page(root, draft)
    for header in ("Snapshot-Content-Location", "Content-Location"):
        place = str(message.get(header) or part.get(header) or "")
        if place.startswith(("http://", "https://")):
            draft.declare("url", place, header)
    draft.declare("captured", day_of(str(message.get("Date") or "")), "Date header")
    add_page(draft, root, is_judged=True, before=f"part={number}#")
    return draft.finish(MEDIA_TYPE, decoded.encoding, decoded.how, is_guess=decoded.is_guess)


def _page(message: "email.message.Message | EmailMessage") -> tuple[int, "email.message.Message"]:
    parts = [part for part, _ in zip(message.walk(), range(MOST_PARTS), strict=False)]
    start = str(message.get_param("start") or "")
    pages = [
        (number, part)
        for number, part in enumerate(parts)
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}
    ]
    if not pages:
        raise Refusal("The saved page has no part of HTML; save it again as a single file.")
    named = [(number, part) for number, part in pages if start and part.get("Content-ID") == start]
    return (named or pages)[0]
