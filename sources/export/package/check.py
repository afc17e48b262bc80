"""Whether a package holds together: ids, references, dates, and the rules that a table keeps.

Everything here can be told from the package alone, before a database or a text is looked at. Each
fault is one sentence that begins with the file and the line.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from sources.export.package.check_claims import claim_faults, question_faults
from sources.export.package.check_places import (
    mention_faults,
    passage_faults,
    quotation_faults,
    revision_faults,
)
from sources.export.package.order import ring
from sources.export.package.rows import (
    CorpusRow,
    DocumentRow,
    Package,
    PartyRow,
    QuestionRow,
    Row,
    TopicRow,
)
from sources.values import edtf
from sources.values.public_id import is_public_id
from sources.vocabulary import EntityKind

POLE, DATE_LINE = 90, 180  # degrees, WGS 84

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHA256 = re.compile(r"[0-9a-f]{64}")

# table: {field: the table whose rows it names}
_REFERENCES: dict[str, dict[str, str]] = {
    "names": {"entity": "entities"},
    "entities": {"merged_into": "entities"},
    "articles": {
        "document": "documents",
        "publication": "publications",
        "copy_of": "articles",
        "leads_to": "articles",
    },
    "passages": {
        "document": "documents",
        "article": "articles",
        "speaker": "entities",
        "duplicate_of": "passages",
        "joined_into": "passages",
    },
    "revisions": {"passage": "passages"},
    "mentions": {"passage": "passages", "entity": "entities"},
    "quotations": {"passage": "passages", "speaker": "entities"},
    "questions": {"place": "entities"},
    "claims": {
        "question": "questions",
        "passage": "passages",
        "asserter": "entities",
        "party": "parties",
        "quotation": "quotations",
        "repeats": "claims",
    },
    "tags": {"passage": "passages", "tag": "topics"},
}
_NEVER_EMPTY = {
    ("articles", "document"),
    ("passages", "document"),
    ("names", "entity"),
    ("claims", "question"),
}
_SELF_REFERENCES = {
    "entities": ("merged_into",),
    "articles": ("copy_of", "leads_to"),
    "passages": ("duplicate_of", "joined_into"),
    "claims": ("repeats",),
}
# table: the columns that no two rows may share
_ONCE = {
    "topics": ("name",),
    "documents": ("sha256",),
    "articles": ("document", "index"),
    "passages": ("document", "article", "number"),
    "names": ("entity", "form"),
    "questions": ("slug",),
}


def faults(package: Package) -> Iterator[str]:
    """Say everything that is wrong; the places in texts only once the references are right."""
    wrong = list(_basic_faults(package))
    yield from wrong
    if not wrong:
        yield from passage_faults(package)
        yield from revision_faults(package)
        yield from mention_faults(package)
        yield from quotation_faults(package)
        yield from claim_faults(package)


def _basic_faults(package: Package) -> Iterator[str]:
    yield from _id_faults(package)
    yield from _repeated_rows(package)
    yield from _reference_faults(package)
    yield from _ring_faults(package)
    yield from _former_faults(package)
    yield from _head_faults(package)
    yield from _copy_faults(package)
    yield from _known_faults(package)
    yield from _date_faults(package)
    yield from _entity_faults(package)
    yield from question_faults(package)


def _id_faults(package: Package) -> Iterator[str]:
    first: dict[str, str] = {}
    rows = chain([package.corpus], *(table for _, table in package.tables()))
    for row in rows:
        found = getattr(row, "id", None)
        if found is None:
            continue
        if not is_public_id(found):
            yield (
                f"{row.at}: the id is “{found}”; expected 8 characters of 0–9 and a–z without i, l, o and u."
            )
        elif found in first:
            yield f"{row.at}: the id {found} is that of {first[found]} already; every row needs its own."
        first.setdefault(found, row.at)


def _repeated_rows(package: Package) -> Iterator[str]:
    for name, table in package.tables():
        for columns in filter(None, (("key",), _ONCE.get(name))):
            first: dict[tuple[object, ...], str] = {}
            for row in table:
                said = tuple(getattr(row, column) for column in columns)
                if said in first:
                    words = ", ".join(str(part) for part in said if part != "")
                    yield f"{row.at}: “{words}” stands at {first[said]} already; keep one of the two."
                first.setdefault(said, row.at)


def _reference_faults(package: Package) -> Iterator[str]:
    known = {name: {row.key for row in table} for name, table in package.tables()}
    for name, references in _REFERENCES.items():
        for row in getattr(package, name):
            for column, target in references.items():
                found = getattr(row, column)
                if found and found not in known[target]:
                    yield f"{row.at}: {column} is {found}, which is not among the {target} of this package."
                if not found and (name, column) in _NEVER_EMPTY:
                    yield f"{row.at}: {column} is empty; it must name one of the {target}."
    for contributor in chain.from_iterable(article.contributors for article in package.articles):
        if contributor.entity and contributor.entity not in known["entities"]:
            yield f"{contributor.at}: entity is {contributor.entity}, which entities.csv does not have."


def _former_faults(package: Package) -> Iterator[str]:
    articles = {row.id for row in package.articles}
    first: dict[tuple[str, str], str] = {}
    for row in package.passages:
        for address in row.former_addresses:
            shown = "/".join(address)
            if address[0] not in articles or not address[1]:
                yield f"{row.at}: the former address is {shown}; expected article id/number."
            elif address in first:
                yield f"{row.at}: the former address {shown} leads to {first[address]} already; keep one."
            first.setdefault(address, row.id)


def _ring_faults(package: Package) -> Iterator[str]:
    for name, columns in _SELF_REFERENCES.items():
        for column in columns:
            yield from _rings(getattr(package, name), column)


def _rings(rows: Iterable[Row], column: str) -> Iterator[str]:
    by_key = {row.key: row for row in rows}
    round_about = ring({key: getattr(row, column) for key, row in by_key.items()})
    if round_about:
        yield (
            f"{by_key[round_about[0]].at}: {column} leads in a ring, {' to '.join(round_about)}; "
            "it must end somewhere."
        )


def _head_faults(package: Package) -> Iterator[str]:
    slugged: tuple[CorpusRow | TopicRow | PartyRow | QuestionRow, ...]
    slugged = (package.corpus, *package.topics, *package.parties, *package.questions)
    for row, slug in ((row, row.slug) for row in slugged):
        if not _SLUG.fullmatch(slug):
            yield f"{row.at}: the slug is “{slug}”; expected small letters, digits and single hyphens."
    for document in package.documents:
        if not _SHA256.fullmatch(document.sha256):
            yield f"{document.at}: sha256 is “{document.sha256}”; expected 64 hexadecimal digits."
        if document.size < 1:
            yield f"{document.at}: size is {document.size}; a document has at least one byte."
        if not document.file_name or "/" in document.file_name:
            yield f"{document.at}: file_name is “{document.file_name}”; expected a name without folders."
        yield from _origin_faults(document)


def _origin_faults(document: DocumentRow) -> Iterator[str]:
    container = document.container_sha256
    if bool(container) is not bool(document.member) or (container and not _SHA256.fullmatch(container)):
        yield (
            f"{document.at}: container_sha256 is “{container}” and member “{document.member}”; "
            "expected 64 hexadecimal digits and a name, or neither."
        )
    if _object(document.received) is None:
        yield f"{document.at}: received is “{document.received[:60]}”; expected a JSON object."


def _object(text: str) -> dict[str, object] | None:
    """Read a JSON object, empty where there is no text; None where it is something else."""
    try:
        value = json.loads(text or "{}")
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _known_faults(package: Package) -> Iterator[str]:
    for article in package.articles:
        known = _object(article.known)
        if known is None or not all(isinstance(words, str) for words in known.values()):
            yield f"{article.at}: known is “{article.known[:60]}”; expected a JSON object of texts."


def _copy_faults(package: Package) -> Iterator[str]:
    for article in package.articles:
        is_copy, likeness = bool(article.copy_of), article.similarity
        if is_copy != (likeness is not None) or (likeness is not None and not 0 < likeness <= 1):
            yield (
                f"{article.at}: copy_of is “{article.copy_of}” and similarity {likeness}; "
                "a copy has both, the second above 0 and up to 1, another article neither."
            )


def _date_faults(package: Package) -> Iterator[str]:
    said: list[tuple[str, str, str]] = [
        (package.corpus.at, "event_years", year) for year in package.corpus.event_years
    ]
    said += [(row.at, "got", row.got) for row in package.documents]
    said += [(row.at, "published", row.published) for row in package.articles]
    said += [(row.at, "event_years", year) for row in package.articles for year in row.event_years]
    said += [(row.at, "date", row.date) for row in package.mentions]
    said += [(row.at, "proposed_edtf", row.proposed_edtf) for row in package.mentions]
    said += [(row.at, "time", row.time) for row in package.questions]
    said += [(row.at, "as_of", row.as_of) for row in package.claims]
    for at, column, value in said:
        if value:
            yield from _edtf_faults(at, column, value)
    for revision in package.revisions:
        try:
            date.fromisoformat(revision.date)
        except ValueError:
            yield f"{revision.at}: date is “{revision.date}”; expected a day, e.g. 2026-03-12."


def _edtf_faults(at: str, column: str, value: str) -> Iterator[str]:
    try:
        normal = edtf.parse(value).value
    except ValueError as error:
        yield f"{at}: {column}: {error}"
        return
    if normal != value:
        yield f"{at}: {column} is “{value}”; write it as {normal}."


def _entity_faults(package: Package) -> Iterator[str]:
    for row in package.entities:
        where = (row.latitude, row.longitude)
        if (where[0] is None) != (where[1] is None) or (
            where != (None, None) and row.kind != EntityKind.PLACE
        ):
            yield f"{row.at}: latitude and longitude are a place's, both or neither; this is a {row.kind}."
        elif abs(row.latitude or 0) > POLE or abs(row.longitude or 0) > DATE_LINE:
            yield f"{row.at}: {row.latitude}, {row.longitude} is nowhere; degrees go to 90 and to 180."
        if row.is_protected and not row.pseudonym:
            yield f"{row.at}: {row.id} is protected and has no pseudonym; give the name to show instead."
        if row.is_private and row.kind != EntityKind.PERSON:
            yield f"{row.at}: {row.id} is private and a {row.kind}; only a person is private."
    yield from _shared_identifiers(package)


def _shared_identifiers(package: Package) -> Iterator[str]:
    for column in ("wikidata", "geonames", "viaf"):
        first: dict[str, str] = {}
        for row in package.entities:
            found = getattr(row, column)
            if found and not row.merged_into:
                if found in first:
                    yield f"{row.at}: {column} {found} is that of {first[found]}; merge the two entities."
                first.setdefault(found, row.at)
