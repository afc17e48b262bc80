"""What the database itself refuses, whichever way a row is written.

CHECK constraints see one row; these rules need another row or the row's past, so they are
triggers: the words of a mark (a mention, a quotation, a claim) are the slice of its revision, and lie inside
the passage even where the text is not held; the first wording is as long as its passage; revisions,
dates, the log and a document's hash never change; a passage's place changes only where its last
revision records that it was split or joined; no entity is merged in a ring; a claim answers as its question
asks, of the same corpus, and repeats no claim in a ring; what is withheld is so, and an article that is stays
shut; no public id is given to a second row (``retired_id``). They raise with the class of a check violation,
so that both databases give IntegrityError.

A trigger vanishes, silently, when a later SQLite migration rebuilds its table, and one that reads
another table makes that table's rebuild fail. So ``pre_migrate`` drops ours and ``post_migrate``
installs them anew; ``missing`` compares what is there with what should be, and ``annotate.acts``
refuses to write while anything is missing.
"""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from sources.models import retired_id

DOCUMENT, PASSAGE = "sources_document", "sources_passage"
REVISION, MENTION = "sources_passagerevision", "sources_mention"
QUOTATION, ENTITY = "sources_quotation", "sources_entity"
CLAIM, QUESTION = "sources_claim", "sources_question"
NAME = "sources_name"
ARTICLE, WITHHOLDING = "sources_article", "sources_withholding"

SLICE = "The words of a mark must be the slice of its revision that its span names."
OUTSIDE = "A mark cannot reach beyond its passage, even where the text is not held."
LENGTH = "The first wording of a passage must be as long as its place in the captured text."
PASSAGE_FIXED = "The document of a passage never changes."
PLACE_FIXED = "The place of a passage never changes but by a split or join that its last revision records."
PASSAGE_KEPT = "A passage that has a wording cannot be deleted."
DOCUMENT_FIXED = "The hash, size and corpus of a document never change; ingest the other file."
DOCUMENT_KEPT = "A document that has passages cannot be deleted."
FILLED = "A mark of this revision has other words than the text that is being filled in."
REVISION_FIXED = "A revision never changes; a correction makes a new one."
REVISION_KEPT = (
    "A revision never changes nor goes; only undoing what made the last one takes it away, "
    "as long as no edition has shown it."
)
DATE_FIXED = "A date row never changes; make one for the other value."
OTHER_CORPUS = "A claim and the question that it answers are of one corpus."
NO_ANSWER = (
    "A claim answers as its question asks: a figure to a number, one of its options to a choice, "
    "words to any other."
)
QUESTION_FIXED = "The corpus of a question never changes."
ANSWERED = "Claims answer this question as it asks now; change those first."
REPEATS_RING = "A claim cannot repeat one that, by way of others, repeats it."
NO_RING = "An entity cannot be merged into one that is, by way of others, merged into it."
NAME_SEEN = (
    "A name holds no character that cannot be seen, and none that turns the direction of the words around it."
)
NOT_WITHHELD = (
    "A withholding is of an article that is not shown, of a wording that withholds the one before, "
    "or of somebody who is protected."
)
STAYS_WITHHELD = (
    "The article is withheld: it is not shown again before somebody ends that, "
    "on the page of what is withheld and protected."
)
LOG_FIXED = "The log only grows; what is in it never changes."

# As in `validators.py`, which says it first and better: controls, separators, the signs of UAX 9, tags.
_UNSEEN = "\x01-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f"


def _with_unseen(*columns: str) -> str:
    """Give the condition that one of a row's columns has such a character; for SQLite, see ``_create``."""
    return " OR ".join(f"NEW.{column} ~ '[{_UNSEEN}]'" for column in columns)


_NAMES_OF_ENTITY = _with_unseen("preferred_name", "sort_name", "pseudonym")

_SAME = " AND ".join(
    f"OLD.{column} IS NOT DISTINCT FROM NEW.{column}"
    for column in (
        *("id", "passage_id", "number", "splices", "reason", "made_on", "withholds_former"),
        *("made_by", "former_start", "former_end"),
    )
)
# The names in these two are our own constants; nothing from outside comes into them.
_NOT_THE_SLICE = (
    '(SELECT text IS NOT NULL AND substr(text, NEW.start + 1, NEW."end" - NEW.start) <> NEW.exact '
    "FROM sources_passagerevision WHERE id = NEW.revision_id)"
)
_OTHER_WORDS = (
    "(EXISTS (SELECT 1 FROM sources_mention m WHERE m.revision_id = NEW.id "
    'AND substr(NEW.text, m.start + 1, m."end" - m.start) <> m.exact) '
    # The words of a quotation or a claim come after its text does.
    "OR EXISTS (SELECT 1 FROM sources_quotation q WHERE q.revision_id = NEW.id AND q.exact <> '' "
    'AND substr(NEW.text, q.start + 1, q."end" - q.start) <> q.exact) '
    "OR EXISTS (SELECT 1 FROM sources_claim c WHERE c.revision_id = NEW.id AND c.exact <> '' "
    'AND substr(NEW.text, c.start + 1, c."end" - c.start) <> c.exact))'
)
# Of the first wording: the place that the first split or join calls the former, else the present one.
_FIRST_LENGTH = (
    "COALESCE((SELECT s.former_end - s.former_start FROM sources_passagerevision s "
    "WHERE s.passage_id = p.id AND s.former_start IS NOT NULL ORDER BY s.number LIMIT 1), "
    'p."end" - p.start)'
)
_OUTSIDE = (
    "EXISTS (SELECT 1 FROM sources_passagerevision r JOIN sources_passage p ON p.id = r.passage_id "  # noqa: S608 -- our own constants
    f'WHERE r.id = NEW.revision_id AND r.number = 1 AND NEW."end" > {_FIRST_LENGTH})'
)
_OTHER_LENGTH = (
    "(NEW.number = 1 AND NEW.text IS NOT NULL AND length(NEW.text) <> "  # noqa: S608 -- our own constants
    f"(SELECT {_FIRST_LENGTH} FROM sources_passage p WHERE p.id = NEW.passage_id))"
)
# The passage moves from the place that its last revision calls the former one, or back to it.
_MOVED_UNRECORDED = (
    '((NEW.start <> OLD.start OR NEW."end" <> OLD."end") AND NOT EXISTS ('
    "SELECT 1 FROM sources_passagerevision r WHERE r.passage_id = OLD.id "
    "AND r.number = (SELECT MAX(n.number) FROM sources_passagerevision n WHERE n.passage_id = OLD.id) "
    'AND ((r.former_start = OLD.start AND r.former_end = OLD."end") '
    'OR (r.former_start = NEW.start AND r.former_end = NEW."end"))))'
)
# A wording of the passage's own first place, one that others follow, or one whose place is not given back;
# and a correction that was published since it was recorded.
_STAYS = (
    "((OLD.made_by = '' AND OLD.number = 1) "
    "OR (OLD.made_by = '' AND EXISTS (SELECT 1 FROM sources_passage p JOIN sources_article a "
    "ON a.id = p.article_id WHERE p.id = OLD.passage_id AND a.status = 'published') "
    "AND EXISTS (SELECT 1 FROM sources_changeset s WHERE s.kind = 'publish' AND s.id > COALESCE("
    "(SELECT MAX(c.changeset_id) FROM sources_change c WHERE c.model = 'passagerevision' "
    "AND c.row = CAST(OLD.id AS VARCHAR) AND c.before IS NULL), 0))) "
    "OR EXISTS (SELECT 1 FROM sources_passagerevision n "
    "WHERE n.passage_id = OLD.passage_id AND n.number > OLD.number) "
    "OR EXISTS (SELECT 1 FROM sources_passage p WHERE p.id = OLD.passage_id "
    'AND OLD.former_start IS NOT NULL AND (p.start <> OLD.former_start OR p."end" <> OLD.former_end)))'
)

_RING = (
    "(NEW.merged_into_id IS NOT NULL AND NEW.id IN (WITH RECURSIVE into_whom(id) AS ("
    "SELECT NEW.merged_into_id UNION SELECT e.merged_into_id FROM sources_entity e "
    "JOIN into_whom ON e.id = into_whom.id WHERE e.merged_into_id IS NOT NULL) SELECT id FROM into_whom))"
)

_CLAIM_RING = (
    "(NEW.repeats_id IS NOT NULL AND NEW.id IN (WITH RECURSIVE back(id) AS ("
    "SELECT NEW.repeats_id UNION SELECT c.repeats_id FROM sources_claim c "
    "JOIN back ON c.id = back.id WHERE c.repeats_id IS NOT NULL) SELECT id FROM back))"
)
_OTHER_CORPUS = (
    "NOT EXISTS (SELECT 1 FROM sources_question q JOIN sources_passagerevision r ON r.id = NEW.revision_id "
    "JOIN sources_passage p ON p.id = r.passage_id JOIN sources_document d ON d.id = p.document_id "
    "WHERE q.id = NEW.question_id AND d.corpus_id = q.corpus_id)"
)
# Whether a claim (c) does not answer as a question asks; options are one text, slug=Label|slug=Label.
_UNFIT = (
    "(({q}.asks <> 'number' AND {c}.measure <> '') OR ({c}.option <> '' AND NOT ("
    "({q}.asks = 'yes_no' AND {c}.option IN ('yes', 'no')) OR "
    "({q}.asks = 'choice' AND "
    "replace('|' || {q}.options, '|' || {c}.option || '=', '') <> '|' || {q}.options))))"
)
_NO_ANSWER = (
    "EXISTS (SELECT 1 FROM sources_question q WHERE q.id = NEW.question_id AND "  # noqa: S608 -- our own constants
    f"{_UNFIT.format(q='q', c='NEW')})"
)
_ANSWERED = (
    "EXISTS (SELECT 1 FROM sources_claim c WHERE c.question_id = NEW.id AND "  # noqa: S608 -- our own constants
    f"{_UNFIT.format(q='NEW', c='c')})"
)

_SHOWN = "(a.status = 'published' AND a.access <> 'catalogue')"
_SHOWN_ALL_THE_SAME = (
    "(EXISTS (SELECT 1 FROM sources_article a WHERE a.id = NEW.article_id "  # noqa: S608 -- our own constants
    f"AND NEW.ended_on IS NULL AND {_SHOWN}) "
    "OR EXISTS (SELECT 1 FROM sources_passagerevision r WHERE r.id = NEW.revision_id "
    "AND NOT r.withholds_former))"
)
_UNPROTECTED = "EXISTS (SELECT 1 FROM sources_entity e WHERE e.id = NEW.entity_id AND NOT e.is_protected)"
_OPENED = (
    "(EXISTS (SELECT 1 FROM sources_withholding w WHERE w.article_id = NEW.id AND w.ended_on IS NULL) "
    "AND ((NEW.status = 'published' AND OLD.status <> 'published') "
    "OR (NEW.access <> OLD.access AND NEW.access <> 'catalogue' AND OLD.access <> 'full')))"
)


def _moved(*columns: str) -> str:
    return f"NOT ({' AND '.join(f'OLD.{name} IS NOT DISTINCT FROM NEW.{name}' for name in columns)})"


# name: (table, event, condition in SQL that both databases read, sentence)
TRIGGERS: dict[str, tuple[str, str, str, str]] = {
    "sb_mention_slice_insert": (MENTION, "INSERT", _NOT_THE_SLICE, SLICE),
    "sb_mention_slice_update": (MENTION, "UPDATE", _NOT_THE_SLICE, SLICE),
    "sb_mention_inside_insert": (MENTION, "INSERT", _OUTSIDE, OUTSIDE),
    "sb_mention_inside_update": (MENTION, "UPDATE", _OUTSIDE, OUTSIDE),
    "sb_quotation_slice_insert": (QUOTATION, "INSERT", _NOT_THE_SLICE, SLICE),
    "sb_quotation_slice_update": (QUOTATION, "UPDATE", _NOT_THE_SLICE, SLICE),
    "sb_quotation_inside_insert": (QUOTATION, "INSERT", _OUTSIDE, OUTSIDE),
    "sb_quotation_inside_update": (QUOTATION, "UPDATE", _OUTSIDE, OUTSIDE),
    "sb_claim_slice_insert": (CLAIM, "INSERT", _NOT_THE_SLICE, SLICE),
    "sb_claim_slice_update": (CLAIM, "UPDATE", _NOT_THE_SLICE, SLICE),
    "sb_claim_inside_insert": (CLAIM, "INSERT", _OUTSIDE, OUTSIDE),
    "sb_claim_inside_update": (CLAIM, "UPDATE", _OUTSIDE, OUTSIDE),
    "sb_claim_corpus_insert": (CLAIM, "INSERT", _OTHER_CORPUS, OTHER_CORPUS),
    "sb_claim_corpus_update": (CLAIM, "UPDATE", _OTHER_CORPUS, OTHER_CORPUS),
    "sb_claim_answers_insert": (CLAIM, "INSERT", _NO_ANSWER, NO_ANSWER),
    "sb_claim_answers_update": (CLAIM, "UPDATE", _NO_ANSWER, NO_ANSWER),
    "sb_claim_no_ring": (CLAIM, "UPDATE", _CLAIM_RING, REPEATS_RING),
    "sb_question_answered": (QUESTION, "UPDATE", _ANSWERED, ANSWERED),
    "sb_question_fixed": (QUESTION, "UPDATE", _moved("id", "corpus_id"), QUESTION_FIXED),
    "sb_document_fixed": (DOCUMENT, "UPDATE", _moved("id", "sha256", "size", "corpus_id"), DOCUMENT_FIXED),
    "sb_document_kept": (
        DOCUMENT,
        "DELETE",
        "EXISTS (SELECT 1 FROM sources_passage p WHERE p.document_id = OLD.id)",
        DOCUMENT_KEPT,
    ),
    "sb_passage_fixed": (PASSAGE, "UPDATE", _moved("id", "document_id"), PASSAGE_FIXED),
    "sb_passage_moved": (PASSAGE, "UPDATE", _MOVED_UNRECORDED, PLACE_FIXED),
    "sb_passage_kept": (
        PASSAGE,
        "DELETE",
        "EXISTS (SELECT 1 FROM sources_passagerevision r WHERE r.passage_id = OLD.id)",
        PASSAGE_KEPT,
    ),
    "sb_revision_length_insert": (REVISION, "INSERT", _OTHER_LENGTH, LENGTH),
    "sb_revision_length_update": (REVISION, "UPDATE", _OTHER_LENGTH, LENGTH),
    "sb_revision_fixed": (
        REVISION,
        "UPDATE",
        f"NOT (OLD.text IS NULL AND NEW.text IS NOT NULL AND {_SAME})",
        REVISION_FIXED,
    ),
    "sb_revision_filled": (REVISION, "UPDATE", _OTHER_WORDS, FILLED),
    "sb_revision_kept": (REVISION, "DELETE", _STAYS, REVISION_KEPT),
    "sb_entity_no_ring": (ENTITY, "UPDATE", _RING, NO_RING),
    "sb_entity_seen_insert": (ENTITY, "INSERT", _NAMES_OF_ENTITY, NAME_SEEN),
    "sb_entity_seen_update": (ENTITY, "UPDATE", _NAMES_OF_ENTITY, NAME_SEEN),
    "sb_name_seen_insert": (NAME, "INSERT", _with_unseen("form"), NAME_SEEN),
    "sb_name_seen_update": (NAME, "UPDATE", _with_unseen("form"), NAME_SEEN),
    "sb_article_stays_withheld": (ARTICLE, "UPDATE", _OPENED, STAYS_WITHHELD),
    "sb_withholding_true_insert": (
        WITHHOLDING,
        "INSERT",
        f"{_SHOWN_ALL_THE_SAME} OR {_UNPROTECTED}",
        NOT_WITHHELD,
    ),
    # A merge leads it from one record to the other before that one is protected.
    "sb_withholding_true_update": (WITHHOLDING, "UPDATE", _SHOWN_ALL_THE_SAME, NOT_WITHHELD),
    "sb_date_fixed": ("sources_date", "UPDATE", "1 = 1", DATE_FIXED),
    "sb_changeset_fixed": ("sources_changeset", "UPDATE", "1 = 1", LOG_FIXED),
    "sb_changeset_kept": ("sources_changeset", "DELETE", "1 = 1", LOG_FIXED),
    "sb_change_fixed": ("sources_change", "UPDATE", "1 = 1", LOG_FIXED),
    "sb_change_kept": ("sources_change", "DELETE", "1 = 1", LOG_FIXED),
    # Only PostgreSQL has the statement, which passes by the triggers of single rows.
    "sb_revision_emptied": (REVISION, "TRUNCATE", "1 = 1", REVISION_FIXED),
    "sb_changeset_emptied": ("sources_changeset", "TRUNCATE", "1 = 1", LOG_FIXED),
    "sb_change_emptied": ("sources_change", "TRUNCATE", "1 = 1", LOG_FIXED),
    "sb_retiredid_fixed": (retired_id.TABLE, "UPDATE", "1 = 1", LOG_FIXED),
    "sb_retiredid_kept": (retired_id.TABLE, "DELETE", "1 = 1", LOG_FIXED),
    "sb_retiredid_emptied": (retired_id.TABLE, "TRUNCATE", "1 = 1", LOG_FIXED),
}
_ONCE = {
    f"sb_{model}_id_once": (retired_id.table_of(model), "INSERT", retired_id.taken(model), retired_id.TAKEN)
    for model in retired_id.NAMED
}
_ID_FIXED = {
    f"sb_{model}_id_fixed": (
        *(retired_id.table_of(model), "UPDATE OF id, public_id"),
        *(_moved("id", "public_id"), retired_id.FIXED),
    )
    for model in retired_id.IDENTIFIED
}
TRIGGERS |= _ONCE | _ID_FIXED
# Those that do something instead of refusing: name: (table, statement, of a row that is deleted).
RETIRING = {
    f"sb_{model}_id_retired": (retired_id.table_of(model), retired_id.retire(model))
    for model in retired_id.IDENTIFIED
}


def _wanted(vendor: str) -> set[str]:
    names = {name for name, (_, event, *_) in TRIGGERS.items() if vendor != "sqlite" or event != "TRUNCATE"}
    return names | RETIRING.keys()


def _create(vendor: str, name: str) -> list[str]:
    if name in RETIRING:
        return _create_retiring(vendor, name)
    table, event, condition, sentence = TRIGGERS[name]
    if vendor == "sqlite":
        condition = condition.replace("IS NOT DISTINCT FROM", "IS")
        condition = condition.replace(f" ~ '[{_UNSEEN}]'", f" GLOB '*[{_UNSEEN}]*'")
        # The key that SQLite gives a row is known when it is there.
        when = "AFTER" if name in _ONCE else "BEFORE"
        return [
            f'CREATE TRIGGER {name} {when} {event} ON "{table}" WHEN {condition} '
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        ]
    row = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(event, "NEW")
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    # jsonb has no IS NOT DISTINCT FROM trouble; only json would.
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{sentence}' USING ERRCODE = '23514'; END IF; "
        f"RETURN {row}; END $body$",
        f'CREATE TRIGGER {name} BEFORE {event} ON "{table}" FOR EACH {each} EXECUTE FUNCTION {name}()',
    ]


def _create_retiring(vendor: str, name: str) -> list[str]:
    table, statement = RETIRING[name]
    if vendor == "sqlite":
        return [f'CREATE TRIGGER {name} AFTER DELETE ON "{table}" BEGIN {statement}; END']
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN "
        f"{statement}; RETURN NULL; END $body$",
        f'CREATE TRIGGER {name} AFTER DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION {name}()',
    ]


def _tables() -> dict[str, str]:
    """Name the table of each trigger."""
    return {name: table for name, (table, *_) in (TRIGGERS | RETIRING).items()}


def _drop(vendor: str, name: str) -> str:
    on_table = "" if vendor == "sqlite" else f' ON "{_tables()[name]}"'
    return f"DROP TRIGGER IF EXISTS {name}{on_table}"


def present(connection: BaseDatabaseWrapper) -> set[str]:
    """Name the triggers of ours that the database has."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()} & _wanted(connection.vendor)


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Name the triggers that should be there and are not."""
    return _wanted(connection.vendor) - present(connection)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place anew; nothing where the tables are not there yet."""
    drop(connection)
    tables = set(connection.introspection.table_names())
    if not set(_tables().values()) <= tables:
        return
    retired_id.keep_keys(connection)
    with connection.cursor() as cursor:
        for name in _tables():
            if name not in _wanted(connection.vendor):
                continue
            for statement in _create(connection.vendor, name):
                cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take every trigger of ours away."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name, table in _tables().items():
            if table in tables:
                cursor.execute(_drop(connection.vendor, name))


def before_migrations(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:  # noqa: ANN401 -- a signal's arguments
    """Drop the triggers before tables are rebuilt."""
    if using == DEFAULT_DB_ALIAS:
        drop(connections[using])


def after_migrations(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:  # noqa: ANN401 -- a signal's arguments
    """Install the triggers once the tables stand."""
    if using == DEFAULT_DB_ALIAS:
        install(connections[using])


def check(app_configs: object, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:  # noqa: ANN401 -- Django's signature
    """Warn when triggers are missing (``manage.py check --database default``).

    A warning, not an error: ``migrate`` runs the same checks first, and is what mends this.
    """
    if DEFAULT_DB_ALIAS not in (databases or []):
        return []
    connection = connections[DEFAULT_DB_ALIAS]
    tables = set(connection.introspection.table_names())
    gone = missing(connection) if MENTION in tables else set()
    if not gone:
        return []
    return [
        CheckWarning(
            f"The database lacks {len(gone)} of its triggers: {', '.join(sorted(gone))}.",
            hint="Run manage.py migrate: it installs them. Until then nothing can be written.",
            id="sources.W001",
        )
    ]
