"""A settings file that changes while the monitor is open: a real file, and a clock that only the test moves."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from tests.builders import FakeClock, ScriptedSource, page_of, refreshed
from tests.tui.stage import AIRLINK, ARTICLE, BOP, HUBC, Stage
from tui.app import TapewatchApp
from tui.refresh import Kind
from tui.refreshing.settings_watch import LOOK_SECONDS, REST_SECONDS, SettingsWatch
from tui.refreshing.watched import OpenSources
from tui.settings.file import SettingsFile
from tui.settings.model import Settings, SourceSettings
from tui.sources import Source
from tui.widgets.messages import SourceReport
from tui.widgets.pane_heading import PaneHeading

ALL_DAY = "[hours]\nmonday_to_thursday = ['00:00-23:59']\nfriday = ['00:00-23:59']\n"
PAGES = {
    "a": page_of(AIRLINK, body=ARTICLE),
    "b": page_of(BOP),
    "c": page_of(HUBC),
    "https://a.example/": page_of(HUBC),
    "replay": page_of(BOP),
    "demo": page_of(AIRLINK),
}


def write(path: Path, text: str | None) -> None:
    """Save the text, or remove the file."""
    if text is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(text, encoding="utf-8")


def state_of(path: Path) -> tuple[bytes, int, int]:
    """Return what must not change where a file is only read."""
    return path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino


def replace_unseen(path: Path, text: str) -> None:
    """Put another file in its place, with the same time."""
    other, before = path.with_name("other"), path.stat()
    write(other, text)
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.rename(path)


class Desk:
    """The monitor, its settings file, and every source that it opened."""

    def __init__(self, file: SettingsFile) -> None:
        self.file = file
        self.clock = FakeClock()
        self.opened: list[ScriptedSource] = []
        self.sources = OpenSources(self.open_one)
        self.watch = SettingsWatch(file, self.sources, self.clock, file.stamp())
        self.stage: Stage

    def open_one(self, named: SourceSettings, settings: Settings) -> Source:
        """Open a source that always gives its one page; a replay's pace depends on the speed, as a folder's does."""
        kind = Kind.REPLAY if named.address == "replay" else Kind.LIVE
        every = 5 / settings.speed if kind is Kind.REPLAY else 60.0
        source = ScriptedSource(self.clock, [PAGES[named.address]], name=named.address, kind=kind, every=every)
        self.opened.append(source)
        return source

    @property
    def fetched(self) -> dict[str, int]:
        """How often each source that was ever asked was asked, by name; one opened anew counts with the one before."""
        names = dict.fromkeys(source.name for source in self.opened if source.fetches)
        return {name: sum(one.fetches for one in self.opened if one.name == name) for name in names}

    @property
    def closed(self) -> list[str]:
        """The names of the sources that were closed."""
        return [source.name for source in self.opened if source.is_closed]

    @property
    def toasts(self) -> list[str]:
        """What was said of what the user did."""
        return [notification.message for notification in self.stage.app._notifications]

    async def until_wait(self, seconds: float, times: int) -> None:
        """Return when somebody has begun to wait for so many seconds for the nth time."""
        while self.clock.waits.count(seconds) < times:
            await self.clock.until_waits(len(self.clock.waits) + 1)

    async def pass_time(self, seconds: float, then: float) -> None:
        """Let time pass, and return when the watch has looked and waits for `then` seconds."""
        times = self.clock.waits.count(then) + 1
        self.clock.advance(seconds)
        await self.until_wait(then, times)
        await self.stage.settle()

    async def save(self, text: str | None) -> None:
        """Save the file, or remove it, and let the monitor see it."""
        write(self.file.path, text)
        await self.pass_time(LOOK_SECONDS, REST_SECONDS)
        await self.pass_time(REST_SECONDS, LOOK_SECONDS)
        await self.stage.settle()


@asynccontextmanager
async def desk_with(
    path: Path, text: str | None = ALL_DAY, *, addresses: tuple[str, ...] = (), **options: object
) -> AsyncIterator[Desk]:
    """Open the monitor with a settings file of that text; addresses and options are the command line's."""
    write(path, text)
    desk = Desk(SettingsFile(path, options=options, addresses=addresses))
    settings, fault = desk.file.read()
    watched = desk.sources.watch(desk.file.sources(settings), settings)
    app = TapewatchApp(watched, desk.clock, settings, fault=fault, watch=desk.watch)
    async with app.run_test(size=(120, 40)) as pilot:
        desk.stage = Stage(app, pilot, desk.clock, desk.opened[0])
        await desk.clock.until_waits(len(watched) + 1)
        await desk.stage.settle()
        yield desk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / "settings.toml"


async def test_another_theme_is_taken_up_with_a_toast(path: Path) -> None:
    async with desk_with(path) as desk:
        assert desk.stage.app.theme == "tapewatch-dark"
        await desk.save(f"theme = 'tapewatch-light'\n{ALL_DAY}")
        assert desk.stage.app.theme == "tapewatch-light"
        assert desk.toasts == ["Settings taken up."]


async def test_a_theme_that_the_user_chose_by_key_stays_while_the_file_names_the_same(path: Path) -> None:
    async with desk_with(path) as desk:
        await desk.stage.press("t")
        await desk.save(f"stale_after = 400\n{ALL_DAY}")
        assert desk.stage.app.theme == "tapewatch-light"


async def test_a_theme_that_there_is_not_is_said_as_long_as_it_is_named(path: Path) -> None:
    async with desk_with(path) as desk:
        for text in ("theme = 'plaid'\n", "theme = 'plaid'\nstale_after = 400\n"):
            await desk.save(text + ALL_DAY)
            assert desk.stage.app.theme == "tapewatch-dark"
            assert "There is no theme plaid" in desk.stage.status
        assert desk.toasts == []
        await desk.save(f"theme = 'nord'\n{ALL_DAY}")
        assert desk.stage.app.theme == "nord"
        assert "plaid" not in desk.stage.status


async def test_another_limit_of_age_dims_prices_at_once(path: Path) -> None:
    async with desk_with(path) as desk:
        assert desk.stage.screen.stale == frozenset()
        desk.clock.advance(10)
        await desk.save(f"ageing_after = 1\nstale_after = 2\n{ALL_DAY}")
        assert desk.stage.screen.stale == {"AIRLINK"}
        assert "stale since" in desk.stage.status


async def test_other_hours_tell_that_the_market_is_closed(path: Path) -> None:
    async with desk_with(path) as desk:
        assert "closed" not in desk.stage.status
        await desk.save("[hours]\nfriday = []")
        assert "market closed" in desk.stage.status


async def test_a_wrong_file_keeps_what_held_says_why_and_is_not_touched(path: Path) -> None:
    async with desk_with(path, f"theme = 'nord'\n{ALL_DAY}") as desk:
        await desk.save(f"theme = 'nord'\nstale_after = 400\n{ALL_DAY}")
        assert desk.toasts == ["Settings taken up."]
        await desk.save("theme = 'nord'\nstale_after = 'long'\n")
        before = state_of(path)
        said = f"In the settings {path}, line 2, stale_after is wrong"
        for _ in range(2):
            assert said in desk.stage.status
            assert "what held before still holds." in desk.stage.status
            await desk.pass_time(LOOK_SECONDS, LOOK_SECONDS)
        assert (desk.stage.app.theme, desk.toasts) == ("nord", [])
        assert state_of(path) == before
        await desk.save(f"theme = 'nord'\n{ALL_DAY}")
        assert said not in desk.stage.status
        assert desk.toasts == ["Settings taken up."]


async def test_a_monitor_that_opens_on_a_wrong_file_holds_the_defaults_and_never_writes(path: Path) -> None:
    async with desk_with(path, "every = ") as desk:
        before = state_of(path)
        assert "the defaults hold." in desk.stage.status
        await desk.pass_time(LOOK_SECONDS, LOOK_SECONDS)
        assert desk.stage.symbols == ["AIRLINK"]
    assert state_of(path) == before


async def test_a_file_that_appears_and_one_that_disappears_are_taken_up(path: Path) -> None:
    async with desk_with(path, None) as desk:
        await desk.save("theme = 'nord'")
        assert desk.stage.app.theme == "nord"
        assert desk.toasts == ["Settings taken up."]
        await desk.save(None)
        assert desk.stage.app.theme == "tapewatch-dark"
        assert desk.toasts == ["Settings taken up."]


async def test_a_file_that_is_replaced_by_another_of_its_size_and_time_is_seen(path: Path) -> None:
    async with desk_with(path, "theme = 'nord'") as desk:
        replace_unseen(path, "theme = 'gruv'")
        await desk.pass_time(LOOK_SECONDS, REST_SECONDS)
        await desk.pass_time(REST_SECONDS, LOOK_SECONDS)
        assert "There is no theme gruv" in desk.stage.status


async def test_a_half_written_file_is_not_taken_up(path: Path) -> None:
    async with desk_with(path, f"theme = 'nord'\n{ALL_DAY}") as desk:
        write(path, "")
        await desk.pass_time(LOOK_SECONDS, REST_SECONDS)
        write(path, f"theme = 'dracula'\n{ALL_DAY}")
        await desk.pass_time(REST_SECONDS, REST_SECONDS)
        assert desk.stage.app.theme == "nord"
        await desk.pass_time(REST_SECONDS, LOOK_SECONDS)
        assert desk.stage.app.theme == "dracula"
        assert len(desk.toasts) == 1


async def test_a_file_that_was_only_touched_is_no_news(path: Path) -> None:
    async with desk_with(path) as desk:
        await desk.save(f"# nothing new\n{ALL_DAY}")
        assert desk.toasts == []


async def test_what_the_command_line_says_stays_on_top(path: Path) -> None:
    async with desk_with(path, addresses=("a",), theme="nord") as desk:
        await desk.save(f"theme = 'dracula'\nsources = ['b']\n{ALL_DAY}")
        assert desk.stage.app.theme == "nord"
        assert desk.stage.symbols == ["AIRLINK"]
        assert desk.fetched == {"a": 1}


async def test_sources_come_and_go_and_those_that_stay_keep_their_prices(path: Path) -> None:
    async with desk_with(path, f"sources = ['a', 'b']\n{ALL_DAY}") as desk:
        assert desk.stage.symbols == ["AIRLINK", "BOP"]
        await desk.save(f"sources = ['c', 'b']\n{ALL_DAY}")
        assert desk.stage.symbols == ["BOP", "HUBC"]
        assert desk.stage.screen.state.feeds.keys() == {"b", "c"}
        assert desk.stage.screen.state.article is None
        assert "AIRLINK" not in desk.stage.screen.query_one("#reader-heading", PaneHeading).aside.plain
        assert desk.fetched == {"a": 1, "b": 1, "c": 1}
        assert desk.closed == ["a"]


async def test_what_a_source_says_after_it_has_gone_is_not_taken_in(path: Path) -> None:
    async with desk_with(path, f"sources = ['a', 'b']\n{ALL_DAY}") as desk:
        await desk.save(f"sources = ['b']\n{ALL_DAY}")
        desk.stage.screen.post_message(SourceReport(refreshed(AIRLINK, source="a")))
        await desk.stage.settle()
        assert desk.stage.symbols == ["BOP"]


async def test_without_any_source_left_the_demo_comes(path: Path) -> None:
    async with desk_with(path, f"sources = ['b']\n{ALL_DAY}") as desk:
        await desk.save(ALL_DAY)
        assert desk.stage.screen.state.feeds.keys() == {"demo"}
        assert desk.closed == ["b"]


async def test_another_pace_holds_from_a_refresh_at_once(path: Path) -> None:
    async with desk_with(path, f"sources = ['a', 'b']\n{ALL_DAY}") as desk:
        await desk.save(f"sources = ['a', {{ address = 'b', every = 7 }}]\n{ALL_DAY}")
        await desk.until_wait(7, 1)
        assert desk.fetched == {"a": 1, "b": 2}
        await desk.save(f"every = 9\nsources = ['a', {{ address = 'b', every = 7 }}]\n{ALL_DAY}")
        await desk.until_wait(9, 1)
        assert desk.fetched == {"a": 2, "b": 2}
        assert desk.closed == []


async def test_another_speed_moves_a_replay_on_and_does_not_begin_it_again(path: Path) -> None:
    async with desk_with(path, f"sources = ['replay']\n{ALL_DAY}") as desk:
        await desk.save(f"speed = 5\nsources = ['replay']\n{ALL_DAY}")
        await desk.until_wait(1, 1)
        assert desk.fetched == {"replay": 2}
        assert desk.closed == []


async def test_other_timeouts_open_a_source_of_the_web_anew_and_its_prices_stay(path: Path) -> None:
    async with desk_with(path, f"sources = ['a', 'https://a.example/']\n{ALL_DAY}") as desk:
        await desk.save(f"timeout = 5\nsources = ['a', 'https://a.example/']\n{ALL_DAY}")
        assert desk.closed == ["https://a.example/"]
        assert desk.stage.symbols == ["AIRLINK", "HUBC"]
        assert desk.fetched == {"a": 1, "https://a.example/": 2}


async def test_a_watch_that_breaks_says_so_and_the_monitor_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_with(path) as desk:
        monkeypatch.setattr(SettingsFile, "stamp", lambda _: 1 / 0)
        waits = len(desk.clock.waits)
        desk.clock.advance(LOOK_SECONDS)
        (following,) = [worker for worker in desk.stage.app.workers if worker.group == "settings"]
        with pytest.raises(WorkerFailed):
            await following.wait()
        await desk.stage.settle()
        assert "no longer taken up" in desk.stage.status
        assert "ZeroDivisionError" in desk.stage.status
        desk.clock.advance(60)
        await desk.clock.until_waits(waits + 1)
        assert desk.fetched == {"demo": 2}


async def test_the_label_beside_the_tape_follows_the_sources(path: Path) -> None:
    async with desk_with(path, f"sources = ['a']\n{ALL_DAY}") as desk:
        assert desk.stage.label == ""
        await desk.save(f"sources = ['a', 'replay']\n{ALL_DAY}")
        assert desk.stage.label == "REPLAY"


async def test_other_names_are_found_in_what_is_there_already(path: Path) -> None:
    async with desk_with(path, addresses=("a",)) as desk:
        assert desk.stage.table.rows[0].news == 0
        await desk.save(f"{ALL_DAY}[names]\nAIRLINK = 'Kites'\n")
        assert desk.stage.table.rows[0].news == 1
        await desk.stage.press("slash", *"kites", "enter")
        assert desk.stage.symbols == ["AIRLINK"]
        await desk.save(ALL_DAY)
        assert desk.stage.screen.state.names.of("AIRLINK") == "Air Link Communication"
