"""What signing in needs to remember: the second factor, recovery codes, and tries that failed.

No secret is here. The key of an authenticator app (RFC 6238) follows from the salt of its row and a key
that lies in the data folder; recovery codes are kept as digests; tries are counted under a keyed hash of
account and network, from which neither can be told.
"""

from django.conf import settings
from django.db import models


class SecondFactor(models.Model):
    """An account's authenticator app."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="second_factor",
        help_text="Whose it is.",
    )
    salt = models.CharField(max_length=64, help_text="Random; with the archive's own key it gives the app's.")
    set_up_at = models.DateTimeField(help_text="When its first code was right (UTC).")
    last_step = models.BigIntegerField(
        help_text="The half minute of the last code taken; a code of it or of one before is not taken again."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(salt=""),
                name="second_factor_has_salt",
                violation_error_message="A second factor needs the salt of its key.",
            ),
        ]

    def __str__(self) -> str:
        return f"Second factor of {self.user}"


class RecoveryCode(models.Model):
    """A code that stands for the app once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="recovery_codes",
        help_text="Whose it is.",
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of the code, which has 80 random bits.")
    used_at = models.DateTimeField(null=True, help_text="When it was used (UTC); empty: not yet.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "digest"],
                name="recovery_code_once",
                violation_error_message="An account has each recovery code once.",
            ),
        ]

    def __str__(self) -> str:
        return f"Recovery code of {self.user}"


class Tries(models.Model):
    """How often signing in failed from one side, and until when none is looked at from there."""

    key = models.CharField(
        max_length=64, unique=True, help_text="Keyed hash of the account and of the network or device."
    )
    failed = models.PositiveIntegerField(default=0, help_text="How many failed, one after the other.")
    closed_until = models.DateTimeField(null=True, help_text="No try is looked at before (UTC).")
    last_at = models.DateTimeField(db_index=True, help_text="When the last was looked at (UTC).")

    class Meta:
        verbose_name_plural = "tries"

    def __str__(self) -> str:
        return f"{self.failed} failed"
