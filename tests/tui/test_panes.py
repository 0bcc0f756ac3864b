"""The panes: the divider between them, the zoom, and where the keys go."""

from pathlib import Path

import pytest

from tests.builders import ALWAYS_OPEN, FakeClock, ScriptedSource, page_of, quote
from tests.tui.stage import AIRLINK, FIRST, Stage, staged
from tui.app import TapewatchApp
from tui.lists.watchlists import Watchlist
from tui.refreshing.watched import Watched
from tui.screens.monitor import MonitorScreen
from tui.settings.model import Settings
from tui.view.file import ViewFile
from tui.widgets.pane_heading import PaneHeading

READING = ("l",)

# the divider


@pytest.mark.parametrize(("width", "least", "most"), [(100, 30, 69), (120, 30, 89), (200, 30, 169)])
async def test_the_divider_stops_at_both_ends_and_comes_back_from_there_at_once(
    width: int, least: int, most: int
) -> None:
    async with staged(size=(width, 30)) as stage:
        for key, back, end, step in (
            ("less_than_sign", "greater_than_sign", least, 4),
            ("greater_than_sign", "less_than_sign", most, -4),
        ):
            stage.screen.view = stage.screen.view.model_copy(update={"split": end + step})
            await stage.press(key, key, key)
            assert stage.table.region.width == end
            await stage.press(back)
            assert stage.table.region.width == end + step


async def test_the_split_outlives_a_narrow_window_and_a_zoom() -> None:
    async with staged() as stage:
        await stage.press("greater_than_sign", "greater_than_sign")
        chosen = stage.table.region.width
        assert stage.screen.view.split == chosen == 74
        await stage.pilot.resize_terminal(70, 20)
        await stage.settle()
        assert stage.table.region.width == 70
        await stage.press("less_than_sign")
        assert stage.screen.view.split == chosen
        await stage.pilot.resize_terminal(120, 40)
        await stage.settle()
        assert stage.table.region.width == chosen
        await stage.press("z", "z")
        assert stage.table.region.width == chosen


async def test_the_split_is_still_there_the_next_time(tmp_path: Path) -> None:
    widths = []
    for _ in range(2):
        clock = FakeClock()
        source = ScriptedSource(clock, [FIRST])
        view_file = ViewFile(tmp_path / "view.json")
        app = TapewatchApp([Watched(source, 60)], clock, Settings(hours=ALWAYS_OPEN), view_file=view_file)
        async with app.run_test(size=(120, 40)) as pilot:
            stage = Stage(app, pilot, clock, source)
            await stage.settle()
            widths.append(stage.table.region.width)
            await stage.press("less_than_sign")
        assert app.close_view() is None
    assert widths == [66, 62]


# the zoom


@pytest.mark.parametrize("is_reading", [False, True])
async def test_the_pane_in_use_gets_the_whole_width_and_keeps_the_keys(is_reading: bool) -> None:
    async with staged() as stage:
        await stage.press(*(READING if is_reading else ()))
        pane, other = (stage.reader, stage.table) if is_reading else (stage.table, stage.reader)
        await stage.press("z")
        assert (pane.region.width, other.is_on_screen, pane.has_focus) == (120, False, True)
        await stage.press("h" if is_reading else "l")
        assert (other.region.width, pane.is_on_screen, other.has_focus) == (120, False, True)
        await stage.press("l" if is_reading else "h", "z")
        assert pane.has_focus
        assert pane.is_on_screen
        assert other.is_on_screen


@pytest.mark.parametrize("is_reading", [False, True])
async def test_a_zoom_outlives_a_resize(is_reading: bool) -> None:
    async with staged() as stage:
        await stage.press(*(READING if is_reading else ()), "z")
        pane, other = (stage.reader, stage.table) if is_reading else (stage.table, stage.reader)
        for width, height in ((70, 20), (40, 10), (200, 50)):
            await stage.pilot.resize_terminal(width, height)
            await stage.settle()
        assert (pane.region.width, other.is_on_screen, pane.has_focus) == (200, False, True)
        await stage.press("z")
        assert other.is_on_screen


async def test_where_one_pane_has_the_whole_width_anyway_a_zoom_is_not_kept_for_later() -> None:
    async with staged(size=(80, 24)) as stage:
        await stage.press("z")
        await stage.pilot.resize_terminal(120, 40)
        await stage.settle()
        assert stage.table.is_on_screen
        assert stage.reader.is_on_screen


async def test_a_pane_that_was_clicked_into_is_the_one_in_use() -> None:
    async with staged() as stage:
        await stage.pilot.click(stage.reader, offset=(5, 20))
        await stage.settle()
        assert stage.reader.has_focus
        await stage.press("z")
        assert stage.reader.region.width == 120
        await stage.press("z", "tab")
        assert stage.table.has_focus
        await stage.pilot.click(stage.reader, offset=(5, 20))
        await stage.pilot.resize_terminal(80, 24)
        await stage.settle()
        assert stage.reader.is_on_screen
        assert stage.reader.has_focus


# where the keys go


async def test_a_command_on_the_divider_does_nothing_where_there_is_none() -> None:
    async with staged(size=(80, 24)) as stage:
        await stage.press("less_than_sign", "greater_than_sign", "z")
        assert stage.screen.view.split is None
        assert stage.table.region.width == 80


@pytest.mark.parametrize("opening", ["s", "question_mark", "exclamation_mark", "enter", "c", "ctrl+p"])
@pytest.mark.parametrize("is_reading", [False, True])
async def test_the_keys_are_where_they_were_once_what_was_open_is_closed(opening: str, is_reading: bool) -> None:
    async with staged() as stage:
        await stage.press(*(READING if is_reading else ()), opening, "escape")
        assert stage.is_open(MonitorScreen)
        assert stage.screen.focused is (stage.reader if is_reading else stage.table)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_keys_stay_with_the_quotes_while_a_list_is_empty(size: tuple[int, int]) -> None:
    async with staged(size=size) as stage:
        await stage.press("w")
        assert stage.notice.startswith("No symbol has a star yet.")
        await stage.press("j", "k", "asterisk", "enter", "J", "pagedown", "G")
        assert stage.is_open(MonitorScreen)
        await stage.press("w", "w", "w")
        assert stage.screen.view.watchlist is Watchlist.ALL
        assert stage.table.has_focus
        await stage.press("j")
        assert stage.table.selected == "BOP"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_keys_stay_with_the_quotes_while_a_filter_finds_nothing(size: tuple[int, int]) -> None:
    async with staged(size=size) as stage:
        await stage.press("slash", *"zzz")
        assert stage.notice == "No symbol fits zzz. Esc shows all again."
        await stage.press("enter")
        assert stage.table.has_focus
        await stage.press("tab", "tab", "tab")
        assert stage.table.has_focus
        await stage.press("escape")
        assert (stage.notice, stage.symbols) == ("", ["AIRLINK", "BOP", "HUBC"])
        assert stage.table.has_focus
        await stage.press("j")
        assert stage.table.selected == "BOP"


async def test_the_keys_stay_with_the_quotes_where_a_refresh_takes_the_last_row_of_a_list_away() -> None:
    down = page_of(quote("AIRLINK", "74.00", "-0.25"))
    async with staged([page_of(AIRLINK), down, page_of(AIRLINK)], size=(80, 24)) as stage:
        await stage.press("w", "w")
        assert stage.symbols == ["AIRLINK"]
        await stage.next_refresh()
        assert stage.notice == "There are no gainers now. w goes on to the next list."
        assert stage.table.has_focus
        await stage.next_refresh()
        assert stage.table.has_focus
        assert stage.symbols == ["AIRLINK"]


async def test_the_heading_of_the_pane_in_use_stands_out() -> None:
    async with staged() as stage:
        headings = [
            stage.screen.query_one(f"#{name}-heading", PaneHeading) for name in ("quotes", "headlines", "reader")
        ]
        seen = []
        for key in ("l", "slash", "escape", "tab", "tab"):
            await stage.press(key)
            seen.append([heading.render_line(0).text.startswith("▸") for heading in headings])
            assert seen[-1] == [heading.has_class("-active") for heading in headings]
        quotes, headlines, reader = [[place == n for place in range(3)] for n in range(3)]
        assert seen == [reader, reader, reader, quotes, headlines]


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (99, 30)])
async def test_where_one_pane_is_in_sight_brackets_tell_which_and_what_is_said_of_it_stands_apart(
    size: tuple[int, int],
) -> None:
    async with staged(size=size) as stage:
        for key, names in (
            ("h", "[Quotes] │ Headlines │ Reader"),
            ("H", "Quotes │ [Headlines] │ Reader"),
            ("l", "Quotes │ Headlines │ [Reader]"),
        ):
            await stage.press(key)
            pane = stage.screen.panes.pane
            line = stage.screen.query_one(f"#{pane.lower()}-heading", PaneHeading).render_line(0).text
            assert line.startswith(f" {names}")
            assert len(line) == size[0] - 1  # and a blank one
        await stage.press("h")
        line = stage.screen.query_one("#quotes-heading", PaneHeading).render_line(0).text
        assert line.endswith("  by symbol ↑")


async def test_on_the_narrowest_screen_a_heading_leaves_out_what_it_has_no_room_for() -> None:
    async with staged(size=(60, 16)) as stage:
        await stage.press("w", "w", "s", "v", "slash", "b")
        heading = stage.screen.query_one("#quotes-heading", PaneHeading)
        assert heading.aside.plain == "gainers · by previous ↓"
        stage.screen.view = stage.screen.view.model_copy(update={"watchlist": "x" * 24})
        await stage.settle()
        assert heading.aside.plain == "x" * 24


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_what_is_looked_for_in_the_reader_leaves_the_quotes_alone(size: tuple[int, int]) -> None:
    async with staged(size=size) as stage:
        await stage.press("l", "slash", *"rose", "enter")
        assert stage.reader.has_focus
        assert stage.reader.found == "1 of 1"
        assert stage.symbols == ["AIRLINK", "BOP", "HUBC"]
        await stage.press("escape")
        assert stage.reader.found == ""
        assert stage.reader.has_focus
