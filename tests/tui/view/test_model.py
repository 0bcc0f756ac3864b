"""How the user looks at the market: watchlists, stars, the own order, and the filter on top of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import quote, refreshed
from tui.lists.marked import MOST_MARKS
from tui.lists.watchlists import Watchlist
from tui.market import MarketState, apply
from tui.prices.filters import Filter
from tui.prices.order import Order, SortKey, sort_rows
from tui.prices.rows import Row
from tui.view.model import View

QUOTES = (
    quote("HUBC", "136.50", "0.66"),
    quote("BOP", "5.00", "-0.10"),
    quote("PPL", "100.00", "2.00"),
    quote("PSO", "160.00", "0.00"),
    quote("FFC", "120.00", "-1.00"),
)
ROWS = apply(MarketState(), refreshed(*QUOTES)).rows
SYMBOLS = tuple(row.symbol for row in ROWS)
KEYS = [key for key in SortKey if key is not SortKey.OWN]

orders = st.builds(Order, st.sampled_from(SortKey), st.booleans())
own_orders = st.lists(st.sampled_from([*SYMBOLS, "GONE", "AWAY"]), unique=True).map(tuple)
views = st.builds(View, order=orders, own=own_orders)
movable = views.filter(lambda view: not view.own or view.order.key is SortKey.OWN)
"""Views in which a symbol moves at once."""
some_symbols = st.lists(st.sampled_from(SYMBOLS), unique=True, min_size=1)


def symbols_of(rows: tuple[Row, ...]) -> list[str]:
    """Return the symbols of the rows."""
    return [row.symbol for row in rows]


def sorted_by(view: View, rows: tuple[Row, ...] = ROWS) -> list[str]:
    """Return the symbols in the order of the view."""
    return symbols_of(sort_rows(rows, view.order, view.own))


def without(symbol: str, symbols: list[str]) -> list[str]:
    """Return the other symbols."""
    return [other for other in symbols if other != symbol]


# orders


def test_a_sort_key_that_sorts_already_turns_the_order_round() -> None:
    view = View().sorted_by(SortKey.LAST)
    assert view.order == Order(SortKey.LAST, is_reversed=True)
    assert view.sorted_by(SortKey.LAST).order == Order(SortKey.LAST)
    assert view.sorted_by(SortKey.SYMBOL).order == Order()


# watchlists and stars


def test_the_watchlists_come_round() -> None:
    view, seen = View(), []
    for _ in Watchlist:
        seen.append(view.watchlist)
        view = view.with_next_watchlist()
    assert seen == list(Watchlist)
    assert view == View()


@pytest.mark.parametrize(
    ("watchlist", "symbols"),
    [
        (Watchlist.ALL, ["HUBC", "BOP", "PPL", "PSO", "FFC"]),
        (Watchlist.STARRED, ["BOP", "PSO"]),
        (Watchlist.GAINERS, ["HUBC", "PPL"]),
        (Watchlist.LOSERS, ["BOP", "FFC"]),
    ],
)
def test_a_watchlist_shows_its_rows_as_they_came(watchlist: Watchlist, symbols: list[str]) -> None:
    view = View(watchlist=watchlist, starred=("PSO", "BOP", "GONE"))
    assert symbols_of(view.shown(ROWS, Filter())) == symbols


@pytest.mark.parametrize("watchlist", list(Watchlist))
@pytest.mark.parametrize("text", ["", "p", "up", ">100", ">"])
def test_a_filter_chooses_among_the_rows_of_the_watchlist(watchlist: Watchlist, text: str) -> None:
    view, chosen = View(watchlist=watchlist, starred=("PSO", "BOP")), Filter.read(text)
    listed = view.shown(ROWS, Filter())
    assert view.shown(ROWS, chosen) == chosen.chosen(listed)


def test_all_rows_without_a_filter_are_the_very_same_rows() -> None:
    assert View().shown(ROWS, Filter()) is ROWS


def test_stars_are_kept_in_the_order_in_which_they_came() -> None:
    view = View().starring("PSO").starring("BOP").starring("HUBC")
    assert view.starred == ("PSO", "BOP", "HUBC")
    assert view.starring("BOP").starred == ("PSO", "HUBC")


@given(st.lists(st.sampled_from(SYMBOLS)))
def test_a_symbol_has_a_star_after_an_odd_number_of_times(pressed: list[str]) -> None:
    view = View()
    for symbol in pressed:
        view = view.starring(symbol)
    assert set(view.starred) == {symbol for symbol in pressed if pressed.count(symbol) % 2}
    assert len(set(view.starred)) == len(view.starred)


# the own order


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("is_reversed", [False, True])
def test_the_order_that_was_shown_becomes_the_own_one(key: SortKey, is_reversed: bool) -> None:
    view = View(order=Order(key, is_reversed))
    shown = sorted_by(view)
    moved = view.moving(shown[1], 1, ROWS, shown)
    assert moved.order == Order(SortKey.OWN)
    assert sorted_by(moved) == [shown[0], shown[2], shown[1], *shown[3:]]


def test_symbols_that_are_not_shown_keep_their_places() -> None:
    view = View(order=Order(SortKey.PAGE))
    moved = view.moving("HUBC", 1, ROWS, ["HUBC", "PPL", "PSO"])
    assert moved.own == ("BOP", "PPL", "HUBC", "PSO", "FFC")
    assert moved.moving("HUBC", -1, ROWS, ["PPL", "HUBC", "PSO"]).own == ("BOP", "HUBC", "PPL", "PSO", "FFC")


def test_symbols_without_a_row_keep_their_places_in_the_own_order() -> None:
    view = View(own=("AWAY", "BOP", "GONE", "HUBC", "PPL", "PSO", "FFC"), order=Order(SortKey.OWN))
    moved = view.moving("HUBC", 1, ROWS, ["BOP", "HUBC", "PPL", "PSO", "FFC"])
    assert moved.own == ("AWAY", "BOP", "GONE", "PPL", "HUBC", "PSO", "FFC")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("by", [-1, 1])
def test_in_another_order_than_the_own_one_the_first_move_only_shows_that(key: SortKey, by: int) -> None:
    view = View(own=("PSO", "AWAY", "PPL", "HUBC", "FFC", "BOP"), order=Order(key, is_reversed=True))
    shown = view.moving("HUBC", by, ROWS, sorted_by(view))
    assert shown == view.model_copy(update={"order": Order(SortKey.OWN)})
    moved = shown.moving("HUBC", -1, ROWS, sorted_by(shown))
    assert moved.own == ("PSO", "AWAY", "HUBC", "PPL", "FFC", "BOP")


def test_a_reversed_own_order_stays_as_it_is_seen() -> None:
    view = View(own=("PSO", "PPL", "HUBC", "FFC", "BOP"), order=Order(SortKey.OWN, is_reversed=True))
    moved = view.moving("BOP", 1, ROWS, sorted_by(view))
    assert sorted_by(moved) == ["FFC", "BOP", "HUBC", "PPL", "PSO"]


def test_rows_whose_sort_waits_stay_as_they_are_seen() -> None:
    waiting = ["PSO", "BOP", "FFC", "HUBC", "PPL"]
    moved = View(order=Order(SortKey.LAST)).moving("BOP", 1, ROWS, waiting)
    assert sorted_by(moved) == ["PSO", "FFC", "BOP", "HUBC", "PPL"]


@pytest.mark.parametrize(("symbol", "by"), [("BOP", -1), ("PSO", 1), ("BOP", 0), ("BOP", 9), ("GONE", 1)])
def test_a_move_that_leads_nowhere_changes_nothing(symbol: str, by: int) -> None:
    view = View()
    assert view.moving(symbol, by, ROWS, sorted_by(view)) is view


@given(movable, some_symbols, st.data())
def test_what_is_shown_is_afterwards_as_it_was_with_the_one_symbol_moved(
    view: View, shown: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(shown) - 1))
    to = data.draw(st.integers(0, len(shown) - 1).filter(lambda to: to != place or len(shown) == 1))
    symbol = shown[place]
    moved = view.moving(symbol, to - place, ROWS, shown)
    if to == place:
        assert moved is view
        return
    expected = without(symbol, shown)
    expected.insert(to, symbol)
    assert [other for other in sorted_by(moved) if other in shown] == expected


@given(movable, some_symbols, st.data())
def test_no_other_symbol_moves_against_another(view: View, chosen: list[str], data: st.DataObject) -> None:
    shown = [symbol for symbol in sorted_by(view) if symbol in chosen]
    symbol, by = data.draw(st.sampled_from(shown)), data.draw(st.sampled_from([-1, 1]))
    moved = view.moving(symbol, by, ROWS, shown)
    assert without(symbol, sorted_by(moved)) == without(symbol, sorted_by(view))
    if moved is not view:
        assert set(moved.own) == {*SYMBOLS, *view.own}
        assert len(moved.own) == len(set(moved.own))


@given(movable, st.data())
def test_a_move_and_the_move_back_leave_the_order_as_it_was(view: View, data: st.DataObject) -> None:
    shown = sorted_by(view)
    symbol, by = data.draw(st.sampled_from(shown)), data.draw(st.sampled_from([-1, 1]))
    moved = view.moving(symbol, by, ROWS, shown)
    assert sorted_by(moved.moving(symbol, -by, ROWS, sorted_by(moved)) if moved is not view else view) == shown


# marks of articles


def test_articles_are_marked_by_what_they_are_and_the_oldest_marks_go_first() -> None:
    view = View().marking({"a", "b"}, is_read=True).marking({"c"}, is_read=True)
    assert view.read == ("a", "b", "c")
    assert view.marking({"a"}, is_read=True).read == ("b", "c", "a")
    assert view.marking({"a", "b"}, is_read=False).read == ("c",)
    many = view.marking((f"{number:05}" for number in range(MOST_MARKS - 1)), is_read=True)
    assert (len(many.read), many.read[0]) == (MOST_MARKS, "c")


def test_a_star_of_an_article_is_not_one_of_a_symbol() -> None:
    view = View().keeping({"a"}, is_kept=True)
    assert (view.kept, view.starred, view.read) == (("a",), (), ())
    assert view.keeping({"a"}, is_kept=False) == View()
