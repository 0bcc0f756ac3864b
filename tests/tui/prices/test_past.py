"""What a price was at a moment, by the pages that had it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOON
from tui.prices.past import GAP, PastPrice, PriceAsOf


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def held(*pages: tuple[float, str]) -> PastPrice:
    """Return what pages so many minutes after noon make known, each with the price on it."""
    (first, price), *rest = pages
    past = PastPrice(Decimal(price), NOON + minutes(first), NOON + minutes(first))
    for minute, price in rest:
        past = past.after(Decimal(price), NOON + minutes(minute))
    return past


PAGES = ((0, "5.00"), (1, "5.00"), (2, "5.10"), (10, "5.20"))


@pytest.mark.parametrize(
    ("minute", "price", "as_of"),
    [
        (0, "5.00", 0),
        (0.5, "5.00", 0.5),
        (1, "5.00", 1),
        (1.5, "5.00", 1),
        (2, "5.10", 2),
        (9, "5.10", 2),
        (30, "5.20", 10),
    ],
)
def test_the_price_is_that_of_the_newest_page_up_to_the_moment(minute: float, price: str, as_of: float) -> None:
    assert held(*PAGES).at(NOON + minutes(minute)) == PriceAsOf(Decimal(price), NOON + minutes(as_of))


def test_before_the_first_page_and_long_after_the_last_nothing_is_known() -> None:
    past = held(*PAGES)
    assert past.at(NOON - minutes(0.1)) is None
    assert past.at(NOON + minutes(10) + GAP) is not None
    assert past.at(NOON + minutes(10.1) + GAP) is None


def test_a_price_that_was_the_same_before_and_after_a_gap_is_not_known_within_it() -> None:
    past = held((0, "5.00"), (300, "5.00"))
    assert past.at(NOON + minutes(100)) is None
    assert past.at(NOON + minutes(20)) == PriceAsOf(Decimal("5.00"), NOON)
    assert past.at(NOON + minutes(300)) == PriceAsOf(Decimal("5.00"), NOON + minutes(300))


def test_a_page_from_before_begins_anew() -> None:
    past = held((10, "5.00"), (0, "4.00"))
    assert past == PastPrice(Decimal("4.00"), NOON, NOON)


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(1, 3)), max_size=60), st.integers(0, 2_000))
def test_it_says_what_a_search_through_all_pages_says(steps: list[tuple[int, int]], minute: int) -> None:
    pages, at = [(0, 1)], 0
    for step, price in steps:
        at += step
        pages.append((at, price))
    past = held(*((at, str(price)) for at, price in pages))
    known = [(at, price) for at, price in pages if at <= minute]
    last, price = known[-1]
    seen = past.at(NOON + minutes(minute))
    if minutes(minute - last) > GAP:
        assert seen is None
    else:
        assert seen is not None
        assert seen.price == price
        assert NOON + minutes(last) <= seen.as_of <= NOON + minutes(minute)


@given(st.integers(2, 3_000), st.integers(1, 20_000))
def test_it_keeps_the_newest_within_its_room(changes: int, rows: int) -> None:
    past = held((0, "0"))
    for number in range(1, changes):
        past = past.after(Decimal(number), NOON + minutes(number)).trimmed(rows)
    cells = 0
    cell: PastPrice | None = past
    while cell is not None:
        cells, cell = cells + 1, cell.before
    assert cells == past.depth <= max(16, 65_536 // rows)
    assert past.at(NOON + minutes(changes - 1)) == PriceAsOf(Decimal(changes - 1), NOON + minutes(changes - 1))
    assert past.at(NOON + minutes(changes - 2)) == PriceAsOf(Decimal(changes - 2), NOON + minutes(changes - 2))


def test_gaps_are_told_from_the_newest_back_to_a_time() -> None:
    past = held((0, "5.00"), (40, "5.00"), (50, "5.10"), (90, "5.10"))
    gaps = [(NOON + minutes(50), NOON + minutes(90)), (NOON, NOON + minutes(40))]
    assert list(past.gaps(NOON)) == gaps
    assert list(past.gaps(NOON + minutes(40))) == gaps[:1]
    assert list(held((0, "5.00"), (30, "5.10")).gaps(NOON)) == []
