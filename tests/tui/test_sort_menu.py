"""The menu of the orders, by its cursor and the mouse; what its letters do is tested on the monitor."""

import pytest
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from tests.tui.stage import Stage, staged
from tui.prices.order import OF_HOLDINGS, Order, SortKey
from tui.render.columns import BY_KEY
from tui.screens.hints import Hints
from tui.screens.menu_line import MenuLine
from tui.screens.monitor import MonitorScreen
from tui.screens.sort_menu import LETTERS, SortMenu

USUAL = {letter: key for letter, key in LETTERS.items() if key not in OF_HOLDINGS}
"""What there is where nothing is held."""

HOLD = ("e", *"5@7", "enter")
"""The keys by which something is held."""


def lines_of(stage: Stage) -> list[MenuLine]:
    """Return the lines of the menu that is open."""
    return list(stage.app.screen.query(MenuLine))


def at(stage: Stage) -> list[SortKey]:
    """Return where the cursor is, where nothing is held."""
    return [list(USUAL.values())[line.place] for line in lines_of(stage) if line.has_class("-at")]


async def test_the_cursor_begins_at_the_order_of_now_and_stays_in_the_list() -> None:
    async with staged() as stage:
        await stage.press("s", "l", "s")
        assert at(stage) == [SortKey.LAST]
        await stage.press("k", "up", "up")
        assert at(stage) == [SortKey.SYMBOL]
        await stage.press(*["j"] * 20)
        assert at(stage) == [SortKey.OWN]


async def test_enter_takes_what_the_cursor_is_at_and_the_same_again_turns_it_round() -> None:
    async with staged() as stage:
        await stage.press("s", "down", "j", "enter")
        assert stage.screen.view.order == Order(SortKey.CHANGE, is_reversed=True)
        await stage.press("s", "enter")
        assert stage.screen.view.order == Order(SortKey.CHANGE, is_reversed=False)
        assert stage.is_open(MonitorScreen)


async def test_a_click_chooses() -> None:
    async with staged() as stage:
        await stage.press("s")
        await stage.pilot.click(lines_of(stage)[3], offset=(20, 0))
        await stage.settle()
        assert stage.screen.view.order == Order(SortKey.PERCENT, is_reversed=True)


async def test_the_hints_can_be_clicked() -> None:
    async with staged() as stage:
        for hint, order in (("Esc", Order()), ("Enter", Order(SortKey.SYMBOL, is_reversed=True))):
            await stage.press("s")
            hints = stage.app.screen.query_one(Hints)
            text = hints.render_line(0).text
            await stage.pilot.click(hints, offset=(text.index(hint), 0))
            await stage.settle()
            assert stage.is_open(MonitorScreen)
            assert stage.screen.view.order == order


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 50)])
async def test_the_whole_menu_is_in_sight(size: tuple[int, int]) -> None:
    async with staged(size=size) as stage:
        await stage.press("s")
        menu = stage.app.screen
        assert isinstance(menu, SortMenu)
        box = menu.query_one(Vertical)
        assert box.max_scroll_y == 0
        all_lines = [static for static in menu.query(Static) if static.display]
        shown = [" ".join(static.render_line(0).text.split()) for static in all_lines]
        hints = (
            ["Enter takes Esc closes"]
            if size == (60, 16)
            else ["The same again turns it round.", "Enter takes Esc closes"]
        )
        assert shown[1 : -len(hints)] == [
            f"{'▸ ' * (n == 0)}{letter} {key}{' ↑' * (n == 0)}" for n, (letter, key) in enumerate(USUAL.items())
        ]
        assert shown[-len(hints) :] == hints
        assert all(box.content_region.contains_region(static.region) for static in all_lines)


async def test_what_is_held_is_among_it_only_where_something_is() -> None:
    async with staged() as stage:
        await stage.press("s", "g")
        assert stage.is_open(SortMenu)
        assert len(lines_of(stage)) == len(USUAL)
        await stage.press("escape", *HOLD, "s")
        assert len(lines_of(stage)) == len(LETTERS)


async def test_what_sorts_is_among_it_also_where_nothing_is_held_any_more() -> None:
    async with staged() as stage:
        await stage.press(*HOLD, "s", "g", "e", "0", "enter", "s")
        assert len(lines_of(stage)) == len(LETTERS)
        await stage.press("enter")
        assert stage.screen.view.order == Order(SortKey.GAIN)


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
async def test_where_something_is_held_the_cursor_stays_in_sight(size: tuple[int, int]) -> None:
    async with staged(size=size) as stage:
        await stage.press(*HOLD, "s", *["j"] * 20)
        text = stage.app.screen.query_one(VerticalScroll)
        line = next(line for line in lines_of(stage) if line.has_class("-at"))
        assert text.content_region.contains_region(line.region)
        assert text.max_scroll_y == 0 or size == (60, 16)


@pytest.mark.parametrize("keys", [(), ("G",), ("j",) * 20])
async def test_title_and_keys_stay_in_sight_where_the_list_scrolls(keys: tuple[str, ...]) -> None:
    async with staged(size=(60, 16)) as stage:
        await stage.press(*HOLD, "s", *keys)
        menu = stage.app.screen
        assert menu.query_one(VerticalScroll).max_scroll_y > 0
        for part in (menu.query_one(".menu--title"), menu.query_one(Hints)):
            assert menu.query_one(Vertical).content_region.contains_region(part.region)


async def test_the_orders_are_called_as_their_columns_are() -> None:
    async with staged() as stage:
        await stage.press(*HOLD, "s")
        for line, key in zip(lines_of(stage), LETTERS.values(), strict=True):
            name = BY_KEY[key].title.lower() if key in OF_HOLDINGS else str(key)
            assert name in line.render_line(0).text
