"""The journal beside the database: each line holds those before it, and what was changed is told."""

import resource
import signal
from datetime import date

import pytest

from sources.annotate import journal
from sources.annotate.acts import act
from sources.annotate.elsewhere import Headline, Words
from sources.annotate.reveal import end
from sources.annotate.withhold import MARK, Extent, Why, plan_articles, plan_words, withhold
from sources.models import Withholding
from sources.values.span import Span
from sources.vocabulary import ActKind, WithheldFor
from tests.factories import make_article, make_passage

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


# What the desk withholds by one act -------------------------------------------------------------

WHY = Why(WithheldFor.ASKED_FOR, "rang on 3 May", date(2027, 3, 1))


@pytest.fixture
def data(settings, tmp_path):
    settings.DATA = tmp_path


def written():
    """The lines, without the act that wrote each."""
    return [
        {name: value for name, value in line.items() if name not in {"act", "on"}} for line in journal.read()
    ]


@pytest.mark.django_db
def test_t08_headline_that_lost_words_is_a_line_without_a_word_of_it(data):
    own, other = (make_article(title="Ada Quill lit it") for _ in range(2))
    passage = make_passage(own, "Ada Quill lit the lamp.").passage
    headlines = [Headline(one, "title", f"{MARK} lit it") for one in (own, other)]
    words = Words(passage.revisions.get(), Span(0, 9))
    withhold(plan_words([words], headlines), WHY, actor=None, by=None)

    why = {"reason": "somebody_named_asks", "until": "2027-03-01"}
    of = {"passage": passage.public_id, "article": own.public_id}
    assert written() == [
        {"what": "wording", "number": 2, **of},
        {"what": "withholding", "id": Withholding.objects.get().public_id, **of, **why},
        {"what": "headline", "id": own.public_id, **why},
        {"what": "headline", "id": other.public_id, **why},
    ]
    said = journal.path().read_text()
    assert [word for word in ("Ada", "Quill", "lit", "rang") if word in said] == []


@pytest.mark.django_db
def test_withholding_that_stands_and_its_end_are_lines(data):
    article = make_article(status="draft")
    withhold(plan_articles([article], Extent.NOTHING), WHY, actor=None, by=None)
    row = Withholding.objects.get()
    end(row, actor=None, reason="Settled")

    assert [(line["what"], line["id"], line["article"]) for line in written()] == [
        ("withholding", row.public_id, article.public_id),
        ("ended", row.public_id, article.public_id),
    ]


@pytest.mark.django_db
def test_headline_changed_by_an_editor_is_no_line(data):
    article = make_article(title="Ada Quill lit it")
    with act(ActKind.EDIT, "Changed") as doing:
        doing.change(article, title="Another title")

    assert written() == []
