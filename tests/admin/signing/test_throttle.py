"""S16: slower with each failure, and no enemy locks an owner out. The clock is the tests' own."""

from datetime import UTC, datetime, timedelta

import pytest

from sources.admin.signing.throttle import (
    FREE,
    FREE_FOR_ALL,
    LONGEST,
    Side,
    TooSoonError,
    admit,
    delay,
    give_back,
    succeed,
)
from sources.models import Tries

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
HERE, THERE = Side("a network"), Side("another network")
EVERYWHERE = Side("the account", is_wide=True)
DEVICE = Side("the owner's own machine")


def seconds(number):
    return NOON + timedelta(seconds=number)


def refused(sides, now):
    """The seconds to wait, or 0 where the try is admitted."""
    try:
        admit(sides, now)
    except TooSoonError as error:
        return error.seconds
    return 0


def test_s16_some_failures_cost_nothing_and_then_each_costs_twice_the_last():
    waits, now = [], NOON
    for _ in range(FREE):
        admit([HERE], now)
    for _ in range(12):
        admit([HERE], now)
        waits.append(refused([HERE], now))
        now += timedelta(seconds=waits[-1])

    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, LONGEST, LONGEST, LONGEST]


def test_s16_no_wait_is_longer_than_a_quarter_of_an_hour():
    assert {delay(failed, FREE) for failed in range(10_000)} == {0, *(2**n for n in range(1, 10)), LONGEST}


def hammer(network, until, every=1):
    """An enemy who tries from one network as fast as is let; gives how many tries were looked at."""
    looked_at = 0
    for second in range(0, until, every):
        looked_at += refused([Side(network), EVERYWHERE], seconds(second)) == 0
    return looked_at


def test_s16_enemy_in_one_network_slows_himself_alone():
    looked_at = hammer("enemy", 4 * 60 * 60, every=61)

    assert looked_at < 40
    assert refused([HERE, EVERYWHERE], seconds(4 * 60 * 60)) == 0


def test_s16_enemy_in_many_networks_slows_strangers_and_not_the_known_device():
    for number in range(12):
        hammer(f"enemy {number}", 2)

    stranger = refused([HERE, EVERYWHERE], seconds(1))
    owner = refused([DEVICE], seconds(1))

    assert (stranger, owner) == (1, 0)
    assert Tries.objects.get(key=EVERYWHERE.key).failed == FREE_FOR_ALL + 1


def test_s16_thief_of_a_device_is_slowed_too():
    assert [refused([DEVICE], NOON) for _ in range(FREE + 2)] == [0] * (FREE + 1) + [2]


def test_s16_try_that_comes_too_early_is_not_counted():
    for _ in range(FREE + 1):
        admit([HERE], NOON)

    for _ in range(50):
        refused([HERE], NOON)

    assert Tries.objects.get(key=HERE.key).failed == FREE + 1


def test_s16_success_begins_anew_here_and_forgives_nobody_elsewhere():
    for _ in range(3):
        admit([THERE, EVERYWHERE], NOON)
    admit([HERE, EVERYWHERE], NOON)

    succeed([HERE, EVERYWHERE])

    assert {row.key: row.failed for row in Tries.objects.all()} == {THERE.key: 3, EVERYWHERE.key: 3}


def test_s16_try_that_was_never_looked_at_is_taken_back():
    admit([HERE, EVERYWHERE], NOON)

    give_back([HERE, EVERYWHERE])

    assert {row.failed for row in Tries.objects.all()} == {0}


def test_s16_failures_are_forgotten_after_a_day_and_few_after_an_hour():
    for _ in range(FREE + 3):
        refused([HERE], NOON)
        refused([HERE], NOON + timedelta(seconds=2))
    admit([THERE], NOON)

    admit([DEVICE], NOON + timedelta(hours=2))
    kept = set(Tries.objects.values_list("key", flat=True))
    admit([Side("new")], NOON + timedelta(hours=25))

    assert kept == {HERE.key, DEVICE.key}
    assert set(Tries.objects.values_list("key", flat=True)) == {"new"}
