"""The line of blocks that shows how a price went."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tui.render.trend import sparkline


def test_blocks_go_from_the_lowest_to_the_highest_price() -> None:
    assert sparkline([Decimal(price) for price in range(7)]) == "▁▂▃▄▅▆▇"
    assert sparkline([Decimal(5), Decimal(4)]) == "▇▁"


def test_one_price_alone_is_in_the_middle() -> None:
    assert sparkline([Decimal(5)] * 3) == "▄▄▄"


@given(st.lists(st.decimals(0, 100_000, places=2), min_size=1, max_size=12))
def test_no_block_fills_its_cell_and_so_touches_the_row_above(prices: list[Decimal]) -> None:
    assert set(sparkline(prices)) <= set("▁▂▃▄▅▆▇")
