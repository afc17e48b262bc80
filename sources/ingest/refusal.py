"""Why a file was not taken in.

A file that cannot be read is refused with one sentence that says what was found, what was expected
and what to do; the other files go on (product.md A.2). The file's name is put in front by the caller,
who knows it.
"""


class Refusal(ValueError):
    """A file that is not taken in; its message is one whole sentence for the person who sent it."""
