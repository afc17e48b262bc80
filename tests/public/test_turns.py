"""Searches take turns, and who finds too many waiting is told to come again."""

import threading

import pytest

from sources.edition import turns as module
from sources.edition.turns import BusyError, Turns
from sources.public.turns import turns as searching


def test_one_at_a_time_passes():
    turns, inside, most = Turns(waiting=8, abreast=1), [], []

    def pass_through():
        with turns.taken():
            inside.append(1)
            most.append(len(inside))
            inside.pop()

    threads = [threading.Thread(target=pass_through) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == [1] * 8


def test_who_finds_too_many_waiting_is_turned_away():
    turns = Turns(waiting=1, abreast=1)

    with turns.taken(), pytest.raises(BusyError), turns.taken():
        pass


def test_another_process_has_its_turn_first(monkeypatch):
    monkeypatch.setattr(module, "LONGEST", 0.05)

    # Two of these stand for two processes: each has a lock of its own, the files are the same.
    with Turns(waiting=2, abreast=1).taken(), pytest.raises(BusyError), Turns(waiting=2, abreast=1).taken():
        pass


def test_two_abreast_pass_together():
    with Turns(waiting=2, abreast=2).taken(), Turns(waiting=2, abreast=2).taken():
        pass


@pytest.mark.django_db(databases=["edition"])
def test_s28_t20_search_that_has_no_turn_answers_429_and_a_page_is_there_all_the_same(reader):
    held = [searching._room.acquire(blocking=False) for _ in range(100)]
    try:
        answer = reader.get("/search/?q=mole")
        assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (429, "5", "no-store")
        assert reader.get("/people/").status_code == 200
    finally:
        for was in held:
            if was:
                searching._room.release()
