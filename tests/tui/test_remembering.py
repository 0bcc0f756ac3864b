"""What is there again at the next start, and what the app says where it cannot keep it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.command import CommandList, CommandPalette
from textual.worker import WorkerFailed

from tests.builders import ALWAYS_OPEN, FakeClock, ScriptedSource
from tests.tui.refreshing.test_settings_watch import ALL_DAY, desk_with, write
from tests.tui.stage import FIRST, Stage
from tui.app import TapewatchApp
from tui.history.keeper import FileHistory, NoHistory
from tui.lists.marked import Marked
from tui.paths import history_file
from tui.refreshing.settings_watch import LOOK_SECONDS
from tui.refreshing.watched import Watched
from tui.settings.file import SettingsFile
from tui.settings.model import Settings
from tui.view.file import ViewFile
from tui.view.keeper import ViewKeeper
from tui.view.model import ThemeChoice, View


@pytest.fixture
def file(tmp_path: Path) -> ViewFile:
    """Where the view is kept."""
    return ViewFile(tmp_path / "view.json")


@asynccontextmanager
async def window(
    file: ViewFile,
    theme: str = "tapewatch-dark",
    *,
    is_theme_given: bool = False,
    has_history: bool = False,
) -> AsyncIterator[Stage]:
    """Open a window on the file, with a theme that the settings name, or the command line; its view is kept.

    What is marked is kept in a history beside the file where there is to be one.
    """
    clock = FakeClock()
    source = ScriptedSource(clock, [FIRST])
    settings = Settings(theme=theme, hours=ALWAYS_OPEN)
    history = FileHistory(history_file(file.path.parent)) if has_history else NoHistory()
    app = TapewatchApp(
        [Watched(source, 60)], clock, settings, view_file=file, history=history, is_theme_given=is_theme_given
    )
    async with app.run_test(size=(120, 40)) as pilot:
        stage = Stage(app, pilot, clock, source)
        await clock.until_waits(1)
        await stage.settle()
        yield stage
    assert app.close_view() is None
    assert history.close() is None


def toasts(stage: Stage) -> list[str]:
    """Return what was said of what the user did."""
    return [notification.message for notification in stage.app._notifications]


# the theme


async def test_a_theme_that_was_chosen_is_there_again(file: ViewFile) -> None:
    async with window(file) as stage:
        await stage.press("t")
    async with window(file) as stage:
        assert stage.app.theme == "tapewatch-light"
    assert file.read()[0].theme == ThemeChoice("tapewatch-dark", "tapewatch-light")


async def test_a_theme_that_was_chosen_in_the_palette_is_there_again_and_one_only_looked_at_is_not(
    file: ViewFile,
) -> None:
    async with window(file) as stage:
        for word, leave in (("dracula", "escape"), ("nord", "enter")):
            stage.app.action_change_theme()
            await stage.settle()
            assert stage.is_open(CommandPalette)
            await stage.press(*word)
            found = stage.app.screen.query_one(CommandList)
            while not (found.option_count and word in str(found.get_option_at_index(0).prompt).lower()):
                await stage.settle()
            await stage.press(leave)
            await stage.settle()
            if stage.is_open(CommandPalette):
                await stage.press(leave)
        assert stage.app.theme == "nord"
    async with window(file) as stage:
        assert stage.app.theme == "nord"


async def test_the_theme_of_the_settings_chosen_again_is_no_choice(file: ViewFile) -> None:
    async with window(file) as stage:
        await stage.press("t", "t", "t", "t")
        assert stage.app.theme == "tapewatch-dark"
    assert file.read()[0].theme is None


async def test_settings_that_name_another_theme_than_then_win_and_the_choice_waits_for_them(file: ViewFile) -> None:
    async with window(file) as stage:
        await stage.press("t")
    async with window(file, "nord") as stage:
        assert stage.app.theme == "nord"
    async with window(file) as stage:
        assert stage.app.theme == "tapewatch-light"
    async with window(file, "nord") as stage:
        await stage.press("t")
    async with window(file, "nord") as stage:
        assert stage.app.theme == "tapewatch-dark"


async def test_the_command_line_wins_and_what_is_chosen_beside_it_is_not_kept(file: ViewFile) -> None:
    async with window(file) as stage:
        await stage.press("t")
    async with window(file, is_theme_given=True) as stage:
        assert stage.app.theme == "tapewatch-dark"
        await stage.press("t", "t")
        assert stage.app.theme == "tapewatch-contrast"
    async with window(file) as stage:
        assert stage.app.theme == "tapewatch-light"


async def test_a_theme_that_there_is_no_longer_is_passed_over(file: ViewFile) -> None:
    file.write(View(theme=ThemeChoice("tapewatch-dark", "plaid")))
    async with window(file) as stage:
        assert stage.app.theme == "tapewatch-dark"
        assert "plaid" not in stage.status


async def test_settings_that_change_while_it_is_open_win_over_the_choice(tmp_path: Path) -> None:
    async with desk_with(tmp_path / "settings.toml") as desk:
        await desk.stage.press("t")
        await desk.save(f"theme = 'nord'\n{ALL_DAY}")
        assert desk.stage.app.theme == "nord"
        await desk.save(ALL_DAY)
        assert desk.stage.app.theme == "tapewatch-dark"
        assert desk.stage.screen.view.theme is None


async def test_a_key_names_the_theme_in_a_toast_that_takes_the_place_of_an_earlier_one(file: ViewFile) -> None:
    async with window(file) as stage:
        await stage.press("t")
        assert toasts(stage) == ["Theme tapewatch-light."]
        await stage.press("t")
        assert toasts(stage) == ["Theme tapewatch-contrast."]


# stars, lists and marks


async def test_lists_stars_and_marks_are_there_again(file: ViewFile) -> None:
    for has_history in (True, False, True):
        async with window(file, has_history=has_history) as stage:
            await stage.press("asterisk", "W", "n", *"Banks", "enter", "space", "enter", "F", "F", "H", "m")
            before = stage.screen.view
        async with window(file, has_history=has_history) as stage:
            after = stage.screen.view
            assert (after.marked, after.watchlist, after.tape) == (before.marked, "Banks", "Banks")
            assert stage.symbols == ["AIRLINK"]
            assert stage.ticker.render_line(0).text.startswith("AIRLINK")
            await stage.press("asterisk", "W", "x", "escape", "H", "m")
        async with window(file, has_history=has_history) as stage:
            assert stage.screen.view.marked == Marked()


async def test_the_marks_of_before_there_was_a_history_are_there_with_the_first_picture(file: ViewFile) -> None:
    marks = {"starred": ["BOP"], "read": ["a"], "kept": ["b"]}
    file.path.write_text(json.dumps({"version": 1, "watchlist": "starred", **marks}), encoding="utf-8")
    for _ in range(2):
        async with window(file, has_history=True) as stage:
            assert stage.symbols == ["BOP"]
            assert stage.screen.view.marked == Marked(("BOP",), (), ("a",), ("b",))
    assert "starred" not in json.loads(file.path.read_text(encoding="utf-8"))


# two windows


async def test_two_windows_leave_each_other_the_lists_that_they_made(file: ViewFile) -> None:
    async with window(file, has_history=True) as one, window(file, has_history=True) as other:
        await one.press("W", "n", *"Banks", "enter", "space")
        await other.press("W", "n", *"Oil", "enter", "escape", "asterisk")
    async with window(file, has_history=True) as stage:
        assert {own.name: own.symbols for own in stage.screen.view.lists} == {"Banks": ("AIRLINK",), "Oil": ()}
        assert stage.screen.view.starred == ("AIRLINK",)


async def test_two_windows_leave_each_other_what_they_changed(file: ViewFile) -> None:
    async with window(file) as one, window(file) as other:
        await one.press("asterisk")
        await other.press("s", "l")
        await other.press("t")
    view = file.read()[0]
    assert (view.starred, view.order.key, view.theme and view.theme.chosen) == (("AIRLINK",), "last", "tapewatch-light")


# what is done no more


async def test_that_the_view_is_kept_no_more_is_said_until_the_end(
    file: ViewFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ViewKeeper, "_write", lambda _: 1 / 0)
    async with window(file) as stage:
        (keeping,) = [worker for worker in stage.app.workers if worker.group == "view"]
        await stage.press("asterisk")
        with pytest.raises(WorkerFailed):
            await keeping.wait()
        await stage.settle()
        stage.app._tell_kept(None)
        assert "no longer remembered" in stage.status
        monkeypatch.undo()


async def test_that_settings_are_followed_no_more_outlives_other_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk_with(tmp_path / "settings.toml") as desk:
        monkeypatch.setattr(SettingsFile, "stamp", lambda _: 1 / 0)
        desk.clock.advance(LOOK_SECONDS)
        (following,) = [worker for worker in desk.stage.app.workers if worker.group == "settings"]
        with pytest.raises(WorkerFailed):
            await following.wait()
        await desk.stage.settle()
        for news in ("The view cannot be kept.", None):
            desk.stage.app._tell_kept(news)
            await desk.stage.settle()
            assert "no longer taken up" in desk.stage.status


async def test_a_broken_settings_file_does_not_cost_the_choice(tmp_path: Path, file: ViewFile) -> None:
    file.write(View(theme=ThemeChoice("nord", "dracula")))
    path = tmp_path / "settings.toml"
    write(path, "theme = ")
    settings, fault = SettingsFile(path).read()
    app = TapewatchApp([], FakeClock(), settings, fault=fault, view_file=file)
    async with app.run_test(size=(120, 40)):
        assert app.theme == "tapewatch-dark"
    assert app.close_view() is None
    assert file.read()[0].theme == ThemeChoice("nord", "dracula")
