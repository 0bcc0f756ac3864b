"""A symbol's newest quote with where and of when it is, and how a page's quotes come among those known."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from parsing import Quote
from parsing.models import PAKISTAN
from tui.prices.day import Day
from tui.prices.holdings import Holding
from tui.prices.past import PastPrice
from tui.refresh import Kind, Refreshed
from tui.settings.model import Settings

CLOCKS_DIFFER: Final = timedelta(minutes=1)
"""So far a page may be dated ahead of our clock, and is not from the future."""

_ZERO: Final = Decimal(0)
_NO_NEWS: Final[Mapping[str, int]] = MappingProxyType({})
_NONE_HELD: Final[Mapping[str, Holding]] = MappingProxyType({})
_CLOSES_DIFFER: Final = 5_000
"""Previous closes that differ by no more than one part in so many do for the rounding of an index and its change."""


class Row(NamedTuple):
    """One symbol's newest quote, with where and of when it is.

    A named tuple: ten thousand of them are made anew with each page, in a quarter of the time of a frozen dataclass.
    """

    symbol: str
    quote: Quote
    source: str
    kind: Kind
    as_of: datetime
    day: Day
    """What was seen of its prices on the day of `as_of`."""
    moved_at: datetime | None = None
    """When its price was last seen to change; None until then. Of replayed and demo prices the time of their page."""
    trusted: Decimal | None = None
    """The last price of the day that it could have; None where there was none yet."""
    is_misdated: bool = False
    """Whether its page is from a time that has not come."""
    doubt: str = ""
    """Why it can hardly be right; empty where nothing speaks against it."""
    past: PastPrice | None = None
    """Every price that was seen of it; None where the page is dated in the future."""
    news: int = 0
    """How many headlines name it."""
    holding: Holding | None = None
    """What the user holds of it; None for nothing."""

    @property
    def quantity(self) -> Decimal | None:
        """How many the user holds; None for none."""
        return self.holding.quantity if self.holding else None

    @property
    def value(self) -> Decimal | None:
        """What that is worth, in rupees."""
        return self.holding.value(self.quote.price) if self.holding else None

    @property
    def gain(self) -> Decimal | None:
        """By how many rupees that is more than it cost."""
        return self.holding.gain(self.quote.price) if self.holding else None

    @property
    def gain_today(self) -> Decimal | None:
        """By how many rupees that is more than at the previous close."""
        return self.holding.gain_today(self.quote.change) if self.holding else None


class MoveLimits(NamedTuple):
    """By how much a share can move within a day, by the exchange's circuit breakers: the larger of the two."""

    percent: Decimal = Decimal(10)
    rupees: Decimal = Decimal(1)

    @classmethod
    def of(cls, settings: Settings) -> "MoveLimits":
        """Return the limits that the settings set."""
        return cls(Decimal(str(settings.limit_percent)), Decimal(str(settings.limit_rupees)))

    def allow(self, before: Decimal, after: Decimal) -> bool:
        """Whether a price can have gone from one to the other within a day."""
        move = abs(after - before)
        return move <= self.rupees or move * 100 <= before * self.percent


def is_misdated(report: Refreshed) -> bool:
    """Whether the report's page is from a time that had not come when it was fetched."""
    return report.as_of > report.at + CLOCKS_DIFFER


class Arrival:
    """A report's quotes on their way among the rows; what holds for all of them is worked out once."""

    def __init__(
        self,
        report: Refreshed,
        limits: MoveLimits,
        news: Mapping[str, int] = _NO_NEWS,
        holdings: Mapping[str, Holding] = _NONE_HELD,
    ) -> None:
        """Take what the report brought, how far a share can move, and of each symbol the count of news and holding."""
        self.moved: set[str] = set()
        """The symbols whose price is another one than before."""
        self._report = report
        self._limits = limits
        self._news = news
        self._holdings = holdings
        self._rows = len(report.snapshot.quotes)
        self._is_misdated = is_misdated(report)
        self._today = day_of(report.as_of)
        self._claims_now = report.kind.claims_now
        self._moved_at = report.at if self._claims_now else report.as_of

    def merged(self, rows: Iterable[Row], quotes: Sequence[Quote]) -> tuple[Row, ...]:
        """Return the rows with the quotes in them.

        Where two sources quote a symbol, the newer as-of stands; but prices that are meant as today's stand before
        replayed and demo ones, and those of a page that is dated in the future stand before none.
        """
        merged = {row.symbol: row for row in rows}
        goes_on = self._claims_now or self._goes_on(merged, quotes)
        for quote in quotes:
            known = merged.get(quote.symbol)
            if known is None or known.source == self._report.source or self._stands_before(known):
                merged[quote.symbol] = self._row(quote, known, goes_on)
        return tuple(merged.values())

    def _goes_on(self, rows: Mapping[str, Row], quotes: Iterable[Quote]) -> bool:
        """Whether a replayed page can be of the same trading day as the page before, if both are of one date.

        Pages that nobody dated have the date of their files, which may all have been copied today. But time does not go
        backwards, and the previous close stays the same throughout a day: on a page of another day most differ.
        """
        pairs = [(rows[quote.symbol], quote) for quote in quotes if quote.symbol in rows]
        pairs = [(known, quote) for known, quote in pairs if known.source == self._report.source]
        others = sum(not is_same_close(known.quote.previous, quote.previous) for known, quote in pairs)
        return others * 2 <= len(pairs) and all(known.as_of <= self._report.as_of for known, _ in pairs)

    def _stands_before(self, known: Row) -> bool:
        if known.kind.claims_now is not self._claims_now:
            return self._claims_now
        return not self._is_misdated and (known.is_misdated or known.as_of <= self._report.as_of)

    def _row(self, quote: Quote, known: Row | None, goes_on: bool) -> Row:
        """Return the symbol's new row; where the page `goes_on` with the day of the one before, so does the row's day.

        A price that cannot be is shown with a doubt, which stays while it does.
        """
        if known is None:
            day, trusted, moved_at = None, None, None
        else:
            quote, moved_at = self._compared(quote, known)
            is_same_day = known.day.on == self._today and self._report.kind.is_kin_of(known.kind)
            goes_on = (
                goes_on and is_same_day and (self._claims_now or is_same_close(known.quote.previous, quote.previous))
            )
            day = known.day if goes_on else None
            trusted = known.trusted if is_same_day and self._claims_now else None
        price, report = quote.price, self._report
        day = Day.begun(self._today, report.as_of, price) if day is None else day.after(report.as_of, price)
        doubt = "" if price == trusted and price > _ZERO else self._doubt(quote, trusted)
        if not doubt:
            trusted = price
        source, kind, as_of = report.source, report.kind, report.as_of
        symbol, past = quote.symbol, self._past(price, known)
        news, held = self._news.get(symbol, 0), self._holdings.get(symbol)
        return Row(
            symbol, quote, source, kind, as_of, day, moved_at, trusted, self._is_misdated, doubt, past, news, held
        )

    def _past(self, price: Decimal, known: Row | None) -> PastPrice | None:
        if self._is_misdated:
            return None
        as_of, past = self._report.as_of, known.past if known and self._report.kind.is_kin_of(known.kind) else None
        return PastPrice(price, as_of, as_of) if past is None else past.after(price, as_of).trimmed(self._rows)

    def _compared(self, quote: Quote, known: Row) -> tuple[Quote, datetime | None]:
        """Return the quote and when its price moved last; the known quote itself where the new one says the same."""
        before = known.quote
        if before.price != quote.price:
            self.moved.add(quote.symbol)
            return quote, self._moved_at
        is_same = before.change == quote.change and before.percent == quote.percent
        is_same = is_same and before.direction is quote.direction and before.price.same_quantum(quote.price)
        return before if is_same else quote, known.moved_at

    def _doubt(self, quote: Quote, trusted: Decimal | None) -> str:
        if quote.price <= _ZERO:
            return f"The price of {quote.symbol} is {quote.price:f}, which none can be."
        if trusted is None or self._limits.allow(trusted, quote.price):
            return ""
        return f"{quote.symbol} went from {trusted:f} to {quote.price:f}, which is more than a day's limit."


def is_same_close(known: Decimal, new: Decimal) -> bool:
    """Whether both can be the previous close of one trading day, as rounding leaves it."""
    return abs(new - known) * _CLOSES_DIFFER <= abs(known)


def day_of(moment: datetime) -> date:
    """Return the day in Karachi, where the exchange is."""
    return moment.astimezone(PAKISTAN).date()
