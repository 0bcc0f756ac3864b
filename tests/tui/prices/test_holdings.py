"""What is held, in exact figures."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.prices.holdings import Holding, can_be_held, fits, percent_of

HELD = Holding("HUBC", Decimal(500), Decimal("132.40"))

figures = st.decimals(min_value=0, max_value=Decimal("999999999999.9999"), places=4)
prices = st.decimals(min_value=-(10**14), max_value=10**14, places=4)


def test_what_is_held_is_worth_its_price_and_gains_what_it_did_not_cost() -> None:
    assert HELD.paid == Decimal("66200.00")
    assert HELD.value(Decimal("136.50")) == Decimal("68250.00")
    assert HELD.gain(Decimal("136.50")) == Decimal("2050.00")
    assert HELD.gain_today(Decimal("-0.66")) == Decimal("-330.00")


@given(figures, figures, prices, prices)
def test_no_figure_is_rounded(quantity: Decimal, cost: Decimal, price: Decimal, change: Decimal) -> None:
    held = Holding("HUBC", quantity, cost)
    many, each, last = Fraction(quantity), Fraction(cost), Fraction(price)
    assert Fraction(held.paid) == many * each
    assert Fraction(held.value(price)) == many * last
    assert Fraction(held.gain(price)) == many * (last - each)
    assert Fraction(held.gain_today(change)) == many * Fraction(change)


def test_a_percentage_is_of_what_the_gain_was_made_with() -> None:
    assert percent_of(Decimal(1), Decimal(8)) == Decimal("12.5")
    assert percent_of(Decimal(-1), Decimal(4)) == Decimal(-25)


def test_what_cost_nothing_has_no_percentage() -> None:
    assert percent_of(Decimal(5), Decimal(0)) is None


@pytest.mark.parametrize(
    ("quantity", "cost", "can_be"),
    [
        ("1", "0", True),
        ("0.0001", "999999999999.9999", True),
        ("0", "1", False),
        ("-1", "1", False),
        ("1", "-0.01", False),
        ("1000000000000", "1", False),
        ("1", "0.00001", False),
        ("NaN", "1", False),
    ],
)
def test_there_are_some_held_at_no_less_than_nothing_of_no_more_than_twelve_digits_and_four_decimals(
    quantity: str, cost: str, can_be: bool
) -> None:
    many, each = Decimal(quantity), Decimal(cost)
    assert (not many.is_nan() and can_be_held(many, each)) is can_be


def test_what_is_no_number_does_not_fit() -> None:
    assert not fits(Decimal("NaN"))
    assert not fits(Decimal("Infinity"))
