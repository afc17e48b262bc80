"""Where sign-ins are kept: the database, which a read-only archive does not write.

Django's session engine by name (``SESSION_ENGINE``). Who is signed in when the archive becomes read-only
stays so and may look; nobody can sign in or out then.
"""

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """Sessions in the database, left as they are while the archive is read-only."""

    def save(self, must_create: bool = False) -> None:
        """Keep the session, unless nothing may be written now."""
        if not settings.READ_ONLY:
            super().save(must_create)

    def delete(self, session_key: str | None = None) -> None:
        """Remove the session, unless nothing may be written now."""
        if not settings.READ_ONLY:
            super().delete(session_key)
