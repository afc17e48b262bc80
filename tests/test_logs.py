"""A failure at the desk is logged with its place and without a name."""

import logging
from io import StringIO

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.utils.module_loading import import_string

from sources.models import Entity
from tests.factories import make_entity

NAME = "Zqxv Wrbl"


@pytest.fixture
def log():
    """A logger that writes as the settings say, and what it writes."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    said = settings.LOGGING["formatters"]["plain"]
    handler.setFormatter(import_string(said["class"])(said["format"], style=said["style"]))
    logger = logging.Logger("django.request")
    logger.addHandler(handler)
    return logger, stream


def test_traceback_tells_the_place_and_the_kinds_but_no_words(log):
    logger, stream = log
    try:
        try:
            int(NAME)
        except ValueError as error:
            raise OSError(28, NAME) from error
    except OSError:
        logger.exception("Internal Server Error: %s", "/admin/sources/person/12/change/")

    told = stream.getvalue()
    assert NAME not in told
    assert "Internal Server Error: /admin/sources/person/12/change/" in told
    assert "builtins.ValueError" in told
    assert told.rstrip().endswith("builtins.OSError (28)")
    assert "test_logs.py" in told


@pytest.mark.django_db
def test_row_that_breaks_a_rule_is_not_in_the_log(log):
    logger, stream = log
    one = make_entity("Ada Quill")
    try:
        Entity.objects.create(public_id=one.public_id, kind="person", preferred_name=NAME, sort_name=NAME)
    except IntegrityError:
        logger.exception("Internal Server Error")

    assert NAME not in stream.getvalue()
    assert "django.db.utils.IntegrityError" in stream.getvalue()
