"""Sign-ins end with what they rested on: the role, the admission, the password, the second factor.

Whichever way an account is changed (a form, an undo, a command, a restore), it is an act; so it is the act
that renews the salt to which every sign-in and every known device of the account is bound. The salt is no
part of the log and never goes back: an act that is undone wakes no sign-in that it ended.
"""

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sources.models import User

if TYPE_CHECKING:  # it calls this module
    from sources.annotate.told import Touched

# Whoever changes no more than these stays signed in.
HARMLESS = frozenset({"handle", "first_name", "last_name", "email"})


def end(changes: "Iterable[Touched]") -> None:
    """End the sign-ins of the accounts that an act changed, in its transaction."""
    for row in {change.row for change in changes if change.model == "user" and _is_grave(change)}:
        User.objects.filter(pk=row).update(sign_in_salt=secrets.token_hex(16))


def _is_grave(change: "Touched") -> bool:
    """Tell whether an account's standing changed, or a secret of it: that is noted without a difference."""
    before, after = change.before, change.after
    if before is None or after is None:
        return False
    changed = {name for name in after if after[name] != before.get(name)}
    return not changed or bool(changed - HARMLESS)
