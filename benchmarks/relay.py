"""The relay: how long it takes from publish to the screens of many, and what that costs the server and each watcher."""

import asyncio
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.figures import Figure, amount
from benchmarks.relay_stage import Stage, Used, is_there, stage
from benchmarks.relay_watchers import Start, Watchers, apart, monitors

_PUBLICATIONS: Final = 20
_SETTLES: Final = 3.0
_IDLES: Final = 6.0
_RESTS: Final = 1.0
"""Seconds from when all have a page to the next one."""

_MOST_BYTES: Final = 6_000
_SLOW_AT_MOST: Final = 3
_SLOWEST_AT_MOST: Final = 6
"""How many times the limit of the median the 95th percentile may be, and the worst."""


@dataclass(frozen=True, slots=True)
class _Round:
    """Watchers of one kind, and the most that holds for them."""

    name: str
    until: str
    """What there is when one has a page."""
    count: int
    start: Start
    milliseconds: float
    """From publish to when half of them have the page."""
    processor: float
    """Milliseconds that a watcher takes for a page."""
    memory: float
    """Millions of bytes for each."""
    of_server: float
    """Milliseconds that the server takes to publish a page, and a watcher's part of that."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """What the server and all watchers had used at a moment."""

    at: float
    server: Used
    processor: float


def measure_few() -> Iterator[Figure]:
    """Return what holds for one monitor and for ten."""
    return _measured(_monitors(1, 100.0), _monitors(10, 400.0))


def measure_many() -> Iterator[Figure]:
    """Return what holds for a hundred monitors, and for more watchers that have no screen.

    Followers are monitors without one, up to the report; connections do nothing but read what the server sends.
    """
    return _measured(
        _monitors(100, 1_600.0),
        _apart("followers", "report", 100, 200.0),
        _apart("followers", "report", 1_000, 1_500.0),
        _apart("connections", "bytes", 1_000, 200.0),
        _apart("connections", "bytes", 10_000, 1_500.0),
    )


def _monitors(count: int, milliseconds: float) -> _Round:
    name = f"{count} monitor{'s' if count > 1 else ''}"
    return _Round(name, "screen", count, monitors(count), milliseconds, processor=60.0, memory=80.0, of_server=0.5)


def _apart(what: str, until: str, count: int, milliseconds: float) -> _Round:
    start = apart(what, count)
    return _Round(f"{count:,} {what}", until, count, start, milliseconds, processor=3.0, memory=2.0, of_server=0.1)


def _measured(*rounds: _Round) -> Iterator[Figure]:
    for one in rounds if is_there() else ():
        yield from asyncio.run(_figures(one))


async def _figures(one: _Round) -> list[Figure]:
    async with stage() as place:
        mark, _ = await place.publish()
        alone = await place.figures()
        async with one.start(place.address, mark) as watchers:
            await asyncio.sleep(_SETTLES)
            before = await _moment(place, watchers)
            await asyncio.sleep(_IDLES)
            idle = await _moment(place, watchers)
            seconds: list[float] = []
            for _ in range(_PUBLICATIONS):
                mark, sent = await place.publish()
                seconds += [moment - sent for moment in await watchers.seen(mark)]
                await asyncio.sleep(_RESTS)
            after = await _moment(place, watchers)
            memory = watchers.memory()
    at_server = (before.server.memory - alone.memory) / 1000
    return [*_latency(one, seconds), *_costs(one, before, idle, after), *_memory(one, memory, at_server)]


async def _moment(place: Stage, watchers: Watchers) -> _Moment:
    return _Moment(time.monotonic(), await place.figures(), watchers.processor())


def _latency(one: _Round, seconds: list[float]) -> Iterator[Figure]:
    """Yield how long it took until one had a page, of each publication and each watcher."""
    name, limit = f"relay, {one.name}: publish to {one.until}", one.milliseconds / 1000
    yield amount(f"{name}, median", seconds, "s", limit=limit)
    yield amount(f"{name}, 95th percentile", seconds, "s", limit=limit * _SLOW_AT_MOST, at=_slow)
    yield amount(f"{name}, worst", seconds, "s", limit=limit * _SLOWEST_AT_MOST, at=max)


def _slow(seconds: Sequence[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def _costs(one: _Round, before: _Moment, idle: _Moment, after: _Moment) -> Iterator[Figure]:
    """Yield what a page costs, and what it costs to wait for one, as a part of a core.

    A watcher's page is without what it takes to wait, such as the ticker; the server's is with all that it does.
    """
    waited, watched = idle.at - before.at, after.at - idle.at
    waiting = (idle.processor - before.processor) / waited
    pages = (after.processor - idle.processor - waiting * watched) * 1000 / _PUBLICATIONS
    yield amount(f"relay, {one.name}: one, processor a page", [pages / one.count], "ms", limit=one.processor)
    yield amount(f"relay, {one.name}: one, processor while waiting", [waiting * 100 / one.count], "%", limit=3.0)
    name = f"relay, {one.name}: server"
    server = (after.server.processor - idle.server.processor) * 1000 / _PUBLICATIONS
    yield amount(f"{name}, processor a page", [server], "ms", limit=10 + one.of_server * one.count)
    resting = (idle.server.processor - before.server.processor) * 100 / waited
    yield amount(f"{name}, processor while waiting", [resting], "%", limit=1 + 0.005 * one.count)
    sent = (after.server.bytes_out - idle.server.bytes_out) / _PUBLICATIONS / one.count
    yield amount(f"{name}, bytes out a page and watcher", [sent], "B", limit=_MOST_BYTES)


def _memory(one: _Round, megabytes: float, at_server: float) -> Iterator[Figure]:
    """Yield the memory of each, with what they share divided among them, and that of the server for each."""
    yield amount(f"relay, {one.name}: one, memory", [megabytes / one.count], "MB", limit=one.memory)
    yield amount(f"relay, {one.name}: server, memory a watcher", [at_server / one.count], "kB", limit=100.0)
