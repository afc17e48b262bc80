"""The WSGI entry that gunicorn loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

_application = get_wsgi_application()

from sources.public.at_once import AtOnce  # noqa: E402 -- it knows the edition, which needs the apps loaded

application = AtOnce(_application)
