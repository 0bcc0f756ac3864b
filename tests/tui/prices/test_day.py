"""What was seen of a symbol's prices on one day."""

from bisect import bisect_right
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOON
from tui.prices.day import MOST_SEEN, Day
from tui.prices.rows import day_of

WAITS = st.lists(st.integers(1, 10**11), min_size=1, max_size=9)
"""Microseconds between a price and the next."""


def moment(microseconds: int) -> datetime:
    """Return a time of that day."""
    return NOON + timedelta(microseconds=microseconds)


def day_with(waits: list[int]) -> Day:
    """Return a day of the prices 1, 2, 3 and so on, with those waits between them."""
    day = Day.begun(day_of(NOON), NOON, Decimal(1))
    for number in range(len(waits)):
        day = day.after(moment(sum(waits[: number + 1])), Decimal(number + 2))
    return day


@given(WAITS, st.integers(2, 200))
def test_samples_begin_with_the_first_price_and_end_with_the_newest_however_odd_the_time(
    waits: list[int], count: int
) -> None:
    day = day_with(waits)
    samples = day.sampled(count, day.trail[-1].at)
    assert len(samples) == count
    assert samples == sorted(samples)
    assert (samples[0], samples[-1]) == (Decimal(1), Decimal(len(waits) + 1))


@pytest.mark.parametrize("odd", [10, 7, 1_000_003])
def test_the_newest_of_six_samples_is_the_newest_price_where_no_sixth_of_the_time_is_whole(odd: int) -> None:
    day = day_with([odd])
    assert day.sampled(6, day.trail[-1].at)[-1] == Decimal(2)
    assert day.sampled(4, day.trail[-1].at)[-1] == Decimal(2)


def test_samples_hold_until_the_next_price_and_the_last_one_until_the_end() -> None:
    day = day_with([60_000_000])
    assert day.sampled(4, moment(180_000_000)) == [1, 2, 2, 2]
    assert day.sampled(1, NOON) == [1]


def test_a_price_that_did_not_change_leaves_the_very_same_day() -> None:
    day = day_with([1])
    assert day.after(moment(9), Decimal(2)) is day
    assert day.move == 1
    assert Day.begun(day.on, NOON, Decimal(1)).move is None


def test_a_long_trail_still_reaches_over_the_whole_day() -> None:
    day = day_with([1_000_000] * 500)
    assert len(day.trail) <= MOST_SEEN
    assert day.trail[0].price == day.low == 1
    assert day.trail[-1].price == day.high == 501


@given(st.integers(1, 3_000), st.sampled_from([1, 10**8, 10**10]))
def test_a_long_trail_is_as_fine_at_its_beginning_as_at_its_end(changes: int, rest: int) -> None:
    seconds = [1_000_000] * changes
    times = list(accumulate([*seconds, rest, *seconds]))
    day = Day.begun(day_of(NOON), NOON, Decimal(1))
    for number, at in enumerate(times, start=2):
        day = day.after(moment(at), Decimal(number))
    for number, price in enumerate(day.sampled(9, moment(times[-1]))):
        then = times[-1] * number // 8
        earliest, latest = (1 + bisect_right(times, at) for at in (then - times[-1] // 8, then + 1))
        assert earliest <= price <= latest
