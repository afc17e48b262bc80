"""One file out of a file that holds files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """One file out of a container: where it was written, its name there, and what is known of it.

    ``file`` is None where it was not taken out; ``sentence`` then says why.
    """

    file: str | None
    name: str
    address: str = ""
    got: str = ""
    media_type: str = ""
    sentence: str = ""
