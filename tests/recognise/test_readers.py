"""Texts read in several processes: the same finds in the same order, and nobody left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sources.recognise.candidate import SearchRegion
from sources.recognise.find import find
from sources.recognise.packing import from_bytes, unpacked, words_of
from sources.recognise.readers import FEWEST, Asked, ReaderLost, Readers, ReadingFailed, read
from sources.values.span import Span

TOP = Path(__file__).parents[2]
NUMBER = FEWEST + 5
DEADLINE = 60
PARENT = """
import sys, time
from sources.recognise.readers import Asked, Readers, FEWEST

if __name__ == "__main__":
    with Readers(2) as readers:
        done = readers.read(Asked("Nobody came.", ()) for _ in range(FEWEST))
        next(done)
        print(*(process.pid for process, _ in readers._readers), flush=True)
        time.sleep(600)
"""


def asked(number):
    text = f"Harbour master Stepan Vorchenko told reporters in Lisbon on {number % 28 + 1} May. " * (
        number + 1
    )
    return Asked(text, (SearchRegion(Span(0, len(text))),), "1931-05-09", ("1931",))


def test_what_is_read_comes_back_as_it_was_found():
    text = asked(3)
    done = read(text)
    found = find(text.text, text.regions, text.published, text.event_years)

    assert unpacked(done.found, text.text) == found
    assert from_bytes(done.words) == words_of(found)


def test_few_texts_are_read_without_another_process():
    with Readers(2) as readers:
        done = list(readers.read(asked(number) for number in range(3)))

        assert readers.started == 0
    assert done == [read(asked(number)) for number in range(3)]


@pytest.mark.slow
def test_two_processes_find_what_one_finds_in_the_same_order():
    texts = [asked(number) for number in range(NUMBER)]
    with Readers(2) as readers:
        done = list(readers.read(iter(texts)))

        assert readers.started == 2
    assert done == [read(text) for text in texts]


@pytest.mark.slow
def test_what_fails_at_a_text_is_told_and_nobody_is_lost():
    texts = [asked(number) for number in range(NUMBER)]
    bad = [*texts[:3], Asked("May", (SearchRegion(Span(0, 3), "no kind"),)), *texts[3:]]
    with Readers(2) as readers:
        done = readers.read(iter(bad))
        assert [next(done) for _ in range(3)] == [read(text) for text in texts[:3]]
        with pytest.raises(ReadingFailed, match="Traceback"):
            next(done)

        # What was handed out ahead is not taken for an answer to this.
        assert list(readers.read(iter(texts[5:]))) == [read(text) for text in texts[5:]]


@pytest.mark.slow
def test_texts_of_a_call_before_are_read_no_more():
    with Readers(2) as readers:
        before = readers.read(asked(number) for number in range(NUMBER))
        next(before)
        assert next(readers.read(iter([asked(7)]))) == read(asked(7))

        with pytest.raises(ReaderLost, match="read no more"):
            next(before)


def test_reader_that_cannot_be_started_is_told_of(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/no/such/interpreter")
    with Readers(2) as readers, pytest.raises(ReaderLost, match="could be started"):
        list(readers.read(asked(1) for _ in range(FEWEST)))


@pytest.mark.slow
def test_reader_that_is_killed_is_told_of():
    with Readers(2) as readers:
        done = readers.read(asked(number) for number in range(NUMBER))
        next(done)
        readers._readers[0][0].kill()

        with pytest.raises(ReaderLost, match="--processes 1"):
            list(done)


@pytest.mark.slow
def test_readers_end_when_who_started_them_is_killed(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = {**os.environ, "PYTHONPATH": str(TOP)}
    with subprocess.Popen(
        [sys.executable, str(script)], env=environment, stdout=subprocess.PIPE, text=True
    ) as parent:
        readers = [int(pid) for pid in parent.stdout.readline().split()]
        assert [lives(pid) for pid in readers] == [True, True]
        parent.send_signal(signal.SIGKILL)

    until = time.monotonic() + DEADLINE
    while any(map(lives, readers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert [lives(pid) for pid in readers] == [False, False]


def lives(pid):
    """Tell whether a process runs; one that nobody has asked for its end yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
