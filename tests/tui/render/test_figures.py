"""Numbers, days and ages as people read them."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from parsing import Article, Direction
from parsing.models import PAKISTAN
from tests.builders import NOON
from tui.figures import (
    breadth_text,
    byline_text,
    change_text,
    clock_text,
    count_text,
    direction_of,
    gain_percent_text,
    gain_text,
    money_text,
    percent_text,
    price_text,
    prices_text,
    span_text,
)
from tui.prices.breadth import Breadth


@pytest.mark.parametrize(("price", "text"), [("75312", "75,312"), ("1.40", "1.40"), ("1234567.5", "1,234,567.5")])
def test_a_price_keeps_its_digits_and_gets_separators(price: str, text: str) -> None:
    assert price_text(Decimal(price)) == text


@pytest.mark.parametrize(
    ("change", "text"), [("0.23", "+0.23"), ("-0.02", "-0.02"), ("0.00", "0.00"), ("1370.1", "+1,370.1"), ("-0", "0")]
)
def test_a_change_has_a_sign_unless_it_is_zero(change: str, text: str) -> None:
    assert change_text(Decimal(change)) == text


@pytest.mark.parametrize(
    ("percent", "text"),
    [("0.4", "+0.40%"), ("-14.71", "-14.71%"), ("0", "0.00%"), ("1", "+1.00%"), ("-0.001", "0.00%")],
)
def test_a_percentage_has_two_places_and_a_sign(percent: str, text: str) -> None:
    assert percent_text(Decimal(percent)) == text


def test_breadth_names_advancers_decliners_and_unchanged() -> None:
    assert breadth_text(Breadth(22, 6, 2)) == "22▲ 6▼ 2●"


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (timedelta(), "12:00:00"),
        (timedelta(days=1), "16 May 12:00"),
        (timedelta(days=366), "17 May 2023 12:00"),
    ],
)
def test_a_time_names_its_day_unless_it_is_today_and_its_year_unless_it_is_this(ago: timedelta, text: str) -> None:
    assert clock_text(NOON - ago, NOON) == text


def test_a_time_is_shown_in_the_zone_of_the_reader() -> None:
    assert clock_text(NOON, NOON.astimezone(PAKISTAN)) == "17:00:00"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-5, "0 s"), (0.9, "0 s"), (59.9, "59 s"), (60, "1 min"), (3600, "1 h"), (86_400, "24 h"), (172_800, "2 days")],
)
def test_an_age_is_in_its_largest_whole_unit(seconds: float, text: str) -> None:
    assert span_text(seconds) == text


@pytest.mark.parametrize(
    ("rupees", "money", "gain", "direction"),
    [
        ("1234567.891", "1,234,567.89", "+1,234,567.89", Direction.UP),
        ("-0.006", "-0.01", "-0.01", Direction.DOWN),
        ("0.0050001", "0.01", "+0.01", Direction.UP),
        ("0.005", "0.00", "0.00", Direction.UNCHANGED),
        ("-0.005", "0.00", "0.00", Direction.UNCHANGED),
        ("-0.00", "0.00", "0.00", Direction.UNCHANGED),
        (f"1{'0' * 40}.125", f"10{',000' * 13}.12", f"+10{',000' * 13}.12", Direction.UP),
    ],
)
def test_money_has_two_places_and_a_gain_goes_the_way_that_it_shows(
    rupees: str, money: str, gain: str, direction: Direction
) -> None:
    figure = Decimal(rupees)
    assert (money_text(figure), gain_text(figure), direction_of(figure)) == (money, gain, direction)
    assert gain_percent_text(figure) == f"{gain}%"


def test_one_is_one_and_the_others_are_many() -> None:
    assert [count_text(count, "problem") for count in (0, 1, 2)] == ["0 problems", "1 problem", "2 problems"]


@pytest.mark.parametrize(
    ("quotes", "indices", "text"),
    [
        (30, 4, "30 quotes, 4 indices"),
        (1, 1, "1 quote, 1 index"),
        (1200, 0, "1,200 quotes"),
        (0, 2, "2 indices"),
        (0, 0, ""),
    ],
)
def test_prices_are_counted_with_those_of_the_indices_apart(quotes: int, indices: int, text: str) -> None:
    assert prices_text(quotes, indices) == text


def test_a_byline_says_who_and_when_in_the_paper_s_time() -> None:
    article = Article(
        byline="AFP", published=date(2023, 12, 20), updated=datetime(2023, 12, 20, 16, 5, tzinfo=PAKISTAN)
    )
    assert byline_text(article) == "AFP · 20 Dec 2023 · updated 20 Dec 2023 16:05 PKT"
    assert byline_text(Article()) == ""


def test_a_day_of_which_no_time_is_known_is_shown_as_a_day_in_every_zone() -> None:
    day = datetime(2023, 12, 20, tzinfo=PAKISTAN)
    for hours in (-8, 0, 5, 9):
        assert clock_text(day, datetime(2024, 5, 17, tzinfo=timezone(timedelta(hours=hours)))) == "20 Dec 2023"
