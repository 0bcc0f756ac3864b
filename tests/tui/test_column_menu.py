"""The menu of the columns, on a stage of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App
from textual.containers import Vertical, VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Static

from tui import themes
from tui.prices.order import OF_HOLDINGS, SortKey
from tui.render.columns import BY_KEY, COLUMNS
from tui.screens.column_menu import MEANINGS, ColumnMenu
from tui.screens.menu_line import MenuLine

USUAL = tuple(column for column in COLUMNS if column.key not in OF_HOLDINGS)
"""What there is where nothing is held."""

SYMBOL, LAST, CHANGE, PERCENT, TREND, LOW, HIGH, PREVIOUS, NEWS, MOVED = (column.key for column in USUAL)
FITTING = (SYMBOL, LAST, CHANGE, PERCENT)
Columns = tuple[SortKey, ...]


class Stage(App[None]):
    """An app that asks for the columns, and keeps the answers."""

    def __init__(self, chosen: Columns, fitting: Columns, *, has_holdings: bool) -> None:
        super().__init__()
        self.answers: list[Columns | None] = []
        self.menu = ColumnMenu(chosen, fitting, has_holdings=has_holdings)
        for theme in themes.OWN:
            self.register_theme(theme)
        self.theme = themes.DARK.name

    def on_mount(self) -> None:
        """Open the menu."""
        self.push_screen(self.menu, self.answers.append)

    @property
    def lines(self) -> list[str]:
        """The lines of the list."""
        return [str(line.content) for line in self.menu.query(MenuLine)]

    @property
    def ticked(self) -> list[str]:
        """The headings with a check mark, in their order."""
        return [line[4:].split()[0] for line in self.lines if line[2] == "✓"]

    @property
    def at(self) -> str:
        """The heading at the cursor."""
        return next(line[4:].split()[0] for line in self.lines if line.startswith("▸"))

    @property
    def heading(self) -> str:
        """The title of the menu."""
        return str(self.menu.query_one(".columns--title", Static).content)


@asynccontextmanager
async def asked(
    chosen: Columns = (), fitting: Columns = FITTING, size: tuple[int, int] = (80, 24), *, has_holdings: bool = False
) -> AsyncIterator[tuple[Stage, Pilot[None]]]:
    """Open the menu for a view of these columns."""
    app = Stage(chosen, fitting, has_holdings=has_holdings)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


def titles(*keys: SortKey) -> list[str]:
    """Return the headings of the columns."""
    return [BY_KEY[key].title for key in keys]


async def test_every_column_is_there_and_says_what_it_means() -> None:
    assert set(MEANINGS) == set(BY_KEY)
    async with asked() as (app, _):
        assert [line[4:].split()[0] for line in app.lines] == [column.title for column in USUAL]
    async with asked(has_holdings=True) as (app, _):
        assert [line[4:].split()[0] for line in app.lines] == [column.title for column in COLUMNS]
        assert all(MEANINGS[column.key] in line for column, line in zip(COLUMNS, app.lines, strict=True))


async def test_as_many_as_fit_ticks_those_that_do() -> None:
    async with asked() as (app, pilot):
        assert app.ticked == titles(*FITTING)
        assert "as many as fit" in app.heading
        await pilot.press("enter")
        assert app.answers == [()]


async def test_ones_own_choice_stands_first_in_its_order() -> None:
    async with asked((MOVED, SYMBOL, LAST, LAST, SortKey.OWN)) as (app, pilot):
        assert app.ticked == titles(SYMBOL, MOVED, LAST)
        assert [line[4:].split()[0] for line in app.lines][:4] == titles(SYMBOL, MOVED, LAST, CHANGE)
        assert "your own choice" in app.heading
        await pilot.press("enter")
        assert app.answers == [(SYMBOL, MOVED, LAST)]


@pytest.mark.parametrize("key", ["space", "x"])
async def test_a_column_is_put_on_and_off(key: str) -> None:
    async with asked() as (app, pilot):
        await pilot.press("j", "down", key, "end", key)
        assert app.ticked == titles(SYMBOL, LAST, PERCENT, MOVED)
        assert "your own choice" in app.heading
        await pilot.press("enter")
        assert app.answers == [(SYMBOL, LAST, PERCENT, MOVED)]


async def test_the_symbol_is_always_on_and_the_first() -> None:
    async with asked() as (app, pilot):
        await pilot.press("space", "J", "shift+down", "K", "j", "K")
        assert app.ticked == titles(*FITTING)
        assert "as many as fit" in app.heading
        await pilot.press("enter")
        assert app.answers == [()]


async def test_the_symbol_may_stand_alone() -> None:
    async with asked((LAST,)) as (app, pilot):
        await pilot.press("j", "x", "enter")
        assert app.answers == [(SYMBOL,)]


async def test_a_column_moves_with_the_cursor() -> None:
    async with asked() as (app, pilot):
        await pilot.press("j", "J", "shift+down", "K")
        assert app.at == "Last"
        await pilot.press("enter")
        assert app.answers == [(SYMBOL, CHANGE, LAST, PERCENT)]


async def test_a_column_does_not_move_past_the_end() -> None:
    async with asked((MOVED,)) as (app, pilot):
        await pilot.press("G", "J", "J")
        assert app.at == "News"
        await pilot.press("enter")
        assert app.answers == [(SYMBOL, MOVED)]


async def test_the_cursor_stays_in_the_list() -> None:
    async with asked() as (app, pilot):
        await pilot.press("k", "up")
        assert app.at == "Symbol"
        await pilot.press(*["j"] * 20)
        assert app.at == "Moved"
        await pilot.press("g")
        assert app.at == "Symbol"


async def test_a_goes_back_to_as_many_as_fit() -> None:
    async with asked((MOVED, LAST)) as (app, pilot):
        await pilot.press("a")
        assert app.ticked == titles(*FITTING)
        assert [line[4:].split()[0] for line in app.lines] == [column.title for column in USUAL]
        await pilot.press("enter")
        assert app.answers == [()]


@pytest.mark.parametrize("key", ["escape", "q", "c"])
async def test_leaving_changes_nothing(key: str) -> None:
    async with asked() as (app, pilot):
        await pilot.press("j", "x", key)
        assert app.answers == [None]


async def test_a_click_goes_to_a_column_and_toggles_it() -> None:
    async with asked() as (app, pilot):
        lines = list(app.menu.query(MenuLine))
        await pilot.click(lines[4])
        await pilot.click(lines[1], offset=(3, 0))
        await pilot.pause()
        assert app.at == "Last"
        assert app.ticked == titles(SYMBOL, CHANGE, PERCENT, TREND)


async def test_the_hints_can_be_clicked() -> None:
    async with asked((LAST, LOW)) as (app, pilot):
        keys = app.menu.query_one("Static.-keys", Static)
        shown = str(keys.content)
        indent = keys.size.width - len(shown)
        await pilot.press("j")
        for hint in ("J down", "Space", "K up"):
            await pilot.click(keys, offset=(indent + shown.index(hint), 0))
        await pilot.pause()
        assert (app.at, app.ticked) == ("Last", titles(SYMBOL, LOW))
        await pilot.click(".columns--hint", offset=(1, 0))
        await pilot.pause()
        assert app.ticked == titles(*FITTING)
        await pilot.click(keys, offset=(indent + shown.index("Enter"), 0))
        await pilot.pause()
        assert app.answers == [()]


async def test_a_click_on_the_last_hint_leaves() -> None:
    async with asked() as (app, pilot):
        keys = app.menu.query_one("Static.-keys", Static)
        await pilot.click(keys, offset=(keys.size.width - 1, 0))
        await pilot.pause()
        assert app.answers == [None]


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 50)])
async def test_the_whole_menu_is_in_sight(size: tuple[int, int]) -> None:
    async with asked(size=size) as (app, _):
        box = app.menu.query_one(Vertical)
        assert box.max_scroll_y == 0
        for static in app.menu.query(Static):
            assert len(str(static.content)) <= static.size.width
            assert box.content_region.contains_region(static.region)


async def test_columns_on_holdings_that_were_chosen_are_there_also_where_nothing_is_held() -> None:
    async with asked((LAST, SortKey.GAIN)) as (app, pilot):
        assert app.ticked == titles(SYMBOL, LAST, SortKey.GAIN)
        assert len(app.lines) == len(COLUMNS)
        await pilot.press("enter")
        assert app.answers == [(SYMBOL, LAST, SortKey.GAIN)]


async def test_the_whole_menu_is_in_sight_on_a_usual_terminal_also_where_something_is_held() -> None:
    async with asked(has_holdings=True) as (app, _):
        assert app.menu.query_one(Vertical).max_scroll_y == 0


async def test_in_a_window_that_is_too_small_the_cursor_stays_in_sight() -> None:
    async with asked(size=(40, 9)) as (app, pilot):
        box = app.menu.query_one(Vertical)
        for key in ("G", "g"):
            await pilot.press(key)
            await pilot.pause()
            line = next(line for line in app.menu.query(MenuLine) if line.has_class("-at"))
            assert box.content_region.overlaps(line.region)


@pytest.mark.parametrize("key", ["g", "G"])
async def test_title_and_keys_stay_in_sight_where_the_list_scrolls(key: str) -> None:
    async with asked(size=(60, 16), has_holdings=True) as (app, pilot):
        await pilot.press(key)
        await pilot.pause()
        assert app.menu.query_one(VerticalScroll).max_scroll_y > 0
        box = app.menu.query_one(Vertical)
        for part in (".columns--title", ".columns--hint", ".-keys"):
            assert box.content_region.contains_region(app.menu.query_one(part).region)
