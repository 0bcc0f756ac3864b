"""Days in Pakistan."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from parsing.models import PAKISTAN, is_midnight, midnight


@given(day=st.dates(min_value=date(1900, 1, 2), max_value=date(9000, 1, 1)), east=st.integers(-12, 14))
def test_a_day_begins_at_its_midnight_in_whatever_zone_that_is_told(day: date, east: int) -> None:
    begins = midnight(day)
    assert begins.astimezone(PAKISTAN).date() == day
    assert (begins - timedelta(microseconds=1)).astimezone(PAKISTAN).date() == day - timedelta(days=1)
    told = begins.astimezone(timezone(timedelta(hours=east)))
    assert is_midnight(told)
    assert not is_midnight(told + timedelta(microseconds=1))


def test_the_midnight_of_another_zone_is_none() -> None:
    assert is_midnight(datetime(2024, 5, 16, 19, tzinfo=UTC))
    assert not is_midnight(datetime(2024, 5, 17, tzinfo=UTC))
