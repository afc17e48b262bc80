"""Which acts ask for the password once more, and the sentence that says so.

Accounts (who may come to the desk, and as what), and whatever lets the real name of a protected person out.
To protect, to close and to withhold is always done at once.
"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from sources.admin.signing.session import is_fresh
from sources.annotate.acts import Refused

Logged = tuple[str, dict[str, Any] | None, dict[str, Any] | None]  # model, before, after

# What of an account gives nobody anything.
_OWN_WORDS = frozenset({"handle", "first_name", "last_name", "email"})


def require_fresh(request: HttpRequest, changes: Iterable[Logged]) -> None:
    """Raise Refused where changes are of the riskiest and the password was given too long ago."""
    if any(_is_risky(*change) for change in changes) and not is_fresh(request):
        raise Refused(
            "This needs your password once more, which was given more than a quarter of an hour ago. Open "
            f"{request.build_absolute_uri(confirm_address(reverse('admin:index')))} in another tab, say that "
            "it is you, then send this again."
        )


def confirm_address(goal: str) -> str:
    """Give the address of the page that asks for it, and then leads to ``goal``."""
    return f"{reverse('admin:confirm')}?{urlencode({'next': goal})}"


def _is_risky(model: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> bool:
    if model == "user":
        return _is_of_account(before, after)
    if model != "entity" or before is None or not before["is_protected"]:
        return False
    return after is None or not after["is_protected"] or after["pseudonym"] != before["pseudonym"]


def _is_of_account(before: dict[str, Any] | None, after: dict[str, Any] | None) -> bool:
    if before is None or after is None:
        return True
    changed = {name for name in after if after[name] != before.get(name)}
    if changed == {"is_active"} and not after["is_active"]:
        return False  # closing is always done at once
    return not changed or bool(changed - _OWN_WORDS)
