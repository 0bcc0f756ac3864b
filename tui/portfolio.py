"""What the user holds among the rows of the market: put there, and summed up."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from tui.market import MarketState
from tui.prices.holdings import EXACT, Holding, percent_of
from tui.prices.rows import Row


class Sums(NamedTuple):
    """All that is held, in rupees; what has no price is counted, and not in the sums."""

    holdings: int
    unpriced: int
    """How many of them have no price now."""
    value: Decimal
    gain: Decimal
    """By how much it is worth more than it cost."""
    today: Decimal
    """By how much it is worth more than at the previous close."""
    is_stale: bool
    """Whether a price in it is old."""
    is_doubtful: bool
    """Whether a price in it can hardly be right."""

    @property
    def gain_percent(self) -> Decimal | None:
        """The gain in per cent of the cost; None where it cost nothing."""
        return percent_of(self.gain, EXACT.subtract(self.value, self.gain))

    @property
    def today_percent(self) -> Decimal | None:
        """The gain of today in per cent of what it was worth at the previous close; None where that was nothing."""
        return percent_of(self.today, EXACT.subtract(self.value, self.today))


def sums(state: MarketState, stale: Collection[str]) -> Sums | None:
    """Return the sums of what is held, with the symbols whose price is old; None where nothing is."""
    if not state.holdings:
        return None
    held = [row for row in state.rows if row.holding]
    return Sums(
        holdings=len(state.holdings),
        unpriced=len(state.holdings) - len(held),
        value=_sum(row.value for row in held),
        gain=_sum(row.gain for row in held),
        today=_sum(row.gain_today for row in held),
        is_stale=any(row.symbol in stale for row in held),
        is_doubtful=any(row.doubt for row in held),
    )


def _sum(figures: Iterable[Decimal | None]) -> Decimal:
    total = Decimal(0)
    for figure in figures:
        total = EXACT.add(total, figure or Decimal(0))
    return total


def with_holdings(state: MarketState, holdings: Mapping[str, Holding]) -> MarketState:
    """Return the state in which this is held; rows of which as much is held as before stay the same."""
    rows, indices = (_holding(of, holdings) for of in (state.rows, state.indices))
    return replace(state, holdings=MappingProxyType(dict(holdings)), rows=rows, indices=indices)


def with_holding(state: MarketState, symbol: str, holding: Holding | None) -> MarketState:
    """Return the state in which this is held of the symbol; None for nothing."""
    others = {other: held for other, held in state.holdings.items() if other != symbol}
    return with_holdings(state, {**others, symbol: holding} if holding else others)


def _holding(rows: tuple[Row, ...], holdings: Mapping[str, Holding]) -> tuple[Row, ...]:
    """Return the rows with what is held of them: the very same where that changes none."""
    if all(row.holding == holdings.get(row.symbol) for row in rows):
        return rows
    return tuple(
        row if row.holding == (held := holdings.get(row.symbol)) else row._replace(holding=held) for row in rows
    )
