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
    {
        "nav",
        "footer",
        "header",
        "aside",
        "figcaption",
        "figure",
        "blockquote",
        "form",
        "pre",
        "main",
        "article",
        "banner",
    }
    | {
        "comment",
        "related",
        "share",
        "byline",
        "dated",
        "caption",
        "deck",
        "advert",
        "hidden",
        "tags",
        "author_box",
    }
    | {
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "td",
        "th",
        "button",
        "select",
        "noscript",
        "story",
        "quote",
        "kicker",
    }
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


class _Walk:
    """A walk through a page, and the block that is being gathered on it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._path = ""
        self._tags: list[frozenset[str]] = []
        self._total = self._linked = 0
        self._links = 0

    def through(self, root: Element) -> Iterator[Block]:
        """Give the blocks of a tree in document order."""
        stack = [_frame(root, None, 1)]
        self._say(stack[-1], root.text)
        while stack:
            frame = stack[-1]
            child = next(frame.children, None)
            if child is None:
                yield from self._leave(stack)
            elif not isinstance(child.tag, str) or child.tag in SILENT or child.tag == "br":
                self._pieces += ["\n"] if child.tag == "br" else []
                self._say(frame, child.tail)
            else:
                yield from self._enter(stack, child)
        yield from self._close()

    def _enter(self, stack: list[_Frame], child: Element) -> Iterator[Block]:
        above = stack[-1]
        number = above.counts[str(child.tag)] = above.counts.get(str(child.tag), 0) + 1
        frame = _frame(child, above, number)
        if frame.is_block:
            yield from self._close()
        elif frame.tag in CELLS and self._path:
            self._pieces.append("\t")
        stack.append(frame)
        self._links += frame.tag == "a"
        self._say(frame, child.text)

    def _leave(self, stack: list[_Frame]) -> Iterator[Block]:
        frame = stack.pop()
        self._links -= frame.tag == "a"
        if frame.is_block:
            yield from self._close()
        if stack:
            self._say(stack[-1], frame.element.tail)

    def _say(self, frame: _Frame, words: str | None) -> None:
        """Add words to the open block; the first ones say where it stands."""
        if not words:
            return
        if not words.isspace():
            self._path = self._path or frame.path
            self._tags.append(frame.tags)
            self._total += len(words)
            self._linked += len(words) if self._links > 0 else 0
        self._pieces.append(words if "pre" in frame.tags else collapsed(words))

    def _close(self) -> Iterator[Block]:
        """Give the block gathered so far, a piece for each line that ``br`` ended, and begin anew."""
        if self._path:
            # What all of the block's words have in common: a byline that holds a date is no date.
            tags = frozenset.intersection(*self._tags)
            lines = (_line(line) for line in "".join(self._pieces).split("\n"))
            yield from (
                Block(line, self._path, tags, self._linked / self._total) for line in lines if line.strip()
            )
        self._pieces, self._path, self._tags = [], "", []
        self._total = self._linked = 0


def blocks_of(root: Element) -> Iterator[Block]:
    """Give the blocks of a page in document order; those of white space are left out."""
    return _Walk().through(root)


def _frame(element: Element, above: _Frame | None, number: int) -> _Frame:
    tag = str(element.tag)
    own = tags_of(tag, element.attrib)
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


def _line(words: str) -> str:
    """Take the spaces off a line's ends, and make those that two elements left beside each other one.

    A tab stays between the cells of a table's row.
    """
    return "\t".join(collapsed(cell).strip(" ") for cell in words.split("\t")).strip(" \t")
