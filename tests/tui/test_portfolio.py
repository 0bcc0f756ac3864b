"""What is held among the rows, and its sums."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import quote, refreshed
from tui.market import MarketState, apply, without
from tui.portfolio import sums, with_holding, with_holdings
from tui.prices.holdings import Holding

PAGE = refreshed(quote("AIRLINK", "74.48", "0.23"), quote("BOP", "5.03", "-0.02"), quote("KSE100", "75312", "381"))
MARKET = apply(MarketState(), PAGE)


def held(symbol: str, quantity: str, cost: str) -> Holding:
    """Return so many of the symbol at a cost."""
    return Holding(symbol, Decimal(quantity), Decimal(cost))


def holding(*holdings: Holding) -> MarketState:
    """Return the market in which these are held."""
    return with_holdings(MARKET, {one.symbol: one for one in holdings})


AIRLINK, BOP, GONE = held("AIRLINK", "100", "70"), held("BOP", "1000", "6"), held("GONE", "5", "9")


def test_a_row_has_what_is_held_of_it_and_what_that_is_worth() -> None:
    airlink, bop = holding(AIRLINK).rows
    assert (airlink.quantity, airlink.value) == (Decimal(100), Decimal("7448.00"))
    assert (airlink.gain, airlink.gain_today) == (Decimal("448.00"), Decimal("23.00"))
    assert (bop.holding, bop.quantity, bop.value, bop.gain, bop.gain_today) == (None,) * 5


def test_rows_of_which_nothing_else_is_held_stay_the_same_objects() -> None:
    before = holding(AIRLINK)
    after = with_holding(before, "BOP", BOP)
    assert after.rows[0] is before.rows[0]
    assert after.rows[1].holding == BOP
    assert with_holdings(after, dict(after.holdings)).rows is after.rows
    assert with_holding(after, "GONE", GONE).rows is after.rows


def test_what_is_held_stays_when_prices_come_and_leaves_with_none() -> None:
    later = apply(holding(AIRLINK, GONE), refreshed(quote("AIRLINK", "75.00", "0.75"), quote("GONE", "10.00", "1")))
    assert [row.holding for row in later.rows] == [AIRLINK, None, GONE]
    assert with_holding(later, "AIRLINK", None).by_symbol["AIRLINK"].holding is None
    assert dict(with_holding(later, "AIRLINK", None).holdings) == {"GONE": GONE}
    assert dict(without(later, frozenset({"page.txt"})).holdings) == {"AIRLINK": AIRLINK, "GONE": GONE}


def test_the_sums_are_those_of_all_that_has_a_price() -> None:
    found = sums(holding(AIRLINK, BOP, GONE), frozenset())
    assert found is not None
    assert (found.holdings, found.unpriced) == (3, 1)
    assert (found.value, found.gain, found.today) == (Decimal("12478.00"), Decimal("-522.00"), Decimal("3.00"))
    assert found.gain_percent is not None
    assert round(found.gain_percent, 6) == Decimal("-4.015385")
    assert found.today_percent is not None
    assert round(found.today_percent, 6) == Decimal("0.024048")


def test_there_are_no_sums_where_nothing_is_held() -> None:
    assert sums(MARKET, frozenset()) is None
    assert sums(with_holding(holding(BOP), "BOP", None), frozenset()) is None


def test_sums_are_old_with_one_price_in_them_that_is_and_doubtful_with_one_that_can_hardly_be() -> None:
    state = holding(AIRLINK)
    for stale, is_stale in ((frozenset({"AIRLINK"}), True), (frozenset({"BOP"}), False)):
        found = sums(state, stale)
        assert found is not None
        assert (found.is_stale, found.is_doubtful) == (is_stale, False)
    odd = sums(apply(state, refreshed(quote("AIRLINK", "174.48", "100.23"))), frozenset())
    assert odd is not None
    assert odd.is_doubtful


def test_what_cost_nothing_has_no_percentage_and_what_has_no_price_no_sums() -> None:
    free = sums(holding(held("BOP", "10", "0")), frozenset())
    assert free is not None
    assert (free.gain, free.gain_percent) == (Decimal("50.30"), None)
    nowhere = sums(holding(GONE), frozenset())
    assert nowhere is not None
    assert (nowhere.value, nowhere.gain_percent, nowhere.today_percent) == (Decimal(0), None, None)


figures = st.decimals(min_value=Decimal("0.0001"), max_value=Decimal("999999999999.9999"), places=4)


@given(st.dictionaries(st.sampled_from(["AIRLINK", "BOP", "GONE", "KSE100"]), st.tuples(figures, figures)))
def test_sums_are_exact(held_by_symbol: dict[str, tuple[Decimal, Decimal]]) -> None:
    holdings = {symbol: Holding(symbol, *figures) for symbol, figures in held_by_symbol.items()}
    state = with_holdings(MARKET, holdings)
    found = sums(state, frozenset())
    priced = [(row, holdings[row.symbol]) for row in MARKET.rows if row.symbol in holdings]
    assert (found is None) == (not holdings)
    if found:
        value = sum(Fraction(one.quantity) * Fraction(row.quote.price) for row, one in priced)
        cost = sum(Fraction(one.quantity) * Fraction(one.cost) for _, one in priced)
        today = sum(Fraction(one.quantity) * Fraction(row.quote.change) for row, one in priced)
        assert (Fraction(found.value), Fraction(found.gain), Fraction(found.today)) == (value, value - cost, today)
        assert found.holdings - found.unpriced == len(priced)
