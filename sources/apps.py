"""The one app. Its two signals are the only ones: they keep the database's triggers."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate, pre_migrate


class SourcesConfig(AppConfig):
    """The archive: editorial side, editions, readers' site."""

    name = "sources"
    verbose_name = "Sources"

    def ready(self) -> None:
        """Drop our triggers before a migration, install them after it, and check that they stand."""
        from sources.ingest import confinement  # noqa: PLC0415 -- app ready, as the next
        from sources.models import durability, triggers  # noqa: PLC0415 -- app ready: models load after the app registry

        pre_migrate.connect(triggers.before_migrations, sender=self, dispatch_uid="sources.triggers.drop")
        post_migrate.connect(triggers.after_migrations, sender=self, dispatch_uid="sources.triggers.install")
        checks.register(triggers.check, checks.Tags.database)
        checks.register(durability.check, checks.Tags.database)
        checks.register(confinement.check, checks.Tags.security, deploy=True)
