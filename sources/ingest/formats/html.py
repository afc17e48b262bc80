"""A web page: its text block by block, what it declares, and which blocks are its main text.

Parsed by libxml2's HTML5 tokenizer; nothing is fetched and nothing is run. ``script``, ``style``, ``svg`` and
their like hold no text of the page; all other words are kept, the cookie notice included. A page that nests
deeper than the parser follows would lose words silently, so it is refused.
"""

from lxml import etree
from lxml.etree import _Element as Element
from lxml.html import HTMLParser, document_fromstring

from sources.ingest.formats.captured import Captured, Hint
from sources.ingest.formats.draft import Draft, holdable
from sources.ingest.formats.encoding import decode_markup
from sources.ingest.formats.html_blocks import blocks_of
from sources.ingest.formats.html_metadata import declare_page
from sources.ingest.formats.main_text import judge, main_text
from sources.ingest.refusal import Refusal
from sources.values.span import Span

MEDIA_TYPE = "text/html"
LONGEST_ATTRIBUTE, MOST_ATTRIBUTES = 1_000, 200
MOST_ELEMENTS = 150_000


def read_html(data: bytes, declared: str = "") -> Captured:
    """Read a web page; ``declared`` is the charset that came with it, if any."""
    decoded = decode_markup(data, declared)
    draft = Draft()
    root = parse_page(decoded.text)
    declare_page(root, draft)
    add_page(draft, root, is_judged=True)
    return draft.finish(MEDIA_TYPE, decoded.encoding, decoded.how, is_guess=decoded.is_guess)


def parse_page(text: str) -> Element:
    """Parse a page; raise Refusal where words of it would be lost."""
    parser = HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    try:
        root = document_fromstring(holdable(text).encode("utf-8"), parser=parser)
    except etree.ParserError as error:
        raise Refusal("The page holds no elements and no words; a source needs at least one word.") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Refusal(
            "The page nests more than 2,048 elements in one another, which no page made for readers does; "
            "send its text."
        )
    _bound(root)
    return root


def _bound(root: Element) -> None:
    """Cut attributes that no rule reads so far: a picture written into ``src`` has millions of characters.

    What a page declares of itself (``meta``) stays whole. Raise Refusal where the elements have no end.
    """
    for number, element in enumerate(root.iter()):
        if number >= MOST_ELEMENTS:
            raise Refusal(
                f"The page has more than {MOST_ELEMENTS:,} elements, which no page made for "
                "readers has; send its text."
            )
        if len(element.attrib) > MOST_ATTRIBUTES:
            element.attrib.clear()
        if element.tag == "meta":
            continue
        for name, value in element.items():
            if len(value) > LONGEST_ATTRIBUTE:
                element.set(name, value[:LONGEST_ATTRIBUTE])


def add_page(draft: Draft, root: Element, *, is_judged: bool, before: str = "") -> None:
    """Add every block of a page to a draft; ``before`` is put in front of each XPath."""
    added: list[tuple[Span, str]] = []
    first = len(draft.hints)
    for block in blocks_of(root):
        span = draft.add(block.words, before + block.path, block.tags, linked=block.linked)
        if span:
            added.append((span, block.words))
    if is_judged and added:
        flags = judge([words for _, words in added], main_text(root))
        for place, flag in enumerate(flags, start=first):
            hint = draft.hints[place]
            draft.hints[place] = Hint(hint.span, hint.tags, hint.linked, flag)
