"""What was seen of a symbol's prices on one day: the lowest, the highest, and how they went."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final, NamedTuple

MOST_SEEN: Final = 64
"""How many prices a trail keeps: of a longer one every second goes, so that it still reaches over the whole day."""


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
                trail = (*trail[:-1:2], trail[-1])
            trail = (*trail, Seen(at, price))
        return Day(on, min(low, price), max(high, price), trail)

    @property
    def move(self) -> Decimal | None:
        """By how many rupees the price went since the first that was seen; None where only one was."""
        return self.trail[-1].price - self.trail[0].price if len(self.trail) > 1 else None

    def sampled(self, count: int, until: datetime) -> list[Decimal]:
        """Return `count` prices, those that held at even steps of time from the first seen to `until`."""
        first = self.trail[0].at
        span = max(until, self.trail[-1].at) - first
        samples: list[Decimal] = []
        position = 0
        for number in range(count):
            moment = first + span * number / max(1, count - 1)  # the last is the end itself: a step would be rounded
            while position + 1 < len(self.trail) and self.trail[position + 1].at <= moment:
                position += 1
            samples.append(self.trail[position].price)
        return samples
