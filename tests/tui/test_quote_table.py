"""What the quote table repaints, and what it leaves alone."""

from collections.abc import Callable

import pytest
from textual.geometry import Region
from textual.strip import Strip

from tests.builders import page_of, quote
from tests.tui.stage import AIRLINK, BOP, HUBC, KSE100, Stage, many, staged
from tui.render import table_picture
from tui.render.columns import Layout
from tui.render.palette import Palette
from tui.render.quote_rows import Marks, row_strip
from tui.rows import Row
from tui.widgets.quote_table import QuoteTable

Drawn = Callable[[], list[str]]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """Return a function that gives the symbols whose rows were drawn since it was last called."""
    symbols: list[str] = []
    draw = row_strip

    def remember(row: Row, layout: Layout, palette: Palette, marks: Marks) -> Strip:
        symbols.append(row.symbol)
        return draw(row, layout, palette, marks)

    monkeypatch.setattr(table_picture, "row_strip", remember)

    def take() -> list[str]:
        taken = sorted(symbols)
        symbols.clear()
        return taken

    return take


@pytest.fixture
def repainted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], set[int]]:
    """Return a function that gives the lines that were asked to be painted since it was last called; -1 means all."""
    lines: set[int] = set()
    refresh = QuoteTable.refresh

    def remember(table: QuoteTable, *regions: Region, **options: bool) -> QuoteTable:
        lines.update(*(region.line_range for region in regions) if regions else ([-1],))
        return refresh(table, *regions, **options)

    monkeypatch.setattr(QuoteTable, "refresh", remember)

    def take() -> set[int]:
        taken = set(lines)
        lines.clear()
        return taken

    return take


async def test_a_step_of_the_cursor_repaints_two_rows_and_not_the_view(
    drawn: Drawn, repainted: Callable[[], set[int]]
) -> None:
    async with staged([page_of(*many(60))]) as stage:
        drawn(), repainted()
        await stage.press("j")
        assert (drawn(), repainted()) == (["S0000", "S0001"], {1, 2})
        await stage.press("j")
        assert (drawn(), repainted()) == (["S0001", "S0002"], {2, 3})


async def test_a_scroll_by_a_row_draws_the_row_that_comes_into_view_alone(drawn: Drawn) -> None:
    async with staged([page_of(*many(60))]) as stage:
        last = stage.table.size.height - 1
        stage.table.selected = f"S{last - 1:04}"
        await stage.settle()
        drawn()
        await stage.press("j")
        assert drawn() == [f"S{last - 1:04}", f"S{last:04}"]


async def test_a_refresh_repaints_the_rows_that_changed_alone(drawn: Drawn, repainted: Callable[[], set[int]]) -> None:
    second = page_of(AIRLINK, quote("BOP", "5.04", "-0.01"), HUBC, KSE100)
    async with staged([page_of(AIRLINK, BOP, HUBC, KSE100, quote("S", "7.00", "0.00")), second]) as stage:
        drawn(), repainted()
        await stage.next_refresh()
        assert set(drawn()) == {"BOP", "S"}  # BOP moved, and S is no longer quoted
        assert repainted() == {2, 4}


async def test_a_refresh_that_changes_nothing_repaints_nothing(drawn: Drawn, repainted: Callable[[], set[int]]) -> None:
    async with staged() as stage:
        drawn(), repainted()
        await stage.next_refresh()
        assert (drawn(), repainted()) == ([], set())


async def test_a_row_outside_the_view_is_not_drawn(drawn: Drawn) -> None:
    quotes = many(200)
    second = page_of(*quotes[:-1], quote("S0199", "209.10", "0.60"))
    async with staged([page_of(*quotes), second]) as stage:
        drawn()
        await stage.next_refresh()
        assert drawn() == []
        assert stage.table.rows[-1].quote == quote("S0199", "209.10", "0.60")


def marks(stage: Stage) -> set[str]:
    """Return the symbols whose rows have a marked price."""
    ground = stage.table.palette.moved.bgcolor
    lines = [stage.table.render_line(y) for y in range(1, len(stage.table.rows) + 1)]
    return {
        line.text.lstrip(" ▸★").split()[0]
        for line in lines
        if any(segment.style and segment.style.bgcolor == ground for segment in line)
    }


MOVED = [page_of(AIRLINK, BOP), page_of(AIRLINK, quote("BOP", "5.04", "-0.01"))]


async def test_a_price_that_moved_is_marked_for_a_moment() -> None:
    async with staged(MOVED) as stage:
        assert marks(stage) == set()
        await stage.next_refresh()
        assert marks(stage) == {"BOP"}
        stage.clock.advance(1.0)
        stage.screen.look_again()
        assert marks(stage) == set()


async def test_without_animations_the_mark_stays_until_the_next_refresh() -> None:
    async with staged(MOVED) as stage:
        stage.app.animation_level = "none"
        await stage.next_refresh()
        stage.clock.advance(10.0)
        stage.screen.look_again()
        assert marks(stage) == {"BOP"}
        await stage.next_refresh()
        assert marks(stage) == set()


async def test_a_figure_that_outgrows_its_column_widens_it_also_where_it_is_scrolled_to() -> None:
    quotes = many(200)
    second = page_of(*quotes[:150], quote("S0150", "1234567.891", "0.50"), *quotes[151:])
    async with staged([page_of(*quotes), second]) as stage:
        before = stage.table.render_line(0).text.index("Last")
        await stage.next_refresh()
        assert stage.table.render_line(0).text.index("Last") == before
        stage.table.selected = "S0150"
        await stage.settle()
        assert stage.table.render_line(0).text.index("Last") > before
        assert "1,234,567.891" in stage.table.render_line(stage.table.size.height - 1).text


async def test_a_resize_fits_the_columns_and_keeps_the_cursor_in_sight() -> None:
    async with staged([page_of(*many(60))]) as stage:
        await stage.press("G")
        for width, height in ((70, 20), (200, 50), (60, 16), (120, 40)):
            await stage.pilot.resize_terminal(width, height)
            await stage.settle()
            assert stage.table.render_line(0).cell_length == stage.table.size.width
            last = stage.table.render_line(stage.table.size.height - 1).text
            assert last.startswith("▸  S0059") or height == 50


async def test_wheel_and_scroll_leave_the_selection_alone() -> None:
    async with staged([page_of(*many(200))]) as stage:
        stage.table.scroll_to(y=50, animate=False)
        await stage.settle()
        assert stage.table.selected == "S0000"
        assert stage.table.render_line(1).text.split()[0] == "S0050"
        assert stage.table.render_line(0).text.split()[0] == "Symbol"
