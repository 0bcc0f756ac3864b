"""Times and days as the integers that the history keeps: microseconds since 1970, and the ordinals of dates."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from parsing.models import PAKISTAN

_START: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_DAY: Final = 24 * 60 * 60 * 1_000_000
_FIRST_DAY: Final = date(1970, 1, 1).toordinal()
_EAST: Final = (PAKISTAN.utcoffset(None) or timedelta()) // _MICROSECOND


def microseconds(moment: datetime) -> int:
    """Return an aware moment as microseconds."""
    return (moment - _START) // _MICROSECOND


def moment_at(number: int) -> datetime:
    """Return the moment, in UTC."""
    return _START + number * _MICROSECOND


def microseconds_if(moment: datetime | None) -> int | None:
    """Return the moment as microseconds, if there is one."""
    return None if moment is None else microseconds(moment)


def moment_if(number: int | None) -> datetime | None:
    """Return the moment, in UTC, if there is one."""
    return None if number is None else moment_at(number)


def day_at(number: int) -> int:
    """Return the ordinal of the day in Karachi on which a moment is."""
    return (number + _EAST) // _DAY + _FIRST_DAY


def start_of(day: int) -> int:
    """Return when the day of that ordinal begins in Karachi, in microseconds."""
    return (day - _FIRST_DAY) * _DAY - _EAST
