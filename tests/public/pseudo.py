"""A language that nobody speaks: each sentence between ⟦ and ⟧. Whatever a page says outside of them is
either what the sources wrote or a sentence that no translator would ever be shown.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from string import ascii_uppercase

import lxml.html
from django.conf import settings as project
from django.utils import formats
from django.utils.translation import trans_real

from sources.edition import language
from sources.public.frame import pages_mark

CODE = "qps"
# What has words of its own that are nobody's to translate: text as captured (it says its language or asks
# the browser which way it runs), names, titles, citations, code and addresses.
NOT_OURS = {"bdi", "cite", "code", "pre", "kbd", "samp", "script", "style"}
NOT_OURS_BY_CLASS = {"mono", "citation"}
NOT_OURS_BY_ATTRIBUTE = {"lang", "data-copy", "translate"}
BLOCKS = {
    "p",
    "li",
    "td",
    "th",
    "dd",
    "dt",
    "h1",
    "h2",
    "h3",
    "text",
    "option",
    "figcaption",
    "label",
    "title",
}
END = "\0"
HEARD = ("aria-label", "title", "alt", "placeholder", "data-th", "data-said", "label")
# The names of forms, styles and standards are the same in every language.
NAMES = """
    BibTeX BibLaTeX RIS CSL-JSON CSL JSON-LD JSON EndNote MODS TEI P5 XML CSV GeoJSON SQLite SHA-256 PDF EDTF
    Web Annotation Annotations Atom OAI-PMH OpenAPI unAPI schema.org Chicago MLA APA Harvard BagIt Zotero
    Frictionless ISO W3C Wikidata GeoNames VIAF Natural Earth CC0 CC BY UTC Sourcebook testserver Word
"""
STYLES = ["Chicago, note", "Chicago, bibliography", "Chicago, author-date", "Text"]
# Columns of an edition whose words are the sources' or the editors' own.
COLUMNS = """
    article.title article.translated_title article.byline article.publication article.publication_place
    article.page article.url article.language article.rights_note article.public_id corpus.title
    corpus.description corpus.licence corpus.slug corpus.public_id document.file_name document.media_type
    document.encoding document.origin document.public_id entity.name entity.sort_name entity.description
    entity.letter entity.wikidata entity.geonames entity.viaf entityname.form question.wording question.unit
    question.counted question.method question.slug question.options question.public_id party.label topic.name
    topic.description topic.slug claim.asserter_name claim.exact claim.text claim.public_id passage.number
    passage.speaker_name appearance.exact origin.name origin.sort_name origin.remark sitepage.title
    revision.reason manifest.value date.edtf
"""


# What Django itself would write into a number or a day, by a language's habits: never right in a drawing, and
# no translator's in a sentence.
BY_HABIT = "٫"
FORMATS = {"DECIMAL_SEPARATOR": BY_HABIT, "DATE_FORMAT": BY_HABIT, "DATETIME_FORMAT": BY_HABIT}


class Pseudo:
    """What Django asks for the words of a language."""

    def gettext(self, message: str) -> str:
        return f"⟦{message.rpartition(chr(4))[2]}⟧"

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)

    def to_language(self) -> str:
        return CODE


@contextmanager
def spoken() -> Iterator[None]:
    """Let the site speak it, and let nothing that was said before be kept."""
    former = project.SITE_LANGUAGE
    trans_real._translations[CODE] = Pseudo()
    project.SITE_LANGUAGE = CODE
    habits = {(name, CODE): written for name, written in FORMATS.items()}
    formats._format_cache |= habits
    language.mark.cache_clear()
    pages_mark.cache_clear()
    yield
    project.SITE_LANGUAGE = former
    del trans_real._translations[CODE]
    for habit in habits:
        formats._format_cache.pop(habit, None)
    language.mark.cache_clear()
    pages_mark.cache_clear()


def data_of(edition: Path) -> re.Pattern[str]:
    """Match what stands in an edition as data: whole, the longest first."""
    words = {*NAMES.split(), *STYLES}
    with closing(sqlite3.connect(f"file:{edition}?mode=ro", uri=True)) as database:
        for column in COLUMNS.split():
            table, name = column.split(".")
            known = {row[1] for row in database.execute(f"PRAGMA table_info(edition_{table})")}
            assert name in known, column
            rows = database.execute(f"SELECT DISTINCT {name} FROM edition_{table}")
            words |= {" ".join(str(value).split()) for (value,) in rows if value}
    words |= {
        word for text in words if text.startswith(("[", "{")) for word in re.findall(r'"([^"]+)"', text)
    }
    words |= {word[:1].upper() + word[1:] for word in words} | set(ascii_uppercase)
    words |= {f"{' '.join(word.split()[:3])}…" for word in words if len(word.split()) > 3}
    longest_first = sorted(map(re.escape, words - {""}), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")


def unsaid(page: str, data: re.Pattern[str]) -> set[str]:
    """Give what a page says, to the eye or the ear, that did not go through a catalogue."""
    root = lxml.html.document_fromstring(page.encode())
    depth, outside, since = 0, [], ""
    for text in _ours(root, is_ours=True):
        if text == END and depth:
            outside.append(f"a sentence cut in two: {since}")
        if text == END:
            depth, since = 0, ""
        since += text
        for piece in re.split("([⟦⟧])", text):
            depth += {"⟦": 1, "⟧": -1}.get(piece, 0)
            if depth == 0 and piece != "⟧":
                outside.append(piece)
    outside += [_outside(value) for value in _heard(root)]
    return {" ".join(text.split()) for text in outside if _has_words(text, data)}


def _ours(element: lxml.html.HtmlElement, *, is_ours: bool) -> Iterator[str]:
    """Give the texts within an element in their order, without what is not ours to say."""
    is_ours = is_ours and _is_ours(element)
    if is_ours:
        yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _ours(child, is_ours=is_ours)
            if child.tag in BLOCKS:
                yield END
        if is_ours:
            yield child.tail or ""


def _is_ours(element: lxml.html.HtmlElement) -> bool:
    classes = set(element.get("class", "").split())
    is_root = element.tag == "html"
    return is_root or not (
        element.tag in NOT_OURS
        or classes & NOT_OURS_BY_CLASS
        or set(element.attrib) & NOT_OURS_BY_ATTRIBUTE
        or (element.get("dir") == "auto" and element.tag != "input")
    )


def _heard(root: lxml.html.HtmlElement) -> Iterator[str]:
    """Give what stands in attributes for somebody to read or hear."""
    for element in root.iter("*"):
        if element.get("class") in {"Z3988", "unapi-id"} or element.get("rel") == "unapi-server":
            continue
        yield from (element.get(name) for name in HEARD if name in element.attrib)
        if element.get("name", element.get("property")) in {"description", "og:title", "og:description"}:
            yield element.get("content")


def _outside(text: str) -> str:
    """Leave out what stands between the signs, those within others first."""
    while (shorter := re.sub("⟦[^⟦⟧]*⟧", "", text)) != text:
        text = shorter
    return text


def _has_words(text: str, data: re.Pattern[str]) -> bool:
    bare = re.sub(r"https?://\S+|\b[0-9a-f]{16,}\b", "", " ".join(text.split()))
    return re.search(r"[^\W\d_]", data.sub("", bare)) is not None
