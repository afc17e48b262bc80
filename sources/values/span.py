"""Where something stands in a text.

Every place in this project is a half-open interval of Unicode code points, counted from 0:
``start`` is the first code point, ``end`` the one after the last, as in the W3C Web Annotation
TextPositionSelector (Web Annotation Data Model §4.2.5) and as Python slices. JavaScript counts
UTF-16 units instead: convert with ``to_utf16`` and ``from_utf16`` at the JSON boundary and
nowhere else.
"""

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A non-empty half-open interval of code points; sorts by start, then by end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what is not a place: a negative start, or nothing between start and end."""
        if not 0 <= self.start < self.end:
            msg = f"A span needs 0 <= start < end, found start {self.start} and end {self.end}."
            raise ValueError(msg)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Give the words the span covers; raise ValueError where the text is too short."""
        if self.end > len(text):
            msg = f"Span {self.start}-{self.end} ends outside a text of {len(text)} characters."
            raise ValueError(msg)
        return text[self.start : self.end]

    def shifted(self, by: int) -> "Span":
        """Give the same stretch ``by`` code points further on (back, where negative)."""
        return Span(self.start + by, self.end + by)

    def covers(self, other: "Span") -> bool:
        """Tell whether every code point of ``other`` is in this span (equal spans cover)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def to_utf16(text: str, offset: int) -> int:
    """Turn an offset in code points into one in UTF-16 units, as JavaScript counts."""
    if not 0 <= offset <= len(text):
        msg = f"Offset {offset} is outside a text of {len(text)} characters."
        raise ValueError(msg)
    return _units(text[:offset])


def from_utf16(text: str, offset: int) -> int:
    """Turn an offset in UTF-16 units into code points; inside a surrogate pair is an error."""
    if not 0 <= offset <= _units(text):
        msg = f"Offset {offset} is outside a text of {_units(text)} UTF-16 units."
        raise ValueError(msg)
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * offset]
    try:
        return len(units.decode("utf-16-le"))
    except UnicodeDecodeError as error:
        msg = f"Offset {offset} falls inside a character that UTF-16 writes in two units."
        raise ValueError(msg) from error


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
