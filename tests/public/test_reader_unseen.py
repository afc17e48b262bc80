"""T21, S27: nothing of a reader is written anywhere: no address, no program, no question."""

import logging

import pytest

from tests.public.conftest import COURIER, VORCHENKO

pytestmark = pytest.mark.django_db(databases=["edition"])

MARKER = "zq7reader"
PATHS = (
    "/",
    COURIER,
    VORCHENKO,
    "/search/",
    "/people/",
    "/nothing/",
    "/data/archive.json",
    "/a/zzzzzzzz/",
    "/unapi",
)


def test_s27_t21_nothing_of_a_reader_is_written(reader, archive_folder, caplog):
    caplog.set_level(logging.DEBUG)
    before = {path: path.stat().st_size for path in archive_folder.rglob("*") if path.is_file()}
    headers = {"User-Agent": MARKER, "Referer": f"https://{MARKER}.example/", "X-Forwarded-For": MARKER}

    for path in PATHS:
        for query in ({"q": MARKER}, {"q": f"person:{MARKER}", "page": "9999"}, {MARKER: "1"}):
            answer = reader.get(path, query, headers=headers, REMOTE_ADDR="203.0.113.77")
            if answer.streaming:
                b"".join(answer)

    after = {path: path.stat().st_size for path in archive_folder.rglob("*") if path.is_file()}
    fresh = [path for path, size in after.items() if before.get(path) != size]
    assert [path for path in fresh if MARKER.encode() in path.read_bytes()] == []
    told = "\n".join(record.getMessage() for record in caplog.records)
    assert [word for word in (MARKER, "203.0.113.77") if word in told] == []
