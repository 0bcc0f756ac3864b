"""A run of prices as a line of blocks."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

# no full block: it would grow together with the one in the row above
_BLOCKS: Final = "▁▂▃▄▅▆▇"


def sparkline(prices: Sequence[Decimal]) -> str:
    """Return a block for each price, from the lowest at the bottom to the highest at the top."""
    low, high = min(prices), max(prices)
    if low == high:
        return _BLOCKS[len(_BLOCKS) // 2] * len(prices)
    steps = len(_BLOCKS) - 1
    return "".join(_BLOCKS[round((price - low) * steps / (high - low))] for price in prices)
