"""Where passages stand in a document that is not shown as it was received.

A passage's captured place tells how long the name is that a pseudonym stands for, or the words that a
correction took away and withholds, and with the places of all passages where they stand. So in such a
document places are counted along the published wordings.
"""

from collections.abc import Iterable

from django.db.backends.sqlite3.base import DatabaseWrapper


def replace_captured_places(building: DatabaseWrapper, documents: Iterable[int]) -> None:
    """Count the places of these documents (edition ids) anew, one code point between two passages."""
    with building.cursor() as cursor:
        for document in documents:
            cursor.execute(
                'SELECT id, coalesce(length(text), "end" - start) FROM edition_passage'
                " WHERE document_id = %s ORDER BY start, id",
                [document],
            )
            place, moved = 0, []
            for passage, length in cursor.fetchall():
                moved.append((place, place + length, passage))
                place += length + 1
            cursor.executemany('UPDATE edition_passage SET start = %s, "end" = %s WHERE id = %s', moved)
