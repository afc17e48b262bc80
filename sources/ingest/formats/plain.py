"""Plain text: nothing to take apart; ``ingest.text`` decodes it and removes nothing."""

from sources.ingest.formats.captured import LONGEST_TEXT, Captured, refuse_too_many_lines
from sources.ingest.refusal import Refusal
from sources.ingest.text import decode

MEDIA_TYPE = "text/plain"


def read_plain(data: bytes, media_type: str = MEDIA_TYPE) -> Captured:
    """Read a plain text file; its captured text is the file, decoded."""
    decoded = decode(data)
    if len(decoded.text) > LONGEST_TEXT:
        raise Refusal(
            f"The file has {len(decoded.text):,} characters, more than the {LONGEST_TEXT:,} that "
            "one document may "
            "have; split it."
        )
    refuse_too_many_lines(decoded.text)
    return Captured(decoded.text, decoded.encoding, decoded.how, decoded.is_guess, media_type)
