"""A publisher at a real server, with sources that play a script under a clock that only the test moves."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from tests.builders import FakeClock, ScriptedSource, page_of, quote
from tests.redis_server import RedisServer
from tests.tui.relay.publishers import anything, stream_on, under_later
from tui.clock import SystemClock
from tui.errors import SourceError, SourceSlowError
from tui.publishing import Publisher, Wanted
from tui.relay.address import RelayAddress
from tui.relay.lease import Lease
from tui.relay.server import open_server
from tui.settings import Settings, SourceSettings

Captured = pytest.CaptureFixture[str]
ASLEEP = SourceSlowError("page.txt: The server is asleep.")


class Closing(ScriptedSource):
    """A source whose end can be waited for."""

    def __init__(self, clock: FakeClock, script: Sequence[str | SourceError]) -> None:
        super().__init__(clock, script)
        self.closed = asyncio.Event()

    async def close(self) -> None:
        """Tell that it was closed."""
        await super().close()
        self.closed.set()


class Bench:
    """A publisher with a source, a clock that only a test moves, and the words it says."""

    def __init__(self, server: RedisServer, script: Sequence[str | SourceError]) -> None:
        self.clock = FakeClock()
        self.opened: list[Closing] = []
        self._script = script
        address = RelayAddress.read(server.address)
        client = open_server(address, Settings(), 1024 * 1024)
        self.lease = Lease(client, address.stream)
        wanted = Wanted(SourceSettings(address="page.txt"), self._open, None)
        self._publisher = Publisher(client, self.lease, address, self.clock, [wanted])

    def _open(self) -> Closing:
        self.opened.append(Closing(self.clock, self._script))
        return self.opened[-1]

    async def next_time(self) -> None:
        """Let the time of the next refresh come, and return when it is done."""
        waits = len(self.clock.waits)
        self.clock.advance(self.clock.waits[-1] or 0)
        await self.clock.until_waits(waits + 1)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Bench"]:
        """Run the publisher until the block ends."""
        task = asyncio.create_task(self._publisher.run())
        try:
            await self.clock.until_waits(1)
            yield self
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_a_page_is_published_as_json_with_its_time_its_source_and_its_hash(server: RedisServer) -> None:
    async with stream_on(server.port) as stream, Bench(server, [page_of(quote())]).running() as bench:
        message = json.loads((await stream.until(anything)).message)
    assert (message["version"], message["event"], message["source"]) == (1, "page", "page.txt")
    assert message["as_of"].startswith(bench.clock.now().strftime("%Y-%m-%dT%H:%M:%S"))
    assert len(message["hash"]) == 64
    assert [line["symbol"] for line in message["snapshot"]["quotes"]] == ["HUBC"]
    assert bench.opened[0].is_closed


async def test_a_failure_is_published_with_its_next_try_and_said_once_and_so_is_its_end(
    server: RedisServer, capsys: Captured
) -> None:
    script: list[str | SourceError] = [page_of(quote()), ASLEEP, ASLEEP, page_of(quote())]
    async with stream_on(server.port) as stream, Bench(server, script).running() as bench:
        await stream.until(anything)
        await bench.next_time()
        failure = json.loads((await stream.until(anything)).message)
        await bench.next_time()
        again = json.loads((await stream.until(anything)).message)
        await bench.next_time()
        page = json.loads((await stream.until(anything)).message)
    assert (failure["event"], failure["sentence"]) == ("failed", str(ASLEEP))
    assert {**failure, "at": again["at"], "until": again["until"]} == again
    assert failure["until"] < again["until"]
    assert page["event"] == "page"
    assert len(stream.seen) == 4
    said = capsys.readouterr().err
    assert said.count("asleep") == 1
    assert "page.txt works again." in said


async def test_a_server_that_forgot_all_is_told_again_without_asking_the_source_again(
    server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Lease, "SECONDS", 0.2)
    async with stream_on(server.port) as stream, Bench(server, [page_of(quote())]).running() as bench:
        before = await stream.until(anything)
        await stream.client.flushall()
        again = await stream.until(under_later(before.token))
    assert again.message == before.message
    assert [source.fetches for source in bench.opened] == [1]


async def test_after_the_lease_was_lost_a_source_is_not_asked_before_it_is_due(
    server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Lease, "SECONDS", 0.2)
    async with stream_on(server.port) as stream, Bench(server, [page_of(quote())]).running() as bench:
        other = Lease(stream.client, "psx")
        await stream.until(anything)
        await stream.client.set("{psx}:lease", "1")
        await bench.opened[0].closed.wait()
        await stream.client.delete("{psx}:lease")
        await bench.clock.until_waits(2)
        assert bench.clock.waits == [60, 60]
        assert [source.fetches for source in bench.opened] == [1, 0]
        assert not await other.take()
        bench.clock.advance(60)
        assert (await stream.until(anything)).token == bench.lease.token
        assert [source.fetches for source in bench.opened] == [1, 1]
    assert all(source.is_closed for source in bench.opened)


async def test_a_fault_with_one_source_is_told_and_ends_no_other(server: RedisServer, capsys: Captured) -> None:
    clock = SystemClock()
    broken, fine = (ScriptedSource(FakeClock(), [page_of(quote())], name=name) for name in ("broken", "fine"))
    broken.break_with(RuntimeError("a\x1b[31m fault"))
    address = RelayAddress.read(server.address)
    client = open_server(address, Settings(), 1024 * 1024)
    wanted = [Wanted(SourceSettings(address=one.name), lambda one=one: one, None) for one in (broken, fine)]  # type: ignore[misc]
    task = asyncio.create_task(Publisher(client, Lease(client, "psx"), address, clock, wanted).run())
    async with stream_on(server.port) as stream:
        await stream.until(lambda entry: '"event":"page"' in entry.message)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert [json.loads(entry.message)["source"] for entry in stream.seen] == ["broken", "fine"]
    assert "broken is no longer refreshed, through a fault in tapewatch" in capsys.readouterr().err
    assert broken.is_closed
    assert fine.is_closed
