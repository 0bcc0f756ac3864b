"""What became of a price since an article that names its symbol: then, now, and the move between."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import NamedTuple

from tui.news.stories import Story, Then
from tui.prices.rows import Row


class Move(NamedTuple):
    """A symbol that a story names. Without a row there is no price of it now; without `then`, none of that time."""

    symbol: str
    row: Row | None = None
    then: Then | None = None

    @property
    def percent(self) -> Decimal | None:
        """The move from then to now in per cent of then; None where one of the two is not known."""
        if self.row is None or self.then is None or not self.then.price:
            return None
        return (self.row.quote.price - self.then.price) * 100 / self.then.price


def in_order(story: Story, first: Collection[str] = ()) -> list[str]:
    """Return the symbols that the story names, in its order, but these before the others."""
    return sorted(story.symbols, key=lambda symbol: symbol not in first)


def moves(story: Story, rows: Mapping[str, Row], first: Collection[str] = ()) -> tuple[Move, ...]:
    """Return a move for each symbol that the story names, in its order, but for these before the others.

    Prices of then and now are held against each other only where both are real, of one replay, or made up.
    """
    return tuple(_move(story, symbol, rows.get(symbol)) for symbol in in_order(story, first))


def _move(story: Story, symbol: str, row: Row | None) -> Move:
    is_kin = row is not None and row.kind.is_kin_of(story.kind)
    return Move(symbol, row, story.then.get(symbol) if is_kin else None)
