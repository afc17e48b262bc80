"""Elements of TEI P5, made one below the other; ids that XML accepts, made of ours."""

from typing import Final, TypeAlias

from lxml import etree

from sources.export.xmltext import Clean, clean

NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_TAG: Final = f"{{{NAMESPACE}}}"
# Every character within these is the source's own: no line is begun in them for the eye's sake.
_EXACT: Final = frozenset(f"{{{NAMESPACE}}}{name}" for name in ("p", "ab", "said"))

Element: TypeAlias = etree._Element  # noqa: SLF001 -- lxml's own annotations name it so


class Elements:
    """Makes elements; what XML cannot hold is dropped from their words, and counted."""

    def __init__(self) -> None:
        self.dropped = 0

    def clean(self, text: str) -> Clean:
        """Clean a text that goes into an element, and count what was dropped."""
        cleaned = clean(text)
        self.dropped += len(cleaned.dropped)
        return cleaned

    def root(self, name: str, **attributes: str) -> Element:
        """Make an element that stands in no other."""
        made = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={None: NAMESPACE})
        self._set(made, attributes)
        return made

    def add(self, parent: Element, name: str, text: str = "", **attributes: str) -> Element:
        """Make an element as the last in another; an empty attribute is left out.

        ``xml_id`` and ``xml_lang`` are xml:id and xml:lang, ``when_custom`` is when-custom.
        """
        made = etree.SubElement(parent, _TAG + name)
        if text:
            made.text = text if text.isascii() and text.isprintable() else self.clean(text).text
        if parent.tag not in _EXACT:
            made.tail = "\n"
        self._set(made, attributes)
        return made

    def _set(self, element: Element, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            if value:
                known = name.replace("xml_", _XML) if name.startswith("xml_") else name.replace("_", "-")
                is_plain = value.isascii() and value.isprintable()
                element.set(known, value if is_plain else self.clean(value).text)


def identity(prefix: str, of: str) -> str:
    """Make an xml:id (an NCName) of an id of ours, an EDTF date or a slug; different ones stay different."""
    if of.isascii() and of.isalnum():  # a public id, as most are
        return f"{prefix}-{of}"
    return f"{prefix}-" + "".join(
        one if one.isascii() and (one.isalnum() or one in "-.") else f"_{ord(one):x}_" for one in of
    )


def string_range(passage: str, start: int, end: int) -> str:
    """Point at characters of a passage (TEI P5 §16.2.4.6): offset and length in code points."""
    return f"#string-range({identity('p', passage)},{start},{end - start})"
