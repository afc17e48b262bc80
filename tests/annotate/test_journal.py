"""The journal beside the database: each line holds those before it, and what was changed is told."""

import resource
import signal

import pytest

from sources.annotate import journal

LINES = [{"what": "article", "id": f"aaaaaaa{number}", "access": "catalogue"} for number in range(4)]
CHANGED = "It, or a line before it, was changed or taken away since it was written."


@pytest.fixture
def file(settings, tmp_path):
    """A journal of four lines, written by two acts."""
    settings.DATA = tmp_path
    journal.append(LINES[:1])
    journal.append(LINES[1:])
    return journal.path()


def test_journal_as_it_was_written_has_no_fault(file):
    assert list(journal.faults()) == [None] * 4
    assert journal.read() == LINES


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (lambda lines: [lines[0].replace("catalogue", "full"), *lines[1:]], [(1, CHANGED)]),
        (lambda lines: [lines[0], *lines[2:]], [(2, CHANGED)]),
        (lambda lines: lines[1:], [(1, CHANGED)]),
        (lambda lines: [lines[1], lines[0], *lines[2:]], [(1, CHANGED), (2, CHANGED), (3, CHANGED)]),
        (lambda lines: [*lines[:3], lines[3].replace('"what"', '"what')], [(4, "It cannot be read.")]),
        (lambda lines: [*lines, '{"what": "article"}'], [(5, CHANGED)]),
        (lambda lines: [*lines, lines[3]], [(5, CHANGED)]),
    ],
    ids=["changed", "taken away", "first taken away", "changed places", "unreadable", "added", "twice"],
)
def test_t06_line_that_was_changed_is_told(file, change, faults):
    file.write_text("\n".join(change(file.read_text().splitlines())) + "\n")

    assert [found for found in journal.faults() if found] == faults


def test_line_that_was_cut_is_no_fault_and_the_next_goes_on(file):
    with file.open("a") as out:
        out.write('{"what": "arti')

    journal.append(LINES[:1])

    assert list(journal.faults()) == [None] * 5
    assert journal.read() == [*LINES, LINES[0]]


def test_line_that_was_cut_within_a_letter_hides_no_other(file):
    with file.open("ab") as out:
        out.write('{"forms": ["Ад'.encode()[:-1])
    assert journal.read() == LINES

    journal.append(LINES[:1])

    assert list(journal.faults()) == [None] * 5
    assert journal.read() == [*LINES, LINES[0]]


def test_lines_of_former_versions_bear_no_digest(settings, tmp_path):
    settings.DATA = tmp_path
    journal.path().parent.mkdir()
    journal.path().write_text('{"what": "article"}\n{"what": "entity"}\n')

    journal.append(LINES)

    assert list(journal.faults()) == [None] * 6


def test_line_longer_than_what_is_read_at_once_is_held_together_with_the_next(file):
    journal.append([{"what": "entity", "forms": ["Ada Quill"] * 200_000}])
    with file.open("a") as out:
        out.write('{"what": "arti')

    journal.append(LINES[:1])
    journal.append(LINES[:1])

    assert file.stat().st_size > 2 << 20
    assert list(journal.faults()) == [None] * 7


def test_t05_line_of_which_the_disk_takes_a_part_is_no_success(file):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + 20, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            journal.append(LINES[:1])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)

    journal.append(LINES[:1])

    assert journal.read() == [*LINES, LINES[0]]
    assert list(journal.faults()) == [None] * 5
