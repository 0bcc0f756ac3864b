"""`tapewatch publish`: refreshes sources without a screen, and publishes what they bring to a relay."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from redis.asyncio import Redis

from tui.clock import Clock
from tui.ending import ending
from tui.errors import ExitStatus, SourceError, our_fault, refuse, say
from tui.refresh import Failed, Refreshed, Report
from tui.refreshing.opening import open_named, server_memory
from tui.refreshing.worker import RefreshWorker
from tui.relay.address import RelayAddress
from tui.relay.keeping import Keeping
from tui.relay.lease import Lease
from tui.relay.message import MOST_BYTES, MOST_SOURCES, MessageError, MessageReader, encode
from tui.relay.outbox import EVENTS, Outbox
from tui.relay.server import FAULTS, open_server
from tui.settings.model import Settings, SourceSettings
from tui.sources import Source, is_relay
from tui.sources.cooldown import LONGEST
from tui.sources.shown import shown

_PARTING_SECONDS: Final = 1.0
"""So long at most it takes to give the lease back at the end, and to close the connection."""


def publish(
    sources: Sequence[SourceSettings], to: str, clock: Clock, settings: Settings, data: Path, *, keep: int
) -> int:
    """Publish what the sources bring to the stream that `to` names, until a signal ends it; return the exit status.

    `data` is the data folder, and `keep` how many messages stay in the stream.
    """
    if reason := _why_not(sources):
        return refuse(reason, ExitStatus.WRONG_USAGE)
    try:
        address = RelayAddress.read(to)
    except SourceError as error:
        return refuse(str(error), ExitStatus.WRONG_USAGE)
    wanted = _wanted(sources, clock, settings, data)

    async def run() -> None:
        server = open_server(address, settings, max(settings.max_bytes, MOST_BYTES))
        await until_signalled(Publisher(server, Lease(server, address, keep), address, clock, wanted).run())

    try:
        asyncio.run(run())
    except SourceError as error:
        return refuse(str(error))
    return ExitStatus.OK


async def until_signalled(work: Awaitable[None]) -> None:
    """Do the work until it ends or a signal asks to end."""
    tasks = [asyncio.ensure_future(work), asyncio.ensure_future(ending().wait())]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
    if isinstance(results[0], Exception):
        raise results[0]


class WantedSource(NamedTuple):
    """A source that is to be published: as it was named, what opens it, and the seconds between its refreshes."""

    named: SourceSettings
    open: Callable[[], Source]
    every: float | None


def _why_not(sources: Sequence[SourceSettings]) -> str | None:
    """Return why these cannot be published, as a sentence; None where they can."""
    if relay := next((source for source in sources if is_relay(source.address)), None):
        return f"{shown(relay.address)} is a relay itself: name what it is to be fetched from."
    if len(sources) > MOST_SOURCES:
        return f"Up to {MOST_SOURCES} sources go through one relay."
    return None


def _wanted(sources: Sequence[SourceSettings], clock: Clock, settings: Settings, data: Path) -> list[WantedSource]:
    """Return what is to be published; nothing is opened yet."""
    memory = server_memory(settings, data, keeps_pages=True)
    opened: dict[str, Source] = {}

    def open_one(named: SourceSettings) -> Source:
        source = opened.get(named.address) or open_named(named, clock, settings, data, memory)
        if named.address == "-":
            opened["-"] = source  # what was piped in can be read only once
        return source

    return [WantedSource(named, partial(open_one, named), named.every or settings.every) for named in sources]


class Publisher:
    """Stands by until the lease is to be had, and then publishes what the sources bring for as long as it is held."""

    def __init__(
        self, server: Redis, lease: Lease, address: RelayAddress, clock: Clock, wanted: Sequence[WantedSource]
    ) -> None:
        """Take the client of the server, which is closed at the end."""
        self._server = server
        self._lease = lease
        self._address = address
        self._keeping = Keeping(lease, address)
        self._outbox = Outbox()
        self._refreshing = Refreshing(wanted, clock, self._outbox)
        self._begun: int | None = None
        """The token under which it was begun to publish."""

    async def run(self) -> None:
        """Publish until cancelled, then give the lease back. Raises `SourceError` where the server refuses at once."""
        try:
            while True:
                await self._keeping.acquire()
                async with self._refreshing.opened() as names:
                    self._begun = None
                    told = f"Publishing {', '.join(names)} to {self._address.name}."
                    await self._keeping.hold(partial(self._publish, names), self._outbox.is_filled, told)
        finally:
            for parting in (self._lease.release, self._server.aclose):
                with suppress(*FAULTS):
                    async with asyncio.timeout(_PARTING_SECONDS):
                        await parting()

    async def _publish(self, names: Sequence[str]) -> None:
        """Publish what has waited longest. Under a new token, see first what is there. Raises `LeaseLostError`."""
        if self._begun != self._lease.token:
            messages = await self._lease.retain(names)
            there = await asyncio.to_thread(_readable, messages)
            self._outbox.begin(there)
            self._refreshing.begin(there)
            self._begun = self._lease.token
        if (report := self._outbox.first) is not None:
            await self._send(report, names)
            self._outbox.sent(report)

    async def _send(self, report: Refreshed | Failed, names: Sequence[str]) -> None:
        """Publish a report. What cannot be told to others is left out, and said."""
        try:
            message = encode(report, names)
        except ValueError as error:
            what = "page" if isinstance(report, Refreshed) else "failure"
            say(f"A {what} of {report.source} cannot be published and is left out ({type(error).__name__}).")
        else:
            await self._lease.publish(message, source=report.source, event=EVENTS[type(report)])


class Refreshing:
    """Refreshes the sources while they are open, never one before it is due by what was told of it earlier."""

    def __init__(self, wanted: Sequence[WantedSource], clock: Clock, outbox: Outbox) -> None:
        """Take where what the sources bring waits to be published."""
        self._wanted = wanted
        self._clock = clock
        self._outbox = outbox
        self._sources: list[Source] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._due: dict[str, datetime] = {}
        """When each source may be asked again, by its name."""
        self._failing: dict[str, str] = {}

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[list[str]]:
        """Open the sources, and give their names; at the end they are closed, and nothing is fetched any more."""
        try:
            for wanted in self._wanted:
                self._sources.append(wanted.open())
            yield [source.name for source in self._sources]
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await asyncio.gather(*(source.close() for source in self._sources), return_exceptions=True)
            self._sources, self._tasks = [], []

    def begin(self, there: Iterable[Refreshed | Failed]) -> None:
        """Begin to refresh, unless that was begun: what is `there` tells which servers asked to be left alone."""
        if self._tasks:
            return
        for report in there:
            self._heed(report)
        self._tasks = [
            asyncio.create_task(self._refresh(source, wanted.every))
            for source, wanted in zip(self._sources, self._wanted, strict=True)
        ]

    def _heed(self, report: Refreshed | Failed) -> None:
        """Leave a source alone where another publisher was asked to; that for more than a day is not believed."""
        if not isinstance(report, Failed) or not report.is_cooling or report.next_at is None:
            return
        now, source = self._clock.now(), report.source
        if now < report.next_at <= now + LONGEST:
            self._due[source] = max(report.next_at, self._due.get(source, report.next_at))
            self._say_of(report)

    async def _refresh(self, source: Source, every: float | None) -> None:
        """Refresh a source until cancelled, from when it is due."""
        try:
            due = self._due.get(source.name)
            if due is not None:
                await self._clock.wait(asyncio.Event(), max(0.0, (due - self._clock.now()).total_seconds()))
            await RefreshWorker(source, self._clock, self._take_in, every=every).run()
        except Exception as error:  # noqa: BLE001 - a fault with one source must not end the others; it is told
            told = f"{source.name} is no longer refreshed, {our_fault(error)}."
            self._take_in(Failed(source.name, source.kind, self._clock.now(), told))

    def _take_in(self, report: Report) -> None:
        """Let a report wait to be published."""
        if isinstance(report, Refreshed | Failed):
            if report.next_at is not None:
                self._due[report.source] = report.next_at
            self._say_of(report)
            self._outbox.put(report)

    def _say_of(self, report: Refreshed | Failed) -> None:
        """Say where a source begins to fail, or works again."""
        source = report.source
        if isinstance(report, Refreshed):
            if self._failing.pop(source, None):
                say(f"{source} works again.")
        elif self._failing.get(source) != report.sentence:
            self._failing[source] = report.sentence
            say(report.sentence)


def _readable(messages: Iterable[bytes]) -> list[Refreshed | Failed]:
    """Return the reports that the messages tell; what cannot be read is left out."""
    reader, reports = MessageReader(), []
    for message in messages:
        with suppress(MessageError):
            reports.append(reader.read(message).report)
    return reports
