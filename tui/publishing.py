"""`tapewatch publish`: refreshes sources without a screen, and publishes what they bring to a relay."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from redis.asyncio import Redis

from parsing.clean import clean_line
from tui.clock import Clock
from tui.errors import ExitStatus, SourceError, SourceRefusedError, refuse, say
from tui.opening import open_named, server_memory
from tui.refresh import Failed, Refreshed, Report
from tui.relay.address import RelayAddress
from tui.relay.faults import fault_of
from tui.relay.lease import Lease, LeaseLostError
from tui.relay.message import MOST_SOURCES, encode
from tui.relay.outbox import EVENTS, Outbox
from tui.relay.server import FAULTS, open_server
from tui.settings import Settings, SourceSettings
from tui.sources import Source, is_relay
from tui.sources.shown import shown
from tui.worker import RefreshWorker

_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

_RENEWED_AFTER: Final = 0.3
"""The part of the lease after which its holder renews it."""

_LOOK_SECONDS: Final = 1.0
"""So often those who stand by look whether it is free; more often where it is a short one."""

_SHORTEST_PAUSE: Final = 0.1
_LONGEST_PAUSE: Final = 5.0
"""Seconds before a server that did not answer is tried again: doubled each time."""

_PARTING_SECONDS: Final = 1.0
"""So long at most it takes to give the lease back at the end, and to close the connection."""


def publish(
    sources: Sequence[SourceSettings], to: str, clock: Clock, settings: Settings, data: Path, *, keep: int
) -> int:
    """Publish what the sources bring to the stream that `to` names, until a signal ends it; return the exit status.

    `data` is the data folder, and `keep` how many messages stay in the stream.
    """
    if relay := next((source for source in sources if is_relay(source.address)), None):
        told = f"{shown(relay.address)} is a relay itself: name what it is to be fetched from."
        return refuse(told, ExitStatus.WRONG_USAGE)
    if len(sources) > MOST_SOURCES:
        return refuse(f"Up to {MOST_SOURCES} sources go through one relay.", ExitStatus.WRONG_USAGE)
    try:
        address = RelayAddress.read(to)
    except SourceError as error:
        return refuse(str(error), ExitStatus.WRONG_USAGE)
    memory = server_memory(settings, data, keeps_pages=True)
    opened: dict[str, Source] = {}

    def open_one(named: SourceSettings) -> Source:
        source = opened.get(named.address) or open_named(named, clock, settings, data, memory)
        if named.address == "-":
            opened["-"] = source  # what was piped in can be read only once
        return source

    async def run() -> None:
        server = open_server(address, settings, settings.max_bytes)
        lease = Lease(server, address.stream, keep)
        wanted = [Wanted(named, partial(open_one, named), named.every or settings.every) for named in sources]
        await until_signalled(Publisher(server, lease, address, clock, wanted).run())

    try:
        asyncio.run(run())
    except SourceError as error:
        return refuse(str(error))
    return ExitStatus.OK


async def until_signalled(work: Awaitable[None]) -> None:
    """Do the work until it ends or a signal asks to end; one that is ignored, as under nohup, still is."""
    loop, signalled = asyncio.get_running_loop(), asyncio.Event()
    heard = [number for number in _SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
    for number in heard:
        loop.add_signal_handler(number, signalled.set)
    tasks = [asyncio.ensure_future(work), asyncio.ensure_future(signalled.wait())]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        for number in heard:
            loop.remove_signal_handler(number)
    if isinstance(results[0], Exception):
        raise results[0]


class Wanted(NamedTuple):
    """A source that is to be published: as it was named, what opens it, and the seconds between its refreshes."""

    named: SourceSettings
    open: Callable[[], Source]
    every: float | None


class Publisher:
    """Stands by until the lease is to be had, and then refreshes the sources for as long as it is held."""

    def __init__(
        self, server: Redis, lease: Lease, address: RelayAddress, clock: Clock, wanted: Sequence[Wanted]
    ) -> None:
        """Take the client of the server, which is closed at the end."""
        self._server = server
        self._lease = lease
        self._address = address
        self._clock = clock
        self._wanted = wanted
        self._outbox = Outbox()
        self._due: dict[str, datetime] = {}
        """When each source may be asked again, by its name."""
        self._failing: dict[str, str] = {}
        self._told = self._fault = ""
        self._was_answered = False
        self._held_until = self._renew_at = 0.0
        self._pause = 0.0

    async def run(self) -> None:
        """Publish until cancelled, then give the lease back. Raises `SourceError` where the server refuses at once."""
        try:
            while True:
                await self._stand_by()
                await self._hold()
        finally:
            for parting in (self._lease.release, self._server.aclose):
                with suppress(*FAULTS):
                    async with asyncio.timeout(_PARTING_SECONDS):
                        await parting()

    async def _stand_by(self) -> None:
        """Return when the lease is ours. Raises `SourceError` where the very first answer is that it is not allowed."""
        while True:
            if await self._is_taken():
                return
            await asyncio.sleep(self._pause or min(_LOOK_SECONDS, self._lease.SECONDS / 5))

    async def _is_taken(self) -> bool:
        try:
            async with asyncio.timeout(self._lease.SECONDS):
                is_taken = await self._take()
        except FAULTS as error:
            if not self._was_answered and isinstance(fault := fault_of(error, self._address), SourceRefusedError):
                raise fault from error
            self._fail(error)
            return False
        self._do_well()
        if not is_taken:
            holder = f"another tapewatch publishes to {self._address.name}"
            self._tell(f"Standing by: {holder}; this one goes on when that one ends.")
        return is_taken

    async def _take(self) -> bool:
        """Take or renew the lease, which is held from when that was asked for."""
        asked_at = asyncio.get_running_loop().time()
        is_taken = await self._lease.take()
        self._was_answered = True
        if is_taken:
            self._held_until = asked_at + self._lease.SECONDS
            self._renew_at = asked_at + self._lease.SECONDS * _RENEWED_AFTER
        return is_taken

    async def _hold(self) -> None:
        """Refresh the sources and publish what they bring, until the lease is lost; nothing is fetched after that."""
        sources = [wanted.open() for wanted in self._wanted]
        tasks = [
            asyncio.create_task(self._refresh(source, wanted.every))
            for source, wanted in zip(sources, self._wanted, strict=True)
        ]
        try:
            await self._publish([source.name for source in sources])
            self._tell("The lease is lost: the sources are stopped here.")
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for source in self._outbox.drop():
                self._due.pop(source, None)
            self._pause = 0.0

    async def _refresh(self, source: Source, every: float | None) -> None:
        """Refresh a source until cancelled, not before it is due by what it told under an earlier lease."""
        try:
            due = self._due.get(source.name)
            if due is not None:
                await self._clock.wait(asyncio.Event(), max(0.0, (due - self._clock.now()).total_seconds()))
            await RefreshWorker(source, self._clock, self._take_in, every=every).run()
        except Exception as error:  # noqa: BLE001 - a fault with one source must not end the others; it is told
            reason = clean_line(f"{type(error).__name__}: {error}")
            told = f"{source.name} is no longer refreshed, through a fault in tapewatch ({reason})."
            self._take_in(Failed(source.name, source.kind, self._clock.now(), told))
        finally:
            await source.close()

    def _take_in(self, report: Report) -> None:
        """Let a report wait to be published, and say where a source begins to fail or works again."""
        if not isinstance(report, Refreshed | Failed):
            return
        source = report.source
        if report.next_at is not None:
            self._due[source] = report.next_at
        if isinstance(report, Refreshed):
            if self._failing.pop(source, None):
                say(f"{source} works again.")
        elif self._failing.get(source) != report.sentence:
            self._failing[source] = report.sentence
            say(report.sentence)
        self._outbox.put(report)

    async def _publish(self, names: Sequence[str]) -> None:
        """Publish what waits, and renew the lease, until another one has it or it runs out."""
        loop, token = asyncio.get_running_loop(), None
        publishing = f"Publishing {', '.join(names)} to {self._address.name}."
        while True:
            try:
                async with asyncio.timeout_at(self._held_until):
                    if loop.time() >= self._renew_at and not await self._take():
                        return
                    if token != self._lease.token:
                        self._outbox.begin(await self._lease.retain(names))
                        token = self._lease.token
                    await self._send()
            except LeaseLostError:
                self._renew_at = 0.0  # nobody may have it, as after a restart of the server without its data
            except FAULTS as error:
                if loop.time() >= self._held_until:
                    return
                self._fail(error)
                await asyncio.sleep(min(self._pause, self._lease.SECONDS * _RENEWED_AFTER))
            else:
                self._do_well()
                self._tell(publishing)
                await self._until_there_is_something_to_do()

    async def _send(self) -> None:
        """Publish what has waited longest. What cannot be told to others is left out, and said."""
        report = self._outbox.first
        if report is None:
            return
        try:
            message = encode(report)
        except ValueError as error:
            say(f"{report.source} has a page that cannot be published ({type(error).__name__}).")
        else:
            await self._lease.publish(message, source=report.source, event=EVENTS[type(report)])
        self._outbox.sent(report)

    async def _until_there_is_something_to_do(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout_at(self._renew_at):
                await self._outbox.is_filled.wait()

    def _fail(self, error: Exception) -> None:
        """Say what is wrong with the server, and pause longer before the next try."""
        self._pause = min(max(_SHORTEST_PAUSE, self._pause * 2), _LONGEST_PAUSE)
        fault, self._told = f"{fault_of(error, self._address)} It is tried again.", ""
        if fault != self._fault:
            self._fault = fault
            say(fault)

    def _do_well(self) -> None:
        """Take note that the server does what it should."""
        self._pause, self._fault = 0.0, ""

    def _tell(self, sentence: str) -> None:
        """Say how things stand, unless that was the last thing said of it."""
        if sentence != self._told:
            self._told = sentence
            say(sentence)
