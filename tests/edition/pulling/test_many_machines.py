"""Three copies behind nginx, one killed, one cut off, one offered an older edition: no reader notices."""

import shutil

import pytest

from tests.benchmarks.many_machines import run


@pytest.mark.long
def test_no_request_fails_and_what_is_withheld_is_gone_everywhere(tmp_path):
    if not shutil.which("nginx", path="/usr/sbin:/usr/bin"):
        pytest.skip("no nginx: apt-get install nginx")

    figures = run(tmp_path)

    assert figures["failed"] == []
    assert figures["requests"] > 100
    assert figures["seconds until nobody was shown it"] < 60
    assert figures["files left there"] == ["edition-000003.sha256", "edition-000003.sqlite3"]
    assert set(figures["editions"]) == {"1", "2", "3"}
