"""After a restore the archive stands still: nobody is answered and nothing is written until it is finished.

What a backup brought back may show what was withheld since. The mark is a file in the data folder, made
by ``restore`` before anything else is in place and taken away by ``finish_restore`` alone, so it stands
through any interruption between.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django.conf import settings

SENTENCE = (
    "This archive was restored from a backup and does not answer until what was withheld since has been "
    "replayed; nothing was changed. Run manage.py finish_restore."
)
_is_finishing: ContextVar[bool] = ContextVar("is_finishing", default=False)


def mark() -> Path:
    """Say where the mark is."""
    return Path(settings.DATA) / "restored.json"


def is_at() -> bool:
    """Tell whether the archive stands still for whoever asks."""
    return not _is_finishing.get() and mark().exists()


def begin(facts: dict[str, Any]) -> None:
    """Make it stand still, noting what was restored."""
    mark().write_text(json.dumps(facts, sort_keys=True))


def facts() -> dict[str, Any] | None:
    """Give what was restored; None where the archive does not stand still."""
    return json.loads(mark().read_text()) if mark().exists() else None


@contextmanager
def finishing() -> Iterator[None]:
    """Let this one thread write, to finish."""
    token = _is_finishing.set(True)
    try:
        yield
    finally:
        _is_finishing.reset(token)


def end() -> None:
    """Take the mark away: the archive answers again."""
    mark().unlink()
