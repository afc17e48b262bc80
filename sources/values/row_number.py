"""A row's number as an address gives it, which may be anything that somebody typed."""

LONGEST = 18  # every number of so many digits fits in 64 bits


def row_number(text: str) -> int:
    """Give the number, or 0, which no row has, for whatever is none (“x”, “²”, a hundred digits)."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else 0
