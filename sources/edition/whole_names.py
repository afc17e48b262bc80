"""Where a current edition's wordings and titles have the whole name of somebody who was just protected.

The search that lets an edition go out (``protection``) looks for every part and spelling of a name in every
byte, and takes minutes. Readers cannot wait for it: so the whole forms alone are looked for, all in one go
and by their letters, in whatever an article, its passages and what was made of them say. What this does not
find (a part of a name, another spelling, a page of the owner's) is closed or refused when publishing.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from sources.edition.protection import Protected
from sources.models import Entity
from sources.values.traces import Name, folded, letters

# The public id of the article, or of what else it is; the words; the marks in them.
_BETWEEN = " || ' | qzq | ' || "  # columns: a name does not go on from one into the next
_OF_PASSAGES = (
    " FROM edition_passage p JOIN edition_document d ON d.id = p.document_id"
    " LEFT JOIN edition_article a ON a.id = p.article_id"
)


def _words(column: str) -> str:
    """Give the words in a column of JSON, as they are read."""
    return (
        f"coalesce((SELECT group_concat(atom, ' | qzq | ') FROM json_tree({column}) WHERE type = 'text'), '')"  # noqa: S608 -- a name of our own columns
    )


def _select(public_id: str, *columns: str, of: str, marks: str = "'[]'") -> str:
    return f"SELECT {public_id}, {_BETWEEN.join(columns)}, {marks}{of}"


_PASSAGE = "coalesce(a.public_id, d.public_id)"
_SAID = (
    _select(_PASSAGE, "p.text", marks="p.marks", of=f"{_OF_PASSAGES} WHERE p.text IS NOT NULL"),
    _select(
        _PASSAGE,
        "p.speaker_name",
        _words("p.sayings"),
        of=f"{_OF_PASSAGES} WHERE p.speaker_name <> '' OR p.sayings <> '[]'",
    ),
    _select(
        _PASSAGE,
        "coalesce(r.text, '')",
        "r.reason",
        of=f"{_OF_PASSAGES} JOIN edition_revision r ON r.passage_id = p.id",
    ),
    _select(
        "public_id",
        *("title", "translated_title", "byline", "rights_note", "url", "slug", _words("contributors")),
        of=" FROM edition_article",
    ),
    _select("public_id", "file_name", "origin", of=" FROM edition_document"),
    _select(
        "a.public_id",
        "x.before || ' ' || x.exact || ' ' || x.after",
        of=" FROM edition_appearance x JOIN edition_article a ON a.id = x.article_id"
        " JOIN edition_passage p ON p.id = x.passage_id WHERE p.text IS NULL",
    ),
    _select(
        "a.public_id",
        *("c.before || ' ' || c.exact || ' ' || c.after", "c.text", "c.asserter_name", "c.answer"),
        _words("c.chain"),
        of=" FROM edition_claim c JOIN edition_article a ON a.id = c.article_id",
    ),
    _select("public_id", "name", "description", of=" FROM edition_entity"),
    _select("public_id", "name", "remark", "url", of=" FROM edition_origin"),
    # Pages lead to a question by its slug alone.
    *(
        _select(by, "wording", "counted", "method", _words("options"), of=" FROM edition_question")
        for by in ("public_id", "slug")
    ),
)
_FORMS = (
    "SELECT e.public_id, n.form FROM edition_entityname n JOIN edition_entity e ON e.id = n.entity_id"
    " UNION SELECT public_id, name FROM edition_entity"
)


def ids_with_names(file: Path, people: Protected) -> frozenset[str]:
    """Give the public ids of the articles and other rows in which a whole name of one of them stands.

    Not where it is marked as somebody else's; nor, where nothing is marked, if somebody else bears it.
    """
    if not people:
        return frozenset()
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
        return frozenset(_found(connection, people))


def _found(connection: sqlite3.Connection, people: Protected) -> Iterator[str]:
    own = {one.public_id for one in people.stand_ins.values()}
    own |= set(Entity.objects.filter(pk__in=list(people.stand_ins)).values_list("public_id", flat=True))
    borne = {letters(form) for public_id, form in connection.execute(_FORMS) if public_id not in own}
    names = Names.of(people, borne)
    if not names.words:
        return
    for query in _SAID:
        for public_id, words, marks in connection.execute(query):
            others = [(start, end) for start, end, _, who, *_ in json.loads(marks) if who not in own]
            if names.are_in(words, others, is_marked=marks != "[]"):
                yield public_id


@dataclass(frozen=True)
class Names:
    """Whole names, by their letters; ``borne`` are those that somebody else in the file has too."""

    words: dict[str, tuple[str, ...]]
    borne: frozenset[str]
    seeker: AhoCorasick

    @classmethod
    def of(cls, people: Protected, borne: set[str]) -> "Names":
        """Gather them; of somebody of whom no name of two words is known, the one word."""
        words: dict[str, tuple[str, ...]] = {}
        for forms in people.forms.values():
            whole = Name(forms, "").whole or {(folded(form),) for form in forms}
            words |= {bare: one for one in whole if len(bare := letters("".join(one))) > 1}
        return cls(words, frozenset(borne & words.keys()), AhoCorasick(sorted(words)))

    def are_in(self, text: str, others: list[tuple[int, int]], *, is_marked: bool) -> bool:
        """Tell whether one stands in a text; most texts have not even the letters."""
        bare = letters(text)
        hits = {
            bare[start:end] for _, start, end in self.seeker.find_matches_as_indexes(bare, overlapping=True)
        }
        if not hits:
            return False
        if not is_marked:
            hits -= self.borne
        for start, end in others:
            text = f"{text[:start]}{'|' * (end - start)}{text[end:]}"
        clear = folded(text).casefold()
        return any(self._pattern(self.words[hit]).search(clear) for hit in hits)

    @staticmethod
    def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
        """Give what finds these words, whatever stands between them and in whatever case; or in one."""
        spaced = r"[\W\d_]*".join(re.escape(letter) for word in words for letter in letters(word))
        return re.compile(rf"(?<![^\W\d_]){spaced}(?:s|es)?(?![^\W\d_])")
