"""The whole state of the archive, to tell whether an undo gave back exactly what was."""

import hashlib
import json

from django.apps import apps

from sources.annotate.told import snapshot

# The log only grows, with what its entries are about, and accounts are not content.
ASIDE = {"retiredid", "changeset", "change", "concern", "user"}


def digest_of_database() -> str:
    """Digest every row of every table of content, versions aside: they count saves."""
    digest = hashlib.sha256()
    for model in sorted(apps.get_app_config("sources").get_models(), key=lambda one: one._meta.model_name):
        if model._meta.proxy or model._meta.model_name in ASIDE:
            continue
        digest.update(model._meta.model_name.encode())
        for row in model._base_manager.order_by("pk"):
            columns = {name: value for name, value in snapshot(row).items() if name != "version"}
            digest.update(json.dumps(columns, sort_keys=True, default=str).encode())
    return digest.hexdigest()
