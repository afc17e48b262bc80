"""What the rows of a package point to: the database's own, by what names them in the package."""

from typing import Any

from sources import models
from sources.annotate.acts import date_for
from sources.export.package import rows
from sources.export.package.table import PackageError
from sources.models.digested import digest_of


class Known:
    """The rows of the database that the package's rows speak of, by table and name."""

    def __init__(self, corpus: models.Corpus) -> None:
        self.corpus = corpus
        self.tables: dict[str, dict[str, Any]] = {name: {} for name in rows.TABLES}  # Any: each table's model
        self._dates: dict[str, models.Date] = {}

    def one(self, table: str, name: str) -> Any:  # noqa: ANN401 -- the table's own model
        """Give the row so named, or None for the empty name."""
        return self.tables[table][name] if name else None

    def date(self, value: str) -> models.Date | None:
        """Give the row of an EDTF value, or None for the empty one."""
        if value and value not in self._dates:
            self._dates[value] = date_for(value)
        return self._dates.get(value)


def digested(row: rows.QuotationRow | rows.ClaimRow, revision: models.PassageRevision) -> str:
    """Give the words that a mark covers, "" while the text is not held; refuse others than it digests."""
    exact = revision.text[row.start : row.end] if revision.text is not None else ""
    if exact and digest_of(row.id, exact) != row.digest:
        raise PackageError(
            f"{row.at}: the words at {row.start}–{row.end} of passage {row.passage} have another digest than "
            f"{row.digest}; check start and end, or the text."
        )
    return exact
