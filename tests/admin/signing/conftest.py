"""Accounts that sign in with a password that costs little to hash, and a clock that can be set."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from sources.admin.signing import factor
from tests.factories import make_user

PASSWORD = "lamps on the quay 1931"
START = datetime(2031, 5, 4, 9, 0, 10, tzinfo=UTC)


class Clock:
    """What the program takes for the time."""

    def __init__(self):
        self.now = START

    def __call__(self):
        return self.now

    def pass_by(self, **how_long):
        self.now += timedelta(**how_long)


@pytest.fixture
def clock(monkeypatch):
    frozen = Clock()
    monkeypatch.setattr(timezone, "now", frozen)
    return frozen


@pytest.fixture
def wren(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return make_user("wren", handle="W. Wren", password=PASSWORD)


@pytest.fixture
def with_app(wren, clock):
    """The same account with an app; gives the salt of its key and the recovery codes."""
    salt = factor.new_salt()
    codes = factor.set_up(wren, salt, factor.step_of(wren, salt, code_of(wren, salt, clock.now), clock.now))
    clock.pass_by(minutes=2)
    return salt, codes


def code_of(user, salt, when):
    """What the app shows."""
    return factor._totp(user, salt).at(when)
