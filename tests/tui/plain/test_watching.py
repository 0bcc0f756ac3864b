"""Sources that are watched without a screen, under a clock that only a test moves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.builders import NOON, FakeClock, ScriptedSource, page_of, quote
from tests.terminal import DEADLINE
from tests.tui.plain.looks import later
from tui.errors import SourceError, SourceSlowError
from tui.history.holdings import changing
from tui.history.jobs import Query, Result
from tui.history.keeper import FileHistory, History, NoHistory
from tui.market import MarketState, apply
from tui.plain.watching import Watching
from tui.prices.holdings import Holding
from tui.prices.rows import MoveLimits
from tui.refresh import Refreshed, Report
from tui.refreshing.watched import Watched
from tui.settings.model import Settings

PAGE = page_of(quote())
ASLEEP = SourceSlowError("The server is asleep.")


class Desk:
    """What is watched, and how often it changed."""

    def __init__(
        self, *scripts: list[str | SourceError], history: History | None = None, start: datetime = NOON
    ) -> None:
        self.clock = FakeClock(start)
        self.sources = [ScriptedSource(self.clock, script, name=f"page{n}") for n, script in enumerate(scripts)]
        self.befores: list[MarketState] = []
        self.told: list[str] = []
        self.watching = Watching(
            self.clock, Settings(), history or NoHistory(), self.befores.append, tell=self.told.append
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Watching]:
        """Watch until the block ends."""
        self.watching.take([Watched(source, 60.0) for source in self.sources])
        run = asyncio.create_task(self.watching.run())
        try:
            async with asyncio.timeout(DEADLINE):
                await self.watching.is_settled.wait()
            yield self.watching
        finally:
            run.cancel()
            await self.watching.close()
            await asyncio.gather(run, return_exceptions=True)


async def test_all_is_settled_when_each_source_has_brought_something_or_failed() -> None:
    async with Desk([PAGE], [ASLEEP]).running() as watching:
        assert watching.state.feeds["page0"].last_success
        assert watching.state.feeds["page1"].error == "The server is asleep."


async def test_a_source_that_is_no_longer_watched_goes_with_its_prices_and_is_closed() -> None:
    desk = Desk([PAGE], [page_of(quote("OGDC", "138.06", "0.16"))])
    async with desk.running() as watching:
        watching.take([Watched(desk.sources[0], 60.0)])
        assert list(watching.state.by_symbol) == ["HUBC"]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    assert all(source.is_closed for source in desk.sources)


async def test_an_error_of_ours_with_one_source_is_told_and_leaves_the_others() -> None:
    desk = Desk([PAGE], [PAGE])
    desk.sources[1].break_with(ZeroDivisionError("by \x1b[31mnothing"))
    async with desk.running() as watching:
        assert watching.state.feeds["page0"].last_success
        told = watching.state.feeds["page1"].error or ""
        assert "through a fault in tapewatch (ZeroDivisionError: by nothing)" in told


class Hanging(NoHistory):
    """A history on a disk that does not answer."""

    async def read(self, ask: Query[Result]) -> Result:
        """Wait for ever."""
        await asyncio.Event().wait()
        return await super().read(ask)


async def test_a_history_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.plain.watching._RECALL_SECONDS", 0.01)
    desk = Desk([PAGE], history=Hanging())
    async with desk.running() as watching:
        assert list(watching.state.by_symbol) == ["HUBC"]
    assert desk.told == ["What was known before cannot be said: the history did not answer in time."]


async def test_what_was_known_before_is_there_although_the_source_fails(tmp_path: Path) -> None:
    history = FileHistory(tmp_path / "history.db")
    async with Desk([PAGE], history=history).running():
        pass
    async with Desk([ASLEEP], history=history, start=later(60)).running() as watching:
        assert list(watching.state.by_symbol) == ["HUBC"]
        assert watching.state.feeds["page0"].error
    assert history.close() is None


async def test_what_is_held_is_known_without_a_screen_too(tmp_path: Path) -> None:
    history = FileHistory(tmp_path / "history.db")
    await history.write(changing("HUBC", Holding("HUBC", Decimal(500), Decimal(140))))
    async with Desk([PAGE], history=history).running() as watching:
        assert watching.state.by_symbol["HUBC"].quantity == 500
    assert history.close() is None


async def test_what_a_source_reported_before_it_went_is_left_out() -> None:
    desk = Desk([PAGE], [page_of(quote("OGDC", "138.06", "0.16"))])
    desk.watching.take([Watched(source, 60.0) for source in desk.sources])
    async with asyncio.timeout(DEADLINE):
        await desk.clock.until_waits(2)
    desk.sources.pop()
    async with desk.running() as watching:
        assert list(watching.state.feeds) == ["page0"]


async def test_a_source_that_goes_while_its_page_is_taken_in_does_not_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk([PAGE], [page_of(quote("OGDC", "138.06", "0.16"))])

    async def taking_long(state: MarketState, report: Report, limits: MoveLimits) -> MarketState:
        if isinstance(report, Refreshed) and report.source == "page1":
            desk.watching.take([Watched(desk.sources[0], 60.0)])
        return apply(state, report, limits)

    monkeypatch.setattr("tui.plain.watching.applied", taking_long)
    async with desk.running() as watching:
        assert list(watching.state.feeds) == ["page0"]
        assert list(watching.state.by_symbol) == ["HUBC"]
