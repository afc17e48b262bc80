"""The words of a file's regions, each with the marks by which it is found again (``ingest.runs``)."""

from collections.abc import Sequence

from sources.ingest.reading import Region
from sources.ingest.runs import Marked, marked
from sources.ingest.wording import wording
from sources.vocabulary import READING_KINDS


def mark_regions(text: str, regions: Sequence[Region]) -> tuple[Marked, ...]:
    """Word each region; what repeats another of the file, or is no reading matter, has no marks."""
    return tuple(_marked(region, wording(text, region.span)) for region in regions)


def _marked(region: Region, words: str) -> Marked:
    is_read = region.kind in READING_KINDS
    return marked(words) if is_read and region.duplicate_of is None else Marked(words, (), is_read=is_read)
