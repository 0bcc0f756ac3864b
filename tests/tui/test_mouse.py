"""The mouse: clicks, the wheel, the divider, and the ticker under the pointer."""

import pytest
from textual import events
from textual.widgets import Input
from textual.widgets._footer import FooterKey

from tests.builders import page_of
from tests.tui.stage import FIRST, Stage, many, staged
from tui.prices.order import Order, SortKey
from tui.render.columns import COLUMNS
from tui.screens.detail import SymbolDetail
from tui.screens.monitor import MonitorScreen
from tui.screens.sheet import HelpSheet
from tui.screens.sort_menu import SortMenu
from tui.widgets.article_text import ArticleText
from tui.widgets.divider import Divider
from tui.widgets.pane_heading import PaneHeading

EVERY = tuple(column.key for column in COLUMNS)
LONG = page_of(*many(200), body="\n\n".join(f"Paragraph {number}." for number in range(99)))


def heading_of(stage: Stage) -> str:
    """Return the headings of the table as they are drawn."""
    return stage.table.render_line(0).text


async def click(stage: Stage, x: int, y: int, times: int = 1) -> None:
    """Click into the table."""
    await stage.pilot.click(stage.table, offset=(x, y), times=times)
    await stage.settle()


async def wheel(stage: Stage, turn: type[events.MouseEvent], *, times: int = 1, shift: bool = False) -> None:
    """Turn the wheel over the table."""
    await stage.pilot._post_mouse_events([turn] * times, stage.table, (5, 5), shift=shift)
    await stage.settle()


async def show_every_column(stage: Stage) -> None:
    """Choose all columns, which do not fit beside the reader."""
    stage.screen.view = stage.screen.view.model_copy(update={"columns": EVERY})
    await stage.settle()


# clicks into the table


async def test_a_click_on_a_row_selects_it_where_it_is_scrolled_to() -> None:
    async with staged([LONG]) as stage:
        await stage.press("tab")
        stage.table.scroll_to(y=100, animate=False)
        await stage.settle()
        await click(stage, 5, 3)
        assert stage.table.selected == "S0102"
        assert stage.table.has_focus
        assert stage.table.scroll_offset.y == 100
        assert stage.table.render_line(3).text.startswith("▸")


async def test_a_click_below_the_rows_or_on_the_sentence_in_their_place_does_nothing() -> None:
    async with staged() as stage:
        await click(stage, 5, 20)
        assert (stage.table.selected, stage.table.has_focus) == ("AIRLINK", True)
        await click(stage, 5, 20, times=2)
        assert stage.is_open(MonitorScreen)
        await stage.press("w")
        await stage.pilot.click(".quotes--notice", offset=(5, 5))
        await stage.settle()
        assert stage.is_open(MonitorScreen)
        assert stage.table.has_focus


async def test_a_double_click_opens_the_detail_of_the_row_and_one_on_the_heading_only_sorts_twice() -> None:
    async with staged() as stage:
        await click(stage, heading_of(stage).index("Last"), 0, times=2)
        assert stage.screen.view.order == Order(SortKey.LAST)
        assert stage.is_open(MonitorScreen)
        await click(stage, 5, 2, times=2)
        detail = stage.app.screen
        assert isinstance(detail, SymbolDetail)
        assert detail.symbol == stage.symbols[1]


async def test_a_click_on_every_heading_sorts_by_its_column() -> None:
    async with staged(size=(200, 40)) as stage:
        await stage.press("e", *"5@7", "enter", "z")
        for column in COLUMNS:
            before = stage.screen.view.order
            await click(stage, heading_of(stage).index(column.title) + len(column.title) - 1, 0)
            assert stage.screen.view.order == before.again(column.key)


async def test_a_click_on_a_heading_of_a_table_scrolled_sideways_sorts_by_what_is_read_there() -> None:
    async with staged() as stage:
        await show_every_column(stage)
        await stage.press("right", "right", "right", "right")
        assert "Last" not in heading_of(stage)
        for title, key in (("Low", SortKey.LOW), ("High", SortKey.HIGH), ("Symbol", SortKey.SYMBOL)):
            before = stage.screen.view.order
            await click(stage, heading_of(stage).index(title), 0)
            assert stage.screen.view.order == before.again(key)
        assert stage.table.scroll_offset.x > 0


# the wheel


async def test_the_wheel_scrolls_the_rows_to_both_ends_and_leaves_the_selection() -> None:
    async with staged([LONG]) as stage:
        await wheel(stage, events.MouseScrollDown)
        assert 0 < stage.table.scroll_offset.y < 10
        await wheel(stage, events.MouseScrollDown, times=99)
        assert stage.table.render_line(stage.table.size.height - 1).text.split()[0] == "S0199"
        assert stage.table.selected == "S0000"
        await stage.press("j")
        assert stage.table.selected == "S0001"
        assert stage.table.render_line(1).text.startswith("▸  S0001")
        await wheel(stage, events.MouseScrollUp, times=5)
        assert stage.table.scroll_offset.y == 0


@pytest.mark.parametrize("shift", [True, False])
async def test_the_wheel_scrolls_sideways_with_shift_or_by_itself_where_the_columns_do_not_fit(shift: bool) -> None:
    right, left = (
        (events.MouseScrollDown, events.MouseScrollUp) if shift else (events.MouseScrollRight, events.MouseScrollLeft)
    )
    async with staged() as stage:
        await wheel(stage, right, shift=shift)
        assert stage.table.scroll_offset.x == 0
        await show_every_column(stage)
        await wheel(stage, right, times=40, shift=shift)
        assert heading_of(stage).rstrip().endswith(COLUMNS[-1].title)
        assert heading_of(stage).split()[0] == "Symbol"
        assert stage.table.render_line(1).text.startswith("▸  AIRLINK")
        assert stage.table.scroll_offset.y == 0
        await wheel(stage, left, times=40, shift=shift)
        assert stage.table.scroll_offset.x == 0


async def test_the_wheel_over_the_reader_scrolls_the_article_alone() -> None:
    async with staged([LONG]) as stage:
        await stage.pilot._post_mouse_events([events.MouseScrollDown] * 3, stage.reader, (5, 5))
        await stage.settle()
        assert stage.reader.scroll_y > 0
        assert stage.table.scroll_offset.y == 0
        assert stage.table.has_focus


# the divider


async def drag(stage: Stage, *columns: int) -> None:
    """Drag the divider over the columns of the screen, and let go at the last."""
    await stage.pilot.mouse_down(Divider, offset=(0, 5))
    for x in columns:
        await stage.pilot.hover(offset=(x, 10))
    await stage.pilot.mouse_up(offset=(columns[-1], 10))
    await stage.settle()


@pytest.mark.parametrize(("width", "least", "most"), [(120, 30, 89), (200, 30, 169)])
async def test_the_divider_is_dragged_and_both_panes_keep_something_beyond_both_ends(
    width: int, least: int, most: int
) -> None:
    async with staged(size=(width, 30)) as stage:
        for path, wanted in (((60, 50), 50), ((20, 0), least), ((width // 2,), width // 2), ((width - 1,), most)):
            await drag(stage, *path)
            assert stage.table.region.width == stage.screen.query_one(Divider).region.x == wanted
            assert stage.reader.region.width == width - wanted - 1
        assert stage.table.has_focus


async def test_a_divider_that_was_let_go_follows_no_longer() -> None:
    async with staged() as stage:
        divider = stage.screen.query_one(Divider)
        await drag(stage, 50)
        assert stage.app.mouse_captured is None
        await stage.pilot.hover(offset=(80, 10))
        await stage.settle()
        assert divider.region.x == 50
        assert not divider.is_dragged
        await stage.pilot.hover(Divider, offset=(0, 3))
        assert divider.render_line(0).text == "┃"
        await stage.pilot.hover(stage.table, offset=(3, 3))
        await stage.settle()
        assert divider.render_line(0).text == "│"


async def test_a_sheet_that_opens_while_the_divider_is_dragged_ends_the_drag() -> None:
    async with staged() as stage:
        divider = stage.screen.query_one(Divider)
        await stage.pilot.mouse_down(Divider, offset=(0, 5))
        await stage.pilot.hover(offset=(60, 10))
        await stage.press("question_mark")
        assert not divider.is_dragged
        assert stage.app.mouse_captured is None
        await stage.pilot.mouse_up(offset=(60, 10))
        await stage.press("escape")
        await stage.pilot.hover(offset=(90, 10))
        await stage.settle()
        assert (divider.region.x, divider.render_line(0).text) == (60, "│")


async def test_a_divider_from_which_the_mouse_is_taken_is_let_go() -> None:
    async with staged() as stage:
        divider = stage.screen.query_one(Divider)
        await stage.pilot.mouse_down(Divider, offset=(0, 5))
        assert divider.is_dragged
        stage.app.capture_mouse(None)
        await stage.settle()
        assert not divider.is_dragged


async def test_a_click_on_the_divider_moves_nothing() -> None:
    async with staged() as stage:
        await stage.pilot.click(Divider, offset=(0, 5))
        await stage.settle()
        assert stage.screen.view.split is None
        assert stage.table.has_focus


# the ticker


async def test_the_ticker_is_held_under_the_pointer_and_a_click_selects_what_is_there() -> None:
    async with staged() as stage:
        await stage.pilot.hover(stage.ticker, offset=(5, 0))
        assert not stage.ticker.is_moving
        line = stage.ticker.render_line(0).text
        for symbol in ("HUBC", "BOP"):
            await stage.pilot.click(stage.ticker, offset=(line.index(symbol) + 6, 0))
            await stage.settle()
            assert stage.table.selected == symbol
            assert stage.table.selected_row is not None
            assert stage.table.selected_row.symbol == symbol
        await stage.pilot.hover(stage.table, offset=(5, 5))
        assert stage.ticker.is_moving


async def test_a_click_on_the_ticker_brings_the_row_into_view() -> None:
    async with staged([LONG]) as stage:
        stage.ticker.jump_to("S0150")
        await stage.pilot.hover(stage.ticker)
        await stage.pilot.click(stage.ticker, offset=(2, 0))
        await stage.settle()
        assert stage.table.selected == "S0150"
        assert any(stage.table.render_line(y).text.startswith("▸  S0150") for y in range(stage.table.size.height))


async def test_a_click_on_what_the_table_does_not_show_opens_its_detail_and_leaves_the_cursor() -> None:
    async with staged() as stage:
        await stage.press("j")
        for symbol, keys in (("KSE100", ()), ("HUBC", ("slash", *"bop", "enter"))):
            await stage.press(*keys)
            stage.ticker.jump_to(symbol)
            await stage.pilot.click(stage.ticker, offset=(2, 0))
            await stage.settle()
            detail = stage.app.screen
            assert isinstance(detail, SymbolDetail)
            assert detail.symbol == symbol
            await stage.press("escape")
            assert stage.table.selected == "BOP"


# headings, filter, footer


async def test_a_click_on_the_heading_of_a_pane_goes_there() -> None:
    async with staged() as stage:
        for selector, pane in (("#reader-heading", stage.reader), ("#quotes-heading", stage.table)):
            await stage.pilot.click(selector, offset=(30, 0))
            await stage.settle()
            assert pane.has_focus
            assert stage.screen.query_one(selector, PaneHeading).has_class("-active")


async def test_a_click_into_the_filter_goes_on_typing() -> None:
    async with staged() as stage:
        await stage.press("slash", "u", "enter")
        await stage.pilot.click(Input, offset=(10, 0))
        await stage.settle()
        await stage.press("p")
        assert stage.screen.chosen.text == "up"
        await click(stage, 5, 2)
        assert stage.table.has_focus
        assert stage.table.selected == "HUBC"


@pytest.mark.parametrize(
    ("label", "screen"), [("Sort", SortMenu), ("Help", HelpSheet), ("Detail", SymbolDetail)], ids=str
)
async def test_a_click_on_a_key_of_the_footer_does_what_the_key_does(
    label: str, screen: type[SortMenu | HelpSheet | SymbolDetail]
) -> None:
    async with staged([FIRST], size=(200, 40)) as stage:
        key = next(key for key in stage.screen.query(FooterKey) if key.description == label)
        await stage.pilot.click(key)
        await stage.settle()
        assert stage.is_open(screen)
        await stage.press("escape")
        assert stage.table.has_focus


async def test_clicks_on_the_footer_reach_the_other_pane_the_filter_and_back() -> None:
    async with staged(size=(200, 40)) as stage:
        seen = []
        for label in ("Pane", "Find", "Done"):
            key = next(key for key in stage.screen.query(FooterKey) if key.description == label)
            await stage.pilot.click(key)
            await stage.settle()
            seen.append(type(stage.screen.focused).__name__)
        assert seen == ["HeadlineList", "TypedInput", "HeadlineList"]


# what is open over the monitor


async def test_clicks_beside_a_sheet_reach_nothing_under_it() -> None:
    async with staged() as stage:
        await stage.press("exclamation_mark")
        for at in ((5, 5), (5, 0), (5, 39)):
            await stage.pilot.click(offset=at)
        await stage.settle()
        assert stage.table.selected == "AIRLINK"
        assert not stage.is_open(MonitorScreen)


async def test_a_click_on_what_is_being_taken_away_ends_nothing() -> None:
    async with staged([page_of(*many(5), body="Kites rise\n\nAFP 20 Dec, 2023\n\nLAHORE: They rose.\n")]) as stage:
        piece = stage.screen.query(ArticleText).last()
        x, y = piece.region.offset
        with stage.app.batch_update():  # nothing is laid out anew meanwhile
            await piece.remove()
            down = events.MouseDown(None, x, y, 0, 0, 1, shift=False, meta=False, ctrl=False)
            await stage.app.on_event(down)
        await stage.press("j")
        assert stage.table.selected == "S0001"
