"""A run of prices as a line of blocks."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from tui.prices.rows import Row

# no full block: it would grow together with the one in the row above
_BLOCKS: Final = "▁▂▃▄▅▆▇"


def sparkline(prices: Sequence[Decimal | None]) -> str:
    """Return a block for each price, from the lowest at the bottom to the highest at the top; a blank where is none."""
    known = [price for price in prices if price is not None]
    low, high = min(known), max(known)
    if low == high:
        return "".join(" " if price is None else _BLOCKS[len(_BLOCKS) // 2] for price in prices)
    steps = len(_BLOCKS) - 1
    return "".join(" " if price is None else _BLOCKS[round((price - low) * steps / (high - low))] for price in prices)


def day_line(row: Row, count: int) -> str:
    """Return the row's day up to its newest change as so many blocks; between pages that lie far apart it is blank."""
    day = row.day
    end = day.trail[-1].at
    prices = day.sampled(count, end)
    gaps = list(row.past.gaps(day.trail[0].at)) if row.past else []
    if not gaps:
        return sparkline(prices)
    moments = day.moments(count, end)
    is_unknown = [any(before < moment < after for before, after in gaps) for moment in moments]
    return sparkline([None if unknown else price for price, unknown in zip(prices, is_unknown, strict=True)])
