"""Names for rows that stand in citations and addresses for ever.

A public id is eight characters of Crockford's base 32 in lower case: no i, l, o or u, so that an
address read aloud or copied by hand from print is not mistaken for another. It is drawn at random
(40 bits) and says nothing about the row or its order of arrival. Among a million rows about one draw in
a million meets an id that is there: the insertion then draws again (``annotate.drawing``), which it can
tell from an id that came from elsewhere by its type. See https://www.crockford.com/base32.html.
"""

import re
import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 8
_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]

_PUBLIC_ID = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


class Drawn(str):
    """A public id that was drawn here and that nobody knows yet: another does as well."""

    __slots__ = ()


def new_id() -> Drawn:
    """Draw a public id. Whoever inserts the row sees to it that no other has it."""
    bits = int.from_bytes(secrets.token_bytes(5))
    return Drawn("".join([_PAIRS[bits >> shift & 1023] for shift in (30, 20, 10, 0)]))


def is_public_id(text: str) -> bool:
    """Tell whether ``text`` has the form of a public id, in lower case and with nothing around it."""
    return _PUBLIC_ID.fullmatch(text) is not None
