"""Names for rows that stand in citations and addresses for ever.

A public id is eight characters of Crockford's base 32 in lower case: no i, l, o or u, so that an
address read aloud or copied by hand from print is not mistaken for another. It is drawn at random
(40 bits), says nothing about the row or its order of arrival, and is never given out again; the
database's uniqueness rule catches the rare draw that already exists. See
https://www.crockford.com/base32.html.
"""

import re
import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 8
_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]

_PUBLIC_ID = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def new_id() -> str:
    """Draw a public id. The caller checks that no row has it yet."""
    bits = int.from_bytes(secrets.token_bytes(5))
    return "".join(_PAIRS[bits >> shift & 1023] for shift in (30, 20, 10, 0))


def is_public_id(text: str) -> bool:
    """Tell whether ``text`` has the form of a public id, in lower case and with nothing around it."""
    return _PUBLIC_ID.fullmatch(text) is not None
