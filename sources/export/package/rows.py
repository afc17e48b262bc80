"""The rows of a corpus package, as plain frozen values.

A package describes a corpus without having to carry its texts, so that annotation can be shared
where the texts cannot. The same rows are read from a folder, gathered from the database, compared
with each other and written out: what two packages have in common is decided here, by equality.
Rows refer to each other by public id; an empty string is "none". ``at`` says where a row was read
("mentions.csv, line 41") and takes no part in comparisons.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from sources.vocabulary import (
    Access,
    Asks,
    Certainty,
    EntityKind,
    Genre,
    Kind,
    MadeBy,
    Measure,
    MentionKind,
    MentionStatus,
    NameKind,
    PublicationKind,
    QuotationKind,
    Role,
    Stance,
    Status,
)

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row has: the place it was read from."""

    at: str = field(default="", compare=False)

    @property
    def key(self) -> str:
        """What names the row within its table: its public id, where it has one."""
        return str(getattr(self, "id", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusRow(Row):
    """The corpus itself."""

    id: str
    slug: str
    title: str
    description: str
    event_years: tuple[str, ...]
    licence: str
    is_fiction: bool
    feasts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow(Row):
    """A topic with its meaning; its slug is its name everywhere."""

    slug: str
    name: str
    description: str

    @property
    def key(self) -> str:
        """Topics are shared by slug."""
        return self.slug


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRow(Row):
    """What articles appeared in."""

    id: str
    name: str
    kind: PublicationKind
    place: str
    url: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow(Row):
    """One file, by its hash."""

    id: str
    file_name: str
    sha256: str
    size: int
    media_type: str
    encoding: str
    origin: str
    got: str
    rights: str
    access: str = "full"
    container_sha256: str = ""
    member: str = ""
    received: str = ""  # JSON, as it is kept
    withdrawn_on: str = ""
    withdrawn_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorRow(Row):
    """Somebody's part in an article; named by the place in its list."""

    role: Role
    name: str
    given: str
    family: str
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow(Row):
    """One text with its bibliographic facts."""

    id: str
    document: str
    index: int
    title: str
    publication: str
    published: str
    published_known: str
    page: str
    url: str
    language: str
    translated_from: str
    genre: Genre
    rights: str
    rights_note: str
    access: Access
    status: Status
    event_years: tuple[str, ...]
    copy_of: str
    similarity: float | None = None
    leads_to: str = ""
    known: str = ""  # JSON: how each fact was found
    translated_title: str = ""
    contributors: tuple[ContributorRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow(Row):
    """A region of a captured text."""

    id: str
    document: str
    article: str
    number: str
    kind: Kind
    start: int
    end: int
    continues: bool
    speaker: str
    speaker_name: str
    duplicate_of: str
    confidence: float
    reason: str
    joined_into: str = ""
    made_by: MadeBy = MadeBy.NONE
    former: str = ""  # its former addresses, e.g. "8v0wtq0k/12 8v0wtq0k/12a"

    @property
    def former_addresses(self) -> tuple[tuple[str, str], ...]:
        """Its former addresses as pairs of article and number."""
        return tuple(
            (article, number) for article, _, number in (one.partition("/") for one in self.former.split())
        )

    @property
    def length(self) -> int:
        """How many code points its place has."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionRow(Row):
    """A correction: the second wording of a passage, or a later one."""

    passage: str
    number: int
    splices: str
    reason: str
    date: str
    withholds_former: bool = False
    made_by: MadeBy = MadeBy.NONE
    former_start: int | None = None
    former_end: int | None = None

    @property
    def former_length(self) -> int | None:
        """How many code points the passage's place had before this split or join; None where it stayed."""
        if self.former_start is None or self.former_end is None:
            return None
        return self.former_end - self.former_start

    @property
    def key(self) -> str:
        """A revision is named by its passage and its number."""
        return f"{self.passage} {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRow(Row):
    """A person, place or organisation."""

    id: str
    kind: EntityKind
    preferred_name: str
    language: str
    script: str
    sort_name: str
    description: str
    latitude: float | None
    longitude: float | None
    wikidata: str
    geonames: str
    viaf: str
    is_protected: bool
    is_private: bool = False
    pseudonym: str
    merged_into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow(Row):
    """One form of an entity's name."""

    id: str
    entity: str
    form: str
    kind: NameKind
    language: str
    script: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow(Row):
    """A span of a revision that names an entity or a date."""

    id: str
    passage: str
    revision: int
    start: int
    end: int
    exact: str
    status: MentionStatus
    certainty: Certainty
    entity: str
    date: str
    rule: str
    score: float | None
    recogniser: str
    anchor: str
    proposed_kind: MentionKind | None
    proposed_name: str
    proposed_edtf: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationRow(Row):
    """A span of a revision that somebody said, by its place and the salted digest of its words."""

    id: str
    passage: str
    revision: int
    start: int
    end: int
    digest: str
    kind: QuotationKind
    status: MentionStatus
    certainty: Certainty
    speaker: str
    speaker_name: str
    rule: str
    score: float | None
    recogniser: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow(Row):
    """A group of asserters; like a topic it is shared by slug, under whichever id came first."""

    id: str = field(compare=False)
    slug: str
    label: str
    position: int

    @property
    def key(self) -> str:
        """Groups are shared by slug."""
        return self.slug


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow(Row):
    """A question that sources answer; ``options`` as slug=Label|slug=Label."""

    id: str
    slug: str
    wording: str
    asks: Asks
    unit: str
    counted: str
    place: str
    time: str
    method: str
    options: str
    position: int


# Between the steps of a claim's chain; no step has one in it.
STEPS = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow(Row):
    """A span of a revision that answers a question, by its place and the salted digest of its words.

    ``via`` is the chain by which it came, each step the id of an entity or words; ``low`` and ``high``
    are numbers as ``values.figures`` writes them.
    """

    id: str
    question: str
    passage: str
    revision: int
    start: int
    end: int
    digest: str
    status: MentionStatus
    certainty: Certainty
    stance: Stance
    measure: Measure
    low: str
    high: str
    option: str
    text: str
    asserter: str
    asserter_name: str
    party: str
    via: str
    as_of: str
    quotation: str
    repeats: str
    note: str
    rule: str = ""
    score: float | None = None
    recogniser: str = ""

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of its chain."""
        return tuple(self.via.split(STEPS)) if self.via else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRow(Row):
    """One topic on one passage."""

    passage: str
    tag: str

    @property
    def key(self) -> str:
        """A tag is named by both its ends."""
        return f"{self.passage} {self.tag}"


@dataclass(frozen=True, slots=True)
class Package:
    """A whole package, every table in its fixed order."""

    corpus: CorpusRow
    topics: tuple[TopicRow, ...] = ()
    publications: tuple[PublicationRow, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    articles: tuple[ArticleRow, ...] = ()
    passages: tuple[PassageRow, ...] = ()
    revisions: tuple[RevisionRow, ...] = ()
    entities: tuple[EntityRow, ...] = ()
    names: tuple[NameRow, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    quotations: tuple[QuotationRow, ...] = ()
    parties: tuple[PartyRow, ...] = ()
    questions: tuple[QuestionRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    tags: tuple[TagRow, ...] = ()

    def tables(self) -> Iterator[tuple[str, tuple[Row, ...]]]:
        """Give the name and the rows of every table, in the order in which one may refer to another."""
        for name in TABLES:
            yield name, getattr(self, name)


# Each table may refer to those before it, and to itself.
TABLES = (
    "topics",
    "publications",
    "entities",
    "names",
    "documents",
    "articles",
    "passages",
    "revisions",
    "mentions",
    "quotations",
    "parties",
    "questions",
    "claims",
    "tags",
)


def differing(one: Row, other: Row) -> tuple[str, ...]:
    """Name the fields in which two rows of a table differ."""
    return tuple(
        column.name
        for column in fields(one)
        if column.compare and getattr(one, column.name) != getattr(other, column.name)
    )
