"""A web page as blocks of text, every one of them: also what no reader came for.

A block is what a browser would set on lines of its own. It is given with the XPath of its element and the
signs of all the elements round it. The tree is walked with a stack of our own, because a page may nest two
thousand deep.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from sources.ingest.formats.draft import collapsed
from sources.ingest.formats.html_signs import BLOCKS, SILENT, tags_of

# Signs that hold for everything inside an element; the others describe the block itself.
LASTING = frozenset(
    {"nav", "footer", "header", "aside", "figcaption", "figure", "blockquote", "form", "pre", "main", "article", "banner"}
    | {"comment", "related", "share", "byline", "dated", "caption", "deck", "advert", "hidden", "tags", "author_box"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "button", "select", "noscript", "story", "quote", "kicker"}
    | {"dt", "dd", "headline", "address"}
)
CELLS = frozenset({"td", "th"})
LONGEST_ROW = 300  # characters


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its words as shown, the XPath of its element, its signs, its share of link text."""

    words: str
    path: str
    tags: frozenset[str]
    linked: float


@dataclass(slots=True)
class _Frame:
    """An element being walked: its path, the signs that hold in it, and its children still to come."""

    element: Element
    tag: str
    path: str
    tags: frozenset[str]
    children: Iterator[Element]
    is_block: bool
    is_data: bool  # a row of a table whose cells are words, not blocks
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    """The block being gathered."""

    pieces: list[str] = field(default_factory=list)
    path: str = ""
    tags: set[str] = field(default_factory=set)
    linked: int = 0
    total: int = 0
    inline: list[frozenset[str]] = field(default_factory=list)


def blocks_of(root: Element) -> Iterator[Block]:
    """Give the blocks of a page in document order; those of white space are left out."""
    opened = _Open()
    stack = [_frame(root, None, 1)]
    links = 0
    _say(opened, stack[-1], root.text, is_link=False)
    while stack:
        frame = stack[-1]
        child = next(frame.children, None)
        if child is None:
            stack.pop()
            links -= frame.tag == "a"
            if frame.is_block:
                yield from _closed(opened)
            if stack:
                _say(opened, stack[-1], frame.element.tail, is_link=links > 0)
            continue
        if not isinstance(child.tag, str) or child.tag in SILENT:
            _say(opened, frame, child.tail, is_link=links > 0)
            continue
        if child.tag == "br":
            opened.pieces.append("\n")
            _say(opened, frame, child.tail, is_link=links > 0)
            continue
        number = frame.counts[child.tag] = frame.counts.get(child.tag, 0) + 1
        inner = _frame(child, frame, number)
        if inner.is_block:
            yield from _closed(opened)
        elif inner.tag in CELLS and opened.path:
            opened.pieces.append("\t")
        stack.append(inner)
        links += inner.tag == "a"
        _say(opened, inner, child.text, is_link=links > 0)
    yield from _closed(opened)


def _frame(element: Element, above: _Frame | None, number: int) -> _Frame:
    tag = str(element.tag)
    own = tags_of(tag, element.attrib)  # type: ignore[arg-type] -- lxml's attributes are a mapping of str
    lasting = (above.tags & LASTING) if above else frozenset()
    path = f"{above.path if above else ''}/{tag}[{number}]"
    is_cell = tag in CELLS and above is not None and above.is_data
    is_data = tag == "tr" and _is_data(element)
    return _Frame(element, tag, path, lasting | own, iter(element), tag in BLOCKS and not is_cell, is_data)


def _is_data(row: Element) -> bool:
    """Tell whether a row of a table is one line of data; pages were once laid out with tables."""
    length = 0
    for element in row.iterdescendants():
        if element.tag in BLOCKS and element.tag not in CELLS:
            return False
        length += len(element.text or "") + len(element.tail or "")
        if length > LONGEST_ROW or element.tag == "br":
            return False
    return True


def _say(opened: _Open, frame: _Frame, words: str | None, *, is_link: bool) -> None:
    """Add words to the open block; the first ones say where it stands and what it is."""
    if not words:
        return
    size = len(words) if words.isspace() is False else 0
    if size and not opened.path:
        opened.path = frame.path
    if size:
        opened.inline.append(frame.tags)
    opened.total += size
    opened.linked += size if is_link else 0
    opened.pieces.append(words if "pre" in frame.tags else collapsed(words))


def _closed(opened: _Open) -> Iterator[Block]:
    """Give the block gathered so far, a piece for each line that ``br`` ended, and begin anew."""
    words = "".join(opened.pieces)
    if opened.path and words.strip():
        # What all of the block's words have in common: a byline that holds a date is no date.
        tags = frozenset.intersection(*opened.inline)
        linked = opened.linked / opened.total
        lines = [_line(line) for line in words.split("\n")]
        yield from (Block(line, opened.path, tags, linked) for line in lines if line.strip())
    opened.pieces, opened.path, opened.inline = [], "", []
    opened.linked = opened.total = 0


def _line(words: str) -> str:
    """Take the spaces off a line's ends, and make those that two elements left beside each other one.

    A tab stays between the cells of a table's row.
    """
    return "\t".join(collapsed(cell).strip(" ") for cell in words.split("\t")).strip(" \t")
