"""What a symbol's price was at a moment: every price that was seen, and from when until when it was seen to hold."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Final, NamedTuple

GAP: Final = timedelta(minutes=30)
"""Between pages that lie further apart nobody knows what the price was, even where both say the same."""

_LEAST_KEPT: Final = 16
_MOST_IN_ALL: Final = 65_536


class PastPrice(NamedTuple):
    """A price in rupees (points for an index) and the pages that had it: the first, the last, and what was before.

    Each refresh makes a new one that shares all before it with the last: nothing is copied, and nothing changes.
    """

    price: Decimal
    since: datetime
    until: datetime
    before: "PastPrice | None" = None
    depth: int = 1

    def after(self, price: Decimal, at: datetime) -> "PastPrice":
        """Return what is known once a page of that time had that price; one of a time before begins anew."""
        if at < self.until:
            return PastPrice(price, at, at)
        if price == self.price and at - self.until <= GAP:
            return self._replace(until=at)
        return PastPrice(price, at, at, self, self.depth + 1)

    def at(self, moment: datetime) -> "PriceAsOf | None":
        """Return the price at the moment, with the newest page up to then that had it; None where no page covers it."""
        held: PastPrice | None = self
        while held is not None and held.since > moment:
            held = held.before
        if held is None:
            return None
        as_of = min(moment, held.until)
        return PriceAsOf(held.price, as_of) if moment - as_of <= GAP else None

    def gaps(self, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the times between pages that lie too far apart, the newest first, as far back as `since`."""
        held = self
        while held.since > since and held.before is not None:
            if held.since - held.before.until > GAP:
                yield held.before.until, held.since
            held = held.before

    def trimmed(self, rows: int) -> "PastPrice":
        """Return it with no more behind it than there is room for where so many rows have one; mostly itself."""
        most = max(_LEAST_KEPT, _MOST_IN_ALL // max(1, rows))
        if self.depth <= most:
            return self
        kept: PastPrice | None = None
        for depth, one in enumerate(reversed(list(islice(self._all(), most // 2))), start=1):
            kept = one._replace(before=kept, depth=depth)
        return kept or self

    def _all(self) -> Iterator["PastPrice"]:
        held: PastPrice | None = self
        while held is not None:
            yield held
            held = held.before


class PriceAsOf(NamedTuple):
    """A price in rupees, and as of when it was seen."""

    price: Decimal
    as_of: datetime
