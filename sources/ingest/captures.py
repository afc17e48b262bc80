"""What was read in a document, kept beside its bytes.

The captured text of a web page or a PDF is what its reader made of the bytes, and a later version of a reader
may make something else of them. So it is kept, with its map back to the original and all that the file
declares, as ``<sha256>.capture.json`` beside the bytes; the bytes themselves stay as they came. Plain UTF-8
needs none: its captured text is the bytes.
"""

from pathlib import Path

from sources.ingest import blobs
from sources.ingest.capture import capture, open_container
from sources.ingest.formats.captured import Captured, from_json, to_json
from sources.ingest.refusal import Refusal

PLAIN = frozenset({"text/plain", "text/markdown"})


def keep(sha256: str, captured: Captured) -> None:
    """Keep what was read in the bytes with this digest; what is kept already stays."""
    path = path_of(sha256)
    if not is_plain(captured) and not path.exists():
        blobs.write(path, _sealed(to_json(captured).encode("utf-8")))


def text_of(sha256: str, data: bytes, name: str) -> str:
    """Give the captured text of some bytes: as it was kept, else read anew. Raise Refusal."""
    path = path_of(sha256)
    if not path.exists():
        try:
            return capture(data, name).text
        except Refusal:
            # A name is only held against the content where a file comes in; one fetched from “…/report.pdf”
            # may well be plain text.
            return capture(data).text
    try:
        return from_json(_unsealed(path.read_bytes(), sha256)).text
    except OSError as error:
        raise Refusal(f"What was read in the bytes {sha256} cannot be opened: {error.strerror}.") from error


def _sealed(words: bytes) -> bytes:
    """Put their own digest on a line after the words: nothing else in the archive tells it."""
    return words + b"\n" + blobs.digest(words).encode() + b"\n"


def _unsealed(content: bytes, sha256: str) -> bytes:
    """Give the words; raise Refusal where they are others than were kept. Of before, they had no digest."""
    words, _, digest = content.partition(b"\n")
    if digest and digest != blobs.digest(words).encode() + b"\n":
        raise Refusal(f"What was read in the bytes {sha256} is not what was kept beside them.")
    return words


def member_digests(sha256: str) -> frozenset[str]:
    """Take a kept container apart again; give the SHA-256 of everything in it. Raise Refusal."""
    with open_container(blobs.path_of(sha256)) as members:
        return frozenset(
            blobs.digest(member.path.read_bytes()) for member in members if member.path is not None
        )


def path_of(sha256: str) -> Path:
    """Say where the capture of the bytes with this digest is kept, whether or not there is one."""
    return blobs.path_of(sha256).with_name(f"{sha256}.capture.json")


def is_plain(captured: Captured) -> bool:
    """Tell whether the bytes are the captured text, in UTF-8, so that nothing need be kept beside them."""
    return captured.media_type in PLAIN and captured.encoding == "utf-8"
