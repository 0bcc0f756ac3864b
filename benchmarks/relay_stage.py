"""A relay to measure: a Redis server of its own, and a publisher that knows when it published what."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from redis.asyncio import Redis

from benchmarks.history_files import Market
from parsing import Direction, Quote, Snapshot
from tests.redis_server import RedisServer
from tui.clock import SystemClock
from tui.refresh import Kind, Refreshed
from tui.relay.address import RelayAddress
from tui.relay.lease import Lease
from tui.relay.message import encode

SOURCE: Final = "page"
STREAM: Final = "psx"
_FIRST_PRICE: Final = Decimal(900)
_RENEWED: Final = 1.5
_MOST_CLIENTS: Final = 10_500


class Used(NamedTuple):
    """What a server says of itself: processor seconds, bytes that it has sent, and bytes of memory."""

    processor: float
    bytes_out: float
    memory: float


def is_there() -> bool:
    """Whether there is a server to measure with."""
    return shutil.which("redis-server") is not None


def report_of(snapshot: Snapshot) -> Refreshed:
    """Return the report of a refresh that brought the snapshot now."""
    now = SystemClock().now()
    return Refreshed(SOURCE, Kind.LIVE, now, now, snapshot)


def message_of(snapshot: Snapshot) -> bytes:
    """Return that report as a message."""
    return encode(report_of(snapshot), [SOURCE])


class Pages:
    """Pages of 30 quotes and 4 indices that all move, and an article; the last quote's price tells which page it is."""

    def __init__(self) -> None:
        self._market = Market(1947, moving=1.0)
        self._count = 0

    def next(self) -> tuple[str, Snapshot]:
        """Return the next page and the price that it alone has, as it is written on a screen."""
        snapshot = self._market.page()
        change = self._count + Decimal(self._count) / 100
        price = (_FIRST_PRICE + change).quantize(Decimal("0.01"))
        self._count += 1
        told = Quote(
            symbol=snapshot.quotes[-1].symbol,
            price=price,
            direction=Direction.UP if change else Direction.UNCHANGED,
            change=change.quantize(Decimal("0.01")),
            percent=(change * 100 / _FIRST_PRICE).quantize(Decimal("0.01")),
        )
        return str(price), snapshot.model_copy(update={"quotes": (*snapshot.quotes[:-1], told)})


class Stage:
    """The server and its publisher, which keeps the lease for as long as the stage stands."""

    def __init__(self, server: Redis, address: str, keep: int) -> None:
        self.address = address
        self._server = server
        self._lease = Lease(server, RelayAddress.read(address), keep)
        self._pages = Pages()

    async def publish(self) -> tuple[str, float]:
        """Publish the next page; return the price that tells it, and the moment before it was sent."""
        mark, snapshot = self._pages.next()
        return mark, await self.publish_message(message_of(snapshot))

    async def publish_message(self, message: bytes) -> float:
        """Publish a message, and return the moment before it was sent."""
        sent = time.monotonic()
        await self._lease.publish(message, source=SOURCE, event="page")
        return sent

    async def hold(self) -> None:
        """Take the lease, and renew it until cancelled."""
        while True:
            assert await self._lease.take()
            await asyncio.sleep(_RENEWED)

    async def figures(self) -> Used:
        """Return the server's own figures so far."""
        told: dict[str, Any] = await self._server.info()
        processor = told["used_cpu_user"] + told["used_cpu_sys"]
        return Used(processor, told["total_net_output_bytes"], told["used_memory"])

    async def size_of_stream(self) -> float:
        """Return the bytes that the stream takes in memory, and `{psx}:newest` with it."""
        sizes = [await self._server.memory_usage(key, samples=0) for key in (STREAM, f"{{{STREAM}}}:newest")]
        return sum(size or 0 for size in sizes)


@asynccontextmanager
async def stage(keep: int = 1_000) -> AsyncIterator[Stage]:
    """Run a server with a publisher that holds its lease."""
    with TemporaryDirectory() as folder:
        running = RedisServer(Path(folder) / "redis", (f"maxclients {_MOST_CLIENTS}",))
        running.start()
        try:
            async with Redis(port=running.port) as server:
                found = Stage(server, running.address, keep)
                holding = asyncio.create_task(found.hold())
                await asyncio.sleep(0.1)
                try:
                    yield found
                finally:
                    holding.cancel()
                    with suppress(asyncio.CancelledError):
                        await holding
        finally:
            running.stop()
