"""What the quote table repaints, and what it leaves alone."""

from collections.abc import Callable

import pytest
from textual.strip import Strip

from tests.builders import page_of, quote
from tests.tui.stage import AIRLINK, BOP, HUBC, KSE100, Stage, many, staged
from tui.widgets.quote_table import QuoteTable

Painted = Callable[[], list[int]]


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Painted:
    """Return a function that gives the lines painted since it was last called."""
    lines: list[int] = []
    render_line = QuoteTable.render_line

    def remember(table: QuoteTable, y: int) -> Strip:
        lines.append(y)
        return render_line(table, y)

    monkeypatch.setattr(QuoteTable, "render_line", remember)

    def take() -> list[int]:
        taken = sorted(lines)
        lines.clear()
        return taken

    return take


async def test_a_step_of_the_cursor_repaints_two_rows_and_not_the_view(painted: Painted) -> None:
    async with staged([page_of(*many(60))]) as stage:
        painted()
        await stage.press("j")
        assert painted() == [1, 2]
        await stage.press("j")
        assert painted() == [2, 3]


async def test_a_refresh_repaints_the_rows_that_changed_alone(painted: Painted) -> None:
    second = page_of(AIRLINK, quote("BOP", "5.04", "-0.01"), HUBC, KSE100)
    async with staged([page_of(AIRLINK, BOP, HUBC, KSE100, quote("S", "7.00", "0.00")), second]) as stage:
        painted()
        await stage.next_refresh()
        assert set(painted()) == {2, 4}  # BOP moved, and S is no longer quoted


async def test_a_refresh_that_changes_nothing_repaints_nothing(painted: Painted) -> None:
    async with staged() as stage:
        painted()
        await stage.next_refresh()
        assert painted() == []


async def test_a_row_outside_the_view_is_not_painted(painted: Painted) -> None:
    quotes = many(200)
    second = page_of(*quotes[:-1], quote("S0199", "209.10", "0.60"))
    async with staged([page_of(*quotes), second]) as stage:
        painted()
        await stage.next_refresh()
        assert painted() == []
        assert stage.table.rows[-1].quote == quote("S0199", "209.10", "0.60")


async def marks(stage: Stage) -> set[str]:
    """Return the symbols whose rows have a marked price."""
    ground = stage.table.palette.moved.bgcolor
    lines = [stage.table.render_line(y) for y in range(1, len(stage.table.rows) + 1)]
    return {
        line.text.split()[-5 if "▸" in line.text else 0]
        for line in lines
        if any(segment.style and segment.style.bgcolor == ground for segment in line)
    }


async def test_a_price_that_moved_is_marked_for_a_moment() -> None:
    async with staged([page_of(AIRLINK, BOP), page_of(AIRLINK, quote("BOP", "5.04", "-0.01"))]) as stage:
        assert await marks(stage) == set()
        await stage.next_refresh()
        assert await marks(stage) == {"BOP"}
        await stage.pilot.pause(2.0)
        assert await marks(stage) == set()


async def test_without_animations_the_mark_stays_until_the_next_refresh() -> None:
    moved = page_of(AIRLINK, quote("BOP", "5.04", "-0.01"))
    async with staged([page_of(AIRLINK, BOP), moved]) as stage:
        stage.app.animation_level = "none"
        await stage.next_refresh()
        assert await marks(stage) == {"BOP"}
        assert stage.table._mark_timer is None
        await stage.next_refresh()
        assert await marks(stage) == set()


async def test_a_resize_fits_the_columns_and_keeps_the_cursor_in_sight() -> None:
    async with staged([page_of(*many(60))]) as stage:
        await stage.press("G")
        for width, height in ((70, 20), (200, 50), (60, 16), (120, 40)):
            await stage.pilot.resize_terminal(width, height)
            await stage.settle()
            assert stage.table.render_line(0).cell_length == stage.table.size.width
            last = stage.table.render_line(stage.table.size.height - 1).text
            assert last.startswith("▸ S0059") or height == 50


async def test_wheel_and_scroll_leave_the_selection_alone() -> None:
    async with staged([page_of(*many(200))]) as stage:
        stage.table.scroll_to(y=50, animate=False)
        await stage.settle()
        assert stage.table.selected == "S0000"
        assert stage.table.render_line(1).text.split()[0] == "S0050"
        assert stage.table.render_line(0).text.split()[0] == "Symbol"
