"""``manage.py finish_restore``: withhold again what was withheld, then answer again."""

from django.core.management.base import BaseCommand, CommandError

from sources.annotate.acts import Refused
from sources.keeping.restore import finish


class Command(BaseCommand):
    """Finish a restore."""

    help = (
        "Replays from the journal what was withheld after the backup, closes the accounts that were closed, "
        "ends every sign-in, publishes an edition without what was withheld (where nothing was, the backup's "
        "own edition stands) and notes the restore in the record of acts. Then the archive answers again. "
        "Exit code 0: finished; 1: refused."
    )

    def handle(self, *_: object, **__: object) -> None:
        """Do it, and report."""
        try:
            done = finish(self.stdout.write)
        except Refused as error:
            raise CommandError(str(error)) from error
        for sentence in done.replayed:
            self.stdout.write(f"Replayed: {sentence}")
        self.stdout.write(
            f"{done.lost} acts after the backup are known to be lost."
            if done.lost
            else "No act after the backup is known to be lost."
        )
        if done.is_kept:
            self.stdout.write(f"Edition {done.edition} stands as it was; the archive answers again.")
        elif done.edition:
            self.stdout.write(f"Published edition {done.edition}; the archive answers again.")
        else:
            self.stdout.write(f"Editors are answered again, readers not yet: {done.refused}")
