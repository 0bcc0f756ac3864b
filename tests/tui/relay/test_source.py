"""A relay as a source, on a real server: its newest pages, what comes then, and what is told where nothing can."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis

from parsing import Quote
from tests.builders import NOON, FakeClock, quote, snapshot_of
from tests.redis_server import RedisServer, link_to, redis_over_tls, redis_server
from tui.cli import main
from tui.clock import SystemClock
from tui.errors import SourceError
from tui.refresh import Failed, Kind, Refreshed, RelayFault, RelaySound, RelaySources, Report, Started
from tui.relay import following
from tui.relay.address import RelayAddress
from tui.relay.lease import Lease
from tui.relay.message import encode
from tui.relay.source import RelaySource
from tui.settings.model import RelayAccess, Settings, SourceSettings


@dataclass
class Room:
    """A publisher, a watcher, and what the watcher was told."""

    client: Redis
    source: RelaySource
    clock: FakeClock
    lease: Lease
    sources: list[str] = field(default_factory=lambda: ["page.txt"])
    """What is published."""
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
        report = Refreshed(source, Kind.LIVE, self.clock.now(), at, snapshot_of(*quotes))
        await self.lease.publish(encode(report, self.sources), source=source, event="page")

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
        return [report for report in self.told if isinstance(report, Refreshed)][-1]


def prices(told: list[Report]) -> list[str]:
    """Return the price of the first quote in each page that was told of."""
    return [str(report.snapshot.quotes[0].price) for report in told if isinstance(report, Refreshed)]


def sentences(told: list[Report]) -> list[str]:
    """Return what was told of failures, and of what the relay itself is at fault with."""
    return [report.sentence for report in told if isinstance(report, Failed | RelayFault)]


@asynccontextmanager
async def room(server: RedisServer, address: str = "", settings: Settings | None = None) -> AsyncIterator[Room]:
    """Set up a publisher of the server, and a watcher at the address; who watches is up to the test."""
    clock = FakeClock()
    client = Redis(host="127.0.0.1", port=server.port)
    source = RelaySource(SourceSettings(address=address or server.address), clock, settings or Settings())
    try:
        yield Room(client, source, clock, Lease(client, RelayAddress.read(server.address)))
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
        of.sources = ["page.txt", "other.txt"]
        await of.publish(quote("HUBC"))
        await of.publish(quote("BOP"), source="other.txt")
        async with watching(of):
            await of.until(lambda told: len(prices(told)) == 2)
    names = [report.source for report in of.told if isinstance(report, Refreshed)]
    assert names == [f"{of.source.name}: {source}" for source in ("page.txt", "other.txt")]
    assert of.told[0] == Started(of.source.name, Kind.RELAY, NOON)
    assert RelaySources(of.source.name, Kind.RELAY, frozenset(names)) in of.told
    assert RelaySound(of.source.name, Kind.RELAY) in of.told, "the relay itself is waited for no more"


async def test_it_goes_on_where_it_was_when_the_server_comes_back(tmp_path: Path) -> None:
    with redis_server(tmp_path / "redis", keeps_data=True) as server:
        async with room(server) as of:
            await of.publish(quote(price="100.00"))
            async with watching(of):
                await of.until_told("100.00")
                server.kill()
                await of.until(lambda told: bool(sentences(told)))
                assert "cannot be reached" in sentences(of.told)[-1]
                assert isinstance(of.told[-1], RelayFault)
                assert of.told[-1].is_of_all
                server.start()
                for number in range(1, 4):
                    await of.publish(quote(price=f"10{number}.00"))
                of.asked.set()
                await of.until_told("103.00")
    assert prices(of.told) == ["100.00", "101.00", "102.00", "103.00"]
    assert not any(report.snapshot.problems for report in of.told if isinstance(report, Refreshed))


@pytest.mark.parametrize("last", ["1-0", "9999999999999-0"], ids=["in time", "ahead of the clock"])
async def test_a_server_that_lost_its_data_is_followed_again(
    server: RedisServer, monkeypatch: pytest.MonkeyPatch, last: str
) -> None:
    monkeypatch.setattr("tui.relay.stream.BLOCK_SECONDS", 0.05)
    async with room(server) as of:
        await of.client.xadd("psx", {"message": encode(_page("100.00"), ["page.txt"])}, id=last)
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


@pytest.mark.parametrize(("missed", "kept"), [(3, 1), (19, 10)])
async def test_a_gap_is_told_of_with_what_is_caught_up_with_and_no_longer(
    server: RedisServer, missed: int, kept: int
) -> None:
    async with room(server) as by, link_to(server.port) as link, room(server, link.address) as of:
        await by.publish(quote(price="100.00"))
        async with watching(of):
            await of.until_told("100.00")
            link.cut()
            await of.until(lambda told: bool(sentences(told)))
            for number in range(1, missed + 1):
                await by.publish(quote(price=f"{100 + number}.00"))
            await by.client.xtrim("psx", maxlen=kept, approximate=False)
            link.restore()
            of.asked.set()
            last = await of.until_told(f"{100 + missed}.00")
            assert [problem.code for problem in last.snapshot.problems] == ["relay-gap"]
            await by.publish(quote(price="200.00"))
            assert not (await of.until_told("200.00")).snapshot.problems
    caught_up = [f"{100 + number}.00" for number in range(missed - kept + 1, missed + 1)]
    assert prices(of.told)[:1] + prices(of.told)[-1 - kept :] == ["100.00", *caught_up, "200.00"]


async def test_a_link_that_falls_silent_is_noticed(server: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.relay.server._SILENT_SECONDS", 1.5)  # enough for a busy machine to answer after all
    monkeypatch.setattr("tui.relay.stream.BLOCK_SECONDS", 0.2)
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
    assert prices(of.told) == ["100.00", "101.00"]


async def test_a_publisher_that_is_missing_is_missed_and_one_that_is_back_makes_it_good(
    server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.relay.stream.BLOCK_SECONDS", 0.05)
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
            assert isinstance(of.told[-1], RelayFault)
            assert of.told[-1].is_of_all
            await of.lease.take()
            await of.until(lambda told: isinstance(told[-1], RelaySound))
    assert prices(of.told) == ["100.00"], "what was told is not told again"


async def test_a_failure_of_the_publishers_source_is_passed_on(server: RedisServer) -> None:
    async with room(server) as of:
        await of.publish(quote(price="100.00"))
        until = NOON + timedelta(minutes=5)
        told = Failed("page.txt", Kind.LIVE, NOON, "The server asks for a pause.", until, is_cooling=True)
        await of.lease.publish(encode(told, [told.source]), source="page.txt", event="failed")
        async with watching(of):
            await of.until(lambda told: bool(sentences(told)))
            failure = next(report for report in of.told if isinstance(report, Failed))
            assert (failure.source, failure.next_at, failure.is_cooling) == (of.name, until, True)
            assert failure.sentence == "The publisher says: The server asks for a pause."
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
            assert isinstance(failure, RelayFault)
            assert not failure.is_of_all, "the prices of before still stand"
            assert "was left out" in failure.sentence
            assert failure.sentence.isprintable()
            await of.publish(quote(price="101.00"))
            await of.until(lambda told: told[-1] == RelaySound(of.source.name, Kind.RELAY))
    assert prices(of.told) == ["100.00", "101.00"]


async def test_a_message_that_is_too_large_is_not_taken_in_and_what_is_newest_is(server: RedisServer) -> None:
    async with room(server, settings=Settings(max_bytes=64 * 1024)) as of:
        await of.publish(quote(price="100.00"))
        async with watching(of):
            await of.until_told("100.00")
            await of.add(b"x" * 1024 * 1024)
            for number in range(1, 4):
                await of.publish(quote(price=f"{100 + number}.00"), at=NOON + timedelta(seconds=number))
            await of.until_told("103.00")
    assert "larger than max_bytes" in sentences(of.told)[0]
    pages = [report.snapshot for report in of.told if isinstance(report, Refreshed)]
    assert [problem.code for problem in pages[1].problems] == ["relay-gap"]


async def test_an_entry_of_very_many_parts_is_not_taken_in(server: RedisServer) -> None:
    async with room(server, settings=Settings(max_bytes=64 * 1024)) as of:
        await of.publish(quote(price="100.00"))
        async with watching(of):
            await of.until_told("100.00")
            await of.add(b"", **{str(number): b"" for number in range(20_000)})
            await of.until(lambda told: "larger than max_bytes" in "".join(sentences(told)))
            await of.publish(quote(price="101.00"))
            await of.until_told("101.00")


async def test_a_newest_page_that_is_too_large_hides_no_other(server: RedisServer) -> None:
    async with room(server, settings=Settings(max_bytes=64 * 1024)) as of:
        await of.publish(quote(price="100.00"))
        await of.client.hset("{psx}:newest", "page other.txt", "1-0 " + "x" * 200_000)
        async with watching(of):
            await of.until_told("100.00")
            assert (await of.source.fetch()).as_of == NOON
    assert any("larger than max_bytes" in sentence for sentence in sentences(of.told))


@pytest.mark.parametrize("large", ["9999999999999-0", "1-0"], ids=["ahead of the clock", "in time"])
async def test_several_that_are_too_large_are_gone_past(
    server: RedisServer, monkeypatch: pytest.MonkeyPatch, large: str
) -> None:
    monkeypatch.setattr("tui.relay.following._SKIP_SECONDS", 0.05)
    async with room(server, settings=Settings(max_bytes=64 * 1024)) as of:
        await of.client.xadd("psx", {"message": b"x" * 1024 * 1024}, id=large)
        async with watching(of):
            await of.until(lambda told: "larger than max_bytes" in "".join(sentences(told)))
            await of.add(b"x" * 1024 * 1024)
            await of.add(b"x" * 1024 * 1024)
            await of.publish(quote(price="100.00"))
            await of.until_told("100.00")
            await of.publish(quote(price="101.00"))
            await of.until_told("101.00")
    assert len(sentences(of.told)) == 1


async def test_a_flood_is_taken_in_order_and_to_its_end_and_told_of_once(server: RedisServer) -> None:
    async with room(server) as of:
        await of.publish(quote(price="100.00"))
        async with watching(of):
            await of.until_told("100.00")
            for number in range(300):
                await of.add(json.dumps({"version": 1, "n": number}).encode())
            await of.publish(quote(price="101.00"))
            await of.until_told("101.00")
    assert len(sentences(of.told)) == 1


async def test_what_a_quiet_source_said_meanwhile_is_not_missed_though_it_was_trimmed(server: RedisServer) -> None:
    async with room(server) as by, link_to(server.port) as link, room(server, link.address) as of:
        by.sources = ["page.txt", "quiet.txt"]
        await by.publish(quote(price="100.00"))
        await by.publish(quote("BOP", price="5.00"), source="quiet.txt")
        async with watching(of):
            await of.until_told("5.00")
            link.cut()
            await of.until(lambda told: bool(sentences(told)))
            await by.publish(quote("BOP", price="6.00"), source="quiet.txt")
            for number in range(1, 4):
                await by.publish(quote(price=f"10{number}.00"))
            await by.client.xtrim("psx", maxlen=2, approximate=False)
            link.restore()
            of.asked.set()
            await of.until_told("103.00")
    assert prices(of.told) == ["100.00", "5.00", "6.00", "102.00", "103.00"]


@pytest.mark.parametrize(("seconds", "is_told"), [(-3600, False), (2, False), (30, True)])
async def test_a_publisher_whose_clock_is_ahead_is_told_of(server: RedisServer, seconds: int, is_told: bool) -> None:
    async with room(server) as of:
        now = datetime.now(UTC)
        of.clock.advance((now - of.clock.now()).total_seconds())
        await of.lease.take()
        at = now + timedelta(seconds=seconds)
        page = Refreshed("page.txt", Kind.LIVE, at, at, snapshot_of(quote(price="100.00")))
        await of.lease.publish(encode(page, of.sources), source="page.txt", event="page")
        async with watching(of):
            last = await of.until_told("100.00")
    assert last.as_of == at, "it is the publisher's own"
    assert [problem.code for problem in last.snapshot.problems] == (["relay-clock"] if is_told else [])


async def test_a_newest_message_that_cannot_be_read_is_told_of_until_a_good_one_comes(server: RedisServer) -> None:
    async with room(server) as of:
        await of.lease.take()
        await of.client.set("{psx}:place", "5-0")
        await of.client.hset("{psx}:newest", "page page.txt", '5-0 {"version": 2}')
        async with watching(of):
            await of.until(lambda told: bool(sentences(told)))
            assert "version 2" in sentences(of.told)[0]
            await of.publish(quote(price="100.00"))
            await of.until(lambda told: RelaySound(of.source.name, Kind.RELAY) in told)
    page = next(report for report in of.told if isinstance(report, Refreshed))
    assert of.told.index(page) < of.told.index(RelaySound(of.source.name, Kind.RELAY))


async def test_a_dead_publisher_is_missed_though_somebody_else_writes(
    server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.relay.stream.BLOCK_SECONDS", 5)

    is_over = asyncio.Event()

    async def write_on() -> None:
        while not is_over.is_set():  # the client that tests use may not notice that it is cancelled
            of.clock.advance(1)
            await of.add(b"{}")

    async with room(server) as of:
        await of.publish(quote(price="100.00"))
        async with watching(of):
            await of.until_told("100.00")
            await of.lease.release()
            writing = asyncio.create_task(write_on())
            await of.until(lambda told: "Nobody publishes" in "".join(sentences(told)))
            is_over.set()
            await writing


async def test_a_source_that_is_published_no_more_goes(server: RedisServer) -> None:
    async with room(server) as of:
        of.sources = ["page.txt", "other.txt"]
        await of.publish(quote("BOP", price="5.00"), source="other.txt")
        await of.publish(quote(price="100.00"))
        async with watching(of):
            await of.until_told("100.00")
            of.sources = ["page.txt"]
            await of.publish(quote(price="101.00"))
            await of.until_told("101.00")
    told = [report.names for report in of.told if isinstance(report, RelaySources)]
    both = frozenset({of.name, f"{of.source.name}: other.txt"})
    assert told == [both, {of.name}]


async def test_a_link_that_flaps_does_not_bring_prices_back_to_life_that_nobody_publishes(server: RedisServer) -> None:
    async with room(server) as by, link_to(server.port) as link, room(server, link.address) as of:
        await by.publish(quote(price="100.00"))
        async with watching(of):
            await of.until_told("100.00")
            await by.lease.release()
            link.cut()
            await of.until(lambda told: bool(sentences(told)))
            link.restore()
            of.asked.set()
            await of.until(lambda told: "Nobody publishes" in sentences(told)[-1])
    faults = [report for report in of.told if isinstance(report, RelayFault)]
    after = of.told[of.told.index(faults[0]) :]
    assert all(isinstance(report, RelayFault) and report.is_of_all for report in after)


@pytest.mark.parametrize(
    "answer",
    [
        b"x" * 200_000,
        b":abc\r\n",
        b"$abc\r\n",
        b"+PONG\r\n" * 9,
        b"*1\r\n:5\r\n" * 9,
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
    ],
    ids=["no end", "no number", "no length", "status", "list", "web server"],
)
async def test_what_is_no_redis_server_is_told_of_and_tried_again(answer: bytes, server: RedisServer) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(64)
        writer.write(answer)
        await writer.drain()
        await reader.read()
        writer.close()

    other = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = f"redis://127.0.0.1:{other.sockets[0].getsockname()[1]}/0?stream=psx"
    async with other, room(server, address) as of, watching(of):
        await of.clock.until_waits(1)
        assert isinstance(of.told[-1], RelayFault)
        of.asked.set()
        await of.clock.until_waits(2)


@pytest.mark.parametrize(
    ("seconds", "addresses"), [(1.8, ["127.0.0.1"]), (0, ["127.0.0.9", "127.0.0.1"])], ids=["slow", "one is dead"]
)
async def test_a_host_is_reached_in_the_time_that_the_settings_allow_by_any_of_its_addresses(
    server: RedisServer, monkeypatch: pytest.MonkeyPatch, seconds: float, addresses: list[str]
) -> None:
    async def look_up(host: str, port: int) -> list[str]:
        assert (host, port) == ("relay.example", server.port)
        await asyncio.sleep(seconds)  # longer than an answer of the server may take
        return addresses

    monkeypatch.setattr("tui.relay.server.resolve_host", look_up)
    monkeypatch.setattr("tui.relay.server._SILENT_SECONDS", 1.5)
    monkeypatch.setattr("tui.relay.server.BLOCK_SECONDS", 0.1)
    async with room(server) as of:
        await of.publish(quote())
        assert await _fault(server.address.replace("127.0.0.1", "relay.example")) == ""


@pytest.mark.parametrize("host", ["nobody.example", "a" * 70])
async def test_a_host_that_is_none_cannot_be_reached(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    look_up_as_it_is: Any = socket.getaddrinfo

    def look_up(host: str, *words: object, **more: object) -> Any:  # noqa: ANN401 - as that of the module
        if host == "nobody.example":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return look_up_as_it_is(host, *words, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert "cannot be reached" in await _fault(f"redis://{host}/0?stream=psx")


async def test_a_login_is_asked_for_and_no_password_is_told(tmp_path: Path) -> None:
    with redis_server(tmp_path / "redis", "requirepass right") as server:
        client = Redis(host="127.0.0.1", port=server.port, password="right")  # noqa: S106 - that of the test's own server
        lease = Lease(client, RelayAddress.read(server.address))
        await lease.take()
        await lease.publish(encode(_page("100.00"), ["page.txt"]), source="page.txt", event="page")
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
        lease = Lease(client, RelayAddress.read(server.address))
        await lease.take()
        await lease.publish(encode(_page("100.00"), ["page.txt"]), source="page.txt", event="page")
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
        ("redis://\u200b/?stream=psx", "no address"),
    ],
)
async def test_an_address_that_is_none_is_told_of(address: str, told: str) -> None:
    assert told in await _fault(address)


async def test_a_relay_without_a_page_says_so(server: RedisServer) -> None:
    assert "Nothing has been published" in await _fault(server.address)


async def test_a_fetch_says_why_there_is_no_page(server: RedisServer) -> None:
    async with room(server) as of:
        await of.lease.take()
        failure = Failed("page.txt", Kind.LIVE, NOON, "The server is asleep.")
        await of.lease.publish(encode(failure, of.sources), source="page.txt", event="failed")
        assert await _fault(server.address) == "The publisher says: The server is asleep."
        await of.client.delete("{psx}:newest")
        await of.client.hset("{psx}:newest", "page page.txt", '1-0 {"version": 2}')
        assert "version 2 of which this tapewatch does not know" in await _fault(server.address)


async def test_doctor_tells_who_publishes_and_how_each_source_stands(
    server: RedisServer, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["doctor", server.address]
    async with room(server) as of:
        of.sources = ["page.txt", "other.txt"]
        await of.publish(quote())
        failure = Failed("other.txt", Kind.LIVE, NOON, "The server is asleep.")
        await of.lease.publish(encode(failure, of.sources), source="other.txt", event="failed")
        assert await asyncio.to_thread(main, words) == 0
        told = capsys.readouterr().out
        assert "publisher   at work" in told
        assert "page.txt (relay), as of 2024-05-17" in told
        assert "other.txt, which fails: The server is asleep." in told
        await of.lease.release()
        await asyncio.to_thread(main, words)
    assert "publisher   none" in capsys.readouterr().out


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
