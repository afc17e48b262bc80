"""The edition's read models under their own label, so that ``Article`` can mean both kinds.

They have no migrations: ``publish`` makes their tables, in a fresh file each time.
"""

from django.apps import AppConfig


class EditionConfig(AppConfig):
    """What a published state holds, as read by the public site."""

    name = "sources.edition"
    label = "edition"
