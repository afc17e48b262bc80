"""The edition's read models under their own label, so that ``Article`` can mean both kinds.

They have no migrations: ``publish`` makes their tables, in a fresh file each time.
"""

from django.apps import AppConfig
from django.core import checks


class EditionConfig(AppConfig):
    """What a published state holds, as read by the public site."""

    name = "sources.edition"
    label = "edition"

    def ready(self) -> None:
        """Learn the site's language, and check that there is what to speak it by."""
        from sources.edition import language, manifest  # noqa: PLC0415 -- app ready: catalogues are laid over those of all apps

        language.speak()
        checks.register(language.check, checks.Tags.translation)
        checks.register(manifest.check, checks.Tags.translation)
        checks.register(manifest.check_contact, checks.Tags.security, deploy=True)
