"""What the quote table repaints, and what it leaves alone."""

from collections.abc import Callable, Mapping

import pytest
from textual import events
from textual.geometry import Region
from textual.scrollbar import ScrollTo
from textual.strip import Strip

from tests.builders import ScriptedSource, page_of, quote
from tests.tui.stage import AIRLINK, BOP, FIRST, HUBC, KSE100, Stage, many, staged
from tui.prices.rows import Row
from tui.refreshing.watched import Watched
from tui.render import table_picture
from tui.render.palette import Palette
from tui.render.quote_rows import Marks, row_strip
from tui.render.table_layout import Layout
from tui.view.table_rows import REST_SECONDS
from tui.widgets.quote_table import QuoteTable
from tui.widgets.spot import Spot

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
    refresh, repaint = QuoteTable.refresh, QuoteTable.repaint

    def remember(table: QuoteTable, *regions: Region, **options: bool) -> QuoteTable:
        lines.update(*(region.line_range for region in regions) if regions else ([-1],))
        return refresh(table, *regions, **options)

    def remember_at_once(table: QuoteTable, *regions: Region) -> None:
        lines.update(*(region.line_range for region in regions))
        repaint(table, *regions)

    monkeypatch.setattr(QuoteTable, "refresh", remember)
    monkeypatch.setattr(QuoteTable, "repaint", remember_at_once)

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


async def test_an_old_price_is_not_marked_as_just_moved() -> None:
    async with staged(MOVED) as stage:
        await stage.next_refresh()
        stage.screen.stale = frozenset({"BOP"})
        assert marks(stage) == set()
        stage.screen.stale = frozenset()
        assert marks(stage) == {"BOP"}


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


async def test_of_ten_thousand_rows_paged_through_only_those_about_the_view_are_kept(drawn: Drawn) -> None:
    async with staged([page_of(*many(10_000))]) as stage:
        await stage.press("G")
        room = stage.table.size.height - 1
        for top in range(0, 10_000, 10 * room):
            stage.table.scroll_to(y=top, animate=False)
            await stage.settle()
            assert len(stage.table._picture._strips) <= 3 * room
        await stage.press("g", "pagedown")
        drawn()
        await stage.press("pageup")
        assert len(drawn()) <= 2


async def test_without_colour_the_lines_below_the_rows_have_none_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with staged() as stage:
        table = stage.table
        for line in table.render_lines(Region(0, 0, table.size.width, table.size.height)):
            for segment in line:
                assert segment.style
                for colour in (segment.style.color, segment.style.bgcolor):
                    assert colour is None or colour.triplet is None or len(set(colour.triplet)) == 1


# the widths of the columns


def last_of(stage: Stage) -> int:
    """Return where the heading of the last price begins."""
    return stage.table.render_line(0).text.index("Last")


WIDE = page_of(quote("AVERYLONGSYMBOL", "1234567.891", "0.50"), AIRLINK)


async def test_columns_do_not_shift_for_a_filter_or_a_list() -> None:
    async with staged([WIDE]) as stage:
        before = last_of(stage)
        for keys in (("slash", "a", "i", "r"), ("x",), ("escape",), ("w",), ("w",)):
            await stage.press(*keys)
            assert last_of(stage) == before


async def test_columns_are_measured_anew_where_the_rows_come_from_another_source() -> None:
    async with staged([WIDE]) as stage:
        wide = last_of(stage)
        source = ScriptedSource(stage.clock, [FIRST], name="other.txt")
        waits = len(stage.clock.waits)
        stage.screen.take_sources([Watched(source, 60.0)])
        await stage.clock.until_waits(waits + 1)
        await stage.settle()
        assert stage.symbols == ["AIRLINK", "BOP", "HUBC"]
        assert last_of(stage) < wide


# what a filter found


def hits_of(stage: Stage) -> list[str]:
    """Return the underlined parts of the rows."""
    lines = [stage.table.render_line(y) for y in range(1, len(stage.table.rows) + 1)]
    return [segment.text for line in lines for segment in line if segment.style and segment.style.underline]


async def test_the_letters_that_a_filter_found_are_underlined_until_it_is_gone() -> None:
    async with staged() as stage:
        assert hits_of(stage) == []
        await stage.press("slash", "b")
        assert hits_of(stage) == ["B", "B"]
        await stage.press("o")
        assert hits_of(stage) == ["BO"]
        await stage.press("escape")
        assert hits_of(stage) == []


# the cursor where its symbol is not shown


async def starred_list(stage: Stage) -> None:
    """Give the first five symbols a star and show the starred ones."""
    await stage.press(*["asterisk", "j"] * 5, "w", "g")


async def test_a_symbol_that_loses_its_star_leaves_the_cursor_where_it_was() -> None:
    async with staged([page_of(*many(60))]) as stage:
        await starred_list(stage)
        await stage.press("j", "j", "asterisk")
        assert stage.symbols == ["S0000", "S0001", "S0003", "S0004"]
        assert stage.table.selected_row is not None
        assert (stage.table.cursor_row, stage.table.selected_row.symbol) == (2, "S0003")
        await stage.press("w", "w", "w")
        assert stage.table.selected_row.symbol == "S0002"


async def test_the_cursor_goes_on_from_there_and_the_last_row_is_the_last() -> None:
    async with staged([page_of(*many(60))]) as stage:
        await starred_list(stage)
        await stage.press("G", "asterisk")
        assert (stage.symbols[-1], stage.table.cursor_row) == ("S0003", 3)
        await stage.press("k")
        assert stage.table.selected == "S0002"


async def test_a_gainer_that_no_longer_is_leaves_the_cursor_where_it_was_and_comes_back_to_it() -> None:
    fallen = page_of(*(quote(f"S{n:04}", "10.00", "-0.50" if n == 3 else "0.50") for n in range(6)))
    risen = page_of(*many(6))
    async with staged([risen, fallen, risen]) as stage:
        await stage.press("w", "w", "j", "j", "j")
        await stage.next_refresh()
        assert stage.table.selected_row is not None
        assert (stage.table.cursor_row, stage.table.selected_row.symbol) == (3, "S0004")
        await stage.next_refresh()
        assert (stage.table.cursor_row, stage.table.selected_row.symbol) == (3, "S0003")


async def test_the_detail_goes_on_to_the_symbols_beside_the_one_that_left_the_list() -> None:
    for key, symbol in (("j", "S0003"), ("k", "S0001")):
        async with staged([page_of(*many(60))]) as stage:
            await starred_list(stage)
            await stage.press("j", "j", "enter", "asterisk", key)
            assert stage.table.selected == symbol


async def test_a_filter_that_leaves_the_selected_symbol_out_begins_at_the_first_row() -> None:
    async with staged([page_of(*many(60))]) as stage:
        await stage.press("G", "slash", "3")
        assert stage.table.cursor_row == 0
        await stage.press("escape")
        assert stage.table.cursor_row == 59


# the order under a reader's eye

TURNED = page_of(*(quote(f"S{number:04}", f"{99 - number}.00", "0.50") for number in range(60)))


@pytest.mark.parametrize("what", ["click", "wheel", "scrollbar"])
async def test_rows_do_not_jump_while_the_mouse_moves_through_them(what: str) -> None:
    async with staged([page_of(*many(60)), TURNED]) as stage:
        await stage.press("s", "l", "g")
        stage.clock.advance(REST_SECONDS)
        before = stage.symbols
        if what == "click":
            await stage.pilot.click(stage.table, offset=(5, 3))
        elif what == "wheel":
            await stage.pilot._post_mouse_events([events.MouseScrollDown] * 9, stage.table, (5, 5))
        else:
            stage.table.post_message(ScrollTo(y=20.0, animate=False))
        await stage.settle()
        top = stage.table.scroll_offset.y
        waits = len(stage.clock.waits)
        await stage.press("r")
        await stage.clock.until_waits(waits + 1)
        await stage.settle()
        assert stage.symbols == before
        stage.clock.advance(REST_SECONDS)
        stage.screen.look_again()
        await stage.settle()
        assert stage.symbols == before[::-1]
        assert what == "click" or stage.table.scroll_offset.y == top > 0


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether the table's lines were painted at once, each time that they were to be."""
    painted: list[bool] = []
    paint = Spot.paint_lines

    def remember(spot: Spot, lines: Mapping[int, Strip]) -> bool:
        was_painted = paint(spot, lines)
        if isinstance(spot._widget, QuoteTable):
            painted.append(was_painted)
        return was_painted

    monkeypatch.setattr(Spot, "paint_lines", remember)
    return painted


async def test_lines_are_painted_at_once_and_by_textual_where_something_lies_over_them(painted: list[bool]) -> None:
    async with staged([page_of(*many(200))]) as stage:
        painted.clear()
        await stage.press("j")
        assert painted == [True]
        await stage.press("s")
        stage.table.selected = "S0005"
        await stage.settle()
        assert painted[-1] is False


async def test_lines_that_change_while_textual_displays_nothing_are_left_to_it(painted: list[bool]) -> None:
    async with staged([page_of(*many(200))]) as stage:
        painted.clear()
        with stage.app.batch_update():
            stage.table.selected = "S0001"
        assert painted == [False]
        await stage.settle()
        assert "▸" in stage.screen._compositor.render_strips()[stage.table.region.y + 2].text


async def test_a_line_that_was_painted_at_once_is_the_one_that_textual_paints_later() -> None:
    async with staged([page_of(*many(60))]) as stage:
        await stage.press("j", "j")
        region = stage.table.region
        shown = stage.screen._compositor.render_strips()
        for y in range(stage.table.size.height):
            line = stage.table.render_line(y).text[:-1]  # the last cell is the scrollbar's
            assert shown[region.y + y].crop(region.x, region.right - 1).text == line


async def test_whether_the_keys_go_to_the_table_is_told_by_the_shape_of_its_cursor() -> None:
    async with staged([page_of(*many(3))]) as stage:
        assert stage.table.render_line(1).text.startswith("▸")
        await stage.press("tab")
        assert stage.table.render_line(1).text.startswith("▹")
