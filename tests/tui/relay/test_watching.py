"""A relay in the monitor: what the screen says of it, and of prices that come through it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from redis.asyncio import Redis

from parsing import Article, Snapshot
from tests.builders import ALWAYS_OPEN, NOON, FakeClock, quote, snapshot_of
from tests.redis_server import RedisServer, redis_server
from tests.server import playing
from tests.tui.stage import Window
from tui.app import TapewatchApp
from tui.history.keeper import FileHistory, NoHistory
from tui.refresh import Failed, Kind, Refreshed
from tui.refreshing.watched import Watched
from tui.relay.address import RelayAddress
from tui.relay.lease import Lease
from tui.relay.message import encode
from tui.relay.source import RelaySource
from tui.settings.model import Settings, SourceSettings
from tui.widgets.news_pane import NewsPane


@dataclass
class Watching(Window):
    """A monitor that follows a relay, and the publisher."""

    lease: Lease

    async def until_told(self, *texts: str) -> None:
        """Wait until the status line says all of that."""
        for _ in range(1_000):
            await self.pilot.pause(0.01)
            self.screen.look()
            if all(text in self.status for text in texts):
                return
        pytest.fail(f"waited in vain for {texts}; the status line says {self.status}")


async def publish(lease: Lease, report: Refreshed | Failed, *sources: str) -> None:
    """Publish a report of one of the sources, which is the only one where none are named."""
    assert await lease.take()
    event = "page" if isinstance(report, Refreshed) else "failed"
    await lease.publish(encode(report, sources or [report.source]), source=report.source, event=event)


PAGE = Refreshed("page.txt", Kind.LIVE, NOON, NOON, snapshot_of(quote("BOP"), quote("HUBC")))


@asynccontextmanager
async def watching(server: RedisServer, path: Path | None = None, start: datetime = NOON) -> AsyncIterator[Watching]:
    """Open the monitor on a relay, with a history in the file; with none where no file is named."""
    clock = FakeClock(start)
    settings = Settings().model_copy(update={"hours": ALWAYS_OPEN})
    client = Redis(host="127.0.0.1", port=server.port)
    source = RelaySource(SourceSettings(address=server.address), clock, settings)
    history = FileHistory(path) if path else NoHistory()
    app = TapewatchApp([Watched(source)], clock, settings, history=history)
    try:
        async with app.run_test(size=(150, 30)) as pilot:
            yield Watching(app, pilot, clock, Lease(client, RelayAddress.read(server.address)))
    finally:
        await client.aclose()
        assert await asyncio.to_thread(history.close) is None


async def test_it_waits_for_the_first_page_and_then_says_that_it_is_a_relay(server: RedisServer) -> None:
    async with watching(server) as of:
        await of.until_told("waiting")
        await publish(of.lease, PAGE)
        await of.until_told("relay · prices as of", f"127.0.0.1:{server.port}/psx: page.txt", "2 quotes")
        assert of.symbols == ["BOP", "HUBC"]
        assert of.label.strip() == "RELAY"


async def test_the_age_is_that_of_the_publishers_page(server: RedisServer) -> None:
    async with watching(server) as of:
        await publish(of.lease, replace(PAGE, as_of=NOON - timedelta(seconds=200)))
        await of.until_told("ageing relay", "3 min ago")
        of.clock.advance(120)
        await of.until_told("stale relay since")
        assert of.screen.stale == {"BOP", "HUBC"}


async def test_a_demo_that_is_relayed_never_passes_for_live(server: RedisServer) -> None:
    async with watching(server) as of:
        await publish(of.lease, replace(PAGE, kind=Kind.DEMO))
        await of.until_told("relayed demo")
        assert of.label.strip() == "RELAYED DEMO"


async def test_a_saved_page_of_an_earlier_day_is_an_old_one_here_too(server: RedisServer) -> None:
    old = PAGE.snapshot.model_copy(update={"snapshot_date": (NOON - timedelta(days=3)).date()})
    async with watching(server) as of:
        await publish(of.lease, replace(PAGE, kind=Kind.SAVED, snapshot=old))
        await of.until_told("old relayed page", "page dated 14 May 2024")


async def test_prices_dim_when_the_link_is_lost_and_come_back_with_their_age(tmp_path: Path) -> None:
    with redis_server(tmp_path / "redis", keeps_data=True) as server:
        async with watching(server) as of:
            await publish(of.lease, PAGE)
            await of.until_told("relay · prices as of", "0 s ago")
            server.kill()
            await of.until_told("failing since", "cannot be reached", "retrying in", "prices as of")
            assert of.screen.stale == {"BOP", "HUBC"}
            server.start()
            of.clock.advance(7)
            await of.pilot.press("r")
            await of.until_told("relay · prices as of", "7 s ago")
            assert not of.screen.stale


async def test_what_the_publisher_cannot_fetch_is_said_in_its_words(server: RedisServer) -> None:
    async with watching(server) as of:
        await publish(of.lease, PAGE)
        until = NOON + timedelta(minutes=5)
        await publish(
            of.lease, Failed("page.txt", Kind.LIVE, NOON, "The paper asks for a pause.", until, is_cooling=True)
        )
        await of.until_told("cooling down until", "The paper asks for a pause.")
        assert of.symbols == ["BOP", "HUBC"]


async def test_garbage_leaves_the_prices_as_they_are(server: RedisServer) -> None:
    async with watching(server) as of:
        await publish(of.lease, PAGE)
        await of.until_told("relay · prices as of")
        client = Redis(host="127.0.0.1", port=server.port)
        await client.xadd("psx", {"message": "\x1b]0;owned\x07[@click=app.quit]x[/]"})
        await client.aclose()
        await of.until_told("failing since", "was left out", "prices as of")
        assert not of.screen.stale
        await publish(of.lease, replace(PAGE, as_of=NOON + timedelta(seconds=1)))
        await of.until_told("relay · prices as of 12:00:01")


async def test_the_headlines_and_prices_of_before_are_there_at_the_next_start(
    server: RedisServer, tmp_path: Path
) -> None:
    path = tmp_path / "history.db"
    async with watching(server, path) as of:
        await publish(of.lease, PAGE)
        await of.until_told("relay · prices as of")
    server.restart(with_data=False)
    async with watching(server, path, NOON + timedelta(minutes=1)) as of:
        await of.until_told("waiting", "prices as of 12:00:00, 1 min ago")
        assert of.symbols == ["BOP", "HUBC"]


async def test_prices_of_before_are_not_current_where_the_relay_cannot_be_reached(
    server: RedisServer, tmp_path: Path
) -> None:
    path = tmp_path / "history.db"
    async with watching(server, path) as of:
        await publish(of.lease, PAGE)
        await of.until_told("relay · prices as of")
    server.kill()
    async with watching(server, path, NOON + timedelta(minutes=1)) as of:
        await of.until_told("failing since", "cannot be reached", "prices as of 12:00:00, 1 min ago")
        assert of.symbols == ["BOP", "HUBC"]
        assert of.screen.stale == {"BOP", "HUBC"}


async def test_a_fault_of_ours_ends_no_monitor_and_dims_what_came_through(
    server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError("of ours")

    async with watching(server) as of:
        await publish(of.lease, PAGE)
        await of.until_told("relay · prices as of")
        monkeypatch.setattr("tui.relay.stream.RelayStream.next", broken)
        await publish(of.lease, replace(PAGE, as_of=NOON + timedelta(seconds=1)))
        await of.until_told("failing since", "Refreshing has stopped through a fault in tapewatch")
        assert of.screen.stale == {"BOP", "HUBC"}


async def test_a_source_that_is_published_no_more_takes_its_prices_with_it(server: RedisServer) -> None:
    async with watching(server) as of:
        other = replace(PAGE, source="other.txt", snapshot=snapshot_of(quote("AIRLINK")))
        await publish(of.lease, other, "page.txt", "other.txt")
        await publish(of.lease, PAGE, "page.txt", "other.txt")
        await of.until_told("3 quotes")
        await publish(of.lease, replace(PAGE, as_of=NOON + timedelta(seconds=1)), "page.txt")
        await of.until_told("2 quotes")
        assert of.symbols == ["BOP", "HUBC"]


async def test_a_relay_leads_to_no_address_in_a_private_network_by_calling_it_its_own(server: RedisServer) -> None:
    async with playing() as web, watching(server) as of:
        article = Article(title="Bait", link=f"{web.address}/story", is_excerpt=True)
        page = replace(PAGE, address=f"{web.address}/page", snapshot=Snapshot(articles=(article,)))
        await publish(of.lease, page)
        await of.until_told("headline")
        await of.pilot.press("]")
        news = of.screen.query_one(NewsPane)
        async with asyncio.timeout(20):
            while "private network" not in news.note:
                await of.pilot.pause(0.01)
        assert web.calls == []
