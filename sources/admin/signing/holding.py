"""What is done to an account from outside: held when it may be in other hands, or given back to its owner."""

import secrets
from datetime import datetime

from sources.admin.signing import factor
from sources.annotate.acts import Actor, act
from sources.annotate.told import snapshot
from sources.models import ChangeSet, Tries, User
from sources.vocabulary import ActKind


def hold(user: User, *, actor: User | None, reason: str) -> None:
    """Close an account at once and end its sign-ins; one act, to be undone when it turns out to be well."""
    with act(ActKind.EDIT, f"Held the account of {user.get_username()}", actor=actor, reason=reason) as doing:
        doing.change(user, is_active=False)


def acts_of(user: User, since: datetime) -> int:
    """Count what an account did since then."""
    return ChangeSet.objects.filter(actor=user, made_at__gte=since).count()


def rescue(user: User, *, keeps_password: bool, keeps_factor: bool, actor: Actor, reason: str) -> str:
    """Let an owner in again: opened, waiting forgotten, a new password, no second factor; give the password.

    One act. "" is given where the password stays.
    """
    password = "" if keeps_password else secrets.token_urlsafe(18)
    summary = f"Rescued the account of {user.get_username()}"
    with act(ActKind.EDIT, summary, actor=actor, reason=reason) as doing:
        doing.change(user, is_active=True, is_staff=True)
        if password:
            user.set_password(password)
            user.save(update_fields=["password"])
        if not keeps_factor:
            factor.remove(user, actor=doing)
        # Whose tries these are cannot be told; to forget all of them costs an enemy's waiting, no more.
        Tries.objects.all().delete()
        doing.note(user, snapshot(user), snapshot(user))
    return password
