"""When the exchange trades: what tells prices that are closed from prices that are stale."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from parsing.models import PAKISTAN
from tui.settings.model import MarketHours

_FRIDAY: Final = 4
_SATURDAY: Final = 5
_LONGEST: Final = timedelta(days=31)
_LOOK_AHEAD: Final = 31


def is_open(now: datetime, hours: MarketHours) -> bool:
    """Whether the exchange trades at `now`."""
    return any(opens <= now < closes for opens, closes in _sessions(now.astimezone(PAKISTAN).date(), hours))


def trading_time(since: datetime, until: datetime, hours: MarketHours) -> timedelta:
    """Return how long the exchange traded between the two times; after more than a month all of the time between."""
    if until - since > _LONGEST:
        return until - since
    first, last = since.astimezone(PAKISTAN).date(), until.astimezone(PAKISTAN).date()
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    spans = (
        min(closes, until) - max(opens, since)
        for day in days
        for opens, closes in _sessions(day, hours)
        if closes > since and opens < until
    )
    return sum(spans, timedelta())


def after_trading(since: datetime, span: timedelta, hours: MarketHours) -> datetime:
    """Return when the exchange has traded for `span` since the time; where it does not trade again, that much later."""
    first = since.astimezone(PAKISTAN).date()
    for number in range(_LOOK_AHEAD):
        for opens, closes in _sessions(first + timedelta(days=number), hours):
            start = max(opens, since)
            if start + span <= closes:
                return start + span
            span -= max(closes - start, timedelta())
    return since + span


def trading_days(first: date, last: date, hours: MarketHours) -> Iterator[date]:
    """Yield the days from the first to the last on which the exchange trades: no weekends, no holidays."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return (day for day in days if _is_trading_day(day, hours))


def _is_trading_day(day: date, hours: MarketHours) -> bool:
    return day.weekday() < _SATURDAY and day not in hours.holidays


def _sessions(day: date, hours: MarketHours) -> Iterator[tuple[datetime, datetime]]:
    """Yield the sessions of a day of Karachi, as aware times."""
    if not _is_trading_day(day, hours):
        return
    for opens, closes in hours.friday if day.weekday() == _FRIDAY else hours.monday_to_thursday:
        yield datetime.combine(day, opens, PAKISTAN), datetime.combine(day, closes, PAKISTAN)
