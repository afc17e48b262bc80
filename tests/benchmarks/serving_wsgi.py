"""The archive with one address more: a view that only says hello, to measure the others by."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

from django.conf import settings

from archive.wsgi import application

settings.ROOT_URLCONF = "tests.benchmarks.serving_urls"

__all__ = ["application"]
