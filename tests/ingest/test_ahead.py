"""Files are read ahead in other processes, in order, and nothing else is different."""

import pytest

from sources.ingest.ahead import Readers, Wanted
from sources.intake import lead
from sources.intake.doorway import find_incoming, ingest, take_in
from sources.models import Article, Document, Passage
from tests.benchmarks.reports import report

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text(report(number), "utf-8")
    (tmp_path / "3.txt").write_bytes(b"")
    return tmp_path


def stored(slug):
    place = ("document__file_name", "start", "end", "number", "kind", "reason", "confidence")
    return [
        *Article.objects.of_corpus(slug).order_by("document__file_name").values_list("title", "similarity"),
        *Passage.objects.filter(document__corpus__slug=slug).order_by(*place[:2]).values_list(*place),
    ]


def test_what_was_read_ahead_is_stored_as_if_it_had_not_been(folder, monkeypatch):
    monkeypatch.setattr(lead, "WORTH_IT", 2)
    ahead = list(lead.read_ahead(find_incoming([folder]), 1))

    report_ = take_in(ahead, "ahead")
    ingest([folder], "after")

    assert [one.file is not None for one in ahead] == [False, False, True, False, True, True, True, True]
    assert [one.status for one in report_.files] == ["taken in"] * 3 + ["refused"] + ["taken in"] * 4
    assert stored("ahead") == stored("after")


def test_file_that_changed_meanwhile_is_read_again(folder, monkeypatch):
    monkeypatch.setattr(lead, "WORTH_IT", 0)
    (ahead,) = lead.read_ahead(find_incoming([folder / "1.txt"]), 1)
    (folder / "1.txt").write_text(report(2), "utf-8")

    take_in([ahead], "ahead")

    assert Document.objects.get().size == len(report(2).encode())
    assert Article.objects.get().title == report(2).partition("\n")[0]


def test_reader_that_died_costs_only_its_lead(folder):
    readers = Readers(1)
    readers._processes[0].kill()
    readers._processes[0].join()
    readers.ask(Wanted(folder / "1.txt", "1.txt"))

    assert readers.answer() is None
    readers.close()
