"""The breadth of the market."""

from collections.abc import Iterable
from typing import NamedTuple

from parsing import Direction
from tui.prices.rows import Row


class Breadth(NamedTuple):
    """How many symbols went which way since the previous close."""

    advancers: int
    decliners: int
    unchanged: int


def breadth(rows: Iterable[Row]) -> Breadth:
    """Return the breadth of the rows; the indices are not among them."""
    directions = [row.quote.direction for row in rows]
    return Breadth(
        *(directions.count(direction) for direction in (Direction.UP, Direction.DOWN, Direction.UNCHANGED)),
    )
