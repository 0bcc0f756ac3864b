"""The line of blocks that shows how a price went."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOON, quote, refreshed
from tui.market import MarketState, apply
from tui.render.sparkline import day_line, sparkline


def test_blocks_go_from_the_lowest_to_the_highest_price() -> None:
    assert sparkline([Decimal(price) for price in range(7)]) == "▁▂▃▄▅▆▇"
    assert sparkline([Decimal(5), Decimal(4)]) == "▇▁"


def test_one_price_alone_is_in_the_middle() -> None:
    assert sparkline([Decimal(5)] * 3) == "▄▄▄"


@given(st.lists(st.decimals(0, 100_000, places=2), min_size=1, max_size=12))
def test_no_block_fills_its_cell_and_so_touches_the_row_above(prices: list[Decimal]) -> None:
    assert set(sparkline(prices)) <= set("▁▂▃▄▅▆▇")


def line_after(*pages: tuple[int, str]) -> str:
    """Return the line of a row that was seen at those minutes with those prices."""
    state = MarketState()
    for minute, price in pages:
        state = apply(state, refreshed(quote(price=price), at=NOON + timedelta(minutes=minute)))
    return day_line(state.rows[0], 6)


def test_a_day_is_blank_between_pages_that_lie_far_apart() -> None:
    assert line_after((0, "10.00"), (20, "11.00"), (40, "12.00"), (60, "13.00")) == "▁▁▃▃▅▇"
    assert line_after((0, "10.00"), (12, "11.00"), (48, "12.00"), (60, "13.00")) == "▁▃  ▅▇"
    assert line_after((0, "10.00"), (12, "10.00"), (48, "10.00"), (60, "13.00")) == "▁▁  ▁▇"
    assert line_after((0, "10.00"), (45, "10.00"), (60, "10.01")) == "▁   ▁▇"


def test_a_row_without_a_past_has_a_line_without_blanks() -> None:
    state = apply(MarketState(), refreshed(quote(price="10.00")))
    state = apply(state, refreshed(quote(price="11.00"), at=NOON + timedelta(hours=2)))
    assert day_line(state.rows[0]._replace(past=None), 6) == "▁▁▁▁▁▇"
