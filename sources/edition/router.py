"""Which database a model lives in: decided by its class alone.

An edition is never written, never migrated, and has no relation to the editorial database. Asking
for any of these is a mistake in the program and stops there.
"""

from typing import Any

from django.db import models

EDITION = "edition"


class EditionError(TypeError):
    """Something tried to write an edition, or to mix it with the editorial database."""


def _is_of_edition(model: type[models.Model]) -> bool:
    return model.__module__.startswith("sources.edition.")


class EditionRouter:
    """Send the edition's own read models to the edition, everything else to the editorial database."""

    def db_for_read(self, model: type[models.Model], **_: Any) -> str | None:  # noqa: ANN401 -- Django's signature
        """Read models of an edition come from the edition."""
        return EDITION if _is_of_edition(model) else None

    def db_for_write(self, model: type[models.Model], **_: Any) -> str | None:  # noqa: ANN401 -- Django's signature
        """Nothing writes an edition through Django: publish makes a new file."""
        if _is_of_edition(model):
            raise EditionError(f"{model.__name__} belongs to an edition, which is never written.")
        return None

    def allow_relation(self, one: models.Model, other: models.Model, **_: Any) -> bool | None:  # noqa: ANN401 -- Django's signature
        """Edition rows relate to edition rows only."""
        if _is_of_edition(type(one)) != _is_of_edition(type(other)):
            raise EditionError(
                f"{type(one).__name__} and {type(other).__name__} live in different databases."
            )
        return None

    def allow_migrate(self, db: str, *_: Any, **__: Any) -> bool | None:  # noqa: ANN401 -- Django's signature
        """No migration runs on an edition."""
        return False if db == EDITION else None
