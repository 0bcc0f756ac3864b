"""Stars and own lists in the view: which list is shown, what the ticker shows, and the order within a list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.lists.test_watchlists import some_lists
from tests.tui.view.test_model import ROWS, SYMBOLS, sorted_by, symbols_of, without
from tui.lists.marked import Marked
from tui.lists.watchlists import Lists, OwnList, Watchlist
from tui.lists.watchlists import without as without_list
from tui.prices.filters import Filter
from tui.prices.order import Order, SortKey, sort_rows
from tui.view.model import View

BANKS, OIL = OwnList("Banks", ("PSO", "GONE", "HUBC", "FFC"), 1), OwnList("Oil", (), 2)
VIEW = View(lists=(BANKS, OIL), starred=("PPL", "BOP", "AWAY"), own=("FFC", "PPL"))


def shown_in(view: View) -> list[str]:
    """Return the symbols as the table shows them."""
    return symbols_of(sort_rows(view.shown(ROWS, Filter()), view.order, view.own_order))


# which list is shown


def test_the_lists_come_round_with_the_own_ones_last() -> None:
    view, seen = VIEW, []
    for _ in range(7):
        seen.append(view.watchlist)
        view = view.with_next_watchlist()
    assert seen == [*Watchlist, "Banks", "Oil", Watchlist.ALL]
    assert isinstance(seen[-1], Watchlist)


def test_an_own_list_shows_its_symbols_that_have_a_row() -> None:
    view = VIEW.showing("Banks")
    assert symbols_of(view.shown(ROWS, Filter())) == ["HUBC", "PSO", "FFC"]
    assert symbols_of(view.shown(ROWS, Filter.read("pso"))) == ["PSO"]
    assert VIEW.showing("Oil").shown(ROWS, Filter()) == ()


def test_the_ticker_goes_through_all_symbols_the_starred_ones_and_the_own_lists() -> None:
    view, seen = VIEW, []
    for _ in range(5):
        seen.append((view.tape, view.symbols_of(view.tape)))
        view = view.with_next_tape()
    assert seen == [
        ("", None),
        ("starred", VIEW.starred),
        ("Banks", BANKS.symbols),
        ("Oil", ()),
        ("", None),
    ]


def test_a_list_that_goes_is_shown_no_more() -> None:
    view = VIEW.showing("Banks").model_copy(update={"tape": "Banks"})
    gone = view.with_lists(without_list(view.lists, "Banks"))
    assert (gone.watchlist, gone.tape, gone.lists) == (Watchlist.ALL, "", (OIL,))
    other = view.with_lists(without_list(view.lists, "Oil"))
    assert (other.watchlist, other.tape) == ("Banks", "Banks")
    assert view.with_marked(Marked()).watchlist is Watchlist.ALL


@pytest.mark.parametrize("watchlist", list(Watchlist))
def test_a_list_that_is_always_there_stays_shown(watchlist: Watchlist) -> None:
    view = View(watchlist=watchlist, tape="starred")
    assert view.with_marked(Marked()) == view


def test_a_renamed_list_goes_on_to_be_shown() -> None:
    view = VIEW.showing("Banks").model_copy(update={"tape": "Banks"}).renaming_list("Banks", "Lenders")
    assert (view.watchlist, view.tape, view.lists[0]) == ("Lenders", "Lenders", BANKS._replace(name="Lenders"))
    assert VIEW.showing("Oil").renaming_list("Banks", "Lenders").watchlist == "Oil"
    assert VIEW.renaming_list("Nothing", "Something") is VIEW


# symbols on lists


def test_a_symbol_is_put_on_a_list_and_taken_off() -> None:
    view = VIEW.listing("Oil", "PPL").listing("Oil", "OGDC")
    assert view.symbols_of("Oil") == ("PPL", "OGDC")
    assert view.listing("Oil", "PPL").symbols_of("Oil") == ("OGDC",)
    assert view.listing("starred", "PPL").starred == ("BOP", "AWAY")
    assert view.listing("Nothing", "PPL") is view


@given(some_lists(), st.sampled_from(SYMBOLS))
def test_no_other_list_changes(lists: Lists, symbol: str) -> None:
    view = View(lists=lists)
    for own in lists:
        after = view.listing(own.name, symbol)
        assert [other for other in after.lists if other.name != own.name] == [o for o in lists if o.name != own.name]
        assert (symbol in (after.symbols_of(own.name) or ())) is (symbol not in own.symbols)


# the order within a list


@pytest.mark.parametrize(
    ("name", "symbols"), [("Banks", ["PSO", "HUBC", "FFC"]), ("starred", ["PPL", "BOP"]), ("all", None)]
)
def test_in_the_own_order_rows_stand_as_in_the_list(name: str, symbols: list[str] | None) -> None:
    view = VIEW.showing(name).model_copy(update={"order": Order(SortKey.OWN)})
    assert shown_in(view) == (symbols or ["FFC", "PPL", "HUBC", "BOP", "PSO"])
    turned = view.model_copy(update={"order": Order(SortKey.OWN, is_reversed=True)})
    assert shown_in(turned) == shown_in(view)[::-1]


def test_a_symbol_moves_within_the_list_and_nowhere_else() -> None:
    view = VIEW.showing("Banks").model_copy(update={"order": Order(SortKey.OWN)})
    moved = view.moving("HUBC", -1, ROWS, shown_in(view))
    assert moved.symbols_of("Banks") == ("HUBC", "PSO", "GONE", "FFC")
    assert (moved.own, moved.starred) == (VIEW.own, VIEW.starred)
    stars = VIEW.showing("starred").model_copy(update={"order": Order(SortKey.OWN)})
    moved = stars.moving("BOP", -1, ROWS, shown_in(stars))
    assert (moved.starred, moved.own, moved.lists) == (("BOP", "PPL", "AWAY"), VIEW.own, VIEW.lists)


def test_in_another_order_the_first_move_only_shows_that_of_the_list() -> None:
    view = VIEW.showing("Banks").sorted_by(SortKey.LAST)
    assert view.moving("HUBC", 1, ROWS, shown_in(view)) == view.model_copy(update={"order": Order(SortKey.OWN)})


@given(some_lists(), st.data())
def test_a_move_and_the_move_back_leave_the_list_as_it_was(lists: Lists, data: st.DataObject) -> None:
    view = View(lists=lists, order=Order(SortKey.OWN, data.draw(st.booleans())))
    view = view.showing(data.draw(st.sampled_from([own.name for own in lists] or ["all"])))
    shown = shown_in(view)
    if not shown:
        return
    symbol, by = data.draw(st.sampled_from(shown)), data.draw(st.sampled_from([-1, 1]))
    moved = view.moving(symbol, by, ROWS, shown)
    assert without(symbol, shown_in(moved)) == without(symbol, shown)
    if moved is not view:
        assert shown_in(moved.moving(symbol, -by, ROWS, shown_in(moved))) == shown
        assert {own.name: set(own.symbols) for own in moved.lists} == {own.name: set(own.symbols) for own in lists}


def test_all_symbols_keep_an_order_of_their_own_beside_the_lists() -> None:
    view = VIEW.model_copy(update={"order": Order(SortKey.OWN)})
    moved = view.moving("FFC", 1, ROWS, sorted_by(view))
    assert moved.own == ("PPL", "FFC", "HUBC", "BOP", "PSO")
    assert moved.lists == VIEW.lists
