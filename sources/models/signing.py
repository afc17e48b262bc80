"""What signing in needs to remember: app, passkeys, recovery codes, and tries that failed.

No secret is here. The key of an authenticator app (RFC 6238) follows from the salt of its row and a key
that lies in the data folder; of a passkey (WebAuthn) there is the public half, which opens nothing;
recovery codes are kept as digests; tries are counted under a keyed hash of account and network, from which
neither can be told.
"""

from django.conf import settings
from django.db import models

from sources.models.validators import validate_name


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


class Passkey(models.Model):
    """A key that a device keeps for an account (WebAuthn), of which only the public half is here.

    Of the device nothing is kept, neither its make nor its number; of its use the last day.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="passkeys", help_text="Whose it is."
    )
    name = models.CharField(
        max_length=60,
        validators=[validate_name],
        help_text="What its owner calls it, e.g. “telephone” or “blue key”.",
    )
    host = models.CharField(
        max_length=253, help_text="The host name that it was made for; it answers to no other."
    )
    credential = models.CharField(
        max_length=1364,  # 1023 bytes, as many as WebAuthn allows (§7.1)
        unique=True,
        error_messages={"unique": "This passkey is set up already."},
        help_text="What the device calls it, in base64url.",
    )
    public_key = models.CharField(max_length=1400, help_text="Its public key (COSE, RFC 9053) in base64url.")
    counter = models.BigIntegerField(
        help_text="How often it had signed when it was used last; 0 for ever of one that does not count."
    )
    last_challenge = models.CharField(
        max_length=64, help_text="SHA-256 of the challenge answered last, which is not taken again."
    )
    added_on = models.DateField(help_text="The day it was added (UTC).")
    used_on = models.DateField(
        null=True, blank=True, help_text="The day it was used last (UTC); empty: not yet."
    )
    stopped_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day its counter went back (UTC), as a copy makes it do; it opens nothing since.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="passkey_name_once",
                violation_error_message="You have a passkey of that name: call this one otherwise.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(host="") & ~models.Q(credential=""),
                name="passkey_is_named",
                violation_error_message="A passkey needs its name, its host and what the device calls it.",
            ),
            models.CheckConstraint(
                condition=~models.Q(public_key=""),
                name="passkey_has_public_key",
                violation_error_message="A passkey needs its public key.",
            ),
            models.CheckConstraint(
                condition=models.Q(counter__gte=0),
                name="passkey_counts_from_nought",
                violation_error_message="A passkey's counter is 0 or more.",
            ),
        ]

    def __str__(self) -> str:
        return f"Passkey “{self.name}” of {self.user}"


class RecoveryCode(models.Model):
    """A code that stands for the app or a passkey once."""

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
