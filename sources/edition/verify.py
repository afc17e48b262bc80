"""Is this file what an edition must be? Asked before it is swapped in, and whenever somebody doubts.

Each answer is a sentence that says what is wrong; none means that the file stands.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from django.db.backends.sqlite3.base import DatabaseWrapper

from sources.edition.building import check_words, raw
from sources.edition.digest import content_digest

# Each must find nothing; the sentence says what a row found would mean.
RULES: dict[str, str] = {
    "an appearance has other words than its passage": (
        "SELECT a.id FROM edition_appearance a JOIN edition_passage p ON p.id = a.passage_id "
        'WHERE p.text IS NOT NULL AND substr(p.text, a.start + 1, a."end" - a.start) <> a.exact'
    ),
    "an appearance names not exactly one entity or date": (
        "SELECT id FROM edition_appearance WHERE (entity_id IS NULL) = (date_id IS NULL)"
    ),
    "a text is there that may not be shown": (
        "SELECT p.id FROM edition_passage p JOIN edition_article a ON a.id = p.article_id "
        "WHERE p.text IS NOT NULL AND a.access <> 'full'"
    ),
    "the text of a region of no article is there though its document is not shown whole": (
        "SELECT p.id FROM edition_passage p JOIN edition_document d ON d.id = p.document_id "
        "WHERE p.text IS NOT NULL AND p.article_id IS NULL AND d.sha256 = ''"
    ),
    "words around a name are there that may not be shown": (
        "SELECT x.id FROM edition_appearance x JOIN edition_article a ON a.id = x.article_id "
        "WHERE a.access = 'catalogue' AND (x.before <> '' OR x.after <> '')"
    ),
    "a claim has other words than its passage": (
        "SELECT c.id FROM edition_claim c JOIN edition_passage p ON p.id = c.passage_id "
        'WHERE c.start IS NOT NULL AND substr(p.text, c.start + 1, c."end" - c.start) IS NOT c.exact'
    ),
    "words of a claim are there that may not be shown": (
        "SELECT c.id FROM edition_claim c JOIN edition_article a ON a.id = c.article_id WHERE "
        "(c.exact <> '' AND a.access = 'catalogue') OR (c.before || c.after <> '' AND a.access <> 'full')"
    ),
    "a claim counts though it is told again elsewhere, or stands for one that does not": (
        "SELECT c.id FROM edition_claim c LEFT JOIN edition_claim o ON o.id = c.original_id "
        "WHERE c.original_id IS NOT NULL AND (c.is_independent OR o.original_id IS NOT NULL "
        "OR o.question_id <> c.question_id)"
    ),
    "a question's count of assertions is not what its claims say": (
        "SELECT q.id FROM edition_question q WHERE q.independent_count <> (SELECT COUNT(*) "
        "FROM edition_claim c WHERE c.question_id = q.id AND c.is_independent)"
    ),
    "a reference leads nowhere": (
        "SELECT p.id FROM edition_passage p LEFT JOIN edition_article a ON a.id = p.article_id "
        "WHERE p.article_id IS NOT NULL AND a.id IS NULL"
    ),
    "an entity's count of passages is not what its appearances say": (
        "SELECT e.id FROM edition_entity e WHERE e.passage_count <> (SELECT COUNT(DISTINCT x.passage_id) "
        "FROM edition_appearance x WHERE x.entity_id = e.id AND NOT x.in_copy)"
    ),
    "a date's count of passages is not what its appearances say": (
        "SELECT d.id FROM edition_date d WHERE d.passage_count <> (SELECT COUNT(DISTINCT x.passage_id) "
        "FROM edition_appearance x WHERE x.date_id = d.id AND NOT x.in_copy)"
    ),
    "somebody's words lie outside their passage": (
        "SELECT s.id FROM edition_saying s JOIN edition_passage p ON p.id = s.passage_id "
        'WHERE p.text IS NOT NULL AND (s.start < 0 OR s."end" < s.start OR s."end" > length(p.text))'
    ),
    "a speaker's count of sayings is not what the sayings say": (
        "SELECT e.id FROM edition_entity e WHERE e.saying_count <> (SELECT COUNT(*) "
        "FROM edition_saying s WHERE s.speaker_id = e.id AND NOT s.in_copy)"
    ),
    "a topic's count of passages is not what its passages say": (
        "SELECT t.id FROM edition_topic t WHERE t.passage_count <> (SELECT COUNT(*) "
        "FROM edition_passagetopic x JOIN edition_passage p ON p.id = x.passage_id "
        "JOIN edition_article a ON a.id = p.article_id WHERE x.topic_id = t.id AND a.copy_of_id IS NULL)"
    ),
    "a publication's or contributor's count of articles is not what its articles say": (
        "SELECT o.id FROM edition_origin o WHERE o.article_count <> (SELECT COUNT(*) "
        "FROM edition_originarticle x JOIN edition_article a ON a.id = x.article_id "
        "WHERE x.origin_id = o.id AND a.copy_of_id IS NULL)"
    ),
}


def faults(connection: DatabaseWrapper) -> list[str]:
    """Say everything that is wrong with the edition file that ``connection`` has open."""
    found = [*unsound(connection), *_manifest_faults(connection)]
    check_words(raw(connection))
    return found


def unsound(connection: DatabaseWrapper) -> list[str]:
    """Say what is wrong with a file that has only just been made: nothing is written, so it may be read only.

    Its digest is taken from its rows by who makes it, and its words compared when they are indexed.
    """
    return [*_file_faults(connection), *_content_faults(connection, RULES)]


def unsound_in(connection: DatabaseWrapper, articles: Iterable[int]) -> list[str]:
    """Say what is wrong with these articles' rows (by number) in a file of which the rest stood before.

    The rules that look at one row at a time, asked of these rows alone: views in their tables' places.
    """
    wanted = ", ".join(map(str, sorted(articles)))
    with connection.cursor() as cursor:
        for table in ("appearance", "passage", "saying"):
            cursor.execute(
                f"CREATE TEMP VIEW edition_{table} AS SELECT * FROM main.edition_{table}"  # noqa: S608 -- our own words
                f" WHERE article_id IN ({wanted})"
            )
        by_row = {rule: query for rule, query in RULES.items() if "COUNT" not in query}
        found = list(_content_faults(connection, by_row))
        for table in ("appearance", "passage", "saying"):
            cursor.execute(f"DROP VIEW temp.edition_{table}")
    return found


def _file_faults(connection: DatabaseWrapper) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        result = cursor.fetchall()
        if result != [("ok",)]:
            yield f"SQLite finds the file damaged: {result[0][0]}."
            return
        cursor.execute("PRAGMA foreign_key_check")
        broken = cursor.fetchall()
        if broken:
            yield f"{len(broken)} references in {broken[0][0]} lead nowhere."


def _content_faults(connection: DatabaseWrapper, rules: Mapping[str, str]) -> Iterator[str]:
    with connection.cursor() as cursor:
        for sentence, query in rules.items():
            cursor.execute(query)
            found = cursor.fetchall()
            if found:
                yield f"In {len(found)} places {sentence}; the first is row {found[0][0]}."
        cursor.execute("SELECT id, text, marks FROM edition_passage WHERE marks <> '[]'")
        for row, text, marks in cursor.fetchall():
            if any(not 0 <= start < end <= len(text) for start, end, *_ in json.loads(marks)):
                yield f"A mark of passage {row} lies outside its text."


def _manifest_faults(connection: DatabaseWrapper) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, value FROM edition_manifest")
        manifest = dict(cursor.fetchall())
    digest = content_digest(raw(connection))
    if manifest.get("digest") != digest:
        yield f"The manifest says digest {manifest.get('digest')}, the content has {digest}."
