"""``manage.py rescue_account NAME``: let an owner in who has lost password, app or passkeys, or was held."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources.admin.signing.holding import rescue
from sources.annotate.acts import Refused
from sources.models import User


class Command(BaseCommand):
    """Rescue an account."""

    help = (
        "Opens an account again, gives it a new password (printed once), removes its app, passkeys and "
        "recovery codes, forgets failed sign-ins and ends whatever sign-in there is. One act in the record, "
        "made by the program."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say whose, and what stays."""
        parser.add_argument("name", metavar="NAME", help="the account's user name")
        parser.add_argument("--keep-password", action="store_true", help="leave the password as it is")
        parser.add_argument(
            "--keep-second-factor",
            action="store_true",
            help="leave app, passkeys and recovery codes as they are",
        )
        parser.add_argument("--reason", default="From the command line", help="why, for the record of acts")

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Do it, and print the password."""
        user = User.objects.filter(username=options["name"]).first()
        if user is None:
            names = ", ".join(User.objects.order_by("username").values_list("username", flat=True)[:20])
            raise CommandError(f"There is no account {options['name']!r}; there are: {names or 'none yet'}.")
        try:
            password = rescue(
                user,
                keeps_password=options["keep_password"],
                keeps_factor=options["keep_second_factor"],
                actor=None,
                reason=options["reason"],
            )
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{user.get_username()} may sign in again; whoever was signed in with it is not.")
        if password:
            self.stdout.write(f"Password: {password}   (shown this once)")
        if not options["keep_second_factor"]:
            self.stdout.write(
                "The second factor is removed; where one is required, it is set up at the sign-in."
            )
