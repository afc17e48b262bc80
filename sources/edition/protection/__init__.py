"""Pseudonyms, from the rows to the finished file's own bytes."""

from sources.edition.protection.content import disguised, disguised_passage
from sources.edition.protection.people import (
    AT_RISK,
    Protected,
    alias,
    is_name,
    kept_key,
    masked_document,
    protected,
)
from sources.edition.protection.places import replace_captured_places
from sources.edition.protection.scan import refuse_names_in, rows_that_name

__all__ = [
    "AT_RISK",
    "Protected",
    "alias",
    "disguised",
    "disguised_passage",
    "is_name",
    "kept_key",
    "masked_document",
    "protected",
    "refuse_names_in",
    "replace_captured_places",
    "rows_that_name",
]
