"""Elements of TEI P5 as text, the inner before the outer; ids that XML accepts, made of ours.

Written out, not built as a tree first: a corpus has millions, and a tree takes four times as long to make as
the words to write. What may stand in an attribute or between tags is escaped here and nowhere else.
"""

import re
from functools import lru_cache
from typing import Final

from sources.export.xmltext import Clean, clean

NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
DECLARATION: Final = "<?xml version='1.0' encoding='utf-8'?>\n"

# A carriage return must be a reference, or a parser reads a line feed (XML 1.0 §2.11); in an attribute, where
# all white space is read as a space (§3.3.3), so must tab and line feed.
_TEXT: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_TEXT: Final = re.compile(r"[&<>\r]")
_ATTRIBUTE: Final = {**_TEXT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_IN_ATTRIBUTE: Final = re.compile(r'[&<>"\t\n\r]')


class Elements:
    """Makes elements; what XML cannot hold is dropped from their words, and counted."""

    def __init__(self) -> None:
        self.dropped = 0

    def clean(self, text: str) -> Clean:
        """Clean a text that goes into an element, and count what was dropped."""
        cleaned = clean(text)
        self.dropped += len(cleaned.dropped)
        return cleaned

    def words(self, text: str) -> str:
        """Give words as they stand between tags."""
        return escaped(self._held(text))

    def tag(self, name: str, **attributes: str) -> str:
        """Give what a start tag has between its brackets; an empty attribute is left out.

        ``xml_id`` and ``xml_lang`` are xml:id and xml:lang, ``when_custom`` is when-custom.
        """
        told = "".join(
            f' {_name(name)}="{self.quoted(value)}"' for name, value in attributes.items() if value
        )
        return f"{name}{told}"

    def _held(self, text: str) -> str:
        return text if text.isprintable() else self.clean(text).text

    def quoted(self, text: str) -> str:
        """Give a text as it stands between an attribute's quotation marks."""
        return _IN_ATTRIBUTE.sub(_reference, self._held(text))

    def leaf(self, name: str, text: str = "", **attributes: str) -> str:
        """Write an element with words in it, and end the line."""
        begun = self.tag(name, **attributes)
        return f"<{begun}>{self.words(text)}</{name}>\n" if text else f"<{begun}/>\n"

    def branch(self, name: str, *inner: str, **attributes: str) -> str:
        """Write an element with others in it, and end the line."""
        begun = self.tag(name, **attributes)
        return f"<{begun}>{''.join(inner)}</{name}>\n" if any(inner) else f"<{begun}/>\n"


def escaped(text: str) -> str:
    """Give a clean text as it stands between tags."""
    return _IN_TEXT.sub(lambda found: _TEXT[found[0]], text)


def _reference(found: re.Match[str]) -> str:
    return _ATTRIBUTE[found[0]]


@lru_cache(maxsize=64)
def _name(name: str) -> str:
    return name.replace("xml_", "xml:") if name.startswith("xml_") else name.replace("_", "-")


def identity(prefix: str, of: str) -> str:
    """Make an xml:id (an NCName) of an id of ours, an EDTF date or a slug; different ones stay different."""
    if of.isascii() and of.isalnum():  # a public id, as most are
        return f"{prefix}-{of}"
    return f"{prefix}-{_name_characters(of)}"


@lru_cache(maxsize=1024)
def _name_characters(of: str) -> str:
    return "".join(
        one if one.isascii() and (one.isalnum() or one in "-.") else f"_{ord(one):x}_" for one in of
    )


def string_range(passage: str, start: int, end: int) -> str:
    """Point at characters of a passage (TEI P5 §16.2.4.6): offset and length in code points."""
    return f"#string-range(p-{passage},{start},{end - start})"
