"""The owner's pages: CommonMark (https://spec.commonmark.org/0.31.2/) without HTML, pictures or other hosts.

HTML that is typed is shown as it is typed. A link may lead anywhere that a reader can go by choice, to the
web, a page of this site or a letter; a picture would ask another host for something, so there is none.
"""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

LEADS = ("https://", "http://", "mailto:", "/", "#")
HIGHEST = 2  # heading within a page, whose own is the first


def rendered(text: str) -> SafeString:
    """Render a page's text; headings begin at the second level."""
    parser = _parser()
    tokens = parser.parse(text)
    _lowered(tokens)
    # The parser escapes all text and makes no tag that the text brings: html is off.
    return SafeString(parser.renderer.render(tokens, parser.options, {}))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline"])
    parser.validateLink = _is_link  # type: ignore[method-assign]  # how the library wants it
    return parser


def _is_link(url: str) -> bool:
    return url.strip().lower().startswith(LEADS)


def _lowered(tokens: Sequence[Token]) -> None:
    """Let no heading be above the second level, nor one level be jumped over."""
    before = HIGHEST - 1
    for token in tokens:
        if token.type == "heading_open":
            before = min(max(int(token.tag[1]), HIGHEST), before + 1)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{before}"
