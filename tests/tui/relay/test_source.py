"""A relay as a source, on a real server: its newest pages, what comes then, and what is told where nothing can."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis

from parsing import Quote
from tests.builders import NOON, FakeClock, quote, snapshot_of
from tests.redis_server import RedisServer, link_to, redis_over_tls, redis_server
from tui.clock import SystemClock
from tui.errors import SourceError
from tui.refresh import Failed, Gone, Kind, Refreshed, Report, Started
from tui.relay import following
from tui.relay.lease import Lease
from tui.relay.message import encode
from tui.relay.source import RelaySource
from tui.settings import RelayAccess, Settings, SourceSettings


@dataclass
class Room:
    """A publisher, a watcher, and what the watcher was told."""

    client: Redis
    source: RelaySource
    clock: FakeClock
    lease: Lease
    told: list[Report] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    _heard: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def name(self) -> str:
        """What the watcher calls the source that is published."""
        return f"{self.source.name}: page.txt"

    async def publish(self, *quotes: Quote, at: datetime = NOON, source: str = "page.txt") -> None:
        """Publish a page with the quotes."""
        assert await self.lease.take()
        report = Refreshed(source, Kind.LIVE, at, at, snapshot_of(*quotes))
        await self.lease.publish(encode(report), source=source, event="page")

    async def add(self, message: bytes, **fields: bytes) -> None:
        """Put into the stream what nobody of tapewatch would."""
        told: Any = {"message": message, **fields}
        await self.client.xadd("psx", told)

    def hear(self, report: Report) -> None:
        """Take what the watcher is told."""
        self.told.append(report)
        self._heard.set()

    async def until(self, holds: Callable[[list[Report]], bool]) -> list[Report]:
        """Return all that was told, once it is as wanted; fail after half a minute."""
        try:
            async with asyncio.timeout(30):
                while not holds(self.told):
                    self._heard.clear()
                    await self._heard.wait()
        except TimeoutError:
            pytest.fail(f"waited in vain; told were {self.told}")
        return self.told

    async def until_told(self, price: str) -> Refreshed:
        """Return the report that came last, once it has that price."""
        await self.until(lambda told: price in prices(told)[-1:])
        last = self.told[-1] if isinstance(self.told[-1], Refreshed) else self.told[-2]
        assert isinstance(last, Refreshed)
        return last


def prices(told: list[Report]) -> list[str]:
    """Return the price of the first quote in each page that was told of."""
    return [str(report.snapshot.quotes[0].price) for report in told if isinstance(report, Refreshed)]


def sentences(told: list[Report]) -> list[str]:
    """Return what was told of failures."""
    return [report.sentence for report in told if isinstance(report, Failed)]


@asynccontextmanager
async def room(server: RedisServer, address: str = "", settings: Settings | None = None) -> AsyncIterator[Room]:
    """Set up a publisher of the server, and a watcher at the address; who watches is up to the test."""
    clock = FakeClock()
    client = Redis(host="127.0.0.1", port=server.port)
    source = RelaySource(SourceSettings(address=address or server.address), clock, settings or Settings())
    try:
        yield Room(client, source, clock, Lease(client, "psx"))
    finally:
        await client.aclose()


@asynccontextmanager
async def watching(of: Room) -> AsyncIterator[None]:
    """Let the watcher follow until the block ends."""
    task = asyncio.create_task(of.source.follow(of.hear, of.asked))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_the_newest_page_comes_first_and_then_what_is_new(server: RedisServer) -> None:
    async with room(server) as of:
        await of.publish(quote(price="100.00"))
        await of.publish(quote(price="101.00"), at=NOON + timedelta(seconds=1))
        async with watching(of):
            first = await of.until_told("101.00")
            assert (first.source, first.kind, first.as_of) == (of.name, Kind.RELAY, NOON + timedelta(seconds=1))
            for number in range(2, 20):
                await of.publish(quote(price=f"{100 + number}.00"), at=NOON + timedelta(seconds=number))
            last = await of.until_told("119.00")
    assert last.as_of == NOON + timedelta(seconds=19)
    assert prices(of.told) == [f"{number}.00" for number in range(101, 120)]
    assert not any(report.snapshot.problems for report in of.told if isinstance(report, Refreshed))


async def test_each_source_of_a_relay_has_its_own_name(server: RedisServer) -> None:
    async with room(server) as of:
        await of.publish(quote("HUBC"))
        await of.publish(quote("BOP"), source="other.txt")
        async with watching(of):
            await of.until(lambda told: len(prices(told)) == 2)
    names = [report.source for report in of.told if isinstance(report, Refreshed)]
    assert names == [f"{of.source.name}: {source}" for source in ("page.txt", "other.txt")]
    assert of.told[0] == Started(of.source.name, Kind.RELAY, NOON)
    assert Gone(of.source.name, Kind.RELAY) in of.told


async def test_it_goes_on_where_it_was_when_the_server_comes_back(tmp_path: Path) -> None:
    with redis_server(tmp_path / "redis", keeps_data=True) as server:
        async with room(server) as of:
            await of.publish(quote(price="100.00"))
            async with watching(of):
                await of.until_told("100.00")
                server.kill()
                await of.until(lambda told: bool(sentences(told)))
                assert "cannot be reached" in sentences(of.told)[-1]
                assert isinstance(of.told[-1], Failed)
                assert of.told[-1].source == of.name
                server.start()
                for number in range(1, 4):
                    await of.publish(quote(price=f"10{number}.00"))
                of.asked.set()
                await of.until_told("103.00")
    # the page of before is as it was, and each that came meanwhile is there once
    assert prices(of.told) == ["100.00", "100.00", "101.00", "102.00", "103.00"]
    assert not any(report.snapshot.problems for report in of.told if isinstance(report, Refreshed))


@pytest.mark.parametrize("last", ["1-0", "9999999999999-0"], ids=["in time", "ahead of the clock"])
async def test_a_server_that_lost_its_data_is_followed_again(
    server: RedisServer, monkeypatch: pytest.MonkeyPatch, last: str
) -> None:
    monkeypatch.setattr("tui.relay.entries.BLOCK_SECONDS", 0.05)
    async with room(server) as of:
        await of.client.xadd("psx", {"message": encode(_page("100.00"))}, id=last)
        async with watching(of):
            await of.until_told("100.00")
            server.restart(with_data=False)
            await of.publish(quote(price="101.00"))
            of.asked.set()
            await of.until_told("101.00")
            await of.publish(quote(price="102.00"))
            await of.until_told("102.00")


def _page(price: str) -> Refreshed:
    return Refreshed("page.txt", Kind.LIVE, NOON, NOON, snapshot_of(quote(price=price)))


async def test_what_was_trimmed_while_the_link_was_cut_is_told_of_as_a_gap(server: RedisServer) -> None:
    async with room(server) as by, link_to(server.port) as link, room(server, link.address) as of:
        await by.publish(quote(price="100.00"))
        async with watching(of):
            await of.until_told("100.00")
            link.cut()
            await of.until(lambda told: bool(sentences(told)))
            for number in range(1, 4):
                await by.publish(quote(price=f"10{number}.00"))
            await by.client.xtrim("psx", maxlen=1, approximate=False)
            link.restore()
            of.asked.set()
            last = await of.until_told("103.00")
            assert [problem.code for problem in last.snapshot.problems] == ["relay-gap"]
            await by.publish(quote(price="104.00"))
            assert not (await of.until_told("104.00")).snapshot.problems
    assert prices(of.told) == ["100.00", "100.00", "103.00", "104.00"]


async def test_a_link_that_falls_silent_is_noticed(server: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.relay.server._SILENT_SECONDS", 0.2)
    monkeypatch.setattr("tui.relay.entries.BLOCK_SECONDS", 0.2)
    monkeypatch.setattr("tui.relay.server.BLOCK_SECONDS", 0.2)
    async with room(server) as by, link_to(server.port) as link, room(server, link.address) as of:
        await by.publish(quote(price="100.00"))
        async with watching(of):
            await of.until_told("100.00")
            link.silence()
            await of.until(lambda told: "does not answer" in "".join(sentences(told)))
            await by.publish(quote(price="101.00"))
            link.restore()
            of.asked.set()
            await of.until_told("101.00")
    assert prices(of.told) == ["100.00", "100.00", "101.00"]


async def test_a_publisher_that_is_missing_is_missed_and_one_that_is_back_makes_it_good(
    server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.relay.entries.BLOCK_SECONDS", 0.05)
    async with room(server) as of:
        await of.publish(quote(price="100.00"))
        async with watching(of):
            await of.until_told("100.00")
            await of.lease.release()
            of.clock.advance(following.UNATTENDED_SECONDS - 0.1)
            await of.client.xadd("psx", {"message": b"nothing"})
            await of.until(lambda told: bool(sentences(told)))
            assert "was left out" in sentences(of.told)[-1], "one that is missing for less may be about to be replaced"
            of.clock.advance(following.UNATTENDED_SECONDS + 0.1)
            await of.until(lambda told: "Nobody publishes" in sentences(told)[-1])
            last = of.told[-1]
            assert isinstance(last, Failed)
            assert last.source == of.name
            await of.lease.take()
            await of.until(lambda told: len(prices(told)) == 2)
    again = [report for report in of.told if isinstance(report, Refreshed)]
    assert again[1].as_of == again[0].as_of == NOON, "its age goes on from when it was fetched"
    assert again[1].snapshot is again[0].snapshot


async def test_a_failure_of_the_publishers_source_is_passed_on(server: RedisServer) -> None:
    async with room(server) as of:
        await of.publish(quote(price="100.00"))
        until = NOON + timedelta(minutes=5)
        told = Failed("page.txt", Kind.LIVE, NOON, "The server asks for a pause.", until, is_cooling=True)
        await of.lease.publish(encode(told), source="page.txt", event="failed")
        async with watching(of):
            await of.until(lambda told: bool(sentences(told)))
            failure = next(report for report in of.told if isinstance(report, Failed))
            assert (failure.source, failure.next_at, failure.is_cooling) == (of.name, until, True)
            assert prices(of.told) == ["100.00"], "who starts late gets the last prices all the same"


@pytest.mark.parametrize("message", [b"", b"\x1b]0;owned\x07", b"{}", b'{"version": 2}', b"[" * 9_000])
async def test_garbage_is_told_of_and_what_comes_after_it_is_read(server: RedisServer, message: bytes) -> None:
    async with room(server) as of:
        await of.publish(quote(price="100.00"))
        async with watching(of):
            await of.until_told("100.00")
            await of.add(message, after=b"\xff", token=b"?")
            await of.until(lambda told: bool(sentences(told)))
            failure = of.told[-1]
            assert isinstance(failure, Failed)
            assert failure.source == of.source.name, "the prices of before still stand"
            assert "was left out" in failure.sentence
            assert failure.sentence.isprintable()
            await of.publish(quote(price="101.00"))
            await of.until(lambda told: told[-1] == Gone(of.source.name, Kind.RELAY))
    assert prices(of.told) == ["100.00", "101.00"]


async def test_a_message_that_is_too_large_is_not_taken_in(server: RedisServer) -> None:
    async with room(server, settings=Settings(max_bytes=64 * 1024)) as of:
        await of.publish(quote(price="100.00"))
        async with watching(of):
            await of.until_told("100.00")
            await of.add(b"x" * 1024 * 1024)
            await of.until(lambda told: bool(sentences(told)))
            assert "larger than max_bytes" in sentences(of.told)[-1]
            await of.until(lambda told: len(told) > 0)
            assert await of.lease.take()
            for number in range(1, 40):  # some may come before it has gone past the large one
                await of.publish(quote(price=f"{100 + number}.00"), at=NOON + timedelta(seconds=number))
            await of.until_told("139.00")


async def test_a_flood_is_taken_in_order_and_to_its_end(server: RedisServer) -> None:
    async with room(server) as of:
        await of.publish(quote(price="100.00"))
        async with watching(of):
            await of.until_told("100.00")
            for number in range(300):
                await of.add(json.dumps({"version": 1, "n": number}).encode())
            await of.publish(quote(price="101.00"))
            await of.until_told("101.00")
    assert len(sentences(of.told)) == 300


async def test_more_sources_than_a_relay_may_have_are_left_out(server: RedisServer) -> None:
    async with room(server) as of:
        for number in range(66):
            await of.publish(quote(), source=f"source {number}")
        async with watching(of):
            await of.until(lambda told: len(sentences(told)) == 2)
    assert len({report.source for report in of.told if isinstance(report, Refreshed)}) == 64


async def test_a_login_is_asked_for_and_no_password_is_told(tmp_path: Path) -> None:
    with redis_server(tmp_path / "redis", "requirepass right") as server:
        client = Redis(host="127.0.0.1", port=server.port, password="right")  # noqa: S106 - that of the test's own server
        lease = Lease(client, "psx")
        await lease.take()
        await lease.publish(encode(_page("100.00")), source="page.txt", event="page")
        await client.aclose()
        host = f"127.0.0.1:{server.port}/0?stream=psx"
        assert "asks for a password" in await _fault(f"redis://{host}")
        assert "asks for a password" in await _fault(f"redis://:wr0ng@{host}")
        assert await _fault(f"redis://:right@{host}") == ""
        assert await _fault(f"redis://{host}", Settings(relay=RelayAccess.model_validate({"password": "right"}))) == ""


async def _fault(address: str, settings: Settings | None = None) -> str:
    """Return the sentence of a fetch that fails, and nothing where it does not."""
    source = RelaySource(SourceSettings(address=address), SystemClock(), settings or Settings())
    sentence = ""
    try:
        await source.fetch()
    except SourceError as error:
        sentence = str(error)
    assert "wr0ng" not in sentence + source.name
    return sentence


async def test_tls_is_spoken_with_who_is_trusted(tmp_path: Path) -> None:
    with redis_over_tls(tmp_path / "redis") as (server, certificate):
        client = Redis(host="127.0.0.1", port=server.port, ssl=True, ssl_ca_certs=str(certificate))
        lease = Lease(client, "psx")
        await lease.take()
        await lease.publish(encode(_page("100.00")), source="page.txt", event="page")
        await client.aclose()
        assert "cannot be trusted" in await _fault(server.address)
        trusting = Settings(relay=RelayAccess(ca_file=str(certificate)))
        assert await _fault(server.address, trusting) == ""
        plain = server.address.replace("rediss", "redis")
        assert await _fault(plain)


async def test_a_server_without_tls_is_told_of(server: RedisServer) -> None:
    hasty = Settings(connect_timeout=0.3)
    assert "does not answer" in await _fault(server.address.replace("redis:", "rediss:"), hasty)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("redis://host/0", "has to name a stream"),
        ("redis://me:wr0ng@host/0?stream=psx&x=1", "nothing else"),
        ("redis://me:wr0ng@host/zero?stream=psx", "no address"),
        ("redis://me:wr0ng@host:port/?stream=psx", "no address"),
        ("redis://me:wr0ng@host/?stream={psx}", "letters, digits"),
        ("rediss://?stream=psx", "no address"),
    ],
)
async def test_an_address_that_is_none_is_told_of(address: str, told: str) -> None:
    assert told in await _fault(address)


async def test_a_relay_without_a_page_says_so(server: RedisServer) -> None:
    assert "Nothing has been published" in await _fault(server.address)


async def test_what_is_no_stream_is_told_of(server: RedisServer) -> None:
    async with room(server) as of:
        await of.client.set("{psx}:newest", "mine")
        assert "no stream" in await _fault(server.address)


async def test_a_fetch_gives_the_newest_page_with_quotes(server: RedisServer) -> None:
    async with room(server) as of:
        await of.publish(quote(price="100.00"), at=NOON)
        await of.publish(at=NOON + timedelta(minutes=1), source="feed:markets")
        page = await of.source.fetch()
    assert page.as_of == NOON
    assert page.snapshot is not None
    assert str(page.snapshot.quotes[0].price) == "100.00"
