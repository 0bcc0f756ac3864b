"""Watchers of a relay to measure: monitors, each in a terminal of its own, and many without one in another process."""

import asyncio
import json
import os
import re
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Protocol

from benchmarks.processes import memory_of, processor_of
from tests.terminal import Terminal, terminal

_DEADLINE: Final = 120.0
_LONGEST_LINE: Final = 2**24
_LONGEST_TAIL: Final = 5

# "907.07", the price that tells the page: no other is between 900 and 1,000 with two decimals
_MARK: Final = re.compile(rb"9\d\d\.\d\d")


class Watchers(Protocol):
    """Those that watch."""

    async def seen(self, mark: str) -> Sequence[float]:
        """Return when each had the page with that price, once all have."""
        ...

    def processor(self) -> float:
        """Return the processor seconds that all have used so far."""
        ...

    def memory(self) -> float:
        """Return the proportional memory of all, in millions of bytes."""
        ...


Start = Callable[[str, str], AbstractAsyncContextManager[Watchers]]
"""Starts watchers of the relay of that address, until all have the page that is there, with that price."""


class Sightings:
    """Which page was seen when by how many."""

    def __init__(self, count: int) -> None:
        self.moments: dict[str, list[float]] = defaultdict(list)
        self._count = count
        self._changed = asyncio.Event()

    def add(self, mark: str) -> None:
        """Note that one has seen the page now."""
        self.moments[mark].append(time.monotonic())
        self._changed.set()

    async def of_all(self, mark: str, count: int | None = None) -> Sequence[float]:
        """Return when each has seen it, once all, or so many, have."""
        wanted = self._count if count is None else count
        async with asyncio.timeout(_DEADLINE):
            while len(self.moments[mark]) < wanted:
                self._changed.clear()
                await self._changed.wait()
        return self.moments[mark]


class Monitors:
    """Monitors, each in a terminal of its own whose bytes are read as they come."""

    def __init__(self, count: int) -> None:
        self.pids: list[int] = []
        self._sightings = Sightings(count)

    async def start(self, tty: Terminal, mark: str) -> None:
        """Take another one, and return when it shows the page with that price."""
        self.pids.append(tty.process.pid)
        tail, told = b"", set[bytes]()

        def read() -> None:
            nonlocal tail
            written = tail + os.read(tty._master, 65536)
            for found in set(_MARK.findall(written)) - told:
                told.add(found)
                self._sightings.add(found.decode())
            tail = written[-_LONGEST_TAIL:]

        asyncio.get_running_loop().add_reader(tty._master, read)
        await self._sightings.of_all(mark, len(self.pids))

    async def seen(self, mark: str) -> Sequence[float]:
        return await self._sightings.of_all(mark)

    def processor(self) -> float:
        return sum(map(processor_of, self.pids))

    def memory(self) -> float:
        return sum(memory_of(pid).proportional for pid in self.pids)


def monitors(count: int) -> Start:
    """Return how to start so many monitors, one after the other."""

    @asynccontextmanager
    async def start(address: str, mark: str) -> AsyncIterator[Watchers]:
        found, loop = Monitors(count), asyncio.get_running_loop()
        with TemporaryDirectory() as folder, ExitStack() as running:
            settings = Path(folder) / "settings.toml"
            settings.touch()
            masters = []
            try:
                for number in range(count):
                    places = ["--settings", str(settings), "--data-dir", f"{folder}/{number}"]
                    tty = running.enter_context(terminal([address, *places]))
                    masters.append(tty._master)
                    await found.start(tty, mark)
                yield found
            finally:
                for master in masters:
                    loop.remove_reader(master)

    return start


class _Apart:
    """Watchers in a process of their own that prints when all have a page."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def seen(self, mark: str) -> Sequence[float]:
        assert self._process.stdout is not None
        async with asyncio.timeout(_DEADLINE):
            line = await self._process.stdout.readline()
        assert line, "the watchers ended"
        told, moments = json.loads(line)
        assert told == mark, f"{told} came where {mark} was published"
        return [float(moment) for moment in moments]

    def processor(self) -> float:
        return processor_of(self._process.pid)

    def memory(self) -> float:
        return memory_of(self._process.pid).proportional


def apart(what: str, count: int) -> Start:
    """Return how to start so many `followers` or `connections`."""

    @asynccontextmanager
    async def start(address: str, mark: str) -> AsyncIterator[Watchers]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "benchmarks.relay_crowd", what, address, str(count)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=_LONGEST_LINE,
        )
        try:
            found = _Apart(process)
            await found.seen(mark)
            yield found
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    return start
