"""XML that came from anywhere, parsed so that it can do nothing.

Every known attack by XML goes through the document type: external entities, entities that double, parameter
entities. No source needs one, so a DOCTYPE is refused wherever it stands. The bytes are decoded here and
given to libxml2 as UTF-8, so that what was looked through is what is parsed: an encoding chosen to hide a
DOCTYPE (UTF-7, UTF-16 without a mark) hides it from nobody. Nothing is fetched, no entity resolved, no
XInclude run.
"""

import re

from lxml import etree
from lxml.etree import _Element as Element

from sources.ingest.formats.encoding import decode_markup
from sources.ingest.refusal import Refusal

DEEPEST = 256
_TYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LABEL = re.compile(
    rb"^.{0,10}<\?xml[^>]{0,100}\bencoding\s*=\s*[\"'](utf-7|ebcdic[\w\-]*|cp037|utf-32[\w\-]*)",
    re.IGNORECASE | re.DOTALL,
)


def parse_xml(data: bytes, what: str) -> Element:
    """Parse XML; raise Refusal with a sentence that begins with ``what`` (“The part word/document.xml”)."""
    if found := _LABEL.match(data[:200]):
        raise Refusal(
            f"{what} says that it is in {found[1].decode().upper()}, which hides markup; save it as UTF-8."
        )
    text = _DECLARATION.sub("", decode_markup(_widened(data)).text, count=1)
    if found_type := _TYPE.search(text):
        raise Refusal(
            f"{what} holds a document type declaration ({found_type[0]}…), by which files reach "
            "for other files; "
            "remove it and send it again."
        )
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        if "xcessive depth" in (error.msg or ""):
            raise _too_deep(what) from error
        reason = " ".join((error.msg or "not well-formed").split())[:150]
        raise Refusal(f"{what} cannot be parsed as XML: {reason}.") from error
    _refuse_depth(root, what)
    return root


def _widened(data: bytes) -> bytes:
    """Put the mark before UTF-16 that has none, as XML 1.0 appendix F tells it by its first bytes."""
    if data.startswith(b"<\0?\0"):
        return b"\xff\xfe" + data
    if data.startswith(b"\0<\0?"):
        return b"\xfe\xff" + data
    return data


def _refuse_depth(root: Element, what: str) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise _too_deep(what)


def _too_deep(what: str) -> Refusal:
    return Refusal(f"{what} nests more than {DEEPEST} elements in one another, which no text needs.")
