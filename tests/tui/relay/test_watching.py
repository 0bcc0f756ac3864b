"""A relay in the monitor: what the screen says of it, and of prices that come through it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from redis.asyncio import Redis
from textual.pilot import Pilot
from textual.widgets import Static

from tests.builders import ALWAYS_OPEN, NOON, FakeClock, quote, snapshot_of
from tests.redis_server import RedisServer, redis_server
from tui.app import TapewatchApp
from tui.history.keeper import FileHistory, History
from tui.refresh import Failed, Kind, Refreshed
from tui.relay.lease import Lease
from tui.relay.message import encode
from tui.relay.source import RelaySource
from tui.screens.monitor import MonitorScreen
from tui.settings import Settings, SourceSettings
from tui.watched import Watched
from tui.widgets.quote_table import QuoteTable
from tui.widgets.status_line import StatusLine


@dataclass
class Watching:
    """A monitor that follows a relay, and the publisher."""

    pilot: Pilot[None]
    clock: FakeClock
    lease: Lease
    app: TapewatchApp

    @property
    def screen(self) -> MonitorScreen:
        """The monitor."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MonitorScreen))

    @property
    def status(self) -> str:
        """What the status line says, its sentence below it."""
        return self.screen.query_one(StatusLine).text

    @property
    def label(self) -> str:
        """What stands beside the ticker."""
        label = self.screen.query_one(".tape--origin", Static)
        return str(label.render()) if label.display else ""

    @property
    def symbols(self) -> list[str]:
        """The symbols in the table."""
        return [row.symbol for row in self.screen.query_one(QuoteTable).rows]

    async def until(self, *texts: str) -> None:
        """Wait until the status line says all of that."""
        for _ in range(1_000):
            await self.pilot.pause(0.01)
            self.screen.look()
            if all(text in self.status for text in texts):
                return
        pytest.fail(f"waited in vain for {texts}; the status line says {self.status}")


async def publish(lease: Lease, report: Refreshed | Failed) -> None:
    """Publish a report."""
    assert await lease.take()
    event = "page" if isinstance(report, Refreshed) else "failed"
    await lease.publish(encode(report), source=report.source, event=event)


PAGE = Refreshed("page.txt", Kind.LIVE, NOON, NOON, snapshot_of(quote("BOP"), quote("HUBC")))


@asynccontextmanager
async def watching(
    server: RedisServer, history: History | None = None, start: datetime = NOON
) -> AsyncIterator[Watching]:
    """Open the monitor on a relay."""
    clock = FakeClock(start)
    settings = Settings().model_copy(update={"hours": ALWAYS_OPEN})
    client = Redis(host="127.0.0.1", port=server.port)
    source = RelaySource(SourceSettings(address=server.address), clock, settings)
    app = TapewatchApp([Watched(source)], clock, settings, history=history)
    try:
        async with app.run_test(size=(150, 30)) as pilot:
            yield Watching(pilot, clock, Lease(client, "psx"), app)
    finally:
        await client.aclose()


async def test_it_waits_for_the_first_page_and_then_says_that_it_is_a_relay(server: RedisServer) -> None:
    async with watching(server) as of:
        await of.until("waiting")
        await publish(of.lease, PAGE)
        await of.until("relay · prices as of", f"127.0.0.1:{server.port}/psx: page.txt", "2 quotes")
        assert of.symbols == ["BOP", "HUBC"]
        assert of.label.strip() == "RELAY"


async def test_the_age_is_that_of_the_publishers_page(server: RedisServer) -> None:
    async with watching(server) as of:
        await publish(of.lease, replace(PAGE, as_of=NOON - timedelta(seconds=200)))
        await of.until("ageing relay", "3 min ago")
        of.clock.advance(120)
        await of.until("stale relay since")
        assert of.screen.stale == {"BOP", "HUBC"}


async def test_a_demo_that_is_relayed_never_passes_for_live(server: RedisServer) -> None:
    async with watching(server) as of:
        await publish(of.lease, replace(PAGE, kind=Kind.DEMO))
        await of.until("relayed demo")
        assert of.label.strip() == "RELAYED DEMO"


async def test_a_saved_page_of_an_earlier_day_is_an_old_one_here_too(server: RedisServer) -> None:
    old = PAGE.snapshot.model_copy(update={"snapshot_date": (NOON - timedelta(days=3)).date()})
    async with watching(server) as of:
        await publish(of.lease, replace(PAGE, kind=Kind.SAVED, snapshot=old))
        await of.until("old relayed page", "page dated 14 May 2024")


async def test_prices_dim_when_the_link_is_lost_and_come_back_with_their_age(tmp_path: Path) -> None:
    with redis_server(tmp_path / "redis", keeps_data=True) as server:
        async with watching(server) as of:
            await publish(of.lease, PAGE)
            await of.until("relay · prices as of", "0 s ago")
            server.kill()
            await of.until("failing since", "cannot be reached", "retrying in", "prices as of")
            assert of.screen.stale == {"BOP", "HUBC"}
            server.start()
            of.clock.advance(7)
            await of.pilot.press("r")
            await of.until("relay · prices as of", "7 s ago")
            assert not of.screen.stale


async def test_what_the_publisher_cannot_fetch_is_said_in_its_words(server: RedisServer) -> None:
    async with watching(server) as of:
        await publish(of.lease, PAGE)
        until = NOON + timedelta(minutes=5)
        await publish(
            of.lease, Failed("page.txt", Kind.LIVE, NOON, "The paper asks for a pause.", until, is_cooling=True)
        )
        await of.until("cooling down until", "The paper asks for a pause.")
        assert of.symbols == ["BOP", "HUBC"]


async def test_garbage_leaves_the_prices_as_they_are(server: RedisServer) -> None:
    async with watching(server) as of:
        await publish(of.lease, PAGE)
        await of.until("relay · prices as of")
        client = Redis(host="127.0.0.1", port=server.port)
        await client.xadd("psx", {"message": "\x1b]0;owned\x07[@click=app.quit]x[/]"})
        await client.aclose()
        await of.until("failing since", "was left out", "prices as of")
        assert not of.screen.stale
        await publish(of.lease, replace(PAGE, as_of=NOON + timedelta(seconds=1)))
        await of.until("relay · prices as of 12:00:01")


async def test_the_headlines_and_prices_of_before_are_there_at_the_next_start(
    server: RedisServer, tmp_path: Path
) -> None:
    path = tmp_path / "history.db"
    async with watching(server, FileHistory(path)) as of:
        await publish(of.lease, PAGE)
        await of.until("relay · prices as of")
    server.restart(with_data=False)
    async with watching(server, FileHistory(path), NOON + timedelta(minutes=1)) as of:
        await of.until("waiting", "prices as of 12:00:00, 1 min ago")
        assert of.symbols == ["BOP", "HUBC"]
