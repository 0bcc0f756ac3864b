"""Days in Pakistan, and values as JSON."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.models import PAKISTAN, Article, Link, Snapshot, is_midnight, midnight
from tests.builders import quote


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


@pytest.mark.parametrize("figure", ["75312", "0.0000", "1000000", "0.0000001"])
def test_a_figure_is_written_with_its_digits_and_without_an_exponent(figure: str) -> None:
    for number in (Decimal(figure), Decimal(figure).normalize()):
        written = quote().model_copy(update={"price": number}).model_dump(mode="json")["price"]
        assert "E" not in written
        assert Decimal(written) == number


def test_a_moment_is_written_as_its_local_minute_and_a_day_as_a_day() -> None:
    article = Article(published=datetime(2024, 5, 17, 12, 0, 59, tzinfo=PAKISTAN), updated=date(2024, 5, 18))
    record = article.model_dump(mode="json")
    assert (record["published"], record["updated"]) == ("2024-05-17T12:00", "2024-05-18")


def test_what_only_some_pages_have_is_written_only_where_it_says_something() -> None:
    often = {"link", "links", "is_excerpt", "articles"}
    assert not often & {*Article().model_dump(), *Snapshot().model_dump()}
    article = Article(link="https://x.com/a", links=(Link(text="a", address="/a"),), is_excerpt=True)
    assert often <= {*article.model_dump(), *Snapshot(articles=(article,)).model_dump()}
    assert {"title", "standfirst", "tables"} <= Article().model_dump().keys()
