"""The controlled vocabularies, with the standards' own strings.

Models take their choices from here, the readers and the recogniser their labels: one list each,
so that a word means the same in a file, in the database and on a page. The words are explained
in ``sources/README.md``.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What a passage is. Always the true kind, also in a copy."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATELINE = "dateline"
    HEADING = "heading"
    BODY = "body"
    QUESTION = "question"
    ANSWER = "answer"
    DUPLICATE = "duplicate"
    CAPTION = "caption"
    EDITOR_NOTE = "editor_note"
    SOURCE_CREDIT = "source_credit"
    PUBLICATION_DATE = "publication_date"
    URL = "url"
    RELATED_LINK = "related_link"
    COMMENT = "comment"
    BOILERPLATE = "boilerplate"


# What a reader is shown as the article; the rest is on the "as captured" page.
READING_KINDS = frozenset(
    {
        Kind.TITLE,
        Kind.SUBTITLE,
        Kind.BYLINE,
        Kind.DATELINE,
        Kind.HEADING,
        Kind.BODY,
        Kind.QUESTION,
        Kind.ANSWER,
        Kind.CAPTION,
        Kind.EDITOR_NOTE,
        Kind.PUBLICATION_DATE,
    }
)

# Which passages have others of other sources beside them: those that tell something.
TELLING_KINDS = frozenset({Kind.BODY, Kind.QUESTION, Kind.ANSWER, Kind.CAPTION, Kind.EDITOR_NOTE})

# Never looked through for names and dates, and out of search: nobody's report.
UNSEARCHED_KINDS = frozenset({Kind.BOILERPLATE, Kind.COMMENT, Kind.RELATED_LINK})


class MadeBy(StrEnum):
    """What made a wording of a passage, where it was neither the capture nor a correction."""

    NONE = ""
    SPLIT = "split"
    JOIN = "join"


class EntityKind(StrEnum):
    """What an authority record is about."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"


class MentionKind(StrEnum):
    """What a mention names: an entity of one kind, or a date."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    DATE = "date"


class NameKind(StrEnum):
    """How a form of a name relates to the preferred one."""

    PREFERRED = "preferred"
    VARIANT = "variant"
    TRANSLITERATION = "transliteration"
    PARTIAL = "partial"


class MentionStatus(StrEnum):
    """Where a mention stands between a machine's guess and an editor's word."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    NEEDS_REVIEW = "needs_review"


class QuotationKind(StrEnum):
    """Whether words are repeated as they were said, or told."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Asks(StrEnum):
    """What answers a question: a figure, yes or no, one of its options, or a few words."""

    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"


class Stance(StrEnum):
    """What an asserter does with an answer; unknown: says that it is not known."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DISPUTES = "disputes"
    UNKNOWN = "unknown"


class Measure(StrEnum):
    """How a figure is meant; in_words: no figure can be read from the words ("dozens")."""

    NONE = ""
    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    FEWER_THAN = "fewer_than"
    BETWEEN = "between"
    IN_WORDS = "in_words"


class Certainty(StrEnum):
    """How sure the editor is that the mention means this entity or date."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class AnchorKind(StrEnum):
    """What a date in words was counted from."""

    NONE = ""
    PUBLISHED = "published"
    DATELINE = "dateline"
    MENTION = "mention"
    EVENT_YEAR = "event_year"


class Access(StrEnum):
    """How much of an article the public may read."""

    FULL = "full"
    SNIPPETS = "snippets"
    CATALOGUE = "catalogue"


class Status(StrEnum):
    """How far an article is on its way to the public."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"


class Genre(StrEnum):
    """What sort of text an article is; each maps to one CSL type in ``cite``."""

    NEWS_REPORT = "news_report"
    MAGAZINE_ARTICLE = "magazine_article"
    ESSAY = "essay"
    INTERVIEW = "interview"
    BLOG_POST = "blog_post"
    OFFICIAL_DOCUMENT = "official_document"
    OTHER = "other"


class PublicationKind(StrEnum):
    """What sort of publication an article appeared in."""

    NEWSPAPER = "newspaper"
    MAGAZINE = "magazine"
    NEWS_SITE = "news_site"
    AGENCY = "agency"
    BLOG = "blog"
    RECORDINGS = "recordings"
    OTHER = "other"


class Role(StrEnum):
    """What somebody did for an article, in CSL's words where CSL has one."""

    AUTHOR = "author"
    TRANSLATOR = "translator"
    INTERVIEWER = "interviewer"
    INTERVIEWEE = "interviewee"
    EDITOR = "editor"
    AGENCY = "agency"


class ActKind(StrEnum):
    """The kinds of editorial act; one ChangeSet each."""

    INGEST = "ingest"
    LOAD = "load"
    ATTACH = "attach"
    CREATE = "create"
    EDIT = "edit"
    DELETE = "delete"
    ANNOTATE = "annotate"
    REVIEW = "review"
    CORRECT = "correct"
    RELABEL = "relabel"
    SPLIT = "split"
    JOIN = "join"
    MOVE = "move"
    REPLACE = "replace"
    WITHDRAW = "withdraw"
    WITHHOLD = "withhold"
    MERGE = "merge"
    UNMERGE = "unmerge"
    PUBLISH = "publish"
    UNDO = "undo"
    RESTORE = "restore"


class WithheldFor(StrEnum):
    """Why something is kept from readers, as the editor says it; never public."""

    ASKED_FOR = "somebody_named_asks"
    AT_RISK = "somebody_could_be_harmed"
    PRIVATE = "private_facts"
    RIGHTS = "rights_of_others"
    ORDERED = "ordered_by_law"
    MISTAKE = "published_by_mistake"
    OTHER = "another_reason"


class EditorRole(StrEnum):
    """What an account may do: of the first three each includes the one before."""

    ANNOTATOR = "annotator"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"
