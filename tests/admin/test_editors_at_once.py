"""Editors who save the same row at the same moment: none overwrites another, and nobody sees a fault."""

import pytest

from tests.benchmarks.editors_at_once import measure

pytestmark = pytest.mark.slow

WELCOME = {"fine", "saved", "shown theirs", "told of a conflict", "number", "seconds"}


def test_four_editors_on_sqlite_lose_no_update():
    saw = measure(4, 15, "")

    assert set(saw) <= WELCOME
    assert saw["saved"] == saw["number"]
    assert saw["saved"] > 0
