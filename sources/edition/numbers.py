"""The numbers (primary keys) that an edition's rows have within its file.

They follow from the order of reading, and leave room: an article that is added later comes to stand
between two others without a row of theirs changing. Articles are numbered a thousand apart, their
passages one by one with a thousand free between two articles, and what stands in a passage by the
passage's number. So the numbers of passages and appearances sort as a reader meets them. Numbers are
the file's own: nothing outside it knows them, and the digest of its content does not either.
"""

from dataclasses import dataclass, field

ROOM = 1 << 10  # numbers left free between two articles and between the passages of two
WITHIN = 20  # bits for what stands in a passage: its appearances, sayings, topics, wordings
FIRST_LOOSE = 1 << 40  # regions of no article come after every article


APART = 1 << 32  # between the numbers of articles that are copied apart


class Keyed(dict[str, int]):
    """Numbers by what names a row for good: a public id, a date's EDTF value, a slug."""

    def of(self, key: str) -> int:
        """Give the number of a row, the next one where it has none yet."""
        return self.setdefault(key, len(self) + 1)


@dataclass(slots=True)
class Numbers:
    """Gives out the numbers; those that a file has already can be put in beforehand."""

    corpora: Keyed = field(default_factory=Keyed)
    documents: Keyed = field(default_factory=Keyed)
    topics: Keyed = field(default_factory=Keyed)
    entities: Keyed = field(default_factory=Keyed)
    dates: Keyed = field(default_factory=Keyed)
    articles: dict[str, int] = field(default_factory=dict)  # those that stand already
    passages: dict[str, int] = field(default_factory=dict)
    last_article: int = 0
    last_passage: int = 0
    last_loose: int = FIRST_LOOSE

    @classmethod
    def from_article(cls, place: int) -> "Numbers":
        """Begin with the article that is read as number ``place`` (from 0), whatever those before it have.

        Their passages have numbers of which nobody knows the last yet, so these begin far behind.
        """
        return cls(last_article=place * ROOM, last_passage=APART if place else 0)

    def article(self, public_id: str) -> int:
        """Give the number of the next article, or the one that it has."""
        if public_id not in self.articles:
            self.last_article += ROOM
            self.last_passage += ROOM
            return self.last_article
        return self.articles[public_id]

    def passage(self, public_id: str) -> int:
        """Give the number of the next passage of the article that came last, or the one that it has."""
        if public_id not in self.passages:
            self.last_passage += 1
            return self.last_passage
        return self.passages[public_id]

    def loose(self) -> int:
        """Give the number of the next region of no article."""
        self.last_loose += 1
        return self.last_loose


def within(passage: int, place: int) -> int:
    """Number what stands in a passage, in order."""
    return passage << WITHIN | place
