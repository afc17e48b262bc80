"""What shows readers more than they see now is for who may publish, whichever form or list it comes from.

To withhold, to close and to protect are every editor's, at once and alone; the other way round is deciding
what is public: opening the access of a published article, showing a file that was closed, giving back the
name of somebody who is at risk.
"""

from collections.abc import Iterable
from typing import Any

from sources.admin.roles import Power, may
from sources.annotate.acts import Refused
from sources.annotate.publicity import Sight, sight
from sources.models import User
from sources.vocabulary import Status

Row = dict[str, Any] | None
Logged = tuple[str, Row, Row]  # model, before, after

FOR_PUBLISHERS = (
    "This would show readers more than they see now, which is for a publisher to decide. To withhold, to "
    "close and to protect is every editor's."
)


def refuse_revealing(user: User, changes: Iterable[Logged]) -> None:
    """Raise Refused where an act shows readers more and whoever acts may not publish."""
    if not may(user, Power.PUBLISH) and any(reveals(*change) for change in changes):
        raise Refused(FOR_PUBLISHERS)


def reveals(model: str, before: Row, after: Row) -> bool:
    """Tell whether readers would see more of a row as it is after than as it was before."""
    if before is None:
        return False
    if model == "entity":
        if not before["is_protected"]:
            return False
        # Another pseudonym is public, and joins who was told of under the former one.
        return after is None or not after["is_protected"] or after["pseudonym"] != before["pseudonym"]
    if after is None or model not in {"article", "document"}:
        return False
    return _sight(model, after) > _sight(model, before)


def _sight(model: str, row: dict[str, Any]) -> Sight:
    return sight(row["status"] if model == "article" else Status.PUBLISHED, row["access"])
