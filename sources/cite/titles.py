"""Titles of articles as American styles print them: headline capitals and quotation marks.

Capitals follow CSL's "title" text case (CSL 1.0.2, appendix: title case): only for English, and
only words wholly in small letters change, so that "iPhone" and "U.S." stay. A quotation inside
the title takes single marks, because the title itself stands in double ones (Chicago 18, 12.30).
"""

import re
from typing import Final

from sources.cite.item import Item, translated_title
from sources.cite.prose import Prose, words

_SMALL: Final = (
    "a an and as at but by down for from in into nor of on onto or over so the till to up via with yet"
    " about above across after against along among around before behind below beneath beside between"
    " beyond concerning despite during except inside like near off out outside past per since than"
    " through throughout toward under underneath until upon versus vs. v. within without et al"
)
_STOP_WORDS: Final = frozenset(_SMALL.split())
_WORD: Final = re.compile(r"[^\s\-–—/]+")
_EDGES: Final = re.compile(r"^\W+|[^\w.]+$|(?<!\bv)(?<!\bvs)\.+\W*$")
_SINGLY: Final = re.compile(r"‘((?:[^‘’]|’(?=\w))*)’(?!\w)")  # an apostrophe within does not close it
_OPENS: Final = re.compile(r"(?:^|(?<=[\s(\[{—–/“‘«-]))(\"|')(?=\S)")


def headline(title: str, language: str) -> str:
    """Give an English title headline capitals; a title in any other language as it is."""
    if language.partition("-")[0].lower() != "en":
        return title
    found = list(_WORD.finditer(title))
    places = {place for place, _ in enumerate(found)}
    edges = {min(places, default=0), max(places, default=0)}
    edges |= {n + 1 for n in places if found[n][0][-1] in ":?!"}

    def cased(place: int, word: str) -> str:
        bare = _EDGES.sub("", word)
        if not bare.islower() or (bare in _STOP_WORDS and place not in edges):
            return word
        return word.replace(bare[0], bare[0].upper(), 1)

    whole, end = "", 0
    for place, word in enumerate(found):
        whole += title[end : word.start()] + cased(place, word[0])
        end = word.end()
    return whole + title[end:]


def curled(text: str) -> str:
    """Give straight quotation marks and apostrophes their curl."""
    opened = _OPENS.sub(lambda found: "“" if found[1] == '"' else "‘", text)
    # ’90s and ’tis are apostrophes, although they open a word.
    opened = re.sub(r"‘(?=\d\ds?\b|tis\b|twas\b)", "’", opened)
    return opened.replace('"', "”").replace("'", "’")


def quoted(title: str) -> str:
    """Put a title in double quotation marks, those inside it turned into single ones."""
    inner = curled(title).replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def quoted_singly(title: str) -> str:
    """Put a title in single quotation marks, as in Britain, those inside it turned into double ones."""
    inner = _SINGLY.sub(r"“\1”", curled(title))
    return f"‘{inner}’"


def is_supplied(title: str) -> bool:
    """Whether the archive gave the title, not the source: then it stands in square brackets."""
    return title.startswith("[") and title.endswith("]")


def translation(item: Item) -> Prose:
    """Give the title in English in square brackets, upright and without quotation marks; often nothing.

    Chicago (13.101 in the 18th edition), APA 7 and Cite Them Right have it alike.
    """
    found = translated_title(item)
    return words(f" [{curled(found)}]" if found else "")


def language_of(item: Item) -> str:
    """Give the language of a title that is not English; nothing for one that is, or is not known."""
    language = item.get("language", "")
    return "" if language.partition("-")[0] in {"", "en"} else language
