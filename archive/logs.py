"""What went wrong is logged by its kind and its place, not in its own words.

The words of a failure have what failed: PostgreSQL tells the row that broke a rule, Python the text that is
no number. At the desk that may be the name of somebody at risk, and a log is kept, copied and read by others.
The lines of the program tell where it was; of a system and of a database the code of the error is told too.
"""

import logging
import traceback
from types import TracebackType

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutWords(logging.Formatter):
    """Formats a traceback with the kinds of what was raised, and without what they say."""

    def formatException(self, ei: Raised) -> str:  # noqa: N802 -- logging's own name
        """Give the calls and the kinds, the reason of each failure first, as Python does."""
        told: list[str] = []
        error = ei[1]
        while error is not None:
            calls = "".join(traceback.format_tb(error.__traceback__))
            told.append(f"Traceback (most recent call last):\n{calls}{_kind(error)}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n\n".join(reversed(told))


def _kind(error: BaseException) -> str:
    """Name the kind of a failure, with the code that a system or a database gave it."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    codes = [getattr(error, name, None) for name in ("errno", "sqlstate", "sqlite_errorname")]
    codes.append(getattr(getattr(error, "diag", None), "constraint_name", None))
    told = ", ".join(str(code) for code in codes if code)
    return f"{kind} ({told})" if told else kind
