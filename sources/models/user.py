"""Editors' accounts. Readers have none.

An account is closed (``is_active`` off), never deleted: the log names who did what for ever.
"""

from django.contrib.auth.models import AbstractUser
from django.db import models

from sources.models.identity import choices, one_of
from sources.vocabulary import EditorRole


class User(AbstractUser):
    """An account of somebody who works on the archive."""

    handle = models.CharField(
        max_length=40,
        blank=True,
        help_text="The name that others may see, e.g. “M. Adler”. Empty: the user name.",
    )
    role = models.CharField(
        max_length=20,
        choices=choices(EditorRole),
        default=EditorRole.ANNOTATOR,
        help_text="An annotator proposes, an editor decides and corrects, a publisher publishes too; "
        "an administrator keeps accounts and nothing else.",
    )

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=one_of("role", EditorRole),
                name="user_role_in_vocabulary",
                violation_error_message="A role is one of: administrator, annotator, editor, publisher.",
            ),
        ]

    @property
    def shown_as(self) -> str:
        """The name under which acts are listed."""
        return self.handle or self.get_username()
