"""A machine that reads takes the newest edition, proved, and never an older one or another's."""

import io
import json
import os
import time

import pytest
from django.core.management import CommandError, call_command

from sources.annotate.acts import Refused, act
from sources.edition import closure
from sources.edition.manifest import read_manifest
from sources.edition.publish import publish
from sources.edition.pulling import Origin, Unreachable, learned, pull
from sources.edition.swap import current_file
from sources.models import Article, Edition
from sources.vocabulary import ActKind

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def withhold():
    with act(ActKind.EDIT, "Withheld") as doing:
        doing.change(Article.objects.first(), status="draft")


def left(settings):
    """What lies in the folder of a machine that reads, beside its lock."""
    return sorted(path.name for path in settings.EDITIONS.iterdir() if path.name != ".lock")


WHOLE = ["current.sqlite3", "edition-000001.sha256", "edition-000001.sqlite3", "learned.json"]


def test_first_edition_is_taken_whole(made, machine, settings):
    published = made()

    found = pull(machine.origin)

    assert (found.number, found.is_new, found.bytes_taken) == (1, True, published.path.stat().st_size)
    assert current_file().read_bytes() == published.path.read_bytes()
    assert (left(settings), current_file().stat().st_mode & 0o777) == (WHOLE, 0o440)


def test_edition_that_is_here_is_not_taken_again(made, machine):
    made()
    pull(machine.origin)
    os.utime(learned.path(), (0, 0))

    found = pull(machine.origin)

    assert (found.is_new, found.bytes_taken) == (False, 0)
    assert time.time() - learned.path().stat().st_mtime < 60, "it was heard that it is the newest"


def test_next_edition_takes_the_place_of_the_one_before(made, machine, settings):
    made()
    pull(machine.origin)
    withhold()
    made()

    pull(machine.origin)

    assert read_manifest(current_file()).number == 2
    assert left(settings) == [name.replace("1", "2") for name in WHOLE], "nothing of the one before is kept"


def test_editions_in_between_need_not_have_been_seen(made, machine):
    made()
    pull(machine.origin)
    for _ in range(3):
        made()

    assert pull(machine.origin).number == 4


def test_interrupted_transfer_goes_on_where_it_stopped(made, machine, settings):
    published = made()
    size, machine.stop_after = published.path.stat().st_size, 100_000
    with pytest.raises(Unreachable, match="stopped"):
        pull(machine.origin)
    assert current_file() is None
    machine.stop_after = None

    found = pull(machine.origin)

    assert machine.asked[-1][1] == "bytes=100000-"
    assert (found.bytes_taken, current_file().stat().st_size) == (size - 100_000, size)


def test_older_edition_is_refused(made, machine):
    first = made()
    second = made()
    pull(machine.origin)
    machine.offers(first)

    with pytest.raises(Refused, match="an older edition is not taken again"):
        pull(machine.origin)
    assert current_file().read_bytes() == second.path.read_bytes()


def test_older_edition_is_refused_also_where_the_newer_had_to_go(made, machine, settings):
    first = made()
    made()
    pull(machine.origin)
    settings.CURRENT_EDITION.unlink()
    machine.offers(first)

    with pytest.raises(Refused, match="an older edition is not taken again"):
        pull(machine.origin)


LIES = {
    "a flipped bit": ({}, lambda it: it.replace(b"quay", b"quoy", 1), "another digest than was offered"),
    "a cut end": ({}, lambda it: it[:-1] + b"\0", "another digest than was offered"),
    "more than was told of": ({}, lambda it: it + b"\0", "sent more than"),
    "another number": ({"number": 7}, bytes, "The file says that it is edition 1, and 7 was offered"),
    "another content": ({"digest": "0" * 64}, bytes, "The file says that it is edition 1"),
    "another format": ({"format": "99"}, bytes, "bring the program here to the version"),
    "no digest": ({"sha256": None}, bytes, "no usable number, digest or size"),
    "no list": ({"replaces": None}, bytes, "tells of no edition"),
    "more than the disk has": ({"size": 1 << 60}, bytes, "to spare"),
}


@pytest.mark.parametrize(("said", "bend", "sentence"), LIES.values(), ids=LIES.keys())
def test_edition_that_is_not_what_is_offered_is_refused(made, machine, said, bend, sentence):
    made(**said)
    machine.content = bend(machine.content)

    with pytest.raises(Refused, match=sentence):
        pull(machine.origin)
    assert current_file() is None


def test_edition_of_another_archive_is_refused(made, machine):
    made()
    pull(machine.origin)
    first = current_file().read_bytes()
    Edition.objects.update(sha256="1" * 64)
    made()

    with pytest.raises(Refused, match="does not say that it replaces the edition 1 that stands here"):
        pull(machine.origin)
    assert current_file().read_bytes() == first


def test_successor_only_by_its_own_word_is_refused(made, machine):
    made()
    pull(machine.origin)
    here = learned.last()
    Edition.objects.update(sha256="1" * 64)
    made(replaces=[{"number": 1, "sha256": here.sha256, "recalled_on": None}])

    with pytest.raises(Refused, match="does not say that it replaces the edition 1"):
        pull(machine.origin)


def test_recalled_edition_is_hidden_where_its_successor_takes_too_long(made, machine, monkeypatch):
    made()
    pull(machine.origin)
    withhold()
    made()
    machine.stop_after = 1000
    with pytest.raises(Unreachable):
        pull(machine.origin)
    assert current_file() is not None, "a moment is left for the transfer"
    monkeypatch.setattr("sources.edition.pulling.taking.GRACE", -1)

    with pytest.raises(Unreachable):
        pull(machine.origin)

    assert current_file() is None
    machine.stop_after = None
    assert pull(machine.origin).number == 2


def test_edition_that_was_not_recalled_counts_as_heard_of_while_the_next_is_on_its_way(made, machine):
    made()
    pull(machine.origin)
    os.utime(learned.path(), (0, 0))
    made()
    machine.stop_after = 1000

    with pytest.raises(Unreachable):
        pull(machine.origin)

    assert time.time() - learned.path().stat().st_mtime < 60
    assert learned.last().number == 1


def test_machine_that_cannot_be_asked_leaves_everything_as_it_is(made, machine, settings):
    made()
    pull(machine.origin)
    os.utime(learned.path(), (0, 0))

    with pytest.raises(Unreachable, match="does not answer"):
        pull(Origin("http://127.0.0.1:9"))
    for machine.status in (429, 503, 404):
        with pytest.raises(Unreachable, match=r"again later|nothing was taken"):
            pull(machine.origin)
    assert (left(settings), learned.path().stat().st_mtime) == (WHOLE, 0)


def test_token_is_asked_for_and_sent(made, machine):
    made()
    machine.token = "only for readers of ours"

    with pytest.raises(Refused, match="wants a token"):
        pull(machine.origin)
    assert pull(Origin(machine.url, machine.token)).number == 1


@pytest.mark.parametrize("url", ["archive.example", "ftp://archive.example", "https://", "/editions"])
def test_address_that_is_none_is_refused(url):
    with pytest.raises(Refused, match="no address to take editions from"):
        Origin(url)


def test_machine_either_publishes_or_takes(made, machine, settings, tmp_path):
    made()
    pull(machine.origin)
    with pytest.raises(Refused, match="takes its editions from"):
        publish()

    settings.EDITIONS = tmp_path / "editions"
    with pytest.raises(Refused, match="either publishes or takes"):
        pull(machine.origin)


def test_command_tells_what_it_did_by_sentence_and_exit_code(made, machine):
    made()
    out = io.StringIO()

    call_command("pull_edition", machine.url, stdout=out)
    call_command("pull_edition", machine.url, format="json", stdout=out)
    machine.said["number"] = 0
    with pytest.raises(SystemExit) as refused:
        call_command("pull_edition", machine.url, stdout=out)
    with pytest.raises(SystemExit) as unreachable:
        call_command("pull_edition", "http://127.0.0.1:9", format="json", stdout=out)
    with pytest.raises(CommandError):
        call_command("pull_edition", "nowhere", stdout=out)

    lines = out.getvalue().splitlines()
    assert lines[0] == f"Took edition 1 of {machine.url}."
    assert json.loads(lines[1])["is_new"] is False
    assert (refused.value.code, unreachable.value.code) == (1, 2)
    assert json.loads(lines[3])["code"] == 2


def test_copy_closes_what_was_withheld_before_the_next_edition_is_there(made, machine):
    published = made()
    pull(machine.origin)
    machine.offers(published, closed=["aaaaaaaa"])

    pull(machine.origin)

    assert closure.closed() == {"aaaaaaaa"}
    withhold()
    made()
    pull(machine.origin)
    assert closure.closed() == frozenset()


def test_copy_that_is_behind_closes_what_is_closed_in_the_edition_that_it_is_not_given(made, machine):
    made()
    pull(machine.origin)
    machine.offers(made(), closed=["aaaaaaaa"])
    machine.stop_after = 1000

    with pytest.raises(Unreachable):
        pull(machine.origin)

    assert (read_manifest(current_file()).number, closure.closed()) == (1, {"aaaaaaaa"})


def test_what_is_closed_in_an_edition_is_so_when_it_comes(made, machine):
    made(closed=["aaaaaaaa"])

    pull(machine.origin)

    assert closure.closed() == {"aaaaaaaa"}
