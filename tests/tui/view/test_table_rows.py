"""The rows' order against a naive one: whatever comes in whatever order, nothing is lost and nothing waits unsaid."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.builders import NOON, FakeClock, quote, row_of
from tui.prices.order import VALUES, Order, SortKey
from tui.prices.rows import Row
from tui.view.model import View
from tui.view.table_rows import MARK_SECONDS, REST_SECONDS, Cursor, Moved, RestingOrder, TableRows

SYMBOLS = "ABCDEFGH"
STANDING = {SortKey.SYMBOL, SortKey.PAGE, SortKey.OWN}
PRICES = st.sampled_from(("1.00", "2.00", "2.50", "3.00"))
MOVES = st.none() | st.integers(0, 3).map(lambda minutes: NOON + timedelta(minutes=minutes))

symbol_lists = st.lists(st.sampled_from(SYMBOLS), unique=True)


@st.composite
def pages(draw: st.DrawFn) -> tuple[Row, ...]:
    """Return rows of some symbols, with few prices and times, so that many are equal."""
    return tuple(row_of(quote(symbol, draw(PRICES)), moved_at=draw(MOVES)) for symbol in draw(symbol_lists))


def naively(rows: tuple[Row, ...], view: View) -> list[str]:
    """Return the symbols in the order of the view, by taking the best of what is left over and over."""
    key, is_reversed = view.order
    if key is SortKey.PAGE:
        symbols = [row.symbol for row in rows]
        return symbols[::-1] if is_reversed else symbols
    if key is SortKey.OWN:
        known = [symbol for symbol in view.own if symbol in {row.symbol for row in rows}]
        symbols = known + [row.symbol for row in rows if row.symbol not in known]
        return symbols[::-1] if is_reversed else symbols
    left = list(rows)
    ordered = []
    while left:
        values = [VALUES[key](row) for row in left if VALUES[key](row) is not None]
        best = (max(values) if is_reversed else min(values)) if values else None
        first = next(row for row in left if VALUES[key](row) == best)
        ordered.append(first.symbol)
        left.remove(first)
    return ordered


@dataclass
class Naive:
    """What the table should show: the symbols in their order, and whether another one waits."""

    clock: FakeClock
    shown: list[str] = field(default_factory=list)
    waits: bool = False
    stepped_at: float | None = None

    def take(self, rows: tuple[Row, ...], view: View) -> None:
        """Sort, unless the cursor was just moved: then keep what is there, without what went, before what is new."""
        wanted = naively(rows, view)
        rests = self.stepped_at is not None and self.clock.monotonic() < self.stepped_at + REST_SECONDS
        if rests and view.order.key not in STANDING:
            page = [row.symbol for row in rows]
            kept = [symbol for symbol in self.shown if symbol in page]
            self.shown = kept + [symbol for symbol in page if symbol not in kept]
        else:
            self.shown = wanted
        self.waits = self.shown != wanted


class Orders(RuleBasedStateMachine):
    """Pages, steps of the cursor, time and wishes in any sequence."""

    @initialize()
    def begin(self) -> None:
        """Show nothing."""
        self.clock = FakeClock()
        self.order = RestingOrder(self.clock)
        self.naive = Naive(self.clock)
        self.view = View()
        self.rows: tuple[Row, ...] = ()

    def take(self) -> None:
        """Give the rows to both."""
        self.order.take(self.rows, self.view)
        self.naive.take(self.rows, self.view)

    @rule(rows=pages())
    def another_page(self, rows: tuple[Row, ...]) -> None:
        """Bring other rows."""
        self.rows = rows
        self.take()

    @rule(price=PRICES, moved_at=MOVES)
    def another_price(self, price: str, moved_at: object) -> None:
        """Change one price alone, as most refreshes do."""
        if self.rows:
            first, *others = self.rows
            changed = first._replace(quote=quote(first.symbol, price), moved_at=None if moved_at is None else NOON)
            self.rows = (changed, *others)
        self.take()

    @rule()
    def same_page(self) -> None:
        """Bring what was there."""
        self.take()

    @rule()
    def step(self) -> None:
        """Move the cursor."""
        self.order.step()
        self.naive.stepped_at = self.clock.monotonic()

    @rule(seconds=st.sampled_from((0.0, 0.5, 1.0, REST_SECONDS, 60.0)))
    def pass_time(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.advance(seconds)

    @rule()
    def release(self) -> None:
        """Do what the user asked for at once."""
        self.order.release()
        self.naive.stepped_at = None
        self.take()

    @rule(key=st.sampled_from(SortKey), is_reversed=st.booleans(), own=symbol_lists)
    def sort(self, key: SortKey, is_reversed: bool, own: list[str]) -> None:
        """Sort otherwise, as the table does: at once."""
        self.view = View(order=Order(key, is_reversed), own=tuple(own))
        self.release()

    @rule(key=st.sampled_from(SortKey), is_reversed=st.booleans())
    def view_alone(self, key: SortKey, is_reversed: bool) -> None:
        """Let another order come with the next page."""
        self.view = View(order=Order(key, is_reversed), own=self.view.own)

    @invariant()
    def it_stands_as_promised(self) -> None:
        """Every row is there once, in the order that was promised, and what waits is said."""
        table = self.order.table
        assert [row.symbol for row in table.rows] == self.naive.shown
        assert self.order.waits is self.naive.waits

    @invariant()
    def it_knows_its_symbols_and_places(self) -> None:
        """What is worked out of the rows fits them."""
        table = self.order.table
        assert table.symbols == [row.symbol for row in table.rows]
        assert table.places == {symbol: place for place, symbol in enumerate(table.symbols)}
        for symbol in (*SYMBOLS, None):
            assert table.position(symbol) == table.places.get(symbol or "")


OrdersTest = Orders.TestCase
OrdersTest.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)


def test_no_price_of_the_page_is_left_behind_while_the_order_rests() -> None:
    clock = FakeClock()
    order = RestingOrder(clock)
    view = View(order=Order(SortKey.LAST, is_reversed=True))
    order.take([row_of(quote("A", "2.00")), row_of(quote("B", "1.00"))], view)
    order.step()
    order.take([row_of(quote("B", "3.00")), row_of(quote("A", "2.50")), row_of(quote("C", "9.00"))], view)
    assert [(row.symbol, row.quote.price) for row in order.table.rows] == [
        ("A", Decimal("2.50")),
        ("B", Decimal("3.00")),
        ("C", Decimal("9.00")),
    ]
    assert order.waits


def test_ten_thousand_rows_are_kept_in_order_too() -> None:
    clock = FakeClock()
    order = RestingOrder(clock)
    rows = tuple(row_of(quote(f"S{number:05}", f"{1 + number * 7919 % 10_007}.00")) for number in range(10_000))
    for key in SortKey:
        order.take(rows, View(order=Order(key)))
        assert sorted(order.table.symbols) == [row.symbol for row in rows]


# the cursor


def table_of(symbols: str) -> TableRows:
    """Return the rows of the symbols, a letter each."""
    return TableRows(tuple(row_of(quote(symbol)) for symbol in symbols))


def test_without_rows_there_is_no_place() -> None:
    assert TableRows().position("A") is None
    assert table_of("A").position(None) is None
    cursor = Cursor()
    cursor.follow("A", TableRows())
    assert cursor.row is None
    assert cursor.is_within(0, 10)
    assert cursor.nearest_top(7, 10) == 7


def test_the_cursor_goes_with_its_symbol_and_stays_where_that_was_while_it_is_not_shown() -> None:
    cursor = Cursor()
    rows = []
    for symbols in ("ABCD", "ADCB", "ADB", "AD", "", "ADE", "ADECB"):
        cursor.follow("C", table_of(symbols))
        rows.append(cursor.row)
    assert rows == [2, 2, 2, 1, None, 2, 3]


def test_a_cursor_that_gives_its_symbol_up_begins_at_the_first_row_but_goes_back_to_it() -> None:
    cursor = Cursor()
    cursor.follow("C", table_of("ABCD"))
    cursor.give_up()
    cursor.follow("C", table_of("ABCD"))
    assert cursor.row == 2
    for symbols, row in (("ABD", 2), ("ABD", 0), ("ABCD", 2)):
        cursor.follow("C", table_of(symbols))
        assert cursor.row == row
        cursor.give_up()


@pytest.mark.parametrize(
    ("symbols", "up", "down"), [("ABCDE", "B", "D"), ("ABDE", "B", "D"), ("AB", "B", None), ("CD", None, "D")]
)
def test_one_goes_on_from_a_symbol_to_those_beside_it_also_while_it_is_not_shown(
    symbols: str, up: str | None, down: str | None
) -> None:
    cursor = Cursor()
    cursor.follow("C", table_of("ABCDE"))
    cursor.follow("C", table_of(symbols))
    beside = dict(enumerate(symbols))
    assert (beside.get(cursor.beyond(-1)), beside.get(cursor.beyond(1))) == (up, down)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 20))
def test_the_view_moves_no_further_than_it_takes_to_have_the_cursor_in_it(row: int, top: int, room: int) -> None:
    cursor = Cursor()
    cursor.follow("C", TableRows(tuple(row_of(quote("C" if n == row else f"A{n}")) for n in range(row + 1))))
    nearest = cursor.nearest_top(top, room)
    assert cursor.is_within(nearest, room)
    assert (nearest == top) is cursor.is_within(top, room)
    assert not any(cursor.is_within(n, room) for n in range(min(top, nearest) + 1, max(top, nearest)))


def test_a_mark_is_over_after_a_moment() -> None:
    clock = FakeClock()
    moved = Moved(clock)
    assert not moved.is_over
    moved.mark(frozenset("A"))
    clock.advance(MARK_SECONDS - 0.1)
    assert not moved.is_over
    clock.advance(0.1)
    assert moved.is_over
