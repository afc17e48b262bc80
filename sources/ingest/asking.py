"""Whether a passage asks, and asks in a turn of its own rather than within a story."""

import re

from sources.ingest.shape import Shape

REQUEST = re.compile(
    r"^(?:and |but |so )?(?:please\b|tell (?:us|me)\b|describe\b|explain\b|talk (?:us"
    r"|me|about)\b|can you\b|could you\b|would you\b)",
    re.IGNORECASE,
)


def asks(form: Shape) -> bool:
    """Tell whether a passage asks: its last sentence does, or most do, or it requests an account."""
    if form.words > 110:
        return False
    if (
        form.asks_last
        or form.questions * 2 > form.sentences
        or (form.questions * 2 == form.sentences and form.sentences > 1)
    ):
        return form.words <= 60 or form.asks_last
    return bool(REQUEST.match(form.plain)) and form.words <= 40


def is_reported(form: Shape) -> bool:
    """Tell whether a question is a quotation in a story and not a turn."""
    return form.plain[:1] in "\"“‘«'" or form.plain[-1:] in '"”’»' or form.words > 80
