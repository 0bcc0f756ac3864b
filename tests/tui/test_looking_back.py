"""Stepping back through the day: the whole screen is as it was then, and a banner says so."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from textual import events
from textual.strip import Strip

from parsing import parse_snapshot
from tests.builders import NOON, FakeClock, ScriptedSource, page_of, quote
from tests.tui.stage import Stage, staged
from tui.app import TapewatchApp
from tui.errors import SourceError, SourceUnreachableError
from tui.history.jobs import Query, Result
from tui.history.keeper import FileHistory, NoHistory
from tui.prices.holdings import Holding
from tui.refresh import Kind, Page
from tui.refreshing.watched import Watched
from tui.render.past_banner import Past, banner
from tui.screens.holdings import HoldingChanged
from tui.settings.model import Settings
from tui.widgets.foot_line import FootLine

KITES, OWLS = "Kites rise\n\nAFP 20 Dec, 2023\n\nLAHORE: They rose.\n", "Owls fall\n\nAFP 21 Dec, 2023\n\nThey fell.\n"
LATER = NOON + timedelta(hours=1)
ASLEEP = "The server is asleep."
PAGES = (
    page_of(quote("HUBC", "100.00", "1.00"), quote("BOP", "5.00", "-0.05"), body=KITES),
    page_of(quote("HUBC", "101.00", "2.00"), quote("BOP", "5.00", "-0.05"), body=OWLS),
    SourceUnreachableError(ASLEEP),
    page_of(quote("HUBC", "99.00", "0.00"), quote("BOP", "5.10", "0.05"), quote("OGDC", "7.00", "0.10"), body=OWLS),
)


@asynccontextmanager
async def watched(
    folder: Path,
    pages: Sequence[str | SourceError] = PAGES,
    *,
    kind: Kind = Kind.LIVE,
    start: datetime = NOON,
) -> AsyncIterator[Stage]:
    """Run the app on those pages with a history, from after the first of them."""
    with closing(FileHistory(folder / "history.db")) as history:
        async with staged(pages, kind=kind, history=history, start=start) as stage:
            await stage.until(lambda: stage.screen._since_start is None)
            yield stage


def picture(stage: Stage) -> list[Strip]:
    """Return the screen line by line with its colours, but for the ticker, which goes on, and the keys."""
    return stage.app.screen._compositor.render_strips()[1:-1]


def past(stage: Stage) -> Past | None:
    """Return what the last line says of the moment that is shown."""
    return stage.screen.query_one(FootLine).past


async def back(stage: Stage, *keys: str, to: int | None) -> None:
    """Press the keys, and wait for that snapshot of the day; None is now."""
    await stage.pilot.press(*keys)
    await stage.until(lambda: (shown.number if (shown := past(stage)) else None) == to)
    await stage.settle()


def prices(stage: Stage) -> dict[str, str]:
    """Return the prices in the table."""
    return {row.symbol: str(row.quote.price) for row in stage.table.rows}


async def test_each_step_back_shows_the_whole_screen_as_it_was_then(tmp_path: Path) -> None:
    async with watched(tmp_path) as stage:
        seen = [picture(stage)]
        for _ in PAGES[1:]:
            await stage.next_refresh()
            seen.append(picture(stage))
        assert prices(stage) == {"HUBC": "99.00", "BOP": "5.10", "OGDC": "7.00"}
        for number in (3, 2, 1):
            await back(stage, "comma", to=number)
            assert picture(stage) == seen[number - 1]
        assert prices(stage) == {"HUBC": "100.00", "BOP": "5.00"}
        assert "Kites rise" in stage.article
        await back(stage, "home", to=None)
        assert picture(stage) == seen[-1]


async def test_the_banner_says_which_moment_is_shown_and_how_to_get_back(tmp_path: Path) -> None:
    async with watched(tmp_path) as stage:
        await stage.next_refresh()
        await back(stage, "comma", to=1)
        line = str(stage.screen.query_one(".foot--past").render())
        assert line.startswith(" LOOKING BACK  Fri 17 May 12:00:00 · 1 of 2 · Home live")
        assert "LOOKING BACK" in stage.label
        await back(stage, "full_stop", to=None)
        assert stage.label == ""


async def test_what_comes_while_the_user_looks_back_is_there_when_that_ends(tmp_path: Path) -> None:
    async with watched(tmp_path) as stage:
        await stage.next_refresh()
        await back(stage, "comma", to=1)
        await stage.next_refresh()
        await stage.next_refresh()
        assert prices(stage) == {"HUBC": "100.00", "BOP": "5.00"}
        assert stage.status.startswith("● live")
        await back(stage, "home", to=None)
        assert prices(stage) == {"HUBC": "99.00", "BOP": "5.10", "OGDC": "7.00"}


async def test_the_day_begins_and_ends_somewhere(tmp_path: Path) -> None:
    async with watched(tmp_path) as stage:
        await stage.press("full_stop")
        await stage.until(lambda: any("newest" in note.message for note in stage.app._notifications))
        await stage.next_refresh()
        await back(stage, "comma", to=1)
        await stage.pilot.press("comma")
        await stage.until(lambda: any("first snapshot" in note.message for note in stage.app._notifications))
        assert past(stage) == Past(NOON, 1, 2)


async def test_an_hour_back_is_the_snapshot_that_was_shown_then(tmp_path: Path) -> None:
    async with watched(tmp_path) as stage:
        for _ in PAGES[1:]:
            await stage.next_refresh()
        await back(stage, "left_parenthesis", to=1)
        await back(stage, "right_parenthesis", to=None)


async def test_without_a_history_a_sentence_says_so() -> None:
    async with staged(PAGES) as stage:
        await stage.press("comma")
        await stage.until(lambda: any("no looking back" in note.message for note in stage.app._notifications))
        assert past(stage) is None


async def test_home_is_the_first_row_unless_the_user_looks_back(tmp_path: Path) -> None:
    async with watched(tmp_path) as stage:
        await stage.press("j", "home")
        assert stage.table.selected == stage.symbols[0]


async def test_a_run_begins_with_what_the_one_before_saw(tmp_path: Path) -> None:
    async with watched(tmp_path) as stage:
        await stage.next_refresh()
        await stage.next_refresh()
    async with watched(tmp_path, start=LATER) as stage:
        row = stage.screen.state.by_symbol["HUBC"]
        assert (row.day.low, row.day.high) == (row.quote.price, row.quote.price + 1)
        assert [story.title for story in stage.screen.state.news.stories] == ["Owls fall", "Kites rise"]
        assert stage.status.startswith("● live")


async def test_the_last_prices_are_there_before_a_source_answers(tmp_path: Path) -> None:
    async with watched(tmp_path) as stage:
        await stage.next_refresh()
    async with watched(tmp_path, [SourceUnreachableError(ASLEEP)], start=LATER) as stage:
        await stage.settle()
        assert prices(stage) == {"HUBC": "101.00", "BOP": "5.00"}
        assert stage.screen.stale == {"HUBC", "BOP"}
        assert ASLEEP in stage.status


async def test_keys_that_come_while_the_day_is_read_are_all_heard(tmp_path: Path) -> None:
    async with watched(tmp_path) as stage:
        for _ in PAGES[1:]:
            await stage.next_refresh()
        for key in ("comma",) * 9 + ("left_parenthesis", "full_stop", "right_parenthesis", "comma", "comma"):
            stage.app.post_message(events.Key(key, None))
        await stage.until(lambda: past(stage) == Past(NOON + timedelta(minutes=1), 2, 4))
        await back(stage, "home", to=None)


async def test_a_holding_that_is_changed_while_the_user_looks_back_stays(tmp_path: Path) -> None:
    async with watched(tmp_path) as stage:
        for _ in PAGES[1:]:
            await stage.next_refresh()
        await back(stage, "comma", to=3)
        stage.screen.post_message(HoldingChanged("HUBC", Holding("HUBC", Decimal(100), Decimal(90))))
        await back(stage, "comma", to=2)
        assert stage.screen.state.by_symbol["HUBC"].value == 10_100
        await back(stage, "home", to=None)
        assert stage.screen.state.by_symbol["HUBC"].value == 9_900


async def test_a_day_begins_with_what_was_known_the_day_before(tmp_path: Path) -> None:
    async with watched(tmp_path, PAGES[:1]):
        pass
    only_bop = [page_of(quote("BOP", "5.00", "-0.05")), page_of(quote("BOP", "5.01", "-0.04"))]
    async with watched(tmp_path, only_bop, start=NOON + timedelta(days=1)) as stage:
        seen = picture(stage)
        assert prices(stage) == {"HUBC": "100.00", "BOP": "5.00"}
        await stage.next_refresh()
        await back(stage, "comma", to=1)
        assert picture(stage) == seen


class Moody(NoHistory):
    """A history that breaks through a fault of ours."""

    async def read(self, ask: Query[Result]) -> Result:  # noqa: ARG002
        """Raise what no history should."""
        raise ValueError("ouch")


async def test_a_fault_of_ours_is_told_and_harms_nothing_else() -> None:
    async with staged(PAGES, history=Moody()) as stage:
        await stage.until(lambda: len(stage.app._notifications) > 0)
        told = " ".join(note.message for note in stage.app._notifications)
        assert "What was seen before this run cannot be shown, through a fault in tapewatch (ValueError: ouch)." in told
        await stage.next_refresh()
        assert prices(stage)["HUBC"] == "101.00"


@pytest.mark.parametrize(("width", "said"), [(120, "· 2 of 4 ·"), (80, "· 2 of 4 ·"), (60, "Home live")])
def test_the_way_back_is_named_at_every_width(width: int, said: str) -> None:
    line = banner(Past(NOON, 2, 4), [("Home", "live"), (",", "back"), (".", "forward")], width).plain
    assert len(line) == width
    assert said in line
    assert "Home live" in line


class ReadAlready(ScriptedSource):
    """A source whose pages were read already, as those of a replay of the history are."""

    async def fetch(self) -> Page:
        """Return the next page with what it says."""
        page = await super().fetch()
        return replace(page, snapshot=parse_snapshot(page.document))


async def test_one_looks_back_through_a_replay_of_the_history_which_is_not_recorded_again(tmp_path: Path) -> None:
    clock = FakeClock()
    source = ReadAlready(clock, PAGES[:2], kind=Kind.REPLAY)
    with closing(FileHistory(tmp_path / "history.db")) as history:
        app = TapewatchApp([Watched(source)], clock, Settings(), history=history)
        async with app.run_test(size=(120, 40)) as pilot:
            stage = Stage(app, pilot, clock, source)
            await clock.until_waits(1)
            await stage.settle()
            await stage.next_refresh()
            await back(stage, "comma", to=1)
            assert prices(stage) == {"HUBC": "100.00", "BOP": "5.00"}
        count = await history.read(
            lambda connection: connection.execute("SELECT count(*) FROM refreshes").fetchone()[0]
        )
    assert count == 0
