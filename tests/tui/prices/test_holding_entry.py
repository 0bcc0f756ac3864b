"""What a person types of a holding, and what it makes of what is held."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.prices.holding_entry import Deed, HoldingEntry, entry_text, read_entry
from tui.prices.holdings import Holding, can_be_held


def held(quantity: str, cost: str) -> Holding:
    """Return so many of HUBC at a cost."""
    return Holding("HUBC", Decimal(quantity), Decimal(cost))


def entry(text: str, before: Holding | None = None) -> HoldingEntry:
    """Return what the text makes of it."""
    return read_entry(text, "HUBC", before)


FEW = held("500", "132.40")

figures = st.decimals(min_value=0, max_value=Decimal("999999999999.9999"), places=4)
holdings = st.builds(
    lambda quantity, cost: Holding("HUBC", quantity, cost), figures.filter(lambda figure: figure > 0), figures
)


@pytest.mark.parametrize(
    ("text", "quantity", "cost"),
    [
        ("500 @ 132.40", "500", "132.40"),
        ("500 132.40", "500", "132.40"),
        ("500 at 132.40", "500", "132.40"),
        ("500@132.40", "500", "132.40"),
        ("1,000@95", "1000", "95"),
        ("1,00,000 @ 95", "100000", "95"),
        ("  12.5   @.75 ", "12.5", "0.75"),
        ("500. @ 7.", "500", "7"),
        ("500.00 @ 0", "500", "0"),
        ("999999999999 @ 999999999999.9999", "999999999999", "999999999999.9999"),
    ],
)
def test_a_quantity_and_a_cost_set_what_is_held(text: str, quantity: str, cost: str) -> None:
    for before in (None, held("7", "1")):
        assert entry(text, before) == HoldingEntry(Deed.SET, held(quantity, cost))


def test_a_cost_keeps_its_digits_and_a_quantity_none_that_say_nothing() -> None:
    found = entry("500.00 @ 132.40").holding
    assert found is not None
    assert (str(found.quantity), str(found.cost)) == ("500", "132.40")


def test_a_quantity_alone_leaves_the_cost() -> None:
    assert entry("700", FEW) == HoldingEntry(Deed.SET, held("700", "132.40"))


def test_a_quantity_alone_lacks_a_cost_where_nothing_is_held() -> None:
    assert "500 @ 132.40" in entry("700").fault


def test_a_plus_adds_at_the_average_of_what_all_cost() -> None:
    assert entry("+100 @ 140", FEW) == HoldingEntry(Deed.BUY, held("600", "133.6667"), Decimal(100))
    assert entry("+500@133.40", FEW).holding == held("1000", "132.90")
    assert entry("+0.5 @ 132.4", FEW).holding == held("500.5", "132.40")
    assert entry("+100 @ 140") == HoldingEntry(Deed.BUY, held("100", "140"), Decimal(100))


def test_an_average_has_two_decimals_where_these_are_enough() -> None:
    found = entry("+500 @ 133.40", FEW).holding
    assert found is not None
    assert str(found.cost) == "132.90"


@pytest.mark.parametrize("sign", ["-", "−"])
def test_a_minus_sells_and_leaves_the_cost(sign: str) -> None:
    assert entry(f"{sign}100", FEW) == HoldingEntry(Deed.SELL, held("400", "132.40"), Decimal(100))
    assert entry(f"{sign} 500", FEW) == HoldingEntry(Deed.SELL, None, Decimal(500))


@pytest.mark.parametrize("text", ["", "  ", "0", "0.00", "0 @ 132.40"])
def test_nothing_typed_and_zero_remove_it(text: str) -> None:
    assert entry(text, FEW) == HoldingEntry(Deed.REMOVE)
    assert entry(text) == HoldingEntry(Deed.NOTHING)


@pytest.mark.parametrize("text", ["500 @ 132.40", "500", "+0 @ 7", "-0"])
def test_what_is_as_it_was_changes_nothing(text: str) -> None:
    assert entry(text, FEW) == HoldingEntry(Deed.NOTHING, FEW)


@pytest.mark.parametrize(
    ("text", "before", "said"),
    [
        ("many", FEW, "500 @ 132.40"),
        ("500 @", None, "500 @ 132.40"),
        ("500 @ 132.40 @ 7", None, "500 @ 132.40"),
        ("5,00 @ 7", None, "500 @ 132.40"),
        ("٥٠٠ @ 7", None, "500 @ 132.40"),
        ("1e3 @ 7", None, "500 @ 132.40"),
        ("-500 @ -7", None, "500 @ 132.40"),
        ("1000000000000 @ 7", None, "12 digits"),
        ("7 @ 0.00001", None, "4 behind"),
        ("+999999999999 @ 7", FEW, "12 digits"),
        ("+100", FEW, "+100 @ 140"),
        ("+100", None, "+100 @ 140"),
        ("-100 @ 140", FEW, "-100"),
        ("-501", FEW, "there are 500"),
        ("-1", None, "there are none"),
    ],
)
def test_what_cannot_be_done_is_said_with_an_example_and_changes_nothing(
    text: str, before: Holding | None, said: str
) -> None:
    found = entry(text, before)
    assert said in found.fault
    assert found.deed is Deed.NOTHING
    assert found.holding is before


@given(
    st.text(max_size=90) | st.from_regex(r"[+-]?[0-9.,]{0,20} ?@? ?[0-9.,]{0,20}", fullmatch=True), holdings | st.none()
)
def test_whatever_is_typed_there_is_a_holding_that_can_be_or_none_or_a_sentence(
    text: str, before: Holding | None
) -> None:
    found = entry(text, before)
    assert found.fault == "" or found.holding is before
    assert found.holding is None or can_be_held(found.holding.quantity, found.holding.cost)


@given(holdings)
def test_the_text_of_a_holding_is_read_as_that_holding(holding: Holding) -> None:
    assert entry(entry_text(holding)).holding == holding
    assert entry(entry_text(holding), holding).deed is Deed.NOTHING


def test_the_text_of_nothing_is_empty() -> None:
    assert entry_text(None) == ""
    assert entry_text(held("1000", "95.00")) == "1,000 @ 95.00"


@given(holdings, holdings)
def test_what_all_cost_stays_the_same_to_the_last_digit_that_is_kept(before: Holding, more: Holding) -> None:
    found = entry(f"+{more.quantity:f} @ {more.cost:f}", before)
    total = Fraction(before.quantity) + Fraction(more.quantity)
    if total < 10**12:
        assert found.holding is not None
        assert Fraction(found.holding.quantity) == total
        exact = (Fraction(before.paid) + Fraction(more.paid)) / total
        assert abs(Fraction(found.holding.cost) - exact) <= Fraction(1, 20_000)
    else:
        assert found.fault


@given(holdings, st.data())
def test_what_is_sold_and_what_is_left_are_what_was_held(before: Holding, data: st.DataObject) -> None:
    sold = data.draw(st.decimals(min_value=0, max_value=before.quantity, places=4))
    found = entry(f"-{sold:f}", before)
    assert found.fault == ""
    left = found.holding.quantity if found.holding else Decimal(0)
    assert Fraction(left) + Fraction(sold) == Fraction(before.quantity)
    assert found.holding is None or found.holding.cost == before.cost
