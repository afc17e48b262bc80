"""Whether this machine can keep the process that reads a file from all others (``check --deploy``).

An archive without Landlock goes on, as one did before there was any; whoever runs it should know.
"""

from typing import Any

from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning

from sources.ingest.sandbox.landlock import known_abi


def check(**_: Any) -> list[CheckMessage]:  # noqa: ANN401 -- Django's own
    """Warn where a fault in a reading library could read what the archive's user may read."""
    return warnings(known_abi())


def warnings(abi: int) -> list[CheckMessage]:
    """Give what is to be said of a kernel that knows this ABI of Landlock."""
    if abi:
        return []
    return [
        CheckWarning(
            "This machine's kernel gives no Landlock, so a fault in a library that reads files could read "
            "whatever the archive's user may.",
            hint="Use Linux 5.13 or later with Landlock on (in Docker 20.10.18 or later); "
            "ARCHIVE_CONFINEMENT=required refuses files until then.",
            id="sources.W009",
        )
    ]
