"""Editors' accounts. Readers have none.

An account is closed (``is_active`` off), never deleted: the log names who did what for ever.
"""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac

from sources.models.identity import choices, one_of
from sources.models.validators import validate_name
from sources.vocabulary import EditorRole


class User(AbstractUser):
    """An account of somebody who works on the archive."""

    handle = models.CharField(
        max_length=40,
        blank=True,
        validators=[validate_name],
        help_text="The name that others may see, e.g. “M. Adler”. Empty: the user name.",
    )
    role = models.CharField(
        max_length=20,
        choices=choices(EditorRole),
        default=EditorRole.ANNOTATOR,
        help_text="An annotator proposes, an editor decides and corrects, a publisher publishes too; "
        "an administrator keeps accounts and nothing else.",
    )
    sign_in_salt = models.CharField(
        max_length=32,
        blank=True,
        editable=False,
        help_text="Random; every sign-in and known device is bound to it, so a new one ends them all.",
    )

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=one_of("role", EditorRole),
                name="user_role_in_vocabulary",
                violation_error_message="A role is one of: administrator, annotator, editor, publisher.",
            ),
        ]

    def get_session_auth_hash(self) -> str:
        """Give what a sign-in is bound to: where any of it changes, the sign-in is over.

        The salt is renewed with each such change (``annotate/sign_ins.py``), so that taking the change back
        does not wake a sign-in that was ended; the columns are there for a change made past the acts.
        """
        standing = (self.role, self.is_active, self.is_staff, self.is_superuser, self.sign_in_salt)
        bound = "\0".join((self.password, *map(str, standing)))
        return salted_hmac("sources.sign-in", bound, algorithm="sha256").hexdigest()

    @property
    def shown_as(self) -> str:
        """The name under which acts are listed."""
        return self.handle or self.get_username()
