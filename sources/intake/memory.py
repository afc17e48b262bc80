"""What is in memory before a long run is no garbage, and need not be looked through again and again.

A file taken in makes and drops some ten thousand objects, so Python looks for garbage rings every few files:
each time through all of Django and of us, which cost more than the file's rows. ``gc.freeze`` sets what is
there aside for the time of the run; what the run makes is still looked through.

There is one such place in a process, and ``gc.unfreeze`` empties it: where the process has set aside for good
what it began with, that stays, and it is nearly all that there is.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unmoved() -> Iterator[None]:
    """Keep what is in memory now out of the search for garbage until the block ends."""
    if gc.get_freeze_count():
        yield
        return
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
