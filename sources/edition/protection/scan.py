"""The finished file is searched for every protected name, however it may be written.

Two searches. Through the bytes, for names of several words: as they are, in any case, composed and
decomposed, escaped as addresses, JSON and HTML do, in UTF-16, in Base64, as a slug; a hit in the bytes
is a hit wherever it stands, also in what no page shows. Through the wordings and facts, row by row:
for the words of a name that stands alone, which may be a word of the language or somebody else's name
and is let pass only where an editor marked it as that; and for the name as nobody wrote it down before, in
another spelling, broken, turned round, in a handle, or in part (``values/traces.py``, ``alone``).
"""

import base64
import html
import json
import mmap
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import quote, quote_plus

from django.db import models

from sources.annotate.acts import Refused
from sources.edition.building import edition_models
from sources.edition.protection.alone import looked_for, names_of
from sources.edition.protection.people import Protected
from sources.values.disguise import Forms
from sources.values.slug import slug
from sources.values.traces import Alone, Traces

_PIECE = 1 << 20
MOST_TOLD = 8

# Where words stand that an editor or a source wrote; everything that an edition shows is made of these.
# Each query gives where, the words, and the marks in them: as in ``edition_passage.marks``.
_MARKED = (
    "SELECT 'article ' || a.public_id || ', passage ' || p.number, p.text, p.marks"
    " FROM edition_passage p JOIN edition_article a ON a.id = p.article_id WHERE p.text IS NOT NULL",
    "SELECT 'the words round a mark in article ' || a.public_id, x.before || x.exact || x.after,"
    " json_array(json_array(length(x.before), length(x.before) + length(x.exact), 'mark',"
    " coalesce(e.public_id, ''))) FROM edition_appearance x JOIN edition_passage p ON p.id = x.passage_id"
    " JOIN edition_article a ON a.id = p.article_id LEFT JOIN edition_entity e ON e.id = x.entity_id"
    " WHERE p.text IS NULL",
)
# Here nothing is marked, and a word of a protected name passes as part of another's whole name.
_UNMARKED = (
    "SELECT 'document ' || d.public_id || ', passage ' || p.number, p.text"
    " FROM edition_passage p JOIN edition_document d ON d.id = p.document_id"
    " WHERE p.text IS NOT NULL AND p.article_id IS NULL",
    "SELECT 'article ' || a.public_id || ', passage ' || p.number || ', wording ' || r.number,"
    " coalesce(r.text, '') || ' | ' || r.reason FROM edition_revision r"
    " JOIN edition_passage p ON p.id = r.passage_id JOIN edition_article a ON a.id = p.article_id",
    "SELECT 'the speaker of a passage of article ' || a.public_id, p.speaker_name"
    " FROM edition_passage p JOIN edition_article a ON a.id = p.article_id WHERE p.speaker_name <> ''",
    "SELECT 'the speaker of words in article ' || a.public_id, json_extract(said.value, '$[6]')"
    " FROM edition_passage p JOIN edition_article a ON a.id = p.article_id, json_each(p.sayings) said"
    " WHERE p.sayings <> '[]'",
    "SELECT 'the words of a claim in article ' || a.public_id, c.exact FROM edition_claim c"
    " JOIN edition_passage p ON p.id = c.passage_id JOIN edition_article a ON a.id = c.article_id"
    " WHERE p.text IS NULL",
)
# Columns whose words are looked at above, or are made of such words and of names that editors gave to
# somebody else's marks. Every other column that holds words is searched; see ``_elsewhere``.
LOOKED_AT = {
    "edition_appearance": {"exact", "before", "after"},
    "edition_claim": {"exact", "before", "after"},
    "edition_entityname": {"form", "writers"},
    "edition_namekey": {"key", "form"},
    "edition_passage": {"text", "speaker_name", "marks", "sayings", "topics", "beside", "claims"},
    "edition_revision": {"text", "splices", "reason"},
}
# Columns of ids, digests, codes and words of our own, or made of words that stand in another column. Whole
# names are looked for in these too, single words are not: chance and vocabulary write "Dee" and "Place".
SIGNS = {
    *("public_id", "sha256", "commitment", "digest", "fingerprint", "table", "number", "letter"),
    *("kind", "publication_kind", "genre", "access", "rights", "precision", "certainty", "rule", "anchor"),
    *("relation", "roles", "stance", "measure", "answer", "asks", "got", "origin", "media_type", "encoding"),
    *("language", "translated_from", "script", "wikidata", "geonames", "viaf", "licence", "edtf", "as_of"),
    *("published", "published_known", "checked_on", "first_at", "changed_at", "corpus", "page", "time"),
    *("old_article", "old_number", "article", "document", "new", "value", "event_years"),
    *("accounts", "network", "gist", "days", "named"),
}
WORDS = {
    *("slug", "title", "translated_title", "byline", "contributors", "credits", "publication", "name"),
    *("publication_place", "published_words", "url", "rights_note", "option", "text", "asserter_name"),
    *("chain", "as_of_words", "said", "description", "words", "file_name", "sort_name", "remark", "label"),
    *("wording", "unit", "counted", "time_words", "method", "options", "body", "reason"),
}
_ID = "length(atom) = 8 AND atom NOT GLOB '*[^0-9a-z]*'"
_VALUES = "(SELECT group_concat(atom, ' | ') FROM json_tree({}) WHERE type = 'text' AND NOT ({}))"


def columns_elsewhere() -> Iterator[tuple[type[models.Model], "models.Field[Any, Any]"]]:
    """Give every other column of an edition that holds words: a new one is searched by itself."""
    for model in edition_models():
        looked_at = LOOKED_AT.get(model._meta.db_table, ())
        for field in model._meta.concrete_fields:
            is_words = isinstance(field, models.TextField | models.CharField | models.JSONField)
            if is_words and not field.primary_key and field.column not in looked_at:
                yield model, field


def _elsewhere() -> Iterator[tuple[str, bool]]:
    """Give a query for each of them, and whether words alone are looked for in what it gives."""
    for model, field in columns_elsewhere():
        table, fields = model._meta.db_table, model._meta.concrete_fields
        by = next((one.column for one in fields if one.column in ("public_id", "slug")), fields[0].column)
        column, has_words = f'"{field.column}"', field.column not in SIGNS
        what = f"{model._meta.verbose_name} ' || \"{by}\" || ' ({field.column})"
        words = _VALUES.format(column, _ID) if has_words and isinstance(field, models.JSONField) else column
        yield f"SELECT '{what}', {words} FROM \"{table}\" WHERE {column} <> ''", has_words  # noqa: S608 -- names of our own tables and columns


def refuse_names_in(file: Path, people: Protected) -> None:
    """Raise Refused where the file holds a protected name, marked or not; say where, never whose."""
    if not people:
        return
    places = list(dict.fromkeys(where for where, _ in _in_rows(file, people, _as_people_write)))
    hits = _in_bytes(file, people)
    if not places and not hits:
        return
    if not places:
        places = list(dict.fromkeys(where for where, _ in _in_rows(file, people, _as_programs_write)))
    told = "; ".join(places[:MOST_TOLD]) or "no row that can be named, but in the file's bytes"
    more = f", and in {len(places) - MOST_TOLD} more places" if len(places) > MOST_TOLD else ""
    raise Refused(
        f"Forms of {hits or 1} protected people's names stand in what would be published: in {told}{more}. "
        "Nothing was published. Mark each there as the person meant, protected or other; or correct the "
        "words and withhold the former wording; or withhold the article."
    )


def rows_that_name(file: Path, people: Protected) -> list[tuple[str, str]]:
    """Give the rows of a file in which a protected name stands: where that is, in words, and the row's own.

    Empty where one stands in the bytes alone.
    """
    return list(_in_rows(file, people, _as_people_write)) or list(_in_rows(file, people, _as_programs_write))


@dataclass(frozen=True, slots=True)
class Row:
    """Words that stand in a row, where that is, in words, and the places marked as somebody else's."""

    where: str
    words: str
    others: list[tuple[int, int]]
    has_marks: bool  # else the places are those of others' whole names
    has_words: bool = True  # else ids, codes and the like: no word in it is looked for by itself


Finds = Callable[[Row], bool]
Searching = Callable[[sqlite3.Connection, Protected], Finds]


def _in_rows(file: Path, people: Protected, searching: Searching) -> Iterator[tuple[str, str]]:
    """Say in which rows a name is found, and give their words."""
    connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    try:
        finds = searching(connection, people)
        yield from ((row.where, row.words) for row in _rows(connection, people) if finds(row))
    finally:
        connection.close()


def _rows(connection: sqlite3.Connection, people: Protected) -> Iterator[Row]:
    own = {one.public_id for one in people.stand_ins.values()}
    for query in _MARKED:
        for where, words, marks in connection.execute(query):
            others = [(start, end) for start, end, _, who, *_ in json.loads(marks) if who not in own]
            yield Row(where, words, others, has_marks=True)
    others_names = _names_of_others(connection, own)
    for query, has_words in [*((query, True) for query in _UNMARKED), *_elsewhere()]:
        for where, words in connection.execute(query):
            if words:
                others = [(one.start, one.end) for one in others_names.found(words)]
                yield Row(where, words, others, has_marks=False, has_words=has_words)


def _as_people_write(connection: sqlite3.Connection, people: Protected) -> Finds:
    forms, traces, looked = (
        people.all_forms,
        Traces(names_of(people).values()),
        looked_for(connection, people),
    )

    def finds(row: Row) -> bool:
        if forms.found(row.words, row.others):
            return True
        alone = looked.at(row.where, has_marks=row.has_marks) if row.has_words else Alone()
        return traces.are_in(row.words, row.others, alone)

    return finds


def _as_programs_write(_: sqlite3.Connection, people: Protected) -> Finds:
    needles, folded = _needles(people), _folded_forms(people)
    coded = {needle for own in needles.values() for needle in own}
    slugs = {slug(name) for own in folded.values() for name in own} - {"-"}

    def finds(row: Row) -> bool:
        content = row.words.encode()
        joined = row.words.casefold().replace("_", "-").replace("+", "-")
        return any(one in content for one in coded) or any("-" in one and one in joined for one in slugs)

    return finds


def _names_of_others(connection: sqlite3.Connection, own: set[str]) -> Forms:
    """Give the whole names of everybody else, as forms, also as they are sorted."""
    rows = connection.execute(
        "SELECT n.form, e.public_id FROM edition_entityname n JOIN edition_entity e ON e.id = n.entity_id"
        " UNION SELECT sort_name, public_id FROM edition_entity"
    )
    return Forms({form: "" for form, public_id in rows if public_id not in own and len(form.split()) > 1})


def _in_bytes(file: Path, people: Protected) -> int:
    """Count the people of whom a form of several words stands in the bytes."""
    needles, folded = _needles(people), _folded_forms(people)
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
        exact = {pk for pk, own in needles.items() if any(content.find(one) >= 0 for one in own)}
        loose = _written_anyhow(content, {one for own in folded.values() for one in own})
    return len(exact | {pk for pk, own in folded.items() if own & loose})


def _of_several_words(people: Protected) -> dict[int, list[str]]:
    return {pk: [form for form in forms if len(form.split()) > 1] for pk, forms in people.forms.items()}


def _needles(people: Protected) -> dict[int, set[bytes]]:
    named = _of_several_words(people)
    return {pk: {needle for form in forms for needle in _written(form)} for pk, forms in named.items()}


def _folded_forms(people: Protected) -> dict[int, set[str]]:
    return {pk: {_folded(form) for form in forms} for pk, forms in _of_several_words(people).items()}


def _written(form: str) -> Iterator[bytes]:
    """Give the ways in which a program may have written a name."""
    for way in (form, normalize("NFC", form), normalize("NFD", form)):
        yield way.encode()
        yield from (way.encode("utf-16-le"), way.encode("utf-16-be"))
        yield quote(way).encode()
        yield quote_plus(way).encode()
        yield json.dumps(way)[1:-1].encode()
        yield html.escape(way).encode()
        yield "".join(f"&#{ord(sign)};" for sign in way).encode()
        yield "".join(f"&#x{ord(sign):x};" for sign in way).encode()
        # Three times: a name may begin at any of the three places of a group.
        for begin in range(3):
            coded = base64.b64encode(b"\0" * begin + way.encode())
            yield coded[(begin * 8 + 5) // 6 : -4]


def _folded(form: str) -> str:
    return " ".join(normalize("NFC", form).casefold().split())


def _written_anyhow(content: mmap.mmap, names: set[str]) -> set[str]:
    """Give those of the names that stand in the bytes in whatever case, or as the words of an address."""
    found: set[str] = set()
    slugs = {name: slug(name) for name in names}
    longest = max((len(name.encode()) for name in names), default=0)
    for start in range(0, len(content) if names else 0, _PIECE):
        # Each piece goes on into the next by more than a name, with room for letters cut in two.
        piece = content[start : start + _PIECE + 2 * longest].decode(errors="replace")
        words = normalize("NFC", piece).casefold()
        joined = words.replace("_", "-").replace("+", "-")
        found |= {name for name in names - found if name in words}
        found |= {name for name in names - found if "-" in slugs[name] and slugs[name] in joined}
    return found
