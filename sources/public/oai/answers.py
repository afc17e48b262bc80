"""The answers to the six verbs, as XML (OAI-PMH 2.0 §4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from sources.edition.models import Since
from sources.export import dublincore
from sources.export.dublincore import Element
from sources.export.site import Site
from sources.export.xmltext import clean
from sources.public.frame import Frame
from sources.public.oai.asking import TOKEN, Listing, OaiError, listing, token
from sources.public.oai.records import (
    FORMATS,
    IDENTIFIERS_AT_ONCE,
    find,
    format_of,
    identifier,
    matching,
    metadata,
)
from sources.public.oai.repository import HOST, earliest, identifier_description

NAMESPACE: Final = "http://www.openarchives.org/OAI/2.0/"
SCHEMA: Final = f"{NAMESPACE}OAI-PMH.xsd"
NO_ADDRESS: Final = "nobody@example.invalid"  # the protocol asks for one, also of who gives none


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its arguments, and the archive that it is asked of."""

    arguments: dict[str, str]
    frame: Frame
    site: Site
    address: str  # of the repository
    host: str

    @property
    def edition(self) -> str:
        """Name the edition, for tokens."""
        return f"{self.frame.number}-{self.frame.digest[:16]}"


def envelope(address: str, moment: str, arguments: dict[str, str]) -> Element:
    """Begin an answer: when it was made, and to what."""
    root = etree.Element(f"{{{NAMESPACE}}}OAI-PMH", nsmap={None: NAMESPACE, "xsi": dublincore.XSI})
    root.set(f"{{{dublincore.XSI}}}schemaLocation", f"{NAMESPACE} {SCHEMA}")
    _add(root, "responseDate", moment)
    request = _add(root, "request", address)
    for name, value in arguments.items():
        request.set(name, clean(value).text)
    return root


def failed(root: Element, error: OaiError) -> None:
    """Say one of the protocol's errors."""
    _add(root, "error", str(error)).set("code", error.code)


def answer(root: Element, asked: Asked) -> None:
    """Answer a verb; raise OaiError before anything is written."""
    _VERBS[asked.arguments["verb"]](root, asked)


def _add(parent: Element, name: str, text: str = "") -> Element:
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    if text:
        made.text = clean(text).text
    return made


def _identify(root: Element, asked: Asked) -> None:
    made = _add(root, "Identify")
    _add(made, "repositoryName", asked.site.name)
    _add(made, "baseURL", asked.address)
    _add(made, "protocolVersion", "2.0")
    _add(made, "adminEmail", asked.frame.contact or NO_ADDRESS)
    _add(made, "earliestDatestamp", earliest())
    _add(made, "deletedRecord", "transient")
    _add(made, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    if HOST.fullmatch(asked.host):
        _add(made, "description").append(identifier_description(asked.host))


def _formats(root: Element, asked: Asked) -> None:
    if "identifier" in asked.arguments:
        find(asked.host, asked.arguments["identifier"])
    made = _add(root, "ListMetadataFormats")
    for one in FORMATS.values():
        within = _add(made, "metadataFormat")
        _add(within, "metadataPrefix", one.prefix)
        _add(within, "schema", one.schema)
        _add(within, "metadataNamespace", one.namespace)


def _sets(root: Element, asked: Asked) -> None:
    if TOKEN in asked.arguments:
        raise OaiError("badResumptionToken", "The list of sets is one answer; it gives no token.")
    made = _add(root, "ListSets")
    for corpus in asked.frame.corpora:
        within = _add(made, "set")
        _add(within, "setSpec", corpus.slug)
        _add(within, "setName", corpus.title)
        said = f"{'Fiction. ' if corpus.is_fiction else ''}{corpus.description}"
        _add(within, "setDescription").append(dublincore.description(corpus.title, said))


def _record(root: Element, asked: Asked) -> None:
    row = find(asked.host, asked.arguments["identifier"])
    prefix = format_of(asked.arguments["metadataPrefix"]).prefix
    _write_records(_add(root, "GetRecord"), asked, [row], prefix)


def _identifiers(root: Element, asked: Asked) -> None:
    of = listing(asked.arguments, asked.edition)
    format_of(of.prefix)
    rows, following, size = _page(of, asked, IDENTIFIERS_AT_ONCE)
    made = _add(root, "ListIdentifiers")
    for row in rows:
        _header(made, row, asked.host)
    _resume(made, of, following, (asked, size))


def _records(root: Element, asked: Asked) -> None:
    of = listing(asked.arguments, asked.edition)
    rows, following, size = _page(of, asked, format_of(of.prefix).at_once)
    made = _add(root, "ListRecords")
    _write_records(made, asked, rows, of.prefix)
    _resume(made, of, following, (asked, size))


def _page(of: Listing, asked: Asked, at_once: int) -> tuple[Sequence[Since], Listing | None, int]:
    """Give one part of a list, what comes after it, and the size of the whole."""
    if of.corpus and asked.frame.corpus(of.corpus) is None:
        raise OaiError("noRecordsMatch", f"There is no set “{of.corpus[:60]}”.")
    every = matching(of)
    rows = list(every.filter(public_id__gt=of.after)[: at_once + 1])
    if not rows:
        raise OaiError("noRecordsMatch", "No record was made, changed or deleted within what is asked.")
    shown = rows[:at_once]
    following = None
    if len(rows) > at_once:
        following = replace(of, after=shown[-1].public_id, given=of.given + len(shown))
    return shown, following, every.count()


def _resume(made: Element, of: Listing, following: Listing | None, asked: tuple[Asked, int]) -> None:
    """Say how the list goes on; the last part of one that was given in parts says so with an empty token."""
    whence, size = asked
    if following is None and not of.given:
        return
    verb = whence.arguments["verb"]
    written = _add(made, TOKEN, token(following, verb, whence.edition) if following else "")
    written.set("completeListSize", str(size))
    written.set("cursor", str(of.given))


def _write_records(made: Element, asked: Asked, rows: Sequence[Since], prefix: str) -> None:
    written = metadata(rows, prefix, asked.site)
    for row in rows:
        record = _add(made, "record")
        _header(record, row, asked.host)
        if not row.is_gone:
            _add(record, "metadata").append(written[row.public_id])


def _header(made: Element, row: Since, host: str) -> None:
    header = _add(made, "header")
    if row.is_gone:
        header.set("status", "deleted")
    _add(header, "identifier", identifier(host, row.public_id))
    _add(header, "datestamp", row.changed_at)
    if row.corpus:
        _add(header, "setSpec", row.corpus)


_VERBS: Final[dict[str, Callable[[Element, Asked], None]]] = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _record,
    "ListIdentifiers": _identifiers,
    "ListRecords": _records,
}
