"""Snapshots of a market of any size, each with other prices than the one before."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Final

from benchmarks.parsing import quote_lines
from parsing import Direction, Quote, Snapshot, parse_snapshot
from tui.market import MarketState, apply
from tui.refresh import Kind, Refreshed

_OPENING: Final = datetime(2024, 5, 17, 5, 0, tzinfo=UTC)
_TICK: Final = Decimal("0.05")


@cache
def opening(count: int) -> Snapshot:
    """Return the first snapshot of a market of so many symbols."""
    return parse_snapshot("\n".join(quote_lines(count)))


def later(count: int, step: int, *, every: int = 1) -> Snapshot:
    """Return the market so many steps later; with `every`, only each so manieth price has moved."""
    quotes = opening(count).quotes
    moved = tuple(_moved(quote, step) if place % every == 0 else quote for place, quote in enumerate(quotes))
    return opening(count).model_copy(update={"quotes": moved})


def _moved(quote: Quote, step: int) -> Quote:
    """Return the quote so many ticks higher, in figures that add up."""
    price, change = quote.price + step * _TICK, quote.change + step * _TICK
    percent = (change * 100 / (price - change)).quantize(Decimal("0.01")) if price != change else quote.percent
    direction = Direction.UP if change > 0 else Direction.DOWN if change < 0 else Direction.UNCHANGED
    return quote.model_copy(
        update={"price": price, "change": change, "percent": percent, "direction": direction},
    )


def report(snapshot: Snapshot, step: int) -> Refreshed:
    """Return the report of the refresh that brought the snapshot at that step."""
    now = _OPENING + timedelta(seconds=step)
    return Refreshed("page", Kind.LIVE, now, now, snapshot)


def state_after(state: MarketState, snapshot: Snapshot, step: int) -> MarketState:
    """Return the market state that the refresh leads to."""
    return apply(state, report(snapshot, step))
