"""What cannot be kept takes turns: searches, and lists made to order.

A page that is kept costs half a millisecond, a search a hundred times as much. Thirty-two clients that walked
through facets took every thread and both cores, and who only read waited two seconds a page. So one at a
time is worked out in a process, and as many in all processes as half the cores; the others wait, which
costs a thread and nothing else, and when too many wait the next is told to come again (RFC 6585 §4).
"""

import os

from sources.edition.turns import Turns

# Of a process's threads (ARCHIVE_THREADS), so many are left for pages whoever searches.
LEFT_FREE = 4

turns = Turns(
    waiting=max(int(os.environ.get("ARCHIVE_THREADS", "48")) - LEFT_FREE, 1),
    abreast=max((os.cpu_count() or 1) // 2, 1),
)
