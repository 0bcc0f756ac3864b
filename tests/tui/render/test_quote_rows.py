"""The quote table as strips, without an app."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from tests.builders import NOON, quote, refreshed
from tui.market import MarketState, Row, apply
from tui.order import Order, SortKey
from tui.refresh import Kind
from tui.render.palette import Palette
from tui.render.quote_rows import COLUMNS, Layout, heading_strip, lay_out, row_strip

ROWS = apply(
    MarketState(),
    refreshed(quote("AIRLINK", "74.48", "0.23"), quote("WTL", "1.4", "-0.025"), quote("NESTLE", "7100", "100")),
).rows
COLOURS = Palette(
    text=Style(color="white"),
    gain=Style(color="green"),
    loss=Style(color="red"),
    stale=Style(color="grey50"),
    moved=Style(bgcolor="yellow"),
)


def titles(layout: Layout) -> list[str]:
    """Return the headings that fit."""
    return [placed.column.title for placed in layout.columns]


def colours_of(row: Row, *, is_stale: bool = False) -> set[str | None]:
    """Return the colours in which the row's text is drawn."""
    strip = row_strip(row, lay_out(ROWS, 80), COLOURS, is_stale=is_stale)
    return {s.style.color.name for s in strip if s.text.strip() and s.style and s.style.color}


@given(st.integers(min_value=1, max_value=300))
def test_a_row_and_the_headings_fill_any_width_exactly(width: int) -> None:
    layout = lay_out(ROWS, width)
    for strip in (row_strip(ROWS[0], layout, Palette()), heading_strip(layout, Order(), Palette())):
        assert strip.cell_length == len(strip.text) == width


def test_figures_stand_with_their_decimal_points_below_each_other() -> None:
    lines = [row_strip(row, lay_out(ROWS, 60), Palette()).text for row in ROWS]
    end = next(placed.end for placed in lay_out(ROWS, 60).columns if placed.column.key is SortKey.LAST)
    assert [line[end - 8 : end] for line in lines] == ["   74.48", "    1.4 ", "7,100   "]


def test_a_row_reads_as_its_quote_does() -> None:
    assert row_strip(ROWS[0], lay_out(ROWS, 90), Palette()).text.split() == [
        "AIRLINK", "74.48", "▲", "+0.23", "+0.31%", "74.25", "–",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("width", "kept"),
    [
        (80, ["Symbol", "Last", "Change", "%", "Previous", "Moved"]),
        (53, ["Symbol", "Last", "Change", "%", "Previous"]),
        (42, ["Symbol", "Last", "Change", "%"]),
        (30, ["Symbol", "Last", "%"]),
        (5, ["Symbol", "Last", "%"]),
    ],
)
def test_columns_go_by_importance_and_symbol_last_and_percent_never(width: int, kept: list[str]) -> None:
    assert titles(lay_out(ROWS, width)) == kept


def test_no_heading_is_cut_off_even_while_it_sorts() -> None:
    for key in SortKey:
        for rows in ((), ROWS):
            text = heading_strip(lay_out(rows, 90), Order(key), Palette()).text
            assert all(column.title in text for column in COLUMNS)


def test_the_heading_that_sorts_has_an_arrow_and_no_other_has() -> None:
    layout = lay_out(ROWS, 90)
    assert "Last ↑" in heading_strip(layout, Order(SortKey.LAST), Palette()).text
    assert "Last ↓" in heading_strip(layout, Order(SortKey.LAST, is_reversed=True), Palette()).text
    assert "↑" not in heading_strip(layout, Order(SortKey.PAGE), Palette()).text


def test_a_click_anywhere_on_a_heading_finds_its_column() -> None:
    layout = lay_out(ROWS, 90)
    text = heading_strip(layout, Order(SortKey.PAGE), Palette()).text
    for placed in layout.columns:
        column = layout.column_at(text.index(placed.column.title))
        assert column is placed.column
    assert layout.column_at(89) is None


def test_a_stale_row_shows_no_colour_of_a_direction() -> None:
    assert "green" in colours_of(ROWS[0])
    assert colours_of(ROWS[0], is_stale=True) == {"grey50"}


def test_the_cursor_is_seen_without_colour() -> None:
    layout = lay_out(ROWS, 60)
    assert row_strip(ROWS[0], layout, Palette(), cursor=Style(bold=True)).text.startswith("▸ AIRLINK")
    assert row_strip(ROWS[0], layout, Palette()).text.startswith("  AIRLINK")


def test_only_the_last_price_of_a_row_that_moved_is_marked() -> None:
    strip = row_strip(ROWS[0], lay_out(ROWS, 80), COLOURS, is_moved=True)
    marked = [s.text.strip() for s in strip if s.style and s.style.bgcolor and s.style.bgcolor.name == "yellow"]
    assert marked == ["74.48"]


def test_the_time_of_a_move_is_in_the_zone_of_the_reader() -> None:
    moved = Row(ROWS[0].quote, "page.txt", Kind.LIVE, NOON, NOON)
    assert "12:00:00" in row_strip(moved, lay_out([moved], 80, NOON.tzinfo), Palette()).text
