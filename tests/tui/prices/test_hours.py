"""When the exchange trades."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.models import PAKISTAN
from tui.prices.hours import after_trading, is_open, trading_days, trading_time
from tui.settings.model import MarketHours

HOURS = MarketHours()


def at(text: str) -> datetime:
    """Return the time in Karachi. 13 May 2024 is a Monday, the 17th a Friday."""
    return datetime.fromisoformat(text).replace(tzinfo=PAKISTAN)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2024-05-13 09:31", False),
        ("2024-05-13 09:32", True),
        ("2024-05-13 15:29", True),
        ("2024-05-13 15:30", False),
        ("2024-05-17 11:59", True),
        ("2024-05-17 13:00", False),
        ("2024-05-17 14:32", True),
        ("2024-05-17 16:30", False),
        ("2024-05-18 12:00", False),
        ("2024-05-19 12:00", False),
    ],
)
def test_the_exchange_trades_on_weekdays_with_a_break_on_fridays(moment: str, expected: bool) -> None:
    assert is_open(at(moment), HOURS) is expected


def test_nobody_trades_on_a_holiday() -> None:
    moment = at("2024-05-13 12:00")
    assert not is_open(moment, MarketHours(holidays=(moment.date(),)))


def test_hours_are_those_of_karachi_whatever_zone_a_time_is_in() -> None:
    assert is_open(datetime.fromisoformat("2024-05-13T05:00:00+00:00"), HOURS)
    assert not is_open(datetime.fromisoformat("2024-05-13T12:00:00+00:00"), HOURS)


@pytest.mark.parametrize(
    ("since", "until", "minutes"),
    [
        ("2024-05-13 10:00", "2024-05-13 10:05", 5),
        ("2024-05-13 15:29", "2024-05-13 20:00", 1),
        ("2024-05-13 15:29", "2024-05-14 09:33", 2),
        ("2024-05-17 11:59", "2024-05-17 14:34", 3),
        ("2024-05-17 16:30", "2024-05-20 09:32", 0),
        ("2024-05-17 17:00", "2024-05-17 16:00", 0),
    ],
)
def test_only_time_of_trading_counts(since: str, until: str, minutes: int) -> None:
    assert trading_time(at(since), at(until), HOURS) == timedelta(minutes=minutes)


def test_after_more_than_a_month_all_time_counts() -> None:
    assert trading_time(at("2021-05-28 12:00"), at("2024-05-13 12:00"), HOURS) > timedelta(days=1000)


def test_five_minutes_after_the_close_are_in_the_next_session() -> None:
    assert after_trading(at("2024-05-13 15:28"), timedelta(minutes=5), HOURS) == at("2024-05-14 09:35")
    assert after_trading(at("2024-05-17 11:58"), timedelta(minutes=5), HOURS) == at("2024-05-17 14:35")


def test_where_nobody_ever_trades_the_time_of_day_counts() -> None:
    closed = MarketHours(monday_to_thursday=(), friday=())
    since = at("2024-05-13 12:00")
    assert after_trading(since, timedelta(minutes=5), closed) == since + timedelta(minutes=5)


MOMENTS = st.datetimes(datetime(2024, 5, 1), datetime(2024, 5, 20)).map(lambda moment: moment.replace(tzinfo=PAKISTAN))  # noqa: DTZ001


@given(MOMENTS, st.integers(1, 20_000).map(lambda seconds: timedelta(seconds=seconds)))
def test_the_two_ways_of_counting_agree(since: datetime, span: timedelta) -> None:
    until = after_trading(since, span, HOURS)
    assert trading_time(since, until, HOURS) == span


def test_a_day_of_all_hours_is_open_always() -> None:
    all_day = ((time(0, 0), time(23, 59, 59)),)
    assert is_open(at("2024-05-13 03:00"), MarketHours(monday_to_thursday=all_day))


def test_days_of_trading_are_those_without_weekends_and_holidays() -> None:
    hours = MarketHours(holidays=(date(2024, 5, 20),))
    days = trading_days(date(2024, 5, 16), date(2024, 5, 21), hours)
    assert [day.day for day in days] == [16, 17, 21]
    assert list(trading_days(date(2024, 5, 21), date(2024, 5, 16), hours)) == []
