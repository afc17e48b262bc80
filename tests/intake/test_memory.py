"""What a run sets aside is looked through again after it; what the process set aside before is left there."""

import gc

import pytest

from sources.intake.memory import unmoved


@pytest.fixture
def nothing_aside():
    """A process that set nothing aside; these tests' own did, with all that was collected."""
    gc.unfreeze()
    yield
    gc.freeze()


def test_what_a_run_sets_aside_comes_back_with_its_end(nothing_aside):
    with unmoved():
        during = gc.get_freeze_count()

    assert (during > 0, gc.get_freeze_count()) == (True, 0)


def test_what_the_process_had_set_aside_stays_so():
    gc.freeze()

    with unmoved():
        pass

    assert gc.get_freeze_count() > 0
