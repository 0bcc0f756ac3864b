"""The quote table as strips, without an app."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from tests.builders import NOON, quote, refreshed, row_of
from tui.market import MarketState, apply
from tui.prices.holdings import Holding
from tui.prices.order import OF_HOLDINGS, Order, SortKey
from tui.prices.rows import Row
from tui.render.columns import COLUMNS
from tui.render.palette import Cursor, Palette
from tui.render.quote_rows import PLAIN, Marks, heading_strip, in_view, row_strip
from tui.render.table_layout import Layout, lay_out, measure

ROWS = apply(
    MarketState(),
    refreshed(quote("AIRLINK", "74.48", "0.23"), quote("WTL", "1.4", "-0.025"), quote("NESTLE", "7100", "100")),
).rows
SPANS = measure(ROWS)
COLOURS = Palette(
    text=Style(color="white"),
    gain=Style(color="green"),
    loss=Style(color="red"),
    stale=Style(color="grey50"),
    moved=Style(bgcolor="yellow"),
)


HOLDING = Holding("AIRLINK", Decimal(500), Decimal("70.10"))
HELD = (
    ROWS[0]._replace(holding=HOLDING),
    ROWS[1]._replace(holding=Holding("WTL", Decimal("0.5"), Decimal(2))),
    ROWS[2],
)


def titles(layout: Layout) -> list[str]:
    """Return the headings that fit."""
    return [placed.column.title for placed in layout.columns]


def colours_of(row: Row, *, is_stale: bool = False) -> set[str | None]:
    """Return the colours in which the row's text is drawn."""
    strip = row_strip(row, lay_out(SPANS, 80), COLOURS, marks=Marks(is_stale=is_stale))
    return {s.style.color.name for s in strip if s.text.strip() and s.style and s.style.color}


def whole(row: Row, width: int, marks: Marks = PLAIN) -> str:
    """Return the text of a row on so many cells."""
    layout = lay_out(SPANS, width)
    return in_view(row_strip(row, layout, Palette(), marks), layout).text


@given(st.integers(min_value=1, max_value=300), st.integers(min_value=0, max_value=200))
def test_a_row_and_the_headings_fill_any_width_exactly_however_far_they_are_scrolled(width: int, scrolled: int) -> None:
    layout = lay_out(SPANS, width)
    scrolled = min(scrolled, layout.full - width)
    row = in_view(row_strip(ROWS[0], layout, Palette()), layout, scrolled)
    for strip in (row, heading_strip(layout, Order(), Palette(), scrolled)):
        assert strip.cell_length == len(strip.text) == width


@pytest.mark.parametrize("width", range(60, 241))
def test_at_every_width_headings_stand_over_their_figures_and_nothing_is_cut(width: int) -> None:
    layout = lay_out(SPANS, width)
    heading = heading_strip(layout, Order(), Palette()).text
    lines = [whole(row, width) for row in ROWS]
    assert len(heading) == width
    assert layout.full == width
    for placed in layout.columns:
        title = heading[placed.start : placed.end]
        assert title.strip().rstrip(" ↑") == placed.column.title
        for row, line in zip(ROWS, lines, strict=True):
            assert placed.column.text(row, None) in line[placed.start : placed.end]
            assert line[placed.end : placed.end + 1].strip() == ""


def test_figures_stand_with_their_decimal_points_below_each_other() -> None:
    place = next(placed for placed in lay_out(SPANS, 60).columns if placed.column.key is SortKey.LAST)
    cells = [whole(row, 60)[place.start : place.end] for row in ROWS]
    assert [cell[-8:] for cell in cells] == ["   74.48", "    1.4 ", "7,100   "]


def test_a_row_reads_as_its_quote_does() -> None:
    assert whole(ROWS[0], 120).split() == [
        "AIRLINK", "74.48", "▲", "+0.23", "+0.31%", "–", "74.48", "74.48", "74.25", "–", "–",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("width", "kept"),
    [
        (120, ["Symbol", "Last", "Change", "%", "Trend", "Low", "High", "Previous", "News", "Moved"]),
        (80, ["Symbol", "Last", "Change", "%", "Trend", "Low", "High", "News"]),
        (72, ["Symbol", "Last", "Change", "%", "Trend", "Low", "High"]),
        (60, ["Symbol", "Last", "Change", "%", "Trend"]),
        (45, ["Symbol", "Last", "Change", "%"]),
        (32, ["Symbol", "Last", "%"]),
        (5, ["Symbol", "Last", "%"]),
    ],
)
def test_columns_go_by_importance_and_symbol_last_and_percent_never(width: int, kept: list[str]) -> None:
    assert titles(lay_out(SPANS, width)) == kept


def test_the_low_and_the_high_go_together() -> None:
    for width in range(1, 200):
        kept = titles(lay_out(SPANS, width))
        assert ("Low" in kept) is ("High" in kept), width


def test_chosen_columns_all_show_in_their_order_with_the_symbol_first_and_are_scrolled_to() -> None:
    chosen = (SortKey.MOVED, SortKey.HIGH, SortKey.SYMBOL, SortKey.LAST)
    layout = lay_out(SPANS, 30, None, chosen)
    assert titles(layout) == ["Symbol", "Moved", "High", "Last"]
    assert layout.full > 30
    assert "›" in heading_strip(layout, Order(), Palette()).text
    scrolled = layout.column_after(0)
    text = heading_strip(layout, Order(), Palette(), scrolled).text
    assert text.split()[0] == "Symbol"
    assert "‹" in text
    assert "Moved" not in text
    assert in_view(row_strip(ROWS[0], layout, Palette()), layout, scrolled).text.split()[0] == "AIRLINK"
    assert layout.column_before(scrolled) == 0


def test_no_heading_is_cut_off_even_while_it_sorts() -> None:
    for key in SortKey:
        for spans in (measure(()), SPANS):
            text = heading_strip(lay_out(spans, 160, has_holdings=True), Order(key), Palette()).text
            assert all(column.title in text for column in COLUMNS)


def test_the_heading_that_sorts_has_an_arrow_and_no_other_has() -> None:
    layout = lay_out(SPANS, 90)
    assert "Last ↑" in heading_strip(layout, Order(SortKey.LAST), Palette()).text
    assert "Last ↓" in heading_strip(layout, Order(SortKey.LAST, is_reversed=True), Palette()).text
    assert "↑" not in heading_strip(layout, Order(SortKey.PAGE), Palette()).text


def test_a_click_anywhere_on_a_heading_finds_its_column_scrolled_or_not() -> None:
    for scrolled in (0, 7):
        layout = lay_out(SPANS, 50, None, tuple(SortKey)[:9])
        for placed in layout.columns[1:]:
            assert layout.column_at(placed.end - 1 - scrolled, scrolled) is placed.column or scrolled
        assert layout.column_at(4, scrolled) is layout.columns[0].column
    assert lay_out(SPANS, 120).column_at(119) is None


def test_a_stale_row_shows_no_colour_of_a_direction() -> None:
    assert "green" in colours_of(ROWS[0])
    assert colours_of(ROWS[0], is_stale=True) == {"grey50"}


def test_the_cursor_and_a_star_are_seen_without_colour() -> None:
    assert whole(ROWS[0], 60, Marks(Cursor("▸", Style(bold=True)))).startswith("▸  AIRLINK")
    assert whole(ROWS[0], 60, Marks(is_starred=True)).startswith(" ★ AIRLINK")
    assert whole(ROWS[0], 60).startswith("   AIRLINK")


def test_only_the_last_price_of_a_row_that_moved_is_marked() -> None:
    strip = row_strip(ROWS[0], lay_out(SPANS, 80), COLOURS, Marks(is_moved=True))
    marked = [s.text for s in strip if s.style and s.style.bgcolor and s.style.bgcolor.name == "yellow"]
    assert marked == ["74.48"]


def test_what_a_filter_found_in_the_symbol_is_underlined_also_at_the_cursor() -> None:
    palette = replace(COLOURS, hit=Style(underline=True))
    for cursor in (None, Cursor("▸", Style(bgcolor="blue"))):
        strip = row_strip(ROWS[0], lay_out(SPANS, 80), palette, Marks(cursor, hits=(3, 4, 5, 6)))
        assert [s.text for s in strip if s.style and s.style.underline] == ["LINK"]
        assert strip.text == row_strip(ROWS[0], lay_out(SPANS, 80), palette, Marks(cursor)).text


def test_a_doubtful_price_has_a_question_mark_behind_it() -> None:
    assert " 74.48? " in whole(ROWS[0]._replace(doubt="It went too far."), 80)


def test_the_time_of_a_move_is_in_the_zone_of_the_reader() -> None:
    moved = row_of(ROWS[0].quote, moved_at=NOON)
    layout = lay_out(measure([moved]), 120, NOON.tzinfo)
    assert "12:00:00" in row_strip(moved, layout, Palette()).text


@pytest.mark.parametrize("symbol", ["銀行", "e\u0301te\u0301", "بنك", "A" * 40, "", "👩\u200d👩\u200d👧"])
def test_odd_characters_in_a_symbol_leave_the_columns_aligned(symbol: str) -> None:
    odd = row_of(quote("AIRLINK", "74.48", "0.23"))._replace(symbol=symbol)
    layout = lay_out(measure([odd, *ROWS]), 90)
    strips = [row_strip(row, layout, Palette()) for row in (odd, ROWS[0])]
    assert [strip.cell_length for strip in strips] == [90, 90]
    last = next(placed for placed in layout.columns if placed.column.key is SortKey.LAST)
    assert [strip.crop(last.start, last.end).text for strip in strips] == ["74.48".rjust(last.width)] * 2


FIGURES = st.decimals(min_value=-99_999, max_value=999_999, places=2) | st.decimals(-99, 99, places=4)


@given(st.lists(st.tuples(st.decimals(min_value=0, max_value=999_999, places=2), FIGURES), min_size=1, max_size=9))
def test_a_column_is_as_wide_as_its_widest_figure(figures: list[tuple[Decimal, Decimal]]) -> None:
    rows = [row_of(quote("A").model_copy(update={"price": price, "change": change})) for price, change in figures]
    layout = lay_out(measure(rows), 200)
    for placed in layout.columns:
        cells = [row_strip(row, layout, Palette()).crop(placed.start, placed.end).text for row in rows]
        assert all(placed.column.text(row, None) in cell for row, cell in zip(rows, cells, strict=True))


def test_a_measure_keeps_what_was_wider_before() -> None:
    wide = row_of(quote("AIRLINK", "123456.789", "0.23"))
    assert measure(ROWS, measure([wide])) == measure([*ROWS, wide])


# what is held


@pytest.mark.parametrize(
    ("width", "kept"),
    [
        (160, ["Moved", "Held", "Value", "Gain", "Today"]),
        (132, ["High", "News", "Moved", "Held", "Value", "Gain", "Today"]),
        (116, ["High", "Held", "Value", "Gain", "Today"]),
        (110, ["High", "Value", "Gain", "Today"]),
        (104, ["High", "Gain", "Today"]),
        (92, ["High", "Gain"]),
        (80, ["Low", "High"]),
    ],
)
def test_of_the_columns_on_holdings_the_gain_goes_last(width: int, kept: list[str]) -> None:
    layout = lay_out(measure(HELD), width, has_holdings=True)
    assert titles(layout)[-len(kept) :] == kept
    assert layout.full == width


def test_without_holdings_no_column_is_on_them_unless_it_is_chosen() -> None:
    assert titles(lay_out(SPANS, 300))[-1] == "Moved"
    assert titles(lay_out(SPANS, 300, None, (SortKey.GAIN,))) == ["Symbol", "Gain"]


@pytest.mark.parametrize("width", range(60, 241, 9))
def test_at_every_width_nothing_of_what_is_held_is_cut_and_points_stand_below_each_other(width: int) -> None:
    layout = lay_out(measure(HELD), width, has_holdings=True)
    strips = [row_strip(row, layout, Palette()) for row in HELD]
    on_holdings = [placed for placed in layout.columns if placed.column.key in OF_HOLDINGS]
    assert bool(on_holdings) is (width > 80)
    for placed in on_holdings:
        cells = [strip.crop(placed.start, placed.end).text for strip in strips]
        assert all(placed.column.text(row, None) in cell for row, cell in zip(HELD, cells, strict=True))
        assert len({cell.index(".") for cell in cells if "." in cell}) <= 1
        assert cells[2].strip() == ""


def test_a_gain_has_its_own_arrow_and_colour_whichever_way_the_price_went() -> None:
    falling = ROWS[0]._replace(quote=quote("AIRLINK", "74.48", "-0.23"), holding=HOLDING)
    layout = lay_out(measure([falling]), 60, None, (SortKey.GAIN, SortKey.TODAY))
    strip = row_strip(falling, layout, COLOURS)
    assert strip.text.split() == ["AIRLINK", "▲", "+2,190.00", "▼", "-115.00"]
    coloured = {s.text.strip()[:1]: s.style.color.name for s in strip if s.style and s.style.color}
    assert (coloured["▲"], coloured["▼"]) == ("green", "red")
    stale = row_strip(falling, layout, COLOURS, Marks(is_stale=True))
    assert {s.style.color.name for s in stale if s.text.strip() and s.style and s.style.color} == {"grey50"}


def test_a_gain_that_rounds_to_nothing_goes_no_way() -> None:
    level = ROWS[0]._replace(holding=Holding("AIRLINK", Decimal("0.01"), Decimal("74.4")))
    layout = lay_out(measure([level]), 60, None, (SortKey.GAIN,))
    assert row_strip(level, layout, COLOURS).text.split() == ["AIRLINK", "●", "0.00"]


def test_what_is_held_needs_no_cells_where_nothing_is_and_its_width_stays() -> None:
    assert measure(ROWS)[SortKey.VALUE] == (0, 0)
    assert measure(ROWS, measure(HELD)) == measure(HELD)
