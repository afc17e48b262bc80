"""The head of a mail that brings several articles: headers, the mbox line, the words of who sent it on.

A mail with one article in it is that article's own page; over several, its head belongs to none of them. The
headers are told by their names, several together; what stands between them and the first article's head is
what the sender wrote.
"""

import re

from sources.ingest.ballot import Ballot
from sources.ingest.join import Unit
from sources.vocabulary import Kind

HEADER = re.compile(
    r"^\W{0,3}(?:from|to|cc|bcc|subject|date|sent|reply-to|sender|organization|message-id|list-id|newsgroups"
    r"|delivered-to|return-path|received|x-[\w-]+|mime-version|content-[\w-]+|in-reply-to|references|attachments?)\s?:",
    re.IGNORECASE,
)
MBOX = re.compile(r"^From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.{8,40}$")
SENT_ON = re.compile(
    r"^[->_=\s]*(?:begin )?(?:forwarded|original) message\b[->_=:\s]*$|^-+ ?forwarded by\b"
    r"|^on .{6,80} wrote:$",
    re.I,
)
FEWEST_HEADERS, LONGEST_NOTE = 3, 6  # lines, passages


def mail_head(units: list[Unit]) -> int:
    """Give how many passages at the top are a mail's headers, with what was said between two sets of them."""
    index = headers = stop = 0
    since = 0
    for index, unit in enumerate(units):
        if HEADER.match(unit.text):
            headers += 1
            since, stop = 0, index + 1
        elif MBOX.match(unit.text) or SENT_ON.match(unit.text):
            since, stop = 0, index + 1 if headers or not index else stop
        else:
            since += 1
            is_between = any(SENT_ON.match(other.text) for other in units[index + 1 : index + LONGEST_NOTE])
            if not is_between and (since > 1 or not unit.shape.rule):
                break
    return stop if headers >= FEWEST_HEADERS else 0


def label_mail_head(units: list[Unit], ballots: list[Ballot], end: int) -> None:
    """Vote on what stands over the articles of a mail: headers and the sender's own words."""
    for index in range(end):
        unit, ballot = units[index], ballots[index]
        if MBOX.match(unit.text):
            ballot.cast(Kind.BOILERPLATE, 20.0, "where a mailbox parts its mails")
        elif HEADER.match(unit.text) or SENT_ON.match(unit.text):
            ballot.cast(Kind.EDITOR_NOTE, 20.0, "a mail's header, over several articles")
        elif unit.shape.ends_sentence or unit.shape.sentences > 1 or unit.text.endswith((",", ":")):
            ballot.cast(Kind.EDITOR_NOTE, 12.0, "what the sender of a mail wrote over its articles")
