"""The WSGI entry that gunicorn loads."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

_application = get_wsgi_application()
# Loads every address, and the desk with them, before the first reader comes.
get_resolver().url_patterns  # noqa: B018 -- read for what reading it loads

from sources.public.at_once import AtOnce  # noqa: E402 -- it knows the edition, which needs the apps loaded

application = AtOnce(_application)
