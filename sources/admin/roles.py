"""Who may do what on the desk: an account's role gives powers, and whatever gives none is refused.

An annotator proposes, an editor decides and corrects, a publisher publishes too; an administrator keeps
accounts and the site's own words, and sees nothing else; a superuser may do all of it. Django's own groups
and permissions are not asked: an account has one role, a column that the database checks and the record
tells the changes of.
"""

from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from sources.models import User
from sources.vocabulary import EditorRole


class Power(StrEnum):
    """One thing that a role allows."""

    READ = "read what is not public"
    PROPOSE = "propose marks"
    DECIDE = "decide and correct"
    PUBLISH = "publish"
    ACCOUNTS = "keep accounts"
    SITE = "keep the site's own words"


_ANNOTATOR = frozenset({Power.READ, Power.PROPOSE})
_EDITOR = _ANNOTATOR | {Power.DECIDE}

POWERS: dict[str, frozenset[Power]] = {
    EditorRole.ANNOTATOR: _ANNOTATOR,
    EditorRole.EDITOR: _EDITOR,
    EditorRole.PUBLISHER: _EDITOR | {Power.PUBLISH, Power.SITE},
    EditorRole.ADMINISTRATOR: frozenset({Power.ACCOUNTS, Power.SITE}),
}


def may(user: User | AnonymousUser, power: Power) -> bool:
    """Tell whether an account has a power: open, admitted to the desk, and its role gives it."""
    if not isinstance(user, User) or not (user.is_active and user.is_staff):
        return False
    return user.is_superuser or power in POWERS.get(user.role, frozenset())


def require(request: HttpRequest, power: Power) -> User:
    """Give the account that asks; raise PermissionDenied where it lacks the power."""
    user = request.user
    if not isinstance(user, User) or not may(user, power):
        raise PermissionDenied(f"This needs an account that may {power}.")
    return user
