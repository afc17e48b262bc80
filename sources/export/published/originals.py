"""The files as received that may be handed on whole, and for each of the others why it may not.

Three things must hold. An edition gives the digest of a file only where nothing in it is withheld and nobody
in it stands under a pseudonym; its bytes must be kept; and every article in it must be stated to be free to
hand on. That an article may be read here is no leave to copy the file that it came in.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sources.edition.models import Article, Corpus, Document
from sources.ingest import blobs
from sources.vocabulary import Access

# Licences, and statements of https://rightsstatements.org/page/1.0/, under which anybody may hand copies on.
_FREE: Final = (
    "creativecommons.org/licenses/",
    "creativecommons.org/publicdomain/",
    "rightsstatements.org/vocab/NoC-US/",
    "rightsstatements.org/vocab/NKC/",
)
_REFUSED: Final = re.compile(r'[<>:"/\\|?*%\x00-\x1f\x7f]|[. ]+$')


@dataclass(frozen=True, slots=True)
class Original:
    """A file as received: whether it is handed on, and if not, why."""

    document: Document
    reason: str  # why it is left out; "" where it is not

    @property
    def name(self) -> str:
        """Name it within a package, as every file system takes it: its own name may be another's too."""
        return f"{self.document.public_id}-{_REFUSED.sub('_', self.document.file_name)}"


def originals(corpus: Corpus) -> list[Original]:
    """Give every file of a corpus, in its order."""
    rights: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Article.objects.filter(corpus=corpus).order_by("position")
    for document, access, stated in rows.values_list("document_id", "access", "rights"):
        rights[document].append((access, stated))
    documents = Document.objects.filter(corpus=corpus).order_by("pk")
    return [Original(one, _reason(one, rights[one.pk])) for one in documents]


def _reason(document: Document, articles: Sequence[tuple[str, str]]) -> str:
    if not document.sha256:
        return "something in it is withheld"
    if not document.is_held:
        return "its bytes are not kept here"
    if not articles or not all(access == Access.FULL and is_free(stated) for access, stated in articles):
        return "its rights do not say that it may be handed on"
    return ""


def is_free(rights: str) -> bool:
    """Tell whether a statement of rights lets anybody hand copies on."""
    return any(free in rights for free in _FREE)


def missing(found: Sequence[Original]) -> list[str]:
    """Give the digests of files that may be handed on and are not on this machine."""
    return [
        one.document.sha256 for one in found if not one.reason and not blobs.is_stored(one.document.sha256)
    ]


def content(original: Original) -> bytes:
    """Give its bytes, checked; raises DamagedBlob where they are not those that were received."""
    return blobs.read(original.document.sha256)
