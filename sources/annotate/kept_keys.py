"""Keys that the archive makes for itself and keeps in its data folder, beside the database.

Whoever has the database alone, or a dump of it, has none of them.
"""

import os
import secrets
from pathlib import Path

from django.conf import settings

KEY_BYTES = 32


def kept_key(name: str) -> bytes:
    """Read a key, made when first it is needed; only its owner may read it."""
    file = Path(settings.DATA) / name
    if not file.exists():
        fresh = file.with_name(f".{file.name}-{os.getpid()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(secrets.token_bytes(KEY_BYTES))
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(fresh, file)  # not a rename: of two that make one at once, the first stands
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_bytes()
