"""A publisher at a real server, with sources that play a script under a clock that only the test moves."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from redis.asyncio import Redis

from tests.builders import NOON, FakeClock, ScriptedSource, page_of, quote, refreshed
from tests.redis_server import RedisServer
from tests.tui.relay.publishers import LONG, DeafClient, Entry, anything, client_of, stream_on, under_later
from tui.clock import Clock, SystemClock
from tui.command_line.publishing import Publisher, WantedSource
from tui.errors import SourceCoolingError, SourceError, SourceSlowError
from tui.refresh import Failed, Kind
from tui.relay.address import RelayAddress
from tui.relay.lease import Lease
from tui.relay.message import encode
from tui.relay.server import open_server
from tui.settings.model import Settings, SourceSettings
from tui.sources import Source

Captured = pytest.CaptureFixture[str]
BRIEF = 1.0
"""Seconds of a lease that runs out in a test."""

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


def publisher_of(
    server: RedisServer,
    clock: Clock,
    openers: Sequence[Callable[[], Source]],
    client: Redis | None = None,
    seconds: float = LONG,
) -> tuple[Publisher, Lease]:
    """Return what publishes the sources to the server, and its lease of so many seconds."""
    address = RelayAddress.read(server.address)
    client = client or open_server(address, Settings(), 4 * 1024 * 1024)
    lease = Lease(client, address, seconds=seconds)
    wanted = [WantedSource(SourceSettings(address="page.txt"), opener, None) for opener in openers]
    return Publisher(client, lease, address, clock, wanted), lease


class Bench:
    """A publisher with a source, a clock that only a test moves, and the words it says."""

    def __init__(
        self,
        server: RedisServer,
        script: Sequence[str | SourceError],
        *,
        clock: FakeClock | None = None,
        client: Redis | None = None,
        seconds: float = LONG,
    ) -> None:
        self.clock = clock or FakeClock()
        self.opened: list[Closing] = []
        self._script = script
        self._publisher, self.lease = publisher_of(server, self.clock, [self._open], client, seconds)

    @property
    def fetches(self) -> list[int]:
        """How often the source was asked, each time that it was opened."""
        return [source.fetches for source in self.opened]

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
            with suppress(asyncio.CancelledError):
                await task


async def test_a_page_is_published_as_json_with_its_time_its_source_and_its_hash(server: RedisServer) -> None:
    async with stream_on(server.port) as stream, Bench(server, [page_of(quote())]).running() as bench:
        message = told(await stream.until(anything))
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
        failure = told(await stream.until(anything))
        await bench.next_time()
        again = told(await stream.until(anything))
        await bench.next_time()
        page = told(await stream.until(anything))
    assert (failure["event"], failure["sentence"]) == ("failed", str(ASLEEP))
    assert {**failure, "at": again["at"], "until": again["until"]} == again
    assert failure["until"] < again["until"]
    assert page["event"] == "page"
    assert len(stream.seen) == 4
    said = capsys.readouterr().err
    assert said.count("asleep") == 1
    assert "page.txt works again." in said


async def test_a_server_that_forgot_all_is_told_again_without_asking_the_source_again(server: RedisServer) -> None:
    script = [page_of(quote())]
    async with stream_on(server.port) as stream, Bench(server, script, seconds=1).running() as bench:
        before = await stream.until(anything)
        await stream.client.flushall()
        again = await stream.until(under_later(before.token))
    assert again.message == before.message
    assert sum(bench.fetches) == 1


async def test_a_page_that_waited_when_the_lease_was_lost_is_published_later_and_not_fetched_again(
    server: RedisServer,
) -> None:
    script = [page_of(quote()), page_of(quote(price="140.00"))]
    async with stream_on(server.port) as stream, Bench(server, script).running() as bench:
        first = await stream.until(anything)
        await stream.client.set("{psx}:lease", "another one's")
        bench.clock.advance(60)
        await bench.opened[0].closed.wait()
        await stream.end_lease()
        second = await stream.until(anything)
        await bench.clock.until_waits(3)
        assert bench.fetches == [2, 0]
        assert bench.clock.waits == [60, 60, 60]
        bench.clock.advance(60)
        third = await stream.until(anything)
        assert bench.fetches == [2, 1]
        times = [told(entry)["as_of"][11:19] for entry in (first, second, third)]
        assert times == ["12:00:00", "12:01:00", "12:02:00"]
    assert all(source.is_closed for source in bench.opened)


async def test_what_is_older_than_what_another_one_published_is_not_published_again(server: RedisServer) -> None:
    async with stream_on(server.port) as stream, Bench(server, [page_of(quote())]).running() as bench:
        first = await stream.until(anything)
        other = Lease(stream.client, RelayAddress.read(server.address))
        await stream.end_lease()
        assert await other.take()
        bench.clock.advance(60)
        await bench.opened[0].closed.wait()
        theirs = encode(replace(refreshed(quote()), as_of=bench.clock.now() + timedelta(seconds=30)), ["page.txt"])
        await other.publish(theirs, source="page.txt", event="page")
        await other.release()
        await bench.clock.until_waits(3)
        bench.clock.advance(60)
        await stream.until(lambda entry: entry.token == bench.lease.token != first.token)
    assert [told(entry)["as_of"][11:19] for entry in stream.seen] == ["12:00:00", "12:01:30", "12:02:00"]


async def test_who_takes_over_leaves_alone_a_server_that_asked_the_one_before(
    server: RedisServer, capsys: Captured
) -> None:
    busy = SourceCoolingError("page.txt is busy; it is asked again after 12:10.", NOON + timedelta(minutes=10))
    async with stream_on(server.port) as stream:
        async with Bench(server, [busy]).running():
            asked = await stream.until(anything)
        capsys.readouterr()
        async with Bench(server, [page_of(quote())]).running() as heir:
            assert heir.clock.waits == [600]
            assert heir.fetches == [0]
            assert capsys.readouterr().err.count(str(busy)) == 1
            heir.clock.advance(600)
            page = await stream.until(anything)
    assert (told(asked)["event"], told(page)["event"]) == ("failed", "page")
    assert "page.txt works again." in capsys.readouterr().err


@pytest.mark.parametrize(
    "told_before",
    [
        encode(Failed("page.txt", Kind.LIVE, NOON, "It is busy.", NOON + timedelta(days=300), is_cooling=True), ()),
        encode(Failed("page.txt", Kind.LIVE, NOON, "It is busy.", NOON - timedelta(hours=1), is_cooling=True), ()),
        encode(Failed("page.txt", Kind.LIVE, NOON, "It is asleep.", NOON + timedelta(hours=1)), ()),
        encode(Failed("else.txt", Kind.LIVE, NOON, "It is busy.", NOON + timedelta(hours=1), is_cooling=True), ()),
        b"\xff garbage",
    ],
)
async def test_who_takes_over_asks_at_once_whoever_did_not_ask_to_be_left_alone(
    server: RedisServer, told_before: bytes
) -> None:
    async with stream_on(server.port) as stream:
        await stream.client.hset("{psx}:newest", "failed page.txt", b"1-1 " + told_before)
        async with Bench(server, [page_of(quote())]).running() as bench:
            assert told(await stream.until(anything))["event"] == "page"
        assert bench.fetches == [1]


async def test_a_lost_answer_leaves_nobody_standing_by_for_itself(server: RedisServer, capsys: Captured) -> None:
    async with stream_on(server.port) as stream, client_of(server, DeafClient) as client:
        async with Bench(server, [page_of(quote())], client=client).running() as bench:
            assert (await stream.until(anything)).token == bench.lease.token
        assert await stream.client.get("{psx}:lease") is None
    said = capsys.readouterr().err
    assert "Standing by" not in said
    assert "Publishing page.txt" in said


class LateClient(Redis):
    """A client to which the answer to its first script comes when the lease is over."""

    is_late = True

    async def execute_command(self, *words: Any, **options: Any) -> Any:  # noqa: ANN401 - the client's own
        """Do as told, and hear late what came of it."""
        answer = await super().execute_command(*words, **options)  # type: ignore[no-untyped-call]
        if self.is_late and words[0] == "EVAL":
            self.is_late = False
            await asyncio.sleep(BRIEF + 0.1)
        return answer


async def test_a_lease_that_was_over_when_it_came_is_taken_again_without_a_word(
    server: RedisServer, capsys: Captured
) -> None:
    async with (
        stream_on(server.port) as stream,
        client_of(server, LateClient) as client,
        Bench(server, [page_of(quote())], client=client, seconds=BRIEF).running(),
    ):
        await stream.until(anything)
        assert capsys.readouterr().err.startswith("tapewatch: Publishing page.txt")


async def test_a_failure_with_a_next_try_that_cannot_be_told_is_told_all_the_same(server: RedisServer) -> None:
    late = SourceCoolingError("page.txt is busy.", datetime(2200, 1, 1, tzinfo=UTC))
    async with stream_on(server.port) as stream, Bench(server, [late]).running():
        message = told(await stream.until(anything))
    assert (message["sentence"], message["until"]) == ("page.txt is busy.", None)


@pytest.mark.parametrize(("step", "what"), [(page_of(quote()), "page"), (ASLEEP, "failure")])
async def test_what_cannot_be_published_is_left_out_and_said(
    server: RedisServer, capsys: Captured, step: str | SourceError, what: str
) -> None:
    clock = FakeClock(datetime(2250, 1, 1, tzinfo=UTC))
    async with stream_on(server.port) as stream, Bench(server, [step], clock=clock).running() as bench:
        await bench.next_time()
        await bench.next_time()
        assert not await stream.client.exists("psx")
    assert f"A {what} of page.txt cannot be published and is left out" in capsys.readouterr().err


async def test_where_one_source_cannot_be_opened_those_before_it_are_closed(server: RedisServer) -> None:
    first = Closing(FakeClock(), [page_of(quote())])

    def refuse() -> Source:
        raise ASLEEP

    async with stream_on(server.port) as stream:
        publisher, _ = publisher_of(server, FakeClock(), [lambda: first, refuse])
        with pytest.raises(SourceSlowError):
            await publisher.run()
        assert await stream.client.get("{psx}:lease") is None
    assert first.is_closed
    assert first.fetches == 0


async def test_a_fault_with_one_source_is_told_and_ends_no_other(server: RedisServer, capsys: Captured) -> None:
    broken, fine = (ScriptedSource(FakeClock(), [page_of(quote())], name=name) for name in ("broken", "fine"))
    broken.break_with(RuntimeError("a\x1b[31m fault"))
    publisher, _ = publisher_of(server, SystemClock(), [lambda: broken, lambda: fine])
    task = asyncio.create_task(publisher.run())
    async with stream_on(server.port) as stream:
        await stream.until(lambda entry: '"event":"page"' in entry.message)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert [told(entry)["source"] for entry in stream.seen] == ["broken", "fine"]
    assert "broken is no longer refreshed, through a fault in tapewatch" in capsys.readouterr().err
    assert broken.is_closed
    assert fine.is_closed


def told(entry: Entry) -> dict[str, Any]:
    """Return what the message of an entry says."""
    message: dict[str, Any] = json.loads(entry.message)
    return message
