"""Where a text comes from: what was received, where it was got, what may be done with it."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sources.cite import languages
from sources.edition.models import Article, Passage
from sources.public import addresses, wording
from sources.public.showing.naming import Named, named
from sources.values.edtf import in_words

# RightsStatements.org, version 1.0: https://rightsstatements.org/page/1.0/
RIGHTS = {
    "InC": gettext_noop("In copyright"),
    "InC-OW-EU": gettext_noop("In copyright: orphan work in the EU"),
    "InC-EDU": gettext_noop("In copyright: educational use permitted"),
    "InC-NC": gettext_noop("In copyright: non-commercial use permitted"),
    "InC-RUU": gettext_noop("In copyright: rights-holders unlocatable"),
    "NoC-CR": gettext_noop("No copyright: contractual restrictions"),
    "NoC-NC": gettext_noop("No copyright: non-commercial use only"),
    "NoC-OKLR": gettext_noop("No copyright: other known legal restrictions"),
    "NoC-US": gettext_noop("No copyright in the United States"),
    "CNE": gettext_noop("Copyright not evaluated"),
    "UND": gettext_noop("Copyright undetermined"),
    "NKC": gettext_noop("No known copyright"),
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the page says of an article's origin."""

    article: Article
    credits: tuple[tuple[str, str, str], ...]  # contributors: name as printed, role, address
    got: str
    origin: str
    origin_is_link: bool
    digest: str
    checked: str  # the day of the last check of the bytes, in words
    command: str  # by which a reader can repeat it
    rights: str
    rights_address: str
    copies: tuple[tuple[Named, str], ...]  # with how much of it is the same
    original: Named | None
    corrected: tuple[tuple[str, str], ...]  # passage number, address
    document_address: str
    size: str
    url_is_link: bool
    similarity: str
    translated_from: str


def provenance(article: Article, copies: Sequence[Article], passages: Sequence[Passage]) -> Provenance:
    """Gather an article's provenance; document and copy_of must have been selected with it."""
    document = article.document
    key = (article.public_id, article.slug)
    return Provenance(
        article=article,
        credits=tuple(
            (name, role, addresses.origin(kind, public_id, slug))
            for kind, public_id, slug, name, role in article.credits
            if kind == "contributor"
        ),
        got=in_words(document.got) if document.got else "",
        origin=document.origin,
        origin_is_link=is_link(document.origin),
        digest=" ".join(document.sha256[place : place + 8] for place in range(0, len(document.sha256), 8)),
        checked=in_words(document.checked_on) if document.checked_on else "",
        command=f"sha256sum {shlex.quote(document.file_name)}" if document.sha256 else "",
        rights=rights_name(article.rights),
        rights_address=article.rights if is_link(article.rights) else "",
        copies=tuple((named(copy), wording.similarity(copy.similarity)) for copy in copies),
        original=named(article.copy_of) if article.copy_of else None,
        corrected=tuple(
            (row.number, addresses.passage(*key, row.number)) for row in passages if row.revision > 1
        ),
        document_address=addresses.document(document.public_id),
        size=wording.file_size(document.size),
        url_is_link=is_link(article.url),
        similarity=wording.similarity(article.similarity) if article.copy_of_id else "",
        translated_from=languages.name(article.translated_from) if article.translated_from else "",
    )


def is_link(text: str) -> bool:
    """Tell whether a stored text is an address that a page may link to: web addresses only."""
    return urlsplit(text).scheme in {"http", "https"} and " " not in text


def rights_name(uri: str) -> str:
    """Name a rights statement by its address; any other text stands as it is."""
    code = next((part for part in reversed(uri.split("/")) if part in RIGHTS), "")
    return _(RIGHTS[code]) if code else uri


def rights_in_words(article: Article) -> str:
    """Say in a sentence or two under which rights a text stands; nothing where nobody stated them."""
    stated = filter(None, (rights_name(article.rights), article.rights_note))
    sentences = [words if words.endswith((".", "!", "?")) else f"{words}." for words in stated]
    return _("Rights: %(rights)s") % {"rights": " ".join(sentences)} if sentences else ""
