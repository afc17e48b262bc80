"""Whether a program is at hand that publishes by itself as soon as something was withheld.

``publish --if-withheld --watch`` holds a lock on a file for as long as it runs, which the kernel frees
however it ends; so the desk can say truly whether somebody has still to publish. It tells of this machine
only: a program that watches from another, over a shared folder, is not seen.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

NAME = ".watching"


@contextmanager
def watching() -> Iterator[None]:
    """Be known to watch for as long as this lasts."""
    _path().parent.mkdir(parents=True, exist_ok=True)
    with _path().open("w") as file:
        fcntl.flock(file, fcntl.LOCK_SH)  # several may watch; they publish one after another
        yield


def is_watched() -> bool:
    """Tell whether anybody watches now."""
    try:
        with _path().open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:  # held
        return True
    return False


def _path() -> Path:
    return Path(settings.DATA) / NAME
