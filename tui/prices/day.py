"""What was seen of a symbol's prices on one day: the lowest, the highest, and how they went."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

MOST_SEEN: Final = 64
"""How many prices a trail keeps: of a longer one some go, evenly over the time since the first."""

_MICROSECOND: Final = timedelta(microseconds=1)
_PERIODS: Final = MOST_SEEN // 2
"""Of so many periods at most of a trail that grew too long the newest price of each stays."""


class Seen(NamedTuple):
    """A price in rupees (points for an index), and as of when it was first seen."""

    at: datetime
    price: Decimal


class Day(NamedTuple):
    """The day in Karachi that it is of, its range so far, and the changes of price with their times, oldest first."""

    on: date
    low: Decimal
    high: Decimal
    trail: tuple[Seen, ...]

    @classmethod
    def begun(cls, day: date, at: datetime, price: Decimal) -> "Day":
        """Return a day of which one price was seen."""
        return cls(day, price, price, (Seen(at, price),))

    def after(self, at: datetime, price: Decimal) -> "Day":
        """Return the day after a price was seen: the same object where that is the one that was seen last."""
        on, low, high, trail = self
        last_at, last = trail[-1]
        if price == last:
            return self
        if at > last_at:
            if len(trail) >= MOST_SEEN:
                trail = _thinned(trail)
            trail = (*trail, Seen(at, price))
        return Day(on, min(low, price), max(high, price), trail)

    @property
    def move(self) -> Decimal | None:
        """By how many rupees the price went since the first that was seen; None where only one was."""
        return self.trail[-1].price - self.trail[0].price if len(self.trail) > 1 else None

    def moments(self, count: int, until: datetime) -> Iterator[datetime]:
        """Yield `count` times at even steps from the first price that was seen to `until`."""
        first = self.trail[0].at
        span = max(until, self.trail[-1].at) - first
        for number in range(count):
            yield first + span * number / max(1, count - 1)  # the last is the end itself: a step would be rounded

    def sampled(self, count: int, until: datetime) -> list[Decimal]:
        """Return `count` prices, those that held at even steps of time from the first seen to `until`."""
        samples: list[Decimal] = []
        position = 0
        for moment in self.moments(count, until):
            while position + 1 < len(self.trail) and self.trail[position + 1].at <= moment:
                position += 1
            samples.append(self.trail[position].price)
        return samples


def _thinned(trail: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """Return the first price, and the newest one of each period, however the changes lie in time.

    Periods grow by doubling alone, so that those of a later thinning are whole ones of this: nothing is thinned twice.
    """
    first = trail[0].at
    span = (trail[-1].at - first) // _MICROSECOND
    period = _MICROSECOND * (1 << (span // _PERIODS).bit_length())
    newest = {(seen.at - first) // period: seen for seen in trail[1:]}
    return (trail[0], *newest.values())
