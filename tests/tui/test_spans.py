"""Spans of time and symbols, as people write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.models import PAKISTAN
from tests.builders import NOON
from tui.spans import Span, read_end, read_span, read_start, read_symbols, span_of

MIDNIGHT = datetime(2024, 5, 17, tzinfo=PAKISTAN)


@pytest.mark.parametrize(
    ("text", "begins", "lasts"),
    [
        ("2024-05-17", MIDNIGHT, timedelta(days=1)),
        ("today", MIDNIGHT, timedelta(days=1)),
        ("yesterday", MIDNIGHT - timedelta(days=1), timedelta(days=1)),
        ("-7d", MIDNIGHT - timedelta(days=7), timedelta(days=1)),
        ("-0d", MIDNIGHT, timedelta(days=1)),
        ("2024-05-17T10:30", MIDNIGHT + timedelta(hours=10, minutes=30), timedelta(minutes=1)),
        ("2024-05-17 10:30", MIDNIGHT + timedelta(hours=10, minutes=30), timedelta(minutes=1)),
    ],
)
def test_a_day_or_a_minute_is_one_of_karachi_and_counts_in_full(text: str, begins: datetime, lasts: timedelta) -> None:
    assert read_start(text, NOON) == begins
    assert read_end(text, NOON) == begins + lasts


def test_today_is_that_of_karachi() -> None:
    assert read_start("today", datetime(2024, 5, 16, 20, tzinfo=UTC)) == MIDNIGHT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-02-30",
        "2024-5-17",
        "17 May",
        "-7",
        "7d",
        "--7d",
        "-999999d",
        "2024-05-17T25:00",
        "1969-12-31",
        "٢٠٢٤-٠٥-١٧",
    ],
)
def test_what_is_no_point_in_time_is_said_so_with_the_forms_that_are(text: str) -> None:
    with pytest.raises(ValueError, match=r"write it as 2024-05-17, .*yesterday"):
        read_start(text, NOON)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2024-05-17", "17 May 2024"),
        ("2024-05-17..2024-05-20", "17 May 2024 to 20 May 2024"),
        ("2024-05-17T10:30..2024-05-17T12:00", "17 May 2024 10:30 to 17 May 2024 12:00"),
        ("2024-05-17..", "from 17 May 2024"),
        ("..2024-05-17", "until 17 May 2024"),
        ("", ""),
    ],
)
def test_a_span_is_written_as_it_is_read_and_has_a_name(text: str, name: str) -> None:
    span = read_span(text, NOON) if text else Span()
    assert str(span) == text
    assert span.name == name
    assert read_span(str(span), NOON) == span


minutes = st.integers(0, 60 * 24 * 365 * 80).map(lambda n: datetime(1990, 1, 1, tzinfo=PAKISTAN) + timedelta(minutes=n))


@given(st.none() | minutes, st.none() | minutes)
def test_every_span_of_minutes_comes_back_from_its_text(since: datetime | None, until: datetime | None) -> None:
    if since is None or until is None or since < until:
        span = span_of(since, until)
        assert read_span(str(span), NOON) == span


def test_a_span_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValueError, match="is before"):
        read_span("2024-05-20..2024-05-17", NOON)


def test_symbols_are_in_capitals_and_each_once() -> None:
    assert read_symbols(" hubc,OGDC,,hubc ") == ("HUBC", "OGDC")
    assert read_symbols(" , ") == ()
