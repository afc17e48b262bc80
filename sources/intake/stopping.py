"""When nothing more can be kept: the disk is full, or the database cannot be written.

That is no fault of the file at hand, and every further file would end the same. So the run stops there, with
one sentence; every document before it is whole, the one at hand is not there at all, and the same command
goes on where this one stopped.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError

GO_ON = "Nothing is torn; give the same command again to go on where it stopped."
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Stopped(Exception):
    """The run ends here; the sentence says why and what to do."""


@contextmanager
def stopping() -> Iterator[None]:
    """Raise Stopped where the store or the database cannot be written, or somebody interrupts."""
    try:
        yield
    except OperationalError as error:
        raise Stopped(f"The database could not be written ({error}). {GO_ON}") from error
    except OSError as error:
        what = "The disk is full" if error.errno in _FULL else "The data folder could not be written"
        raise Stopped(f"{what} ({error.strerror}). {GO_ON}") from error
    except KeyboardInterrupt as error:
        raise Stopped(f"Interrupted. {GO_ON}") from error
