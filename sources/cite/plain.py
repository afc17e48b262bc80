"""Words that are safe to put on one line of any citation format.

A title or a name reaches this room as some source spelt it: with line breaks, with control
characters from an old encoding, with a right-to-left override that would turn the rest of the
citation round. A line break ends a RIS record, a control character is illegal in XML, half a
surrogate pair cannot be written as UTF-8. The source's own text is never touched; a citation is
our description of it and is written clean.
"""

import re

_SURROGATES = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Bidi embeddings, overrides and isolates (they leak into what follows), the byte order mark,
# language tags, interlinear anchors, and the code points that Unicode promises never to assign.
_INVISIBLE = re.compile(
    "[\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)


def plain(text: str) -> str:
    """Give the words on one line: breaks and runs of space become one space, controls go.

    Half a surrogate pair becomes U+FFFD. Letters, marks and joiners are not changed, and a text
    that is already clean comes back as it is.
    """
    if text.isprintable() and "  " not in text and text == text.strip():
        return text  # The ordinary case, and the fast one: most of a large export is like this.
    text = _SURROGATES.sub("\ufffd", text)
    text = _INVISIBLE.sub("", text)
    return " ".join(_BREAKS.sub(" ", text).split())
