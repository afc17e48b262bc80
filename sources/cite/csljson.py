"""CSL-JSON: what citeproc, pandoc and Zotero read (media type application/vnd.citationstyles.csl+json).

``json.dumps`` is the whole of the escaping. One item a line, so that a long list can be streamed
and two downloads compared; characters stay as they are, in UTF-8.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from sources.cite.item import Item

MEDIA_TYPE: Final = "application/vnd.citationstyles.csl+json"


def chunks(items: Iterable[Item]) -> Iterator[str]:
    """Give the array piece by piece, so that memory stays flat however long the list."""
    before = "[\n"
    for item in items:
        yield before + json.dumps(item, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def write(items: Iterable[Item]) -> str:
    """Give the items as one JSON array."""
    return "".join(chunks(items))
